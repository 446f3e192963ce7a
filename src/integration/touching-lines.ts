/**
 * Files that both sides of a merge modify, and whether their lines collide: the part of a screen that needs texts.
 * git merges a file without a conflict where no hunk of one side overlaps or borders on a hunk of the other.
 */
import type { Hunk, Oid, Survey, TreeChange, Versions } from '../ports.ts';

/** A file that both sides of a three-way merge have changed. */
export interface Meeting {
  base: Oid;
  ours: Oid;
  /** The head whose landing makes `ours`; null where a commit holds it. */
  landed: Oid | null;
  theirs: Oid;
}

/** Comparing more versions than this costs more than merging. */
const MOST_VERSIONS = 20_000;

/** For each list of meetings, in turn: whether every file in it merges for certain. */
export async function mergesByLines(
  survey: Pick<Survey, 'hunks'>,
  lists: readonly (readonly Meeting[])[],
): Promise<boolean[]> {
  const wanted = new Map<string, Versions>();
  for (const { base, ours, landed, theirs } of lists.flat()) {
    if (isTrivial({ base, ours, theirs })) continue;
    for (const version of [
      { before: base, after: ours, landed },
      { before: base, after: theirs, landed: null },
    ]) {
      if (wanted.size < MOST_VERSIONS) wanted.set(keyOf(version), version);
    }
  }
  const keys = [...wanted.keys()];
  const found = keys.length === 0 ? [] : await survey.hunks([...wanted.values()]);
  const known = new Map(keys.map((key, at) => [key, found[at] ?? null]));
  const merges = ({ base, ours, theirs }: Meeting) => {
    if (isTrivial({ base, ours, theirs })) return true;
    const a = known.get(keyOf({ before: base, after: ours }));
    const b = known.get(keyOf({ before: base, after: theirs }));
    return a && b ? !touch(a, b) : false;
  };
  return lists.map((list) => list.every(merges));
}

/** One side has not changed it, or both to the same. */
function isTrivial({ base, ours, theirs }: Pick<Meeting, 'base' | 'ours' | 'theirs'>): boolean {
  return ours === base || theirs === base || ours === theirs;
}

const keyOf = ({ before, after }: Pick<Versions, 'before' | 'after'>) => `${before} ${after}`;

/** Two sets of hunks of one text, each in order: whether some overlap or stand next to each other (xdl_do_merge). */
export function touch(a: readonly Hunk[], b: readonly Hunk[]): boolean {
  let j = 0;
  for (const { from, to } of a) {
    while (j < b.length && (b[j] as Hunk).to < from) j++;
    const next = b[j];
    if (next === undefined) return false;
    if (next.from <= to) return true;
  }
  return false;
}

const DIRECTORY = '040000';

/** A directory that is there afterwards: what happens below it is told by the changes below it. */
export function isPlainDirectory({ modes }: Pick<TreeChange, 'modes'>): boolean {
  return modes[1] === DIRECTORY;
}

/** A regular file that stays one, with the same mode: only its lines decide. */
export function isModification({ modes }: Pick<TreeChange, 'modes'>): boolean {
  return modes[0].startsWith('100') && modes[0] === modes[1];
}
