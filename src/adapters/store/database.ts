/**
 * One small query interface over two engines: PGlite embedded in this process, or a PostgreSQL server.
 * Both speak the same SQL, so everything above this file is written once.
 */
import { join } from 'node:path';
import type { ConstructorOptions } from 'pg-boss';
import { inTurn, type Turns } from '../../turns.ts';
import { lockFolder } from '../lock.ts';

/** Runs one statement with `$1`-style parameters and answers its rows. */
export type Query = <Row = Record<string, unknown>>(
  sql: string,
  parameters?: readonly unknown[],
) => Promise<Row[]>;

export interface Database {
  engine: 'embedded' | 'postgres';
  query: Query;
  /** Several statements as one unit. Never await the network inside: the embedded engine has one connection. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Runs `work` while nobody, on any machine, runs other work under this name. Whoever dies is not waited for. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** How the job queue reaches the same database. */
  queueOptions: ConstructorOptions;
  close(): Promise<void>;
}

/**
 * Opens PGlite in `folder`/database under an exclusive lock.
 *
 * @throws FolderInUse when another process has it open
 */
export async function openEmbedded(folder: string): Promise<Database> {
  const lock = await lockFolder(folder);
  try {
    const [{ PGlite }, { fromPglite }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('pg-boss'),
    ]);
    // 16 MB of buffers instead of 128: a third of the memory and a start twice as fast.
    const pglite = await PGlite.create({
      dataDir: join(folder, 'database'),
      postgresqlconf: ['shared_buffers=16MB'],
    });
    const query: Query = async (sql, parameters) =>
      (await pglite.query(sql, [...(parameters ?? [])])).rows as never;
    // The folder is locked: there is no other machine.
    const turns: Turns<string> = new Map();
    return {
      engine: 'embedded',
      query,
      transaction: (work) =>
        pglite.transaction((tx) =>
          work(
            async (sql, parameters) => (await tx.query(sql, [...(parameters ?? [])])).rows as never,
          ),
        ),
      alone: (name, work) => inTurn(turns, name, work),
      queueOptions: { db: fromPglite(pglite), backend: 'pglite' },
      async close() {
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens a pool of connections to a PostgreSQL server (version 13 or newer). */
export async function openPostgres(
  url: string,
  onError: (error: Error) => void,
): Promise<Database> {
  const { Client, Pool } = (await import('pg')).default;
  const pool = new Pool({ connectionString: url, max: 6, connectionTimeoutMillis: 10_000 });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', onError);
  const query: Query = async (sql, parameters) =>
    (await pool.query(sql, [...(parameters ?? [])])).rows as never;
  try {
    await query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  /** A connection of its own: the lock goes with it, and those who wait take none from those who work. */
  const locked = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', onError);
    await client.connect();
    try {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
      return await work();
    } finally {
      await client.end();
    }
  };
  const turns: Turns<string> = new Map();
  return {
    engine: 'postgres',
    query,
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(
          async (sql, parameters) =>
            (await client.query(sql, [...(parameters ?? [])])).rows as never,
        );
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    alone: (name, work) => inTurn(turns, name, () => locked(name, work)),
    queueOptions: { connectionString: url, max: 6 },
    close: () => pool.end(),
  };
}
