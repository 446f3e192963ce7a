/** Merges files whose changes keep apart: git says what they change, and the two are put together without it. */
import { joined, touch } from '../../hunks.ts';
import type { FileMerge, Oid, Versions } from '../../ports.ts';
import type { Look } from './looks.ts';
import { writeObject } from './loose-objects.ts';
import { readContents } from './objects.ts';

/** Files at once; each has two versions in memory, of at most 4 MiB: larger ones have no hunks. */
const AT_ONCE = 8;
const LARGEST_FILE = 4 * 1024 ** 2;

/** Tells two merges of files apart. */
export const fileKey = ({ base, ours, theirs }: FileMerge) => `${base} ${ours} ${theirs}`;

/**
 * Merged texts by `fileKey`, in the scratch repository; files in doubt are left out. Throws `GitFailed`.
 *
 * @param more versions that will be compared soon: where git is asked at all, asking for all at once is quicker
 */
export async function mergeLines(
  { run, scratch: { gitDir, format }, comparisons }: Look,
  files: readonly FileMerge[],
  more: readonly Versions[],
): Promise<Map<string, Oid>> {
  const unique = [...new Map(files.map((file) => [fileKey(file), file])).values()];
  if (unique.length === 0) return new Map();
  const found = await comparisons.hunks([
    ...unique.flatMap(({ base, ours, theirs }) => [
      { before: base, after: ours, landed: null },
      { before: base, after: theirs, landed: null },
    ]),
    ...more,
  ]);
  const apart = unique.flatMap((file, at) => {
    const [own, other] = [found[2 * at], found[2 * at + 1]];
    return own && other && !touch(own, other) ? [{ file, own, other }] : [];
  });
  const merged = new Map<string, Oid>();
  for (let at = 0; at < apart.length; at += AT_ONCE) {
    const some = apart.slice(at, at + AT_ONCE);
    const blobs = some.flatMap(({ file }) => [file.ours, file.theirs]);
    const texts = await readContents(run, gitDir, blobs, 2 * AT_ONCE * LARGEST_FILE);
    for (const { file, own, other } of some) {
      const [ours, theirs] = [texts.get(file.ours), texts.get(file.theirs)];
      const both =
        ours && theirs && joined({ text: ours, hunks: own }, { text: theirs, hunks: other });
      if (!both) continue;
      const blob = writeObject(gitDir, format, 'blob', both.text);
      merged.set(fileKey(file), blob);
      comparisons.remember(file.ours, blob, both.change);
      comparisons.remember(file.ours, file.base, both.undo);
    }
  }
  return merged;
}
