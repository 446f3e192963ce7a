/**
 * git searches for the merge base of every two commits anew, and goes far back for heads that are far behind. Where
 * the merge base is known, commits of ours with the same trees and nothing but that base before them are merged
 * instead: the merge sees the same three trees.
 */
import type { Oid } from '../../ports.ts';
import { writeCommit } from './landings.ts';
import type { CommitPair } from './merge-batches.ts';
import type { Scratch } from './scratch.ts';

/**
 * Replaces commits in `pairs` where the base is known.
 *
 * @param trees by commit
 */
export function shortenHistories(
  scratch: Scratch,
  pairs: Map<string, CommitPair>,
  bases: ReadonlyMap<string, Oid>,
  trees: ReadonlyMap<Oid, Oid>,
): void {
  const made = new Map<string, Oid>();
  const shortened = (tree: Oid, parents: Oid[]): Oid => {
    const key = [tree, ...parents].join(' ');
    const commit = made.get(key) ?? writeCommit(scratch, tree, parents);
    made.set(key, commit);
    return commit;
  };
  for (const [key, base] of bases) {
    const { ours, theirs } = pairs.get(key) ?? {};
    if (!ours || !theirs) continue;
    const [root, left, right] = [trees.get(base), trees.get(ours), trees.get(theirs)];
    // What cannot be read is left to git, which says so.
    if (!root || !left || !right) continue;
    const origin = shortened(root, []);
    pairs.set(key, { ours: shortened(left, [origin]), theirs: shortened(right, [origin]) });
  }
}
