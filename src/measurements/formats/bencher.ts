/** Bencher Metric Format: benchmark → measure → value with bounds. https://bencher.dev/docs/reference/bencher-metric-format/ */
import { isNumber, isRecord, textOf } from '../bounded-json.ts';
import type { Measurement, Reading } from '../measurement.ts';
import { betterOf } from '../units.ts';

/** Bencher's built-in measures, by slug. */
const UNITS = new Map([
  ['latency', 'ns'],
  ['throughput', 'ops/s'],
  ['build-time', 's'],
  ['file-size', 'B'],
  ['binary-size', 'B'],
]);

export function bencher(value: unknown): Reading | null {
  if (!isRecord(value)) return null;
  const benchmarks = Object.entries(value);
  if (benchmarks.length === 0 || !benchmarks.every(([, measures]) => hasMeasures(measures))) {
    return null;
  }
  const measurements = benchmarks.flatMap(([name, measures]) =>
    Object.entries(measures as Record<string, Metric>).map(([measure, metric]): Measurement => {
      const unit = UNITS.get(measure) ?? '';
      const [low, high] = [metric.lower_value ?? metric.value, metric.upper_value ?? metric.value];
      const bounded = isNumber(metric.lower_value) && isNumber(metric.upper_value);
      return {
        name: `${textOf(name)} (${textOf(measure)})`,
        unit,
        better: betterOf(unit, measure),
        value: metric.value,
        ...(bounded ? { interval: { low, high } } : {}),
      };
    }),
  );
  return { state: 'read', format: 'Bencher', measurements, history: [], notes: [] };
}

interface Metric {
  value: number;
  lower_value?: number;
  upper_value?: number;
}

function hasMeasures(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const measures = Object.values(value);
  return measures.length > 0 && measures.every((one) => isRecord(one) && isNumber(one.value));
}
