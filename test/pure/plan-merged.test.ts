/** Whose merged pull requests were: by their words, else by what they changed. */
import { expect, test } from '@jest/globals';
import {
  gatherChangedLanes,
  gatherLanes,
  gatherMerged,
  type PathDeps,
} from '#src/plan/gather-merged.ts';
import type { PullSummary } from '#src/ports/evidence.ts';
import { REPO } from '../fakes.ts';
import { planOf } from '../progress.ts';
import { merged } from '../progress-facts.ts';

const PLAN = planOf(`
workstreams:
  kernel: { branch: feature/kernel, also: { paths: ["kernel/**"] } }
  storage: { depends_on: [kernel] }
`);

/** Every commit adds the file that `of` names for it; what was looked at is counted. */
function paths(of: (oid: string) => string) {
  const rows = new Map<string, string>();
  const looked: string[] = [];
  const deps = {
    git: { fetch: async () => new Map() },
    memory: {
      recall: async (_repo: unknown, keys: string[]) =>
        new Map([...rows].filter(([key]) => keys.includes(key))),
      keep: async (_repo: unknown, known: Map<string, string>) => {
        for (const [key, text] of known) rows.set(key, text);
      },
    },
    evidence: {
      log: async (_repo: unknown, { tip }: { tip: string }) => ({
        state: 'whole',
        list: [{ oid: tip, parents: ['parent'] }],
      }),
      paths: async (_repo: unknown, oid: string) => {
        if (oid !== 'parent') looked.push(oid);
        return new Map(oid === 'parent' ? [] : [[of(oid), 'blob']]);
      },
    },
  } as unknown as PathDeps;
  return { deps, looked };
}

const AT = '2025-07-20T10:00:00Z';
const many = Array.from({ length: 25 }, (_, at) =>
  merged(at + 1, AT, { mergeOid: `oid ${at + 1}` }),
);
const lanesOf = (known: Map<PullSummary, string[] | null>) => [...known.values()];

test('the paths of those without words are looked at, some each time and each once', async () => {
  const { deps, looked } = paths((oid) => (oid === 'oid 2' ? 'kernel/a.rs' : 'notes.md'));
  const worded = merged(99, AT, { head: 'feature/kernel', mergeOid: 'oid 99' });
  const first = lanesOf(await gatherLanes(REPO, [worded, ...many], PLAN, deps));
  expect(first.slice(0, 4)).toEqual([['kernel'], [], ['kernel'], []]);
  expect(first.slice(21)).toEqual([null, null, null, null, null]);
  expect(looked).toHaveLength(20);
  const second = lanesOf(await gatherLanes(REPO, [worded, ...many], PLAN, deps));
  expect(second).not.toContain(null);
  expect(looked).toHaveLength(25);
  const moved = planOf('workstreams: { notes: { also: { paths: ["*.md"] } } }');
  expect(lanesOf(await gatherLanes(REPO, many.slice(0, 3), moved, deps))).toEqual([
    ['notes'],
    [],
    ['notes'],
  ]);
});

test('of those that went into branches of workstreams, too, and how many are left is known', async () => {
  const { deps, looked } = paths(() => 'kernel/a.rs');
  const looks = [];
  for (let look = 1; look <= 3; look++) {
    const { lanes, left } = await gatherChangedLanes(REPO, many, PLAN, deps);
    looks.push([left.size, [...lanes.values()].filter((known) => known?.[0] === 'kernel').length]);
  }
  expect(looks).toEqual([
    [5, 20],
    [0, 25],
    [0, 25],
  ]);
  expect(looked).toHaveLength(25);
});

test('commits that are gone are looked for a few at a time, and keep nobody waiting', async () => {
  const { deps } = paths(() => 'kernel/a.rs');
  const gone = Array.from({ length: 50 }, (_, at) =>
    merged(at + 100, AT, { mergeOid: `gone ${at}` }),
  );
  const asked: string[] = [];
  deps.git.fetch = async (_repo, oids) => {
    asked.push(...oids);
    return new Map(oids.filter((oid) => oid.startsWith('gone')).map((oid) => [oid, 'it is gone']));
  };
  const last = merged(1, AT, { mergeOid: 'there' });
  const looks = [];
  for (let look = 1; look <= 4; look++) {
    const known = await gatherLanes(REPO, [...gone, last], PLAN, deps);
    looks.push([asked.length, known.get(last)]);
    expect(known.get(gone[0] as PullSummary)).toBeNull();
  }
  expect(looks).toEqual([
    [20, null],
    [40, null],
    [60, ['kernel']],
    [80, ['kernel']],
  ]);
});

test('a dependency of which nothing was merged is known only where everything was looked at', async () => {
  const { deps } = paths(() => 'notes.md');
  const read = (list: PullSummary[]) => ({
    activity: { mergedSince: async () => ({ state: 'whole' as const, list }) },
    now: () => new Date(AT),
  });
  const ask = (list: PullSummary[], paths: PathDeps | null = deps) =>
    gatherMerged(REPO, PLAN, 'main', read(list), paths);
  expect(await ask([merged(1, AT, { head: 'feature/kernel' })])).toEqual({
    names: new Set(['kernel']),
    whole: true,
  });
  expect(await ask(many)).toEqual({ names: new Set(), whole: false });
  expect(await ask(many)).toEqual({ names: new Set(), whole: true });
  expect(await ask(many.slice(0, 1), null)).toEqual({ names: new Set(), whole: false });
  const apart = planOf('workstreams: { kernel: {}, storage: {} }');
  expect(await gatherMerged(REPO, apart, 'main', read(many), deps)).toBeNull();
});
