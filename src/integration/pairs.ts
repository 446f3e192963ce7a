/**
 * Which merges decide a pair, and what their outcomes mean. `direct` asks what one merge of the two commits
 * says. `landing` asks what happens when both land on the target: one as a merge commit, then the other, in
 * either order. Definitions: DESIGN.md section 4.
 */
import type { MergeRequest, Oid, TrialMerge } from '../ports.ts';
import type { Pair, PairBasis, PairTrials } from './report.ts';

/** One merge that a pair needs, and the place in `PairTrials` that its outcome fills. */
export interface Question {
  slot: keyof PairTrials;
  request: MergeRequest;
}

/** Merging two commits as they are. */
export function directQuestion(a: Oid, b: Oid): Question[] {
  return [{ slot: 'direct', request: { ours: a, theirs: b } }];
}

/** Landing one on the target and then merging the other, in both orders. */
export function landingQuestions(target: Oid, a: Oid, b: Oid): Question[] {
  return [
    { slot: 'aThenB', request: { ours: { landed: a, on: target, how: 'merge' }, theirs: b } },
    { slot: 'bThenA', request: { ours: { landed: b, on: target, how: 'merge' }, theirs: a } },
  ];
}

/**
 * The same with the first one squash-merged. Only heads that share commits the target lacks can differ
 * from `landingQuestions`: for all others both ways have the same trees and the same merge bases.
 */
export function squashQuestions(target: Oid, a: Oid, b: Oid): Question[] {
  return [
    {
      slot: 'aSquashedThenB',
      request: { ours: { landed: a, on: target, how: 'squash' }, theirs: b },
    },
    {
      slot: 'bSquashedThenA',
      request: { ours: { landed: b, on: target, how: 'squash' }, theirs: a },
    },
  ];
}

/**
 * What the trials say about text. With `squashOnly` the repository lands nothing but squashes, so the
 * squash trials, where there are any, stand in for the merge commits. One order that conflicts decides;
 * an order that could not be judged keeps the pair from being clean.
 */
export function verdictOf(
  trials: PairTrials,
  squashOnly: boolean,
): Pick<Pair, 'verdict' | 'reason'> {
  const outcomes = decidingTrials(trials, squashOnly);
  if (outcomes.length === 0) return { verdict: 'undetermined', reason: 'not-judged' };
  if (outcomes.some(([, trial]) => trial.verdict === 'conflict')) return { verdict: 'conflict' };
  for (const [, trial] of outcomes) {
    if (trial.verdict === 'undetermined') return { verdict: 'undetermined', reason: trial.reason };
  }
  return { verdict: 'clean' };
}

/** The trials that decide the verdict, with their slots. */
export function decidingTrials(
  trials: PairTrials,
  squashOnly: boolean,
): [keyof PairTrials, TrialMerge][] {
  const squashed = present(trials, ['aSquashedThenB', 'bSquashedThenA']);
  if (squashOnly && squashed.length > 0) return squashed;
  return present(trials, ['direct', 'aThenB', 'bThenA']);
}

/** Trials that conflict only under squash merging, in a pair that is otherwise clean. */
export function squashOnlyConflicts(trials: PairTrials): [keyof PairTrials, TrialMerge][] {
  return present(trials, ['aSquashedThenB', 'bSquashedThenA']).filter(
    ([, trial]) => trial.verdict === 'conflict',
  );
}

function present(
  trials: PairTrials,
  slots: readonly (keyof PairTrials)[],
): [keyof PairTrials, TrialMerge][] {
  // Run for every pair of heads: a plain loop.
  const found: [keyof PairTrials, TrialMerge][] = [];
  for (const slot of slots) {
    const trial = trials[slot];
    if (trial) found.push([slot, trial]);
  }
  return found;
}

/** The basis of a pair of heads: landing needs both to merge cleanly with the target. */
export function basisOf(
  wanted: PairBasis,
  aOnTarget: TrialMerge,
  bOnTarget: TrialMerge,
): PairBasis {
  return wanted === 'landing' && aOnTarget.verdict === 'clean' && bOnTarget.verdict === 'clean'
    ? 'landing'
    : 'direct';
}
