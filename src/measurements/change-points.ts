/**
 * Change points of a series: where its level has changed for good. The method is E-Divisive (Matteson and James, 2014,
 * arXiv:1306.4933) as Hunter, now Apache Otava, changed it for benchmarks (Fleming, Kołaczkowski and others, 2023,
 * arXiv:2301.03034): windows that overlap, so that far changes do not hide near ones; Student's t-test instead of
 * permutations, so that nothing is random; weak points first, of which those go that are not significant between their
 * neighbours. Pure.
 */
import { studentTails } from './distributions.ts';
import { mean } from './spread.ts';

export interface ChangePoint {
  /** Index of the first value of the new level. */
  at: number;
  /** Means of the levels before and after, up to the next change points. */
  before: number;
  after: number;
  /** Share of `before`; infinite where that is 0. */
  change: number;
  /** Probability that both sides are of one level. */
  probability: number;
}

export interface ChangePointSettings {
  /** Values that are looked at together. */
  window: number;
  /** Above this probability a change is chance. */
  probability: number;
  /** Smaller changes are left out; a share. */
  magnitude: number;
}

export const CHANGE_POINT_SETTINGS: ChangePointSettings = {
  window: 50,
  probability: 0.001,
  magnitude: 0.05,
};

/** A weak point may be this many times less sure: two changes close together hide each other until both are known. */
const WEAK = 50;
/** Values on either side of a change: a single one is an outlier. */
const LEAST = 2;

/** In order of the series. */
export function changePoints(
  series: readonly number[],
  settings: Partial<ChangePointSettings> = {},
): ChangePoint[] {
  const { window, probability, magnitude } = { ...CHANGE_POINT_SETTINGS, ...settings };
  const points = new Set<number>();
  const step = Math.max(1, Math.floor(window / 2));
  for (let start = 0; start === 0 || start + step < series.length; start += step) {
    for (const at of weakPoints(series.slice(start, start + window), probability * WEAK)) {
      points.add(start + at);
    }
  }
  return strongPoints(
    series,
    [...points].sort((a, b) => a - b),
    probability,
    magnitude,
  );
}

/** Splits at the best place as long as both sides of it differ, and each side again. */
function weakPoints(values: readonly number[], probability: number): number[] {
  const at = bestSplit(values);
  if (at === null || tTest(values.slice(0, at), values.slice(at)) > probability) return [];
  return [
    ...weakPoints(values.slice(0, at), probability),
    at,
    ...weakPoints(values.slice(at), probability).map((index) => at + index),
  ];
}

/**
 * Where the energy distance of both sides, weighed by their sizes, is largest: twice the mean distance between the
 * sides, less the mean distances within each.
 */
function bestSplit(values: readonly number[]): number | null {
  const n = values.length;
  if (n < 2 * LEAST) return null;
  const distance = (i: number, j: number) => Math.abs((values[i] ?? 0) - (values[j] ?? 0));
  // Sums of distances within the left side, within the right one, and between them, as the split moves.
  let [left, right, between] = [0, 0, 0];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) right += distance(i, j);
  let best: { at: number; by: number } | null = null;
  for (let at = 1; at < n; at++) {
    const moved = at - 1;
    let [toLeft, toRight] = [0, 0];
    for (let i = 0; i < moved; i++) toLeft += distance(i, moved);
    for (let j = at; j < n; j++) toRight += distance(moved, j);
    left += toLeft;
    right -= toRight;
    between += toRight - toLeft;
    const rest = n - at;
    if (at < LEAST || rest < LEAST) continue;
    const energy =
      (2 * between) / (at * rest) -
      left / ((at * (at - 1)) / 2) -
      right / ((rest * (rest - 1)) / 2);
    const by = (energy * at * rest) / n;
    if (best === null || by > best.by) best = { at, by };
  }
  return best?.at ?? null;
}

/** Takes the weakest point out until all are significant and large enough between their neighbours. */
function strongPoints(
  series: readonly number[],
  weak: readonly number[],
  probability: number,
  magnitude: number,
): ChangePoint[] {
  let points = [...weak];
  for (;;) {
    const found = points.map((at, index) =>
      pointAt(series, points[index - 1] ?? 0, at, points[index + 1] ?? series.length),
    );
    const out =
      weakest(
        found.filter((point) => point.probability > probability),
        (point) => -point.probability,
      ) ??
      weakest(
        found.filter(({ change }) => Math.abs(change) < magnitude),
        ({ change }) => Math.abs(change),
      );
    if (!out) return found;
    points = points.filter((at) => at !== out.at);
  }
}

function weakest(
  points: readonly ChangePoint[],
  strength: (point: ChangePoint) => number,
): ChangePoint | null {
  return points.reduce<ChangePoint | null>(
    (least, point) => (least === null || strength(point) < strength(least) ? point : least),
    null,
  );
}

function pointAt(series: readonly number[], from: number, at: number, to: number): ChangePoint {
  const [left, right] = [series.slice(from, at), series.slice(at, to)];
  const [before, after] = [mean(left), mean(right)];
  const change = before === after ? 0 : (after - before) / Math.abs(before);
  return { at, before, after, change, probability: tTest(left, right) };
}

/** Student's t-test for two samples of one variance; two-sided. */
function tTest(a: readonly number[], b: readonly number[]): number {
  const freedom = a.length + b.length - 2;
  if (a.length === 0 || b.length === 0 || freedom < 1) return 1;
  const [meanA, meanB] = [mean(a), mean(b)];
  if (meanA === meanB) return 1;
  const squares = (values: readonly number[], middle: number) =>
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const variance = (squares(a, meanA) + squares(b, meanB)) / freedom;
  const t = Math.abs(meanA - meanB) / Math.sqrt(variance * (1 / a.length + 1 / b.length));
  return studentTails(t, freedom);
}
