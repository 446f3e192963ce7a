/** Files whose lines collide for certain: git has said what either side changes, and need not merge them to say so. */
import { collisions } from '../../colliding-lines.ts';
import type { FileMerge, MergeConflict } from '../../ports.ts';
import { fileLines } from './line-hunks.ts';
import { fileKey } from './line-merges.ts';
import type { Look } from './looks.ts';

/** Conflicts by `fileKey`; files of which git must say itself whether they merge are left out. Throws `GitFailed`. */
export async function lineConflicts(
  { run, scratch: { gitDir }, comparisons }: Pick<Look, 'run' | 'scratch' | 'comparisons'>,
  files: readonly FileMerge[],
): Promise<Map<string, MergeConflict['regions']>> {
  if (files.length === 0) return new Map();
  const bases = [...new Set(files.map(({ base }) => base))];
  const [hunks, lines] = await Promise.all([
    comparisons.hunks(
      files.flatMap(({ base, ours, theirs }) => [
        { before: base, after: ours, landed: null },
        { before: base, after: theirs, landed: null },
      ]),
    ),
    fileLines(run, gitDir, bases),
  ]);
  const linesOf = new Map(bases.map((base, at) => [base, lines[at] ?? null]));
  return new Map(
    files.flatMap((file, at) => {
      const [base, ours, theirs] = [linesOf.get(file.base), hunks[2 * at], hunks[2 * at + 1]];
      const found = base && ours && theirs && collisions(base, ours, theirs);
      return found ? [[fileKey(file), found] as const] : [];
    }),
  );
}
