/** Objects of our own, written into a scratch repository without starting git. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Oid } from '../../ports.ts';

/** Writes an object and gives its id. */
export function writeObject(
  gitDir: string,
  format: 'sha1' | 'sha256',
  type: 'commit' | 'tree',
  body: Buffer,
): Oid {
  const object = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
  const oid = createHash(format).update(object).digest('hex');
  const dir = join(gitDir, 'objects', oid.slice(0, 2));
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, oid.slice(2)), deflateSync(object, { level: 1 }));
  return oid;
}
