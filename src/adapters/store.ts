/** What must survive a restart: deliveries, trial merges, what was posted and heard, people, occasions that were kept, the known repositories. */

import { withAbsences } from './store/absences.ts';
import { type Builds, buildsIn } from './store/builds.ts';
import { type Database, openEmbedded, openPostgres } from './store/database.ts';
import { type Deliveries, deliveriesIn } from './store/deliveries.ts';
import { type Heard, heardIn } from './store/heard.ts';
import { type MergeCache, mergesIn, requestsIn } from './store/merges.ts';
import { migrate } from './store/migrations.ts';
import { type People, peopleIn } from './store/people.ts';
import { type Posted, postedIn } from './store/posted.ts';
import { type Readings, readingsIn } from './store/readings.ts';
import { type Repositories, repositoriesIn } from './store/repositories.ts';
import { type TimetableStore, timetableIn } from './store/timetable.ts';

export interface StoreOptions {
  /** Folder of the embedded database; used when `databaseUrl` is null. */
  dataDir: string;
  databaseUrl: string | null;
  now?: () => Date;
  /** Told when an idle connection breaks; the next query opens another. */
  onError?: (error: Error) => void;
}

export interface Store {
  database: Database;
  deliveries: Deliveries;
  merges: MergeCache;
  /** What source files said about symbols. */
  readings: Readings;
  posted: Posted;
  repositories: Repositories;
  /** With `posted`, the `Ledger` of the jobs. */
  heard: Heard;
  builds: Builds;
  /** Teams and permissions, for an hour or until a webhook says that they changed. */
  people: People;
  timetable: TimetableStore;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Deletes what is older than its retention. */
  prune(): Promise<void>;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** Days that things are kept. GitHub can redeliver an event for three days. */
export const RETENTION_DAYS = {
  deliveries: 7,
  trialMerges: 30,
  readings: 30,
  posted: 180,
  heard: 180,
  occasions: 400,
  builds: 7,
};

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws FolderInUse when another process has the embedded database open
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const now = options.now ?? (() => new Date());
  const database = options.databaseUrl
    ? await openPostgres(options.databaseUrl, options.onError ?? (() => {}))
    : await openEmbedded(options.dataDir);
  try {
    await migrate(database, now());
  } catch (error) {
    await database.close();
    throw error;
  }
  const { query } = database;
  const merges = mergesIn(database, now);
  const readings = readingsIn(database, now);
  let closed: Promise<void> | null = null;
  return {
    database,
    deliveries: deliveriesIn(database, now),
    // Others may write to a server.
    merges:
      database.engine === 'embedded'
        ? withAbsences(merges, (repoId) => requestsIn(database, repoId))
        : merges,
    readings,
    posted: postedIn(database, now),
    repositories: repositoriesIn(database),
    heard: heardIn(database, now),
    builds: buildsIn(database, now),
    people: peopleIn(database, now),
    timetable: timetableIn(database, now),
    async ping() {
      await query('SELECT 1');
    },
    async prune() {
      const before = (days: number) => new Date(now().getTime() - days * DAY_MS);
      await query('DELETE FROM weir.deliveries WHERE done_at < $1', [
        before(RETENTION_DAYS.deliveries),
      ]);
      await query('DELETE FROM weir.trial_merges WHERE last_used < $1 OR valid_until < $2', [
        before(RETENTION_DAYS.trialMerges),
        now(),
      ]);
      // The newest of each check stays: it is how we know that we have spoken in a repository.
      await query(
        `DELETE FROM weir.posted AS old WHERE updated_at < $1 AND (check_name IS NULL OR EXISTS (
           SELECT 1 FROM weir.posted AS newer WHERE newer.repo_id = old.repo_id
             AND newer.check_name = old.check_name
             AND (newer.updated_at, newer.effect_key) > (old.updated_at, old.effect_key)))`,
        [before(RETENTION_DAYS.posted)],
      );
      await query('DELETE FROM weir.trial_builds WHERE NOT running AND updated_at < $1', [
        before(RETENTION_DAYS.builds),
      ]);
      for (const [table, column, days] of [
        ['pushes', 'last_used', RETENTION_DAYS.heard],
        ['edited_reviews', 'last_used', RETENTION_DAYS.heard],
        ['overrides', 'at', RETENTION_DAYS.heard],
        ['arrivals', 'at', RETENTION_DAYS.heard],
        ['people', 'asked_at', 1],
        ['readings', 'last_used', RETENTION_DAYS.readings],
        ['occasions', 'due_at', RETENTION_DAYS.occasions],
      ] as const) {
        await query(`DELETE FROM weir.${table} WHERE ${column} < $1`, [before(days)]);
      }
      await readings.bound();
    },
    close() {
      closed ??= database.close();
      return closed;
    },
  };
}
