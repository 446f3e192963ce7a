/** One finding as Markdown: what collides, where on both sides, and what to do. */
import { code, link, listWords, type Markdown, prose } from '../markdown.ts';
import type { Meeting } from './meetings.ts';
import { isLanding, namesIn } from './next-step.ts';
import type { Base, Finding, Head, Place } from './report.ts';

/** How much of a meeting is told. */
export interface Telling {
  /** Web address of the repository, for links to lines; null without one. */
  repoUrl: string | null;
  /** Findings told one by one; of the rest only the number. */
  most: number;
  /** Nobody stands on one of the sides: both are named. */
  fromOutside?: boolean;
}

const LEADS = { fail: '', warn: 'Warning: ', note: 'Note: ' } as const;

/** One finding: what collides, where on both sides, how sure, and what to do. */
export function findingMarkdown(finding: Finding, meeting: Meeting, telling: Telling): Markdown {
  const { own, other } = meeting;
  const message = prose(finding.message, namesIn(meeting, finding));
  const told = finding.message;
  const sides = [
    [telling.fromOutside ? `in ${code(own.ref)}` : 'here', own],
    [`in ${code(other.ref)}`, other],
  ] as const;
  const where = sides.flatMap(([label, side]) => {
    const places = placesText(
      finding.places.filter((place) => place.head === side.ref),
      side,
      told,
      telling,
    );
    return places === '' ? [] : [`${label} ${places}`];
  });
  const lines = where.length > 0 ? `: ${where.join(', ')}` : '';
  const sure = finding.confidence < 1 ? ` (${Math.round(finding.confidence * 100)}% sure)` : '';
  const advice = isLanding(finding)
    ? ''
    : ` ${prose(finding.suggestion, namesIn(meeting, finding))}`;
  return `${LEADS[finding.severity]}${message.replace(/\.$/, '')}${lines}${sure}.${advice}`.trimEnd();
}

const MOST_RANGES = 5;

function placesText(
  places: readonly Place[],
  side: Head | Base,
  told: string,
  { repoUrl }: Telling,
): Markdown {
  const paths = [...new Set(places.map((place) => place.path))];
  const parts = paths.flatMap((path) => {
    const ranges = places.filter((place) => place.path === path && place.line !== undefined);
    const lines = linesInWords(ranges, (words, at) => {
      return repoUrl === null ? words : link(words, lineUrl(repoUrl, side.oid, at));
    });
    const file = told.includes(path) ? '' : code(path);
    return [file, lines].filter((part) => part !== '').join(' ') || [];
  });
  return listWords(parts, 3);
}

/** `line 4`, `lines 5–9, 12` of the places in one file, each once; empty for places without lines. */
export function linesInWords(
  places: readonly Place[],
  show: (words: string, place: Place) => string = (words) => words,
): string {
  const known = places.filter(({ line }) => line !== undefined);
  const ranges = known.filter(
    ({ line, endLine }, at) =>
      known.findIndex((one) => one.line === line && one.endLine === endLine) === at,
  );
  if (ranges.length === 0) return '';
  const isOne = ({ line, endLine }: Place) => endLine === undefined || endLine === line;
  const shown = ranges
    .slice(0, MOST_RANGES)
    .map((one) => show(isOne(one) ? `${one.line}` : `${one.line}–${one.endLine}`, one));
  const more = ranges.length - shown.length;
  const noun = ranges.length === 1 && ranges.every(isOne) ? 'line' : 'lines';
  return `${noun} ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')}`;
}

function lineUrl(repoUrl: string, oid: string, { path, line, endLine }: Place): string {
  const file = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  const last = endLine === undefined || endLine === line ? '' : `-L${endLine}`;
  return `${repoUrl}/blob/${oid}/${file}#L${line}${last}`;
}
