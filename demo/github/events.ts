/** What a webhook carries: the subject as the API shows it, plus repository, sender and installation. */
import { isAncestor, ZERO } from './bare.ts';
import { decorate } from './decorate.ts';
import { log, touchedPaths } from './history.ts';
import type { Hub, Pull, Repo, Sender } from './hub.ts';
import { fullName, repositoryJson, senderJson } from './hub.ts';
import type { IssueJson, Json, LabelJson, PullJson } from './json.ts';

/** Sent to every App, whether it subscribed or not. */
const UNASKED = new Set(['installation', 'installation_repositories', 'github_app_authorization']);
const UNASKED_ACTIONS = new Set(['rerequested', 'requested_action']);

/** Adds what every payload has and queues the event, if the App is installed there and wants it. */
export async function emit(
  hub: Hub,
  repo: Repo | null,
  event: string,
  payload: Json & { action?: string },
  actor: Sender,
): Promise<void> {
  const wanted =
    UNASKED.has(event) ||
    hub.app.events.includes(event) ||
    (event.startsWith('check_') && UNASKED_ACTIONS.has(payload.action ?? ''));
  const reached = repo === null || repo.owner.toLowerCase() === hub.account.toLowerCase();
  if (!wanted || !reached || (!hub.app.installed && event !== 'installation')) return;
  const sender = await senderJson(hub, actor);
  const context: Json = {};
  if (repo !== null) {
    context.repository = await repositoryJson(hub, repo);
  }
  if (repo === null ? event !== 'installation' : repo.owner.toLowerCase() === hub.org.toLowerCase())
    context.organization = { login: hub.org, id: hub.orgId };
  if (event !== 'installation' && event !== 'installation_repositories') {
    const id = hub.app.installationId;
    context.installation = { id, node_id: Buffer.from(`Installation${id}`).toString('base64') };
  }
  hub.webhooks.send(event, { ...payload, ...context, sender });
}

/** A PR as the API shows it now. */
export async function readPull(hub: Hub, repo: Repo, number: number): Promise<PullJson> {
  const pull = await hub.emulated.get<PullJson>(`/repos/${fullName(repo)}/pulls/${number}`);
  return decorate(hub, pull) as PullJson;
}

/** An issue as the API shows it now; a PR is an issue, too, which the emulator does not know. */
export async function readIssue(hub: Hub, repo: Repo, number: number): Promise<IssueJson> {
  const issue = repo.pulls.has(number)
    ? asIssue(hub, repo, await readPull(hub, repo, number))
    : await hub.emulated.get<IssueJson>(`/repos/${fullName(repo)}/issues/${number}`);
  return decorate(hub, issue) as IssueJson;
}

/** The issue side of a PR. */
export function asIssue(hub: Hub, repo: Repo, pull: PullJson): IssueJson {
  const at = `${hub.url}/repos/${fullName(repo)}`;
  const url = `${at}/issues/${pull.number}`;
  const { id, number, title, user, labels, state, body, html_url, draft } = pull;
  const { locked, assignee, assignees, milestone, comments, author_association } = pull;
  const { created_at, updated_at, closed_at } = pull;
  return {
    url,
    repository_url: at,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url,
    id,
    number,
    title,
    user,
    labels,
    state,
    body,
    draft,
    locked,
    assignee,
    assignees,
    milestone,
    comments,
    author_association,
    created_at,
    updated_at,
    closed_at,
    performed_via_github_app: null,
  };
}

export async function emitPull(
  hub: Hub,
  repo: Repo,
  action: string,
  number: number,
  actor: Sender,
  more: Json = {},
): Promise<void> {
  const pull_request = await readPull(hub, repo, number);
  await emit(hub, repo, 'pull_request', { action, number, pull_request, ...more }, actor);
}

/** `labeled` and `unlabeled`, on the event that fits an issue or a PR. */
export async function emitLabels(
  hub: Hub,
  repo: Repo,
  number: number,
  labels: { before: readonly LabelJson[]; after: readonly LabelJson[] },
  actor: Sender,
): Promise<void> {
  const names = (list: readonly LabelJson[]) => new Set(list.map(({ name }) => name));
  const before = names(labels.before);
  const after = names(labels.after);
  const changes: [string, LabelJson][] = [
    ...labels.before.filter(({ name }) => !after.has(name)).map(pair('unlabeled')),
    ...labels.after.filter(({ name }) => !before.has(name)).map(pair('labeled')),
  ];
  for (const [action, label] of changes) {
    if (repo.pulls.has(number)) await emitPull(hub, repo, action, number, actor, { label });
    else {
      const issue = await readIssue(hub, repo, number);
      await emit(hub, repo, 'issues', { action, issue, label }, actor);
    }
  }
}

const pair =
  (action: string) =>
  (label: LabelJson): [string, LabelJson] => [action, label];

/** GitHub lists at most 20 commits in a push event of an App's size; the rest is read from the API. */
const LISTED_COMMITS = 20;

export interface RefChange {
  ref: string;
  before: string | null;
  after: string | null;
}

export async function emitPush(
  hub: Hub,
  repo: Repo,
  change: RefChange,
  actor: Sender,
): Promise<void> {
  const { ref, before, after } = change;
  const known = [...repo.refs].filter(([name]) => name !== ref).map(([, oid]) => `^${oid}`);
  const range = after === null ? null : before === null ? [after, ...known] : [after, `^${before}`];
  const commits = range === null ? [] : await log(repo.dir, range, LISTED_COMMITS);
  const touched = await touchedPaths(
    repo.dir,
    commits.map(({ sha }) => sha),
  );
  const page = `${hub.url}/${fullName(repo)}`;
  const lite = commits.reverse().map((commit) => ({
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${page}/commit/${commit.sha}`,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    ...(touched.get(commit.sha) ?? { added: [], removed: [], modified: [] }),
  }));
  const forced = before !== null && after !== null && !(await isAncestor(repo.dir, before, after));
  const sender = await senderJson(hub, actor);
  await emit(
    hub,
    repo,
    'push',
    {
      ref,
      before: before ?? ZERO,
      after: after ?? ZERO,
      created: before === null,
      deleted: after === null,
      forced,
      base_ref: null,
      compare: `${page}/compare/${before ?? ZERO}...${after ?? ZERO}`,
      commits: lite,
      head_commit: lite.at(-1) ?? null,
      pusher: { name: sender.login },
    },
    actor,
  );
}

/** Pull requests of a repository that a predicate picks, open ones only, by number. */
export function openPulls(repo: Repo, which: (pull: Pull) => boolean): Pull[] {
  return [...repo.pulls.values()]
    .filter((pull) => pull.state === 'open' && which(pull))
    .sort((a, b) => a.number - b.number);
}
