/** One look at many heads: how each merges with the target, and what it changes before and after landing. */
import { setImmediate } from 'node:timers/promises';
import type { EarlierSurvey, Hunk, Oid, Survey } from '../../ports.ts';
import { carriedHeads, changesBetween, movedFrom } from './carried-heads.ts';
import { isOfFiles } from './file-merges.ts';
import { inHalves } from './halving.ts';
import { surveyHeads } from './head-surveys.ts';
import { fileLines } from './line-hunks.ts';
import { lookalikes } from './lookalikes.ts';
import type { Look } from './looks.ts';
import { descents } from './merge-bases.ts';
import type { MergeLimits } from './merge-batches.ts';
import { mergedFiles } from './merged-files.ts';
import { isOid, nothingFound } from './objects.ts';
import { quickestMerges } from './quickest-merges.ts';
import { symbolsIn, symbolsWritten } from './symbol-files.ts';
import { contents } from './tree-files.ts';
import { runTrialMerges } from './trial-merges.ts';
import { trunk } from './trunk.ts';
import { turnover } from './uprooted.ts';
import { occurrences } from './word-search.ts';

/**
 * @param limits of the trial merges
 * @returns the survey, and what git said about heads that are left out of it
 */
export async function survey(
  look: Look,
  {
    target,
    heads,
    earlier = null,
  }: { target: Oid; heads: readonly Oid[]; earlier?: EarlierSurvey | null | undefined },
  limits: MergeLimits,
  progress?: (done: number, of: number) => void,
): Promise<{ seen: Survey; troubles: string[] }> {
  const { run, scratch, landed, tips, ancestors, trees, texts, comparisons } = look;
  const { gitDir } = scratch;
  const unique = [...new Set(heads)];
  for (const oid of [target, ...unique]) if (isOid(oid)) tips.add(oid);
  const descend = (some: readonly Oid[]) =>
    descents(run, gitDir, target, some, { ancestors: ancestors.of(target), roots: trees.roots });
  const [descended, moved] = await Promise.all([
    inHalves(unique, descend),
    earlier ? changesBetween(run, gitDir, earlier.target, target) : null,
  ]);
  const carried = carriedHeads(earlier, descended.found, moved);
  const open = new Map([...descended.found].filter(([head]) => !carried.has(head)));
  const { surveys, troubles } = await surveyHeads(look, target, open, limits, progress);
  /** Files that only exist once a head has landed, of heads that were looked at earlier: those land again. */
  const landAgain = async (heads: readonly Oid[]) => {
    const gone = [...new Set(heads)].filter((head) => !landed.has(target, head));
    if (gone.length === 0) return;
    await surveyHeads(look, target, (await inHalves(gone, descend)).found, limits);
  };
  const seen: Survey = {
    heads: new Map([...carried, ...surveys]),
    moved: earlier && movedFrom(earlier.target, moved, carried),
    async hunks(versions) {
      await landAgain(versions.flatMap((one) => one.landed ?? []));
      return comparisons
        .hunks(versions)
        .catch(nothingFound((): (Hunk[] | null)[] => versions.map(() => null)));
    },
    lines: (blobs) =>
      fileLines(run, gitDir, blobs).catch(nothingFound((): null[] => blobs.map(() => null))),
    async trialMerges(requests, told) {
      const ofFiles = requests.filter(isOfFiles).map(({ ours }) => ours);
      await landAgain(ofFiles.flatMap((ours) => (typeof ours === 'string' ? [] : ours.landed)));
      return quickestMerges(look, requests, limits, told);
    },
    trunk: (bases, paths) => trunk(run, gitDir, target, bases, paths),
    turnover: (bases) =>
      turnover(run, gitDir, target, bases).catch(nothingFound((): null[] => bases.map(() => null))),
    async lookalikes(asked) {
      await landAgain(asked.flatMap((one) => one.landed));
      texts.write(asked.flatMap(({ sources, files }) => [...sources, ...files]));
      return Promise.all(
        asked.map((one) => lookalikes(run, gitDir, one).catch(nothingFound(() => null))),
      );
    },
    contents: (blobs) => contents(run, gitDir, blobs),
    symbols: (files, memory) => symbolsIn(run, gitDir, files, memory),
    written: symbolsWritten,
    merged: (asked) =>
      mergedFiles(run, gitDir, asked, (requests) =>
        runTrialMerges(run, scratch, requests, limits, () => {}, landed),
      ),
    occurrences: (commit, words, mostFiles) => occurrences(run, gitDir, commit, words, mostFiles),
    // git itself remembers nothing; src/adapters/cached-survey.ts does.
    recall: async () => new Map(),
    keep: async () => {},
    giveWay: () => setImmediate(),
  };
  return { seen, troubles: [...descended.troubles, ...troubles] };
}
