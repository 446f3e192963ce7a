import type { Plan } from './schema.ts';

/** Where the plan lives in a repository. */
export const PLAN_PATH = '.github/workstreams.yml';

/** One thing wrong with a plan file. Lines and columns are 1-based. */
export interface PlanProblem {
  level: 'error' | 'warning';
  line: number;
  column: number;
  /** Dotted path of keys, empty for the document itself. */
  path: string;
  /** What is wrong and what to do, in one or two sentences. */
  message: string;
}

/** A plan read from text: usable only when no problem is an error. */
export type ParsedPlan =
  | { ok: true; plan: Plan; warnings: PlanProblem[] }
  | { ok: false; problems: PlanProblem[] };

/** Text of a plan file to a plan, or every problem at once. Never throws. */
export function parsePlan(_text: string): ParsedPlan {
  throw new Error('being written');
}
