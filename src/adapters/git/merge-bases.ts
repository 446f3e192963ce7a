/** Where heads branched off the target, and what they have that it lacks. */
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, peelCommits } from './objects.ts';
import { commitsOutside, walk } from './reads.ts';

export interface Descent {
  /** Commits reachable from the head and not from the target. */
  commits: ReadonlySet<Oid>;
  /** Best common ancestors; none when the histories are unrelated. */
  bases: Oid[];
}

/** By head as asked. Heads that cannot be found are left out; throws `GitFailed` where histories cannot be read. */
export async function descents(
  run: RunGit,
  gitDir: string,
  target: Oid,
  heads: readonly Oid[],
): Promise<Map<Oid, Descent>> {
  const [base, ...tips] = await peelCommits(run, gitDir, [target, ...heads]);
  const known = heads.flatMap((head, at) => {
    const tip = tips[at];
    return tip ? [{ head, tip }] : [];
  });
  if (!base || known.length === 0) return new Map();
  const outside = await commitsOutside(run, gitDir, base, [
    ...new Set(known.map(({ tip }) => tip)),
  ]);
  const found = new Map<Oid, Descent>();
  for (const { head, tip } of known) {
    const { commits, border } = walk(tip, outside);
    // Every common ancestor is reachable through the border: a single border commit is the best one.
    const bases = border.size < 2 ? [...border] : await allBases(run, gitDir, base, tip);
    found.set(head, { commits, bases });
  }
  return found;
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
