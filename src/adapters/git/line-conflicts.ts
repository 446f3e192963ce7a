/** Files whose lines collide for certain: git has said what either side changes, and need not merge them to say so. */
import { setImmediate } from 'node:timers/promises';
import { collisions } from '../../colliding-lines.ts';
import type { MergeConflict } from '../../ports.ts';
import { type Changed, fileKey } from './line-merges.ts';

/** Files that are looked at before others have a turn. */
const FILES_AT_ONCE = 8;

/** Conflicts by `fileKey`; files of which git must say itself whether they merge are left out. */
export async function lineConflicts(
  changed: readonly Changed[],
): Promise<Map<string, MergeConflict['regions']>> {
  const conflicts = new Map<string, MergeConflict['regions']>();
  for (const [at, { file, own, other }] of changed.entries()) {
    if (at % FILES_AT_ONCE === FILES_AT_ONCE - 1) await setImmediate();
    const found = own && other && collisions(own, other);
    if (found) conflicts.set(fileKey(file), found);
  }
  return conflicts;
}
