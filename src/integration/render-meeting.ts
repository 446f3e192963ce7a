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
  table,
  text,
} from '../markdown.ts';
import { isWaiting, type Meeting, type Outcome } from './meetings.ts';
import { findingMarkdown, type Telling } from './render-finding.ts';
import type { Base, Finding, Head } from './report.ts';
import { reasonOf } from './undetermined.ts';
import { isOnlyWorse, waitInWords } from './verdict.ts';
import { isHead, type View } from './view.ts';

/** Where everything can be read that has no room on a page. */
export const ALL_OF_IT = 'On a clone, `weir integrate --json` prints all of it.';

export const SIGN: Readonly<Record<Outcome, string>> = {
  conflict: '❌',
  undetermined: '❔',
  warning: '⚠️',
  waiting: '⏳',
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
  const reason = outcome === 'undetermined' ? `: ${reasonOf(meeting).short}` : kindInWords(meeting);
  return `${SIGN[outcome]} ${nounOf(meeting, code)}${reason}${alsoWaits(meeting, code)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  api: 'API',
  dependency: 'dependencies',
  contract: 'contract',
  performance: 'benchmarks',
};

/** What collides where it is not text alone: `: API`. A reader decides by it whether to look at all. */
function kindInWords({ findings, outcome }: Meeting): string {
  if (outcome !== 'conflict' && outcome !== 'warning') return '';
  const grave = findings.filter(({ severity }) => severity !== 'note');
  const kinds = new Set(
    grave.map(({ detector }) => (detector === 'textual' ? 'text' : (KINDS[detector] ?? ''))),
  );
  kinds.delete('');
  const [only] = kinds;
  return kinds.size === 0 || (kinds.size === 1 && only === 'text')
    ? ''
    : `: ${listWords([...kinds])}`;
}

/** `, waits for kernel` where that is not all there is. */
function alsoWaits(meeting: Meeting, show: (name: string) => string): string {
  const wait = meeting.outcome === 'waiting' ? null : waitOf(meeting, show);
  return wait === null ? '' : `, ${wait}`;
}

function waitOf(meeting: Meeting, show: (name: string) => string): string | null {
  const head = [meeting.own, meeting.other].find(isHead);
  return head ? waitInWords(head, [meeting], show) : null;
}

/**
 * What stands in a collapsed section, so that a reader can tell whether to open it: ` (API and 2 × text)`. Text alone
 * needs no word.
 */
function insideInWords(findings: readonly Finding[]): string {
  const colliding = findings.filter((one) => !isWaiting(one));
  const kinds = [...Map.groupBy(colliding, ({ detector }) => detector)];
  if (kinds.every(([detector]) => detector === 'textual')) return '';
  const list = kinds.map(([detector, { length }]) => {
    const kind = detector === 'textual' ? 'text' : (KINDS[detector] ?? detector);
    return length > 1 ? `${length} × ${kind}` : kind;
  });
  return ` (${listWords(list)})`;
}

/** What a meeting comes to, in a word; of one that waits, for whom. */
function nounOf(meeting: Meeting, show: (name: string) => string): string {
  const { outcome } = meeting;
  if (outcome === 'waiting') return waitOf(meeting, show) ?? outcome;
  return outcome === 'conflict' && isOnlyWorse(meeting) ? 'regression' : outcome;
}

export function filesInShort(
  files: readonly string[],
  most = 3,
  show: (path: string) => string = code,
): string {
  return files.length > most
    ? `${files.slice(0, most).map(show).join(', ')} and ${files.length - most} more`
    : files.map(show).join(', ');
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

/** Heads that meet this one as the base does, told once. */
export function sameAsBase({ forecast }: View, others: number): Markdown {
  const base = code(forecast.base.ref);
  const meet = others === 1 ? 'meets' : 'meet';
  return `${plural(others, 'other head')} ${meet} this one just as ${base} does: settle that first, then look again.`;
}

/** Heads of which nothing can be told, neither here nor anywhere: that they are missing, and that it is not this one's affair. */
export function leftOutInWords({ forecast }: View, leftOut: readonly Meeting[]): Markdown {
  const list = listWords(
    leftOut.map((one) => `${who(one.other)} (${reasonOf(one).short})`),
    5,
  );
  const [it, its] = leftOut.length === 1 ? ['it', 'Its'] : ['they', 'Their'];
  const [merges, check, says] =
    leftOut.length === 1 ? ['merges', 'check', 'says'] : ['merge', 'checks', 'say'];
  return `❔ Left out: ${list}. Whether ${it} ${merges} could not be told, not even with ${code(forecast.base.ref)}, and unknown is not green. ${its} own ${check} ${says} what to do. Nobody has to act here: once it is done, this is judged again by itself.`;
}

/** Heads that do not merge with the base, and meet this one in nothing else: who has to act, and that it is not this one. */
export function othersAlone({ forecast }: View, others: readonly Meeting[]): Markdown {
  const base = code(forecast.base.ref);
  const list = listWords(
    others.map(({ other }) => who(other)),
    5,
  );
  const [one, them] = others.length === 1 ? [true, 'it'] : [false, 'them'];
  const [does, owner] = one ? ['does', 'Its owner has'] : ['do', 'Their owners have'];
  return `${list} ${does} not merge with ${base}, and ${one ? 'collides' : 'collide'} with this head only in files that this head does not change. ${owner} to act, nobody here: what is between ${them} and this head shows once that is settled.`;
}

/** Files in which nothing is between the two: that they are left out, and who settles them. */
export function besideInWords({ beside }: Meeting, show: (name: string) => string): string[] {
  return beside.map(({ ref, files }) => {
    const it = files === 1 ? 'that is' : 'these are';
    return `In ${plural(files, 'more file')} only ${show(ref)} is at odds with the target; ${it} settled when it follows the target.`;
  });
}

/** A collapsed section with every collision of one meeting in plain words. */
export function meetingDetails(
  meeting: Meeting,
  advice: Markdown | null,
  telling: Telling,
): Markdown {
  const { findings, name, files, other } = meeting;
  const mark = isHead(other) && other.pullRequest ? ` #${other.pullRequest.number}` : '';
  const number = name.endsWith(mark) ? '' : mark;
  const amount = files.length > 0 ? ` in ${plural(files.length, 'file')}` : '';
  const own = telling.fromOutside ? `${text(meeting.own.ref)} × ` : '';
  // A regression is one of benchmarks.
  const inside = nounOf(meeting, text) === 'regression' ? '' : insideInWords(findings);
  const summary = `${own}${text(`${name}${number}`)}: ${nounOf(meeting, text)}${amount}${inside}${alsoWaits(meeting, text)}`;
  const told = findings.slice(0, telling.most).map((one) => findingMarkdown(one, meeting, telling));
  const left = findings.length - told.length;
  const list = [
    ...told,
    ...(left > 0 ? [`… and ${plural(left, 'more finding')}. ${ALL_OF_IT}`] : []),
    ...besideInWords(meeting, code),
  ];
  return details(summary, [...(advice === null ? [] : [advice]), bullets(list)].join('\n\n'));
}

const EVIDENCE_LINES = 12;

/** What the tools said themselves, collapsed; null where they said nothing. */
export function evidenceDetails(meeting: Meeting, fromOutside = false): Markdown | null {
  const words = meeting.findings.flatMap(({ evidence }) =>
    evidence ? [firstLines(evidence)] : [],
  );
  if (words.length === 0) return null;
  const who = meeting.findings.every(({ detector }) => detector === 'textual')
    ? 'what git says'
    : `evidence${insideInWords(meeting.findings.filter(({ evidence }) => evidence))}`;
  const own = fromOutside ? `${text(meeting.own.ref)} × ` : '';
  return details(`${own}${text(meeting.name)}: ${who}`, codeBlock(words.join('\n')));
}

function firstLines(evidence: string): string {
  const lines = evidence.trimEnd().split('\n');
  const shown = lines
    .slice(0, EVIDENCE_LINES)
    .map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line));
  const more = lines.length - EVIDENCE_LINES;
  return [...shown, ...(more > 0 ? [`… ${plural(more, 'more line')}`] : [])].join('\n');
}
