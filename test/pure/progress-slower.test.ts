/** Benchmarks of the target that got worse for good, as the weekly report names them. */
import { expect, test } from '@jest/globals';
import type { Artifact, Deps } from '#src/ports.ts';
import { readSlower } from '#src/progress/gather-slower.ts';
import { commit, facts } from '../progress-facts.ts';

const hash = (at: number) => at.toString(16).padStart(40, '0');
const LINE = Array.from({ length: 20 }, (_, at) => hash(19 - at));

function deps(known: readonly string[], listed: 'whole' | 'partial' = 'whole') {
  const list = LINE.map(
    (oid, at): Artifact => ({
      id: 20 - at,
      name: 'bench-linux',
      size: 10,
      expired: false,
      run: at,
      oid,
      fromFork: false,
      createdAt: `2025-07-${String(20 - at).padStart(2, '0')}T00:00:00Z`,
    }),
  );
  const value = (id: number) => (id <= 13 ? 100 : 120) + (id % 3) / 10;
  return {
    git: { line: async () => LINE },
    artifacts: {
      artifacts: async () =>
        listed === 'whole' ? { state: 'whole', list } : { state: 'partial', reason: 'not allowed' },
      content: async (_repo: unknown, { id }: Artifact) => ({
        state: 'found',
        files: [
          {
            path: 'r.json',
            text: JSON.stringify([{ name: 'wal/append', unit: 'ns', value: value(id) }]),
          },
        ],
        leftOut: [],
      }),
    },
    evidence: {
      log: async () => ({
        state: 'whole',
        list: known.map((oid) => ({ ...commit('2025-07-14T00:00:00Z', 'Flush @all'), oid })),
      }),
    },
  } as unknown as Pick<Deps, 'artifacts' | 'evidence' | 'git'>;
}

test('the first bad commit is named with its words and a link', async () => {
  expect(await readSlower(facts(), 'https://github.example/acme/river', deps(LINE))).toEqual([
    {
      benchmark: 'wal/append',
      change: expect.stringMatching(/^100\.1 ns → 120\.1 ns/),
      oid: hash(13),
      subject: 'Flush @all',
      url: `https://github.example/acme/river/commit/${hash(13)}`,
    },
  ]);
});

test('where artifacts are not known, neither is since when; a commit that is not on the target is not named', async () => {
  expect(await readSlower(facts(), null, deps(LINE, 'partial'))).toEqual({
    state: 'unread',
    reason: 'not allowed',
  });
  expect(await readSlower(facts(), null, deps([hash(3)]))).toEqual([]);
});
