/** What each person's reviews amount to: one standing a person, whatever the order of the list. Pure. */

import { loginKey, type Participation } from './contributors.ts';
import type { ApprovalFacts, ReviewFact, VoteReason } from './facts.ts';
import { freshness } from './freshness.ts';

/** A person's reviews, judged without regard to roles. */
export interface Standing {
  key: string;
  user: string;
  /** An approval that may fill a role. */
  approves: boolean;
  vetoes: boolean;
  /** Why it does not approve; `counted` where it does. */
  reason: VoteReason;
  /** The review that decides. */
  review: ReviewFact;
}

const ORDER = { PENDING: 0, COMMENTED: 0, APPROVED: 1, DISMISSED: 2, CHANGES_REQUESTED: 3 };
const WRITERS = new Set(['write', 'maintain', 'admin']);
const LADDER = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
const HOUR_MS = 3_600_000;

/** @param holdsRequired whether a login key fills a required role */
export function standings(
  facts: ApprovalFacts,
  taken: Participation,
  holdsRequired: (key: string) => boolean,
): Standing[] {
  const byPerson = new Map<string, ReviewFact[]>();
  for (const review of facts.reviews) {
    if (review.user === null) continue;
    const key = loginKey(review.user);
    byPerson.set(key, [...(byPerson.get(key) ?? []), review]);
  }
  const isFresh = freshness(facts, taken.ignored);
  return [...byPerson].map(([key, reviews]) => {
    const sorted = [...reviews].sort(byTime);
    const decisive = sorted.filter(({ state }) => isDecisive(state, facts));
    const last = decisive.at(-1);
    const shown = last ?? (sorted.at(-1) as ReviewFact);
    const standing = {
      key,
      user: shown.user ?? key,
      approves: false,
      vetoes: false,
      review: shown,
    };
    if (!last) {
      const dismissed = sorted.some(({ state }) => state === 'DISMISSED');
      return { ...standing, reason: dismissed ? 'dismissed' : 'comment' };
    }
    if (last.state === 'DISMISSED') return { ...standing, reason: 'dismissed' };
    if (last.state === 'CHANGES_REQUESTED') {
      const vetoes = mayVeto(key, facts, holdsRequired);
      return { ...standing, vetoes, reason: vetoes ? 'veto' : 'advice' };
    }
    const barred = whyBarred(key, facts, taken);
    if (barred) return { ...standing, reason: barred };
    // Each approval since the last word against is a chance: one more never takes the others away.
    const since = decisive.slice(decisive.findLastIndex(({ state }) => state !== 'APPROVED') + 1);
    const judged = since.map((review) => ({ review, reason: whyVoid(review, facts, isFresh) }));
    const good = judged.findLast(({ reason }) => reason === null);
    if (good) return { ...standing, approves: true, reason: 'counted', review: good.review };
    return { ...standing, reason: judged.at(-1)?.reason ?? 'stale' };
  });
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
  if (least && LADDER.indexOf(permissionOf(key, facts) ?? 'none') < LADDER.indexOf(least)) {
    return 'no-write-access';
  }
  return null;
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
  switch (facts.options.changesRequested) {
    case 'role-holders':
      return holdsRequired(key);
    case 'anyone-with-write':
      return WRITERS.has(permissionOf(key, facts) ?? 'none');
    case 'ignore':
      return false;
  }
}

export function isBot(key: string, { userTypes }: ApprovalFacts): boolean {
  return key.endsWith('[bot]') || lookUp(userTypes, key)?.toLowerCase() === 'bot';
}

function permissionOf(key: string, { permissions }: ApprovalFacts): string | undefined {
  return lookUp(permissions, key);
}

function lookUp<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(record).find(([login]) => loginKey(login) === key)?.[1];
}
