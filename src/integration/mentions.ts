/** Which files of the target matter to a head, because of the words that it is concerned with. */
import type { Occurrence, Oid, Survey } from '../ports.ts';
import { mayDeclare } from './declaring-lines.ts';
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
  const now = await survey.occurrences(target, [...all]);
  // Of what is everywhere on the target it is not asked where it was.
  const rare = new Set([...all].filter((word) => filesOf(now.get(word)) <= MOST_FILES));
  for (const base of new Set(heads.map((head) => head.base))) {
    const here = heads.filter((head) => head.base === base);
    const words = new Set(here.flatMap((head) => [...head.words.keys()]));
    const asked = [...words].filter((word) => rare.has(word));
    const before = asked.length > 0 ? await survey.occurrences(base, asked) : new Map();
    for (const head of here) {
      for (const [word, anywhere] of head.words) {
        if (!rare.has(word)) continue;
        const found = concerned(word, anywhere, before.get(word) ?? [], now.get(word) ?? []);
        for (const path of found)
          if (head.paths.size < MOST_PATHS && detector.reads(path)) head.paths.add(path);
      }
    }
  }
}

const filesOf = (places: readonly Occurrence[] = []) =>
  new Set(places.map(({ path }) => path)).size;

/** Files that a word makes matter; the lines it stands in tell of most others that they do not. */
function concerned(
  word: string,
  anywhere: boolean,
  before: readonly Occurrence[],
  now: readonly Occurrence[],
): Set<string> {
  const [old, fresh] = [before, now].map(byPath) as [Map<string, string[]>, Map<string, string[]>];
  const found = new Set<string>();
  if (old.size > MOST_FILES || fresh.size > MOST_FILES) return found;
  for (const path of new Set([...old.keys(), ...fresh.keys()])) {
    if (matters(word, anywhere, old.get(path) ?? [], fresh.get(path) ?? [])) found.add(path);
  }
  return found;
}

/**
 * Whether what happened to a file matters to who is concerned with a word, told from the lines in which it stands.
 *
 * @param anywhere the word matters wherever it comes or goes, and not only where it is declared
 */
export function matters(
  word: string,
  anywhere: boolean,
  before: readonly string[],
  now: readonly string[],
): boolean {
  if (anywhere && before.toSorted().join('\n') !== now.toSorted().join('\n')) return true;
  return [...before, ...now].some((text) => mayDeclare(text, word));
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
