/** The story in the terminal: what people do, then what Weir says about it. */

import { plural } from '../../src/markdown.ts';
import { told } from './actions.ts';
import { type Expectation, sentence } from './expectations.ts';
import { columns, mark, printable } from './palette.ts';
import { look, numberOf, perform, type Stage, samplePull } from './play.ts';
import { readable } from './readable.ts';
import type { Screen } from './screen.ts';
import {
  changedChecks,
  changedComments,
  INTEGRATION,
  inOrder,
  label,
  type Seen,
  type SeenCheck,
} from './seen.ts';
import type { Step } from './steps.ts';

/** Lines of an answer that are shown at once. */
const MOST_LINES = 4;

/** What the spinner says while somebody does something. */
const UNDER_WAY: Record<Step['actions'][number]['do'], string> = {
  install: 'Installing',
  push: 'Pushing',
  open: 'Pushing and opening a pull request',
  review: 'Reviewing',
  comment: 'Commenting',
  click: 'Clicking',
  'wait for the report': 'Time passes',
  measure: 'Measuring',
};

/** One expectation and whether it was found. */
export interface Finding {
  step: string;
  that: string;
  found: boolean;
}

/** Plays a step, tells it, and answers what was expected and found. */
export async function tell(step: Step, stage: Stage, screen: Screen): Promise<Finding[]> {
  screen.line();
  screen.line(`${screen.colours.dim(step.day)}  ${screen.colours.bold(step.title)}`);
  screen.say(step.tell, '  ', screen.colours.dim);
  screen.line();
  for (const action of step.actions) {
    await screen.during(UNDER_WAY[action.do], () => perform(action, stage));
    screen.say(tellAction(action, stage), '  ');
  }
  const before = stage.seen;
  const seen = await screen.during('Weir judges', async () => {
    await stage.local.settle();
    return look(stage);
  });
  stage.seen = seen;
  screen.line();
  for (const line of outcome(before, seen, screen)) screen.line(line);
  return step.expect.map((expectation) => found(expectation, step, before, seen));
}

function found(expectation: Expectation, step: Step, before: Seen, seen: Seen): Finding {
  let holds = false;
  try {
    holds = expectation.holds(seen, before);
  } catch {
    // What is not there at all was not found.
  }
  return { step: step.title, that: sentence(expectation, seen), found: holds };
}

function tellAction(action: Step['actions'][number], stage: Stage): string {
  const number = (pull: string) => `#${numberOf(stage, pull)}`;
  if (action.do !== 'open') return told(action, number);
  const { author, title, head, base, draft, fork } = samplePull(action.pull);
  const from = fork ? `${author}:${head}` : head;
  const what = draft ? 'the draft ' : '';
  return `${author} opens ${what}${number(action.pull)} ${title} (${from} → ${base})`;
}

/** What changed on the local GitHub, for a terminal. */
function outcome(before: Seen, now: Seen, { colours, width }: Screen): string[] {
  const checks = inOrder(changedChecks(before, now), now);
  const comments = changedComments(before, now).filter(({ author }) => author.endsWith('[bot]'));
  const reports = now.reports.filter(
    ({ number, body }) => before.reports.find((one) => one.number === number)?.body !== body,
  );
  if (checks.length + comments.length + reports.length === 0) return ['  Weir says nothing.'];
  const rows = checks.map((check) => [
    `  ${mark(check.conclusion, colours)}`,
    printable(nameOf(check, now)),
    printable(check.title),
  ]);
  const answers = comments.flatMap(({ issue, body }) => {
    const lines = readable(body, width - 8, colours).filter((line) => line !== '');
    const shown = lines.slice(0, MOST_LINES).map((line) => `      ${line}`);
    const more = lines.length > MOST_LINES ? [colours.dim('      …')] : [];
    return [`  ${colours.bold('↳')} answer on #${issue}`, ...shown, ...more];
  });
  const issues = reports.flatMap(({ author, number, title, body }) => [
    `  ${colours.bold('↳')} ${author} opens the issue #${number} ${colours.bold(printable(title))}`,
    '',
    ...readable(body, width - 8, colours).map((line) => (line === '' ? '' : `      ${line}`)),
  ]);
  return [...columns(rows), ...answers, ...issues, '', `  ${colours.dim(effort(before, now))}`];
}

/** The head a check stands on, with the check's name where it is not the usual one. */
function nameOf(check: SeenCheck, { heads }: Seen): string {
  const names = heads.filter(({ oid }) => oid === check.oid).map(label);
  const other = check.name === INTEGRATION ? '' : ` (${check.name})`;
  return `${names.join(', ')}${other}`;
}

function effort(before: Seen, now: Seen): string {
  const merged = now.counts.merged - before.counts.merged;
  const remembered = now.counts.remembered - before.counts.remembered;
  const written = now.counts.checksWritten - before.counts.checksWritten;
  const unchanged = now.counts.checksUnchanged - before.counts.checksUnchanged;
  return `${plural(merged, 'trial merge')}, ${remembered} remembered; checks written ${written}×, left as they were ${unchanged}×`;
}
