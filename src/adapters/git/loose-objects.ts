/** Objects of our own, written into a scratch repository without starting git. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Oid } from '../../ports.ts';
import type { ObjectFormat } from './scratch.ts';

type ObjectType = 'blob' | 'commit' | 'tree';

/** Makes the folders that objects are sorted into: making one takes longer than writing an object. Rejected if it cannot. */
export async function makeObjectFolders(gitDir: string): Promise<void> {
  for (let first = 0; first < 256; first++) {
    await mkdir(join(gitDir, 'objects', first.toString(16).padStart(2, '0')), { recursive: true });
  }
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
  const dir = join(gitDir, 'objects', oid.slice(0, 2));
  const path = join(dir, oid.slice(2));
  if (existsSync(path)) return oid;
  // Named as git names what it has not finished.
  const unfinished = join(dir, `tmp_obj_${oid.slice(2, 10)}`);
  // Most of what is written here is gone in a minute.
  const object = deflateSync(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]), {
    level: 0,
  });
  try {
    writeFileSync(unfinished, object);
  } catch {
    mkdirSync(dir, { recursive: true });
    writeFileSync(unfinished, object);
  }
  renameSync(unfinished, path);
  return oid;
}
