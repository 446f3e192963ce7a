/** The whole forecast as a person reads it in a terminal. */
import { listWords, plain, plural } from '../markdown.ts';
import {
  aliasOf,
  allMeetings,
  isHead,
  type Meeting,
  meetingsOf,
  type Outcome,
  type View,
  viewOf,
} from './meetings.ts';
import { linesInWords } from './render-meeting.ts';
import type { Base, Finding, Forecast, Head } from './report.ts';
import { countsInWords, reasonOf } from './verdict.ts';

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

/** Paths shown under one collision. */
const MOST_FINDINGS = 10;

/** Headline, one line for each head, collisions, best order, conclusion. Ends with a line end. */
export function renderTerminal(forecast: Forecast, look: TerminalLook): string {
  const view = viewOf(forecast);
  const meetings = allMeetings(view);
  const paint = (style: Style, s: string) =>
    look.color ? `\u001b[${STYLES[style]}m${s}\u001b[0m` : s;
  const width = Math.max(40, look.width);
  if (forecast.heads.length === 0) {
    return `There is nothing to merge with ${plain(forecast.base.ref, 60)}: no other branch was found. Name some with --head.\n`;
  }
  const lines = [paint('bold', headline(forecast, meetings)), ''];
  lines.push(...forecast.heads.map((head) => headLine(view, head, width, paint)));

  const colliding = meetings.filter((one) => one.outcome !== 'clean');
  for (const meeting of colliding) lines.push('', ...collision(view, meeting, width, paint));

  if (forecast.order.length > 1) {
    lines.push('', paint('bold', 'Best order to land'));
    lines.push(...forecast.order.map((step, at) => orderLine(view, step, at, width)));
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

function headLine(view: View, head: Head, width: number, paint: Paint): string {
  const meetings = meetingsOf(view, [head]);
  const worst: Outcome = meetings[0]?.outcome ?? 'clean';
  const [sign, style] = SIGNS[worst];
  const counts = countsInWords(meetings);
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
  const state = [counts === '' ? 'clean' : counts, ...draft, ...contained].join(', ');
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
  const reason = outcome === 'undetermined' ? `: ${reasonOf(meeting).short}` : '';
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

function orderLine(view: View, step: Forecast['order'][number], at: number, width: number): string {
  const side = view.sides.get(step.ref);
  const against = step.conflicts_with.map((ref) => plain(view.names.get(ref) ?? ref, 30));
  const resolve = against.length > 0 ? `  resolve against ${listWords(against, 3)}` : '';
  const number = `${at + 1}.`.padStart(String(view.forecast.order.length).length + 1);
  return `  ${number} ${side ? label(view, side, Math.max(20, width - 6 - resolve.length)) : plain(step.ref)}${resolve}`;
}

const CONCLUSIONS: Readonly<Record<Forecast['conclusion'], readonly [string, Style]>> = {
  success: ['✔ success: everything merges cleanly.', 'green'],
  neutral: ['! neutral: nothing blocks; look at the warnings before landing.', 'yellow'],
  failure: ['✖ failure: settle the conflicts above; who lands later resolves.', 'red'],
  action_required: [
    '? undetermined: some pairs could not be judged, and unknown is not clean.',
    'yellow',
  ],
};

function conclusion(forecast: Forecast, paint: Paint): string {
  const [words, style] = CONCLUSIONS[forecast.conclusion];
  return paint(style, words);
}
