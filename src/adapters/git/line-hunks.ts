/** Where versions of files differ, many per process, compared the way git's own merge compares them. */
import type { Hunk, Oid } from '../../ports.ts';
import { isBinary } from './bytes.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { writeFileTree } from './file-trees.ts';
import { GitFailed, lookUp, readContents } from './objects.ts';

/** Files of one process, more or less. */
const BATCH_FILES = 400;
const WALL_CLOCK = 30_000;
/** New or old lines of a file are not told one by one beyond this. */
const MOST_LINES = 10_000;
/** Bytes. Larger files have no lines. */
const LARGEST_FILE = 4 * 1024 ** 2;
/** Bytes of files in memory at once. */
const LARGEST_BATCH = 32 * 1024 ** 2;
/** Bytes of patches of one process. */
const LARGEST_PATCH = 256 * 1024 ** 2;

interface Versions {
  before: Oid;
  after: Oid;
}

/**
 * Hunks in the order of the request; null where there are none to give: for binary files and those over 4 MiB, and
 * where git cannot read one.
 *
 * @param parallel processes at once
 */
export async function lineHunks(
  run: RunGit,
  gitDir: string,
  versions: readonly Versions[],
  parallel: number,
): Promise<(Hunk[] | null)[]> {
  const answers: (Hunk[] | null)[] = [];
  const size = Math.min(BATCH_FILES, Math.max(1, Math.ceil(versions.length / parallel)));
  const portions = Array.from({ length: Math.ceil(versions.length / size) }, (): number[] => []);
  // Those of one file, which may be a large one, are dealt out like cards, and the first one of each file goes to another
  // process than that of the file before: of many files it is the version furthest away.
  const files = Map.groupBy(versions.keys(), (at) => versions[at]?.before);
  for (const [first, all] of [...files.values()].entries()) {
    for (const [n, at] of all.entries()) portions[(first + n) % portions.length]?.push(at);
  }
  const work = async () => {
    for (let portion = portions.shift(); portion; portion = portions.shift()) {
      const some = portion.flatMap((at) => versions[at] ?? []);
      const found = await compare(run, gitDir, some);
      for (const [n, at] of portion.entries()) answers[at] = found[n] ?? null;
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return answers;
}

/** What git fails at is compared again in halves, so that one file costs the others nothing. */
async function compare(
  run: RunGit,
  gitDir: string,
  versions: readonly Versions[],
): Promise<(Hunk[] | null)[]> {
  try {
    return await compareBatch(run, gitDir, versions);
  } catch (error) {
    if (!(error instanceof GitFailed)) throw error;
    if (versions.length < 2) return versions.map(() => null);
    const half = Math.ceil(versions.length / 2);
    return [
      ...(await compare(run, gitDir, versions.slice(0, half))),
      ...(await compare(run, gitDir, versions.slice(half))),
    ];
  }
}

async function compareBatch(
  run: RunGit,
  gitDir: string,
  versions: readonly Versions[],
): Promise<(Hunk[] | null)[]> {
  const before = writeFileTree(
    gitDir,
    versions.map((one) => one.before),
  );
  const after = writeFileTree(
    gitDir,
    versions.map((one) => one.after),
  );
  const end = await run({
    args: [
      'diff-tree',
      '--stdin',
      '--patch',
      // As merge-ort compares (merge_start in git's merge-ort.c): histogram, and no shifting of hunks by indent.
      '--diff-algorithm=histogram',
      '--no-indent-heuristic',
      // Not zero: without context git cuts off the common end first (xdi_diff), which a merge does not.
      '--unified=1',
      '--inter-hunk-context=0',
      '--no-renames',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--src-prefix=a/',
      '--dst-prefix=b/',
    ],
    // Larger files count as binary.
    env: gitEnvironment(gitDir, [['core.bigFileThreshold', `${LARGEST_FILE}`]]),
    input: `${before} ${after}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_PATCH,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare files', end);
  const found = readHunks(end.stdout);
  return versions.map((one, at) => (one.before === one.after ? [] : (found.get(at) ?? null)));
}

const [SPACE, PLUS, MINUS, AT, D, BACKSLASH] = [0x20, 0x2b, 0x2d, 0x40, 0x64, 0x5c];
const FILE = /^diff --git a\/(\d+) /;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

type Fresh = Omit<Hunk, 'lines' | 'gone'> & { lines?: number[]; gone?: number[] };

/** Hunks by position of the file. */
function readHunks(patch: Buffer): Map<number, Hunk[]> {
  const found = new Map<number, Hunk[]>();
  let hunks: Fresh[] = [];
  let file = -1;
  /** Lines of the hunk that are still to come, of both versions. */
  let [old, fresh] = [0, 0];
  let line = 0;
  let open: Fresh | null = null;
  /** Whose last line is the line before. */
  let latest: number[] | undefined;
  /** Lines of the file that were told one by one, new and old ones. */
  let [told, replaced] = [0, 0];
  for (let at = 0; at < patch.length; ) {
    const newline = patch.indexOf(0x0a, at);
    const end = newline === -1 ? patch.length : newline;
    const sign = patch[at];
    if (sign === BACKSLASH) {
      // "No newline at end of file", said of the line before.
      const unended = latest?.pop();
      if (unended !== undefined) latest?.push(withoutEnd(unended));
    } else if (old > 0 || fresh > 0) {
      if (sign === SPACE) {
        open = null;
        latest = undefined;
        old -= 1;
        fresh -= 1;
        line += 1;
      } else if (sign === MINUS || sign === PLUS) {
        if (!open) {
          open = { from: line, to: line };
          if (told <= MOST_LINES) open.lines = [];
          if (open.lines && replaced <= MOST_LINES) open.gone = [];
          hunks.push(open);
        }
        if (sign === MINUS) {
          old -= 1;
          line += 1;
          open.to = line;
          replaced += 1;
          latest = open.gone;
          if (replaced <= MOST_LINES) latest?.push(fingerprint(patch, at + 1, end));
          else if (replaced === MOST_LINES + 1) for (const hunk of hunks) delete hunk.gone;
        } else {
          fresh -= 1;
          told += 1;
          latest = open.lines;
          if (told <= MOST_LINES) latest?.push(fingerprint(patch, at + 1, end));
          else if (told === MOST_LINES + 1) withoutLines(hunks);
        }
      }
    } else if (sign === AT) {
      const [, from = '0', count = '1', after = '1'] =
        HUNK.exec(patch.toString('latin1', at, Math.min(end, at + 100))) ?? [];
      old = Number(count);
      fresh = Number(after);
      // A hunk without old lines names the line before it.
      line = old === 0 ? Number(from) : Number(from) - 1;
      open = null;
      if (!found.has(file)) {
        hunks = [];
        [told, replaced] = [0, 0];
        found.set(file, hunks);
      }
    } else if (sign === D) {
      file = Number(FILE.exec(patch.toString('latin1', at, Math.min(end, at + 60)))?.[1] ?? file);
    }
    at = end + 1;
  }
  return found;
}

function withoutLines(hunks: readonly Fresh[]): void {
  for (const hunk of hunks) {
    delete hunk.lines;
    delete hunk.gone;
  }
}

/** Of a line that the file's end cuts off: it equals none that has a newline. */
const withoutEnd = (hash: number) => Math.imul(hash ^ 0x100, 0x01000193);

/** Different fingerprints mean different lines; `from` up to `to`, without the line's end. */
function fingerprint(text: Buffer, from: number, to: number): number {
  // Of an empty line, too, it is what an `Int32Array` gives back.
  let hash = 0x811c9dc5 | 0;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (text[at] as number), 0x01000193);
  return hash;
}

/**
 * Fingerprints of the lines of each file; null for what is too large, binary, or not there.
 *
 * @param largest bytes of a file
 * @param altogether bytes of all files; those that would exceed it are too large
 */
export async function fileLines(
  run: RunGit,
  gitDir: string,
  blobs: readonly Oid[],
  largest = LARGEST_FILE,
  altogether = Number.POSITIVE_INFINITY,
): Promise<(Int32Array | null)[]> {
  const headers = await lookUp(run, gitDir, blobs);
  let left = altogether;
  const found: (Int32Array | null)[] = [];
  for (let at = 0; at < blobs.length; ) {
    const batch: Oid[] = [];
    let bytes = 0;
    let end = at;
    for (; end < blobs.length && bytes < LARGEST_BATCH; end++) {
      const header = headers[end];
      if (header?.type !== 'blob' || header.size > Math.min(largest, left)) continue;
      batch.push(blobs[end] as Oid);
      bytes += header.size;
      left -= header.size;
    }
    const texts = await readContents(run, gitDir, batch, bytes);
    for (; at < end; at++) {
      const text = texts.get(blobs[at] as Oid);
      found.push(text ? fingerprints(text) : null);
    }
  }
  return found;
}

function fingerprints(text: Buffer): Int32Array | null {
  if (isBinary(text)) return null;
  const found: number[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf(0x0a, at);
    const end = newline === -1 ? text.length : newline;
    const hash = fingerprint(text, at, end);
    found.push(newline === -1 ? withoutEnd(hash) : hash);
    at = end + 1;
  }
  return Int32Array.from(found);
}
