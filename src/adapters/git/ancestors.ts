/**
 * Commits that a target holds, kept at hand: with them, what a pushed head has that the target lacks is read commit by
 * commit, while git takes longer to start than to answer.
 */
import type { Oid } from '../../ports.ts';
import type { Recent } from '../../recent.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { type Commit, nothingFound, readCommits } from './objects.ts';

/** Longer histories are left to git. Each commit takes some hundred bytes. */
const MOST_ANCESTORS = 100_000;
/** Commits that are read; for more, git is faster. */
const MOST_READ = 64;
/** A commit and its parents, as many as there may be of them on average. */
const NAMES_OF_ONE = 4;
/** Commits before a head that are read with it, and before those that then are still to be read. */
const [FEW_BEFORE, MORE_BEFORE] = [3, 15];
/** Milliseconds. */
const WALL_CLOCK = 30_000;

/**
 * A target and all that is reachable from it: how many first parents lead from it to a commit; null for one that is not on
 * that line. Each commit on the line contains those further back.
 */
export type Ancestry = ReadonlyMap<Oid, number | null>;

export interface Ancestors {
  /** Null where it is not known. */
  of(target: Oid): Ancestry | null;
  /** Lists those of the last target that was asked about, for whoever comes next. Where that fails nothing is known. */
  learn(): Promise<void>;
}

/** @param stop ends the listing */
export function keepAncestors(run: RunGit, gitDir: string, stop: AbortSignal): Ancestors {
  let known: { target: Oid; commits: Ancestry | null } | null = null;
  let asked: Oid | null = null;
  return {
    of(target) {
      asked = target;
      return known?.target === target ? known.commits : null;
    },
    async learn() {
      const target = asked;
      if (target === null || known?.target === target) return;
      known = { target, commits: null };
      const commits = await listed(run, gitDir, target, stop).catch(() => null);
      if (known.target === target) known = { target, commits };
    },
  };
}

/** Null where they are too many, or git fails. */
async function listed(
  run: RunGit,
  gitDir: string,
  target: Oid,
  stop: AbortSignal,
): Promise<Ancestry | null> {
  const end = await run({
    args: ['rev-list', '--parents', `--max-count=${MOST_ANCESTORS + 1}`, '--stdin'],
    env: gitEnvironment(gitDir),
    input: `${target}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: (MOST_ANCESTORS + 1) * NAMES_OF_ONE * (target.length + 1),
    stop,
    background: true,
  });
  if (end.how !== 'exit' || end.code !== 0) return null;
  const commits = new Map<Oid, number | null>();
  // Where clocks went backwards a commit may be listed before the one it is a parent of: what is known of the line ends.
  let [next, place]: [Oid | undefined, number] = [target, 0];
  for (const row of end.stdout.toString('latin1').trimEnd().split('\n')) {
    const [commit = '', parent] = row.split(' ', 2);
    const isNext = commit === next;
    commits.set(commit, isNext ? place : null);
    if (isNext) [next, place] = [parent, place + 1];
  }
  return commits.size > MOST_ANCESTORS ? null : commits;
}

/**
 * Parents of every commit that some head has and the target has not, as `commitsOutside` lists them; null where git has
 * to be asked: for many commits, and where one cannot be read.
 *
 * @param ancestors of the target
 * @param roots is told the trees of the commits that are read
 */
export async function readOutside(
  run: RunGit,
  gitDir: string,
  ancestors: Ancestry,
  heads: readonly Oid[],
  roots: Recent<Oid>,
): Promise<Map<Oid, Oid[]> | null> {
  const outside = new Map<Oid, Oid[]>();
  // Each question takes as long as reading some commits: most heads are answered by the first.
  const read = new Map<Oid, Commit>();
  for (let open = heads; ; ) {
    const next = [...new Set(open)].filter((oid) => !ancestors.has(oid) && !outside.has(oid));
    if (next.length === 0) return outside;
    if (outside.size + next.length > MOST_READ) return null;
    const missing = next.filter((oid) => !read.has(oid));
    const before = outside.size === 0 ? FEW_BEFORE : MORE_BEFORE;
    const commits = await readCommits(run, gitDir, missing, before).catch(nothingFound(() => null));
    if (!commits) return null;
    for (const [oid, commit] of commits) {
      read.set(oid, commit);
      roots.set(oid, commit.tree, 1);
    }
    for (const oid of next) {
      const commit = read.get(oid);
      if (!commit) return null;
      outside.set(oid, commit.parents);
    }
    open = next.flatMap((oid) => outside.get(oid) ?? []);
  }
}
