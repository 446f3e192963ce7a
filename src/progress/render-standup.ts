/** A standup in words. Nobody is mentioned: whoever follows the discussion sees it. Pure. */
import { localDate, localTime } from '../calendar.ts';
import {
  bullets,
  code,
  details,
  fitSections,
  link,
  listWords,
  type Markdown,
  plural,
  prose,
  text,
} from '../markdown.ts';
import { lateInWords } from '../schedule.ts';
import { numberLink } from './render-words.ts';
import type { Standup } from './standup.ts';
import { memoryBlock, type StandupMemory } from './standup-memory.ts';

const MOST = 5;

/** One standup. */
export function renderStandup(standup: Standup, timezone: string): Markdown {
  const { workstream, agent, at, blockers, commits, merged, next, opened, proved } = standup;
  const named = (checks: Standup['turnedRed']) =>
    listWords(
      checks.map(({ name, url }) => (url === null ? code(name) : link(code(name), url))),
      MOST,
    );
  const subjects = commits.subjects.slice(0, MOST).map((subject) => `“${text(subject)}”`);
  const left = commits.count - subjects.length;
  if (left > 0 && subjects.length > 0) subjects.push(`${left} more`);
  const line = (title: string, said: Markdown) => (said === '' ? [] : [`**${title}:** ${said}`]);
  const done = [
    ...(commits.count === 0
      ? []
      : [
          `${plural(commits.count, 'commit')}${subjects.length === 0 ? '' : ` (${listWords(subjects, MOST + 1)})`}`,
        ]),
    ...merged.map(({ number, title, url }) => `merged ${numberLink(number, url)} ${text(title)}`),
    ...(opened.length === 0
      ? []
      : [
          `opened ${listWords(
            opened.map(({ number, url }) => numberLink(number, url)),
            MOST,
          )}`,
        ]),
  ];
  const who = agent === null ? '' : ` (${code(agent)})`;
  const head = `**${code(workstream)}**${who}, ${localDate(new Date(at), timezone)}, since ${moment(standup.since, timezone)}`;
  const lines = [
    // What was done may hold a list itself.
    ...line('Done', doneInWords(done)),
    ...line('Proved', listWords(proved.map(text), MOST)),
    ...line('Turned red', named(standup.turnedRed)),
    ...line('Green again', named(standup.turnedGreen)),
    ...line('Next', next === null ? '' : text(next)),
    ...line('Held by', heldBy(blockers)),
  ];
  return `${head}\n\n${bullets(lines)}`;
}

function doneInWords(done: readonly Markdown[]): Markdown {
  const left = done.length - MOST * 2;
  return [...done.slice(0, MOST * 2), ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

/** Sentences, each whole. */
function heldBy(blockers: Standup['blockers']): Markdown {
  const left = blockers.length - MOST;
  const told = blockers.slice(0, MOST).map(({ what }) => prose(what));
  return [...told, ...(left > 0 ? [`And ${left} more.`] : [])].join(' ');
}

/** GitHub takes 65,536 characters, and something stands around them. */
const MOST_BYTES = 60_000;

/** Standups below each other, and who was silent; where there is no room for all, the last ones go. */
export function standupsTogether(told: readonly Markdown[], quiet: readonly Markdown[]): Markdown {
  const sections = [
    ...told.map((markdown) => ({ markdown, priority: 1 })),
    ...quiet.map((markdown) => ({ markdown, priority: 2 })),
  ];
  return fitSections(
    sections,
    MOST_BYTES,
    `Name workstreams behind ${code('/standup')} to see theirs.`,
  );
}

/** The sticky comment: the newest standup, those before it folded, and what the next one must know. */
export function standupComment(
  memory: StandupMemory,
  { lateMinutes, missed }: { lateMinutes: number; missed: readonly string[] },
): Markdown {
  const [newest = '', ...earlier] = memory.told;
  const notes = [
    ...(lateMinutes > 0 ? [`${lateInWords(lateMinutes)} late`] : []),
    ...(missed.length > 0 ? [`not held on ${listWords(missed, MOST)}`] : []),
  ];
  return [
    `#### Standup\n\n${newest}`,
    ...(notes.length > 0 ? [`_${listWords(notes)}, because Weir was not running_`] : []),
    ...(earlier.length > 0 ? [details('Earlier', earlier.join('\n\n'))] : []),
    memoryBlock(memory),
  ].join('\n\n');
}

function moment(at: string, timezone: string): string {
  const instant = new Date(at);
  return `${localDate(instant, timezone)} ${localTime(instant, timezone)}`;
}
