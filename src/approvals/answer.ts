/** An evaluation as the JSON of `weir approvals` and of the simulation (snake_case). */
import { evaluate } from './evaluate.ts';
import type { ApprovalResult } from './facts.ts';
import { readInput } from './input.ts';

export function toAnswer(result: ApprovalResult) {
  const missing = result.roles.filter(({ satisfied }) => !satisfied);
  return {
    state: result.state,
    satisfied: result.roles.filter(({ satisfied }) => satisfied).map(({ role }) => role),
    missing: missing.map(({ role }) => role),
    ...(result.override?.holds ? { overridden: true } : {}),
    votes: result.votes.map((vote) => ({
      user: vote.user,
      role: vote.role,
      counts: vote.counts,
      reason: vote.reason,
      commit: vote.commit,
      submitted_at: vote.submittedAt,
      delegated_by: vote.delegatedBy,
    })),
    candidates: Object.fromEntries(missing.map(({ role, candidates }) => [role, candidates])),
    complete_with: result.completeWith,
    roles: result.roles.map(({ role, needed, have, filledBy, problem }) => ({
      role,
      needed,
      have,
      filled_by: filledBy,
      problem,
    })),
    vetoes: result.vetoes,
    contributors: result.contributors,
    unattributed: result.unattributed,
    override: result.override,
    problems: result.problems,
  };
}

/** Evaluates an input form; problems name their place. */
export function evaluateText(
  text: string,
): { ok: true; answer: object } | { ok: false; problems: string[] } {
  const input = readInput(text);
  return input.ok ? { ok: true, answer: toAnswer(evaluate(input.facts)) } : input;
}
