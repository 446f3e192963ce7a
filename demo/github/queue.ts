/**
 * Merge queues: for each pull request that waits, a branch with a commit that merges it onto those before it,
 * and an event that asks for checks of that commit. Nothing lands by itself.
 */
import { commitTree, mergedTree, setRef } from './bare.ts';
import { emit, emitPull, emitPush } from './events.ts';
import { readCommit } from './history.ts';
import { type Actor, type Hub, type Queued, type Repo, senderJson } from './hub.ts';
import type { Json } from './json.ts';

/** Why a pull request left the queue, or a group its place, in GitHub's words. */
type Reason = 'dequeued' | 'invalidated' | 'merged' | 'merge_conflict' | 'push' | 'closed';

const QUEUE = { kind: 'merge-queue' } as const;

async function groupJson(repo: Repo, entry: Queued): Promise<Json> {
  const { ref = '', oid = '', onto = '' } = entry.group ?? {};
  const commit = await readCommit(repo.dir, oid);
  return {
    head_sha: oid,
    head_ref: ref,
    base_sha: onto,
    base_ref: `refs/heads/${entry.base}`,
    head_commit:
      commit === null
        ? null
        : {
            id: commit.sha,
            tree_id: commit.tree,
            message: commit.message,
            timestamp: commit.committer.date,
            author: { name: commit.author.name, email: commit.author.email },
            committer: { name: commit.committer.name, email: commit.committer.email },
          },
  };
}

async function placeRef(hub: Hub, repo: Repo, ref: string, oid: string | null): Promise<void> {
  const before = repo.refs.get(ref) ?? null;
  await setRef(repo.dir, ref, oid);
  if (oid === null) repo.refs.delete(ref);
  else repo.refs.set(ref, oid);
  await emitPush(hub, repo, { ref, before, after: oid }, QUEUE);
}

async function destroy(hub: Hub, repo: Repo, entry: Queued, reason: Reason): Promise<void> {
  const { group } = entry;
  if (group === null) return;
  const payload = { action: 'destroyed', reason, merge_group: await groupJson(repo, entry) };
  entry.group = null;
  await placeRef(hub, repo, group.ref, null);
  await emit(hub, repo, 'merge_group', payload, QUEUE);
}

async function build(hub: Hub, repo: Repo, entry: Queued, onto: string): Promise<boolean> {
  const tree = await mergedTree(repo.dir, onto, entry.head);
  if (tree === null) return false;
  const oid = await commitTree(repo.dir, {
    tree,
    parents: [onto, entry.head],
    message: `Merge pull request #${entry.number}`,
    author: (await senderJson(hub, QUEUE)).login,
  });
  repo.made.add(oid);
  const ref = `refs/heads/gh-readonly-queue/${entry.base}/pr-${entry.number}-${onto}`;
  entry.group = { ref, oid, onto };
  await placeRef(hub, repo, ref, oid);
  const merge_group = await groupJson(repo, entry);
  await emit(hub, repo, 'merge_group', { action: 'checks_requested', merge_group }, QUEUE);
  return true;
}

async function leave(hub: Hub, repo: Repo, entry: Queued, reason: Reason, actor: Actor) {
  repo.queue.splice(repo.queue.indexOf(entry), 1);
  await destroy(hub, repo, entry, reason === 'merged' ? 'merged' : 'dequeued');
  await emitPull(hub, repo, 'dequeued', entry.number, actor, { reason: reason.toUpperCase() });
}

/** Makes the queues fit what is open and where branches stand now. To be called in `hub.exclusive`. */
export async function reviseQueues(hub: Hub, repo: Repo, actor: Actor): Promise<void> {
  for (const entry of [...repo.queue]) {
    const pull = repo.pulls.get(entry.number);
    const state = pull?.state ?? 'closed';
    if (state !== 'open')
      await leave(hub, repo, entry, state === 'merged' ? state : 'closed', actor);
    else if (pull?.head !== entry.head || pull.baseRef !== entry.base) {
      await leave(hub, repo, entry, 'push', actor);
    }
  }
  const tips = new Map<string, string>();
  for (const entry of [...repo.queue]) {
    const onto = tips.get(entry.base) ?? repo.refs.get(`refs/heads/${entry.base}`) ?? '';
    if (entry.group?.onto !== onto) {
      await destroy(hub, repo, entry, 'invalidated');
      if (!(await build(hub, repo, entry, onto))) {
        await leave(hub, repo, entry, 'merge_conflict', actor);
        continue;
      }
    }
    tips.set(entry.base, entry.group?.oid ?? onto);
  }
}

/** Puts a pull request at the end of the queue of its base. Answers the commit of its group. */
export async function enqueue(hub: Hub, repo: Repo, number: number, actor: Actor) {
  const pull = repo.pulls.get(number);
  if (pull === undefined || pull.state !== 'open') throw new Error(`#${number} is not open.`);
  if (repo.queue.some((entry) => entry.number === number)) {
    throw new Error(`#${number} waits in the merge queue already.`);
  }
  const entry: Queued = { number, base: pull.baseRef, head: pull.head, group: null };
  repo.queue.push(entry);
  await emitPull(hub, repo, 'enqueued', number, actor);
  await reviseQueues(hub, repo, actor);
  if (entry.group === null) throw new Error(`#${number} conflicts with what is before it.`);
  const { ref, oid } = entry.group as NonNullable<Queued['group']>;
  return { ref, oid };
}

/** Takes a pull request out; those behind it get new groups. */
export async function dequeue(hub: Hub, repo: Repo, number: number, actor: Actor): Promise<void> {
  const entry = repo.queue.find((one) => one.number === number);
  if (entry === undefined) throw new Error(`#${number} does not wait in the merge queue.`);
  await leave(hub, repo, entry, 'dequeued', actor);
  await reviseQueues(hub, repo, actor);
}
