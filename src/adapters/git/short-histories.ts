/**
 * git searches for the merge base of every two commits anew, and goes far back for heads that are far behind. Where
 * the merge base is known, commits of ours with the same trees and nothing but that base before them are merged
 * instead: the merge sees the same three trees.
 */
import type { Oid } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { writeCommit } from './landings.ts';
import type { CommitPair } from './merge-batches.ts';
import { lookUp } from './objects.ts';
import type { Scratch } from './scratch.ts';

/** Replaces commits in `pairs` where the base is known. */
export async function shortenHistories(
  run: RunGit,
  scratch: Scratch,
  pairs: Map<string, CommitPair>,
  bases: ReadonlyMap<string, Oid>,
): Promise<void> {
  const known = [...bases].flatMap(([key, base]) => {
    const pair = pairs.get(key);
    return pair ? [{ key, base, ...pair }] : [];
  });
  const commits = [...new Set(known.flatMap(({ base, ours, theirs }) => [base, ours, theirs]))];
  const headers = await lookUp(
    run,
    scratch.gitDir,
    commits.map((commit) => `${commit}^{tree}`),
  );
  const trees = new Map(commits.map((commit, at) => [commit, headers[at]?.oid]));
  const made = new Map<string, Oid>();
  const shortened = (tree: Oid, parents: Oid[]): Oid => {
    const key = [tree, ...parents].join(' ');
    const commit = made.get(key) ?? writeCommit(scratch, tree, parents);
    made.set(key, commit);
    return commit;
  };
  for (const { key, base, ours, theirs } of known) {
    const [root, left, right] = [trees.get(base), trees.get(ours), trees.get(theirs)];
    // What cannot be read is left to git, which says so.
    if (!root || !left || !right) continue;
    const origin = shortened(root, []);
    pairs.set(key, { ours: shortened(left, [origin]), theirs: shortened(right, [origin]) });
  }
}
