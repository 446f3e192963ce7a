/** What units say: which way a measure is meant to go, and how much one is of another. */
import type { Better } from './measurement.ts';

/** Something per time: `ops/s`, `MB/sec`, `iter/sec`, `ops/ms`, `items_per_second`. */
const RATE = /(\/|_per_|\bper\b)\s*(s|sec|seconds?|ms|us|µs|μs|ns|min|minutes?|h)\b/i;
/** Rates whose unit does not say so, and what is good to have much of. Of a simulated cache more hits may be worse. */
const GOOD = /\b(ops|throughput|thrpt|qps|rps|fps|bps|mbps|gbps|hit[ _-]rate|score)\b/i;
/** What nobody wants more of in the same time. */
const BAD =
  /(^|[\s_-])(errors?|failures?|failed|faults?|misses|timeouts?|drops?|dropped|retries|allocs?|allocations?)\b/i;
const TIME =
  /^(ns|us|µs|μs|ms|s|sec|secs|seconds?|milliseconds?|microseconds?|nanoseconds?|min|minutes?|cycles|instructions)(\/(iter|op|ops|run|call|request|element|item))?$/i;
const SIZE =
  /^(b|bytes?|[kmgt]i?b|allocs?|allocations?|kilobytes?|megabytes?)(\/(iter|op|run|call))?$/i;
/** Measures by what they are called. */
const COST =
  /\b(time|latency|duration|p\d\d(_ms)?|memory|mem|rss|heap|size|allocs?|allocations?|errors?|error[ _-]rate|failures?|instructions|cycles|misses|cost)\b/i;

/** Null where neither the unit nor the name tells. */
export function betterOf(unit: string, name = ''): Better {
  const plain = unit.trim();
  if (TIME.test(plain) || SIZE.test(plain)) return 'lower';
  if (RATE.test(plain)) return BAD.test(plain.replaceAll('_', ' ')) ? 'lower' : 'higher';
  if (GOOD.test(plain)) return 'higher';
  const words = name.replaceAll(/[_/]/g, ' ');
  if (GOOD.test(words)) return 'higher';
  return COST.test(words) ? 'lower' : null;
}

/** Each in the smallest one of its kind. */
const SCALES: readonly ReadonlyMap<string, number>[] = [
  new Map([
    ['ns', 1],
    ['us', 1e3],
    ['µs', 1e3],
    ['μs', 1e3],
    ['ms', 1e6],
    ['s', 1e9],
    ['sec', 1e9],
    ['min', 6e10],
  ]),
  new Map([
    ['B', 1],
    ['bytes', 1],
    ['kB', 1e3],
    ['KB', 1e3],
    ['MB', 1e6],
    ['GB', 1e9],
    ['KiB', 2 ** 10],
    ['MiB', 2 ** 20],
    ['GiB', 2 ** 30],
  ]),
];

/**
 * How many of the unit `to` one of `from` is: 0.001 for `us` and `ms`, 1000 for `ops/ms` and `ops/s`. Null where they do
 * not measure the same, or nobody knows.
 */
export function factorBetween(from: string, to: string): number | null {
  if (from === to) return 1;
  const [mine, its] = [partsOf(from), partsOf(to)];
  const above = scaleBetween(mine.above, its.above);
  const below = scaleBetween(mine.below, its.below);
  return above === null || below === null ? null : above / below;
}

/** `ns/op` → ns for each op, `ops/s` → ops for each second. */
function partsOf(unit: string): { above: string; below: string } {
  const [above = '', ...below] = unit.trim().split('/');
  return { above, below: below.join('/') };
}

function scaleBetween(from: string, to: string): number | null {
  if (from === to) return 1;
  for (const scale of SCALES) {
    const [mine, its] = [scale.get(from), scale.get(to)];
    if (mine !== undefined && its !== undefined) return mine / its;
  }
  return null;
}
