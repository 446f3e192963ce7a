/** Whether a vote for one commit still speaks for the head. Pure; looks at commits, never at times. */
import type { ApprovalFacts } from './facts.ts';

/**
 * Answers whether a review of a commit is fresh. `any-push`: every commit of the pull request that the
 * reviewed one does not contain is an ignored one. `patch-id`: the same, where any commit with the same
 * whole change may stand in for the reviewed one. `never`: always.
 *
 * @param ignored commits that do not outdate anything
 */
export function freshness(
  { commits, head, options, patchIds }: ApprovalFacts,
  ignored: ReadonlySet<string>,
): (reviewed: string | null) => boolean {
  if (options.stale === 'never') return () => true;
  const parents = new Map(commits.map((commit) => [commit.sha, commit.parents]));
  const known = new Map<string, boolean>();
  /** Everything after `commit` is ignored. */
  const isCurrent = (commit: string): boolean => {
    const before = known.get(commit);
    if (before !== undefined) return before;
    const contained = ancestors(commit, parents);
    const current =
      (commit === head || parents.has(commit)) &&
      commits.every(({ sha }) => contained.has(sha) || ignored.has(sha));
    known.set(commit, current);
    return current;
  };
  return (reviewed) => {
    if (reviewed === null) return false;
    if (isCurrent(reviewed)) return true;
    const patch = options.stale === 'patch-id' ? patchOf(patchIds, reviewed) : undefined;
    if (patch === undefined) return false;
    return [...parents.keys(), head].some(
      (commit) => patchOf(patchIds, commit) === patch && isCurrent(commit),
    );
  };
}

function patchOf(patchIds: Readonly<Record<string, string>>, commit: string): string | undefined {
  return Object.hasOwn(patchIds, commit) ? patchIds[commit] : undefined;
}

/** The commit and every commit of the pull request that it contains, over all parents. */
function ancestors(tip: string, parents: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const waiting = [tip];
  for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
    if (found.has(commit)) continue;
    found.add(commit);
    waiting.push(...(parents.get(commit) ?? []));
  }
  return found;
}
