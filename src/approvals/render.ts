/** The check `Weir / approvals`: a checklist with names, worst first. */

import type { Annotation, CheckButton, CheckOutput, Conclusion } from '../effects.ts';
import {
  bullets,
  code,
  details,
  fitSections,
  heading,
  listWords,
  type Markdown,
  plain,
  plural,
  prose,
  type Section,
  text,
} from '../markdown.ts';
import { PLAN_PATH, type PlanProblem } from '../plan/parse.ts';
import { completionWords } from './completion.ts';
import type { ApprovalState, RoleResult, Vote, VoteReason } from './facts.ts';
import type { JudgedGroup, JudgedPull } from './report.ts';

export interface RenderedCheck {
  conclusion: Conclusion;
  output: CheckOutput;
  annotations: Annotation[];
  buttons: CheckButton[];
}

const REEVALUATE: CheckButton = {
  label: 'Re-evaluate',
  description: 'Read all reviews again',
  identifier: 're-evaluate',
};
const MOST_BYTES = 65_535;
const MOST_TITLE = 120;

/** Neutral would satisfy a required check, so it stands for nothing here. */
const CONCLUSION: Record<ApprovalState, Conclusion> = {
  approved: 'success',
  pending: 'action_required',
  blocked: 'failure',
  error: 'failure',
};
const WORST: readonly ApprovalState[] = ['error', 'blocked', 'pending', 'approved'];

/** What a pull request comes to, with the option for those that need no role. */
export function stateOf({ result, passesWithoutRoles }: JudgedPull): ApprovalState {
  return result.state === 'approved' && result.roles.length === 0 && !passesWithoutRoles
    ? 'pending'
    : result.state;
}

/** The check of one commit, for every open pull request that has it as its head; the worst one counts. */
export function renderApprovals(pulls: readonly JudgedPull[]): RenderedCheck {
  const sorted = [...pulls].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
  const [worst] = sorted;
  if (!worst) throw new RangeError('a check needs a pull request');
  const state = stateOf(worst);
  const several = sorted.length > 1;
  const shared: Section[] = several
    ? [
        {
          markdown: `This commit is the head of ${listWords(sorted.map(({ number }) => `#${number}`))}. The check is green only when all of them are approved.`,
          priority: 9,
        },
      ]
    : [];
  const title = titleOf(worst);
  return {
    conclusion: CONCLUSION[state],
    output: {
      title: plain(
        several && state !== 'approved' ? `#${worst.number}: ${title}` : title,
        MOST_TITLE,
      ),
      summary: fitSections(
        [...shared, ...sorted.flatMap((pull) => sectionsOf(pull, several))],
        MOST_BYTES,
      ),
    },
    annotations: [],
    buttons: [REEVALUATE],
  };
}

const rank = (pull: JudgedPull) => WORST.indexOf(stateOf(pull));

/** What happened; what to do about it stands below. */
function firstSentence(problem: string): string {
  return problem.split(/\.(?:\s|$)/, 1)[0] ?? problem;
}

/** One line without Markdown. */
function titleOf(pull: JudgedPull): string {
  const { result, draft, required } = pull;
  const done = result.roles.filter(({ satisfied }) => satisfied).length;
  const count = `${done} of ${plural(result.roles.length, 'role')} approved`;
  const open = result.roles.filter(({ satisfied }) => !satisfied).map(({ role }) => role);
  if (result.problems.length > 0 && result.state === 'error') {
    return `Cannot be decided: ${firstSentence(result.problems[0] ?? '')}`;
  }
  if (result.override?.holds && result.state === 'approved') {
    return `Overridden by ${result.override.by}; ${count}`;
  }
  if (result.vetoes.length > 0) return `${listWords(result.vetoes)} requested changes; ${count}`;
  if (result.state === 'blocked') {
    return `${plural(result.unattributed.length, 'commit')} of no known account; ${count}`;
  }
  if (required.length === 0) {
    if (pull.assignment.workstreams.length > 0)
      return draft ? 'Draft; no approval is required' : 'No approval is required';
    return pull.passesWithoutRoles
      ? `${draft ? 'Draft; not' : 'Not'} part of any workstream, so no approval is required`
      : 'Not part of any workstream: assign it to one';
  }
  if (open.length > 0) return `${count}, waiting for ${listWords(open, 3)}`;
  return draft ? `Draft; ${count}` : count;
}

