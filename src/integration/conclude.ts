import type { Conclusion } from '../effects.ts';
import type { Pair } from './report.ts';

/**
 * Pairs to one conclusion: any `fail` is a failure; else anything undetermined asks for a person; else any
 * `warn` is neutral; else success. Undetermined is never green (DESIGN.md section 4).
 */
export function conclude(pairs: readonly Pair[]): Conclusion {
  const findings = pairs.flatMap((pair) => pair.findings);
  const has = (severity: string) =>
    findings.some((finding) => finding.severity === severity && !finding.undetermined);
  if (has('fail')) return 'failure';
  if (pairs.some(isUndetermined)) return 'action_required';
  return has('warn') ? 'neutral' : 'success';
}

/** Text that could not be merged, or a detector that failed where its findings would have counted. */
export function isUndetermined({ verdict, findings }: Pair): boolean {
  const unknown = findings.some((one) => one.undetermined && one.severity !== 'note');
  return verdict === 'undetermined' || unknown;
}
