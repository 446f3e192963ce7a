/**
 * Many objects of our own in one file: making a file for each takes longer than all else that is done to them.
 * The format is git's own (gitformat-pack(5)): a pack of version 2 without deltas, and its index of version 2.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Oid } from '../../ports.ts';
import {
  holdBack,
  isHeldBack,
  type NewObject,
  type ObjectType,
  writeObject,
} from './loose-objects.ts';
import type { ObjectFormat } from './scratch.ts';

/** What git calls them. */
const TYPES = { commit: 1, tree: 2, blob: 3 } as const;
/** Fewer are written one by one. */
const FEWEST = 8;

/** What the index tells of an object. */
interface Entry {
  oid: Oid;
  offset: number;
  crc: number;
}

/** Bytes: offsets beyond have another form. */
const LARGEST_PACK = 2 ** 31 - 1;

/**
 * Does some work and writes the objects that it makes all at once, in the quickest way, when it is done. The work must
 * not read them, and not wait for anything: whoever writes meanwhile would be held back, too. As a part of another such
 * work, what it makes is written when that is done.
 */
export function writeTogether<T>(gitDir: string, format: ObjectFormat, work: () => T): T {
  if (isHeldBack(gitDir)) return work();
  const { result, objects } = holdBack(gitDir, work);
  if (objects.length >= FEWEST) writePack(gitDir, format, objects);
  else for (const { type, body } of objects) writeObject(gitDir, format, type, body);
  return result;
}

/**
 * Writes objects into one pack. A git child that reads meanwhile sees all of them or none; one that has
 * looked before looks again for what it misses. Throws where they do not fit into 2 GB.
 */
function writePack(gitDir: string, format: ObjectFormat, objects: readonly NewObject[]): void {
  const entries = new Map<Oid, Entry>();
  const pieces: Buffer[] = [Buffer.alloc(0)];
  let offset = 12;
  for (const { oid, type, body } of objects) {
    if (entries.has(oid)) continue;
    const head = headerOf(type, body.length);
    // As for a single object: most of them are gone in a minute.
    const content = deflateSync(body, { level: 0 });
    entries.set(oid, { oid, offset, crc: crc32(content, crc32(head)) });
    pieces.push(head, content);
    offset += head.length + content.length;
  }
  if (offset > LARGEST_PACK) throw new Error(`${offset} bytes of objects do not fit into one pack`);
  const start = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  start.writeUInt32BE(entries.size, 8);
  pieces[0] = start;
  const { sum: name, pieces: pack } = summed(format, pieces);
  const { pieces: index } = summed(format, [...indexOf([...entries.values()]), name]);
  const path = join(gitDir, 'objects', 'pack', `pack-${name.toString('hex')}`);
  write(gitDir, `${path}.pack`, pack);
  // git looks for indexes: the pack has to be there before.
  write(gitDir, `${path}.idx`, index);
}

/** What it is, and its length: four bits of the length in the first byte, seven in each that follows, the lowest first. */
function headerOf(type: ObjectType, length: number): Buffer {
  const bytes: number[] = [];
  let byte = (TYPES[type] << 4) | (length & 0x0f);
  for (let rest = Math.floor(length / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(byte | 0x80);
    byte = rest & 0x7f;
  }
  return Buffer.from([...bytes, byte]);
}

/** All but the sums of the pack and of the index itself. */
function indexOf(entries: readonly Entry[]): Buffer[] {
  const sorted = entries.toSorted((a, b) => (a.oid < b.oid ? -1 : 1));
  const upTo = Array.from({ length: 256 }, () => 0);
  for (const { oid } of sorted) (upTo[Number.parseInt(oid.slice(0, 2), 16)] as number) += 1;
  for (let first = 1; first < 256; first++) (upTo[first] as number) += upTo[first - 1] as number;
  return [
    Buffer.from('\xfftOc\0\0\0\x02', 'latin1'),
    numbers(upTo),
    Buffer.from(sorted.map(({ oid }) => oid).join(''), 'hex'),
    numbers(sorted.map(({ crc }) => crc)),
    numbers(sorted.map(({ offset }) => offset)),
  ];
}

function numbers(all: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * all.length);
  for (const [at, number] of all.entries()) bytes.writeUInt32BE(number, 4 * at);
  return bytes;
}

function summed(format: ObjectFormat, pieces: Buffer[]): { sum: Buffer; pieces: Buffer[] } {
  const hash = createHash(format);
  for (const piece of pieces) hash.update(piece);
  const sum = hash.digest();
  return { sum, pieces: [...pieces, sum] };
}

function write(gitDir: string, path: string, pieces: readonly Buffer[]): void {
  const folder = join(gitDir, 'objects', 'pack');
  mkdirSync(folder, { recursive: true });
  // Named as git names what it has not finished.
  const unfinished = join(folder, `tmp_pack_${randomUUID()}`);
  writeFileSync(unfinished, Buffer.concat(pieces));
  renameSync(unfinished, path);
}
