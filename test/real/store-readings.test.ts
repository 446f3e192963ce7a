/** What source files said is not read again by the next process. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSymbols } from '#src/adapters/git/symbol-files.ts';
import { readingsIn } from '#src/adapters/store/readings.ts';
import { openStore, type Store } from '#src/adapters/store.ts';
import { openSymbols, type SymbolReader } from '#src/adapters/symbols.ts';
import type { Content, ReadingMemory } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { pglite, postgres, type TestDatabase } from './databases.ts';

const TEXTS: Record<string, Content> = {
  one: {
    state: 'text',
    text: 'export function open(path: string): Store { return load(path); }\n',
  },
  two: { state: 'text', text: 'export function open(path: Path): Store { return load(path); }\n' },
  broken: { state: 'text', text: 'export function open(path {{{ \n' },
  image: { state: 'left-out', reason: 'binary' },
};
const FILES = ['one', 'two', 'broken', 'image', 'one'].map((blob) => ({ path: 'a.ts', blob }));
const NOTES = { path: 'notes.md', blob: 'notes' };

describe.each([
  ['PGlite', async () => pglite()],
  ['PostgreSQL', postgres],
])('readings on %s', (_engine, prepare) => {
  let databases: TestDatabase;
  let store: Store;
  let at = new Date('2025-07-07T09:00:00Z');
  const now = () => at;

  beforeAll(async () => {
    databases = await prepare();
    store = await openStore({ ...(await databases.fresh()), now });
  });
  afterAll(async () => {
    await store?.close();
    await databases?.stop();
  });

  /** A process that begins with nothing at hand: what it finds, and the blobs of which it wants the text. */
  const start = async (memory: ReadingMemory, over: Partial<SymbolReader> = {}) => {
    const reader = await openSymbols();
    const asked: string[] = [];
    const found = await readSymbols(
      { ...reader, ...over },
      async (blobs) => {
        asked.push(...blobs);
        return new Map(blobs.map((blob) => [blob, TEXTS[blob] as Content]));
      },
      [...FILES, NOTES],
      memory,
    );
    // Lists are unpacked when somebody looks at them.
    const seen = JSON.parse(JSON.stringify(found));
    await reader.close();
    return { asked: [...new Set(asked)].sort(), found: seen };
  };

  test('the next process reads only what is damaged, or was read by other code', async () => {
    const memory = store.readings.of(REPO.id);
    const first = await start(memory);
    expect(first.asked).toEqual(['broken', 'image', 'one', 'two']);
    expect(first.found.map((one: { state: string }) => one.state)).toEqual([
      'read',
      'read',
      'left-out',
      'left-out',
      'read',
      'left-out',
    ]);
    // Of what is no text nothing was kept; git says so without reading it.
    expect(await start(memory)).toEqual({ ...first, asked: ['image'] });

    const damage = async (reading: string) => {
      await store.database.query(`UPDATE weir.readings SET reading = ${reading} WHERE name = $1`, [
        'ts two',
      ]);
      const again = await start(memory);
      expect(again.found).toEqual(first.found);
      expect(again.asked).toEqual(['image', 'two']);
      expect((await start(memory)).asked).toEqual(['image']);
    };
    await damage("''");
    await damage("left(reading, 200) || '\"}'");
    // Whole as JSON, and still not what was written.
    await damage('replace(reading, \'"uses":"\', \'"uses":"AAAA\')');

    const other = await start(memory, { version: 'another' });
    expect(other).toEqual({ asked: first.asked, found: first.found });
    expect((await start(memory, { version: 'another' })).asked).toEqual(['image']);
    expect((await start(store.readings.of(2))).asked).toHaveLength(4);
  });

  test('what took too long is tried again', async () => {
    const kept: string[] = [];
    const memory: ReadingMemory = {
      recall: async () => new Map(),
      keep: async (_, readings) => {
        kept.push(...readings.keys());
      },
    };
    const reader = await openSymbols({ time: -1 });
    const long = `export const a = [${'f(1), '.repeat(20_000)}];\n`.replaceAll('), ', '),\n');
    const textsOf = async () => new Map([['long', { state: 'text', text: long } as const]]);
    const [found] = await readSymbols(reader, textsOf, [{ path: 'a.ts', blob: 'long' }], memory);
    expect(found).toEqual({ state: 'left-out', reason: 'timeout' });
    expect(kept).toEqual([]);
    await reader.close();
  });

  test('they go with their repository, when nobody has used them, and when there are too many', async () => {
    const memory = store.readings.of(7);
    const names = async () => [...(await memory.recall('r', ['a', 'b', 'c'])).keys()].sort();
    const some = { most: 100, longest: 60 };
    const bounded = readingsIn(store.database, now, some);
    const text = 'x'.repeat(40);
    const later = (days: number) => {
      at = new Date(at.getTime() + days * 86_400_000);
    };
    await bounded.of(7).keep('r', new Map([['a', text]]));
    later(2);
    await bounded.of(7).keep('r', new Map([['long', 'x'.repeat(61)]]));
    expect((await memory.recall('r', ['long'])).size).toBe(0);
    await bounded.of(7).keep('r', new Map([['b', text]]));
    later(1);
    await bounded.of(7).keep('r', new Map([['c', text]]));
    await store.database.query('DELETE FROM weir.readings WHERE repo_id <> 7');
    await bounded.bound();
    expect(await names()).toEqual(['b', 'c']);

    later(20);
    expect([...(await memory.recall('r', ['b'])).keys()]).toEqual(['b']);
    later(20);
    await store.prune();
    expect(await names()).toEqual(['b']);

    await store.repositories.remember({ ...REPO, id: 7 });
    await store.repositories.forget(REPO.installation, 7);
    expect(await names()).toEqual([]);
  });
});
