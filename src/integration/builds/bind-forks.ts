/**
 * Which commits of forks may be pushed. On a branch of the repository CI runs with the repository's own rights, so a
 * fork's commit gets there only by word of somebody who may write and had that very commit before them.
 */
import type { LeftOut, Oid, OpenHead } from '../../ports.ts';
import { leftOut } from './choose-heads.ts';

/** Whether a head comes from another repository. A branch cannot have a colon in its name. */
export function isFromFork({ ref, pullRequest }: Pick<OpenHead, 'ref' | 'pullRequest'>): boolean {
  return pullRequest !== null && ref.includes(':');
}

/**
 * Heads of forks that are not bound to their commit.
 *
 * @param named commits that the comment names in full
 * @param arrivals when each commit was seen to become a head (ISO 8601, never before it did), where that was seen
 * @param at when the comment was written (ISO 8601, GitHub's clock)
 */
export function unboundHeads(
  heads: readonly Pick<OpenHead, 'ref' | 'oid' | 'pullRequest'>[],
  named: readonly Oid[],
  arrivals: ReadonlyMap<Oid, string>,
  at: string,
): LeftOut[] {
  return heads.flatMap((head): LeftOut[] => {
    if (!isFromFork(head) || named.includes(head.oid)) return [];
    const arrived = arrivals.get(head.oid);
    if (arrived === undefined) return [leftOut(head, 'unproven')];
    // GitHub's clock has whole seconds: the same second may be before or after.
    return Date.parse(arrived) < Date.parse(at) ? [] : [leftOut(head, 'pushed-since')];
  });
}
