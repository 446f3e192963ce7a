/** What the check `Weir / plan` shows. Pure. */
import { type Annotation, type Conclusion, type Effect, MOST_ANNOTATIONS } from '../effects.ts';
import {
  bullets,
  code,
  fitSections,
  listWords,
  plural,
  type Section,
  table,
  text,
} from '../markdown.ts';
import type { Repository } from '../ports.ts';
import type { PlanChange, PlanCheck, PlanDifference } from './check.ts';
import { PLAN_PATH, type PlanProblem } from './parse.ts';

export const PLAN_CHECK = 'Weir / plan';

const MAX_SUMMARY = 65_535;
const MAX_ROWS = 50;
const MAX_NAMES = 30;

/** The check run for one commit that changes the plan. */
export function planCheckRun(
  repo: Repository,
  check: PlanCheck,
): Extract<Effect, { kind: 'check-run' }> {
  const { conclusion, title, next, meanwhile, problems } = judge(check);
  const changes = check.state.kind === 'valid' ? check.changes : [];
  const sections: Section[] = [
    { markdown: next, priority: 3 },
    { markdown: meanwhile, priority: 3 },
    ...changes.map((change) => ({ markdown: changed(change, changes.length > 1), priority: 1 })),
    ...(problems.length > 0 ? [{ markdown: problemTable(problems), priority: 2 }] : []),
  ];
  return {
    kind: 'check-run',
    repo,
    oid: check.oid,
    name: PLAN_CHECK,
    conclusion,
    output: { title, summary: fitSections(sections, MAX_SUMMARY) },
    annotations: problems.slice(0, MOST_ANNOTATIONS).map(annotation),
    buttons: [],
  };
}

interface Judgement {
  conclusion: Conclusion;
  title: string;
  /** What to do next. */
  next: string;
  /** What holds until it lands. */
  meanwhile: string;
  /** Errors first. */
  problems: PlanProblem[];
}

const RULING: Record<PlanCheck['target']['plan'], string> = {
  valid: 'every pull request, this one included, is judged by the plan that is there now',
  broken: 'the plan that is there now has errors, and no pull request can be judged',
  absent: 'there is no plan, and pull requests belong to no workstream',
};

function judge({ state, target }: PlanCheck): Judgement {
  const file = code(PLAN_PATH);
  const branch = code(target.ref);
  const meanwhile = `Until this lands on ${branch}, ${RULING[target.plan]}.`;
  switch (state.kind) {
    case 'absent':
      return {
        conclusion: 'success',
        title: 'This removes the plan',
        next: `Make sure that this is meant; to keep the plan, restore ${file}.`,
        meanwhile: `Once this lands on ${branch}, there is no plan: pull requests belong to no workstream, and neither merge order nor approvals are asked for. ${meanwhile}`,
        problems: [],
      };
    case 'unreadable':
      return {
        conclusion: 'action_required',
        title: 'The plan cannot be read',
        next: `Make ${file} an ordinary text file and push again. Reading it failed: ${text(state.reason)}`,
        meanwhile,
        problems: [],
      };
    case 'broken': {
      const errors = state.problems.filter(({ level }) => level === 'error');
      const warnings = state.problems.filter(({ level }) => level === 'warning');
      const these = errors.length === 1 ? 'error' : plural(errors.length, 'error');
      return {
        conclusion: 'failure',
        title: `${plural(errors.length, 'error')} in the plan`,
        next: `Fix the ${these} below in ${file} and push again.`,
        meanwhile: `${meanwhile} If it landed as it is, no pull request could be judged.`,
        problems: [...errors, ...warnings],
      };
    }
    case 'valid': {
      const workstreams = plural(Object.keys(state.plan.workstreams).length, 'workstream');
      const warnings = plural(state.warnings.length, 'warning');
      const some = state.warnings.length > 0;
      return {
        conclusion: 'success',
        title: `Plan is valid: ${workstreams}${some ? `, ${warnings}` : ''}`,
        next: some ? `Nothing must be fixed; look at the ${warnings} below.` : 'Nothing to fix.',
        meanwhile,
        problems: state.warnings,
      };
    }
  }
}

function changed({ pullRequest, base, difference }: PlanChange, several: boolean): string {
  const what = several ? `Pull request #${pullRequest} into ${code(base)}` : 'This change';
  if (!difference)
    return `${what} replaces a plan that has errors, so what it changes is not listed.`;
  const items = differences(difference);
  if (items.length === 0) return `${what} alters only how the file is written, not the plan.`;
  return `${what}\n\n${bullets(items)}`;
}

function differences({ added, removed, changed: altered, settings }: PlanDifference): string[] {
  const names = (list: readonly string[]) => listWords(list.map(code), MAX_NAMES);
  const left = altered.length - MAX_NAMES;
  return [
    ...(added.length > 0 ? [`adds ${names(added)}`] : []),
    ...(removed.length > 0 ? [`removes ${names(removed)}`] : []),
    ...altered
      .slice(0, MAX_NAMES)
      .map(({ name, keys }) => `changes ${names(keys)} of ${code(name)}`),
    ...(left > 0 ? [`changes ${plural(left, 'more workstream')}`] : []),
    ...(settings.length > 0 ? [`changes ${names(settings)} of the whole plan`] : []),
  ];
}

function problemTable(problems: readonly PlanProblem[]): string {
  const rows = problems
    .slice(0, MAX_ROWS)
    .map(({ line, level, message }) => [String(line), level, text(message)]);
  const shown = table(['Line', 'Level', 'What is wrong and what to do'], rows);
  const left = problems.length - rows.length;
  if (left <= 0) return shown;
  const marked =
    problems.length > MOST_ANNOTATIONS ? `the first ${MOST_ANNOTATIONS} are` : 'all are';
  return `${shown}\n\n${plural(left, 'more problem')} not shown here; ${marked} marked on the lines of the file.`;
}

function annotation({ level, line, path, message }: PlanProblem): Annotation {
  return {
    path: PLAN_PATH,
    startLine: line,
    endLine: line,
    level: level === 'error' ? 'failure' : 'warning',
    title: (path || 'The plan file').slice(0, 250),
    message,
  };
}
