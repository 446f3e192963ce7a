/**
 * Merges files whose changes keep apart, or are the same: git says what they change, and the two are put together
 * without it.
 */
import { type Joined, joined, mayJoin } from '../../joined-lines.ts';
import type { FileMerge, Hunk, ModifiedFile, Oid, Versions } from '../../ports.ts';
import type { RunGit } from './child.ts';
import type { Look } from './looks.ts';
import { lookUp, readContents } from './objects.ts';

/** Files at once; each has two versions in memory, of at most 4 MiB: larger ones have no hunks. */
const AT_ONCE = 8;
/** Bytes of a file, and of all at once. */
const LARGEST_FILE = 4 * 1024 ** 2;
const LARGEST_BATCH = 2 * AT_ONCE * LARGEST_FILE;

/** Tells two merges of files apart. */
export const fileKey = ({ base, ours, theirs }: FileMerge) => `${base} ${ours} ${theirs}`;

/** A file, and what either side changes; null where that is not known. */
export interface Changed {
  file: ModifiedFile;
  own: readonly Hunk[] | null;
  other: readonly Hunk[] | null;
}

/**
 * What either side changes of each file. Throws `GitFailed`.
 *
 * @param more versions that will be compared soon: where git is asked at all, asking for all at once is quicker
 */
export async function changedFiles(
  { comparisons }: Pick<Look, 'comparisons'>,
  files: readonly ModifiedFile[],
  more: readonly Versions[] = [],
): Promise<Changed[]> {
  // Ours, which is as far away as the target, comes first of each file: so they are dealt out.
  const found = await comparisons.hunks([
    ...files.map(({ base, ours }) => ({ before: base, after: ours, landed: null })),
    ...files.map(({ base, theirs }) => ({ before: base, after: theirs, landed: null })),
    ...more,
  ]);
  return files.map((file, at) => ({
    file,
    own: found[at] ?? null,
    other: found[files.length + at] ?? null,
  }));
}

/**
 * Merged texts by `fileKey`, held until git is to read them; files in doubt are left out. Throws `GitFailed`.
 *
 * @param files as they are in commits
 * @param more as of `changedFiles`
 */
export async function mergeLines(
  look: Look,
  files: readonly ModifiedFile[],
  more: readonly Versions[],
): Promise<Map<string, Oid>> {
  const { run, scratch, comparisons, texts } = look;
  const unique = [...new Map(files.map((file) => [fileKey(file), file])).values()];
  if (unique.length === 0) return new Map();
  const [changed, early] = await Promise.all([
    changedFiles(look, unique, more),
    // So few are read while git compares them, though some will not be needed.
    unique.length <= AT_ONCE ? readSmall(run, scratch.gitDir, blobsOf(unique)) : null,
  ]);
  const merged = new Map<string, Oid>();
  for await (const { file, both } of join(look, changed.flatMap(joining), early)) {
    const blob = texts.hold(both.text);
    merged.set(fileKey(file), blob);
    comparisons.remember(file.ours, blob, both.change);
    comparisons.remember(file.ours, file.base, both.undo);
  }
  return merged;
}

/** Those of the files that merge for certain, by `fileKey`. Throws `GitFailed`. */
export async function mergingFiles(
  look: Look,
  changed: readonly Changed[],
): Promise<ReadonlySet<string>> {
  const files = changed.flatMap(joining);
  look.texts.write(blobsOf(files.map(({ file }) => file)));
  const merging = new Set<string>();
  for await (const { file } of join(look, files, null)) merging.add(fileKey(file));
  return merging;
}

interface Joining {
  file: ModifiedFile;
  own: readonly Hunk[];
  other: readonly Hunk[];
}

/** A file of which all lines that are changed are known, and do not collide as far as is known. */
function joining({ file, own, other }: Changed): Joining[] {
  return own && other && mayJoin(own, other) ? [{ file, own, other }] : [];
}

/** Those that can be put together. */
async function* join(
  { run, scratch: { gitDir } }: Look,
  files: readonly Joining[],
  early: Map<Oid, Buffer> | null,
): AsyncGenerator<{ file: ModifiedFile; both: Joined }> {
  for await (const { some, texts } of read(run, gitDir, files, early)) {
    for (const { file, own, other } of some) {
      const [ours, theirs] = [texts.get(file.ours), texts.get(file.theirs)];
      const both =
        ours && theirs && joined({ text: ours, hunks: own }, { text: theirs, hunks: other });
      if (both) yield { file, both };
    }
  }
}

/** Files by the batch, with their versions: git reads the next ones while these are looked at. */
async function* read(
  run: RunGit,
  gitDir: string,
  files: readonly Joining[],
  early: Map<Oid, Buffer> | null,
): AsyncGenerator<{ some: readonly Joining[]; texts: Map<Oid, Buffer> }> {
  const ask = (from: number) => {
    if (early) return Promise.resolve(early);
    const blobs = blobsOf(files.slice(from, from + AT_ONCE).map(({ file }) => file));
    const texts = readContents(run, gitDir, blobs, LARGEST_BATCH);
    // Heard of when it is its turn.
    texts.catch(() => {});
    return texts;
  };
  let next = ask(0);
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const texts = await next;
    next = ask(at + AT_ONCE);
    yield { some: files.slice(at, at + AT_ONCE), texts };
  }
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
