/**
 * Progress reports by agents and people, in YAML or JSON: read with every mistake at once, each with its line and
 * what is allowed, and compared with what was found. Pure.
 */

import { z } from 'zod';
import { addDays } from '../calendar.ts';
import { dotted, quote } from '../plan/issue.ts';
import { workstreamNames } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import { shapeIssues } from '../plan/shape.ts';
import { readYaml } from '../plan/yaml.ts';
import type { CheckSum } from './check-runs.ts';
import type { ReportedProgress } from './report.ts';

const Count = z.int().min(0).max(100_000);
const Measure = z.number().min(0).max(1e15);
const Line = z.string().min(1).max(1_000);

export const PHASES = [
  'Design',
  'Implementation',
  'Testing',
  'Integration',
  'Documentation',
] as const;

const PerformanceImpact = z.strictObject({
  operations_per_second: Measure.optional().describe('Higher is better.'),
  memory_usage_mb: Measure.optional().describe('Lower is better.'),
  latency_p95_ms: Measure.optional().describe('Lower is better.'),
  error_rate: Measure.optional().describe('Lower is better; a share, such as 0.01.'),
});

export const ReportSchema = z.strictObject({
  agent_id: Line.describe("Who reports; the plan's `agent` of the workstream, or a name."),
  workstream: Line.describe('Name, alias or number of the workstream in the plan.'),
  phase: z.enum(PHASES).describe('What is being done now.'),
  deliverables_completed: Count.describe('Tasks that are done, as far as the reporter knows.'),
  deliverables_total: Count.describe('Tasks in all.'),
  integration_tests_passing: z.boolean().describe('Whether the integration tests pass.'),
  performance_impact: PerformanceImpact.nullable()
    .default(null)
    .describe('What was measured, if anything.'),
  next_milestone: Line.describe('What comes next.'),
  blockers: z.array(Line).max(50).default([]).describe('What keeps the work from going on.'),
  date: z.iso
    .date({ error: 'must be a date, such as 2025-07-07.' })
    .optional()
    .describe('A date of its own. Only the time at which the report arrived counts.'),
});

export type Report = z.output<typeof ReportSchema>;

export interface ReportProblem {
  /** 1-based, in the block or the file. */
  line: number;
  message: string;
}

export type ReportReading =
  /** `workstream` is its name in the plan. */
  | { state: 'read'; report: Report; workstream: string }
  | { state: 'wrong'; problems: ReportProblem[] };

/** Never throws. */
export function readReport(text: string, plan: Pick<Plan, 'workstreams'>): ReportReading {
  if (text.trim() === '') {
    return wrong([{ line: 1, message: 'The report is empty. Write its fields as YAML or JSON.' }]);
  }
  const { value, places, issues } = readYaml(text);
  const lineOf = (path: readonly (string | number)[], at: 'key' | 'value' = 'value') =>
    places.lineColumn(places.offset([...path], at)).line;
  const placed = issues.map(({ path = [], at, offset, message }) => ({
    line: offset === undefined ? lineOf(path, at) : places.lineColumn(offset).line,
    message: message.replace('one plan', 'one report').replaceAll('The file', 'The report'),
  }));
  if (!value) return wrong(placed);
  const shaped = ReportSchema.safeParse(value.root);
  if (!shaped.success) {
    const shape = shapeIssues(shaped.error, value.root, ReportSchema).map(
      ({ path = [], at, message }) => ({
        line: lineOf(path, at),
        message: message.replace('The file', 'The report'),
      }),
    );
    return wrong([...placed, ...shape]);
  }
  const report = shaped.data;
  const names = workstreamNames(plan);
  const workstream = names.find(report.workstream);
  const rules: ReportProblem[] = [];
  if (workstream === null) {
    const near = names.nearest(report.workstream);
    const list = Object.keys(plan.workstreams).slice(0, 20).join(', ');
    const ask = near === null ? `Write one of: ${list}.` : `Did you mean ${quote(near)}?`;
    rules.push({
      line: lineOf(['workstream']),
      message: `${quote(report.workstream)} is not a workstream of the plan. ${ask}`,
    });
  }
  if (report.deliverables_completed > report.deliverables_total) {
    rules.push({
      line: lineOf(['deliverables_completed']),
      message: `${dotted(['deliverables_completed'])} is ${report.deliverables_completed}, more than deliverables_total, ${report.deliverables_total}. Correct one of them.`,
    });
  }
  if (placed.length > 0 || rules.length > 0 || workstream === null) {
    return wrong([...placed, ...rules]);
  }
  return { state: 'read', report, workstream };
}

