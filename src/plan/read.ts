import type { Deps, Oid, Repository } from '../ports.ts';
import { PLAN_PATH, type PlanProblem, parsePlan } from './parse.ts';
import type { Plan } from './schema.ts';

/** The plan that rules a repository now, and the branch everything runs into; a valid plan names it as `target`. */
export interface PlanReading {
  /** Tip of the target branch; null when the repository has no commit on it. */
  target: { ref: string; oid: Oid | null };
  state:
    | { kind: 'absent' }
    | { kind: 'broken'; problems: PlanProblem[] }
    | { kind: 'valid'; plan: Plan; warnings: PlanProblem[] };
}

/**
 * Reads the plan from the tip of the target branch, never from a PR's head. The default branch names the
 * target; where the target is another branch and has a plan of its own, that one rules.
 */
export async function readPlan(
  repo: Repository,
  defaultBranch: string,
  deps: Pick<Deps, 'forge' | 'git'>,
): Promise<PlanReading> {
  const first = await readAt(repo, defaultBranch, deps);
  if (first.state.kind !== 'valid') return first;
  const named = first.state.plan.target ?? defaultBranch;
  if (named === defaultBranch) return into(defaultBranch, first);
  const second = await readAt(repo, named, deps);
  if (second.target.oid === null) {
    const message = `The target branch ${second.target.ref} does not exist. Create it, or name another one under target.`;
    return {
      target: first.target,
      state: {
        kind: 'broken',
        problems: [{ level: 'error', line: 1, column: 1, path: 'target', message }],
      },
    };
  }
  return into(named, second.state.kind === 'absent' ? { ...first, target: second.target } : second);
}

/** Writes the target into a valid plan, which may have left it out or name another one. */
function into(target: string, reading: PlanReading): PlanReading {
  const { state } = reading;
  if (state.kind !== 'valid') return reading;
  return { ...reading, state: { ...state, plan: { ...state.plan, target } } };
}

async function readAt(
  repo: Repository,
  branch: string,
  { forge, git }: Pick<Deps, 'forge' | 'git'>,
): Promise<PlanReading> {
  const oid = (await forge.branches(repo, [branch])).get(branch) ?? null;
  const target = { ref: branch, oid };
  if (oid === null) return { target, state: { kind: 'absent' } };
  const missing = (await git.fetch(repo, [oid])).get(oid);
  if (missing !== undefined)
    throw new Error(`The tip of ${branch} could not be fetched: ${missing}`);
  const file = await git.readFile(repo, oid, PLAN_PATH);
  if (file.state === 'absent') return { target, state: { kind: 'absent' } };
  if (file.state === 'unreadable') return { target, state: broken(file.reason) };
  const parsed = parsePlan(file.text);
  return {
    target,
    state: parsed.ok
      ? { kind: 'valid', plan: parsed.plan, warnings: parsed.warnings }
      : { kind: 'broken', problems: parsed.problems },
  };
}

function broken(reason: string): PlanReading['state'] {
  const message = `The file could not be read: ${reason}`;
  return {
    kind: 'broken',
    problems: [{ level: 'error', line: 1, column: 1, path: '', message }],
  };
}
