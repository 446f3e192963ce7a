/**
 * An exclusive lock on a folder. Two processes on one embedded database silently lose rows, so the
 * second one is refused by name of the first.
 */
import { randomUUID } from 'node:crypto';
import {
  link,
  mkdir,
  readFile,
  readlink,
  rm,
  rmdir,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FolderLock {
  release(): Promise<void>;
}

/** Another live process holds the folder; `message` names it and says what to do. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

interface Holder {
  pid: number;
  /** Machine and process namespace, so that a container's pid 7 is not taken for ours. */
  place: string;
  /** When the process began, in the system's own units, so that a reused pid is not taken for it. */
  began: string;
  id: string;
}

const REFRESH_MS = 5_000;
/** A holder that cannot be looked at from here counts as gone after this silence. */
const SILENCE_MS = 60_000;
/** Judging a lock takes milliseconds; who needs longer died over it. */
const TURN_MS = 10_000;

/**
 * Takes the lock `lock.json` in the folder, creating the folder when needed.
 *
 * @throws FolderInUse when a live process holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lock.json');
  const self: Holder = {
    pid: process.pid,
    place: await place(),
    began: await beginning(process.pid),
    id: randomUUID(),
  };
  const draft = `${path}.${self.id}`;
  await writeFile(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    while (!(await linked(draft, path))) await clearStale(folder, path, self);
  } finally {
    await rm(draft, { force: true });
  }
  const timer = setInterval(() => {
    const now = new Date();
    // A failed refresh shows at the next query; the lock file may be gone with the whole folder.
    utimes(path, now, now).catch(() => {});
  }, REFRESH_MS);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      if ((await read(path))?.id === self.id) await rm(path, { force: true });
    },
  };
}

/** Removes a dead holder's lock; throws when the holder lives. */
async function clearStale(folder: string, path: string, self: Holder): Promise<void> {
  // Only one process at a time may judge and remove, or it could remove a lock taken in between.
  const turn = `${path}.turn`;
  try {
    await mkdir(turn);
  } catch {
    const { mtimeMs } = await stat(turn).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > TURN_MS) await rmdir(turn).catch(() => {});
    await sleep(10);
    return;
  }
  try {
    const holder = await read(path);
    if (holder && (await lives(holder, path, self))) {
      throw new FolderInUse(
        `The data folder ${folder} is in use by process ${holder.pid} (${holder.place}). Stop that process, or give this one a folder of its own with WEIR_DATA_DIR.`,
      );
    }
    await rm(path, { force: true });
  } finally {
    await rmdir(turn).catch(() => {});
  }
}

async function lives(holder: Holder, path: string, self: Holder): Promise<boolean> {
  if (holder.place !== self.place) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < SILENCE_MS;
  }
  if (holder.pid === self.pid) return holder.began === self.began;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await beginning(holder.pid)) === holder.began;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function read(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function place(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return namespace ? `${hostname()} ${namespace}` : hostname();
}

/** Start time of a process where the system shows it, else empty. */
async function beginning(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may hold spaces; the start time is the 20th field after it.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
