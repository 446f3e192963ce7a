/**
 * A JSON value on each line: the messages of cargo-criterion, and the events of `go test -json`, whose output holds the
 * lines of the benchmarks. https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html and
 * https://pkg.go.dev/cmd/test2json
 */
import { isNumber, isRecord, numbersOf, readJson, textOf } from '../bounded-json.ts';
import { type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';
import { goBench } from './go.ts';

/** Lines that are read. */
const MOST_LINES = 100_000;

/** Null for what is neither. */
export function jsonLines(text: string): Reading | null {
  if (!/^\s*\{[^\n]*"(reason|Action)"/.test(text)) return null;
  const messages = text.split('\n', MOST_LINES).flatMap((line) => {
    const read = line.startsWith('{') ? readJson(line) : null;
    return read?.state === 'read' && isRecord(read.value) ? [read.value] : [];
  });
  const measurements = messages.flatMap(measured);
  if (measurements.length > 0) {
    return { state: 'read', format: 'Criterion', measurements, history: [], notes: [] };
  }
  return goBench(messages.map(({ Output }) => (typeof Output === 'string' ? Output : '')).join(''));
}

/** The typical value is the slope of the regression where there is one, else the mean. */
function measured(message: Record<string, unknown>): Measurement[] {
  const { reason, id, typical, iteration_count, measured_values } = message;
  if (reason !== 'benchmark-complete' || textOf(id) === '' || !isRecord(typical)) return [];
  const { estimate, lower_bound: low, upper_bound: high, unit } = typical;
  if (!isNumber(estimate)) return [];
  const [times, counts] = [numbersOf(measured_values), numbersOf(iteration_count)];
  const samples =
    times.length === counts.length
      ? times.map((time, at) => time / (counts[at] ?? 1)).filter(isNumber)
      : [];
  return [
    {
      name: textOf(id),
      unit: textOf(unit) || 'ns',
      better: 'lower',
      value: estimate,
      ...(isNumber(low) && isNumber(high) ? { interval: { low, high } } : {}),
      ...(samples.length > 1 ? { samples: samples.slice(0, MOST_SAMPLES) } : {}),
    },
  ];
}
