/** The repositories that Weir may see, and forgetting them. */
import type { Repository } from '../../ports.ts';
import type { Database } from './database.ts';

export interface Repositories {
  remember(repo: Repository): Promise<void>;
  of(installation: number): Promise<Repository[]>;
  installations(): Promise<number[]>;
  /** A repository by its number; null when Weir does not know it. */
  find(id: number): Promise<Repository | null>;
  /** Drops everything stored about a repository, or about all of an installation; answers which. */
  forget(installation: number, repoId: number | null): Promise<Repository[]>;
}

const OF_A_REPOSITORY = [
  'trial_merges',
  'posted',
  'pushes',
  'edited_reviews',
  'overrides',
  'occasions',
  'timetables',
  'trial_builds',
  'arrivals',
  'readings',
];
/** The generations stay: an answer that is still under way must not find the same number again. */
const OF_AN_INSTALLATION = ['people', 'team_ids'];

type Row = { id: string | number; installation: string | number; owner: string; name: string };

const toRepository = ({ id, installation, owner, name }: Row): Repository => ({
  installation: Number(installation),
  id: Number(id),
  owner,
  name,
});

export function repositoriesIn({ query, transaction }: Database): Repositories {
  return {
    async remember({ id, installation, owner, name }) {
      await query(
        `INSERT INTO weir.repositories AS known (id, installation, owner, name) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET installation = excluded.installation,
           owner = excluded.owner, name = excluded.name
         WHERE (known.installation, known.owner, known.name)
           IS DISTINCT FROM (excluded.installation, excluded.owner, excluded.name)`,
        [id, installation, owner, name],
      );
    },
    async of(installation) {
      const rows = await query<Row>(
        'SELECT id, installation, owner, name FROM weir.repositories WHERE installation = $1 ORDER BY id',
        [installation],
      );
      return rows.map(toRepository);
    },
    async find(id) {
      const [row] = await query<Row>(
        'SELECT id, installation, owner, name FROM weir.repositories WHERE id = $1',
        [id],
      );
      return row ? toRepository(row) : null;
    },
    async installations() {
      const rows = await query<{ installation: string | number }>(
        'SELECT DISTINCT installation FROM weir.repositories ORDER BY installation',
      );
      return rows.map((row) => Number(row.installation));
    },
    async forget(installation, repoId) {
      return transaction(async (inside) => {
        const rows = await inside<Row>(
          `DELETE FROM weir.repositories WHERE installation = $1 AND ($2::bigint IS NULL OR id = $2)
           RETURNING id, installation, owner, name`,
          [installation, repoId],
        );
        const ids = rows.map(({ id }) => String(id));
        for (const table of OF_A_REPOSITORY) {
          await inside(`DELETE FROM weir.${table} WHERE repo_id = ANY($1::bigint[])`, [ids]);
        }
        if (repoId === null) {
          for (const table of OF_AN_INSTALLATION) {
            await inside(`DELETE FROM weir.${table} WHERE installation = $1`, [installation]);
          }
        }
        return rows.map(toRepository);
      });
    },
  };
}
