/**
 * YAML text to a plain value, with the place of every key and value, and everything that makes a file
 * unreadable or ambiguous. Pure. Anchors, aliases and tags are refused: a plan never needs them, and they
 * are how small files become huge.
 */
import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import { type Issue, type Path, quote } from './issue.ts';

export const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 16;

/** Offsets of a node in the text: of its key, where it has one, and of its value. */
interface Place {
  key?: number;
  value: number;
}

/** Where things stand in the file. */
export class Places {
  readonly #places = new Map<string, Place>();
  readonly #lineStarts: number[];

  constructor(text: string) {
    this.#lineStarts = [
      0,
      ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length),
    ];
  }

  set(path: Path, place: Place): void {
    this.#places.set(JSON.stringify(path), place);
  }

  /** Offset of the value (or the key) at a path, else of the nearest thing around it. */
  offset(path: Path, at: 'key' | 'value'): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = this.#places.get(JSON.stringify(path.slice(0, length)));
      if (place)
        return length === path.length && at === 'value' ? place.value : (place.key ?? place.value);
    }
    return 0;
  }

  /** 1-based line and column of an offset; columns count UTF-16 units, as editors do. */
  lineColumn(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }
}

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

function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.ALIAS:
      return Math.max(0, event.anchorStart - 1);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    default:
      return -1;
  }
}

interface Open {
  path: Path;
  /** Next index of a sequence; null for a mapping. */
  index: number | null;
  /** Keys of the mapping and their offsets. */
  keys: Map<string, number>;
  /** The key whose value comes next. */
  key: { name: string; offset: number } | null;
}

/**
 * Notes the place of every node and what is wrong with the structure; answers the events without anchors,
 * aliases and tags, or null when no value can be built from them.
 */
function walk(
  text: string,
  events: readonly Event[],
  places: Places,
  issues: Issue[],
): Event[] | null {
  const usable: Event[] = [];
  const stack: Open[] = [];
  let buildable = true;
  let last = 0;
  const open = (path: Path, index: number | null) =>
    stack.push({ path, index, keys: new Map(), key: null });

  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      usable.push(event);
      stack.push({ path: [], index: 0, keys: new Map(), key: null });
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      usable.push(event);
      stack.pop();
      continue;
    }
    const around = stack.at(-1);
    // An empty value has no place of its own; it stands where its key does.
    const own = startOf(event);
    const offset = own >= 0 ? own : (around?.key?.offset ?? last);
    last = offset;
    const isKey = stack.length > 1 && around?.index === null && around.key === null;

    if (isKey && around) {
      if (event.type !== EVENT_ID.SCALAR) {
        const message =
          'A key must be plain text, not a list, a mapping or an alias. Write the name itself.';
        issues.push({ level: 'error', offset, message });
        return null;
      }
      refuseExtras(event, around.path, issues);
      const name = getScalarValue(text, event);
      noteKey(around, name, offset, places, issues);
      around.key = { name, offset };
      usable.push(plain(event));
      continue;
    }
    const path = stack.length > 1 && around ? childPath(around) : [];
    places.set(path, around?.key ? { key: around.key.offset, value: offset } : { value: offset });
    if (around) around.key = null;
    refuseExtras(event, path, issues);
    if (event.type === EVENT_ID.ALIAS) buildable = false;
    if (event.type === EVENT_ID.SEQUENCE) open(path, 0);
    if (event.type === EVENT_ID.MAPPING) open(path, null);
    usable.push(plain(event));
  }
  return buildable ? usable : null;
}

function childPath(around: Open): Path {
  if (around.index === null) return [...around.path, around.key?.name ?? ''];
  const path = [...around.path, around.index];
  around.index += 1;
  return path;
}

function noteKey(
  around: Open,
  name: string,
  offset: number,
  places: Places,
  issues: Issue[],
): void {
  const first = around.keys.get(name);
  if (first !== undefined) {
    const { line } = places.lineColumn(first);
    const message = `${quote(name)} stands here twice; the first is on line ${line}. Keep one of them.`;
    issues.push({ level: 'error', offset, path: [...around.path, name], message });
  }
  if (name === '__proto__') {
    const message = '"__proto__" cannot be a name. Choose another one.';
    issues.push({ level: 'error', offset, path: [...around.path, name], message });
  }
  around.keys.set(name, first ?? offset);
}

function refuseExtras(event: Exclude<Event, { type: 1 | 6 }>, path: Path, issues: Issue[]): void {
  const refuse = (offset: number, message: string) =>
    issues.push({ level: 'error', offset, path, message });
  if (event.type === EVENT_ID.ALIAS) {
    refuse(
      event.anchorStart - 1,
      'Aliases (*name) are not allowed in a plan. Write the value out.',
    );
    return;
  }
  if (event.anchorStart >= 0) {
    refuse(event.anchorStart - 1, 'Anchors (&name) are not allowed in a plan. Remove it.');
  }
  if (event.tagStart >= 0) {
    refuse(
      event.tagStart,
      'Tags (!name) are not allowed in a plan. Remove it; use quotes for text.',
    );
  }
}

/** The event without anchor and tag, so that building the value cannot fail on them. */
function plain(event: Event): Event {
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return event;
  if (event.type === EVENT_ID.ALIAS) return event;
  return { ...event, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
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
