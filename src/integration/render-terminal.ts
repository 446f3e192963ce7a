/** The whole forecast as a person reads it in a terminal. */
import { plain, plural } from '../markdown.ts';
import { allMeetings, type Meeting, withoutRepeated } from './meetings.ts';
import { linesInWords } from './render-finding.ts';
import { repeatedInWords } from './render-matrix.ts';
import { besideInWords } from './render-meeting.ts';
import { landableInWords, openSteps } from './render-order.ts';
import { headLines } from './render-terminal-heads.ts';
import type { Finding, Forecast } from './report.ts';
import { IN_TERMINAL, standingsOf } from './standing.ts';
import type { Paint, Style, TerminalLook } from './terminal-words.ts';
import { label, NAME_POINTS, numbered, SIGNS, STYLES } from './terminal-words.ts';
import { reasonOf } from './undetermined.ts';
import { countsInWords } from './verdict.ts';
import { isHead, type View, viewOf } from './view.ts';

/** Paths shown under one collision. */
const MOST_FINDINGS = 10;

/** Headline, a line for each head that is not clean, collisions, best order, conclusion. Ends with a line end. */
export function renderTerminal(forecast: Forecast, look: TerminalLook): string {
  const view = viewOf(forecast);
  const meetings = allMeetings(view);
  const paint = (style: Style, s: string) =>
    look.color ? `\u001b[${STYLES[style]}m${s}\u001b[0m` : s;
  const width = Math.max(40, look.width);
  if (forecast.heads.length === 0) {
    return `There is nothing to merge with ${plain(forecast.base.ref, 60)}: no other branch was found. Name some with --head.\n`;
  }
  const steps = openSteps(view);
  const now = steps.length > 0 ? [`${landableInWords(view, steps, IN_TERMINAL)}.`] : [];
  const lines = [headline(forecast, meetings), ...now].map((line) => paint('bold', line));
  lines.push('', ...headLines(view, width, paint));

  // Who waits for whom stands beside the head.
  const colliding = meetings.filter(({ outcome }) => outcome !== 'clean' && outcome !== 'waiting');
  const { told, repeated } = withoutRepeated(colliding);
  for (const meeting of told) lines.push('', ...collision(view, meeting, width, paint));
  const same = repeatedInWords(
    [...repeated].map(([ref, { length }]) => ({ head: plain(ref, NAME_POINTS), others: length })),
    plain(forecast.base.ref, NAME_POINTS),
    MOST_FINDINGS,
  );
  if (same !== null) lines.push('', `  ${same}`);

  if (forecast.order.length > 1) {
    lines.push('', paint('bold', 'Best order to land'));
    lines.push(...forecast.order.map((step, at) => orderLine(view, step, at, width, paint)));
  }
  lines.push('', conclusion(forecast, paint));
  return `${lines.join('\n')}\n`;
}

function headline({ base, heads }: Forecast, meetings: readonly Meeting[]): string {
  const what = `${plural(heads.length, 'head')} against ${plain(base.ref, 60)} (${base.oid.slice(0, 7)}), ${plural(meetings.length, 'pair')}`;
  const counts = countsInWords(meetings);
  return `${what}: ${counts === '' ? 'all clean' : counts}`;
}

function collision(view: View, meeting: Meeting, width: number, paint: Paint): string[] {
  const { findings, other, outcome, own, pair } = meeting;
  const [sign, style] = SIGNS[outcome];
  const half = Math.max(20, Math.floor((width - 20) / 2));
  const unknown = outcome === 'undetermined' ? reasonOf(meeting) : null;
  const reason = unknown ? `: ${unknown.short}` : '';
  const next = unknown?.onClone;
  const direct =
    pair.basis === 'direct' &&
    isHead(own) &&
    view.forecast.pairs.some((one) => one.basis === 'landing')
      ? ' (merged as they are)'
      : '';
  const told = findings
    .slice(0, MOST_FINDINGS)
    .flatMap((finding) => findingLines(finding, meeting, width, paint));
  const left = findings.length - MOST_FINDINGS;
  return [
    `${paint(style, sign)} ${plain(numbered(own), half)} × ${plain(numbered(other), half)}${reason}${direct}`,
    ...(next === undefined ? [] : [`    ${next}`]),
    ...told,
    ...(left > 0 ? [`    … and ${plural(left, 'more finding')}`] : []),
    ...besideInWords(meeting, (name) => plain(name, 40)).map((words) => `    ${words}`),
  ];
}

function findingLines(
  finding: Finding,
  { own, other }: Meeting,
  width: number,
  paint: Paint,
): string[] {
  const lines = [own, other].flatMap((side) => {
    const words = linesInWords(finding.places.filter((place) => place.head === side.ref));
    return words === '' ? [] : [`${plain(side.ref, 40)} ${words}`];
  });
  const lead = { fail: '', warn: 'warning: ', note: 'note: ' }[finding.severity];
  const where = lines.length > 0 ? [paint('dim', `      ${lines.join(', ')}`)] : [];
  return [`    ${lead}${plain(finding.message, Math.max(40, width - 4 - lead.length))}`, ...where];
}

/** What can land now, and of the others why not yet. */
function orderLine(
  view: View,
  step: Forecast['order'][number],
  at: number,
  width: number,
  paint: Paint,
): string {
  const side = view.sides.get(step.ref);
  const isLanded = side && isHead(side) && side.containedIn.includes(view.forecast.base.ref);
  const standings = standingsOf(view, step, IN_TERMINAL);
  const mark = standings[0]?.mark ?? 'undetermined';
  const [sign, style] = SIGNS[mark === 'draft' ? 'waiting' : mark];
  const words = standings.map((one) => one.words).join('; ');
  const why = isLanded ? '  landed already' : mark === 'clean' ? '' : `  ${words}`;
  const number = `${at + 1}.`.padStart(String(view.forecast.order.length).length + 1);
  const name = side ? label(view, side, Math.max(20, width - 8 - why.length)) : plain(step.ref);
  return `  ${paint(style, sign)} ${number} ${name}${why}`;
}

const CONCLUSIONS: Readonly<Record<Forecast['conclusion'], readonly [string, Style]>> = {
  success: ['✔ success: everything merges cleanly.', 'green'],
  neutral: ['! neutral: nothing blocks; look at the warnings before landing.', 'yellow'],
  failure: ['✖ failure: settle the conflicts above; who lands later resolves.', 'red'],
  action_required: [
    '? undetermined: some pairs could not be judged, and unknown is not clean. Each says why above; merge those by hand once to see.',
    'yellow',
  ],
};

function conclusion(forecast: Forecast, paint: Paint): string {
  const [words, style] = CONCLUSIONS[forecast.conclusion];
  return paint(style, words);
}
