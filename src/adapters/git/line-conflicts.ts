/** Files whose lines collide for certain: git has said what either side changes, and need not merge them to say so. */
import { setImmediate } from 'node:timers/promises';
import { collisions } from '../../colliding-lines.ts';
import type { FileMerge, MergeConflict } from '../../ports.ts';
import { fileKey } from './line-merges.ts';
import type { Look } from './looks.ts';

/** Files that are looked at before others have a turn. */
const FILES_AT_ONCE = 8;

/** Conflicts by `fileKey`; files of which git must say itself whether they merge are left out. Throws `GitFailed`. */
export async function lineConflicts(
  { comparisons }: Pick<Look, 'comparisons'>,
  files: readonly FileMerge[],
): Promise<Map<string, MergeConflict['regions']>> {
  if (files.length === 0) return new Map();
  const hunks = await comparisons.hunks(
    files.flatMap(({ base, ours, theirs }) => [
      { before: base, after: ours, landed: null },
      { before: base, after: theirs, landed: null },
    ]),
  );
  const conflicts = new Map<string, MergeConflict['regions']>();
  for (const [at, file] of files.entries()) {
    if (at % FILES_AT_ONCE === FILES_AT_ONCE - 1) await setImmediate();
    const [ours, theirs] = [hunks[2 * at], hunks[2 * at + 1]];
    const found = ours && theirs && collisions(ours, theirs);
    if (found) conflicts.set(fileKey(file), found);
  }
  return conflicts;
}
