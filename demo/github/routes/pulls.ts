/** Pull requests: opened on real branches, merged with real git, their files and commits read from git. */
import { commitTree, copyCommit, mergedTree, setRef } from '../bare.ts';
import { emitPull, openPulls, readPull } from '../events.ts';
import { changedSince, commitsBetween, countCommits } from '../history.ts';
import type { Pull, Repo } from '../hub.ts';
import { actorLogin, atLeast, fullName, roleOf } from '../hub.ts';
import { asText, isObject, type Json, type PullJson } from '../json.ts';
import { markMerged, placeHead, takeUpRefs } from '../pushes.ts';
import { reviseQueues } from '../queue.ts';
import {
  allow,
  at,
  type Call,
  forward,
  invalid,
  notFound,
  paged,
  Refusal,
  type Route,
  route,
} from '../routing.ts';
import { commitItem, fileItem } from './git.ts';

const READ = { app: ['pull_requests'], level: 'read', role: 'read' } as const;
/** Anybody who can read may propose; the App needs the permission. */
const PROPOSE = { app: ['pull_requests'], level: 'write', role: 'read' } as const;
const MERGE = { app: ['contents'], level: 'write', role: 'write' } as const;

export function pullOf(call: Call): Pull {
  const pull = call.repo.pulls.get(Number(call.params.number));
  if (pull === undefined) throw notFound();
  return pull;
}

const baseTip = (repo: Repo, pull: Pull): string =>
  repo.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.base;

/** Where what a PR would bring begins; of a merged one, where what it brought began. */
const startOf = (repo: Repo, pull: Pull): string =>
  pull.state === 'merged' ? pull.base : baseTip(repo, pull);

/** The numbers and the mergeability that only the answer about a single PR has. */
async function details(call: Call, json: Json): Promise<Json> {
  const pull = pullOf(call);
  const base = startOf(call.repo, pull);
  const [files, commits] = await Promise.all([
    changedSince(call.repo.dir, base, pull.head),
    countCommits(call.repo.dir, base, pull.head),
  ]);
  const sum = (of: 'additions' | 'deletions') => files.reduce((total, file) => total + file[of], 0);
  const merges =
    pull.state === 'merged'
      ? null
      : (await mergedTree(call.repo.dir, baseTip(call.repo, pull), pull.head)) !== null;
  return {
    ...json,
    commits,
    changed_files: files.length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    mergeable: merges,
    mergeable_state: merges === null ? 'unknown' : merges ? 'clean' : 'dirty',
  };
}

/** The emulator wants a branch record of its own before it takes a PR. */
async function knowBranch(call: Call, repo: Repo, branch: string): Promise<void> {
  const { emulated } = call.hub;
  const path = `/repos/${fullName(repo)}`;
  const [first] = await emulated.get<{ commit: { sha: string } }[]>(`${path}/branches`);
  if (first === undefined) throw new Error(`The emulator has no commit in ${fullName(repo)}.`);
  const body = { ref: `refs/heads/${branch}`, sha: first.commit.sha };
  // An existing record answers 422, which is as good.
  const token = repo.fork === null ? {} : { token: call.actor.token };
  await emulated.send({ method: 'POST', path: `${path}/git/refs`, body, ...token });
}

function headOf(call: Call, head: string): { repo: Repo; ref: string; sha: string } {
  const [owner, ref] = head.includes(':')
    ? [head.slice(0, head.indexOf(':')), head.slice(head.indexOf(':') + 1)]
    : [call.repo.owner, head];
  const repo =
    owner.toLowerCase() === call.repo.owner.toLowerCase()
      ? call.repo
      : [...call.hub.repos.values()].find(
          (other) => other.fork === call.repo && other.owner.toLowerCase() === owner.toLowerCase(),
        );
  const sha = repo?.refs.get(`refs/heads/${ref}`);
  if (repo === undefined || sha === undefined) {
    throw invalid('PullRequest', 'head', `head ${head} does not exist`);
  }
  return { repo, ref, sha };
}

