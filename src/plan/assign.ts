import type { Plan } from './schema.ts';

/** What assignment looks at. */
export interface AssignmentFacts {
  /** PR body (for the `Workstream:` trailer) and labels; empty for a branch without a PR. */
  body: string;
  labels: readonly string[];
  /** Branch the PR wants to merge into, null for a branch without a PR. */
  base: string | null;
  /** Branch name of the head, without owner. */
  branch: string;
  /** Changed paths, null when they could not be read. */
  paths: readonly string[] | null;
}

export type AssignmentRule = 'trailer' | 'label' | 'base' | 'head' | 'paths';

/** Which workstream(s) a head belongs to, by which rule, and what is odd about it. Never silently "none". */
export interface Assignment {
  /** Names of workstreams in the plan's order: one, several when ambiguous, none when no rule matched. */
  workstreams: string[];
  rule: AssignmentRule | null;
  /** The rule in words a reader understands: ``its base `feature/x` is the branch of x``. */
  reason: string;
  /** Ambiguities, unknown names in a trailer, wrong lanes: each a plain sentence with what to do. */
  remarks: { kind: 'ambiguous' | 'unknown-name' | 'wrong-lane'; message: string }[];
}

/** Decides which workstream a head belongs to: trailer or label, base, head, paths, in this order. */
export function assign(_facts: AssignmentFacts, _plan: Plan): Assignment {
  throw new Error('being written');
}
