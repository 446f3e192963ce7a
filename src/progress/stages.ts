/** The stages of the pipeline on the heads of a workstream, by its check runs. Pure. */
import { anyGlob } from '../plan/glob.ts';
import type { CheckFact, ProgressFacts } from './facts.ts';
import { bare, entry } from './lookup.ts';
import type { StageState } from './report.ts';

/** The worst first. */
const WORST: readonly StageState[] = [
  'failed',
  'missing',
  'unknown',
  'running',
  'skipped',
  'passed',
  'none',
];

/** By stage of the plan, the worst of all heads. */
export function stagesOf(
  heads: readonly string[],
  name: string,
  facts: ProgressFacts,
): Record<string, StageState> {
  const checks = entry(facts.activity, name)?.checks ?? {};
  return bare(
    Object.entries(facts.plan.stages).map(([stage, globs]) => {
      const states = heads.map((ref) => onHead(globs, entry(checks, ref)));
      return [stage, worst(states) ?? 'none'];
    }),
  );
}

/** Check runs that are red: they need somebody. */
export function isRed({ status, conclusion }: CheckFact): boolean {
  return status === 'completed' && RED.has(conclusion ?? '');
}

const RED = new Set(['failure', 'timed_out', 'startup_failure', 'action_required']);

/** Weir's own checks: what they say stands on the pages about progress anyway. */
export function isOwn({ name }: CheckFact): boolean {
  return name.startsWith('Weir /');
}

/**
 * A glob with a wildcard says which checks belong to a stage; a name without one is expected, and so is at least one
 * check of each stage.
 */
function onHead(
  globs: readonly string[],
  checks: readonly CheckFact[] | { state: 'unread' } | undefined,
): StageState {
  if (!Array.isArray(checks)) return 'unknown';
  const own = checks.filter(({ name }: CheckFact) => anyGlob(globs)(name));
  const absent = globs.some(
    (glob) => !/[*?[{\\]/.test(glob) && !own.some(({ name }) => anyGlob([glob])(name)),
  );
  if (own.length === 0 || absent) return worst([...own.map(stateOf), 'missing']) ?? 'missing';
  return worst(own.map(stateOf)) ?? 'missing';
}

/** A check that was cancelled or went stale has told nothing, and a neutral one judged nothing. */
function stateOf(check: CheckFact): StageState {
  if (check.status !== 'completed') return 'running';
  if (isRed(check)) return 'failed';
  switch (check.conclusion) {
    case 'success':
      return 'passed';
    case 'skipped':
    case 'neutral':
      return 'skipped';
    case 'cancelled':
    case 'stale':
      return 'missing';
    default:
      return 'unknown';
  }
}

function worst(states: readonly StageState[]): StageState | undefined {
  // One check that passed is enough for a stage that skips others.
  const passed = states.includes('passed');
  return WORST.find((state) => states.includes(state) && !(passed && state === 'skipped'));
}
