/** Texts as people reword them: what stays the same when a task is written a little differently. Pure. */
import { distance } from 'fastest-levenshtein';

const STOP = new Set(
  'a an and are as at be by for from in into is it its of on or the to with'.split(' '),
);
const MOST_WORDS = 40;
/** Words of a text that its id shows. */
const SHOWN_WORDS = 6;
/** Share of words that two texts must have in common to be one and the same. */
const SAME = 0.6;

/** Words that carry meaning, lower case, without markup. */
export function wordsOf(text: string): string[] {
  const words =
    text
      .slice(0, 2_000)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !STOP.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
}

/** An id that shows the first words and holds a hash of all of them. */
export function wordId(text: string): string {
  const words = wordsOf(text);
  const shown = words.slice(0, SHOWN_WORDS).map((word) => word.slice(0, 20));
  return [...shown, hash(words.join(' '))].join('-');
}

/** The words that an id shows. */
function shownWords(id: string): string[] {
  return id.split('-').slice(0, -1);
}

/** FNV-1a of 32 bits in base 36: tells tasks of one workstream apart, no more. */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return value.toString(36).padStart(7, '0');
}

/** How much two lists of words share, from 0 to 1; slips and endings make no difference. */
function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const left = [...b];
  let common = 0;
  for (const word of a) {
    const at = left.findIndex((other) => alike(word, other));
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const short = Math.min(a.length, b.length);
  if (short < 4 || Math.abs(a.length - b.length) > 3) return false;
  return a.startsWith(b) || b.startsWith(a) || (short > 4 && distance(a, b) <= 1);
}

/** For each text the index of the one that means the same, each used once, best pairs first; null for none. */
export function matchTexts(texts: readonly string[], others: readonly string[]): (number | null)[] {
  return matchWords(texts.map(wordsOf), others.map(wordsOf));
}

function matchWords(
  texts: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
): (number | null)[] {
  const pairs = texts.flatMap((words, a) =>
    others.map((other, b) => ({ a, b, likeness: likeness(words, other) })),
  );
  const best = pairs
    .filter((pair) => pair.likeness >= SAME)
    .sort((one, other) => other.likeness - one.likeness || one.a - other.a || one.b - other.b);
  const found: (number | null)[] = texts.map(() => null);
  const used = new Set<number>();
  for (const { a, b } of best) {
    if (found[a] !== null || used.has(b)) continue;
    found[a] = b;
    used.add(b);
  }
  return found;
}

/**
 * Ids of texts in their order. A text whose own id is not among the earlier ones takes over the earlier id that no
 * text has and whose words are nearly the same.
 */
export function stableIds(texts: readonly string[], earlier: Iterable<string>): string[] {
  const seen = new Map<string, number>();
  const own = texts.map((text) => {
    const id = wordId(text);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    // Two tasks may have the same words.
    return count === 1 ? id : `${id}${count}`;
  });
  const before = new Set(earlier);
  const free = [...before].filter((id) => !own.includes(id));
  const open = own.flatMap((id, at) => (before.has(id) ? [] : [at]));
  const matches = matchWords(
    open.map((at) => wordsOf(texts[at] ?? '').slice(0, SHOWN_WORDS)),
    free.map(shownWords),
  );
  const ids = [...own];
  for (const [index, match] of matches.entries()) {
    const at = open[index];
    const id = match === null ? undefined : free[match];
    if (at !== undefined && id !== undefined) ids[at] = id;
  }
  return ids;
}
