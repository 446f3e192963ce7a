/** Google Benchmark (`--benchmark_format=json`). https://github.com/google/benchmark/blob/main/docs/user_guide.md */
import { isNumber, isRecord, textOf } from '../bounded-json.ts';
import { type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';
import { mean, meanInterval } from '../spread.ts';

export function googleBenchmark(value: unknown): Reading | null {
  if (!isRecord(value) || !isRecord(value.context) || !Array.isArray(value.benchmarks)) return null;
  const entries = value.benchmarks.filter(isRecord);
  if (!entries.some((one) => isNumber(one.real_time))) return null;
  const cpus = value.context.num_cpus;
  const environment = isNumber(cpus) ? `${cpus} processors` : '';
  const notes: string[] = [];
  const runs = new Map<string, Run>();
  for (const entry of entries) {
    const name = textOf(entry.run_name) || textOf(entry.name);
    if (entry.error_occurred === true) {
      notes.push(`${name} failed: ${textOf(entry.error_message)}`);
      continue;
    }
    if (!isNumber(entry.real_time)) continue;
    const run = runs.get(name) ?? {
      unit: textOf(entry.time_unit) || 'ns',
      times: [],
      aggregates: {},
      repetitions: isNumber(entry.repetitions) ? entry.repetitions : 1,
    };
    const aggregate = textOf(entry.aggregate_name);
    if (aggregate !== '') run.aggregates[aggregate] = entry.real_time;
    else if (run.times.length < MOST_SAMPLES) run.times.push(entry.real_time);
    runs.set(name, run);
  }
  const measurements = [...runs].flatMap(([name, run]): Measurement[] => {
    const time = timeOf(run);
    if (time === null) return [];
    const about = environment === '' ? {} : { environment };
    return [{ name, unit: run.unit, better: 'lower', ...time, ...about }];
  });
  return { state: 'read', format: 'Google Benchmark', measurements, history: [], notes };
}

interface Run {
  unit: string;
  times: number[];
  /** `mean`, `median`, `stddev`, `cv`; all that is there with `--benchmark_report_aggregates_only`. */
  aggregates: Record<string, number>;
  repetitions: number;
}

function timeOf({ times, aggregates, repetitions }: Run) {
  if (times.length > 0) {
    return { value: mean(times), ...(times.length > 1 ? { samples: times } : {}) };
  }
  const value = aggregates.mean ?? aggregates.median;
  if (value === undefined) return null;
  const interval =
    aggregates.stddev === undefined ? null : meanInterval(value, aggregates.stddev, repetitions);
  return { value, ...(interval ? { interval } : {}) };
}
