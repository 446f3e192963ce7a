/**
 * Compares two sets of results, such as those of a merge base and of a head. A change counts when it is large enough
 * and not chance: shown by the Mann-Whitney test where both sides have samples, by intervals that do not touch where
 * the tool gives them, and otherwise by the spread of what the target measured before. Where none of this can tell,
 * the answer is `inconclusive`. Pure.
 */
import type { Better, Interval, Measurement } from './measurement.ts';
import { ALPHA, rankTest, shift, smallestProbability } from './rank-test.ts';
import { median, quantile, sorted } from './spread.ts';
import { factorBetween } from './units.ts';

/** What is asked of one benchmark. */
export interface Limits {
  /** Share by which it may get worse, such as 0.05. */
  worse: number;
  /** Differences below this, in its own unit, are none. */
  floor: number;
  /** Says which way is better where the tool does not, or against it. */
  better?: 'lower' | 'higher';
}

export type Outcome =
  | 'regressed'
  | 'improved'
  | 'unchanged'
  | 'inconclusive'
  /** Measured at the base and not at the head. */
  | 'vanished'
  /** Measured at the head and not at the base. */
  | 'new';

/** Why nothing can be told. */
export type Doubt =
  /** One value on a side, and no history to say how much it varies. */
  | 'single-values'
  /** Too few samples for any test. */
  | 'few-samples'
  /** What was measured varies more than it changed. */
  | 'noise'
  | 'other-machine'
  | 'other-unit'
  /** Nobody says whether more is better. */
  | 'direction';

export interface Comparison {
  name: string;
  unit: string;
  outcome: Outcome;
  better: Better;
  base: number | null;
  head: number | null;
  /** (head − base) / base; null where one of them is missing or the base is 0. */
  change: number | null;
  /** Bounds of the change, where they are known. */
  bounds: Interval | null;
  /** What the answer rests on; null where it rests on nothing more than two values. */
  by: 'samples' | 'intervals' | 'history' | null;
  /** Values of the history that were looked at, and where they lie, for `by: 'history'`. */
  history: (Interval & { values: number }) | null;
  /** Runs of the head that it rests on. */
  runs: number;
  doubt: Doubt | null;
}

/** Results of one commit: those of each run, if it was measured several times. */
export type Runs = readonly (readonly Measurement[])[];

/** Values of a history below which nothing is told from it. */
export const LEAST_HISTORY = 8;
/** Of a history, the newest values are looked at. */
const MOST_HISTORY = 40;
/** Beyond the quartiles by this many times their distance a value is far out, as Tukey calls it. */
const FENCES = 3;
/** Samples that are compared; all pairs of them are. */
const MOST_COMPARED = 200;

/**
 * @param history results of earlier commits of the target, oldest first
 * @param limitsOf what is asked of a benchmark, by its name; null for one that nobody wants compared
 */
export function compareResults(
  base: Runs,
  head: Runs,
  history: readonly (readonly Measurement[])[],
  limitsOf: (name: string) => Limits | null,
): Comparison[] {
  const [before, after] = [together(base), together(head)];
  const earlier = new Map<string, Measurement[]>();
  for (const one of history.flat()) earlier.set(one.name, [...(earlier.get(one.name) ?? []), one]);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const limits = limitsOf(name);
    if (!limits) return [];
    const [from, to] = [before.get(name), after.get(name)];
    if (from && to) {
      const before = (earlier.get(name) ?? []).map((one) => inUnit(one, to.unit));
      return [compare(inUnit(from, to.unit), to, before, limits)];
    }
    const one = (from ?? to) as Merged;
    return [{ ...unjudged(one, limits), outcome: from ? 'vanished' : 'new', ...sides(from, to) }];
  });
}

/** A measurement over all runs of a commit, in the unit of the newest. */
interface Merged extends Measurement {
  runs: number;
}

function together(runs: Runs): Map<string, Merged> {
  const byName = new Map<string, Measurement[]>();
  for (const one of runs.flat()) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return new Map([...byName].map(([name, all]) => [name, mergedRuns(all)]));
}

/** Several runs tell how much a value varies from run to run, which no single run can. */
function mergedRuns(all: readonly Measurement[]): Merged {
  const [first] = all as [Measurement];
  if (all.length === 1) return { ...first, runs: 1 };
  return mergedIn(
    all.map((one) => inUnit(one, first.unit)).filter(({ unit }) => unit === first.unit),
  );
}

function mergedIn(all: readonly Measurement[]): Merged {
  const [first] = all as [Measurement];
  const { interval: _, samples: __, ...rest } = first;
  const intervals = all.flatMap(({ interval }) => interval ?? []);
  const samples = all.every((one) => (one.samples?.length ?? 0) > 1)
    ? all.flatMap((one) => one.samples ?? [])
    : all.map(({ value }) => value);
  return {
    ...rest,
    value: median(all.map(({ value }) => value)),
    samples,
    ...(intervals.length === all.length
      ? {
          interval: {
            low: Math.min(...intervals.map(({ low }) => low)),
            high: Math.max(...intervals.map(({ high }) => high)),
          },
        }
      : {}),
    runs: all.length,
  };
}

