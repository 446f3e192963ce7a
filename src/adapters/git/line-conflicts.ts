/** Files whose lines collide for certain: git has said what either side changes, and need not merge them to say so. */
import { collisions } from '../../colliding-lines.ts';
import type { FileMerge, MergeConflict } from '../../ports.ts';
import { fileKey } from './line-merges.ts';
import type { Look } from './looks.ts';

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
  return new Map(
    files.flatMap((file, at) => {
      const [ours, theirs] = [hunks[2 * at], hunks[2 * at + 1]];
      const found = ours && theirs && collisions(ours, theirs);
      return found ? [[fileKey(file), found] as const] : [];
    }),
  );
}
