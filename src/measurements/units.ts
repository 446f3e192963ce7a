/** Which way a measure is meant to go, from its unit or its name. */
import type { Better } from './measurement.ts';

/** Something per time: `ops/s`, `MB/sec`, `iter/sec`, `ops/ms`, `items_per_second`. */
const RATE = /(\/|_per_|\bper\b)\s*(s|sec|seconds?|ms|us|µs|μs|ns|min|minutes?|h)\b/i;
/** Rates whose unit does not say so, and what is good to have much of. */
const GOOD = /\b(ops|throughput|thrpt|qps|rps|fps|bps|mbps|gbps|hits?|hit[ _-]rate|score)\b/i;
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
  if (RATE.test(plain) || GOOD.test(plain)) return 'higher';
  const words = name.replaceAll(/[_/]/g, ' ');
  if (GOOD.test(words)) return 'higher';
  return COST.test(words) ? 'lower' : null;
}
