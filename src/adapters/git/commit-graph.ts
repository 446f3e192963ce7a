/**
 * git's own index of histories: with it, finding what a head has that the target lacks takes as long as there are such
 * commits, not as long as the way back to where they part.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';

/** Milliseconds. The largest histories take half a minute. */
const WALL_CLOCK = 120_000;

/** @param objects absolute path of an object store */
export function hasCommitGraph(objects: string): boolean {
  return ['commit-graph', 'commit-graphs/commit-graph-chain'].some((name) =>
    existsSync(join(objects, 'info', name)),
  );
}

/**
 * Writes one for the histories of `tips` into the repository itself, where its alternates have none. Without it
 * everything comes out the same, only later: so failing to is no error.
 */
export async function writeCommitGraph(
  run: RunGit,
  gitDir: string,
  tips: readonly Oid[],
  stop: AbortSignal,
): Promise<void> {
  await run({
    args: ['commit-graph', 'write', '--stdin-commits', '--no-progress'],
    env: gitEnvironment(gitDir),
    input: tips.map((tip) => `${tip}\n`).join(''),
    stop,
    background: true,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: 10_000,
  });
}
