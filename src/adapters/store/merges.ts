/** Outcomes of trial merges, kept by what was merged: object ids never change their meaning. */
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';

export interface StoredMerge {
  request: string;
  /** JSON. */
  outcome: string;
  /** After this the outcome is not to be believed; null means it holds for good. */
  validUntil: Date | null;
}

export interface MergeCache {
  /** Outcomes (JSON) by request; unknown and outdated ones are left out. */
  get(repoId: number, requests: readonly string[]): Promise<Map<string, string>>;
  put(repoId: number, merges: readonly StoredMerge[]): Promise<void>;
}

const BATCH = 2_000;
/** Characters written before everybody else has a turn: meanwhile the embedded database keeps all waiting. */
const BATCH_LENGTH = 500_000;
const DAY_MS = 86_400_000;

export function mergesIn({ query }: Database, now: () => Date): MergeCache {
  return {
    async get(repoId, requests) {
      const found = new Map<string, string>();
      for (const batch of batches([...new Set(requests)])) {
        const at = now();
        const rows = await query<{ request: string; outcome: string; stale: boolean }>(
          `SELECT request, outcome, last_used < $4 AS stale FROM weir.trial_merges
           WHERE repo_id = $1 AND request = ANY($2::text[])
             AND (valid_until IS NULL OR valid_until > $3)`,
          [repoId, batch, at, new Date(at.getTime() - DAY_MS)],
        );
        for (const { request, outcome } of rows) found.set(request, outcome);
        // Once a day is enough to keep what is in use from being pruned.
        const touch = rows.filter(({ stale }) => stale).map(({ request }) => request);
        if (touch.length > 0) {
          await query(
            'UPDATE weir.trial_merges SET last_used = $3 WHERE repo_id = $1 AND request = ANY($2::text[])',
            [repoId, touch, at],
          );
        }
      }
      return found;
    },
    async put(repoId, merges) {
      const unique = [...new Map(merges.map((merge) => [merge.request, merge])).values()];
      for (const batch of batches(unique, ({ outcome }) => outcome.length)) {
        await query(
          `INSERT INTO weir.trial_merges (repo_id, request, outcome, valid_until, last_used)
           SELECT $1, request, outcome, valid_until, $5
           FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS t (request, outcome, valid_until)
           ON CONFLICT (repo_id, request) DO UPDATE SET outcome = excluded.outcome,
             valid_until = excluded.valid_until, last_used = excluded.last_used`,
          [
            repoId,
            batch.map(({ request }) => request),
            batch.map(({ outcome }) => outcome),
            batch.map(({ validUntil }) => validUntil?.toISOString() ?? null),
            now(),
          ],
        );
        // The embedded database answers without one.
        await setImmediate();
      }
    },
  };
}

/**
 * A cache that is written to once, by `flush`: each write takes the embedded database longer than what is written.
 * What was put is found before that.
 */
export function writtenOnce(cache: MergeCache): MergeCache & { flush(): Promise<void> } {
  const waiting = new Map<number, Map<string, StoredMerge>>();
  return {
    async get(repoId, requests) {
      const own = waiting.get(repoId);
      const found = new Map<string, string>();
      for (const request of requests) {
        const outcome = own?.get(request)?.outcome;
        if (outcome !== undefined) found.set(request, outcome);
      }
      const others = requests.filter((request) => !found.has(request));
      if (others.length === 0) return found;
      for (const [request, outcome] of await cache.get(repoId, others)) found.set(request, outcome);
      return found;
    },
    async put(repoId, merges) {
      const own = waiting.get(repoId) ?? new Map<string, StoredMerge>();
      waiting.set(repoId, own);
      for (const merge of merges) own.set(merge.request, merge);
    },
    async flush() {
      const all = [...waiting];
      waiting.clear();
      for (const [repoId, merges] of all) {
        if (merges.size > 0) await cache.put(repoId, [...merges.values()]);
      }
    },
  };
}

/** All requests of a repository that have outcomes, in portions. */
export async function* requestsIn({ query }: Database, repoId: number): AsyncIterable<string[]> {
  for (let last = ''; ; ) {
    const rows = await query<{ request: string }>(
      `SELECT request FROM weir.trial_merges WHERE repo_id = $1 AND request > $2
       ORDER BY request LIMIT $3`,
      [repoId, last, BATCH],
    );
    const requests = rows.map(({ request }) => request);
    yield requests;
    const end = requests.at(-1);
    if (end === undefined || requests.length < BATCH) return;
    last = end;
  }
}

function* batches<T>(items: readonly T[], lengthOf: (item: T) => number = () => 0): Iterable<T[]> {
  let batch: T[] = [];
  let length = 0;
  for (const item of items) {
    if (batch.length === BATCH || (batch.length > 0 && length + lengthOf(item) > BATCH_LENGTH)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(item);
    length += lengthOf(item);
  }
  if (batch.length > 0) yield batch;
}
