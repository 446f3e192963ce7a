/** The lines of the check: one a role, one a review that does not count, and where the roles come from. */

import {
  bullets,
  code,
  details,
  listWords,
  type Markdown,
  plural,
  prose,
  text,
} from '../markdown.ts';
import { loginKey } from './contributors.ts';
import type { RoleResult, Vote, VoteReason } from './facts.ts';
import type { JudgedPull } from './report.ts';
import { isBot } from './votes.ts';

const MOST_NAMES = 5;

/** Who filled a role, or who can. */
export function roleLine(role: RoleResult, pull: JudgedPull): Markdown {
  const name = text(role.role);
  const votes = pull.result.votes.filter((vote) => vote.role === role.role && vote.counts);
  const by = votes.map(
    ({ user, commit, delegatedBy }) =>
      `${text(user)}${delegatedBy === null ? '' : ` for ${text(delegatedBy)}`}${commit === null ? '' : `, on ${code(commit.slice(0, 12))}`}`,
  );
  if (role.satisfied) return `✅ **${name}**: ${by.join('; ')}`;
  if (role.problem !== null) return `❌ **${name}**: ${prose(role.problem)}`;
  const count = role.needed > 1 ? ` (${role.have} of ${role.needed})` : '';
  const asked = new Set(pull.asked.map((user) => user.toLowerCase()));
  const names = [...role.candidates].sort(
    (a, b) => Number(asked.has(b.toLowerCase())) - Number(asked.has(a.toLowerCase())),
  );
  const can = names
    .slice(0, MOST_NAMES)
    .map((user) => `${text(user)}${asked.has(user.toLowerCase()) ? ' (asked)' : ''}`);
  const more = names.length - MOST_NAMES;
  const rest = more > 0 ? [plural(more, 'other')] : [];
  const who =
    names.length === 0
      ? 'nobody is left who may'
      : `${listWords([...can, ...rest], MOST_NAMES + 1)} can approve`;
  return `⬜ **${name}**${count}: ${[...by, who].join('; ')}`;
}

/** Why a review does not count; what counts, blocks or is a mere comment has no line. */
const WHY: Partial<Record<VoteReason, string>> = {
  'no-role': 'approved, but holds none of the required roles.',
  'not-needed': 'approved too; others fill the role already.',
  author: 'opened this pull request, so another person has to approve.',
  contributor: 'took part in this pull request, so another person has to approve.',
  stale: 'approved an older commit; what came after it needs a new look.',
  bot: 'is a bot, and bots do not approve here.',
  'no-write-access': 'lacks the permission that approvers need here.',
  expired: 'approved too long ago; approve again.',
  edited: 'edited the review afterwards; approve again.',
  dismissed: 'had the review dismissed; approve again.',
  advice: 'requested changes, which blocks nothing here.',
};

/** Why a request for changes blocks nothing. */
function whyAdvice(user: string, { facts }: JudgedPull): string | undefined {
  const { changesRequested } = facts.options;
  if (changesRequested === 'ignore') return WHY.advice;
  if (isBot(loginKey(user), facts))
    return 'requested changes, but is a bot, so this blocks nothing.';
  return changesRequested === 'role-holders'
    ? 'requested changes, but holds none of the required roles, so this blocks nothing.'
    : 'requested changes, but is not known to have write access, so this blocks nothing.';
}

/** Why a review does not count, and what to look at; null where that needs no line. */
export function idleLine(vote: Vote, pull: JudgedPull): Markdown | null {
  const { result } = pull;
  const took = result.contributors.filter(({ user }) => loginKey(user) === loginKey(vote.user));
  const shas = took.flatMap(({ commits }) => commits).slice(0, 3);
  const commits = shas.map((sha) => code(sha.slice(0, 12)));
  const where =
    vote.reason === 'contributor'
      ? ` ${commits.length > 0 ? `See ${commits.join(', ')}.` : 'They pushed to it.'}`
      : vote.reason === 'stale' && vote.commit !== null
        ? ` Reviewed was ${code(vote.commit.slice(0, 12))}.`
        : '';
  const why = vote.reason === 'advice' ? whyAdvice(vote.user, pull) : WHY[vote.reason];
  return why === undefined ? null : `${text(vote.user)} ${why}${where}`;
}

/** Why each role has to approve, and who fills it in the plan. */
export function originsOf({ required, assignment }: JudgedPull): Markdown {
  const lines = required.map(
    ({ role, because, filledBy }) =>
      `${text(role)}, because ${text(because)}. In the plan: ${filledBy.length === 0 ? 'nobody' : filledBy.map((who) => code(who)).join(', ')}`,
  );
  const { reason } = assignment;
  const whole = `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}.`;
  return details('Where the roles come from', `${prose(whole)}\n\n${bullets(lines)}`);
}
