/** Reads tree objects, and keeps them: heads and targets share most of theirs. */
import type { Oid } from '../../ports.ts';
import { type Recent, recent } from '../recent.ts';
import type { RunGit } from './child.ts';
import { readContents } from './objects.ts';
import { parseTree, type TreeEntry } from './tree-entries.ts';

/** Entries that are kept of one repository; each takes some 150 bytes. */
const KEPT = 100_000;
/** Bytes of the trees of one question. */
const LARGEST_ANSWER = 16 * 1024 ** 2;

export type KnownTrees = Recent<readonly TreeEntry[]>;

export const keepTrees = (): KnownTrees => recent(KEPT);

/** By object id; those that cannot be read, or are not in order, are left out. Throws `GitFailed`. */
export async function readTrees(
  run: RunGit,
  gitDir: string,
  known: KnownTrees,
  oids: Iterable<Oid>,
): Promise<Map<Oid, readonly TreeEntry[]>> {
  const found = new Map<Oid, readonly TreeEntry[]>();
  const missing: Oid[] = [];
  for (const oid of new Set(oids)) {
    const entries = known.get(oid);
    if (entries) found.set(oid, entries);
    else missing.push(oid);
  }
  const texts = await readContents(run, gitDir, missing, LARGEST_ANSWER);
  for (const [oid, text] of texts) {
    const entries = parseTree(text, oid.length / 2);
    if (!entries) continue;
    found.set(oid, entries);
    known.set(oid, entries, entries.length + 1);
  }
  return found;
}
