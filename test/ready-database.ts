/**
 * Databases to start with: making an embedded one takes seconds, copying one does not. What a first start makes itself
 * is proved where nothing is laid: the demo's tests, and those of the embedded store's first case.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '#src/adapters/store/database.ts';
import { type Local, type LocalOptions, startLocal } from '../demo/story/local.ts';

/** Puts an empty database into the folder of a server that has none yet. */
export async function layDatabase(dataDir: string): Promise<void> {
  await ready();
  copyDatabase(dataDir);
}

/** As `layDatabase`, once `ready` has been awaited. */
export function copyDatabase(dataDir: string): void {
  const database = join(dataDir, 'database');
  if (existsSync(database)) return;
  mkdirSync(dataDir, { recursive: true });
  execFileSync('cp', ['-R', READY, database]);
}

/** Everything of the demo, whose Weir finds a database. */
export const startReady = (options: LocalOptions): Promise<Local> =>
  startLocal({ ...options, prepare: layDatabase });

/** Another engine, or another way to open it, makes another database. */
const READY = join(tmpdir(), `weir-ready-database-${fingerprint()}`);

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [
    '../src/adapters/store/database.ts',
    '../node_modules/@electric-sql/pglite/package.json',
  ]) {
    hash.update(readFileSync(new URL(file, import.meta.url)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Makes the database that is copied; whoever comes second finds it. */
export async function ready(): Promise<void> {
  if (existsSync(READY)) return;
  const folder = mkdtempSync(join(tmpdir(), 'weir-database-'));
  try {
    const database = await openEmbedded(folder);
    await database.close();
    renameSync(join(folder, 'database'), READY);
  } catch (error) {
    if (!existsSync(READY)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
