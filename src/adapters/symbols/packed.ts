/**
 * What a file says, in few bytes: facts are many objects, some 200 bytes each, and in a year of versions nearly all of
 * them are the same words again. What nobody looks at is never unpacked.
 */
import { crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { LeftOut, SymbolFacts, SymbolReading } from '../../symbols.ts';
import { listFrom, type Table, tableOf } from './tables.ts';

export type Packed =
  | { state: 'left-out'; reason: LeftOut }
  | {
      state: 'read';
      /** `language` and `package`, as JSON. */
      about: string;
      /** Uses are most of the facts, and of an earlier version hardly anybody asks for them. Compressed. */
      uses: Uint8Array<ArrayBuffer>;
      /** All other lists. Compressed. */
      rest: Uint8Array<ArrayBuffer>;
    };

type Rest = Omit<SymbolFacts, 'language' | 'package' | 'uses'>;

export function pack(reading: SymbolReading): Packed {
  if (reading.state !== 'read') return reading;
  const { language, package: name, uses, ...rest } = reading.facts;
  const about = JSON.stringify({ language, package: name });
  return { state: 'read', about, uses: compressed({ uses }), rest: compressed(rest) };
}

/** Bytes, with what an object takes. */
export function weightOf(packed: Packed): number {
  return 300 + (packed.state === 'read' ? packed.uses.length + packed.rest.length : 0);
}

/** As text that can be stored. */
export function writePacked(packed: Packed): string {
  if (packed.state !== 'read') return JSON.stringify(packed);
  const { about, uses, rest } = packed;
  return JSON.stringify({ about, uses: inText(uses), rest: inText(rest), sum: sumOf(packed) });
}

/** Null where it is not what was written. */
export function readPacked(text: string): Packed | null {
  try {
    const { state, reason, about, uses, rest, sum } = JSON.parse(text);
    if (state === 'left-out') return { state, reason };
    const packed = { state: 'read' as const, about, uses: inBytes(uses), rest: inBytes(rest) };
    return sumOf(packed) === sum ? packed : null;
  } catch {
    return null;
  }
}

const inText = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length).toString('base64');
const inBytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

function sumOf({ about, uses, rest }: Extract<Packed, { state: 'read' }>): number {
  return crc32(rest, crc32(uses, crc32(about)));
}

/** Lists are unpacked when they are first looked at. What is in them may be in them more than once: it is not changed. */
export function unpack(packed: Packed): SymbolReading {
  if (packed.state !== 'read') return packed;
  let uses: SymbolFacts['uses'] | undefined;
  let rest: Rest | undefined;
  const all = () => {
    rest ??= restored<Rest>(packed.rest);
    return rest;
  };
  // Told its type, so that the compiler asks for every list.
  const about: Pick<SymbolFacts, 'language' | 'package'> = JSON.parse(packed.about);
  const facts: SymbolFacts = {
    ...about,
    get definitions() {
      return all().definitions;
    },
    get uses() {
      uses ??= restored<Pick<SymbolFacts, 'uses'>>(packed.uses).uses;
      return uses;
    },
    get imports() {
      return all().imports;
    },
    get literals() {
      return all().literals;
    },
    get texts() {
      return all().texts;
    },
    get implementations() {
      return all().implementations;
    },
    get choices() {
      return all().choices;
    },
    get locals() {
      return all().locals;
    },
  };
  return { state: 'read', facts };
}

/** In memory of its own: what the library gives is a view of something larger. */
function compressed(lists: Record<string, readonly object[]>): Uint8Array<ArrayBuffer> {
  const tables = Object.entries(lists).map(([name, list]) => [name, tableOf(list)]);
  return new Uint8Array(zstdCompressSync(JSON.stringify(Object.fromEntries(tables))));
}

function restored<T>(bytes: Uint8Array): T {
  const tables: [string, Table][] = Object.entries(
    JSON.parse(zstdDecompressSync(bytes).toString()),
  );
  return Object.fromEntries(tables.map(([name, table]) => [name, listFrom(table)])) as T;
}
