/** What each person's reviews amount to: one standing a person, whatever the order of the list. Pure. */

import type { Permission } from '../ports.ts';
import { loginKey, type Participation } from './contributors.ts';
import type { ApprovalFacts, ReviewFact, VoteReason } from './facts.ts';
import { freshness } from './freshness.ts';

/** A person's reviews, judged without regard to roles. */
export interface Standing {
  key: string;
  user: string;
  /** `counted` for an approval that may fill a role, `veto` for what blocks, otherwise why it is neither. */
  reason: VoteReason;
  /** The review that decides. */
  review: ReviewFact;
}

const ORDER = { PENDING: 0, COMMENTED: 0, APPROVED: 1, DISMISSED: 2, CHANGES_REQUESTED: 3 };
const RANK = { none: 0, read: 1, triage: 2, write: 3, maintain: 4, admin: 5 };
const HOUR_MS = 3_600_000;

/** @param holdsRequired whether a login key fills a required role */
export function standings(
  facts: ApprovalFacts,
  taken: Participation,
  holdsRequired: (key: string) => boolean,
): Standing[] {
  const byPerson = Map.groupBy(facts.reviews.filter(isByKnown), ({ user }) => loginKey(user));
  const isFresh = freshness(facts, taken.ignored);
  return [...byPerson].map(([key, reviews]) => {
    const sorted = [...reviews].sort(byTime);
    const decisive = sorted.filter(({ state }) => isDecisive(state, facts));
    const last = decisive.at(-1);
    const shown = last ?? (sorted.at(-1) as KnownReview);
    const standing = { key, user: shown.user, review: shown };
    if (!last) {
      const dismissed = sorted.some(({ state }) => state === 'DISMISSED');
      return { ...standing, reason: dismissed ? 'dismissed' : 'comment' };
    }
    if (last.state === 'DISMISSED') return { ...standing, reason: 'dismissed' };
    if (last.state === 'CHANGES_REQUESTED') {
      return { ...standing, reason: mayVeto(key, facts, holdsRequired) ? 'veto' : 'advice' };
    }
    const barred = whyBarred(key, facts, taken);
    if (barred) return { ...standing, reason: barred };
    // Each approval since the last word against is a chance: one more never takes the others away.
    const since = decisive.slice(decisive.findLastIndex(({ state }) => state !== 'APPROVED') + 1);
    const review = since.findLast((each) => whyVoid(each, facts, isFresh) === null) ?? last;
    return { ...standing, reason: whyVoid(review, facts, isFresh) ?? 'counted', review };
  });
}

type KnownReview = ReviewFact & { user: string };

function isByKnown(review: ReviewFact): review is KnownReview {
  return review.user !== null;
}

/** By time, then by GitHub's number; where both are the same, the word that asks for most care is the last. */
function byTime(a: ReviewFact, b: ReviewFact): number {
  return (
    Date.parse(a.submittedAt) - Date.parse(b.submittedAt) ||
    (a.id !== null && b.id !== null ? a.id - b.id : 0) ||
    ORDER[a.state] - ORDER[b.state]
  );
}

function isDecisive(state: ReviewFact['state'], { options }: ApprovalFacts): boolean {
  if (state === 'DISMISSED') return options.dismissed === 'no-resurrect';
  return state === 'APPROVED' || state === 'CHANGES_REQUESTED';
}

/** Reasons that lie in the person, whatever was reviewed; null when there is none. */
export function whyBarred(
  key: string,
  facts: ApprovalFacts,
  { contributors }: Participation,
): VoteReason | null {
  const { options } = facts;
  if (!options.botsMayApprove && isBot(key, facts)) return 'bot';
  const isAuthor = key === loginKey(facts.author);
  if (isAuthor && !options.allowAuthor) return 'author';
  const taken = contributors.get(key);
  const pushed = facts.pushers.some((user) => loginKey(user) === key);
  const contributed = taken && (!isAuthor || pushed || taken.commits.length > 0);
  if (contributed && !options.allowContributors) return 'contributor';
  const least = options.minPermission;
  return least && !hasPermission(key, least, facts) ? 'no-write-access' : null;
}

function whyVoid(
  review: ReviewFact,
  { options, now }: ApprovalFacts,
  isFresh: (commit: string | null) => boolean,
): VoteReason | null {
  if (options.ignoreEdited && review.editedAt !== null) return 'edited';
  if (options.maxAgeHours !== null) {
    // Without a time nothing can be shown to be young enough.
    const age = now === null ? Infinity : Date.parse(now) - Date.parse(review.submittedAt);
    if (!(age <= options.maxAgeHours * HOUR_MS)) return 'expired';
  }
  return isFresh(review.commit) ? null : 'stale';
}

function mayVeto(
  key: string,
  facts: ApprovalFacts,
  holdsRequired: (key: string) => boolean,
): boolean {
  if (!facts.options.botsMayApprove && isBot(key, facts)) return false;
  const { changesRequested } = facts.options;
  if (changesRequested === 'anyone-with-write') return hasPermission(key, 'write', facts);
  return changesRequested === 'role-holders' && holdsRequired(key);
}

export function isBot(key: string, { userTypes }: ApprovalFacts): boolean {
  return key.endsWith('[bot]') || lookUp(userTypes, key)?.toLowerCase() === 'bot';
}

/** Whether somebody has this permission or a greater one. */
function hasPermission(key: string, least: Permission, { permissions }: ApprovalFacts): boolean {
  return RANK[lookUp(permissions, key) ?? 'none'] >= RANK[least];
}

function lookUp<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(record).find(([login]) => loginKey(login) === key)?.[1];
}
