/** Which occasions of the plans were kept, and when to look at a plan's times again. */
import type { KeptOccasion, Timetable } from '../../ports/timetable.ts';
import type { Repository } from '../../ports.ts';
import type { Database } from './database.ts';

export interface TimetableStore extends Timetable {
  /** Repositories whose plan is to be looked at by now; with a number, only that one of them. */
  due(at: Date, repoId?: number): Promise<Repository[]>;
}

interface Row {
  series: string;
  period_key: string;
  due_at: Date;
  claimed_at: Date;
  done_at: Date | null;
}

const COLUMNS = 'series, period_key, due_at, claimed_at, done_at';

export function timetableIn({ query }: Database, now: () => Date): TimetableStore {
  return {
    async kept(repo, since) {
      const rows = await query<Row>(
        `SELECT ${COLUMNS} FROM weir.occasions WHERE repo_id = $1 AND due_at >= $2
         ORDER BY due_at, series`,
        [repo.id, since],
      );
      return rows.map(toOccasion);
    },
    async claim(repo, { series, period, dueAt }) {
      await query(
        `INSERT INTO weir.occasions (repo_id, series, period_key, due_at, claimed_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [repo.id, series, period, dueAt, now()],
      );
      const [row] = await query<Row>(
        `SELECT ${COLUMNS} FROM weir.occasions
         WHERE repo_id = $1 AND series = $2 AND period_key = $3`,
        [repo.id, series, period],
      );
      if (!row) throw new Error('An occasion vanished while it was taken on');
      return toOccasion(row);
    },
    async done(repo, series, period, ref) {
      await query(
        `UPDATE weir.occasions SET done_at = $4, ref = $5
         WHERE repo_id = $1 AND series = $2 AND period_key = $3 AND done_at IS NULL`,
        [repo.id, series, period, now(), ref],
      );
    },
    async setNext(repo, at) {
      await query(
        `INSERT INTO weir.timetables AS known (repo_id, next_due) VALUES ($1, $2)
         ON CONFLICT (repo_id) DO UPDATE SET next_due = excluded.next_due
         WHERE known.next_due IS DISTINCT FROM excluded.next_due`,
        [repo.id, at],
      );
    },
    async due(at, repoId) {
      const rows = await query<{
        id: string | number;
        installation: string | number;
        owner: string;
        name: string;
      }>(
        `SELECT r.id, r.installation, r.owner, r.name
         FROM weir.timetables AS t JOIN weir.repositories AS r ON r.id = t.repo_id
         WHERE t.next_due <= $1 AND ($2::bigint IS NULL OR r.id = $2) ORDER BY t.next_due, r.id`,
        [at, repoId ?? null],
      );
      return rows.map(({ id, installation, owner, name }) => ({
        installation: Number(installation),
        id: Number(id),
        owner,
        name,
      }));
    },
  };
}

function toOccasion(row: Row): KeptOccasion {
  return {
    series: row.series,
    period: row.period_key,
    dueAt: row.due_at.toISOString(),
    claimedAt: row.claimed_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  };
}
