/** What is said about approvals: one judged pull request, and one judged merge group. */
import type { Assignment } from '../plan/assign.ts';
import type { Oid } from '../ports.ts';
import type { ApprovalFacts, ApprovalResult } from './facts.ts';

/** Name of the check run on every head. */
export const APPROVALS_CHECK = 'Weir / approvals';

/** A role that must approve, and why, as the end of "required because …". */
export interface RequiredRole {
  role: string;
  because: string;
  /** Who fills it, as the plan writes it: logins and teams (`@org/slug`). */
  filledBy: string[];
}

/** One pull request, judged. */
export interface JudgedPull {
  number: number;
  title: string;
  url: string;
  author: string;
  draft: boolean;
  base: string;
  head: Oid;
  assignment: Assignment;
  required: RequiredRole[];
  /** What was evaluated, and what came of it. */
  facts: ApprovalFacts;
  result: ApprovalResult;
  /** Who is asked for a review now: logins, and teams as `@org/slug`. */
  asked: string[];
  /** Roles whose holders may override. */
  overrideRoles: string[];
  /** Whether a pull request that needs no role passes (`approval.without_workstream`). */
  passesWithoutRoles: boolean;
}

/** A merge group: the commit that a merge queue wants to land, and the pull requests in it. */
export interface JudgedGroup {
  oid: Oid;
  base: string;
  pulls: JudgedPull[];
  /** Why it cannot be told what the group holds, as a sentence with what to do; null when it can. */
  problem: string | null;
}
