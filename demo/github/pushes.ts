/** What follows from moved refs: PR heads move with them, PRs close or merge, and the App is told. */
import { copyCommit, isAncestor, readRefs, setRef } from './bare.ts';
import { emitPull, emitPush, openPulls, type RefChange } from './events.ts';
import type { Actor, Hub, Pull, Repo } from './hub.ts';
import { fullName } from './hub.ts';
import { reviseQueues } from './queue.ts';

/** Compares a repository's refs with what was known of them and acts on every difference. */
export async function takeUpRefs(hub: Hub, repo: Repo, actor: Actor): Promise<void> {
  const before = repo.refs;
  const after = await readRefs(repo.dir);
  repo.refs = after;
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const change = { ref, before: before.get(ref) ?? null, after: after.get(ref) ?? null };
    if (change.before === change.after) continue;
    await emitPush(hub, repo, change, actor);
    if (!ref.startsWith('refs/heads/')) continue;
    await moveHeads(hub, repo, change, actor);
    await settleBases(hub, repo, change, actor);
  }
  // A fork's push moves heads that wait in another repository's queue.
  for (const one of new Set(hub.repos.values())) await reviseQueues(hub, one, actor);
}

/** Puts a PR's head where the API and `git fetch` find it: in the base repository under refs/pull. */
export async function placeHead(repo: Repo, pull: Pull): Promise<void> {
  const ref = `refs/pull/${pull.number}/head`;
  if (pull.headRepo === repo) await setRef(repo.dir, ref, pull.head);
  else await copyCommit(repo.dir, pull.headRepo.dir, pull.head, ref);
}

async function moveHeads(hub: Hub, repo: Repo, change: RefChange, actor: Actor): Promise<void> {
  const branch = change.ref.slice('refs/heads/'.length);
  for (const base of new Set(hub.repos.values())) {
    const moved = openPulls(base, (pull) => pull.headRepo === repo && pull.headRef === branch);
    for (const pull of moved) {
      if (change.after === null) {
        await closePull(hub, base, pull, actor);
        continue;
      }
      pull.head = change.after;
      pull.base = base.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.base;
      await placeHead(base, pull);
      await emitPull(hub, base, 'synchronize', pull.number, actor, {
        before: change.before,
        after: change.after,
      });
    }
  }
}

/** A PR whose base is gone closes; one whose head the base now contains counts as merged. */
async function settleBases(hub: Hub, repo: Repo, change: RefChange, actor: Actor): Promise<void> {
  const branch = change.ref.slice('refs/heads/'.length);
  for (const pull of openPulls(repo, ({ baseRef }) => baseRef === branch)) {
    if (change.after === null) await closePull(hub, repo, pull, actor);
    else if (
      (await isAncestor(repo.dir, pull.head, change.after)) &&
      !(change.before !== null && (await isAncestor(repo.dir, pull.head, change.before)))
    ) {
      await markMerged(hub, repo, pull, change.after, actor);
    }
  }
}

async function closePull(hub: Hub, repo: Repo, pull: Pull, actor: Actor): Promise<void> {
  const path = `/repos/${fullName(repo)}/pulls/${pull.number}`;
  await hub.emulated.send({ method: 'PATCH', path, body: { state: 'closed' } });
  pull.state = 'closed';
  await emitPull(hub, repo, 'closed', pull.number, actor);
}

/** Records a merge that git already holds. */
export async function markMerged(
  hub: Hub,
  repo: Repo,
  pull: Pull,
  mergeCommit: string,
  actor: Actor,
): Promise<void> {
  const path = `/repos/${fullName(repo)}/pulls/${pull.number}`;
  await hub.emulated.send({ method: 'PATCH', path, body: { draft: false } });
  const token = actor.kind === 'person' ? { token: actor.token } : {};
  const body = { merge_method: 'merge' };
  await hub.emulated.send({ method: 'PUT', path: `${path}/merge`, body, ...token });
  pull.state = 'merged';
  pull.mergeCommit = mergeCommit;
  await emitPull(hub, repo, 'closed', pull.number, actor);
}
