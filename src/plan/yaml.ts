/**
 * YAML text to a plain value, with the place of every key and value, and everything that makes a file
 * unreadable or ambiguous. Pure. Anchors, aliases and tags are refused: a plan never needs them, and
 * they are how small files become huge.
 */
import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import type { Issue } from './issue.ts';
import { Places } from './places.ts';
import { startOf, walk } from './structure.ts';

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 16;

export interface YamlReading {
  /** Null when the text has no usable value at all. */
  value: { root: unknown } | null;
  places: Places;
  issues: Issue[];
}

/** Reads one YAML document. Never throws. */
export function readYaml(source: string): YamlReading {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const places = new Places(text);
  const stop = (...issues: Issue[]): YamlReading => ({ value: null, places, issues });
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) {
    return stop(whole(`The file is larger than ${MAX_BYTES / 1024} KiB. Shorten it.`));
  }
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    return stop(...syntaxIssues(error, text));
  }
  const second = documents(events)[1];
  if (events.length === 0) {
    return stop(whole('The file is empty. Start it with "version: 1" and "workstreams:".'));
  }
  if (second !== undefined) {
    const message =
      'Here a second YAML document begins. Keep one plan in the file: remove this "---".';
    return stop({ level: 'error', offset: separatorBefore(text, second), message });
  }
  const issues: Issue[] = [];
  const usable = walk(text, events, places, issues);
  if (usable === null) return stop(...issues);
  try {
    const [root] = constructFromEvents(usable, { source: text, schema: CORE_SCHEMA, json: true });
    return { value: { root: withoutPrototypes(root) }, places, issues };
  } catch (error) {
    return stop(...issues, ...syntaxIssues(error, text));
  }
}

const whole = (message: string): Issue => ({ level: 'error', path: [], message });

/** Start of each document's first node; a document without one has the end of the one before. */
function documents(events: readonly Event[]): number[] {
  return events.flatMap((event, index) => {
    if (event.type !== EVENT_ID.DOCUMENT) return [];
    const node = events[index + 1];
    if (!node || node.type === EVENT_ID.POP || node.type === EVENT_ID.DOCUMENT) return [0];
    return [Math.max(0, startOf(node))];
  });
}

function separatorBefore(text: string, offset: number): number {
  const from = offset > 0 ? text.lastIndexOf('\n---', offset) : text.lastIndexOf('\n---');
  return from < 0 ? 0 : from + 1;
}

/** Removes own `__proto__` keys, which are reported already and which no later step should meet. */
function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, child]) => [key, withoutPrototypes(child)]),
  );
}

/** What js-yaml says, in plainer words where it has a usual cause. */
const CAUSES: [RegExp, string][] = [
  [/tab character/, 'A tab is used as indentation. Use spaces.'],
  [
    /depth|nesting/i,
    `Lists and mappings are nested deeper than ${MAX_DEPTH} levels. Flatten them.`,
  ],
  [
    /bad indentation|deficient indentation/,
    'The indentation does not fit, or a text with ": " lacks its quotes. Line it up with its neighbours, or quote the text.',
  ],
  [/flow collection/, 'A "[" or "{" is not closed. Close it.'],
  [/quoted scalar/, 'A quote is not closed. Close it.'],
  [
    /non-printable/,
    'There is a character that cannot be printed. Remove it, and save the file as UTF-8.',
  ],
];

function syntaxIssues(error: unknown, text: string): Issue[] {
  if (!(error instanceof YAMLException)) {
    return [
      whole('The file is not readable as YAML. Compare it with the example in the documentation.'),
    ];
  }
  const cause = CAUSES.find(([reason]) => reason.test(error.reason));
  const message = cause ? cause[1] : `This is not valid YAML: ${error.reason}. Correct it.`;
  const tabs = cause === CAUSES[0] ? [...text.matchAll(/^ *\t/gm)] : [];
  const offsets =
    tabs.length > 0
      ? tabs.map((tab) => tab.index + tab[0].length - 1)
      : [Math.min(error.mark?.position ?? 0, text.length)];
  return offsets.map((offset) => ({ level: 'error', offset, message }));
}
