/** Which heads collide, as every page about progress shows it. Pure. */
import { bullets, code, listWords, type Markdown, plural, prose, table } from '../markdown.ts';
import type { StandingPair } from '../ports/standing.ts';
import { isCollision, isUnknown, ownAffairs, withoutWaiting } from './collisions.ts';
import type { WeekReport } from './report.ts';

/** A wider matrix does not fit a page. */
const MOST_IN_MATRIX = 20;
const MOST_PAIRS = 20;
/** Nothing to settle between the two. */
const GOES_WITH = '➖';

/** Who has to settle what with whom: a matrix as long as it fits, a line for each pair, and what goes with others. */
export function conflictSection({ conflicts, conflictsUnread }: WeekReport): Markdown | null {
  if (conflicts === null) {
    return `❔ Conflicts could not be read: ${prose(conflictsUnread ?? 'no reason was given')}`;
  }
  const told = gravestFirst(withoutWaiting(ownAffairs(conflicts)));
  const others = conflicts.filter((pair) => !told.includes(pair) && pair.goesWith !== undefined);
  if (told.length === 0) return null;
  const lines = told.slice(0, MOST_PAIRS).map(pairLine);
  const left = told.length - lines.length;
  const more = `… and ${plural(left, 'more pair')}; \`/integrate all\` shows them.`;
  const along = goingWith(conflicts, code);
  const matrix = matrixOf(told, others);
  return [
    ...(matrix === null ? [] : [matrix]),
    bullets([
      ...lines,
      ...(left > 0 ? [more] : []),
      ...(along === null ? [] : [`${GOES_WITH} ${along}`]),
    ]),
  ].join('\n\n');
}

/** Where there is no room for all, the last ones go. */
export function gravestFirst(pairs: readonly StandingPair[]): StandingPair[] {
  const signs = ['❌', '❔', '⚠️'];
  return pairs.toSorted((x, y) => signs.indexOf(signOf(x)) - signs.indexOf(signOf(y)));
}

function pairLine(pair: StandingPair): Markdown {
  const { a, b, findings, reason } = pair;
  const [first] = findings;
  const left = findings.length - 1;
  const more = left > 0 ? ` (and ${plural(left, 'more finding')})` : '';
  const names = [a, b, ...(first?.paths ?? [])];
  const what = first ? `: ${prose(first.message, names)}${more}` : '';
  const unknown =
    reason === undefined
      ? ''
      : ` could not be judged: ${prose(reason)}. The checks say what to do.`;
  return `${signOf(pair)} ${code(a)} and ${code(b)}${unknown === '' ? what : unknown}`;
}

/** What goes with what heads have with the target, in one sentence for all such heads; null where there is nothing. */
export function goingWith(
  conflicts: readonly StandingPair[],
  show: (name: string) => string,
): string | null {
  const others = conflicts.filter(({ goesWith }) => goesWith !== undefined);
  const heads = [...Map.groupBy(others, ({ goesWith }) => goesWith ?? '')];
  const [first] = heads;
  if (!first) return null;
  if (heads.length === 1) {
    const [ref, { length }] = first;
    return `${show(ref)} meets ${plural(length, 'other head')} just as it meets the target: settle that first.`;
  }
  const list = heads.map(([ref, { length }]) => `${show(ref)} (${length})`);
  return `${listWords(list, MOST_PAIRS)} meet as many other heads just as they meet the target: settle that first.`;
}

/** Null where one side is in every pair, so that the lines say it all; and where it does not fit a page. */
function matrixOf(told: readonly StandingPair[], others: readonly StandingPair[]): Markdown | null {
  const sides = [...new Set(told.flatMap(({ a, b }) => [a, b]))];
  const isStar = sides.some((side) => told.every(({ a, b }) => a === side || b === side));
  if (isStar || sides.length > MOST_IN_MATRIX) return null;
  const signs = new Map<string, string>();
  const set = ({ a, b }: StandingPair, sign: string) => {
    signs.set(JSON.stringify([a, b]), sign).set(JSON.stringify([b, a]), sign);
  };
  for (const pair of others) set(pair, GOES_WITH);
  for (const pair of told) set(pair, signOf(pair));
  const rows = sides.map((row, at) => [
    `${at + 1}. ${code(row)}`,
    ...sides.map((column) =>
      row === column ? '·' : (signs.get(JSON.stringify([row, column])) ?? '✅'),
    ),
  ]);
  const shown = new Set(rows.flat());
  const legend = LEGEND.filter(([sign]) => shown.has(sign)).map((one) => one.join(' '));
  return [table(['', ...sides.map((_, at) => String(at + 1))], rows), legend.join(', ')].join(
    '\n\n',
  );
}

const LEGEND: readonly (readonly [string, string])[] = [
  ['❌', 'conflict'],
  ['⚠️', 'warning'],
  ['❔', 'undetermined'],
  ['✅', 'clean'],
  [GOES_WITH, 'nothing of its own: goes with what one of the two has with the target'],
];

function signOf(pair: StandingPair): string {
  if (pair.verdict === 'conflict') return '❌';
  if (isUnknown(pair)) return '❔';
  if (isCollision(pair)) return '❌';
  return pair.findings.length > 0 ? '⚠️' : '✅';
}
