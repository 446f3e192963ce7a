/** What a trial build does next: wait, push another combination, or end. */
import type { CommitCheck, Trial, TrialBuild, TrialResult, WholeList } from '../../ports.ts';
import { type CheckWish, judgeChecks, redChecks } from './judge-checks.ts';
import { type Question, searchCulprits, type Verdict } from './search.ts';

export interface Seen {
  /** On the tip of the trial that runs. */
  tip: WholeList<CommitCheck>;
  /** On the commit that everything is merged onto. */
  base: WholeList<CommitCheck>;
}

export interface BuildRules extends Omit<CheckWish, 'redOnBase'> {
  /** Pushes of one build. */
  most: number;
}

export type Step =
  | { kind: 'wait' }
  | { kind: 'push'; question: Question }
  | { kind: 'done'; verdict: Verdict };

/**
 * The step, and the build with what was learned on the way.
 *
 * @param seen null when no trial runs
 */
export function nextStep(
  build: TrialBuild,
  seen: Seen | null,
  rules: BuildRules,
  now: Date,
): { build: TrialBuild; step: Step } {
  const running = build.trials.find(({ result }) => result === null);
  if (!running) return { build, step: stepOf(build, rules) };
  if (!seen || running.pushedAt === null) return { build, step: { kind: 'wait' } };
  const redOnBase = build.redOnBase ?? redChecks(seen.base);
  const result = judgeChecks(seen.tip, { ...rules, redOnBase }, running.pushedAt, now);
  if (result === null) return { build, step: { kind: 'wait' } };
  const judged = withResult({ ...build, redOnBase }, running, result);
  return { build: judged, step: stepOf(judged, rules) };
}

/** The build with the result of one of its trials. */
export function withResult(build: TrialBuild, of: Trial, result: TrialResult): TrialBuild {
  const trials = build.trials.map((trial) =>
    trial.number === of.number ? { ...trial, result } : trial,
  );
  return { ...build, trials };
}

function stepOf(build: TrialBuild, { most }: BuildRules): Step {
  const search = searchCulprits(build.heads, build.trials, most);
  return 'ask' in search
    ? { kind: 'push', question: search.ask }
    : { kind: 'done', verdict: search.verdict };
}
