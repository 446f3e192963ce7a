import type { Conclusion } from '../effects.ts';
import type { Pair } from './report.ts';

/**
 * Pairs to one conclusion: any `fail` is a failure; else anything undetermined asks for a person; else any
 * `warn` is neutral; else success. Undetermined is never green (DESIGN.md section 4).
 */
export function conclude(pairs: readonly Pair[]): Conclusion {
  const has = (severity: string) =>
    pairs.some((pair) => pair.findings.some((finding) => finding.severity === severity));
  if (has('fail')) return 'failure';
  if (pairs.some((pair) => pair.verdict === 'undetermined')) return 'action_required';
  return has('warn') ? 'neutral' : 'success';
}
