/**
 * What was found of heads against an earlier target and still is so, since what the target has changed meanwhile
 * concerns none of their words and files. Most pushes to a target leave most heads as they were; looking at all of them
 * again takes a minute.
 */
import type { Oid, Survey, TreeChange } from '../ports.ts';
import { isRegularFile } from '../tree-modes.ts';
import type { AnyFileDetector, Detected, Wants } from './detector.ts';
import { matters } from './mentions.ts';
import { fileName } from './path-parts.ts';
import type { Behind } from './target-changes.ts';

/** A target that has changed more files is looked at anew. */
const MOST_FILES = 200;
/** No more of a line is looked at where words are searched for, either. */
const LONGEST_LINE = 400;

/** What was found of a head, and what it depends on. */
export interface Note {
  detected: Detected[];
  /** Files of the target that were looked at, or are part of a merge that was. */
  paths: string[];
  /** Names of files that were, wherever they stand. */
  names: string[];
  /** Words that were looked for everywhere on the target. */
  asked: string[];
}

export function noteOf(head: Behind, detected: Detected[], wants: Wants = {}): Note {
  const { merged, words } = wants;
  // A file may have been looked at for another head, and what it shows be told of this one.
  const shown = detected.flatMap(({ places }) => places.map(({ path }) => path));
  const paths = [...new Set([...head.paths, ...(merged?.paths ?? []), ...shown])];
  return { detected, paths, names: [...(merged?.names ?? [])], asked: [...(words?.a ?? [])] };
}

/**
 * The notes that still hold.
 *
 * @param heads those of which nothing is known on the target
 * @param keyOn key of a head's note on a target
 */
export async function stillSo(
  detector: AnyFileDetector,
  survey: Survey,
  target: Oid,
  heads: readonly Behind[],
  keyOn: (on: Oid) => (head: Behind) => string,
): Promise<Map<Behind, Note>> {
  const found = new Map<Behind, Note>();
  const { moved } = survey;
  if (!moved || moved.changes.length > MOST_FILES) return found;
  const earlier = heads.filter(({ oid }) => moved.heads.has(oid));
  const keyOf = keyOn(moved.from);
  const known = await survey.recall(earlier.map(keyOf));
  const notes = earlier.flatMap((head): [Behind, Note][] => {
    const json = known.get(keyOf(head));
    if (json !== undefined) return [[head, JSON.parse(json)]];
    // It was not behind before: there was nothing to find.
    return head.base === moved.from ? [[head, noteOf(head, [])]] : [];
  });
  if (notes.length === 0) return found;
  // Where its line of first parents is another one now, what lies between is unknown.
  const line = await survey.trunk(new Set([moved.from, target]), new Set());
  if (line.length !== 2) return found;
  const interesting = new Set(
    notes.flatMap(([head, { asked }]) => [...head.words.keys(), ...asked]),
  );
  const lines = await changedLines(survey, moved.changes, interesting);
  if (lines === null) return found;
  const changed = new Set(moved.changes.map(({ path }) => path));
  const names = new Set([...changed].map((path) => fileName(path)));
  for (const [head, note] of notes) {
    const isMet =
      [...head.paths, ...note.paths].some((path) => changed.has(path)) ||
      note.names.some((name) => names.has(name));
    const isAsked = note.asked.some((word) =>
      [...(lines.get(word) ?? [])].some(([path, { before, now }]) =>
        matters(path, word, true, before, now),
      ),
    );
    const isConcerned = [...head.words].some(([word, anywhere]) =>
      [...(lines.get(word) ?? [])].some(
        ([path, { before, now }]) =>
          detector.reads(path) && matters(path, word, anywhere, before, now),
      ),
    );
    if (!isMet && !isAsked && !isConcerned) found.set(head, note);
  }
  return found;
}

interface Lines {
  before: string[];
  now: string[];
}

/** By word and path, the lines of changed files in which words stand; null where a file cannot be looked at. */
async function changedLines(
  survey: Survey,
  changes: readonly TreeChange[],
  words: ReadonlySet<string>,
): Promise<Map<string, Map<string, Lines>> | null> {
  const contents = await survey.contents(changes.flatMap(({ oids }) => oids));
  const found = new Map<string, Map<string, Lines>>();
  for (const { path, oids, modes } of changes) {
    // Links and submodules hold no words.
    if (!isRegularFile(modes[0])) continue;
    for (const [at, side] of (['before', 'now'] as const).entries()) {
      const content = contents.get(oids[at] ?? '');
      if (content?.state !== 'text') {
        if (content?.reason === 'binary') continue;
        return null;
      }
      for (const line of content.text.split('\n')) {
        const text = line.slice(0, LONGEST_LINE);
        for (const word of new Set(text.match(/[\p{L}\p{N}_$]+/gu))) {
          if (!words.has(word)) continue;
          const paths = found.get(word) ?? new Map<string, Lines>();
          found.set(word, paths);
          const lines = paths.get(path) ?? { before: [], now: [] };
          paths.set(path, lines);
          lines[side].push(text.trim());
        }
      }
    }
  }
  return found;
}
