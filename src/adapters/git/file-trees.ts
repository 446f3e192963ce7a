/** Trees of our own that lay files side by side, so that no path of the repository stands in a patch. */
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed } from './objects.ts';

const WALL_CLOCK = 20_000;

/** Writes a tree of these files, named by their position, into the scratch repository. */
export async function writeFileTree(
  run: RunGit,
  gitDir: string,
  blobs: readonly Oid[],
): Promise<Oid> {
  const end = await run({
    args: ['mktree', '-z', '--missing'],
    env: gitEnvironment(gitDir),
    input: blobs
      .map((oid, index) => `100644 blob ${oid}\t${`${index}`.padStart(8, '0')}\0`)
      .join(''),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: 1000,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('lay files side by side', end);
  return end.stdout.toString('latin1').trim();
}
