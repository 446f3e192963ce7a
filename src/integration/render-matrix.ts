/** Pairs of a forecast beside each other: those that are not clean as a list, and all as a matrix. */
import { code, listWords, type Markdown, plural, table } from '../markdown.ts';
import { type Meeting, type Outcome, withoutRepeated } from './meetings.ts';
import { filesInShort, outcomeInWords, SIGN } from './render-meeting.ts';
import { named } from './render-order.ts';
import type { View } from './view.ts';

/** A wider matrix does not fit a page. */
const MOST_HEADS_IN_MATRIX = 20;

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
