/** Which files of the target matter to a head, because of the words that it is concerned with. */
import type { Occurrence, Oid, Survey } from '../ports.ts';
import { mayDeclare, neverDeclares, saysAll } from './declaring-lines.ts';
import type { AnyFileDetector } from './detector.ts';
import type { Behind } from './target-changes.ts';

/** A word that stands in more files than this may mean anything. */
const MOST_FILES = 40;
/** More words, or files, of one head are not followed. */
export const MOST_WORDS = 300;
export const MOST_PATHS = 400;

/** Adds the files that a head's words make matter: where the head left the target, and on the target now. */
export async function addMentions(
  detector: AnyFileDetector,
  survey: Survey,
  target: Oid,
  heads: readonly Behind[],
): Promise<void> {
  const all = new Set(heads.flatMap(({ words }) => [...words.keys()]));
  if (all.size === 0) return;
  const now = inFiles(await survey.occurrences(target, [...all], MOST_FILES));
  for (const base of new Set(heads.map((head) => head.base))) {
    const here = heads.filter((head) => head.base === base);
    const words = new Set(here.flatMap((head) => [...head.words.keys()]));
    // Of what is everywhere on the target it is not asked where it was.
    const asked = [...words].filter((word) => now.has(word));
    const before = inFiles(
      asked.length > 0 ? await survey.occurrences(base, asked, MOST_FILES) : new Map(),
    );
    for (const head of here) {
      await survey.giveWay();
      for (const [word, anywhere] of head.words) {
        const [old, fresh] = [before.get(word), now.get(word)];
        if (!old || !fresh) continue;
        for (const path of concerned(word, anywhere, old, fresh)) {
          if (!detector.reads(path)) continue;
          if (head.paths.size < MOST_PATHS) head.paths.add(path);
          if (anywhere && differs(old.get(path) ?? [], fresh.get(path) ?? [])) head.sure.add(path);
          head.doubts.set(path, [...(head.doubts.get(path) ?? []), word]);
        }
      }
    }
  }
}

type Lines = ReadonlyMap<string, readonly string[]>;

/** By word and path, the lines it stands in. */
function inFiles(places: ReadonlyMap<string, readonly Occurrence[]>): Map<string, Lines> {
  return new Map([...places].map(([word, list]) => [word, byPath(list)]));
}

/** Files that a word makes matter; the lines it stands in tell of most others that they do not. */
function concerned(word: string, anywhere: boolean, before: Lines, now: Lines): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter((path) =>
    matters(path, word, anywhere, before.get(path) ?? [], now.get(path) ?? []),
  );
}

/**
 * Whether what happened to a file matters to who is concerned with a word, told from the lines in which it stands.
 *
 * @param anywhere the word matters wherever it comes or goes, and not only where it is declared
 */
export function matters(
  path: string,
  word: string,
  anywhere: boolean,
  before: readonly string[],
  now: readonly string[],
): boolean {
  const differing = surplus(before, now);
  const isOther = (text: string) => differing.get(text) !== 0;
  if (anywhere && differs(before, now)) return true;
  return [...differing.keys()].some(
    (text) =>
      (isOther(text) || !saysAll(path, text)) &&
      mayDeclare(text, word) &&
      !neverDeclares(path, text, word),
  );
}

/** Whether lines come or go. */
function differs(before: readonly string[], now: readonly string[]): boolean {
  return [...surplus(before, now).values()].some((times) => times !== 0);
}

/** How much more often each line stood there before. */
function surplus(before: readonly string[], now: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const text of before) found.set(text, (found.get(text) ?? 0) + 1);
  for (const text of now) found.set(text, (found.get(text) ?? 0) - 1);
  return found;
}

function byPath(list: readonly Occurrence[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { path, text } of list) {
    const known = found.get(path);
    if (known) known.push(text);
    else found.set(path, [text]);
  }
  return found;
}
