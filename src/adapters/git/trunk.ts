/** The target's own line: which merge bases lie on it, and what changed between them. */
import type { Oid, TreeChange } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed } from './objects.ts';
import { treeChanges } from './tree-changes.ts';

/**
 * Those of `bases` on the line of the target's first parents, oldest first, with what changed since the one before
 * at `paths`. Empty where git cannot tell.
 */
export async function trunk(
  run: RunGit,
  gitDir: string,
  target: Oid,
  bases: ReadonlySet<Oid>,
  paths: ReadonlySet<string>,
): Promise<{ base: Oid; changes: TreeChange[] }[]> {
  try {
    const line = await firstParents(run, gitDir, target, bases);
    const steps = line.slice(1).map((after, at) => ({ before: line[at] as Oid, after }));
    const lists = await treeChanges(run, gitDir, steps, paths);
    return line.map((base, at) => ({ base, changes: lists[at - 1] ?? [] }));
  } catch (error) {
    if (error instanceof GitFailed) return [];
    throw error;
  }
}

/** Those of `wanted` on the line of first parents that leads to the target, oldest first. */
export async function firstParents(
  run: RunGit,
  gitDir: string,
  target: Oid,
  wanted: ReadonlySet<Oid>,
): Promise<Oid[]> {
  const end = await run({
    args: ['rev-list', '--first-parent', '--end-of-options', target],
    env: gitEnvironment(gitDir),
    wallClock: 60_000,
    memory: MERGE_MEMORY_BYTES,
    output: 256 * 1024 ** 2,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('list the commits', end);
  const lines = end.stdout.toString('latin1').split('\n');
  return lines.filter((oid) => wanted.has(oid)).reverse();
}

/** A commit and its first parents, newest first, at most `most`; none where git cannot tell. */
export async function line(run: RunGit, gitDir: string, commit: Oid, most: number): Promise<Oid[]> {
  const end = await run({
    args: ['rev-list', '--first-parent', `--max-count=${most}`, '--end-of-options', commit],
    env: gitEnvironment(gitDir),
    wallClock: 60_000,
    memory: MERGE_MEMORY_BYTES,
    output: 1024 ** 2,
  });
  if (end.how !== 'exit' || end.code !== 0) return [];
  return end.stdout
    .toString('latin1')
    .split('\n')
    .filter((oid) => oid !== '');
}
