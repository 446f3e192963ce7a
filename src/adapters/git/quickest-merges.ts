/** Trial merges, each in the quickest way that decides it. */
import type { MergeRequest, TrialMerge } from '../../ports.ts';
import { type FilesRequest, isOfFiles, mergeFiles } from './file-merges.ts';
import type { Look } from './looks.ts';
import type { MergeLimits } from './merge-batches.ts';
import { runTrialMerges } from './trial-merges.ts';

/**
 * In the order of the requests, exactly one for each. Where only files are in question they alone are merged; all else
 * is merged whole meanwhile, and then what git failed at in files.
 */
export async function quickestMerges(
  look: Look,
  requests: readonly MergeRequest[],
  limits: MergeLimits,
  progress: (done: number, of: number) => void = () => {},
): Promise<TrialMerge[]> {
  const known = new Map<MergeRequest, TrialMerge>();
  let [done, more] = [0, 0];
  const inFiles = async (some: readonly FilesRequest[]) => {
    const outcomes = await mergeFiles(look, some, limits);
    for (const [at, request] of some.entries()) {
      const outcome = outcomes[at];
      if (outcome) known.set(request, outcome);
    }
  };
  const whole = async (some: readonly MergeRequest[]) => {
    // Heads that must land first are merges, too.
    let [own, ofOwn] = [0, some.length];
    const told = (now: number, of: number) => {
      done += now - own;
      more += of - ofOwn;
      [own, ofOwn] = [now, of];
      progress(done, requests.length + more);
    };
    const { run, scratch, landed } = look;
    const outcomes = await runTrialMerges(run, scratch, some, limits, told, landed);
    for (const [at, request] of some.entries()) known.set(request, outcomes[at] as TrialMerge);
  };
  const ofFiles = requests.filter(isOfFiles);
  await Promise.all([
    inFiles(ofFiles).then(() => {
      const decided = ofFiles.filter((request) => known.has(request)).length;
      done += decided;
      if (decided > 0) progress(done, requests.length + more);
    }),
    whole(requests.filter((request) => !isOfFiles(request))),
  ]);
  await whole(requests.filter((request) => !known.has(request)));
  return requests.map((request) => known.get(request) as TrialMerge);
}
