/** Where heads branched off the target, and what they have that it lacks. */
import type { Oid } from '../../ports.ts';
import type { Recent } from '../../recent.ts';
import { type Ancestry, readOutside } from './ancestors.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, isOid, nothingFound, peelCommits } from './objects.ts';
import { commitsOutside, walk } from './reads.ts';
import { firstParents } from './trunk.ts';

export interface Descent {
  /** Commits reachable from the head and not from the target. */
  commits: ReadonlySet<Oid>;
  /** Best common ancestors; none when the histories are unrelated. */
  bases: Oid[];
}

/** Of one repository. */
export interface KnownCommits {
  /** Of the target; null where they are not known. */
  ancestors: Ancestry | null;
  /** Trees of commits. */
  roots: Recent<Oid>;
}

/**
 * By head as asked. Heads that cannot be found are left out; throws `GitFailed` where histories cannot be read.
 */
export async function descents(
  run: RunGit,
  gitDir: string,
  target: Oid,
  heads: readonly Oid[],
  { ancestors, roots }: KnownCommits,
): Promise<Map<Oid, Descent>> {
  const read =
    ancestors && heads.length <= FEW && heads.every(isOid)
      ? await readOutside(run, gitDir, ancestors, heads, roots)
      : null;
  const listing = read
    ? { base: target, tips: heads.map((head) => ({ head, tip: head })), outside: read }
    : await listed(run, gitDir, target, heads);
  if (!listing) return new Map();
  const { base, tips, outside } = listing;
  const found = new Map<Oid, Descent>();
  for (const { head, tip } of tips) {
    const { commits, border } = walk(tip, outside);
    // Every common ancestor is reachable through the border: a single border commit is the best one.
    found.set(head, { commits, bases: [...border] });
  }
  await reduceBorders(run, gitDir, base, found, ancestors);
  return found;
}

/** So few heads are looked at one by one: for them, starting git and reading the target's line take longest. */
const FEW = 4;

/** The commits behind the names, and what git lists of them; null where there are none. */
async function listed(
  run: RunGit,
  gitDir: string,
  target: Oid,
  heads: readonly Oid[],
): Promise<{ base: Oid; tips: { head: Oid; tip: Oid }[]; outside: Map<Oid, Oid[]> } | null> {
  // Nearly always these are commits, and all there: both questions at once, that which takes longer first.
  const [early, [base, ...found]] = await Promise.all([
    commitsOutside(run, gitDir, target, heads.filter(isOid)).catch(nothingFound(() => null)),
    peelCommits(run, gitDir, [target, ...heads]),
  ]);
  const tips = heads.flatMap((head, at) => {
    const tip = found[at];
    return tip ? [{ head, tip }] : [];
  });
  if (!base || tips.length === 0) return null;
  const asAsked = base === target && heads.every((head, at) => found[at] === head);
  const outside =
    early && asAsked
      ? early
      : await commitsOutside(run, gitDir, base, [...new Set(tips.map(({ tip }) => tip))]);
  return { base, tips, outside };
}

/**
 * Best ones among the commits that a head's own lead to. On the target's line of first parents the newest contains
 * the others, as it does for heads that have merged the target; git is asked about the rest.
 */
async function reduceBorders(
  run: RunGit,
  gitDir: string,
  target: Oid,
  found: Map<Oid, Descent>,
  ancestors: Ancestry | null,
): Promise<void> {
  const several = [...found].filter(([, { bases }]) => bases.length > 1);
  if (several.length === 0) return;
  // For few it takes longer to list the line than to ask about each of them.
  const places =
    ancestors ?? (several.length <= FEW ? null : await placesOnLine(run, gitDir, target, several));
  for (const [head, { commits, bases }] of several) {
    const newest = places && newestOnLine(places, bases);
    const best = newest ? [newest] : await bestOf(run, gitDir, target, head, bases);
    found.set(head, { commits, bases: best });
  }
}

/** How far back on the target's line of first parents the borders are; those that are not on it are left out. */
async function placesOnLine(
  run: RunGit,
  gitDir: string,
  target: Oid,
  several: readonly [Oid, Descent][],
): Promise<Ancestry> {
  const wanted = new Set(several.flatMap(([, { bases }]) => bases));
  const line = await firstParents(run, gitDir, target, wanted);
  return new Map(line.reverse().map((oid, at) => [oid, at]));
}

/** The one that contains the others; null where they are not all on the target's line of first parents. */
function newestOnLine(line: Ancestry, bases: readonly Oid[]): Oid | null {
  const places = bases.map((base) => line.get(base) ?? null);
  if (!places.every((place) => place !== null)) return null;
  return bases[places.indexOf(Math.min(...places))] ?? null;
}

async function bestOf(
  run: RunGit,
  gitDir: string,
  target: Oid,
  head: Oid,
  [newest = '', ...others]: readonly Oid[],
): Promise<Oid[]> {
  // The first that the head's newest commits lead to is what it merged last.
  const apart = await commitsOutside(run, gitDir, newest, others);
  return apart.size === 0 ? [newest] : allBases(run, gitDir, target, head);
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
