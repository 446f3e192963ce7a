/** What check runs amount to: proof needs one that succeeded, and none that did not. Pure. */
import { anyNameGlob } from '../plan/glob.ts';
import type { CheckFact } from './facts.ts';
import type { Evidence } from './report.ts';

/** Weir's own verdicts prove nothing about the code. */
const OWN = /^Weir \//;

export type CheckSum = 'green' | 'red' | 'running' | 'skipped' | 'missing';

/** Check runs by name, without Weir's own; no globs take all. */
export function matchingChecks(
  checks: readonly CheckFact[],
  globs: readonly string[] | null,
): CheckFact[] {
  const matches = globs === null ? () => true : anyNameGlob(globs);
  return checks.filter(({ name }) => !OWN.test(name) && matches(name));
}

/** `red` outweighs `running`, which outweighs the rest; `neutral` and `skipped` alone say nothing. */
export function sumOf(checks: readonly CheckFact[]): CheckSum {
  if (checks.length === 0) return 'missing';
  if (checks.some(isRed)) return 'red';
  if (checks.some(({ status }) => status !== 'completed')) return 'running';
  return checks.some(isGreen) ? 'green' : 'skipped';
}

export function isGreen({ status, conclusion }: CheckFact): boolean {
  return status === 'completed' && conclusion === 'success';
}

const NOT_RED: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

export function isRed({ status, conclusion }: CheckFact): boolean {
  return status === 'completed' && !NOT_RED.has(conclusion ?? '');
}

export function checkEvidence({ name, conclusion, status, url, completedAt }: CheckFact): Evidence {
  return {
    kind: 'check',
    what: `${name}: ${conclusion ?? status}`,
    ...(url === null ? {} : { url }),
    ...(completedAt === null ? {} : { at: completedAt }),
  };
}
