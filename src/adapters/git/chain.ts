/** Merges heads onto a commit, one after the other, in a scratch repository: the commits of a trial branch. */
import type { ChainOutcome, Oid, TrialChain } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { writeCommit } from './landings.ts';
import type { MergeLimits } from './merge-batches.ts';
import type { Scratch } from './scratch.ts';
import { treeChanges } from './tree-changes.ts';
import { runTrialMerges } from './trial-merges.ts';

/** Merge commits up to the tip, in the scratch repository; equal chains give equal ids. The first head that does not merge ends it. */
export async function buildChain(
  run: RunGit,
  scratch: Scratch,
  { base, heads, branch, at }: TrialChain,
  limits: MergeLimits,
): Promise<ChainOutcome> {
  const date = Math.floor(Date.parse(at) / 1000);
  let tip: Oid = base;
  for (const head of heads) {
    const [outcome] = await runTrialMerges(run, scratch, [{ ours: tip, theirs: head }], limits);
    if (!outcome) throw new Error('git gave no answer for a trial merge');
    if (outcome.verdict === 'undetermined') {
      return { state: 'undetermined', head, reason: outcome.detail };
    }
    if (outcome.verdict === 'conflict') {
      const paths = outcome.conflicts.flatMap(({ paths: [first] }) => first ?? []);
      return { state: 'conflict', head, paths: [...new Set(paths)] };
    }
    if (outcome.tree === null) throw new Error('a merge of a chain left no tree');
    const message = `Merge ${head.slice(0, 12)} on trial\n\nMade by Weir for ${branch}, so that CI can run on the combination. It lands nowhere.\n`;
    tip = writeCommit(scratch, outcome.tree, [tip, head], { date, message });
  }
  const [changes = []] = await treeChanges(run, scratch.gitDir, [{ before: base, after: tip }]);
  return { state: 'built', tip, changed: changes.map(({ path }) => path) };
}
