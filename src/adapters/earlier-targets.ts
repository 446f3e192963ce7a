/** Targets that heads were looked at on before: what is known there may still hold when the target has moved on. */

import { pairHolds } from '../moved-target.ts';
import type { EarlierSurvey, HeadSurvey, MergeRequest, Oid, Repository, Survey } from '../ports.ts';
import type { Recent } from '../recent.ts';

/** Targets of one repository that are kept in mind. */
const MOST_TARGETS = 4;

export interface EarlierTargets {
  /** The target, not this one, on which most of these heads are known; null where none is. */
  bestFor(repo: Repository, target: Oid, heads: readonly Oid[]): EarlierSurvey | null;
  add(repo: Repository, target: Oid): void;
}

/** @param keyOf key of a head on a target */
export function rememberTargets(
  surveys: Recent<HeadSurvey>,
  keyOf: (target: Oid) => (head: Oid) => string,
): EarlierTargets {
  /** By repository, the newest last. */
  const targets = new Map<number, Oid[]>();
  return {
    bestFor(repo, target, heads) {
      let best: EarlierSurvey | null = null;
      for (const before of targets.get(repo.id)?.toReversed() ?? []) {
        if (before === target || heads.length === 0) continue;
        const key = keyOf(before);
        const known = heads.flatMap((head) => {
          const survey = surveys.get(`${repo.id} ${key(head)}`);
          return survey ? [[head, survey] as const] : [];
        });
        if (known.length > (best?.heads.size ?? 0))
          best = { target: before, heads: new Map(known) };
      }
      return best;
    },
    add(repo, target) {
      const others = (targets.get(repo.id) ?? []).filter((one) => one !== target);
      targets.set(repo.id, [...others, target].slice(-MOST_TARGETS));
    },
  };
}

/** The same merge on the earlier target, where both heads are carried over and its outcome holds. */
export function earlierRequest(
  { ours, theirs }: MergeRequest,
  { heads, moved }: Survey,
  earlier: EarlierSurvey | null,
): MergeRequest | null {
  if (!earlier || typeof ours === 'string' || typeof theirs !== 'string') return null;
  if (!moved?.heads.has(ours.landed) || !moved.heads.has(theirs)) return null;
  const [lander, other] = [heads.get(ours.landed), heads.get(theirs)];
  if (!lander || !other || !pairHolds(lander, other)) return null;
  return { ours: { ...ours, on: earlier.target }, theirs };
}
