/** The check `Weir / approvals`: a checklist with names, worst first. */

import type { Annotation, CheckButton, CheckOutput, Conclusion } from '../effects.ts';
import {
  bullets,
  code,
  fitSections,
  listWords,
  plain,
  plural,
  prose,
  type Section,
} from '../markdown.ts';
import { PLAN_PATH, type PlanProblem } from '../plan/parse.ts';
import type { ApprovalState } from './facts.ts';
import { firstOf, sectionsOf, stateOf, titleOf } from './render-pull.ts';
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
const RANK: Record<ApprovalState, number> = { error: 0, blocked: 1, pending: 2, approved: 3 };

function worstFirst(pulls: readonly JudgedPull[]): JudgedPull[] {
  return [...pulls].sort((a, b) => RANK[stateOf(a)] - RANK[stateOf(b)] || a.number - b.number);
}

function check(conclusion: Conclusion, title: string, sections: readonly Section[]): RenderedCheck {
  return {
    conclusion,
    output: { title: plain(title, MOST_TITLE), summary: fitSections(sections, MOST_BYTES) },
    annotations: [],
    buttons: [REEVALUATE],
  };
}

/** The check of one commit, for every open pull request that has it as its head; the worst one counts. */
export function renderApprovals(pulls: readonly JudgedPull[]): RenderedCheck {
  const sorted = worstFirst(pulls);
  const [worst] = sorted;
  if (!worst) throw new RangeError('a check needs a pull request');
  const state = stateOf(worst);
  const title = titleOf(worst);
  if (sorted.length === 1) return check(CONCLUSION[state], title, sectionsOf(worst, false));
  const heads = listWords(sorted.map(({ number }) => `#${number}`));
  const shared = `This commit is the head of ${heads}. The check is green only when all of them are approved.`;
  return check(CONCLUSION[state], state === 'approved' ? title : `#${worst.number}: ${title}`, [
    { markdown: shared, priority: 9 },
    ...sorted.flatMap((pull) => sectionsOf(pull, true)),
  ]);
}

/** The check on the commit of a merge group. */
export function renderGroup(group: JudgedGroup): RenderedCheck {
  if (group.problem !== null || group.pulls.length === 0) {
    const problem =
      group.problem ??
      'No pull request of this merge group is known. Take it out of the queue and add it again.';
    return check('failure', 'It cannot be told what this merge group holds', [
      { markdown: prose(problem), priority: 10 },
    ]);
  }
  const pulls = worstFirst(group.pulls);
  const names = (some: readonly JudgedPull[]) => listWords(some.map(({ number }) => `#${number}`));
  const all = names(pulls);
  const lost = pulls.filter((pull) => stateOf(pull) !== 'approved');
  const [title, next] =
    lost.length === 0
      ? [
          `Approved: ${all}`,
          `nothing. The group holds ${all}, and everybody who has to approve did.`,
        ]
      : [
          `${names(lost)} ${lost.length > 1 ? 'are' : 'is'} not approved any more, though queued`,
          `take ${names(lost)} out of the queue, or see to what is missing and click Re-evaluate. The group holds ${all}.`,
        ];
  return check(lost.length === 0 ? 'success' : 'failure', title, [
    { markdown: `**Next:** ${next}`, priority: 10 },
    ...pulls.flatMap((pull) => sectionsOf(pull, true)),
  ]);
}

const MOST_ERRORS = 50;

/** The plan on the target cannot be read: nobody knows who has to approve. */
export function renderBrokenPlan(problems: readonly PlanProblem[], branch: string): RenderedCheck {
  const errors = problems.filter(({ level }) => level === 'error');
  const lines = errors.map(
    ({ line, column, message }) => `line ${line}, column ${column}: ${prose(message)}`,
  );
  const next = `**Next:** correct \`${PLAN_PATH}\` on ${code(branch)}. It says who has to approve, and it cannot be read.`;
  return check(
    'failure',
    `The plan on ${plain(branch, 60)} has ${plural(errors.length, 'error')}`,
    [
      { markdown: next, priority: 9 },
      { markdown: bullets(firstOf(lines, MOST_ERRORS)), priority: 5 },
    ],
  );
}

/** The plan is gone, but a check was posted here before. */
export function renderNoPlan(branch: string): RenderedCheck {
  const summary = `Nothing to do: no approval is required, because ${code(branch)} has no \`${PLAN_PATH}\`.`;
  const title = `Nothing is required: there is no plan on ${plain(branch, 60)}`;
  return { ...check('success', title, [{ markdown: summary, priority: 1 }]), buttons: [] };
}
