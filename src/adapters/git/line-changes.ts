/** Names changes from one text to another by their lines, many per process. */
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { writeFileTree } from './file-trees.ts';
import { GitFailed, lookUp, readContents } from './objects.ts';
import { digestHunks } from './patch-text.ts';

/** Two versions of a file. */
export interface Versions {
  before: Oid;
  after: Oid;
}

/** Larger files are not compared by lines. Bytes. */
const LARGEST_FILE = 1024 ** 2;
/** Bytes of files that one process compares. */
const BATCH_BYTES = 8 * 1024 ** 2;
/** A patch has each line once, and a header for seven lines or more. */
const PATCH_PER_BYTE = 20;
const WALL_CLOCK = 20_000;

export function versionsKey({ before, after }: Versions): string {
  return `${before} ${after}`;
}

/**
 * Digests by `versionsKey`; absent where a file is large, binary, or too repetitive to be told.
 * Throws `GitFailed` where git cannot compare them (a file is missing, say), or not before `deadline` (of `performance.now`).
 */
export async function digestChanges(
  run: RunGit,
  gitDir: string,
  pairs: readonly Versions[],
  deadline: number,
): Promise<Map<string, string>> {
  const blobs = [...new Set(pairs.flatMap(({ before, after }) => [before, after]))];
  const headers = await lookUp(run, gitDir, blobs);
  const missing = blobs.find((_, index) => headers[index] === null);
  if (missing !== undefined) {
    // git answers a question about a missing object soundly; that it is missing is damage all the same.
    const stderr = `error: missing blob ${missing}`;
    throw new GitFailed('compare files', {
      how: 'exit',
      code: 0,
      stdout: Buffer.alloc(0),
      stderr,
    });
  }
  const sizes = new Map(
    blobs.flatMap((oid, index): [Oid, number][] => {
      const header = headers[index];
      return header?.type === 'blob' && header.size <= LARGEST_FILE ? [[oid, header.size]] : [];
    }),
  );
  const digests = new Map<string, string>();
  let batch: Versions[] = [];
  let bytes = 0;
  const flush = async () => {
    for (const [key, digest] of await digestBatch(run, gitDir, batch, bytes, deadline)) {
      digests.set(key, digest);
    }
    batch = [];
    bytes = 0;
  };
  for (const pair of pairs) {
    const before = sizes.get(pair.before);
    const after = sizes.get(pair.after);
    if (before === undefined || after === undefined) continue;
    batch.push(pair);
    bytes += before + after;
    if (bytes >= BATCH_BYTES) await flush();
  }
  if (batch.length > 0) await flush();
  return digests;
}

async function digestBatch(
  run: RunGit,
  gitDir: string,
  pairs: readonly Versions[],
  bytes: number,
  deadline: number,
): Promise<Map<string, string>> {
  // Two trees of our own with the versions side by side: no path of the repository stands in the patch.
  const before = writeFileTree(
    gitDir,
    pairs.map((pair) => pair.before),
  );
  const after = writeFileTree(
    gitDir,
    pairs.map((pair) => pair.after),
  );
  const end = await run({
    args: [
      'diff-tree',
      '--stdin',
      '--patch',
      '--unified=3',
      '--inter-hunk-context=0',
      '--diff-algorithm=myers',
      '--no-renames',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--src-prefix=a/',
      '--dst-prefix=b/',
    ],
    env: gitEnvironment(gitDir),
    input: `${before} ${after}\n`,
    wallClock: Math.max(1, Math.min(WALL_CLOCK, deadline - performance.now())),
    memory: MERGE_MEMORY_BYTES,
    output: PATCH_PER_BYTE * bytes + 1000 * (pairs.length + 1),
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare files', end);
  const texts = await readContents(
    run,
    gitDir,
    pairs.map((pair) => pair.before),
    bytes,
  );
  const digests = new Map<string, string>();
  for (const { index, hunks } of readPatches(end.stdout)) {
    const pair = pairs[index];
    const text = pair && texts.get(pair.before);
    const digest = text && digestHunks(text, hunks);
    if (pair && digest) digests.set(versionsKey(pair), digest);
  }
  return digests;
}

/** Patches of text files; for binary ones git writes none. */
function* readPatches(output: Buffer): Iterable<{ index: number; hunks: Buffer }> {
  // Every line of a file has a sign before it, so nothing in a file can look like this. (Not `^` with the
  // flag m: for that a carriage return begins a line too.)
  const header = /(?<![^\n])diff --git a\/(\d+) b\/\d+\n/g;
  const starts = [...output.toString('latin1').matchAll(header)];
  for (const [at, start] of starts.entries()) {
    const patch = output.subarray(start.index, starts[at + 1]?.index ?? output.length);
    const hunks = patch.indexOf('\n@@ ');
    if (hunks !== -1) yield { index: Number(start[1]), hunks: patch.subarray(hunks + 1) };
  }
}
