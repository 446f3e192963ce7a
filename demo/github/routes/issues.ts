/** Issues, comments, labels and reactions: kept by the emulator, with roles, events and PR numbers put right. */
import { decorate } from '../decorate.ts';
import { asIssue, emit, emitLabels, readIssue } from '../events.ts';
import { actorLogin, atLeast, roleOf, senderJson } from '../hub.ts';
import type { Json, LabelJson, PullJson } from '../json.ts';
import { asText, type CommentJson, type IssueJson } from '../json.ts';
import {
  allow,
  at,
  type Call,
  forward,
  notFound,
  paged,
  Refusal,
  type Route,
  route,
} from '../routing.ts';
import { editPull } from './pulls.ts';

const READ = { app: ['issues', 'pull_requests'], level: 'read', role: 'read' } as const;
const WRITE = { app: ['issues', 'pull_requests'], level: 'write', role: 'read' } as const;
const TRIAGE = { ...WRITE, role: 'triage' } as const;

const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'];

const numberOf = (call: Call): number => Number(call.params.number);

/** All pages of a list that the emulator gives. */
async function everything<T>(call: Call, path: string): Promise<T[]> {
  const all: T[] = [];
  const joint = path.includes('?') ? '&' : '?';
  for (let page = 1; ; page += 1) {
    const query = `${path}${joint}per_page=100&page=${page}`;
    const part = await call.hub.emulated.get<T[]>(at(call, query));
    all.push(...part);
    if (part.length < 100) return all;
  }
}

/** Issues and PRs together, as GitHub lists them. */
async function listIssues(call: Call) {
  allow(call, READ);
  const query = new URLSearchParams(call.query);
  query.delete('page');
  query.delete('per_page');
  const state = query.get('state') ?? 'open';
  const wanted = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const [issues, pulls] = await Promise.all([
    everything<IssueJson>(call, `/issues?${query}`),
    everything<PullJson>(call, `/pulls?state=${encodeURIComponent(state)}`),
  ]);
  const fitting = pulls
    .map((pull) => asIssue(call.hub, call.repo, pull))
    .filter(({ labels }) => wanted.every((name) => labels.some((label) => label.name === name)));
  const direction = query.get('direction') === 'asc' ? 1 : -1;
  const list = [...issues, ...fitting].sort((a, b) => direction * (a.number - b.number));
  return paged(
    call,
    list.map((issue) => decorate(call.hub, issue)),
  );
}

/** All comments of the repository, oldest first; the emulator has this route, but out of reach. */
async function listComments(call: Call) {
  allow(call, READ);
  const issues = await everything<IssueJson>(call, '/issues?state=all');
  const numbers = [...issues.map(({ number }) => number), ...call.repo.pulls.keys()];
  const lists = numbers.map((n) => everything<CommentJson>(call, `/issues/${n}/comments`));
  const since = call.query.get('since') ?? '';
  const comments = (await Promise.all(lists))
    .flat()
    .filter(({ updated_at }) => String(updated_at) >= since)
    .sort((a, b) => a.id - b.id);
  if (call.query.get('direction') === 'desc') comments.reverse();
  return paged(
    call,
    comments.map((one) => decorate(call.hub, one)),
  );
}

async function createIssue(call: Call) {
  allow(call, { ...WRITE, app: ['issues'] });
  const answer = await forward(call);
  if (answer.status === 201) {
    const issue = answer.body as IssueJson;
    await emit(call.hub, call.repo, 'issues', { action: 'opened', issue }, call.actor);
  }
  return answer;
}

async function editIssue(call: Call) {
  const number = numberOf(call);
  if (call.repo.pulls.has(number)) {
    if (Array.isArray(call.body.labels)) {
      const body = { labels: call.body.labels };
      await changeLabels({
        ...call,
        method: 'PUT',
        body,
        path: at(call, `/issues/${number}/labels`),
      });
    }
    const answer = await editPull(call);
    return { ...answer, body: await readIssue(call.hub, call.repo, number) };
  }
  allow(call, { ...WRITE, app: ['issues'] });
  const before = await readIssue(call.hub, call.repo, number);
  allowAuthor(call, before.user.login, 'triage');
  const answer = await forward(call);
  if (answer.status !== 200) return answer;
  const issue = answer.body as IssueJson;
  const changes: Json = {};
  if (issue.title !== before.title) changes.title = { from: before.title };
  if (issue.body !== before.body) changes.body = { from: before.body };
  const tell = (action: string, more: Json = {}) =>
    emit(call.hub, call.repo, 'issues', { action, issue, ...more }, call.actor);
  if (Object.keys(changes).length > 0) await tell('edited', { changes });
  if (issue.state !== before.state) await tell(issue.state === 'closed' ? 'closed' : 'reopened');
  const labels = { before: before.labels, after: issue.labels };
  await emitLabels(call.hub, call.repo, number, labels, call.actor);
  return answer;
}

/** Refuses people who neither wrote a thing nor have the role. */
function allowAuthor(call: Call, author: string, role: 'triage' | 'write'): void {
  const { actor, hub, repo } = call;
  const own = actorLogin(hub, actor) === author;
  if (own || (actor.kind === 'person' && atLeast(roleOf(hub, repo, actor.login), role))) return;
  if (actor.kind === 'installation' && role === 'triage') return;
  throw new Refusal(403, 'Resource not accessible: neither its author nor a maintainer');
}

