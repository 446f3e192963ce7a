/** What differs between few commits, found by reading their trees: that needs no process of its own. */
import type { Oid, TreeChange } from '../../ports.ts';
import { NOTHING, TREE } from '../../tree-modes.ts';
import { decodePath } from './bytes.ts';
import type { RunGit } from './child.ts';
import { nothingFound } from './objects.ts';
import { compareEntries, type TreeEntry } from './tree-entries.ts';
import { type KnownTrees, readTrees, rootsOf } from './trees.ts';

/** Commits that are compared at once. */
const MOST_PAIRS = 4;
/** Trees that are read; beyond, git is faster. */
const MOST_TREES = 300;

interface Commits {
  before: Oid;
  after: Oid;
}

/** Changes in the order in which git lists them, each directory followed by what it holds. */
interface Changes {
  at: { change: TreeChange; inside: Changes | null }[];
}

/** Two trees at one path; null where there is none. */
interface Place {
  /** As `TreeEntry.name`; ends with a slash where there is anything. */
  path: string;
  before: Oid | null;
  after: Oid | null;
  found: Changes;
}

/**
 * The same as `git diff-tree -r -t` lists, by pair; null where git has to be asked: for many pairs, where much differs,
 * and where a tree cannot be read or is not in order.
 *
 * @param run answers short questions without starting a process (`openDialogues`)
 */
export async function walkTrees(
  run: RunGit,
  gitDir: string,
  known: KnownTrees,
  pairs: readonly Commits[],
): Promise<TreeChange[][] | null> {
  if (pairs.length > MOST_PAIRS) return null;
  return walked(run, gitDir, known, pairs).catch(nothingFound(() => null));
}

async function walked(
  run: RunGit,
  gitDir: string,
  known: KnownTrees,
  pairs: readonly Commits[],
): Promise<TreeChange[][] | null> {
  const commits = pairs.flatMap(({ before, after }) => [before, after]);
  const roots = await rootsOf(run, gitDir, known, commits);
  if (roots.includes(null)) return null;
  const lists = pairs.map((): Changes => ({ at: [] }));
  let open = pairs.flatMap((_, at): Place[] => {
    const [before = null, after = null] = [roots[2 * at], roots[2 * at + 1]];
    return before === after ? [] : [{ path: '', before, after, found: lists[at] as Changes }];
  });
  let read = 0;
  while (open.length > 0) {
    const wanted = new Set(open.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()));
    read += wanted.size;
    if (read > MOST_TREES) return null;
    const trees = await readTrees(run, gitDir, known, wanted);
    const entriesOf = (oid: Oid | null) => (oid === null ? [] : trees.get(oid));
    const next: Place[] = [];
    for (const place of open) {
      const [before, after] = [entriesOf(place.before), entriesOf(place.after)];
      if (!before || !after) return null;
      next.push(...compare(place, before, after));
    }
    open = next;
  }
  return lists.map((list) => [...inOrder(list)]);
}

function* inOrder({ at }: Changes): Iterable<TreeChange> {
  for (const { change, inside } of at) {
    yield change;
    if (inside) yield* inOrder(inside);
  }
}

/** Lists what differs at a place, and gives the directories below it in which something does. */
function compare(
  { path, found }: Place,
  before: readonly TreeEntry[],
  after: readonly TreeEntry[],
): Place[] {
  const below: Place[] = [];
  const differs = (old: TreeEntry | undefined, now: TreeEntry | undefined) => {
    const { name, oid, mode } = (old ?? now) as TreeEntry;
    const here = path + name;
    const nothing = '0'.repeat(oid.length);
    const modes: [string, string] = [old?.mode ?? NOTHING, now?.mode ?? NOTHING];
    const inside: Changes | null = mode === TREE ? { at: [] } : null;
    const change: TreeChange = {
      path: decodePath(Buffer.from(here, 'latin1')),
      status: !old ? 'A' : !now ? 'D' : kindOf(old.mode) === kindOf(now.mode) ? 'M' : 'T',
      modes,
      oids: [old?.oid ?? nothing, now?.oid ?? nothing],
    };
    found.at.push({ change, inside });
    if (!inside) return;
    below.push({
      path: `${here}/`,
      before: old?.oid ?? null,
      after: now?.oid ?? null,
      found: inside,
    });
  };
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    const [old, now] = [before[i], after[j]];
    const order = !old ? 1 : !now ? -1 : compareEntries(old, now);
    if (order < 0) differs(old, undefined);
    else if (order > 0) differs(undefined, now);
    else if (old?.oid !== now?.oid || old?.mode !== now?.mode) differs(old, now);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return below;
}

const kindOf = (mode: string) => mode.slice(0, -4);
