/**
 * A throw-away bare repository that sees the objects of another one and keeps what git writes to itself.
 * It has no refs, no attributes, no hooks and a configuration of ours, whatever the other one has.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ObjectFormat = 'sha1' | 'sha256';

/** An object store and how its objects are named. */
export interface ObjectStore {
  /** Absolute path of the `objects` directory. */
  objects: string;
  format: ObjectFormat;
}

/** The throw-away repository while it exists. */
export interface Scratch {
  gitDir: string;
  format: ObjectFormat;
}

const PREFIX = 'weir-scratch-';
const open = new Set<string>();
let watchingExit = false;

/** Gives `work` a scratch repository over the store; afterwards it is gone, whatever happened. */
export async function withScratch<T>(
  store: ObjectStore,
  work: (scratch: Scratch) => Promise<T>,
  parent?: string,
): Promise<T> {
  const { scratch, remove } = await openScratch(store, parent);
  try {
    return await work(scratch);
  } finally {
    await remove();
  }
}

/** A scratch repository over the store, until it is removed or the process ends. */
export async function openScratch(
  store: ObjectStore,
  parent?: string,
): Promise<{ scratch: Scratch; remove(): Promise<void> }> {
  const { folder: gitDir, remove } = await openFolder(parent);
  try {
    await mkdir(join(gitDir, 'refs'));
    await mkdir(join(gitDir, 'objects', 'info'), { recursive: true });
    await Promise.all([
      // Names no commit: nothing can be read "from HEAD".
      writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(gitDir, 'config'), configuration(store.format)),
      writeFile(join(gitDir, 'objects', 'info', 'alternates'), `${quoted(store.objects)}\n`),
    ]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { scratch: { gitDir, format: store.format }, remove };
}

/** Gives `work` an empty folder; afterwards it is gone, also when the process ends before. */
export async function withFolder<T>(
  work: (folder: string) => Promise<T>,
  parent?: string,
): Promise<T> {
  const { folder, remove } = await openFolder(parent);
  try {
    return await work(folder);
  } finally {
    await remove();
  }
}

async function openFolder(parent = tmpdir()): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  removeOnExit(folder);
  return {
    folder,
    async remove() {
      open.delete(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Removes what processes that no longer live have left in `parent`, which is made if need be. */
export function sweepScratch(parent = tmpdir()): void {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !lives(Number(pid))) removeNow(join(parent, name));
  }
}

/** What cannot be removed is only untidy, so nothing is thrown. */
function removeNow(dir: string): void {
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Another user's, or a child of ours is still dying in it: the next sweep tries again.
  }
}

function configuration(format: ObjectFormat): string {
  // What git writes here is gone in a minute: compressing it takes longer than reading it saves.
  const core = `[core]\n\tbare = true\n\trepositoryFormatVersion = ${format === 'sha1' ? 0 : 1}\n\tcompression = 0\n`;
  return format === 'sha1' ? core : `${core}[extensions]\n\tobjectFormat = ${format}\n`;
}

/** A path as `objects/info/alternates` reads it, any character allowed. */
function quoted(path: string): string {
  const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`;
  let text = '';
  for (const byte of Buffer.from(path)) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    text += plain ? String.fromCharCode(byte) : octal(byte);
  }
  return `"${text}"`;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function removeOnExit(dir: string): void {
  open.add(dir);
  if (watchingExit) return;
  watchingExit = true;
  process.on('exit', () => {
    for (const left of open) removeNow(left);
  });
}
