/**
 * Bodies of functions that were walked lately. Versions of a file are mostly the same functions, and walking takes
 * longer than parsing.
 */
import { hash } from 'node:crypto';
import type { Node } from 'web-tree-sitter';
import type { Scope } from './scopes.ts';
import type { Told } from './told.ts';

/** Bytes that are kept, nearly. */
const REMEMBERED = 32_000_000;
/** What a character of a body tells takes so many bytes. */
const TOLD = 10;
/** Shorter bodies are walked as fast. Characters. */
const SHORTEST = 150;
/** Of longer ones, such as those around all tests of a file, what is in them is remembered. */
const LONGEST = 20_000;

export interface Walked {
  told: Told;
  /** Where the body began. */
  line: number;
  /** Named nodes inside of each other. */
  depth: number;
}

export interface BodyMemory {
  /** Told before a text is walked. */
  begin(text: string): void;
  get(key: string): Walked | undefined;
  set(key: string, walked: Walked, body: Node): void;
}

export function rememberBodies(remembered = REMEMBERED): BodyMemory {
  const kept = new Map<string, Walked>();
  // Names are views of the text of their file and keep all of it: what was found in one text goes together.
  const texts: { keys: string[]; bytes: number }[] = [];
  let total = 0;
  const add = (bytes: number) => {
    total += bytes;
    const last = texts.at(-1);
    if (last) last.bytes += bytes;
    while (total > remembered && texts.length > 1) {
      const oldest = texts.shift();
      total -= oldest?.bytes ?? 0;
      for (const key of oldest?.keys ?? []) kept.delete(key);
    }
  };
  return {
    begin(text) {
      texts.push({ keys: [], bytes: 0 });
      add(text.length);
    },
    get: (key) => kept.get(key),
    set(key, walked, body) {
      if (kept.has(key)) return;
      kept.set(key, walked);
      texts.at(-1)?.keys.push(key);
      add(TOLD * lengthOf(body));
    },
  };
}

export function isWorthIt(body: Node): boolean {
  const length = lengthOf(body);
  return length >= SHORTEST && length <= LONGEST && !body.hasError;
}

/**
 * Names everything that a body is understood by.
 *
 * @param by the grammar's name, and the type of the node whose body it is
 */
export function keyOf(body: Node, by: readonly string[], { result, ...place }: Scope): string {
  const around = JSON.stringify([by, place, result?.text ?? null]);
  return hash('sha256', `${around}\n${body.text}`, 'base64');
}

const lengthOf = ({ startIndex, endIndex }: Node) => endIndex - startIndex;