/** How many commits a head, perhaps a fork's, has that the base has not. */
async function commitsAhead(repo: Repo, base: string, head: { repo: Repo; sha: string }) {
  const incoming = 'refs/incoming/head';
  if (head.repo !== repo) await copyCommit(repo.dir, head.repo.dir, head.sha, incoming);
  const commits = await countCommits(repo.dir, base, head.sha);
  if (head.repo !== repo) await setRef(repo.dir, incoming, null);
  return commits;
}

async function open(call: Call) {
  allow(call, PROPOSE);
  const head = headOf(call, asText(call.body.head) ?? '');
  const baseRef = asText(call.body.base) ?? '';
  const base = call.repo.refs.get(`refs/heads/${baseRef}`);
  if (base === undefined) throw invalid('PullRequest', 'base', `base ${baseRef} does not exist`);
  const same = (pull: Pull) =>
    pull.headRepo === head.repo && pull.headRef === head.ref && pull.baseRef === baseRef;
  if (openPulls(call.repo, same).length > 0) {
    const label = `${head.repo.owner}:${head.ref}`;
    throw invalid('PullRequest', 'base', `A pull request already exists for ${label}.`);
  }
  if ((await commitsAhead(call.repo, base, head)) === 0) {
    throw invalid('PullRequest', 'head', `No commits between ${baseRef} and ${head.ref}`);
  }
  await knowBranch(call, call.repo, baseRef);
  await knowBranch(call, head.repo, head.ref);
  const answer = await forward(call);
  const created = answer.body as PullJson;
  if (answer.status !== 201) return answer;
  const pull: Pull = {
    number: created.number,
    head: head.sha,
    headRepo: head.repo,
    headRef: head.ref,
    base,
    baseRef,
    state: 'open',
    mergeCommit: null,
  };
  call.repo.pulls.set(pull.number, pull);
  await placeHead(call.repo, pull);
  await emitPull(call.hub, call.repo, 'opened', pull.number, call.actor);
  return { ...answer, body: await readPull(call.hub, call.repo, pull.number) };
}

/** Its author, or people who may write, may edit a PR. */
function allowEdit(call: Call, author: string): void {
  const { actor, hub, repo } = call;
  allow(call, PROPOSE);
  if (actorLogin(hub, actor) === author || actor.kind !== 'person') return;
  if (!atLeast(roleOf(hub, repo, actor.login), 'triage')) {
    throw new Refusal(403, 'Must have write access or be the author');
  }
}

/** Edits a PR and tells the App what changed; issues with a PR's number come here, too. */
export async function editPull(call: Call) {
  const pull = pullOf(call);
  const before = await readPull(call.hub, call.repo, pull.number);
  allowEdit(call, before.user.login);
  const { draft: _ignored, ...body } = call.body;
  const base = asText(body.base);
  if (base !== undefined && !call.repo.refs.has(`refs/heads/${base}`)) {
    throw invalid('PullRequest', 'base', `base ${base} does not exist`);
  }
  const tip = pull.headRepo.refs.get(`refs/heads/${pull.headRef}`);
  const reopening = body.state === 'open' && pull.state === 'closed';
  if (body.state === 'open' && pull.state !== 'open' && (tip === undefined || !reopening)) {
    throw invalid('PullRequest', 'state', 'state cannot be changed: the head branch is gone');
  }
  if (base !== undefined) await knowBranch(call, call.repo, base);
  const answer = await forward(call, { path: at(call, `/pulls/${pull.number}`), body });
  if (answer.status !== 200) return answer;
  const closing = body.state === 'closed' && pull.state === 'open';
  if (closing) pull.state = 'closed';
  if (reopening && tip !== undefined) Object.assign(pull, { state: 'open', head: tip });
  if (reopening) await placeHead(call.repo, pull);
  const changes: Json = {};
  if (asText(body.title) !== undefined && body.title !== before.title) {
    changes.title = { from: before.title };
  }
  if ('body' in body && body.body !== before.body) changes.body = { from: before.body };
  if (base !== undefined && base !== pull.baseRef) {
    changes.base = { ref: { from: pull.baseRef }, sha: { from: pull.base } };
    Object.assign(pull, { baseRef: base, base: call.repo.refs.get(`refs/heads/${base}`) });
  }
  const tell = (action: string, more?: Json) =>
    emitPull(call.hub, call.repo, action, pull.number, call.actor, more);
  if (Object.keys(changes).length > 0) await tell('edited', { changes });
  if (closing) await tell('closed');
  await call.hub.exclusive(() => reviseQueues(call.hub, call.repo, call.actor));
  if (reopening) await tell('reopened');
  const json = await readPull(call.hub, call.repo, pull.number);
  return { status: 200, body: json };
}

