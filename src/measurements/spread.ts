/** Sample statistics that several places need. */
import type { Interval } from './measurement.ts';

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  return quantile(sorted(values), 0.5);
}

export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** By linear interpolation between the two nearest (Hyndman and Fan's type 7). NaN for no values. */
export function quantile(ascending: readonly number[], share: number): number {
  if (ascending.length === 0) return Number.NaN;
  const at = (ascending.length - 1) * share;
  const [low, high] = [ascending[Math.floor(at)] ?? 0, ascending[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

/** Two-sided 95 % points of Student's t for 1 to 30 degrees of freedom; beyond that the normal one is near enough. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];

/** Where the mean of `count` values with this standard deviation lies, with 95 % confidence; null for fewer than two. */
export function meanInterval(mean: number, deviation: number, count: number): Interval | null {
  if (count < 2 || deviation < 0) return null;
  const half = ((T95[Math.floor(count) - 2] ?? 1.96) * deviation) / Math.sqrt(count);
  return { low: mean - half, high: mean + half };
}
