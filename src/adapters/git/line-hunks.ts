/** Where versions of files differ, many per process, compared the way git's own merge compares them. */
import type { Hunk, Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { writeFileTree } from './file-trees.ts';
import { GitFailed } from './objects.ts';

const BATCH_FILES = 400;
const WALL_CLOCK = 30_000;
/** Bytes of patches of one process. */
const LARGEST_PATCH = 256 * 1024 ** 2;

interface Versions {
  before: Oid;
  after: Oid;
}

/**
 * Hunks in the order of the request; null where there are none to give: for binary files and those over 1 MiB, and
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
  const size = Math.min(BATCH_FILES, Math.max(20, Math.ceil(versions.length / parallel)));
  let next = 0;
  const work = async () => {
    while (next < versions.length) {
      const at = next;
      next += size;
      const found = await compare(run, gitDir, versions.slice(at, at + size));
      for (const [n, hunks] of found.entries()) answers[at + n] = hunks;
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
    env: gitEnvironment(gitDir, [['core.bigFileThreshold', '1m']]),
    input: `${before} ${after}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_PATCH,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare files', end);
  const found = readHunks(end.stdout);
  return versions.map((one, at) => (one.before === one.after ? [] : (found.get(at) ?? null)));
}

const [SPACE, PLUS, MINUS, AT, D] = [0x20, 0x2b, 0x2d, 0x40, 0x64];
const FILE = /^diff --git a\/(\d+) /;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** Hunks by position of the file. */
function readHunks(patch: Buffer): Map<number, Hunk[]> {
  const found = new Map<number, Hunk[]>();
  let hunks: Hunk[] = [];
  let file = -1;
  /** Lines of the hunk that are still to come, of both versions. */
  let [old, fresh] = [0, 0];
  let line = 0;
  let open: Hunk | null = null;
  for (let at = 0; at < patch.length; ) {
    const newline = patch.indexOf(0x0a, at);
    const end = newline === -1 ? patch.length : newline;
    const sign = patch[at];
    if (old > 0 || fresh > 0) {
      if (sign === SPACE) {
        open = null;
        old -= 1;
        fresh -= 1;
        line += 1;
      } else if (sign === MINUS || sign === PLUS) {
        if (!open) {
          open = { from: line, to: line };
          hunks.push(open);
        }
        if (sign === MINUS) {
          old -= 1;
          line += 1;
          open.to = line;
        } else fresh -= 1;
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
        found.set(file, hunks);
      }
    } else if (sign === D) {
      file = Number(FILE.exec(patch.toString('latin1', at, Math.min(end, at + 60)))?.[1] ?? file);
    }
    at = end + 1;
  }
  return found;
}
