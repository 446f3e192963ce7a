/** One trial of a build as commits, as effects, and as it changes. */
import { type Applied, type Effect, trialBranch } from '../../effects.ts';
import type { ChainOutcome, Repository, Trial, TrialBuild, TrialChain } from '../../ports.ts';
import { ciDefinitions } from './ci-definitions.ts';
import { renderBuild } from './render.ts';
import type { Question, Verdict } from './search.ts';

/** What merging a combination came to: a trial that may be pushed, or why there is none. */
export type Merged =
  | { trial: Trial }
  | { failed: Exclude<ChainOutcome, { state: 'built' }> }
  | { definitions: string[] };

/** The merges that the next trial of a build consists of. */
export function nextChain(build: TrialBuild, { heads }: Pick<Question, 'heads'>): TrialChain {
  return chainOf(build, { number: build.trials.length + 1, heads });
}

/** @param outcome of `nextChain` */
export function nextTrial(build: TrialBuild, { heads }: Question, outcome: ChainOutcome): Merged {
  if (outcome.state !== 'built') return { failed: outcome };
  const definitions = ciDefinitions(outcome.changed);
  if (definitions.length > 0) return { definitions };
  const number = build.trials.length + 1;
  return { trial: { number, heads, tip: outcome.tip, pushedAt: null, result: null } };
}

/** A combination that cannot be pushed has a result all the same: nobody knows. */
export function unmerged(
  build: TrialBuild,
  { heads }: Question,
  merged: Exclude<Merged, { trial: Trial }>,
): Trial {
  const reason =
    'definitions' in merged
      ? 'a part of the heads changes workflows that all of them together leave alone'
      : 'a part of the heads does not merge without the others';
  const number = build.trials.length + 1;
  return { number, heads, tip: '', pushedAt: null, result: { state: 'undetermined', reason } };
}

function chainOf(build: TrialBuild, { number, heads }: Pick<Trial, 'number' | 'heads'>) {
  return {
    base: build.base.oid,
    heads: heads.flatMap((at) => build.heads[at]?.oid ?? []),
    branch: trialBranch(build.id, number),
    at: build.startedAt,
  };
}

export function pushed(repo: Repository, build: TrialBuild, trial: Trial): Effect {
  const { branch, ...chain } = chainOf(build, trial);
  return { kind: 'trial-branch', repo, name: branch, tip: { oid: trial.tip, ...chain } };
}

export function saved(repo: Repository, build: TrialBuild): Effect {
  return { kind: 'trial-build', repo, id: build.id, build };
}

export function commented(repo: Repository, build: TrialBuild, verdict: Verdict | null): Effect {
  const body = renderBuild(build, verdict);
  return { kind: 'comment', repo, issue: build.issue, key: 'integrate-build', body };
}

/** Why a branch was not made; null when it was. */
export function refusal(applied: readonly Applied[]): string | null {
  const [first] = applied;
  return first?.outcome === 'skipped' ? (first.reason ?? 'GitHub refused it.') : null;
}

/** The build with a trial of it pushed. */
export function withPush(build: TrialBuild, of: Trial, now: Date): TrialBuild {
  const trials = build.trials.map((trial) =>
    trial.number === of.number ? { ...trial, pushedAt: now.toISOString() } : trial,
  );
  return { ...build, trials };
}

export function ended(build: TrialBuild, now: Date): TrialBuild {
  return { ...build, endedAt: now.toISOString() };
}
