/** Which files git may take for renamed versions of others. */
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { writeFileTree } from './file-trees.ts';
import { GitFailed } from './objects.ts';

/** Files that are held against each other in one question. */
const MOST_PAIRS = 200_000;
/** Milliseconds. */
const WALL_CLOCK = 60_000;

/**
 * Those of `files` of which at least half stands in one of `sources`, as git counts it when it merges; null for more
 * than it is asked to hold against each other. Throws `GitFailed`.
 */
export async function lookalikes(
  run: RunGit,
  gitDir: string,
  { sources, files }: { sources: readonly Oid[]; files: readonly Oid[] },
): Promise<ReadonlySet<Oid> | null> {
  if (sources.length === 0 || files.length === 0) return new Set();
  if (sources.length * files.length > MOST_PAIRS) return null;
  // No name stands on both sides: all sources are gone, all files are new.
  const before = writeFileTree(gitDir, sources);
  const after = writeFileTree(gitDir, files, sources.length);
  const end = await run({
    args: [
      'diff-tree',
      '--stdin',
      '--raw',
      '--no-abbrev',
      // Copies, since a rename uses up its source: each file is held against every source. The limit is none.
      '--find-copies=50%',
      `-l${MOST_PAIRS}`,
    ],
    env: gitEnvironment(gitDir),
    input: `${before} ${after}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: 300 * (sources.length + files.length) + 1000,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('look for renames', end);
  const found = new Set<Oid>();
  for (const line of end.stdout.toString('latin1').split('\n')) {
    const [, , , oid, how] = line.split(/[ \t]/);
    if (oid !== undefined && /^[RC]/.test(how ?? '')) found.add(oid);
  }
  return found;
}
