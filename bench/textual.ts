/** All pairs, textually, with nothing remembered: Weir, the limit and the slow way in turn. */
import { openClone } from '../src/adapters/git.ts';
import type { Forecast, PairBasis } from '../src/integration/report.ts';
import type { Git } from '../src/ports.ts';
import { forecastOf, quantile, rounded, TEXTUAL_ONLY } from './forecasts.ts';
import { measureLandingLimit, measureLimit } from './limit.ts';
import { startSlowWay } from './slow-way.ts';
import type { Subject } from './subjects.ts';

/** The first ones are slower: a server has compiled everything long before. */
const ROUNDS = 5;

export async function measureTextual(subject: Subject, mode: PairBasis, sample: number) {
  const slow = startSlowWay(`${subject.dir}/objects`);
  const all = subject.heads.flatMap((a, at) =>
    subject.heads.slice(at + 1).map((b) => ({ a: a.oid, b: b.oid })),
  );
  const every = Math.max(1, Math.ceil(all.length / sample));
  const asked = all.filter((_, at) => at % every === 0);
  const truth = new Map<string, string>();
  const times: number[] = [];
  const limits: (number | null)[] = [];
  const landingLimits: (number | null)[] = [];
  const unmerged: [string, string[]][] = [];
  let slowMs = 0;
  let last: Watched | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(measureLimit(subject));
    if (mode === 'landing') landingLimits.push(measureLandingLimit(subject));
    // It remembers what it has looked at for a while: another one for each round.
    const clone = await openClone(subject.dir);
    last = await watched(subject, clone, mode);
    await clone.close();
    times.push(last.ms);
    const pairs = asked.filter((_, at) => at % ROUNDS === round);
    const target = mode === 'direct' ? null : subject.base;
    const answer = await slow.ask({ target, pairs });
    for (const [at, { a, b }] of pairs.entries()) truth.set(keyOf(a, b), answer.verdicts[at] ?? '');
    unmerged.push(...answer.unmerged);
    slowMs += answer.ms;
  }
  slow.close();
  if (!last) throw new Error('nothing was measured');
  const { result, named, merges, mergeBases } = last;
  const oids = new Map(subject.heads.map(({ ref, oid }) => [ref, oid]));
  const between = result.pairs.filter(({ a }) => a !== 'base');
  const verdicts = new Map(
    between.map(({ a, b, verdict }) => [keyOf(oids.get(a) ?? '', oids.get(b) ?? ''), verdict]),
  );
  const ms = quantile(times, 0.5);
  const limitMs = median(limits);
  const landingLimitMs = median(landingLimits);
  const referenceMs = (slowMs / asked.length) * all.length;
  const differing = [...truth].filter(([key, verdict]) => verdicts.get(key) !== verdict);
  const lost = unmerged.flatMap(([key, files]) => {
    const known = named.get(keyOf(...(key.split(' ') as [string, string])));
    return files.filter((file) => !known?.has(file));
  });
  return {
    repository: subject.name,
    part: mode,
    base: subject.base,
    heads: subject.heads.length,
    mergeBases,
    pairs: all.length,
    conflicts: between.filter(({ verdict }) => verdict === 'conflict').length,
    /** Trial merges beside one of each head with the base. */
    merges,
    weirMs: Math.round(ms),
    /** For all pairs; worked out from those compared where that is not all. */
    referenceMs: Math.round(referenceMs),
    ratio: rounded(referenceMs / ms),
    compared: asked.length,
    differingVerdicts: differing.length,
    /** Files that the reference leaves unmerged and Weir does not name. */
    differingFiles: lost.length,
    examples: differing.slice(0, 5),
    limitMs: limitMs && Math.round(limitMs),
    timesTheLimit: limitMs && rounded(ms / limitMs),
    landingLimitMs: landingLimitMs && Math.round(landingLimitMs),
    timesTheLandingLimit: landingLimitMs && rounded(ms / landingLimitMs),
  };
}

/** Of those that could be measured; null if none could. */
function median(all: readonly (number | null)[]): number | null {
  const known = all.filter((one) => one !== null);
  return known.length === 0 ? null : quantile(known, 0.5);
}

const keyOf = (a: string, b: string) => [a, b].sort().join(' ');

interface Watched {
  result: Forecast;
  ms: number;
  merges: number;
  mergeBases: number;
  /** Paths named in conflicts, by pair. */
  named: Map<string, Set<string>>;
}

/** A forecast, with what it asked git for. */
async function watched(subject: Subject, clone: Git, mode: PairBasis): Promise<Watched> {
  const bases = new Set<string>();
  const named = new Map<string, Set<string>>();
  let merges = 0;
  const git: Git = {
    ...clone,
    withSurvey: (repo, target, heads, work) =>
      clone.withSurvey(repo, target, heads, (survey) => {
        for (const head of survey.heads.values()) for (const base of head.bases) bases.add(base);
        return work({
          ...survey,
          async trialMerges(requests, progress) {
            const outcomes = await survey.trialMerges(requests, progress);
            merges += requests.length;
            for (const [at, { ours, theirs }] of requests.entries()) {
              const outcome = outcomes[at];
              if (outcome?.verdict !== 'conflict') continue;
              const [a = '', b = ''] = [ours, theirs].map((one) =>
                typeof one === 'string' ? one : one.landed,
              );
              const paths = named.get(keyOf(a, b)) ?? new Set();
              named.set(keyOf(a, b), paths);
              for (const one of outcome.conflicts) for (const path of one.paths) paths.add(path);
            }
            return outcomes;
          },
        });
      }),
  };
  const { result, ms } = await forecastOf(subject, git, mode, TEXTUAL_ONLY);
  return { result, ms, merges, mergeBases: bases.size, named };
}
