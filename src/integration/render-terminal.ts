/** The whole forecast as a person reads it in a terminal. */
import { listWords, plain, plural } from '../markdown.ts';
import {
  allMeetings,
  type Meeting,
  meetingsOf,
  type Outcome,
  withoutRepeated,
} from './meetings.ts';
import { linesInWords } from './render-finding.ts';
import { IN_TERMINAL, landableInWords, openSteps, standingsOf } from './render-order.ts';
import type { Base, Finding, Forecast, Head } from './report.ts';
import { reasonOf } from './undetermined.ts';
import { countsInWords, waitInWords } from './verdict.ts';
import { aliasOf, isHead, type View, viewOf } from './view.ts';

export interface TerminalLook {
  /** ANSI colours. */
  color: boolean;
  /** Columns; longer lines lose the end of their names. */
  width: number;
}

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;
type Style = keyof typeof STYLES;

const SIGNS: Readonly<Record<Outcome, readonly [string, Style]>> = {
  conflict: ['✖', 'red'],
  undetermined: ['?', 'yellow'],
  warning: ['!', 'yellow'],
  waiting: ['…', 'yellow'],
  note: ['i', 'dim'],
  clean: ['✔', 'green'],
};

const NAME_POINTS = 60;

/** Paths shown under one collision. */
const MOST_FINDINGS = 10;

/** More heads that are simply clean are counted: each stands in the best order all the same. */
const MOST_CLEAN = 5;

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

  const colliding = meetings.filter((one) => one.outcome !== 'clean');
  const { told, repeated } = withoutRepeated(colliding);
  for (const meeting of told) lines.push('', ...collision(view, meeting, width, paint));
  if (repeated.size > 0) lines.push('');
  for (const [ref, list] of repeated) {
    const base = plain(forecast.base.ref, NAME_POINTS);
    const words = `meets ${plural(list.length, 'other head')} just as it meets ${base}: settle that first`;
    lines.push(`  ${plain(ref, NAME_POINTS)} ${words}`);
  }

  if (forecast.order.length > 1) {
    lines.push('', paint('bold', 'Best order to land'));
    lines.push(...forecast.order.map((step, at) => orderLine(view, step, at, width, paint)));
  }
  lines.push('', conclusion(forecast, paint));
  return `${lines.join('\n')}\n`;
}

type Paint = (style: Style, s: string) => string;

function headline({ base, heads }: Forecast, meetings: readonly Meeting[]): string {
  const what = `${plural(heads.length, 'head')} against ${plain(base.ref, 60)} (${base.oid.slice(0, 7)}), ${plural(meetings.length, 'pair')}`;
  const counts = countsInWords(meetings);
  return `${what}: ${counts === '' ? 'all clean' : counts}`;
}

/** Every head with how it fares, gravest first. */
function headLines(view: View, width: number, paint: Paint): string[] {
  const heads = view.forecast.heads.map((head) => {
    const meetings = meetingsOf(view, [head]);
    // What only goes with another head, or with the base, is no news of this one.
    const [worst] = meetings.filter(({ repeats }) => repeats === null);
    const either = worst && worst.outcome !== 'clean' ? worst : meetings[0];
    return { head, meetings, worst: either?.outcome ?? ('clean' as const) };
  });
  const outcomes = Object.keys(SIGNS);
  heads.sort((x, y) => outcomes.indexOf(x.worst) - outcomes.indexOf(y.worst));
  const calm = heads.filter(
    ({ head, worst }) =>
      worst === 'clean' && head.containedIn.length === 0 && !head.pullRequest?.draft,
  );
  const counted = calm.length > MOST_CLEAN ? calm : [];
  // Their red comes from others alone, and goes with it; that is told once below.
  const upset = heads.filter(({ head, meetings }) => isUpsetByOthers(head, meetings));
  const base = plain(view.forecast.base.ref, NAME_POINTS);
  const [sign, style] = SIGNS.clean;
  const others = counted.length === heads.length ? 'heads' : 'other heads';
  return [
    ...heads
      .filter((one) => !counted.includes(one) && !upset.includes(one))
      .map(({ head, meetings, worst }) =>
        headLine(view, head, meetings, SIGNS[worst], width, paint),
      ),
    ...(upset.length > 0
      ? [
          `${paint('yellow', '…')} ${plural(upset.length, 'head')}  ${paint('dim', `clean but for heads that do not merge with ${base} themselves`)}`,
        ]
      : []),
    ...(counted.length > 0
      ? [`${paint(style, sign)} ${counted.length} ${others}  ${paint('dim', 'clean')}`]
      : []),
  ];
}

function isUpsetByOthers(head: Head, meetings: readonly Meeting[]): boolean {
  const unclean = meetings.filter(({ outcome }) => outcome !== 'clean');
  return (
    unclean.length > 0 &&
    unclean.every(({ repeats }) => repeats !== null && repeats !== head.ref) &&
    head.containedIn.length === 0 &&
    !head.pullRequest?.draft
  );
}

function headLine(
  view: View,
  head: Head,
  meetings: readonly Meeting[],
  [sign, style]: readonly [string, Style],
  width: number,
  paint: Paint,
): string {
  const { told, repeated } = withoutRepeated(meetings);
  const wait = waitInWords(head, told, (name) => plain(name, 40));
  const counts = [
    countsInWords(wait === null ? told : told.filter(({ outcome }) => outcome !== 'waiting')),
    wait ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  const contained =
    head.containedIn.length > 0
      ? [
          `contained in ${listWords(
            head.containedIn.map((ref) => plain(ref, 40)),
            2,
          )}`,
        ]
      : [];
  const draft = head.pullRequest?.draft ? ['draft'] : [];
  const state = [
    counts === '' ? (repeated.size > 0 ? 'clean but for what is told below' : 'clean') : counts,
    ...draft,
    ...contained,
  ].join(', ');
  const room = Math.max(20, width - 4 - [...state].length);
  return `${paint(style, sign)} ${label(view, head, Math.min(room, 60))}  ${paint('dim', state)}`;
}

/** Ref, number, workstream; as much as there is room for. */
function label(view: View, side: Head | Base, room: number): string {
  const alias = aliasOf(view, side);
  return plain(alias === null ? numbered(side) : `${numbered(side)} [${alias}]`, room);
}

function numbered(side: Head | Base): string {
  return isHead(side) && side.pullRequest ? `${side.ref} #${side.pullRequest.number}` : side.ref;
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