async function changeLabels(call: Call) {
  allow(call, TRIAGE);
  const number = numberOf(call);
  const before = (await readIssue(call.hub, call.repo, number)).labels;
  // Labels on a PR need either permission at GitHub; the emulator insists on "issues".
  const answer = await forward(call);
  if (answer.status < 300) {
    const after: LabelJson[] = (await readIssue(call.hub, call.repo, number)).labels;
    await emitLabels(call.hub, call.repo, number, { before, after }, call.actor);
  }
  return answer;
}

async function comment(call: Call) {
  allow(call, WRITE);
  const body = asText(call.body.body) ?? '';
  if (body.length > 65_536) {
    throw new Refusal(422, 'Validation Failed', [
      {
        resource: 'IssueComment',
        field: 'data',
        code: 'unprocessable',
        message: 'Body is too long',
      },
    ]);
  }
  const answer = await forward(call);
  if (answer.status === 201) {
    await emitComment(call, 'created', numberOf(call), answer.body as CommentJson);
  }
  return answer;
}

async function emitComment(
  call: Call,
  action: string,
  number: number,
  comment: CommentJson,
  more: Json = {},
): Promise<void> {
  const issue = await readIssue(call.hub, call.repo, number);
  const payload = { action, issue, comment, ...more };
  await emit(call.hub, call.repo, 'issue_comment', payload, call.actor);
}

async function knownComment(call: Call): Promise<{ comment: CommentJson; issue: number }> {
  const path = at(call, `/issues/comments/${call.params.comment}`);
  const answer = await call.hub.emulated.send({ method: 'GET', path });
  if (answer.status !== 200) throw notFound();
  const comment = answer.body as CommentJson;
  return { comment, issue: Number(comment.issue_url.split('/').at(-1)) };
}

async function changeComment(call: Call) {
  allow(call, WRITE);
  const { comment, issue } = await knownComment(call);
  allowAuthor(call, comment.user.login, 'write');
  const answer = await forward(call);
  if (answer.status === 200) {
    const more = { changes: { body: { from: comment.body } } };
    await emitComment(call, 'edited', issue, answer.body as CommentJson, more);
  } else if (answer.status === 204) await emitComment(call, 'deleted', issue, comment);
  return answer;
}

async function react(call: Call) {
  allow(call, WRITE);
  const { comment } = await knownComment(call);
  const content = asText(call.body.content) ?? '';
  if (!REACTIONS.includes(content)) throw new Refusal(422, 'Validation Failed');
  const list = call.repo.reactions.get(comment.id) ?? [];
  const login = actorLogin(call.hub, call.actor);
  const standing = list.find((one) => one.content === content && one.user.login === login);
  if (standing !== undefined) return { status: 200, body: standing };
  const user = await senderJson(call.hub, call.actor);
  const id = comment.id * 1000 + list.length + 1;
  const reaction = { id, content, user, created_at: call.hub.now().toISOString() };
  call.repo.reactions.set(comment.id, [...list, reaction]);
  return { status: 201, body: reaction };
}

const ISSUE = '/repos/:owner/:repo/issues/:number';
const COMMENT = '/repos/:owner/:repo/issues/comments/:comment';

export const ISSUE_ROUTES: Route[] = [
  route('GET', '/repos/:owner/:repo/issues', listIssues),
  route('POST', '/repos/:owner/:repo/issues', createIssue),
  route('GET', '/repos/:owner/:repo/issues/comments', listComments),
  route('GET', ISSUE, async (call) => {
    allow(call, READ);
    if (!call.repo.pulls.has(numberOf(call))) return forward(call);
    return { status: 200, body: await readIssue(call.hub, call.repo, numberOf(call)) };
  }),
  route('GET', COMMENT, async (call) => {
    allow(call, READ);
    return forward(call);
  }),
  route('PATCH', COMMENT, changeComment),
  route('DELETE', COMMENT, changeComment),
  route('GET', `${COMMENT}/reactions`, async (call) => {
    allow(call, READ);
    const { comment } = await knownComment(call);
    const content = call.query.get('content');
    const all = call.repo.reactions.get(comment.id) ?? [];
    return paged(
      call,
      all.filter((one) => content === null || one.content === content),
    );
  }),
  route('POST', `${COMMENT}/reactions`, react),
  route('DELETE', `${COMMENT}/reactions/:reaction`, async (call) => {
    allow(call, WRITE);
    const { comment } = await knownComment(call);
    const list = call.repo.reactions.get(comment.id) ?? [];
    const rest = list.filter(({ id }) => id !== Number(call.params.reaction));
    if (rest.length === list.length) throw notFound();
    call.repo.reactions.set(comment.id, rest);
    return { status: 204 };
  }),
  route('PATCH', ISSUE, editIssue),
  route('POST', `${ISSUE}/comments`, comment),
  route('POST', `${ISSUE}/labels`, changeLabels),
  route('PUT', `${ISSUE}/labels`, changeLabels),
  route('DELETE', `${ISSUE}/labels`, changeLabels),
  route('DELETE', `${ISSUE}/labels/:label`, changeLabels),
];
