/** What differs between few commits, found by reading their trees: that needs no process of its own. */
import type { Oid, TreeChange } from '../../ports.ts';
import { decodePath } from './bytes.ts';
import type { RunGit } from './child.ts';
import { GitFailed, lookUp, readContents } from './objects.ts';

/** Commits that are compared at once. */
const MOST_PAIRS = 4;
/** Trees that are read; beyond, git is faster. */
const MOST_TREES = 300;
/** Bytes of the trees of one depth. */
const LARGEST_DEPTH = 16 * 1024 ** 2;
const NOTHING = '000000';
const TREE = '040000';

interface Commits {
  before: Oid;
  after: Oid;
}

interface Entry {
  /** As it is compared: a directory's name ends with a slash. */
  key: Buffer;
  name: Buffer;
  mode: string;
  oid: Oid;
}

/** Changes in the order in which git lists them, each directory followed by what it holds. */
interface Changes {
  at: { change: TreeChange; inside: Changes | null }[];
}

/** Two trees at one path; null where there is none. */
interface Place {
  path: Buffer;
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
  pairs: readonly Commits[],
): Promise<TreeChange[][] | null> {
  if (pairs.length > MOST_PAIRS) return null;
  try {
    return await walked(run, gitDir, pairs);
  } catch (error) {
    if (error instanceof GitFailed) return null;
    throw error;
  }
}

async function walked(
  run: RunGit,
  gitDir: string,
  pairs: readonly Commits[],
): Promise<TreeChange[][] | null> {
  const names = pairs.flatMap(({ before, after }) => [`${before}^{tree}`, `${after}^{tree}`]);
  const roots = await lookUp(run, gitDir, names);
  if (roots.includes(null)) return null;
  const lists = pairs.map((): Changes => ({ at: [] }));
  let open = pairs.flatMap((_, at): Place[] => {
    const [before = null, after = null] = [roots[2 * at]?.oid, roots[2 * at + 1]?.oid];
    return before === after
      ? []
      : [{ path: Buffer.alloc(0), before, after, found: lists[at] as Changes }];
  });
  let read = 0;
  while (open.length > 0) {
    const wanted = [
      ...new Set(
        open.flatMap(({ before, after }) => [before, after]).filter((oid) => oid !== null),
      ),
    ];
    read += wanted.length;
    if (read > MOST_TREES) return null;
    const texts = await readContents(run, gitDir, wanted, LARGEST_DEPTH);
    const entriesOf = (oid: Oid | null) => {
      if (oid === null) return [];
      const text = texts.get(oid);
      return text ? entriesIn(text, oid.length / 2) : null;
    };
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
function compare({ path, found }: Place, before: Entry[], after: Entry[]): Place[] {
  const below: Place[] = [];
  const differs = (old: Entry | undefined, now: Entry | undefined) => {
    const { name, oid, mode } = (old ?? now) as Entry;
    const here = path.length === 0 ? name : Buffer.concat([path, Buffer.from('/'), name]);
    const nothing = '0'.repeat(oid.length);
    const modes: [string, string] = [old?.mode ?? NOTHING, now?.mode ?? NOTHING];
    const inside: Changes | null = mode === TREE ? { at: [] } : null;
    const change: TreeChange = {
      path: decodePath(here),
      status: !old ? 'A' : !now ? 'D' : kindOf(old.mode) === kindOf(now.mode) ? 'M' : 'T',
      modes,
      oids: [old?.oid ?? nothing, now?.oid ?? nothing],
    };
    found.at.push({ change, inside });
    if (!inside) return;
    below.push({ path: here, before: old?.oid ?? null, after: now?.oid ?? null, found: inside });
  };
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    const [old, now] = [before[i], after[j]];
    const order = !old ? 1 : !now ? -1 : Buffer.compare(old.key, now.key);
    if (order < 0) differs(old, undefined);
    else if (order > 0) differs(undefined, now);
    else if (old?.oid !== now?.oid || old?.mode !== now?.mode) differs(old, now);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return below;
}

/** Null where they are not in the order that git wants: then it is git's to say what differs. */
function entriesIn(tree: Buffer, idBytes: number): Entry[] | null {
  const entries: Entry[] = [];
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const nul = tree.indexOf(0, space);
    if (space === -1 || nul === -1 || nul + 1 + idBytes > tree.length) return null;
    const mode = modeOf(Number.parseInt(tree.toString('latin1', at, space), 8));
    const name = tree.subarray(space + 1, nul);
    const key = mode === TREE ? Buffer.concat([name, Buffer.from('/')]) : name;
    const last = entries.at(-1);
    if (last && Buffer.compare(last.key, key) >= 0) return null;
    entries.push({ key, name, mode, oid: tree.toString('hex', nul + 1, nul + 1 + idBytes) });
    at = nul + 1 + idBytes;
  }
  return entries;
}

const kindOf = (mode: string) => mode.slice(0, -4);

/** Modes as git reads them: of a file's permissions only whether its owner may run it counts (`canon_mode`). */
function modeOf(bits: number): string {
  switch (bits & 0o170000) {
    case 0o100000:
      return bits & 0o100 ? '100755' : '100644';
    case 0o120000:
      return '120000';
    case 0o040000:
      return TREE;
    default:
      return '160000';
  }
}
