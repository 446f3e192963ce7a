/** Merge bases of many heads with one target. */
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, peelCommits } from './objects.ts';
import { commitsOutside, walk } from './reads.ts';

/** Best common ancestors by head; none for a head without any. Heads that cannot be found are left out. */
export async function mergeBases(
  run: RunGit,
  gitDir: string,
  target: Oid,
  heads: readonly Oid[],
): Promise<Map<Oid, Oid[]>> {
  const [base, ...tips] = await peelCommits(run, gitDir, [target, ...heads]);
  if (!base) return new Map();
  const found = tips.flatMap((tip) => tip ?? []);
  const outside = await commitsOutside(run, gitDir, base, [...new Set(found)]);
  const bases = new Map<Oid, Oid[]>();
  for (const [at, head] of heads.entries()) {
    const tip = tips[at];
    if (!tip) continue;
    const { border } = walk(tip, outside);
    // Every common ancestor is reachable through the border: a single border commit is the best one.
    bases.set(head, border.size < 2 ? [...border] : await allBases(run, gitDir, base, tip));
  }
  return bases;
}

async function allBases(run: RunGit, gitDir: string, a: Oid, b: Oid): Promise<Oid[]> {
  const end = await run({
    args: ['merge-base', '--all', '--end-of-options', a, b],
    env: gitEnvironment(gitDir),
    wallClock: 60_000,
    memory: MERGE_MEMORY_BYTES,
    output: 100_000,
  });
  if (end.how === 'exit' && end.code === 1) return [];
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('find the merge bases', end);
  return end.stdout.toString('latin1').trim().split('\n');
}
