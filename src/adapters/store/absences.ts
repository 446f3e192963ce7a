/**
 * What a database certainly does not hold is not asked for: the embedded one takes longer to say that it knows nothing
 * of a new head than git takes for its first answer. A Bloom filter of all keys, so that absence is certain and
 * presence is not (B. H. Bloom, Space/Time Trade-offs in Hash Coding with Allowable Errors, 1970).
 */
import { recent } from '../../recent.ts';
import type { MergeCache } from './merges.ts';

/** Bits by repository: a megabyte, in which one of 500 absent keys of half a million looks as if it were there. */
const BITS = 2 ** 23;
/** Bits that a key sets. */
const MARKS = 4;
/** Repositories whose filters are kept. */
const MOST_REPOSITORIES = 16;

interface Filter {
  bits: Uint32Array;
  /** Whether all that was stored before is in it. */
  whole: boolean;
}

/**
 * A cache that nobody else writes to.
 *
 * @param stored all keys of a repository, in portions
 */
export function withAbsences(
  cache: MergeCache,
  stored: (repoId: number) => AsyncIterable<readonly string[]>,
): MergeCache {
  const filters = recent<Filter>(MOST_REPOSITORIES);
  const filterOf = (repoId: number): Filter => {
    const known = filters.get(`${repoId}`);
    if (known) return known;
    const filter = { bits: new Uint32Array(BITS / 32), whole: false };
    filters.set(`${repoId}`, filter, 1);
    const fill = async () => {
      for await (const keys of stored(repoId)) for (const key of keys) add(filter.bits, key);
      filter.whole = true;
    };
    // Where that fails the database is asked everything, which says why.
    fill().catch(() => {});
    return filter;
  };
  return {
    async get(repoId, requests) {
      const { bits, whole } = filterOf(repoId);
      const possible = whole ? requests.filter((request) => mayHold(bits, request)) : requests;
      return possible.length === 0 ? new Map() : cache.get(repoId, possible);
    },
    async put(repoId, merges) {
      const mark = () => {
        const { bits } = filterOf(repoId);
        for (const { request } of merges) add(bits, request);
      };
      mark();
      // Meanwhile its filter may go, and another one be filled with what is stored so far.
      await cache.put(repoId, merges).finally(mark);
    },
  };
}

function add(bits: Uint32Array, key: string): void {
  for (const at of marksOf(key)) bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
}

function mayHold(bits: Uint32Array, key: string): boolean {
  return marksOf(key).every((at) => ((bits[at >>> 5] as number) & (1 << (at & 31))) !== 0);
}

/** Double hashing (A. Kirsch, M. Mitzenmacher, Less Hashing, Same Performance, 2006). */
function marksOf(key: string): number[] {
  let [first, second] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995) ^ (second >>> 15);
  }
  // An odd step meets every bit.
  return Array.from({ length: MARKS }, (_, n) => (first + n * (second | 1)) & (BITS - 1));
}
