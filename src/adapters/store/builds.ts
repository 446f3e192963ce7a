/** Trial builds: what is known of those that go on, and for a while of those that have ended. */
import type { Ledger, Repository, TrialBuild } from '../../ports.ts';
import type { Database } from './database.ts';

export interface Builds extends Pick<Ledger, 'builds'> {
  /** Stores a build, or forgets it (null). Answers whether anything is different now. */
  save(repo: Repository, id: string, build: TrialBuild | null): Promise<boolean>;
  /** Ids of the repositories with builds that go on. */
  running(): Promise<number[]>;
}

export function buildsIn({ query }: Database, now: () => Date): Builds {
  return {
    async builds(repo) {
      const rows = await query<{ state: string }>(
        'SELECT state FROM weir.trial_builds WHERE repo_id = $1 ORDER BY began_at, id',
        [repo.id],
      );
      return rows.map(({ state }) => JSON.parse(state) as TrialBuild);
    },
    async save(repo, id, build) {
      if (build === null) {
        const rows = await query(
          'DELETE FROM weir.trial_builds WHERE repo_id = $1 AND id = $2 RETURNING id',
          [repo.id, id],
        );
        return rows.length > 0;
      }
      const rows = await query(
        `INSERT INTO weir.trial_builds AS known (repo_id, id, state, running, began_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (repo_id, id) DO UPDATE
           SET state = excluded.state, running = excluded.running, updated_at = excluded.updated_at
           WHERE known.state <> excluded.state
         RETURNING id`,
        // A NUL cannot be stored.
        [
          repo.id,
          id,
          JSON.stringify(build).replaceAll('\\u0000', ''),
          build.endedAt === null,
          build.startedAt,
          now(),
        ],
      );
      return rows.length > 0;
    },
    async running() {
      const rows = await query<{ repo_id: string | number }>(
        'SELECT DISTINCT repo_id FROM weir.trial_builds WHERE running ORDER BY repo_id',
      );
      return rows.map(({ repo_id }) => Number(repo_id));
    },
  };
}
