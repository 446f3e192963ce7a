/** Keys that stand twice in one mapping: what parsers refuse, or silently decide by taking the last. */
import { CORE_SCHEMA, defineScalarTag, loadAll, mapTag, mergeTag, seqTag } from 'js-yaml';
import { parse } from 'smol-toml';

/** Deeper texts are not looked into. */
const MOST_DEPTH = 100;

/** Tags of any tool are taken as they stand (`!Ref`, `!reference`): only keys matter here. */
const ANY_TAG = { tagName: '!', matchByTagPrefix: true };
const SCHEMA = CORE_SCHEMA.withTags(
  mergeTag,
  defineScalarTag('!', { ...ANY_TAG, identify: () => false, resolve: (source) => source }),
  { ...seqTag, ...ANY_TAG },
  { ...mapTag, ...ANY_TAG },
);

/** Lines of keys that are remembered of one file. */
const MOST_KEYS = 300;

export interface DuplicateKey {
  key: string;
  /** 1-based line of the second one. */
  line: number;
}

/** The first key that stands there twice; null where there is none, or where the text does not parse for another reason. */
export function duplicateKey(path: string, text: string): DuplicateKey | null {
  if (/\.jsonc?$/.test(path)) return inJson(text);
  try {
    if (path.endsWith('.toml')) parse(text);
    else loadAll(text, { schema: SCHEMA });
    return null;
  } catch (error) {
    return fromWords(path, text, error);
  }
}

function fromWords(path: string, text: string, error: unknown): DuplicateKey | null {
  const message = error instanceof Error ? error.message : '';
  const isToml = path.endsWith('.toml');
  const found = isToml
    ? /redefine|already|duplicate/i.test(message)
    : /duplicated mapping key/i.test(message);
  if (!found) return null;
  const { line, column } = placeIn(error);
  const words = text.split('\n')[line - 1] ?? '';
  const key = keyAt(isToml, words, column) ?? keyOn(path, words) ?? words.trim();
  return { key, line };
}

/** The key that stands at a column (0-based) of a line, where it is not the one that the line begins with. */
function keyAt(isToml: boolean, line: string, column: number): string | null {
  if (isToml && /^\s*\[/.test(line)) return null;
  const pattern = isToml
    ? /^["']?([^"'=[\]{}]+?)["']?\s*=/
    : /^["']?([^"'{}[\],#]+?)["']?\s*(?::(?=\s|$)|$)/;
  return pattern.exec(line.slice(column))?.[1] ?? null;
}

/** The key that a line begins with; that of a table for its header. */
function keyOn(path: string, line: string): string | null {
  const pattern = path.endsWith('.toml')
    ? /^\s*(?:\[+\s*([^\]]+?)\s*\]+|["']?([^"'=[\]{}]+?)["']?\s*=)/
    : /\.jsonc?$/.test(path)
      ? /^\s*[{,]?\s*"((?:[^"\\]|\\.)*)"\s*:/
      : /^\s*(?:- +)*["']?([^"'{}[\],#]+?)["']?\s*:(?=\s|$)/;
  const [, one, other] = pattern.exec(line) ?? [];
  return one ?? other ?? null;
}

/** Keys on lines that the older version does not have, with the first such line (1-based) of each. */
export function keysOnNewLines(
  path: string,
  before: string,
  after: string,
): Record<string, number> {
  const known = new Set(before.split('\n'));
  const found = new Map<string, number>();
  for (const [at, line] of after.split('\n').entries()) {
    const key = known.has(line) ? null : keyOn(path, line);
    if (key !== null && !found.has(key)) found.set(key, at + 1);
    if (found.size === MOST_KEYS) break;
  }
  return Object.fromEntries(found);
}

/** js-yaml counts lines and columns from 0 and keeps them in a mark, smol-toml both from 1. Here lines from 1, columns from 0. */
function placeIn(error: unknown): { line: number; column: number } {
  const { mark, line, column } = error as Place & { mark?: Place };
  if (mark?.line !== undefined) return { line: mark.line + 1, column: mark.column ?? 0 };
  return { line: line ?? 1, column: (column ?? 1) - 1 };
}

interface Place {
  line?: number;
  column?: number;
}

/** Keys that people write comments under, as often as they like, since JSON has none. */
const COMMENTS = /^(?:\/\/.*|#.*|[_$]+comment)$/;

/** `JSON.parse` takes the last of two, so the text is walked through. It has been merged, and may be anything. */
function inJson(text: string): DuplicateKey | null {
  const stack: (Set<string> | null)[] = [];
  let line = 1;
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') line++;
    else if (char === '{' || char === '[') {
      if (stack.length === MOST_DEPTH) return null;
      stack.push(char === '{' ? new Set() : null);
      expectsKey = char === '{';
    } else if (char === '}' || char === ']') {
      stack.pop();
      expectsKey = false;
    } else if (char === ',') expectsKey = stack.at(-1) instanceof Set;
    else if (char === '/' && text[at + 1] === '/') {
      // Comments, as in tsconfig.json.
      while (at + 1 < text.length && text[at + 1] !== '\n') at++;
    } else if (char === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close === -1 ? text.length : close + 1;
      line += text.slice(at, end).split('\n').length - 1;
      at = end;
    } else if (char === '"') {
      let end = at + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      if (expectsKey) {
        const key = unescaped(text.slice(at, end + 1));
        const keys = stack.at(-1);
        if (keys?.has(key) && !COMMENTS.test(key)) return { key, line };
        keys?.add(key);
        expectsKey = false;
      }
      at = end;
    }
  }
  return null;
}

/** What a string of JSON stands for, its quotes included; as it is where it is none. */
function unescaped(string: string): string {
  if (!string.includes('\\')) return string.slice(1, -1);
  try {
    return String(JSON.parse(string));
  } catch {
    return string.slice(1, -1);
  }
}
