/** From webhooks to jobs; the only place that listens to events. A handler decides nothing: it says what to look at. */
import type { Context, Probot } from 'probot';
import { parseCommands } from './commands.ts';
import type { Job } from './jobs.ts';
import type { Oid, Repository } from './ports.ts';

export interface WebhookOptions {
  /** Check runs of other Apps are not our business. */
  appId: number;
  /** GitHub put our check runs of this commit back to "queued": what we know about them is out of date. */
  onRerun?(repo: Repository, oid: Oid): Promise<void>;
}

/** One comment cannot ask for more than this. */
const MOST_COMMANDS = 5;

type Enqueue = (job: Job) => Promise<void>;

/** Registers all handlers. `enqueue` must have stored the job when it resolves. */
export function registerWebhooks(
  app: Pick<Probot, 'on'>,
  enqueue: Enqueue,
  { appId, onRerun = async () => {} }: WebhookOptions,
): void {
  const judge = async (repo: Repository | null, plansToo: boolean) => {
    if (!repo) return;
    await enqueue({ kind: 'integrate', repo });
    if (plansToo) await enqueue({ kind: 'check-plans', repo });
  };

  app.on(
    [
      'pull_request.opened',
      'pull_request.synchronize',
      'pull_request.reopened',
      'pull_request.edited',
    ],
    ({ payload }) => judge(repositoryOf(payload), true),
  );
  app.on(
    [
      'pull_request.closed',
      'pull_request.ready_for_review',
      'pull_request.converted_to_draft',
      'pull_request.labeled',
      'pull_request.unlabeled',
    ],
    ({ payload }) => judge(repositoryOf(payload), false),
  );
  app.on('push', async ({ payload }) => {
    if (payload.ref.startsWith('refs/heads/')) await judge(repositoryOf(payload), true);
  });
  app.on('issue_comment.created', async ({ payload }) => {
    for (const job of commandJobs(payload)) await enqueue(job);
  });
  app.on('check_run.rerequested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (!repo || payload.check_run.app?.id !== appId) return;
    await onRerun(repo, payload.check_run.head_sha);
    await judge(repo, true);
  });
  app.on('check_run.requested_action', async ({ payload }) => {
    const repo = repositoryOf(payload);
    const action = payload.requested_action?.identifier;
    if (!repo || payload.check_run.app?.id !== appId) return;
    if (action !== 're-integrate' && action !== 'explain') return;
    const oid = payload.check_run.head_sha;
    await enqueue({ kind: 'button', repo, oid, actor: payload.sender.login, action });
  });
  app.on('check_suite.rerequested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (!repo || payload.check_suite.app.id !== appId) return;
    await onRerun(repo, payload.check_suite.head_sha);
    await judge(repo, true);
  });
  app.on('repository.renamed', ({ payload }) => judge(repositoryOf(payload), true));
  registerInstallations(app, enqueue);
}

function registerInstallations(app: Pick<Probot, 'on'>, enqueue: Enqueue): void {
  app.on(
    [
      'installation.created',
      'installation.unsuspend',
      'installation.new_permissions_accepted',
      'installation_repositories.added',
    ],
    ({ payload }) => enqueue({ kind: 'sweep', installation: payload.installation.id }),
  );
  app.on(['installation.deleted', 'installation.suspend'], ({ payload }) =>
    enqueue({ kind: 'forget', installation: payload.installation.id, repo: null }),
  );
  app.on('installation_repositories.removed', async ({ payload }) => {
    for (const { id } of payload.repositories_removed) {
      await enqueue({ kind: 'forget', installation: payload.installation.id, repo: id as number });
    }
  });
}

/** The commands that a person wrote in a new comment; what bots and Apps write commands nothing. */
function commandJobs(payload: Context<'issue_comment.created'>['payload']): Job[] {
  const repo = repositoryOf(payload);
  const { comment, issue, sender } = payload;
  const author = comment.user;
  if (!repo || !author || comment.performed_via_github_app) return [];
  if (author.type === 'Bot' || sender?.type === 'Bot') return [];
  return parseCommands(comment.body)
    .slice(0, MOST_COMMANDS)
    .map((call) => ({
      kind: 'command',
      repo,
      issue: issue.number,
      comment: comment.id,
      author: author.login,
      at: comment.created_at,
      call,
    }));
}

/** Null for events that do not come through an installation: nothing could be read or written there. */
function repositoryOf(payload: {
  installation?: { id: number } | null;
  repository?: { id: number; name: string; owner?: { login: string } | null };
}): Repository | null {
  const { installation, repository } = payload;
  if (!installation || !repository?.owner) return null;
  return {
    installation: installation.id,
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
  };
}
