/** Numbered changes to the store's tables. Append only: a published migration never changes. */
import type { Database } from './database.ts';

const MIGRATIONS: readonly string[][] = [
  [
    // Events as they came in, bodies as gzip. The body goes once the event was handled; the row stays to know it again.
    `CREATE TABLE weir.deliveries (
       guid text NOT NULL,
       body_hash text NOT NULL,
       event text NOT NULL,
       body bytea,
       received_at timestamptz NOT NULL,
       attempts integer NOT NULL DEFAULT 0,
       done_at timestamptz,
       PRIMARY KEY (guid, body_hash)
     )`,
    `CREATE INDEX deliveries_pending ON weir.deliveries (received_at) WHERE done_at IS NULL`,
    `CREATE TABLE weir.trial_merges (
       repo_id bigint NOT NULL,
       request text NOT NULL,
       outcome text NOT NULL,
       valid_until timestamptz,
       last_used timestamptz NOT NULL,
       PRIMARY KEY (repo_id, request)
     )`,
    `CREATE INDEX trial_merges_last_used ON weir.trial_merges (last_used)`,
    `CREATE TABLE weir.posted (
       repo_id bigint NOT NULL,
       effect_key text NOT NULL,
       check_name text,
       oid text,
       remote_id bigint NOT NULL,
       url text,
       hash text NOT NULL,
       annotated boolean NOT NULL DEFAULT false,
       updated_at timestamptz NOT NULL,
       PRIMARY KEY (repo_id, effect_key)
     )`,
    `CREATE INDEX posted_check ON weir.posted (repo_id, check_name, updated_at)`,
    `CREATE TABLE weir.repositories (
       id bigint PRIMARY KEY,
       installation bigint NOT NULL,
       owner text NOT NULL,
       name text NOT NULL
     )`,
    `CREATE INDEX repositories_installation ON weir.repositories (installation)`,
  ],
  [
    `CREATE TABLE weir.pushes (
       repo_id bigint NOT NULL,
       oid text NOT NULL,
       login text NOT NULL,
       at timestamptz NOT NULL,
       last_used timestamptz NOT NULL,
       PRIMARY KEY (repo_id, oid, login)
     )`,
    `CREATE INDEX pushes_last_used ON weir.pushes (last_used)`,
    `CREATE TABLE weir.edited_reviews (
       repo_id bigint NOT NULL,
       review bigint NOT NULL,
       at timestamptz NOT NULL,
       last_used timestamptz NOT NULL,
       PRIMARY KEY (repo_id, review)
     )`,
    `CREATE INDEX edited_reviews_last_used ON weir.edited_reviews (last_used)`,
    `CREATE TABLE weir.overrides (
       repo_id bigint NOT NULL,
       number integer NOT NULL,
       oid text NOT NULL,
       login text NOT NULL,
       reason text NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (repo_id, number, oid)
     )`,
    `CREATE INDEX overrides_at ON weir.overrides (at)`,
    // Answers are believed only in the generation that they were asked for in; a flush begins another.
    `CREATE TABLE weir.people_generations (
       installation bigint PRIMARY KEY,
       generation bigint NOT NULL
     )`,
    `CREATE TABLE weir.people (
       installation bigint NOT NULL,
       question text NOT NULL,
       answer text NOT NULL,
       generation bigint NOT NULL,
       asked_at timestamptz NOT NULL,
       PRIMARY KEY (installation, question)
     )`,
    `CREATE INDEX people_asked_at ON weir.people (asked_at)`,
    // Which team a name means, so that another one that takes the name over does not inherit its say.
    `CREATE TABLE weir.team_ids (
       installation bigint NOT NULL,
       team text NOT NULL,
       team_id bigint NOT NULL,
       PRIMARY KEY (installation, team)
     )`,
  ],
  [
    // What a plan sets a time for, once per period: taken on before anything is done, so that it is never done twice.
    `CREATE TABLE weir.occasions (
       repo_id bigint NOT NULL,
       series text NOT NULL,
       period_key text NOT NULL,
       due_at timestamptz NOT NULL,
       claimed_at timestamptz NOT NULL,
       done_at timestamptz,
       ref text,
       PRIMARY KEY (repo_id, series, period_key)
     )`,
    `CREATE INDEX occasions_due_at ON weir.occasions (due_at)`,
    `CREATE TABLE weir.timetables (
       repo_id bigint PRIMARY KEY,
       next_due timestamptz
     )`,
    `CREATE INDEX timetables_next_due ON weir.timetables (next_due)`,
  ],
  [
    `CREATE TABLE weir.trial_builds (
       repo_id bigint NOT NULL,
       id text NOT NULL,
       state text NOT NULL,
       running boolean NOT NULL,
       began_at timestamptz NOT NULL,
       updated_at timestamptz NOT NULL,
       PRIMARY KEY (repo_id, id)
     )`,
    // When a fork's commit became the head of a pull request.
    `CREATE TABLE weir.arrivals (
       repo_id bigint NOT NULL,
       number integer NOT NULL,
       oid text NOT NULL,
       at timestamptz NOT NULL,
       PRIMARY KEY (repo_id, number, oid)
     )`,
    `CREATE INDEX arrivals_at ON weir.arrivals (at)`,
  ],
  [
    // What source files said about symbols, by file; `reader` names the code that read them.
    `CREATE TABLE weir.readings (
       repo_id bigint NOT NULL,
       name text NOT NULL,
       reader text NOT NULL,
       reading text NOT NULL,
       last_used timestamptz NOT NULL,
       PRIMARY KEY (repo_id, name)
     )`,
    // They are compressed already.
    'ALTER TABLE weir.readings ALTER COLUMN reading SET STORAGE EXTERNAL',
    'CREATE INDEX readings_last_used ON weir.readings (last_used)',
  ],
];

/** Any constant: keeps two machines from migrating at once. */
const LOCK = 7_153_901;

/**
 * Brings the tables up to date; does nothing when they are.
 *
 * @throws when the database was written by a newer version of Weir
 */
export async function migrate(database: Database, now: Date): Promise<void> {
  await database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await query('CREATE SCHEMA IF NOT EXISTS weir');
    await query(
      'CREATE TABLE IF NOT EXISTS weir.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const [row] = await query<{ version: number | null }>(
      'SELECT max(version) AS version FROM weir.migrations',
    );
    const version = row?.version ?? 0;
    if (version > MIGRATIONS.length) {
      throw new Error(
        `The database is at version ${version}, but this Weir knows only ${MIGRATIONS.length}. Start the newer Weir that wrote it, or restore a backup from before the upgrade.`,
      );
    }
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < version) continue;
      for (const statement of statements) await query(statement);
      await query('INSERT INTO weir.migrations (version, applied_at) VALUES ($1, $2)', [
        index + 1,
        now,
      ]);
    }
  });
}
