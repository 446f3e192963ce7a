/**
 * The structure of a YAML file from its parser events: places of all nodes, and what is ambiguous or refused
 * (keys that stand twice, anchors, aliases, tags). Pure.
 */
import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { type Issue, type Path, quote } from './issue.ts';
import type { Places } from './places.ts';

/** Offset at which a node begins, -1 where it has no text of its own. */
export function startOf(event: Event): number {
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
export function walk(
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
