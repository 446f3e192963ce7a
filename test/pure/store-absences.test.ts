/** What a database certainly does not hold is not asked for, and nothing that it holds is missed. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withAbsences } from '#src/adapters/store/absences.ts';
import type { MergeCache } from '#src/adapters/store/merges.ts';

function remembering(rows: Map<string, string>): MergeCache & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    get: async (id, requests) => {
      asked.push(...requests);
      return new Map(
        requests.flatMap((request) => {
          const outcome = rows.get(`${id} ${request}`);
          return outcome === undefined ? [] : [[request, outcome] as const];
        }),
      );
    },
    put: async (id, merges) => {
      for (const { request, outcome } of merges) rows.set(`${id} ${request}`, outcome);
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const stored = (request: string) => ({ request, outcome: request, validUntil: null });

test('once all keys are known only what may be there is asked for', async () => {
  const cache = remembering(new Map([['1 before', 'before']]));
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const keys = async function* (repoId: number) {
    yield repoId === 1 ? ['before'] : [];
    await opened;
    yield [];
  };
  const quick = withAbsences(cache, keys);
  const ask = async (repoId: number, ...requests: string[]) => {
    cache.asked.length = 0;
    const found = [...(await quick.get(repoId, requests)).keys()];
    return { found, asked: [...cache.asked] };
  };
  await quick.put(1, [stored('early')]);
  const all = ['before', 'early', 'never'];
  expect(await ask(1, ...all)).toEqual({ found: ['before', 'early'], asked: all });
  open();
  await turn();
  expect(await ask(1, ...all)).toEqual({ found: ['before', 'early'], asked: ['before', 'early'] });
  expect(await ask(1, 'never')).toEqual({ found: [], asked: [] });
  await quick.put(1, [stored('late')]);
  expect(await ask(1, 'late', 'never')).toEqual({ found: ['late'], asked: ['late'] });
  // Each repository has keys of its own.
  expect(await ask(2, 'late')).toEqual({ found: [], asked: ['late'] });
  await turn();
  expect(await ask(2, 'late')).toEqual({ found: [], asked: [] });
});

test('where the keys cannot be read everything is asked for', async () => {
  const cache = remembering(new Map([['1 there', 'there']]));
  const failing = async function* (): AsyncGenerator<string[]> {
    yield [];
    throw new Error('the database is gone');
  };
  const quick = withAbsences(cache, failing);
  for (let n = 0; n < 3; n++) {
    expect([...(await quick.get(1, ['there', 'absent'])).keys()]).toEqual(['there']);
    await turn();
  }
  expect(cache.asked).toHaveLength(6);
});

test('what is being stored while its repository is forgotten and comes back is not missed', async () => {
  const rows = new Map<string, string>();
  const cache = remembering(rows);
  let written = () => {};
  const slow: MergeCache = {
    ...cache,
    async put(repoId, merges) {
      await new Promise<void>((resolve) => {
        written = resolve;
      });
      await cache.put(repoId, merges);
    },
  };
  const quick = withAbsences(slow, async function* () {
    yield [...rows.keys()].map((key) => key.slice(2));
  });
  const writing = quick.put(1, [stored('slow')]);
  for (let repoId = 2; repoId < 40; repoId++) await quick.get(repoId, ['other']);
  expect(await quick.get(1, ['slow'])).toEqual(new Map());
  await turn();
  written();
  await writing;
  expect([...(await quick.get(1, ['slow'])).keys()]).toEqual(['slow']);
});

test('nothing that was stored is missed, and few absent keys are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.string(), { maxLength: 50 }),
      fc.uniqueArray(fc.string(), { maxLength: 50 }),
      async (before, later) => {
        const cache = remembering(new Map(before.map((key) => [`1 ${key}`, key])));
        const quick = withAbsences(cache, async function* () {
          yield before;
        });
        await quick.get(1, []);
        await turn();
        await quick.put(1, later.map(stored));
        const all = new Set([...before, ...later]);
        expect(new Set((await quick.get(1, [...all])).keys())).toEqual(all);
      },
    ),
    { numRuns: 50 },
  );
  const oid = (n: number) => n.toString(16).padStart(40, '0');
  const keys = Array.from({ length: 20_000 }, (_, n) => `2.39 survey ${oid(7)} ${oid(n)}`);
  const cache = remembering(new Map());
  const quick = withAbsences(cache, async function* () {
    yield keys;
  });
  await quick.get(1, []);
  await turn();
  const others = Array.from({ length: 20_000 }, (_, n) => `2.39 survey ${oid(8)} ${oid(n)}`);
  await quick.get(1, others);
  expect(cache.asked.length).toBeLessThan(20);
});
