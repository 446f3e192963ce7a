/** Comparisons of files with a memory: two versions are compared once. */
import { weightOf } from '../hunks.ts';
import type { Hunk, Repository, Survey, Versions } from '../ports.ts';
import type { Recent } from '../recent.ts';
import { recall } from './recall.ts';
import type { MergeCache, StoredMerge } from './store/merges.ts';

/** So few versions of files git compares as fast as the store would answer. */
const FEW_VERSIONS = 30;

/**
 * @param engine what the answers depend on besides the objects
 * @param atHand those kept in memory, of all repositories
 */
export async function cachedHunks(
  { merges, engine }: { merges: MergeCache; engine: string },
  repo: Repository,
  atHand: Recent<Hunk[]>,
  inner: Pick<Survey, 'hunks'>,
  versions: readonly Versions[],
): Promise<(Hunk[] | null)[]> {
  const keyOf = (one: string) => `${engine} edits ${one}`;
  const nameOf = ({ before, after }: Versions) => `${before} ${after}`;
  /** Any way from one version to another; git's own is as good as others. */
  const ways = new Map<string, Hunk[]>();
  const wayKey = (name: string) => `${repo.id} ${engine} way ${name}`;
  for (const name of versions.filter(({ anyWay }) => anyWay).map(nameOf)) {
    const way = atHand.get(`${repo.id} ${keyOf(name)}`) ?? atHand.get(wayKey(name));
    if (way) ways.set(name, way);
  }
  const open = versions.filter((one) => !one.anyWay || !ways.has(nameOf(one)));
  const known = await recall(
    merges,
    repo,
    atHand,
    [...new Set(open.map(nameOf))],
    keyOf,
    (json) => JSON.parse(json) as Hunk[],
    weightOf,
    { least: FEW_VERSIONS },
  );
  const missing = open.filter((one) => !known.has(nameOf(one)));
  const fresh = missing.length === 0 ? [] : await inner.hunks(missing);
  const rows: StoredMerge[] = [];
  for (const [at, one] of missing.entries()) {
    // Lines that were replaced are of use while git looks, and double what is to be remembered.
    const found = fresh[at]?.map(({ gone: _, ...hunk }) => hunk);
    // What could not be compared may be there the next time.
    if (!found) continue;
    const name = nameOf(one);
    if (one.anyWay) {
      ways.set(name, found);
      atHand.set(wayKey(name), found, weightOf(found));
      continue;
    }
    known.set(name, found);
    atHand.set(`${repo.id} ${keyOf(name)}`, found, weightOf(found));
    rows.push({ request: keyOf(name), outcome: JSON.stringify(found), validUntil: null });
  }
  if (rows.length > 0) await merges.put(repo.id, rows);
  return versions.map((one) => {
    const name = nameOf(one);
    return (one.anyWay ? ways.get(name) : undefined) ?? known.get(name) ?? null;
  });
}