function sectionsOf(pull: JudgedPull, several: boolean): Section[] {
  const { result } = pull;
  const rows = result.roles.map((role) => roleLine(role, pull));
  const idle = result.votes.filter(
    ({ counts, reason }) => !counts && reason !== 'veto' && reason !== 'comment',
  );
  const list = (items: Markdown[], title: string, priority: number): Section[] =>
    items.length === 0
      ? []
      : [
          {
            markdown: `${heading(4, title)}\n\n${bullets(items)}`,
            shorter: `${heading(4, title)}\n\n${bullets([...items.slice(0, 10), ...(items.length > 10 ? [`and ${items.length - 10} more`] : [])])}`,
            priority,
          },
        ];
  return [
    ...(several
      ? [{ markdown: heading(3, `#${pull.number} ${text(pull.title)}`), priority: 9 }]
      : []),
    { markdown: `**Next:** ${nextStep(pull)}`, priority: 10 },
    ...(rows.length > 0
      ? [{ markdown: bullets(rows), shorter: bullets(rows.slice(0, 20)), priority: 8 }]
      : []),
    ...list(
      result.problems.map((problem) => prose(problem)),
      'What cannot be decided',
      7,
    ),
    ...list(
      result.vetoes.map(
        (user) =>
          `${text(user)} requested changes. That holds over pushes, until ${text(user)} approves or the review is dismissed.`,
      ),
      'Changes requested',
      7,
    ),
    ...list(
      result.unattributed.map(
        (sha) =>
          `${code(sha.slice(0, 12))}: its author or committer belongs to no account. Add the e-mail address to an account, or write the commit again with one that has it.`,
      ),
      'Commits of no known account',
      6,
    ),
    ...list(
      idle.map((vote) => idleLine(vote, pull)),
      'Reviews that do not count',
      5,
    ),
    ...(pull.required.length > 0 ? [{ markdown: originsOf(pull), priority: 2 }] : []),
  ];
}

/** First what somebody has to do, with names. */
function nextStep(pull: JudgedPull): Markdown {
  const { result, draft } = pull;
  const state = stateOf(pull);
  const override = result.override;
  if (state === 'approved') {
    if (override?.holds) {
      return `nothing. ${text(override.by)} overrode the approvals at ${instant(override.at)}: “${text(override.reason)}”. The next push ends this.`;
    }
    return pull.required.length === 0
      ? 'nothing, no role has to approve here.'
      : 'nothing, everybody who has to approve did.';
  }
  if (result.state === 'error')
    return 'mend what stands below, then click Re-evaluate. Until then this cannot be green.';
  if (result.vetoes.length > 0) {
    return `${text(listWords(result.vetoes))} must approve, or somebody with write access dismisses the review.`;
  }
  if (result.state === 'blocked')
    return 'give the commits below an author and committer that GitHub knows. Whoever wrote them may not approve, and so it must be known who that is.';
  if (pull.required.length === 0 && !pull.passesWithoutRoles) {
    return 'add a line `Workstream: NAME` to the description, or the label of a workstream.';
  }
  const asked = new Set(pull.asked.map((user) => user.toLowerCase()));
  const named = (some: NonNullable<JudgedPull['result']['completeWith']>) =>
    listWords(some.map((each) => completionWords(each, result, text)));
  const isAsked = ({ user }: { user: string }) => asked.has(user.toLowerCase());
  const waiting = (result.completeWith ?? []).filter(isAsked);
  const others = (result.completeWith ?? []).filter((each) => !isAsked(each));
  const reply = `${named(waiting)} ${waiting.length > 1 ? 'have' : 'has'} been asked for a review`;
  const ask = ((): string => {
    if (result.completeWith === null) {
      return 'nobody who may still approve is left for every open role. Add people to the roles in the plan, or let somebody who may override decide.';
    }
    if (others.length === 0) return waiting.length === 0 ? '' : `wait; ${reply}.`;
    return `ask ${named(others)} to approve.${waiting.length === 0 ? '' : ` ${reply} already.`}`;
  })();
  const ready = draft ? 'mark the pull request as ready for review; a draft is never green.' : '';
  return [ask, ready].filter((part) => part !== '').join(' Then ');
}

/** To the minute, in UTC. */
function instant(at: string): Markdown {
  return `${text(at.slice(0, 10))} ${text(at.slice(11, 16))} UTC`;
}

const MOST_NAMES = 5;

