/** Reads tree objects, and keeps them: heads and targets share most of theirs. */
import type { Oid } from '../../ports.ts';
import { type Recent, recent } from '../../recent.ts';
import type { RunGit } from './child.ts';
import { lookUp, readContents } from './objects.ts';
import { parseTree, type TreeEntry } from './tree-entries.ts';

/** Entries that are kept of one repository; each takes some 150 bytes. */
const KEPT = 100_000;
/** Bytes of the trees of one question. */
const LARGEST_ANSWER = 16 * 1024 ** 2;

export interface KnownTrees {
  /** By object id. */
  entries: Recent<readonly TreeEntry[]>;
  /** Of commits. */
  roots: Recent<Oid>;
}

export const keepTrees = (): KnownTrees => ({ entries: recent(KEPT), roots: recent(KEPT) });

/** The trees of commits, in turn; null for what is not there. Throws `GitFailed`. */
export async function rootsOf(
  run: RunGit,
  gitDir: string,
  { roots }: KnownTrees,
  commits: readonly Oid[],
): Promise<(Oid | null)[]> {
  const missing = [...new Set(commits)].filter((commit) => roots.get(commit) === undefined);
  const headers = await lookUp(
    run,
    gitDir,
    missing.map((commit) => `${commit}^{tree}`),
  );
  for (const [at, commit] of missing.entries()) {
    const oid = headers[at]?.oid;
    if (oid) roots.set(commit, oid, 1);
  }
  return commits.map((commit) => roots.get(commit) ?? null);
}

/** By object id; those that cannot be read, or are not in order, are left out. Throws `GitFailed`. */
export async function readTrees(
  run: RunGit,
  gitDir: string,
  { entries: known }: KnownTrees,
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