async function merge(call: Call) {
  allow(call, MERGE);
  const pull = pullOf(call);
  const { dir } = call.repo;
  const json = await readPull(call.hub, call.repo, pull.number);
  const method = asText(call.body.merge_method) ?? 'merge';
  if (pull.state !== 'open' || json.draft) throw new Refusal(405, 'Pull Request is not mergeable');
  if (method === 'rebase') throw new Refusal(405, 'The local GitHub merges and squashes only');
  const wanted = asText(call.body.sha);
  if (wanted !== undefined && wanted !== pull.head) {
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const base = baseTip(call.repo, pull);
  const tree = await mergedTree(dir, base, pull.head);
  if (tree === null) throw new Refusal(405, 'Pull Request is not mergeable');
  const squash = method === 'squash';
  const title = squash
    ? `${json.title} (#${pull.number})`
    : `Merge pull request #${pull.number} from ${pull.headRepo.owner}/${pull.headRef}`;
  const oid = await commitTree(dir, {
    tree,
    parents: squash ? [base] : [base, pull.head],
    message: `${asText(call.body.commit_title) ?? title}\n\n${asText(call.body.commit_message) ?? json.title}`,
    author: actorLogin(call.hub, call.actor),
  });
  call.repo.made.add(oid);
  await call.hub.exclusive(async () => {
    pull.base = base;
    await markMerged(call.hub, call.repo, pull, oid, call.actor);
    await setRef(dir, `refs/heads/${pull.baseRef}`, oid);
    await takeUpRefs(call.hub, call.repo, call.actor);
  });
  return {
    status: 200,
    body: { sha: oid, merged: true, message: 'Pull Request successfully merged' },
  };
}

const PULL = '/repos/:owner/:repo/pulls/:number';

export const PULL_ROUTES: Route[] = [
  route('POST', '/repos/:owner/:repo/pulls', open),
  route('GET', PULL, async (call) => {
    allow(call, READ);
    const answer = await forward(call);
    const known = answer.status === 200 && isObject(answer.body);
    return known ? { ...answer, body: await details(call, answer.body as Json) } : answer;
  }),
  route('PATCH', PULL, editPull),
  route('PUT', `${PULL}/merge`, merge),
  route('GET', `${PULL}/merge`, async (call) => {
    allow(call, READ);
    if (pullOf(call).state !== 'merged') throw notFound();
    return { status: 204 };
  }),
  route('GET', `${PULL}/files`, async (call) => {
    allow(call, READ);
    const pull = pullOf(call);
    const files = await changedSince(call.repo.dir, startOf(call.repo, pull), pull.head);
    return paged(
      call,
      files.slice(0, 3000).map((file) => fileItem(call, file, pull.head)),
    );
  }),
  route('GET', `${PULL}/commits`, async (call) => {
    allow(call, READ);
    const pull = pullOf(call);
    const commits = await commitsBetween(call.repo.dir, startOf(call.repo, pull), pull.head);
    return paged(
      call,
      commits.slice(0, 250).map((commit) => commitItem(call, commit)),
    );
  }),
  route('PUT', `${PULL}/update-branch`, async () => {
    throw new Refusal(501, 'The local GitHub does not update branches. Merge and push instead.');
  }),
  route('GET', '/repos/:owner/:repo/commits/:sha/pulls', async (call) => {
    allow(call, READ);
    const having = [...call.repo.pulls.values()].filter(({ head }) => head === call.params.sha);
    const list = having.map(({ number }) => readPull(call.hub, call.repo, number));
    return paged(call, await Promise.all(list));
  }),
];
