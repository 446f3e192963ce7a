/** An evaluation of approvals as text for a terminal. */
import { completionWords } from '../approvals/completion.ts';
import type { ApprovalResult, VoteReason } from '../approvals/facts.ts';
import { plural } from '../markdown.ts';
import { seenOnOneLine } from '../unseen-characters.ts';

const WHY: Record<VoteReason, string> = {
  counted: 'counts',
  'no-role': 'holds no required role',
  'not-needed': 'others fill the role already',
  author: 'opened the pull request',
  contributor: 'took part in the pull request',
  stale: 'approved an older commit',
  bot: 'is a bot',
  'no-write-access': 'lacks the permission that approvers need',
  expired: 'approved too long ago',
  edited: 'edited the review afterwards',
  dismissed: 'the review was dismissed',
  veto: 'requests changes, which blocks',
  advice: 'requests changes, which does not block',
  comment: 'commented only',
};

/** The state, a line for each role and each review that does not count, and whom to ask. */
export function approvalsText(result: ApprovalResult): string {
  const { override } = result;
  const said = new Set(result.roles.map(({ problem }) => problem));
  const lines = [
    result.state,
    ...(override?.holds ? [`  overridden by ${override.by}: ${override.reason}`] : []),
    ...result.roles.map((role) => roleLine(role, result)),
    ...result.votes
      .filter(({ counts }) => !counts)
      .map(({ user, reason }) => `  ${user} does not count: ${WHY[reason]}`),
    ...result.unattributed.map(
      (sha) => `  ${sha}: its author or committer has no account, so it may be anybody's`,
    ),
    ...result.problems.filter((problem) => !said.has(problem)).map((problem) => `  ${problem}`),
    ...whomToAsk(result),
  ];
  // What stands in the input must not move the cursor.
  return `${lines.map((line) => seenOnOneLine(line, '?')).join('\n')}\n`;
}

function roleLine(role: ApprovalResult['roles'][number], { votes }: ApprovalResult): string {
  const { needed, filledBy, candidates, satisfied } = role;
  const by = votes
    .filter((vote) => vote.counts && vote.role === role.role)
    .map(({ user, commit, delegatedBy }) => {
      const forWhom = delegatedBy === null ? '' : ` for ${delegatedBy}`;
      return `${user}${forWhom}${commit === null ? '' : ` (${commit.slice(0, 12)})`}`;
    });
  const had = by.length > 0 ? by.join(', ') : 'nobody yet';
  const can = candidates.length > 0 ? `; can approve: ${candidates.join(', ')}` : '';
  const count = needed > 1 ? ` (${filledBy.length} of ${needed})` : '';
  return `  [${satisfied ? 'x' : ' '}] ${role.role}${count}: ${role.problem ?? `${had}${can}`}`;
}

function whomToAsk(result: ApprovalResult): string[] {
  const { completeWith, roles, state } = result;
  // What went wrong comes first: approvals alone would not do.
  if (state === 'error') return [];
  if (state === 'approved' || roles.every(({ satisfied }) => satisfied)) return [];
  if (completeWith === null) return ['  nobody is left who could fill every open role'];
  if (completeWith.length === 0) return [];
  const people = completeWith.map((each) => completionWords(each, result));
  return [`  ${plural(people.length, 'more approval')} would do: ${people.join(', ')}`];
}
