/** Objects of our own, written into a scratch repository without starting git. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import type { Oid } from '../../ports.ts';
import type { ObjectFormat } from './scratch.ts';

export type ObjectType = 'blob' | 'commit' | 'tree';

/** An object that is about to be written. */
export interface NewObject {
  oid: Oid;
  type: ObjectType;
  body: Buffer;
}

/** What is held back for now, by repository. */
const heldBack = new Map<string, NewObject[]>();

/** Whether what is written now is held back. */
export const isHeldBack = (gitDir: string) => heldBack.has(gitDir);

/** Lets `work` come to its end without writing; gives what it would have written beside what it has come to. */
export function holdBack<T>(gitDir: string, work: () => T): { result: T; objects: NewObject[] } {
  const objects: NewObject[] = [];
  heldBack.set(gitDir, objects);
  try {
    return { result: work(), objects };
  } finally {
    heldBack.delete(gitDir);
  }
}

/** Files that wait to be written to, open. */
const SPARE_FILES = 24;

interface SpareFile {
  path: string;
  descriptor: number;
}

/** Those files, by repository. */
const spare = new Map<string, SpareFile[]>();

/**
 * Makes the folders that objects are sorted into, and files for the next ones: on a file system that is in much use,
 * making either takes longer than writing an object. Rejected if it cannot; objects are written as ever then.
 */
export async function furnish(gitDir: string): Promise<void> {
  const folder = join(gitDir, 'objects');
  if (!spare.has(gitDir)) {
    for (let first = 0; first < 256; first++) {
      await mkdir(join(folder, first.toString(16).padStart(2, '0')), { recursive: true });
    }
    spare.set(gitDir, []);
  }
  for (let files = spare.get(gitDir); files && files.length < SPARE_FILES; ) {
    const path = join(folder, `tmp_obj_${randomUUID()}`);
    files.push({ path, descriptor: openSync(path, 'wx') });
    await setImmediate();
  }
}

/** Forgets a repository that is about to go. */
export function unfurnish(gitDir: string): void {
  for (const { descriptor } of spare.get(gitDir) ?? []) closeSync(descriptor);
  spare.delete(gitDir);
}

/** The id that an object has or would have. */
export function objectId(format: ObjectFormat, type: ObjectType, body: Buffer): Oid {
  return createHash(format).update(`${type} ${body.length}\0`).update(body).digest('hex');
}

/** Writes an object, unless it is there, and gives its id. A git child that reads meanwhile sees all of it or nothing. */
export function writeObject(
  gitDir: string,
  format: ObjectFormat,
  type: ObjectType,
  body: Buffer,
): Oid {
  const oid = objectId(format, type, body);
  const objects = heldBack.get(gitDir);
  if (objects) {
    objects.push({ oid, type, body });
    return oid;
  }
  const dir = join(gitDir, 'objects', oid.slice(0, 2));
  const path = join(dir, oid.slice(2));
  if (existsSync(path)) return oid;
  // Most of what is written here is gone in a minute.
  const object = deflateSync(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]), {
    level: 0,
  });
  if (writeToSpare(gitDir, object, path)) return oid;
  // Named as git names what it has not finished.
  const unfinished = join(dir, `tmp_obj_${oid.slice(2, 10)}`);
  try {
    writeFileSync(unfinished, object);
  } catch {
    mkdirSync(dir, { recursive: true });
    writeFileSync(unfinished, object);
  }
  renameSync(unfinished, path);
  return oid;
}

/** Whether there was a file for it. */
function writeToSpare(gitDir: string, object: Buffer, path: string): boolean {
  const file = spare.get(gitDir)?.pop();
  if (file === undefined) return false;
  try {
    writeFileSync(file.descriptor, object);
    renameSync(file.path, path);
    return true;
  } catch {
    return false;
  } finally {
    closeSync(file.descriptor);
  }
}
