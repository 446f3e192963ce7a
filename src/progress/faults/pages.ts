/** Pages that people keep about the workstreams, where one contradicts itself or bears a date that is still to come. */
import type { Plan } from '../../plan/schema.ts';
import { declaredState } from '../../plan/standing.ts';
import type { FileFault } from '../faults.ts';
import { named, quoted } from '../phrases.ts';
import type { TreeSeen } from '../probe.ts';

/** What such pages are called. */
const SUBJECTS = ['status', 'progress', 'workstream', 'orchestrat', 'spawn', 'phase', 'milestone'];
export const PAGES = SUBJECTS.map(
  (word) =>
    `**/*{${word},${word.toUpperCase()},${word.charAt(0).toUpperCase()}${word.slice(1)}}*.md`,
);
const PAGE = new RegExp(`(^|/)[^/]*(${SUBJECTS.join('|')})[^/]*\\.md$`, 'i');

const MOST_LINES = 5_000;
const MOST_WIDTH = 1_000;
/** A clock may be wrong by this much, and a day begins earlier elsewhere. */
const CLOCK_MS = 2 * 86_400_000;

const HEADING = /^ {0,3}#{1,6}\s/;
const LABELLED = /\bstatus\b[^\p{L}\p{N}:]*:[^\p{L}\p{N}]*(.+)$/iu;
/** A label of the section itself; what stands behind other words, or below an item, is about those. */
const OWN_LABEL = /^(?! {2}|\t)[^\p{L}\p{N}]*(?:(?:current|overall|declared) )?status\b/iu;
/** States as such pages shout them. */
const SHOUTED =
  /\b(READY TO SPAWN|READY TO START|READY|SPAWNING|QUEUED|PLANNED|ACTIVE|IN PROGRESS|BLOCKED|PAUSED|COMPLETED|COMPLETE|DONE|FINISHED|INTEGRATED|MERGED)\b/g;
/** When a page was written; a target date or the next report may well be to come. */
const DATED =
  /(?:\b(?:dated|updated|as of|generated|reported)|^[^\p{L}\p{N}]*(?:(?:status|progress|report) )*(?:date|report))\b[^\p{L}\p{N}]{1,8}(\d{4}-\d\d-\d\d)\b/iu;

export function pages({ texts }: TreeSeen, plan: Plan, now: string): FileFault[] {
  const known = phrasesOf(plan);
  return [...texts].flatMap(([path, content]): FileFault[] => {
    if (!PAGE.test(path) || content.state !== 'text') return [];
    const lines = content.text.split('\n', MOST_LINES).map((line) => line.slice(0, MOST_WIDTH));
    return [...twoStates(path, lines, known), ...stillToCome(path, lines, now)];
  });
}

/** Ways to write each workstream, folded. */
type Phrases = readonly { name: string; phrases: readonly string[] }[];

function phrasesOf({ workstreams }: Plan): Phrases {
  return Object.entries(workstreams).map(([name, { agent, aliases, branch, number, title }]) => ({
    name,
    phrases: [name, ...aliases, agent, branch, title, number && `workstream ${number}`]
      .flatMap((one) => (one ? [folded(one)] : []))
      .filter((one) => one.trim().length > 3),
  }));
}

