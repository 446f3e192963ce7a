/** The whole forecast as one Markdown document, for `weir integrate --markdown`. */
import {
  bullets,
  code,
  heading,
  listWords,
  type Markdown,
  plural,
  prose,
  table,
} from '../markdown.ts';
import { allMeetings, type Meeting, type Outcome, withoutRepeated } from './meetings.ts';
import {
  evidenceDetails,
  filesInShort,
  meetingDetails,
  outcomeInWords,
  SIGN,
  who,
} from './render-meeting.ts';
import {
  heldInWords,
  landableInWords,
  named,
  openSteps,
  orderTable,
  whereToBegin,
} from './render-order.ts';
import type { Forecast } from './report.ts';
import { countsInWords } from './verdict.ts';
import { type View, viewOf } from './view.ts';

/** A wider matrix does not fit a page. */
const MOST_HEADS_IN_MATRIX = 20;

/** Who can land now, pairs that are not clean, best order, matrix, details. Left out is only what repeats something else. */
export function renderMarkdown(forecast: Forecast): Markdown {
  const view = viewOf(forecast);
  const meetings = allMeetings(view);
  const colliding = meetings.filter((one) => one.outcome !== 'clean');
  const steps = openSteps(view);
  const parts = [heading(2, `Integration with ${code(forecast.base.ref)}`)];
  if (steps.length > 0) {
    parts.push(`**${landableInWords(view, steps)}.**`, whereToBegin(view, steps));
    const held = heldInWords(view, steps);
    if (held !== null) parts.push(held);
  }
  parts.push(verdictOfAll(forecast, meetings));
  const landed = forecast.heads.filter(({ ref }) => !steps.some((step) => step.ref === ref));
  if (landed.length > 0) {
    const list = landed.map(({ ref }) => named(view, ref)).join(', ');
    parts.push(
      `Already contained in ${code(forecast.base.ref)}, with nothing left to land: ${list}.`,
    );
  }
  if (colliding.length > 0) parts.push(pairTable(view, colliding));
  if (steps.length > 0) parts.push(heading(3, 'Best order to land'), orderTable(view, steps));
  const matrix = matrixOfColliding(view, meetings);
  if (matrix !== null) parts.push(heading(3, 'Matrix'), matrix);
  const told = withoutRepeated(colliding).told.filter(({ findings }) => findings.length > 0);
  if (told.length > 0) parts.push(heading(3, 'Details'), ...told.flatMap((one) => detailsOf(one)));
  const remarks = forecast.heads.flatMap((head) =>
    (head.assignment?.remarks ?? []).map(({ message }) => ({ head, message })),
  );
  if (remarks.length > 0) {
    const items = remarks.map(({ head, message }) => `${who(head)}: ${prose(message)}`);
    parts.push(heading(3, 'Workstreams to check'), bullets(items));
  }
  return `${parts.join('\n\n')}\n`;
}

/** How many pairs were judged, and how many of them are not clean, as Markdown. */
function verdictOfAll(forecast: Forecast, meetings: readonly Meeting[]): Markdown {
  const heads = plural(forecast.heads.length, 'head');
  const pairs = plural(meetings.length, 'pair');
  const counts = countsInWords(meetings);
  const judged = `Judged: ${code(forecast.base.ref)} at ${code(forecast.base.oid.slice(0, 7))} and ${heads}, ${pairs}`;
  return `${judged}: ${counts === '' ? 'all clean' : counts}.`;
}

/** What goes with a head's conflict with the base, in one sentence for all such heads; null where there are none. */
export function repeatedInWords(
  heads: readonly { head: string; others: number }[],
  base: string,
  most: number,
): string | null {
  const [first] = heads;
  if (!first) return null;
  if (heads.length === 1) {
    return `${first.head} meets ${plural(first.others, 'other head')} just as it meets ${base}: settle that first.`;
  }
  const list = heads.map(({ head, others }) => `${head} (${others})`);
  return `${listWords(list, Math.max(1, most))} meet as many other heads just as they meet ${base}: settle that first.`;
}

