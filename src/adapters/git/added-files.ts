/** Files that both sides add, as changes of a text without lines: so what collides is told without a merge. */
import type { FileMerge, Hunk } from '../../ports.ts';
import { fileLines } from './line-hunks.ts';
import type { Changed } from './line-merges.ts';
import type { Look } from './looks.ts';

/** What either side adds of each file; null where it has no lines. Throws `GitFailed`. */
export async function addedFiles(
  { run, scratch: { gitDir }, texts }: Look,
  files: readonly FileMerge[],
): Promise<Changed<FileMerge>[]> {
  if (files.length === 0) return [];
  const blobs = files.flatMap(({ ours, theirs }) => [ours, theirs]);
  texts.write(blobs);
  const found = await fileLines(run, gitDir, blobs);
  return files.map((file, at) => ({
    file,
    own: asAdded(found[2 * at]),
    other: asAdded(found[2 * at + 1]),
  }));
}

function asAdded(lines: Int32Array | null | undefined): Hunk[] | null {
  return lines && lines.length > 0 ? [{ from: 0, to: 0, lines: [...lines], gone: [] }] : null;
}