/** The same in another unit, as far as the two measure the same. */
function inUnit<T extends Measurement>(one: T, unit: string): T {
  const factor = factorBetween(one.unit, unit);
  if (factor === null || factor === 1) return one;
  const { interval, samples, value } = one;
  return {
    ...one,
    unit,
    value: value * factor,
    ...(interval && { interval: { low: interval.low * factor, high: interval.high * factor } }),
    ...(samples && { samples: samples.map((sample) => sample * factor) }),
  };
}

function sides(from: Merged | undefined, to: Merged | undefined) {
  return { base: from?.value ?? null, head: to?.value ?? null };
}

function unjudged({ name, unit, better, runs }: Merged, limits: Limits) {
  return {
    name,
    unit,
    better: limits.better ?? better,
    change: null,
    bounds: null,
    by: null,
    history: null,
    runs,
    doubt: null,
  };
}

function compare(
  from: Merged,
  to: Merged,
  earlier: readonly Measurement[],
  limits: Limits,
): Comparison {
  const shown = { ...unjudged(to, limits), ...sides(from, to) };
  const cannot = (doubt: Doubt): Comparison => ({ ...shown, outcome: 'inconclusive', doubt });
  if (from.unit !== to.unit) return cannot('other-unit');
  const seen = evidence(from, to, earlier);
  const { by: difference } = seen;
  const change = from.value === 0 ? null : difference / Math.abs(from.value);
  const judged = {
    ...shown,
    change: change === null || !Number.isFinite(change) ? null : change,
    bounds: from.value === 0 ? null : seen.bounds,
    by: seen.kind,
    history: seen.history,
  };
  const large =
    difference !== 0 &&
    Math.abs(difference) >= limits.floor &&
    (change === null || Math.abs(change) >= limits.worse - ROUNDING);
  if (!large) return { ...judged, outcome: 'unchanged' };
  const { better } = judged;
  if (better === null) return { ...judged, outcome: 'inconclusive', doubt: 'direction' };
  if (from.environment && to.environment && from.environment !== to.environment) {
    return { ...judged, outcome: 'inconclusive', doubt: 'other-machine' };
  }
  if (seen.doubt) return { ...judged, outcome: 'inconclusive', doubt: seen.doubt };
  const worse = (better === 'lower') === difference > 0;
  return { ...judged, outcome: worse ? 'regressed' : 'improved' };
}

/** 105 is 5 % more than 100, whatever the processor makes of it. */
const ROUNDING = 1e-9;

interface Evidence {
  kind: Comparison['by'];
  /** How much larger the head is, in the unit. */
  by: number;
  bounds: Interval | null;
  history: Comparison['history'];
  /** Why the difference may be chance; null where it is not. */
  doubt: Doubt | null;
}

function evidence(from: Merged, to: Merged, earlier: readonly Measurement[]): Evidence {
  const nothing = { by: to.value - from.value, bounds: null, history: null };
  const [a, b] = [thinned(from.samples), thinned(to.samples)];
  if (a.length > 1 && b.length > 1 && smallestProbability(a.length, b.length) < ALPHA) {
    const { by, low, high } = shift(a, b);
    const chance = rankTest(a, b) >= ALPHA;
    const scale = Math.abs(from.value);
    return {
      kind: 'samples',
      by,
      bounds: { low: low / scale, high: high / scale },
      history: null,
      doubt: chance ? 'noise' : null,
    };
  }
  if (from.interval && to.interval) return byIntervals(from, to, from.interval, to.interval);
  const machine = to.environment;
  const values = earlier
    .filter(({ unit, environment }) => unit === to.unit && environment === machine)
    .map(({ value }) => value)
    .slice(-MOST_HISTORY);
  if (values.length < LEAST_HISTORY) {
    const doubt = a.length > 1 && b.length > 1 ? 'few-samples' : 'single-values';
    return { kind: null, ...nothing, doubt };
  }
  const ascending = sorted(values);
  const [lower, upper] = [quantile(ascending, 0.25), quantile(ascending, 0.75)];
  const reach = FENCES * (upper - lower);
  const fence = { low: lower - reach, high: upper + reach };
  const inside = to.value >= fence.low && to.value <= fence.high;
  return {
    kind: 'history',
    ...nothing,
    history: { ...fence, values: values.length },
    doubt: inside ? 'noise' : null,
  };
}

/** The quotient of two intervals holds 0 % exactly when they touch. */
function byIntervals(from: Merged, to: Merged, before: Interval, after: Interval): Evidence {
  const positive = before.low > 0 && from.value > 0;
  const bounds = positive
    ? { low: after.low / before.high - 1, high: after.high / before.low - 1 }
    : null;
  const apart = after.low > before.high || after.high < before.low;
  return {
    kind: 'intervals',
    by: to.value - from.value,
    bounds,
    history: null,
    doubt: apart ? null : 'noise',
  };
}

/** Evenly over the time of the measurement, so that neither its beginning nor its end counts for more. */
function thinned(samples: readonly number[] = []): number[] {
  if (samples.length <= MOST_COMPARED) return [...samples];
  return Array.from(
    { length: MOST_COMPARED },
    (_, at) => samples[Math.floor((at * samples.length) / MOST_COMPARED)] ?? 0,
  );
}
