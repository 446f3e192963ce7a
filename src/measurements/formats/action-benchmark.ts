/**
 * github-action-benchmark: the list that its custom tools take, and the history that it keeps in `data.js`.
 * https://github.com/benchmark-action/github-action-benchmark
 */
import { isNumber, isRecord, textOf } from '../bounded-json.ts';
import type { Better, HistoryPoint, Interval, Measurement, Reading } from '../measurement.ts';
import { betterOf } from '../units.ts';

/** Tools whose values are to be high; all others but the custom ones report times. */
const HIGHER = new Set(['benchmarkjs', 'pytest', 'customBiggerIsBetter']);
const TOOLS = new Set([
  ...HIGHER,
  'benchmarkdotnet',
  'benchmarkluau',
  'cargo',
  'catch2',
  'customSmallerIsBetter',
  'go',
  'googlecpp',
  'jmh',
  'julia',
]);

/** Points of a history that are kept of each suite, the newest. */
const MOST_POINTS = 500;

export function actionBenchmark(value: unknown): Reading | null {
  if (isRecord(value) && isRecord(value.entries)) return history(value.entries);
  if (!Array.isArray(value) || value.length === 0 || !value.every(isBench)) return null;
  return {
    state: 'read',
    format: 'github-action-benchmark',
    // The list does not say which way is better: that stands in the workflow.
    measurements: value.map((bench) => measurement(bench, (unit, name) => betterOf(unit, name))),
    history: [],
    notes: [],
  };
}

/** `data.js` is a script of one assignment; null for other text. */
export function jsonInScript(text: string): string | null {
  const found = /^\s*window\.BENCHMARK_DATA\s*=\s*/.exec(text.slice(0, 200));
  return found ? text.slice(found[0].length).replace(/;\s*$/, '') : null;
}

interface Bench {
  name: string;
  unit: string;
  value: number;
  range?: unknown;
}

function isBench(value: unknown): value is Bench {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.unit === 'string' &&
    isNumber(value.value)
  );
}

function measurement(
  { name, unit, value, range }: Bench,
  better: (unit: string, name: string) => Better,
): Measurement {
  const interval = intervalOf(value, textOf(range));
  return {
    name: textOf(name),
    unit: textOf(unit),
    better: better(unit, name),
    value,
    ...(interval ? { interval } : {}),
  };
}

/** `± 12.5`, `±2.3%`; what tools mean by it differs, and none means more than this. */
function intervalOf(value: number, range: string): Interval | null {
  const found = /^(?:±|\+\/-|\+-)?\s*([\d.,]+(?:e[+-]?\d+)?)\s*(%?)$/i.exec(range);
  const amount = Number(found?.[1]?.replaceAll(',', ''));
  if (!found || !Number.isFinite(amount)) return null;
  const spread = found[2] === '%' ? (Math.abs(value) * amount) / 100 : amount;
  return { low: value - spread, high: value + spread };
}

function history(entries: Record<string, unknown>): Reading | null {
  const suites = Object.entries(entries).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const points = suites.flatMap(([suite, list]) =>
    list.slice(-MOST_POINTS).flatMap((one) => pointOf(suite, one) ?? []),
  );
  if (points.length === 0) return null;
  return {
    state: 'read',
    format: 'github-action-benchmark (history)',
    measurements: [],
    history: points,
    notes: [],
  };
}

function pointOf(suite: string, value: unknown): HistoryPoint | null {
  if (!isRecord(value) || !Array.isArray(value.benches) || !isRecord(value.commit)) return null;
  const commit = textOf(value.commit.id);
  const tool = textOf(value.tool);
  if (commit === '') return null;
  const better = (unit: string, name: string): Better =>
    HIGHER.has(tool) || /(^|\W)ops\//.test(unit)
      ? 'higher'
      : TOOLS.has(tool)
        ? 'lower'
        : betterOf(unit, name);
  const date = isNumber(value.date) ? new Date(value.date) : null;
  return {
    suite: textOf(suite),
    commit,
    at: date && !Number.isNaN(date.getTime()) ? date.toISOString() : null,
    measurements: value.benches.filter(isBench).map((bench) => measurement(bench, better)),
  };
}
