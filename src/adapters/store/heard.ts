/** What webhooks and commands said that GitHub does not tell a second time: pushes, edits, overrides. */
import type { Ledger, Oid, Override, Repository } from '../../ports.ts';
import type { Database } from './database.ts';

export interface Heard extends Omit<Ledger, 'hasPosted' | 'builds'> {
  /** @param at when, by GitHub's clock (ISO 8601); null when it did not say */
  recordPush(repo: Repository, commit: Oid, login: string, at: string | null): Promise<void>;
  /** @param at when, by GitHub's clock (ISO 8601); null when it did not say */
  recordEdit(repo: Repository, review: number, at: string | null): Promise<void>;
  /**
   * A fork's commit became a head. Of GitHub's time and our own the later one counts: an event may carry a time from
   * before the push, and who is taken to have arrived too late only has to be named.
   */
  recordArrival(repo: Repository, number: number, commit: Oid, at: string): Promise<void>;
  /** Answers whether anything is different now: the same decision counts once, and an older one not at all. */
  recordOverride(repo: Repository, override: Override): Promise<boolean>;
  /** Overrides that were given at or after an instant (ISO 8601), oldest first. */
  overridesSince(repo: Repository, at: string): Promise<Override[]>;
}

interface OverrideRow {
  number: number;
  oid: string;
  login: string;
  reason: string;
  at: Date;
}

const DAY_MS = 86_400_000;

export function heardIn({ query }: Database, now: () => Date): Heard {
  /** What still keeps somebody from approving must not be pruned: once a day is enough to say so. */
  const keep = async (
    table: string,
    repo: Repository,
    column: string,
    used: readonly unknown[],
  ) => {
    if (used.length === 0) return;
    const at = now();
    await query(
      `UPDATE weir.${table} SET last_used = $3
       WHERE repo_id = $1 AND ${column}::text = ANY($2::text[]) AND last_used < $4`,
      [repo.id, used.map(String), at, new Date(at.getTime() - DAY_MS)],
    );
  };
  return {
    async recordPush(repo, commit, login, at) {
      await query(
        `INSERT INTO weir.pushes AS known (repo_id, oid, login, at, last_used)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (repo_id, oid, login) DO UPDATE SET at = greatest(known.at, excluded.at)`,
        [repo.id, commit, login, at ?? now(), now()],
      );
    },
    async pushes(repo, commits) {
      const rows = await query<{ oid: string; login: string; at: Date }>(
        `SELECT oid, login, at FROM weir.pushes WHERE repo_id = $1 AND oid = ANY($2::text[])
         ORDER BY at, oid, login`,
        [repo.id, [...commits]],
      );
      await keep('pushes', repo, 'oid', [...new Set(rows.map(({ oid }) => oid))]);
      return rows.map(({ oid, login, at }) => ({ commit: oid, by: login, at: at.toISOString() }));
    },
    async recordEdit(repo, review, at) {
      await query(
        `INSERT INTO weir.edited_reviews AS known (repo_id, review, at, last_used)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (repo_id, review) DO UPDATE SET at = greatest(known.at, excluded.at)`,
        [repo.id, review, at ?? now(), now()],
      );
    },
    async editedReviews(repo, reviews) {
      const rows = await query<{ review: string | number; at: Date }>(
        `SELECT review, at FROM weir.edited_reviews
         WHERE repo_id = $1 AND review = ANY($2::bigint[])`,
        [repo.id, reviews.map(String)],
      );
      await keep(
        'edited_reviews',
        repo,
        'review',
        rows.map(({ review }) => review),
      );
      return new Map(rows.map(({ review, at }) => [Number(review), at.toISOString()]));
    },
    async recordArrival(repo, number, commit, at) {
      await query(
        `INSERT INTO weir.arrivals AS known (repo_id, number, oid, at) VALUES ($1, $2, $3, greatest($4::timestamptz, $5))
         ON CONFLICT (repo_id, number, oid) DO UPDATE SET at = greatest(known.at, excluded.at)`,
        [repo.id, number, commit, at, now()],
      );
    },
    async arrival(repo, number, commit) {
      const [row] = await query<{ at: Date }>(
        'SELECT at FROM weir.arrivals WHERE repo_id = $1 AND number = $2 AND oid = $3',
        [repo.id, number, commit],
      );
      return row ? row.at.toISOString() : null;
    },
    async recordOverride(repo, { number, commit, by, reason, at }) {
      const rows = await query(
        `INSERT INTO weir.overrides AS known (repo_id, number, oid, login, reason, at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (repo_id, number, oid) DO UPDATE
           SET login = excluded.login, reason = excluded.reason, at = excluded.at
           WHERE excluded.at >= known.at AND (known.login, known.reason, known.at)
             IS DISTINCT FROM (excluded.login, excluded.reason, excluded.at)
         RETURNING number`,
        // A NUL cannot be stored.
        [repo.id, number, commit, by, reason.replaceAll('\0', ''), at],
      );
      return rows.length > 0;
    },
    async override(repo, number, commit) {
      const [row] = await query<OverrideRow>(
        `SELECT number, oid, login, reason, at FROM weir.overrides
         WHERE repo_id = $1 AND number = $2 AND oid = $3`,
        [repo.id, number, commit],
      );
      return row ? toOverride(row) : null;
    },
    async overridesSince(repo, at) {
      const rows = await query<OverrideRow>(
        `SELECT number, oid, login, reason, at FROM weir.overrides
         WHERE repo_id = $1 AND at >= $2 ORDER BY at, number, oid`,
        [repo.id, at],
      );
      return rows.map(toOverride);
    },
  };
}

function toOverride({ number, oid, login, reason, at }: OverrideRow): Override {
  return { number, commit: oid, by: login, reason, at: at.toISOString() };
}
