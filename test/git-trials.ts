/** Trial merges in tests: a repository in which `a` and `b` collide and `c` does not, and short answers. */
import { type GitOptions, openClone } from '#src/adapters/git.ts';
import type { TrialMerge } from '#src/ports.ts';
import { REPO } from './fakes.ts';
import { forked, type TestRepository } from './repo.ts';

export const COLLIDING = forked(
  { f: 'one\ntwo\nthree\n' },
  { a: { f: 'one\nTWO\nthree\n' }, b: { f: 'one\n2\nthree\n' }, c: { g: 'new\n' } },
);

/** An outcome as one line. */
export function short(outcome: TrialMerge | undefined): string | undefined {
  return outcome?.verdict === 'undetermined'
    ? `${outcome.reason}: ${outcome.detail}`
    : outcome?.verdict;
}

/** Merges pairs of branches in one call, reading the clone at `from`. */
export async function mergeBranches(
  repo: TestRepository,
  names: [string, string][],
  options: GitOptions = {},
  from = repo.dir,
): Promise<(string | undefined)[]> {
  const git = await openClone(from, options);
  const requests = names.map(([ours, theirs]) => ({
    ours: repo.oid(ours),
    theirs: repo.oid(theirs),
  }));
  return (await git.trialMerges(REPO, requests)).map(short);
}
