import { expect, test } from '@jest/globals';
import { lineHistory, worseSince } from '#src/measurements/line-history.ts';
import type { Artifact, ArtifactForge } from '#src/ports.ts';
import { REPO } from '../fakes.ts';

const bench = (value: number) => JSON.stringify([{ name: 'fold', unit: 'ns', value }]);

/** Commits `c0` to `cN` of a line, each with one artifact; texts by commit. */
function sources(texts: string[], over: Partial<Artifact> = {}) {
  const line = texts.map((_, at) => `c${at}`).reverse();
  const listed = texts.map(
    (_, at): Artifact => ({
      id: at + 1,
      name: 'bench-linux',
      size: 10,
      expired: false,
      run: at,
      oid: `c${at}`,
      fromFork: false,
      createdAt: `2025-07-${String(at + 1).padStart(2, '0')}T00:00:00Z`,
      ...over,
    }),
  );
  const artifacts: ArtifactForge = {
    artifacts: async (_repo, commits, wanted) => ({
      state: 'whole',
      list: listed.filter(({ oid, name }) => commits.includes(oid) && wanted(name)).reverse(),
    }),
    content: async (_repo, { id }) => ({
      state: 'found',
      files: [{ path: 'r.json', text: texts[id - 1] ?? '' }],
      leftOut: [],
    }),
  };
  const git = { line: async () => line };
  const isWanted = (name: string) => name.startsWith('bench-');
  return { repo: REPO, tip: line[0] ?? '', isWanted, git, artifacts };
}

async function worse(...given: Parameters<typeof sources>) {
  const history = await lineHistory(sources(...given));
  return history.state === 'whole' ? worseSince(history.list) : history.reason;
}

const step = (at: number, after: number) =>
  Array.from({ length: 20 }, (_, n) => bench((n < at ? 100 : after) + (n % 3) / 10));

test('the first bad commit on the line of the target is named', async () => {
  expect(await worse(step(13, 120))).toEqual([
    { benchmark: 'fold', change: '100.1 ns → 120.1 ns, +20.0 %', oid: 'c13', since: 'c12' },
  ]);
  expect(await worse(step(13, 80))).toEqual([]);
  // Mended since: what counts is how it is now.
  const mended = [...step(13, 120), ...step(0, 100).slice(0, 8)];
  expect(await worse(mended)).toEqual([]);
});

test('what forks uploaded and what is no result takes no part', async () => {
  expect(await worse(step(13, 120), { fromFork: true })).toEqual([]);
  expect(await worse(step(13, 120), { name: 'logs' })).toEqual([]);
  const gaps = step(13, 120).map((text, at) => (at % 4 === 1 ? 'no results' : text));
  expect((await worse(gaps)) as object[]).toMatchObject([{ oid: 'c14', since: 'c12' }]);
});

test('what a tool has kept itself counts without any artifact of those commits', async () => {
  const entries = {
    Rust: Array.from({ length: 20 }, (_, at) => ({
      commit: { id: `k${at}` },
      date: 1_751_328_000_000 + at,
      tool: 'cargo',
      benches: [{ name: 'fold', unit: 'ns/iter', value: (at < 9 ? 50 : 60) + (at % 3) / 10 }],
    })),
  };
  const kept = `window.BENCHMARK_DATA = ${JSON.stringify({ entries })}`;
  expect((await worse([kept, kept])) as object[]).toMatchObject([{ oid: 'k9', since: 'k8' }]);
});

test('a list that is not whole is no history', async () => {
  const given = sources([bench(1)]);
  given.artifacts.artifacts = async () => ({ state: 'partial', reason: 'not allowed' });
  expect(await lineHistory(given)).toEqual({ state: 'partial', reason: 'not allowed' });
});
