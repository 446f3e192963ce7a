/**
 * Criterion.rs writes a folder for each benchmark and baseline: `estimates.json` with the statistics, `benchmark.json`
 * with its name, `sample.json` with the measured times. critcmp exports many of them as one file. Values are in
 * nanoseconds for an iteration. https://bheisler.github.io/criterion.rs/book/user_guide/csv_output.html and
 * https://github.com/BurntSushi/critcmp
 */
import { isNumber, isRecord, numbersOf, textOf } from '../bounded-json.ts';
import { type Interval, type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';

/** A JSON file of a Criterion folder, by what it holds. */
export type CriterionPart =
  /** `spread`: beside the values stand deviations, which Criterion has of times and never of changes. */
  | { part: 'estimates'; estimate: Estimate; spread: boolean }
  | { part: 'benchmark'; name: string }
  | { part: 'sample'; samples: number[] };

interface Estimate {
  value: number;
  interval?: Interval;
}

/** Null for what Criterion has not written. */
export function criterionPart(value: unknown): CriterionPart | null {
  if (!isRecord(value)) return null;
  const estimate = estimateIn(value);
  if (estimate) {
    const spread = isRecord(value.std_dev) || isRecord(value.median_abs_dev);
    return { part: 'estimates', estimate, spread };
  }
  if ('group_id' in value && textOf(value.full_id) !== '') {
    return { part: 'benchmark', name: textOf(value.full_id) };
  }
  const iterations = numbersOf(value.iters);
  const times = numbersOf(value.times);
  if (times.length > 0 && times.length === iterations.length) {
    const samples = times.map((time, at) => time / (iterations[at] ?? 1)).filter(isNumber);
    return { part: 'sample', samples: samples.slice(0, MOST_SAMPLES) };
  }
  return null;
}

/** As Criterion itself reports it: the slope of the regression where it made one, else the mean. */
function estimateIn(value: Record<string, unknown>): Estimate | null {
  const main = isRecord(value.slope) ? value.slope : value.mean;
  if (!isRecord(main) || !isNumber(main.point_estimate)) return null;
  if (!isRecord(main.confidence_interval)) return null;
  const bounds = main.confidence_interval;
  const { lower_bound: low, upper_bound: high } = bounds;
  return {
    value: main.point_estimate,
    ...(isNumber(low) && isNumber(high) ? { interval: { low, high } } : {}),
  };
}

function measurement(name: string, estimate: Estimate, samples: number[] = []): Measurement {
  return {
    name,
    unit: 'ns',
    better: 'lower',
    ...estimate,
    ...(samples.length > 1 ? { samples } : {}),
  };
}

/** The parts of one folder for one baseline; null without estimates. */
export function criterionFolder(
  parts: readonly CriterionPart[],
  folder: string,
): Measurement | null {
  let [name, samples]: [string, number[]] = [folder, []];
  let estimate: Estimate | null = null;
  const isChange = /(^|\/)change$/.test(folder);
  for (const part of parts) {
    // What Criterion says of a change is a share, and no time.
    if (part.part === 'estimates') estimate = isChange && !part.spread ? null : part.estimate;
    else if (part.part === 'benchmark') name = part.name;
    else samples = part.samples;
  }
  return estimate && measurement(name, estimate, samples);
}

/** One file for many benchmarks, by `critcmp --export`. */
export function critcmp(value: unknown): Reading | null {
  if (!isRecord(value) || !isRecord(value.benchmarks)) return null;
  const entries = Object.entries(value.benchmarks);
  if (!entries.some(([, one]) => isRecord(one) && 'criterion_estimates_v1' in one)) return null;
  const notes: string[] = [];
  const measurements = entries.flatMap(([id, one]) => {
    const estimates = isRecord(one) ? one.criterion_estimates_v1 : null;
    const estimate = isRecord(estimates) ? estimateIn(estimates) : null;
    if (!estimate) {
      notes.push(`${textOf(id)} has no estimates`);
      return [];
    }
    // `fullname` begins with the baseline, which is another one on each side.
    const about = isRecord(one) ? one.criterion_benchmark_v1 : null;
    const name = isRecord(about) ? textOf(about.full_id) : '';
    return [measurement(name || textOf(id), estimate)];
  });
  return { state: 'read', format: 'critcmp', measurements, history: [], notes };
}
