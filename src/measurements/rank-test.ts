/**
 * The Mann-Whitney U test: whether values of one sample tend to be larger than those of another, whatever their
 * distribution. Exact for small samples, ties included, as the distribution of the rank sum over all ways to deal the
 * ranks out; beyond that by the normal approximation with the correction for ties.
 */

import { normalTail } from './distributions.ts';

/** Differences that chance alone makes more rarely than this are taken for real. */
export const ALPHA = 0.05;
/** The point of the normal distribution that belongs to it, on both sides. */
const Z = 1.959964;

/** Values in both samples together up to which the distribution is counted out. */
const MOST_EXACT = 40;

/** Two-sided probability that samples of one distribution differ so much. 1 for an empty sample. */
export function rankTest(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 1;
  const { ranks, tied } = doubledRanks([...a, ...b]);
  const sum = ranks.slice(0, a.length).reduce((total, rank) => total + rank, 0);
  const n = a.length + b.length;
  // All doubled ranks together are n (n + 1).
  const distance = Math.abs(sum - a.length * (n + 1));
  if (n <= MOST_EXACT) {
    const counts = sumsOf(ranks, a.length);
    let [far, all] = [0, 0];
    for (const [at, count] of counts.entries()) {
      all += count;
      if (Math.abs(at - a.length * (n + 1)) >= distance) far += count;
    }
    return far / all;
  }
  const variance = (a.length * b.length * (n + 1 - tied / (n * (n - 1)))) / 12;
  if (variance <= 0) return 1;
  // Ranks were doubled; half a rank is the correction for continuity.
  const z = Math.max(0, distance / 2 - 0.5) / Math.sqrt(variance);
  return 2 * normalTail(z);
}

/** The smallest probability that samples of these sizes can lead to, when all of one are above all of the other. */
export function smallestProbability(a: number, b: number): number {
  let ways = 1;
  for (let n = 1; n <= Math.min(a, b); n++) ways *= (Math.max(a, b) + n) / n;
  return Math.min(1, 2 / ways);
}

/**
 * How much larger values of `b` are than those of `a`, by Hodges and Lehmann: the median of all differences between
 * one of each, and bounds that hold the true shift with a confidence of 1 − `ALPHA`.
 */
export function shift(
  a: readonly number[],
  b: readonly number[],
): { by: number; low: number; high: number } {
  const differences = b.flatMap((y) => a.map((x) => y - x)).sort((x, y) => x - y);
  const last = differences.length - 1;
  const skip = Math.min(skipped(a.length, b.length), Math.floor(last / 2));
  const at = (index: number) => differences[index] ?? 0;
  return {
    by: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
    low: at(skip),
    high: at(last - skip),
  };
}

/** How many of the smallest differences lie outside of the bounds, and as many of the largest. */
function skipped(a: number, b: number): number {
  const n = a + b;
  if (n > MOST_EXACT) {
    return Math.max(0, Math.floor((a * b - 1) / 2 - Z * Math.sqrt((a * b * (n + 1)) / 12)));
  }
  const ranks = Array.from({ length: n }, (_, at) => at + 1);
  const counts = sumsOf(ranks, a);
  const all = counts.reduce((total, count) => total + count, 0);
  let below = 0;
  let skip = 0;
  for (let sum = (a * (a + 1)) / 2; sum < counts.length; sum++) {
    below += counts[sum] ?? 0;
    if (below / all > ALPHA / 2) return Math.max(0, skip - 1);
    skip += 1;
  }
  return skip;
}

/** Mid-ranks times two, which are whole; `tied` is the sum of t³ − t over groups of t equal values. */
function doubledRanks(values: readonly number[]): { ranks: number[]; tied: number } {
  const order = values.map((_, at) => at).sort((x, y) => (values[x] ?? 0) - (values[y] ?? 0));
  const ranks = new Array<number>(values.length);
  let tied = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0])
      to += 1;
    for (let at = from; at <= to; at++) ranks[order[at] ?? 0] = from + to + 2;
    const size = to - from + 1;
    tied += size ** 3 - size;
    from = to + 1;
  }
  return { ranks, tied };
}

/** In how many ways `count` of the ranks have each sum, by sum. */
function sumsOf(ranks: readonly number[], count: number): number[] {
  const most = [...ranks]
    .sort((x, y) => y - x)
    .slice(0, count)
    .reduce((total, rank) => total + rank, 0);
  const ways = Array.from({ length: count + 1 }, () => new Array<number>(most + 1).fill(0));
  (ways[0] as number[])[0] = 1;
  for (const rank of ranks) {
    for (let taken = count; taken >= 1; taken--) {
      const [into, from] = [ways[taken] as number[], ways[taken - 1] as number[]];
      for (let sum = most; sum >= rank; sum--)
        into[sum] = (into[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  }
  return ways[count] as number[];
}
