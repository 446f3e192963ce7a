/** The four numbers that agents report, by themselves or as a part of a report, such as its `performance_impact`. */
import { isNumber, isRecord, textOf } from '../bounded-json.ts';
import type { Better, Measurement, Reading } from '../measurement.ts';

const METRICS: Readonly<Record<string, { unit: string; better: Better }>> = {
  operations_per_second: { unit: 'ops/s', better: 'higher' },
  memory_usage_mb: { unit: 'MB', better: 'lower' },
  latency_p95_ms: { unit: 'ms', better: 'lower' },
  error_rate: { unit: '', better: 'lower' },
};

/** At least two of them: one name alone may mean anything. */
export function progressReport(value: unknown): Reading | null {
  const reports = Array.isArray(value) ? value : [value];
  if (reports.length === 0) return null;
  const all: Measurement[] = [];
  for (const report of reports) {
    if (!isRecord(report)) return null;
    const parts = [report.performance_impact, report, ...Object.values(report)].filter(isRecord);
    const metrics = parts.find((part) => numbersIn(part).length > 1);
    if (!metrics) return null;
    const found = numbersIn(metrics);
    const workstream = textOf(report.workstream);
    const of = workstream === '' ? '' : `${workstream}: `;
    for (const name of found) {
      const { unit, better } = METRICS[name] as { unit: string; better: Better };
      all.push({ name: of + name, unit, better, value: metrics[name] as number });
    }
  }
  const format = 'PerformanceMetrics';
  return { state: 'read', format, measurements: all, history: [], notes: [] };
}

function numbersIn(part: Record<string, unknown>): string[] {
  return Object.keys(METRICS).filter((name) => isNumber(part[name]));
}