function wrong(problems: ReportProblem[]): ReportReading {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  return { state: 'wrong', problems: sorted };
}

/** What was found beside a report. */
export interface Found {
  /** Verified tasks and all of them, optional ones aside; null where they are not known. */
  tasks: { verified: number; total: number } | null;
  /** Check runs of the stage `integration` on the heads of the workstream; null where the plan names none. */
  tests: CheckSum | 'unread' | null;
  /** As the plan has it. */
  agent: string | null;
  /** Today, as an ISO date. */
  today: string;
  /** The same numbers as CI measured them, as far as it did. */
  performance: Readonly<Record<string, number>>;
}

/**
 * Where a report and what was found differ, each a plain sentence.
 *
 * @param arrived the day on which it came, as an ISO date; null where nobody knows
 */
export function differences(
  report: Report,
  found: Found,
  arrived: string | null = found.today,
): string[] {
  const { deliverables_completed: completed, deliverables_total: total } = report;
  const said: string[] = [];
  if (found.tasks) {
    const { verified, total: planned } = found.tasks;
    if (completed > verified) {
      said.push(
        `It says that ${completed} of ${total} deliverables are completed; ${verified} of ${planned} tasks are verified.`,
      );
    } else if (completed < verified) {
      said.push(`It says ${completed} completed deliverables; ${verified} tasks are verified.`);
    }
    if (total !== planned) {
      said.push(`It counts ${total} deliverables; the plan has ${planned} tasks.`);
    }
  }
  const tests = testsDiffer(report.integration_tests_passing, found.tests);
  if (tests !== null) said.push(tests);
  if (found.agent !== null && found.agent !== report.agent_id) {
    said.push(`It comes from ${report.agent_id}; the plan gives the workstream to ${found.agent}.`);
  }
  const dated = report.date === undefined ? null : datedWrongly(report.date, arrived, found.today);
  if (dated !== null) said.push(dated);
  for (const [name, value] of Object.entries(report.performance_impact ?? {})) {
    const measured = found.performance[name];
    if (measured === undefined || value === undefined) continue;
    if (Math.abs(value - measured) > TOLERANCE * Math.max(Math.abs(measured), Number.EPSILON)) {
      said.push(`It says ${name} is ${value}; CI measured ${measured}.`);
    }
  }
  return said;
}

/** Whoever reports may have written it down some days before. */
const MOST_DAYS_AGO = 7;

function datedWrongly(date: string, arrived: string | null, today: string): string | null {
  // A day begins earlier elsewhere.
  if (date > addDays(arrived ?? today, 1)) {
    return `It is dated ${date}, which is still to come; the time it arrived counts.`;
  }
  if (arrived === null || date >= addDays(arrived, -MOST_DAYS_AGO)) return null;
  const days = Math.round((Date.parse(arrived) - Date.parse(date)) / 86_400_000);
  return `It is dated ${date}, ${days} days before it arrived; the time it arrived counts.`;
}

/** Two runs of one benchmark differ by a few per cent. */
const TOLERANCE = 0.05;

function testsDiffer(passing: boolean, tests: Found['tests']): string | null {
  if (tests === 'green') {
    return passing
      ? null
      : 'It says that integration tests do not pass; their check runs are green.';
  }
  if (!passing) return null;
  switch (tests) {
    case 'red':
      return 'It says that integration tests pass; their check runs are not green.';
    case 'running':
      return 'It says that integration tests pass; their check runs have not ended yet.';
    case 'skipped':
      return 'It says that integration tests pass; their check runs were skipped.';
    case 'missing':
      return 'It says that integration tests pass; no check run of the stage integration has reported.';
    case 'unread':
      return 'It says that integration tests pass; their check runs could not be read.';
    default:
      return 'It says that integration tests pass; the plan names no check runs for them under stages.integration.';
  }
}

/** A report as the weekly report shows it. */
export function reportedProgress(
  report: Report,
  from: { by: string | null; at: string | null; url: string | null },
  found: Found,
): ReportedProgress {
  return {
    by: from.by,
    agent: report.agent_id,
    phase: report.phase,
    completed: report.deliverables_completed,
    total: report.deliverables_total,
    nextMilestone: report.next_milestone,
    blockers: report.blockers,
    at: from.at,
    ...(from.url === null ? {} : { url: from.url }),
    differences: differences(report, found, from.at?.slice(0, 10) ?? null),
  };
}
