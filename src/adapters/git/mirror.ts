/** One bare mirror on disk: made, healed after a crash, and thrown away. Callers hold its lease. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed } from './objects.ts';
import type { ObjectFormat } from './scratch.ts';

/** Packs beyond which they are rolled up into few: every object is looked for in each of them. */
const MANY_PACKS = 40;

export function objectFormat(oid: Oid): ObjectFormat {
  return oid.length === 64 ? 'sha256' : 'sha1';
}

/** Makes the mirror if it does not exist; it appears whole or not at all. */
export async function ensureMirror(
  run: RunGit,
  gitDir: string,
  format: ObjectFormat,
): Promise<void> {
  if (existsSync(join(gitDir, 'HEAD'))) return;
  await rm(gitDir, { recursive: true, force: true });
  const fresh = `${gitDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(dirname(gitDir), { recursive: true });
  const end = await run({
    args: ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`],
    env: { ...gitEnvironment(fresh), GIT_OPTIONAL_LOCKS: '1' },
    wallClock: 10_000,
    memory: MERGE_MEMORY_BYTES,
    output: 10_000,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('make a mirror', end);
  await rename(fresh, gitDir);
}

/** Removes what a killed git leaves behind: locks that nobody holds, and packs that were never finished. */
export async function removeLeftovers(gitDir: string): Promise<void> {
  if (!existsSync(gitDir)) return;
  const entries = await readdir(gitDir, { recursive: true, withFileTypes: true });
  await Promise.all(
    entries
      .filter(({ name }) => name.endsWith('.lock') || /^(tmp_|\.tmp-|incoming-)/.test(name))
      .map(({ parentPath, name }) => rm(join(parentPath, name), { recursive: true, force: true })),
  );
}

/**
 * Rolls many small packs up into few. Failing to is no harm, the next fetch tries again; but git may have left
 * something unfinished then.
 *
 * @returns false where it failed
 */
export async function rollUpPacks(run: RunGit, gitDir: string): Promise<boolean> {
  const packs = await readdir(join(gitDir, 'objects', 'pack'));
  if (packs.filter((name) => name.endsWith('.pack')).length <= MANY_PACKS) return true;
  const end = await run({
    args: ['repack', '--geometric=2', '-d', '-l', '-q', '--no-write-bitmap-index'],
    env: gitEnvironment(gitDir, [['pack.threads', '1']]),
    wallClock: 300_000,
    memory: MERGE_MEMORY_BYTES,
    output: 1024 ** 2,
  });
  return end.how === 'exit' && end.code === 0;
}
