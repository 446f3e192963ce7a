/**
 * The one schema of `.github/workstreams.yml`. Types, defaults, descriptions, the published JSON Schema
 * and the configuration reference all come from here.
 */
import { z } from 'zod';

const Severity = z.enum(['fail', 'warn', 'note', 'off']);

const Workstream = z.strictObject({
  number: z.number().int().positive().optional().describe('The number people use for it.'),
  title: z.string().optional().describe('Title in full.'),
  branch: z.string().optional().describe('The long-lived branch of the workstream.'),
  also: z
    .strictObject({
      heads: z.array(z.string()).default([]).describe('Globs of further head branches.'),
      paths: z.array(z.string()).default([]).describe('Globs of the paths it owns.'),
      labels: z.array(z.string()).default([]).describe('PR labels that assign to it.'),
    })
    .prefault({}),
  aliases: z.array(z.string()).default([]),
  agent: z.string().optional().describe('Id of the agent that works on it.'),
  owners: z.array(z.string()).default([]).describe('People (logins) who own it.'),
  priority: z.enum(['high', 'medium', 'low']).optional(),
  status: z.string().optional().describe('Declared status; Weir derives its own beside it.'),
  depends_on: z.array(z.string()).default([]),
  enables: z.array(z.string()).default([]),
  approvals: z.array(z.string()).default([]).describe('Roles that must approve.'),
});

export const PlanSchema = z.strictObject({
  version: z.literal(1),
  target: z.string().default('main').describe('The branch that all workstreams run into.'),
  workstreams: z.record(z.string(), Workstream),
  integration: z
    .strictObject({
      detectors: z
        .strictObject({ textual: Severity.default('fail') })
        .prefault({})
        .describe('Severity of each detector.'),
      threshold: z.number().min(0).max(1).default(0.5),
    })
    .prefault({}),
});

/** A plan that passed every check. Workstreams are keyed by name, in the order of the file. */
export type Plan = z.output<typeof PlanSchema>;
export type Workstream = z.output<typeof Workstream>;
export type Severity = z.output<typeof Severity>;
