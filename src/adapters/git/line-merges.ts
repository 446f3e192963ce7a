/** Merges files whose changes keep apart: git says what they change, and the two are put together without it. */
import { joined, touch } from '../../hunks.ts';
import type { FileMerge, Oid, Versions } from '../../ports.ts';
import type { RunGit } from './child.ts';
import type { Look } from './looks.ts';
import { writeObject } from './loose-objects.ts';
import { lookUp, readContents } from './objects.ts';

/** Files at once; each has two versions in memory, of at most 4 MiB: larger ones have no hunks. */
const AT_ONCE = 8;
/** Bytes of a file, and of all at once. */
const LARGEST_FILE = 4 * 1024 ** 2;
const LARGEST_BATCH = 2 * AT_ONCE * LARGEST_FILE;

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
  const [found, early] = await Promise.all([
    comparisons.hunks([
      ...unique.flatMap(({ base, ours, theirs }) => [
        { before: base, after: ours, landed: null },
        { before: base, after: theirs, landed: null },
      ]),
      ...more,
    ]),
    // So few are read while git compares them, though some will not be needed.
    unique.length <= AT_ONCE ? readSmall(run, gitDir, blobsOf(unique)) : null,
  ]);
  const apart = unique.flatMap((file, at) => {
    const [own, other] = [found[2 * at], found[2 * at + 1]];
    return own && other && !touch(own, other) ? [{ file, own, other }] : [];
  });
  const batches = Array.from({ length: Math.ceil(apart.length / AT_ONCE) }, (_, at) =>
    apart.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  const read = (some: typeof apart = []) => {
    if (early) return Promise.resolve(early);
    const texts = readContents(run, gitDir, blobsOf(some.map(({ file }) => file)), LARGEST_BATCH);
    // Heard of when it is its turn.
    texts.catch(() => {});
    return texts;
  };
  const merged = new Map<string, Oid>();
  let next = read(batches[0]);
  for (const [at, some] of batches.entries()) {
    const texts = await next;
    // git reads them while these are put together.
    next = read(batches[at + 1]);
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

const blobsOf = (files: readonly FileMerge[]) =>
  files.flatMap(({ ours, theirs }) => [ours, theirs]);

/** Without those that are too large to have hunks. Throws `GitFailed`. */
async function readSmall(
  run: RunGit,
  gitDir: string,
  blobs: readonly Oid[],
): Promise<Map<Oid, Buffer>> {
  const headers = await lookUp(run, gitDir, blobs);
  const small = headers.flatMap((one) => (one && one.size <= LARGEST_FILE ? one : []));
  const oids = small.map(({ oid }) => oid);
  return readContents(run, gitDir, oids, LARGEST_BATCH);
}
