/** What a running server remembers with: its embedded database, new and empty, and what it keeps at hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedGit } from '../src/adapters/cached-git.ts';
import { openStore } from '../src/adapters/store.ts';
import type { Git } from '../src/ports.ts';

export async function withServerMemory<T>(git: Git, work: (git: Git) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const store = await openStore({ dataDir: join(folder, 'data'), databaseUrl: null });
  try {
    return await work(cachedGit(git, store));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
