/** Where versions of files differ, many per process, compared the way git's own merge compares them. */
import type { Hunk, Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { writeFileTree } from './file-trees.ts';
import { GitFailed, lookUp } from './objects.ts';

/** Larger files are not compared by lines. Bytes. */
const LARGEST_FILE = 1024 ** 2;
/** Bytes of files that one process compares. */
const BATCH_BYTES = 16 * 1024 ** 2;
const BATCH_FILES = 500;
const WALL_CLOCK = 30_000;

interface Pair {
  before: Oid;
  after: Oid;
}

/** Hunks in the order of the pairs; null where there are none to give. Throws `GitFailed` where git cannot compare. */
export async function lineHunks(
  run: RunGit,
  gitDir: string,
  pairs: readonly Pair[],
): Promise<(Hunk[] | null)[]> {
  const blobs = [...new Set(pairs.flatMap(({ before, after }) => [before, after]))];
  const headers = await lookUp(run, gitDir, blobs);
  const sizes = new Map(
    blobs.flatMap((oid, at): [Oid, number][] => {
      const header = headers[at];
      return header?.type === 'blob' && header.size <= LARGEST_FILE ? [[oid, header.size]] : [];
    }),
  );
  const answers: (Hunk[] | null)[] = pairs.map(() => null);
  let batch: number[] = [];
  let bytes = 0;
  const flush = async () => {
    const some = batch.flatMap((at) => pairs[at] ?? []);
    const hunks = await compareBatch(run, gitDir, some, bytes);
    for (const [n, at] of batch.entries()) answers[at] = hunks[n] ?? null;
    batch = [];
    bytes = 0;
  };
  for (const [at, { before, after }] of pairs.entries()) {
    const size = (sizes.get(before) ?? Number.NaN) + (sizes.get(after) ?? Number.NaN);
    if (Number.isNaN(size)) continue;
    batch.push(at);
    bytes += size;
    if (bytes >= BATCH_BYTES || batch.length >= BATCH_FILES) await flush();
  }
  if (batch.length > 0) await flush();
  return answers;
}

async function compareBatch(
  run: RunGit,
  gitDir: string,
  pairs: readonly Pair[],
  bytes: number,
): Promise<(Hunk[] | null)[]> {
  const before = await writeFileTree(
    run,
    gitDir,
    pairs.map((pair) => pair.before),
  );
  const after = await writeFileTree(
    run,
    gitDir,
    pairs.map((pair) => pair.after),
  );
  const end = await run({
    args: [
      'diff-tree',
      '--stdin',
      '--patch',
      // As merge-ort compares (merge_start in git's merge-ort.c): histogram, and no shifting of hunks by indent.
      '--unified=0',
      '--inter-hunk-context=0',
      '--diff-algorithm=histogram',
      '--no-indent-heuristic',
      '--no-renames',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--src-prefix=a/',
      '--dst-prefix=b/',
    ],
    env: gitEnvironment(gitDir),
    input: `${before} ${after}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: 40 * bytes + 1000 * (pairs.length + 1),
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare files', end);
  const found = readHunks(end.stdout.toString('latin1'));
  return pairs.map((pair, at) => (pair.before === pair.after ? [] : (found.get(at) ?? null)));
}

const LINE = /^(?:diff --git a\/(\d+) b\/\d+|@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@.*)$/;

/** By position. Lines of files begin with a sign, so nothing in them looks like a header. */
function readHunks(patch: string): Map<number, Hunk[]> {
  const found = new Map<number, Hunk[]>();
  let file = -1;
  for (const line of patch.split('\n')) {
    if (line[0] !== 'd' && line[0] !== '@') continue;
    const [, index, start, count = '1'] = LINE.exec(line) ?? [];
    if (index !== undefined) file = Number(index);
    if (start === undefined) continue;
    const lines = Number(count);
    // An insertion names the line before it.
    const from = lines === 0 ? Number(start) : Number(start) - 1;
    const hunks = found.get(file);
    if (hunks) hunks.push({ from, to: from + lines });
    else found.set(file, [{ from, to: from + lines }]);
  }
  return found;
}
