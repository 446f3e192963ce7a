/** Trial merges, each in the quickest way that decides it. */
import type { MergeRequest, TrialMerge } from '../../ports.ts';
import { isOfFiles, mergeFiles } from './file-merges.ts';
import type { Look } from './looks.ts';
import type { MergeLimits } from './merge-batches.ts';
import { runTrialMerges } from './trial-merges.ts';

/**
 * In the order of the requests, exactly one for each. Where only files are in question they alone are merged; what git
 * fails at there, and all else, is merged whole.
 */
export async function quickestMerges(
  look: Look,
  requests: readonly MergeRequest[],
  limits: MergeLimits,
  progress: (done: number, of: number) => void = () => {},
): Promise<TrialMerge[]> {
  const ofFiles = requests.filter(isOfFiles);
  const outcomes = await mergeFiles(look, ofFiles, limits);
  const known = new Map<MergeRequest, TrialMerge>();
  for (const [at, request] of ofFiles.entries()) {
    const outcome = outcomes[at];
    if (outcome) known.set(request, outcome);
  }
  if (known.size > 0) progress(known.size, requests.length);
  const others = requests.filter((request) => !known.has(request));
  const whole = await runTrialMerges(
    look.run,
    look.scratch,
    others,
    limits,
    (done, of) => progress(known.size + done, known.size + of),
    look.landed,
  );
  for (const [at, request] of others.entries()) known.set(request, whole[at] as TrialMerge);
  return requests.map((request) => known.get(request) as TrialMerge);
}
