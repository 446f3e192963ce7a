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
import { sectionsOf, stateOf, titleOf } from './render-pull.ts';
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
      : `${listWords(lost)} ${lost.length > 1 ? 'are' : 'is'} not approved any more, though queued`;
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