/** Words in small letters, with a blank around each. */
function folded(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** The one workstream that a text speaks of; null where it is none or several. */
function spokenOf(text: string, known: Phrases): string | null {
  const words = folded(text);
  const found = known.filter(({ phrases }) => phrases.some((one) => words.includes(one)));
  return found.length === 1 ? (found[0]?.name ?? null) : null;
}

/** Words that may stand around a name and a state, and make them no less a statement about the workstream. */
const SMALL = new Set(
  'a agent current currently declared in is now of overall state status still stream the was workstream ws'.split(
    ' ',
  ),
);

/** Whether a text holds nothing but the names of a workstream, states and small words: others name a part of it. */
function isBare(text: string, name: string, known: Phrases): boolean {
  const phrases = known.find((one) => one.name === name)?.phrases ?? [];
  const rest = [...phrases]
    .sort((a, b) => b.length - a.length)
    .reduce((left, phrase) => left.replaceAll(phrase, ' '), folded(text.replace(SHOUTED, ' ')));
  return rest.split(' ').every((word) => SMALL.has(word) || /^\d*$/.test(word));
}

/** What a line says about the state of the workstream that it names; undefined where it is about a part of it, or nothing. */
function statedOf(line: string, name: string, known: Phrases): string | undefined {
  const shouted = [...line.matchAll(SHOUTED)].at(-1);
  if (HEADING.test(line)) return shouted?.[1] ?? LABELLED.exec(line)?.[1];
  const labelled = LABELLED.exec(line);
  const found = shouted ?? labelled;
  if (!found || !isBare(line.slice(0, found.index), name, known)) return undefined;
  return found[1];
}

/** Columns of things that have a state of their own. */
const PARTS =
  /\b(task|deliverable|item|milestone|test|feature|component|objective|criterion|step|work)s?\b/i;

const ROW = /^ {0,3}\|/;
const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');

interface Row {
  line: number;
  name: string;
  words: string;
}

/** Workstreams whose own state a table tells: in one row, which names nothing but the workstream before its state. */
function rowsOf(lines: readonly string[], from: number, known: Phrases): Row[] {
  const head = cellsOf(lines[from] ?? '');
  const found: Row[] = [];
  const times = new Map<string, number>();
  for (let at = from + 1; ROW.test(lines[at] ?? ''); at++) {
    const line = lines[at] ?? '';
    const name = spokenOf(line, known);
    if (name === null) continue;
    times.set(name, (times.get(name) ?? 0) + 1);
    const cells = cellsOf(line);
    const own = cells.findIndex((cell) => spokenOf(cell, known) === name);
    const state = cells.findIndex(
      (cell, column) => column >= own && cell.search(SHOUTED) >= 0 && isBare(cell, name, known),
    );
    const ofPart = head.slice(0, state).some((title) => PARTS.test(title));
    if (state < 0 || ofPart || !isBare(cells[own] ?? '', name, known)) continue;
    const words = [...(cells[state] ?? '').matchAll(SHOUTED)].at(-1)?.[1] ?? '';
    found.push({ line: at + 1, name, words });
  }
  return found.filter(({ name }) => times.get(name) === 1);
}

interface Statement {
  words: string;
  line: number;
  isOver: boolean;
}

function twoStates(path: string, lines: readonly string[], known: Phrases): FileFault[] {
  const said = new Map<string, Statement[]>();
  let section: string | null = null;
  let fenced = false;
  const say = (name: string | null, words: string | undefined, line: number) => {
    const state = words === undefined ? null : declaredState(words.replace(/[*_`|]+/g, ' ').trim());
    if (name === null || words === undefined || state === null) return;
    const statement = { words, line, isOver: state === 'done' || state === 'integrated' };
    said.set(name, [...(said.get(name) ?? []), statement]);
  };
  for (const [at, line] of lines.entries()) {
    if (/^ {0,3}(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) continue;
    if (ROW.test(line)) {
      const isFirst = !ROW.test(lines[at - 1] ?? '');
      for (const row of isFirst ? rowsOf(lines, at, known) : []) say(row.name, row.words, row.line);
      continue;
    }
    const own = spokenOf(line, known);
    // What a heading below it is about, such as a task, has a state of its own.
    if (HEADING.test(line)) section = own;
    if (own !== null) say(own, statedOf(line, own, known), at + 1);
    else if (OWN_LABEL.test(line)) say(section, LABELLED.exec(line)?.[1], at + 1);
  }
  return [...said].flatMap(([name, all]): FileFault[] => {
    const over = all.find(({ isOver }) => isOver);
    const not = all.find(({ isOver }) => !isOver);
    if (!over || !not) return [];
    const [first, second] = over.line < not.line ? [over, not] : [not, over];
    const what = `${path} calls ${named(name)} both ${quoted(first.words, 40)} (line ${first.line}) and ${quoted(second.words, 40)} (line ${second.line}). Let one of them stand.`;
    return [{ path, line: second.line, what }];
  });
}

function stillToCome(path: string, lines: readonly string[], now: string): FileFault[] {
  const limit = Date.parse(now) + CLOCK_MS;
  const at = lines.findIndex((line) => Date.parse(DATED.exec(line)?.[1] ?? '') > limit);
  if (at < 0) return [];
  const date = DATED.exec(lines[at] ?? '')?.[1] ?? '';
  const what = `${path} is dated ${date} (line ${at + 1}), which is still to come. Correct the date; no date that somebody wrote counts here.`;
  return [{ path, line: at + 1, what }];
}
