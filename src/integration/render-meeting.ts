/** One meeting as Markdown: a row of a table, a collapsed section, git's own words. */
import {
  bullets,
  code,
  codeBlock,
  details,
  link,
  listWords,
  type Markdown,
  plural,
  prose,
  table,
  text,
} from '../markdown.ts';
import { isHead, type Meeting, type Outcome } from './meetings.ts';
import type { Base, Finding, Head, Place } from './report.ts';
import { namesIn, reasonInShort } from './verdict.ts';

export const SIGN: Readonly<Record<Outcome, string>> = {
  conflict: '❌',
  undetermined: '❔',
  warning: '⚠️',
  note: 'ℹ️',
  clean: '✅',
};

/** A head or the base by its number and ref, linked to its pull request. */
export function who(side: Head | Base): Markdown {
  if (!isHead(side)) return code(side.ref);
  const { pullRequest } = side;
  if (!pullRequest) return code(side.ref);
  const draft = pullRequest.draft ? ' (draft)' : '';
  return `${link(`#${pullRequest.number}`, pullRequest.url)} ${code(side.ref)}${draft}`;
}

export function outcomeInWords(meeting: Meeting): string {
  const { outcome } = meeting;
  const reason = outcome === 'undetermined' ? `: ${reasonInShort(meeting)}` : '';
  return `${SIGN[outcome]} ${outcome}${reason}`;
}

export function filesInShort(files: readonly string[], most = 3): Markdown {
  return files.length > most
    ? `${files.slice(0, most).map(code).join(', ')} and ${files.length - most} more`
    : files.map(code).join(', ');
}

/** Everybody this commit does not simply merge with. `most` rows, then how many more there are. */
export function meetingTable(
  meetings: readonly Meeting[],
  planned: boolean,
  most = meetings.length,
): Markdown {
  const rows = meetings.slice(0, most).map((meeting) => {
    const { other, files } = meeting;
    const owners = isHead(other) ? other.owners.map(code).join(', ') : '';
    const workstreams = isHead(other) ? (other.assignment?.workstreams ?? []) : [];
    const lane = planned ? [workstreams.map(code).join(', ')] : [];
    return [who(other), ...lane, owners, outcomeInWords(meeting), filesInShort(files)];
  });
  const headers = ['With', ...(planned ? ['Workstream'] : []), 'Owners', 'Verdict', 'Files'];
  const more = meetings.length - most;
  return `${table(headers, rows)}${more > 0 ? `\n\n… and ${plural(more, 'more head')}.` : ''}`;
}

/** How much of a meeting is told. */
export interface Telling {
  /** Web address of the repository, for links to lines; null without one. */
  repoUrl: string | null;
  /** Findings told one by one; of the rest only the number. */
  most: number;
}

/** A collapsed section with every collision of one meeting in plain words. */
export function meetingDetails(
  meeting: Meeting,
  advice: Markdown | null,
  telling: Telling,
): Markdown {
  const { findings, name, files, other } = meeting;
  const number = isHead(other) && other.pullRequest ? `, #${other.pullRequest.number}` : '';
  const amount = files.length > 0 ? ` in ${plural(files.length, 'file')}` : '';
  const noun = {
    conflict: 'conflict',
    undetermined: 'undetermined',
    warning: 'warning',
    note: 'note',
    clean: 'clean',
  };
  const summary = `${text(`${name}${number}`)}: ${noun[meeting.outcome]}${amount}`;
  const told = findings.slice(0, telling.most).map((one) => findingMarkdown(one, meeting, telling));
  const left = findings.length - told.length;
  const list = [...told, ...(left > 0 ? [`… and ${plural(left, 'more finding')}.`] : [])];
  return details(summary, [...(advice === null ? [] : [advice]), bullets(list)].join('\n\n'));
}

const LEADS = { fail: '', warn: 'Warning: ', note: 'Note: ' } as const;

/** One finding: what collides, where on both sides, how sure, and what to do. */
export function findingMarkdown(finding: Finding, meeting: Meeting, telling: Telling): Markdown {
  const { own, other } = meeting;
  const message = prose(finding.message, namesIn(meeting));
  const told = finding.message;
  const sides = [
    ['here', own],
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
  const advice = isLandingAdvice(finding) ? '' : ` ${prose(finding.suggestion, namesIn(meeting))}`;
  return `${LEADS[finding.severity]}${message.replace(/\.$/, '')}${lines}${sure}.${advice}`.trimEnd();
}

/**
 * All textual conflicts of a pair have one answer, who lands first and who resolves; it stands once above
 * them and follows the best order, instead of after each file.
 */
function isLandingAdvice(finding: Finding): boolean {
  return finding.detector === 'textual' && finding.severity !== 'note';
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
    const shown = ranges.slice(0, MOST_RANGES).map((place) => {
      const url = repoUrl === null ? '' : lineUrl(repoUrl, side.oid, place);
      return link(lineWords(place), url);
    });
    const more = ranges.length > MOST_RANGES ? [`${ranges.length - MOST_RANGES} more`] : [];
    const lines =
      shown.length > 0
        ? `${ranges.length === 1 && isOneLine(ranges[0]) ? 'line' : 'lines'} ${[...shown, ...more].join(', ')}`
        : '';
    const file = told.includes(path) ? '' : code(path);
    return [file, lines].filter((part) => part !== '').join(' ') || [];
  });
  return listWords(parts, 3);
}

function isOneLine(place: Place | undefined): boolean {
  return place?.endLine === undefined || place.endLine === place.line;
}

export function lineWords(place: Place): string {
  return isOneLine(place) ? `${place.line}` : `${place.line}–${place.endLine}`;
}

function lineUrl(repoUrl: string, oid: string, { path, line, endLine }: Place): string {
  const file = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  const last = endLine === undefined || endLine === line ? '' : `-L${endLine}`;
  return `${repoUrl}/blob/${oid}/${file}#L${line}${last}`;
}

const EVIDENCE_LINES = 12;

/** What the tools said themselves, collapsed; null where they said nothing. */
export function evidenceDetails(meeting: Meeting): Markdown | null {
  const words = meeting.findings.flatMap(({ evidence }) =>
    evidence ? [firstLines(evidence)] : [],
  );
  if (words.length === 0) return null;
  return details(`${text(meeting.name)}: in git’s own words`, codeBlock(words.join('\n')));
}

function firstLines(evidence: string): string {
  const lines = evidence.trimEnd().split('\n');
  const shown = lines
    .slice(0, EVIDENCE_LINES)
    .map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line));
  const more = lines.length - EVIDENCE_LINES;
  return [...shown, ...(more > 0 ? [`… ${plural(more, 'more line')}`] : [])].join('\n');
}
