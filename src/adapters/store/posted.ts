/** What Weir has posted on GitHub, by the key of the effect, so that unchanged things are not written again. */
import type { Ledger, Oid, Repository } from '../../ports.ts';
import type { Database } from './database.ts';

export interface PostedObject {
  /** Id of the check run or comment on GitHub. */
  remoteId: number;
  url: string | null;
  /** Hash of what it says; empty while a write is under way. */
  hash: string;
  /** Whether the check run carries annotations, which GitHub only ever appends to. */
  annotated: boolean;
}

export interface PostedRecord extends PostedObject {
  checkName: string | null;
  oid: Oid | null;
}

export interface Posted extends Pick<Ledger, 'hasPosted'> {
  find(repoId: number, effectKey: string): Promise<PostedObject | null>;
  /** Web addresses of those of these effects that were posted, by key. */
  urls(repoId: number, effectKeys: readonly string[]): Promise<Map<string, string>>;
  save(repoId: number, effectKey: string, record: PostedRecord): Promise<void>;
  remove(repoId: number, effectKey: string): Promise<void>;
  /** Forgets the check runs of a commit, so that the next job reads GitHub before it decides. */
  removeChecks(repoId: number, oid: Oid): Promise<void>;
}

export function postedIn({ query }: Database, now: () => Date): Posted {
  return {
    async hasPosted(repo: Repository, checkName: string) {
      const rows = await query(
        'SELECT 1 AS found FROM weir.posted WHERE repo_id = $1 AND check_name = $2 LIMIT 1',
        [repo.id, checkName],
      );
      return rows.length > 0;
    },
    async find(repoId, effectKey) {
      const [row] = await query<{
        remote_id: string | number;
        url: string | null;
        hash: string;
        annotated: boolean;
      }>(
        `SELECT remote_id, url, hash, annotated FROM weir.posted
         WHERE repo_id = $1 AND effect_key = $2`,
        [repoId, effectKey],
      );
      if (!row) return null;
      const { url, hash, annotated } = row;
      return { remoteId: Number(row.remote_id), url, hash, annotated };
    },
    async urls(repoId, effectKeys) {
      const rows = await query<{ effect_key: string; url: string }>(
        `SELECT effect_key, url FROM weir.posted
         WHERE repo_id = $1 AND effect_key = ANY($2::text[]) AND url IS NOT NULL`,
        [repoId, effectKeys],
      );
      return new Map(rows.map(({ effect_key, url }) => [effect_key, url]));
    },
    async save(repoId, effectKey, record) {
      await query(
        `INSERT INTO weir.posted (repo_id, effect_key, check_name, oid, remote_id, url, hash, annotated, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (repo_id, effect_key) DO UPDATE SET check_name = excluded.check_name,
           oid = excluded.oid, remote_id = excluded.remote_id, url = excluded.url,
           hash = excluded.hash, annotated = excluded.annotated, updated_at = excluded.updated_at`,
        [
          repoId,
          effectKey,
          record.checkName,
          record.oid,
          record.remoteId,
          record.url,
          record.hash,
          record.annotated,
          now(),
        ],
      );
    },
    async remove(repoId, effectKey) {
      await query('DELETE FROM weir.posted WHERE repo_id = $1 AND effect_key = $2', [
        repoId,
        effectKey,
      ]);
    },
    async removeChecks(repoId, oid) {
      // The row must stay, or "never posted here" would be concluded; only its content is in doubt.
      await query(
        `UPDATE weir.posted SET hash = '${IN_DOUBT}'
         WHERE repo_id = $1 AND oid = $2 AND check_name IS NOT NULL`,
        [repoId, oid],
      );
    },
  };
}

/** Stands in `hash` when GitHub may have changed the object behind our back. */
export const IN_DOUBT = 'in-doubt';
