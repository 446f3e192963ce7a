/** Lands heads one after the other on the growing target, in a scratch repository. */
import type { Oid, TrialMerge } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { writeCommit } from './landings.ts';
import type { MergeLimits } from './merge-batches.ts';
import type { Scratch } from './scratch.ts';
import { runTrialMerges } from './trial-merges.ts';

/** Outcomes in the order of the heads; what does not merge cleanly is left behind, and the next one is tried. */
export async function train(
  run: RunGit,
  scratch: Scratch,
  target: Oid,
  heads: readonly Oid[],
  how: 'merge' | 'squash',
  limits: MergeLimits,
): Promise<TrialMerge[]> {
  const outcomes: TrialMerge[] = [];
  let tip = target;
  for (const head of heads) {
    // Each merge needs the commit that the one before it made, so there is nothing to batch.
    const [outcome] = await runTrialMerges(run, scratch, [{ ours: tip, theirs: head }], limits);
    if (!outcome) throw new Error('git gave no answer for a trial merge');
    outcomes.push(outcome);
    if (outcome.verdict !== 'clean' || outcome.tree === null) continue;
    tip = writeCommit(scratch, outcome.tree, how === 'merge' ? [tip, head] : [tip]);
  }
  return outcomes;
}
