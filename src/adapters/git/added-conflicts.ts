/**
 * Conflicts of files that both sides add: two different texts collide for certain, and where they do is seen without a
 * merge, as of changes of a text without lines.
 */
import { setImmediate } from 'node:timers/promises';
import { collisions, outerCollision } from '../../colliding-lines.ts';
import type { FileMerge, Hunk, MergeConflict, Oid } from '../../ports.ts';
import { fileLines } from './line-hunks.ts';
import { fileKey } from './line-merges.ts';
import type { Look } from './looks.ts';

/** Bytes of a file, and of all that are held against each other; beyond, git merges. */
const [LARGEST_FILE, LARGEST_ALTOGETHER] = [1024 ** 2, 16 * 1024 ** 2];
/** Files that are looked at before others have a turn. */
const FILES_AT_ONCE = 2;
/** Lines; of longer texts it takes long to see which of them are the same. */
const SHORT = 1_000;

interface Added {
  lines: Int32Array;
  /** Null of a long text. */
  hunks: readonly Hunk[] | null;
}

/** Conflicts by `fileKey`; what is left out may collide or not, as a binary file or one without lines. Throws `GitFailed`. */
export async function addedConflicts(
  look: Look,
  files: readonly FileMerge[],
): Promise<Map<string, MergeConflict['regions']>> {
  const conflicts = new Map<string, MergeConflict['regions']>();
  if (files.length === 0) return conflicts;
  const added = await addedTexts(
    look,
    files.flatMap(({ ours, theirs }) => [ours, theirs]),
  );
  for (const [at, file] of files.entries()) {
    if (at % FILES_AT_ONCE === FILES_AT_ONCE - 1) await setImmediate();
    const [own, other] = [added.get(file.ours), added.get(file.theirs)];
    if (!own || !other || file.ours === file.theirs) continue;
    const found = own.hunks && other.hunks && collisions(own.hunks, other.hunks);
    conflicts.set(fileKey(file), found ?? [outerCollision(own.lines, other.lines)]);
  }
  return conflicts;
}

/** Texts with lines, each once, however many add them. */
async function addedTexts(
  { run, scratch: { gitDir }, texts }: Look,
  all: readonly Oid[],
): Promise<Map<Oid, Added>> {
  const blobs = [...new Set(all)];
  texts.write(blobs);
  const found = await fileLines(run, gitDir, blobs, LARGEST_FILE, LARGEST_ALTOGETHER);
  return new Map(
    blobs.flatMap((blob, at): [Oid, Added][] => {
      const lines = found[at];
      if (!lines || lines.length === 0) return [];
      const all = { from: 0, to: 0, lines: [...lines.subarray(0, SHORT)], gone: [] };
      return [[blob, { lines, hunks: lines.length > SHORT ? null : [all] }]];
    }),
  );
}