function roleLine(role: RoleResult, pull: JudgedPull): Markdown {
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
  const rest = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} others`] : [];
  const who =
    names.length === 0
      ? 'nobody is left who may'
      : `${listWords([...can, ...rest], MOST_NAMES + 1)} can approve`;
  return `⬜ **${name}**${count}: ${[...by, who].join('; ')}`;
}

const WHY: Record<VoteReason, string> = {
  counted: 'counts.',
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
  veto: 'requested changes.',
  advice: 'requested changes, but holds none of the required roles, so this blocks nothing.',
  comment: 'commented only.',
};

function idleLine(vote: Vote, { result }: JudgedPull): Markdown {
  const took = result.contributors.find(
    ({ user }) => user.toLowerCase() === vote.user.toLowerCase(),
  );
  const commits = (took?.commits ?? []).slice(0, 3).map((sha) => code(sha.slice(0, 12)));
  const where =
    vote.reason === 'contributor'
      ? ` ${commits.length > 0 ? `See ${commits.join(', ')}.` : 'They pushed to it.'}`
      : vote.reason === 'stale' && vote.commit !== null
        ? ` Reviewed was ${code(vote.commit.slice(0, 12))}.`
        : '';
  return `${text(vote.user)} ${WHY[vote.reason]}${where}`;
}

function originsOf({ required, assignment }: JudgedPull): Markdown {
  const lines = required.map(
    ({ role, because, filledBy }) =>
      `${text(role)}, because ${text(because)}. In the plan: ${filledBy.length === 0 ? 'nobody' : filledBy.map((who) => code(who)).join(', ')}`,
  );
  return details('Where the roles come from', `${prose(assignment.reason)}\n\n${bullets(lines)}`);
}

/** The check on the commit of a merge group. */
export function renderGroup(group: JudgedGroup): RenderedCheck {
  if (group.problem !== null || group.pulls.length === 0) {
    const problem =
      group.problem ??
      'No pull request of this merge group is known. Take it out of the queue and add it again.';
    return {
      conclusion: 'failure',
      output: { title: 'It cannot be told what this merge group holds', summary: prose(problem) },
      annotations: [],
      buttons: [REEVALUATE],
    };
  }
  const pulls = [...group.pulls].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
  const lost = pulls
    .filter((pull) => stateOf(pull) !== 'approved')
    .map(({ number }) => `#${number}`);
  const all = pulls.map(({ number }) => `#${number}`);
  const title =
    lost.length === 0
      ? `Approved: ${listWords(all)}`
      : `${listWords(lost)} is no longer approved, though it was queued`;
  const next =
    lost.length === 0
      ? `**Next:** nothing. The group holds ${listWords(all)}, and everybody who has to approve did.`
      : `**Next:** take ${listWords(lost)} out of the queue, or see to what is missing and click Re-evaluate. The group holds ${listWords(all)}.`;
  return {
    conclusion: lost.length === 0 ? 'success' : 'failure',
    output: {
      title: plain(title, MOST_TITLE),
      summary: fitSections(
        [{ markdown: next, priority: 10 }, ...pulls.flatMap((pull) => sectionsOf(pull, true))],
        MOST_BYTES,
      ),
    },
    annotations: [],
    buttons: [REEVALUATE],
  };
}

/** The plan on the target cannot be read: nobody knows who has to approve. */
export function renderBrokenPlan(problems: readonly PlanProblem[], branch: string): RenderedCheck {
  const errors = problems.filter(({ level }) => level === 'error');
  const lines = errors
    .slice(0, 50)
    .map(({ line, column, message }) => `line ${line}, column ${column}: ${prose(message)}`);
  return {
    conclusion: 'failure',
    output: {
      title: `The plan on ${plain(branch, 60)} has ${plural(errors.length, 'error')}`,
      summary: fitSections(
        [
          {
            markdown: `**Next:** correct \`${PLAN_PATH}\` on ${code(branch)}. It says who has to approve, and it cannot be read.`,
            priority: 9,
          },
          { markdown: bullets(lines), priority: 5 },
        ],
        MOST_BYTES,
      ),
    },
    annotations: [],
    buttons: [REEVALUATE],
  };
}

/** The plan is gone, but a check was posted here before. */
export function renderNoPlan(branch: string): RenderedCheck {
  return {
    conclusion: 'success',
    output: {
      title: `Nothing is required: there is no plan on ${plain(branch, 60)}`,
      summary: `Nothing to do: no approval is required, because ${code(branch)} has no \`${PLAN_PATH}\`.`,
    },
    annotations: [],
    buttons: [],
  };
}
