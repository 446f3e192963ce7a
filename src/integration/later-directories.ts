/**
 * Directories that only one side has changed: where it looks for renames, git goes through them last, in the order of a
 * hash table, which is another one once the table has grown (merge-ort.c and hashmap.c of git 2.39). Of two files that
 * fit equally well as the new place of one it takes the first.
 */
import type { TreeChange } from '../ports.ts';
import { TREE } from '../tree-modes.ts';
import { folderOf } from './path-parts.ts';

/** Places of a new table, how many times larger it becomes, and the share in use beyond which it does. */
const [FIRST_SIZE, GROWTH, LOAD] = [64, 4, 0.8];

export interface LaterDirectories {
  /** Directories that the head changes; the others are left for later where these hold them. */
  own: ReadonlySet<string>;
  /** Those that the target has changed. */
  later: ReadonlySet<string>;
}

/**
 * @param raw what the head changes
 * @param directories what the target has changed since their merge base
 */
export function laterDirectories(
  raw: readonly TreeChange[],
  directories: ReadonlySet<string>,
): LaterDirectories {
  const own = new Set(['', ...raw.filter(isDirectory).map(({ path }) => path)]);
  return { own, later: new Set([...directories].filter((path) => isLater(own, path))) };
}

/**
 * Whether git goes through those of the target in the same order after a landing.
 *
 * @param certain whether all of them are left for later
 */
export function keepsTheirOrder(
  { own, later }: LaterDirectories,
  landed: readonly TreeChange[],
  certain: boolean,
): boolean {
  let fewest = certain ? later.size : 0;
  let most = later.size;
  for (const { path } of landed.filter(isDirectory)) {
    // It may be again what it was.
    if (later.has(path)) fewest -= 1;
    else if (isLater(own, path)) most += 1;
  }
  return tableFor(fewest) === tableFor(most);
}

function tableFor(directories: number): number {
  let size = FIRST_SIZE;
  while (directories > Math.floor(size * LOAD)) size *= GROWTH;
  return size;
}

const isDirectory = ({ modes }: TreeChange) => modes.includes(TREE);

function isLater(own: ReadonlySet<string>, path: string): boolean {
  return !own.has(path) && own.has(folderOf(path));
}
