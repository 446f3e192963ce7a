/** JSON from strangers: bounded in size and depth before anybody walks it. */

/** Characters; results of a thousand benchmarks with all samples take a tenth of it. */
const MOST_CHARACTERS = 10_000_000;
/** Levels of nesting. */
const MOST_DEPTH = 64;

export type JsonReading =
  | { state: 'read'; value: unknown }
  /** Not JSON. */
  | { state: 'other'; reason: string }
  | { state: 'refused'; reason: string };

export function readJson(text: string): JsonReading {
  if (text.length > MOST_CHARACTERS) {
    return {
      state: 'refused',
      reason: `it is larger than ${MOST_CHARACTERS / 1_000_000} million characters`,
    };
  }
  if (deeperThan(text, MOST_DEPTH)) {
    return { state: 'refused', reason: `it is nested deeper than ${MOST_DEPTH} levels` };
  }
  try {
    return { state: 'read', value: JSON.parse(text) };
  } catch (error) {
    return { state: 'other', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Counts brackets outside of strings. */
function deeperThan(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > most) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at += 1;
    else if (char === 0x22) return at;
  }
  return text.length;
}

/** A JSON object, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Text of a field, cut to what anybody would read; empty where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 300) : '';
}

/** The numbers of a list; what is none is left out. */
export function numbersOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter(isNumber) : [];
}
