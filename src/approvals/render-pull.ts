/** One pull request in the check: its state, a title, what to do next, and the sections of the page. */

import {
  bullets,
  code,
  heading,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
  text,
} from '../markdown.ts';
import { completionWords } from './completion.ts';
import type { ApprovalState } from './facts.ts';
import { idleLine, originsOf, roleLine } from './render-votes.ts';
import type { JudgedPull } from './report.ts';

/** What a pull request comes to, with the option for those that need no role. */
export function stateOf({ result, passesWithoutRoles }: JudgedPull): ApprovalState {
  return result.state === 'approved' && result.roles.length === 0 && !passesWithoutRoles
    ? 'pending'
    : result.state;
}

/** What happened; what to do about it stands below. */
function firstSentence(problem: string): string {
  return problem.split(/\.(?:\s|$)/, 1)[0] ?? problem;
}

/** The override that stands for the roles, where some have to approve. */
function standIn({ result: { override, roles } }: JudgedPull) {
  return override?.holds && roles.length > 0 ? override : null;
}

/** One line without Markdown. */
export function titleOf(pull: JudgedPull): string {
  const { result, draft, required } = pull;
  const done = result.roles.filter(({ satisfied }) => satisfied).length;
  const count = `${done} of ${plural(result.roles.length, 'role')} approved`;
  const open = result.roles.filter(({ satisfied }) => !satisfied).map(({ role }) => role);
  if (result.state === 'error') {
    return `Cannot be decided: ${firstSentence(result.problems[0] ?? '')}`;
  }
  const override = standIn(pull);
  if (override) {
    return `${draft ? 'Draft; overridden' : 'Overridden'} by ${override.by}; ${count}`;
  }
  if (result.state === 'blocked') {
    return result.vetoes.length > 0
      ? `${listWords(result.vetoes)} requested changes; ${count}`
      : `${plural(result.unattributed.length, 'commit')} of no known account; ${count}`;
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

/** The first ones, and a word on how many more there are. */
export function firstOf(items: readonly Markdown[], most: number): Markdown[] {
  const rest = items.length - most;
  return rest > 0 ? [...items.slice(0, most), `and ${rest} more`] : [...items];
}

/** What the page says of one pull request; `several` where it says it of others, too. */
export function sectionsOf(pull: JudgedPull, several: boolean): Section[] {
  const { result, facts } = pull;
  const blocksHidden = facts.options.unattributed === 'block' && result.roles.length > 0;
  const rows = result.roles.map((role) => roleLine(role, pull));
  const idle = result.votes.map((vote) => idleLine(vote, pull)).filter((line) => line !== null);
  const list = (items: Markdown[], title: string, priority: number): Section[] =>
    items.length === 0
      ? []
      : [
          {
            markdown: `${heading(4, title)}\n\n${bullets(items)}`,
            shorter: `${heading(4, title)}\n\n${bullets(firstOf(items, 10))}`,
            priority,
          },
        ];
  return [
    ...(several
      ? [{ markdown: heading(3, `#${pull.number} ${text(pull.title)}`), priority: 9 }]
      : []),
    { markdown: `**Next:** ${nextStep(pull)}`, priority: 10 },
    ...(rows.length > 0
      ? [{ markdown: bullets(rows), shorter: bullets(firstOf(rows, 20)), priority: 8 }]
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
      (blocksHidden ? result.unattributed : []).map(
        (sha) =>
          `${code(sha.slice(0, 12))}: its author or committer belongs to no account. Add the e-mail address to an account, or write the commit again with one that has it.`,
      ),
      'Commits of no known account',
      6,
    ),
    ...list(idle, 'Reviews that do not count', 5),
    ...(pull.required.length > 0 ? [{ markdown: originsOf(pull), priority: 2 }] : []),
  ];
}

const READY = 'mark the pull request as ready for review; a draft is never green.';

/** First what somebody has to do, with names. */
function nextStep(pull: JudgedPull): Markdown {
  const { result, draft } = pull;
  const state = stateOf(pull);
  const override = standIn(pull);
  if (state === 'approved') {
    if (override) {
      return `nothing. ${text(override.by)} overrode the approvals at ${instant(override.at)}: “${text(override.reason)}”. The next push ends this.`;
    }
    return pull.required.length === 0
      ? 'nothing, no role has to approve here.'
      : 'nothing, everybody who has to approve did.';
  }
  if (result.state === 'error')
    return 'mend what stands below, then click Re-evaluate. Until then this cannot be green.';
  if (override) return READY;
  if (result.state === 'blocked') {
    if (result.vetoes.length > 0) {
      return `${text(listWords(result.vetoes))} must approve, or somebody with write access dismisses the review.`;
    }
    return 'give the commits below an author and committer that GitHub knows. Whoever wrote them may not approve, and so it must be known who that is.';
  }
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
      const roles = pull.overrideRoles.map((role) => text(role));
      const instead =
        roles.length === 0
          ? ''
          : `, or let a holder of ${roles.join(' or ')} decide with ${code('/override approvals REASON')}`;
      return `nobody who may still approve is left for every open role. Add people to the roles in the plan${instead}.`;
    }
    if (others.length === 0) return waiting.length === 0 ? '' : `wait; ${reply}.`;
    return `ask ${named(others)} to approve.${waiting.length === 0 ? '' : ` ${reply} already.`}`;
  })();
  return [ask, draft ? READY : ''].filter((part) => part !== '').join(' Then ');
}

/** To the minute, in UTC. */
function instant(at: string): Markdown {
  return `${text(at.slice(0, 10))} ${text(at.slice(11, 16))} UTC`;
}
