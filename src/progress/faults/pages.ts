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

interface Statement {
  words: string;
  line: number;
  isOver: boolean;
}

function twoStates(path: string, lines: readonly string[], known: Phrases): FileFault[] {
  const said = new Map<string, Statement[]>();
  let section: string | null = null;
  let fenced = false;
  for (const [at, line] of lines.entries()) {
    if (/^ {0,3}(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) continue;
    const own = spokenOf(line, known);
    // What a heading below it is about, such as a task, has a state of its own.
    if (HEADING.test(line)) section = own;
    const labelled = own !== null || OWN_LABEL.test(line) ? LABELLED.exec(line)?.[1] : undefined;
    const shouted = own === null ? undefined : [...line.matchAll(SHOUTED)].at(-1)?.[1];
    const words = shouted ?? labelled;
    const name = own ?? (labelled === undefined ? null : section);
    const state = words === undefined ? null : declaredState(words.replace(/[*_`|]+/g, ' ').trim());
    if (!name || words === undefined || state === null) continue;
    const statement = { words, line: at + 1, isOver: state === 'done' || state === 'integrated' };
    said.set(name, [...(said.get(name) ?? []), statement]);
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