/** Pairs that are not clean, one a row; `most` rows, then how many more there are; then those that go with others. */
export function pairTable(
  view: View,
  colliding: readonly Meeting[],
  most = colliding.length,
): Markdown {
  const { told, repeated } = withoutRepeated(colliding);
  const rows = told
    .slice(0, most)
    .map((meeting) => [
      named(view, meeting.own.ref),
      named(view, meeting.other.ref),
      outcomeInWords(meeting),
      filesInShort(meeting.files),
    ]);
  const more = told.length - rows.length;
  const base = code(view.forecast.base.ref);
  const same = repeatedInWords(
    [...repeated].map(([ref, { length }]) => ({ head: named(view, ref), others: length })),
    base,
    most,
  );
  return [
    table(['One', 'Other', 'Verdict', 'Files'], rows),
    ...(more > 0 ? [`… and ${plural(more, 'more pair')}.`] : []),
    ...(same === null ? [] : [same]),
  ].join('\n\n');
}

/** Of two that meet just as one of them meets the base: nothing to settle between the two. */
const REPEATED = '➖';

/**
 * Who collides with whom, as a table of signs with its legend; the base always, and heads that have something to settle.
 * Null where there are none, or more than fit a page.
 */
export function matrixOfColliding(
  { forecast, names }: View,
  meetings: readonly Meeting[],
): Markdown | null {
  const signs = new Map<string, string>();
  const colliding = new Set<string>();
  for (const { pair, outcome, repeats } of meetings) {
    const sign = repeats === null ? SIGN[outcome] : REPEATED;
    signs.set(JSON.stringify([pair.a, pair.b]), sign);
    signs.set(JSON.stringify([pair.b, pair.a]), sign);
    if (outcome !== 'clean' && repeats === null) colliding.add(pair.a).add(pair.b);
  }
  const heads = forecast.heads.filter(({ ref }) => colliding.has(ref));
  if (heads.length === 0 || heads.length > MOST_HEADS_IN_MATRIX) return null;
  const sides = [forecast.base, ...heads];
  const shown = new Set<string>();
  const cell = (row: string, column: string): string => {
    const sign = signs.get(JSON.stringify([row, column])) ?? '';
    shown.add(sign);
    return sign;
  };
  const rows = sides.map((row, at) => [
    `${at}. ${code(names.get(row.ref) ?? row.ref)}`,
    ...sides.map((column) => (row === column ? '·' : cell(row.ref, column.ref))),
  ]);
  const base = code(forecast.base.ref);
  const legend = [
    ...LEGEND.map(([outcome, words]) => [SIGN[outcome], words] as const),
    [REPEATED, `nothing of its own: goes with what one of the two has with ${base}`] as const,
  ]
    .filter(([sign]) => shown.has(sign))
    .map(([sign, words]) => `${sign} ${words}`)
    .join(', ');
  const calm = forecast.heads.length - heads.length;
  const isRepeated = meetings.some(({ repeats }) => repeats !== null);
  const whom = isRepeated ? `the others that merge with ${base}` : 'everybody';
  const rest =
    calm === 0
      ? ''
      : `. ${plural(calm, 'other head')} ${calm === 1 ? 'is' : 'are'} clean with ${whom}`;
  return `${table(['', ...sides.map((_, at) => String(at))], rows)}\n\n${legend}${rest}.`;
}

const LEGEND: readonly (readonly [Outcome, string])[] = [
  ['conflict', 'conflict'],
  ['undetermined', 'undetermined'],
  ['warning', 'warning'],
  ['waiting', 'waits for another'],
  ['note', 'note'],
  ['clean', 'clean'],
];

function detailsOf(meeting: Meeting): Markdown[] {
  const all = { repoUrl: null, most: Number.MAX_SAFE_INTEGER, fromOutside: true };
  const evidence = evidenceDetails(meeting, all.fromOutside);
  return [meetingDetails(meeting, null, all), ...(evidence === null ? [] : [evidence])];
}
