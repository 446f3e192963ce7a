/** One head is pushed and meets 199 others, of which the server remembers everything. */
import { openClone } from '../src/adapters/git.ts';
import { type OpenPair, tryPairs } from '../src/integration/trials.ts';
import { forecastOf, quantile, rounded, TEXTUAL_ONLY } from './forecasts.ts';
import { withServerMemory } from './server-memory.ts';
import { startSlowWay } from './slow-way.ts';
import { REPO, type Subject } from './subjects.ts';

const MOST_PUSHES = 40;

/** Heads beyond the first `limit` are pushed, one at a time, against one fewer than `limit`. */
export async function measurePushes({ name, dir, base, heads }: Subject, limit: number) {
  const others = heads.slice(0, limit - 1);
  const pushed = heads.slice(limit - 1).slice(0, MOST_PUSHES);
  const clone = await openClone(dir);
  const slow = startSlowWay(`${dir}/objects`);
  const [own, whole, processes]: number[][] = [[], [], []];
  let differing = 0;
  let compared = 0;
  await withServerMemory(clone, async (git) => {
    await forecastOf({ base, heads: others }, git, 'landing', TEXTUAL_ONLY);
    for (const [push, head] of pushed.entries()) {
      const pairs = others.map(
        ({ oid }): OpenPair => ({ a: head.oid, b: oid, basis: 'landing', trials: {} }),
      );
      const all = [...others, head];
      const start = performance.now();
      await git.withSurvey(
        REPO,
        base,
        all.map(({ oid }) => oid),
        async (survey) => {
          await tryPairs(survey, base, pairs, false, () => {});
          // What was found is stored after that.
          own?.push(performance.now() - start);
        },
      );
      whole?.push((await forecastOf({ base, heads: all }, git, 'landing', TEXTUAL_ONLY)).ms);
      // The slow way by a sample, or this takes all day.
      const sample = pairs.filter((_, at) => at % 10 === push % 10);
      const asked = sample.map(({ a, b }) => ({ a, b }));
      const { ms } = await slow.ask({ target: null, pairs: asked });
      processes?.push((ms / sample.length) * others.length);
      const { verdicts } = await slow.ask({ target: base, pairs: asked });
      compared += sample.length;
      differing += sample.filter(({ trials }, at) => {
        const outcomes = [trials.aThenB?.verdict, trials.bThenA?.verdict];
        const verdict = outcomes.includes('conflict') ? 'conflict' : 'clean';
        return verdicts[at] !== verdict;
      }).length;
    }
  });
  slow.close();
  const p50 = quantile(own ?? [], 0.5);
  return {
    repository: name,
    part: 'push',
    base,
    pushes: pushed.length,
    others: others.length,
    /** From the push being known until all of its pairs are. */
    p50Ms: rounded(p50),
    p95Ms: rounded(quantile(own ?? [], 0.95)),
    /** The whole forecast of all heads after it, where its pairs are known. */
    forecastMs: rounded(quantile(whole ?? [], 0.5)),
    /** As many processes as there are other heads, each merging two heads. */
    processesMs: Math.round(quantile(processes ?? [], 0.5)),
    ratio: rounded(quantile(processes ?? [], 0.5) / p50),
    compared,
    differingVerdicts: differing,
  };
}
