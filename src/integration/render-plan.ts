/** The check `Weir / integration` where no valid plan rules the target. */
import {
  code,
  codeBlock,
  fitSections,
  type Markdown,
  plain,
  plural,
  prose,
  table,
} from '../markdown.ts';
import { PLAN_PATH, type PlanProblem } from '../plan/parse.ts';
import { REINTEGRATE, type RenderedCheck } from './render-check.ts';

const MOST_BYTES = 65_535;
const MOST_PROBLEMS = 100;

const EXAMPLE = `version: 1
workstreams:
  storage:
    branch: feature/storage
  kernel:
    branch: feature/kernel
    depends_on: [storage]`;

/** The plan is gone, but a check was posted here before: nothing is required any more. */
export function renderNoPlanCheck(target: string): RenderedCheck {
  const summary = [
    `Nothing to do: nothing was judged, because ${code(target)} has no \`${PLAN_PATH}\`.`,
    `To have every pull request judged, commit that file to ${code(target)}. This is enough to start:`,
    codeBlock(EXAMPLE, 'yaml'),
  ].join('\n\n');
  return {
    conclusion: 'success',
    output: { title: `Nothing is required: there is no plan on ${plain(target, 60)}`, summary },
    annotations: [],
    buttons: [],
  };
}

/** The plan on the target cannot be read, so nobody can be told anything about workstreams. */
export function renderBrokenPlan(problems: readonly PlanProblem[], target: string): RenderedCheck {
  const errors = problems.filter(({ level }) => level === 'error');
  const count = plural(errors.length, 'error');
  const next = `**Next:** correct ${errors.length === 1 ? 'this line' : 'these lines'} of \`${PLAN_PATH}\` on ${code(target)}. After that push everything is judged again by itself; until then nothing is.`;
  const sections = [
    { markdown: next, priority: 9 },
    {
      markdown: problemTable(problems, MOST_PROBLEMS),
      shorter: problemTable(problems, 20),
      priority: 5,
    },
    { markdown: 'On a clone, `weir plan check` prints the same list.', priority: 8 },
  ];
  return {
    conclusion: 'failure',
    output: {
      title: `The plan on ${plain(target, 60)} has ${count}`,
      summary: fitSections(sections, MOST_BYTES),
    },
    annotations: [],
    buttons: [REINTEGRATE],
  };
}

function problemTable(problems: readonly PlanProblem[], most: number): Markdown {
  const order = [...problems].sort(
    (x, y) =>
      Number(x.level === 'warning') - Number(y.level === 'warning') ||
      x.line - y.line ||
      x.column - y.column,
  );
  const rows = order
    .slice(0, most)
    .map(({ level, line, column, path, message }) => [
      `${line}:${column}`,
      path === '' ? '' : code(path),
      `${level === 'warning' ? 'Warning: ' : ''}${prose(message)}`,
    ]);
  const more = problems.length - rows.length;
  return `${table(['Line', 'Key', 'Problem'], rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`;
}
