/** The four numbers that agents report, by themselves or as the `performance_impact` of a progress report. */
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
    const metrics = isRecord(report.performance_impact) ? report.performance_impact : report;
    const found = Object.keys(METRICS).filter((name) => isNumber(metrics[name]));
    if (found.length < 2) return null;
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
