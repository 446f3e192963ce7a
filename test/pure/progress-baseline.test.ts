/** Compatibility by benchmarks: how much slower the target is than an earlier release. */
import { expect, test } from '@jest/globals';
import type { Artifact, Deps } from '#src/ports.ts';
import { notSlowerThan } from '#src/progress/baseline-performance.ts';
import { readBaseline } from '#src/progress/gather-baseline.ts';
import { REPO } from '../fakes.ts';
import { given, planOf, tree } from '../progress.ts';

const hash = (at: number) => at.toString(16).padStart(40, '0');
/** Newest first; the tag lies far before them. */
const LINE = [hash(3), hash(2), hash(1)];
const TAG = hash(99);
const PLAN = planOf(`
integration: { performance: { files: ["results/*.json"], benchmarks: [{ name: "noisy/*", ignore: true }] } }
workstreams: { kernel: {} }
`);

const custom = (results: Record<string, number[]>) =>
  JSON.stringify({
    results: Object.entries(results).map(([command, times]) => ({
      command,
      mean: times.reduce((sum, one) => sum + one, 0) / times.length,
      times,
    })),
  });
const around = (seconds: number) =>
  Array.from({ length: 8 }, (_, at) => seconds * (1 + at / 1_000));

interface World {
  /** Contents of the artifact `bench-linux` by commit. */
  uploaded?: Record<string, string>;
  /** Contents of `results/a.json` at the tag and on the target. */
  files?: [string | null, string | null];
  refused?: string;
  isClone?: boolean;
}

async function compatibility(world: World) {
  const { uploaded = {}, files = [null, null], refused, isClone = false } = world;
  const [before, after] = files;
  const texts = new Map([
    ['before', before],
    ['after', after],
  ]);
  const list = Object.keys(uploaded).map(
    (oid, id): Artifact => ({
      id,
      name: 'bench-linux',
      size: 1,
      expired: false,
      run: id,
      oid,
      fromFork: false,
      createdAt: '2025-07-01T00:00:00Z',
    }),
  );
  const deps = {
    git: { line: async () => LINE },
    artifacts: {
      artifacts: async () =>
        refused ? { state: 'partial', reason: refused } : { state: 'whole', list },
      content: async (_repo: unknown, { oid }: Artifact) => ({
        state: 'found',
        files: [{ path: 'r.json', text: uploaded[oid] }],
        leftOut: [],
      }),
    },
    evidence: {
      texts: async (_repo: unknown, blobs: string[]) =>
        new Map(blobs.map((blob) => [blob, { state: 'text', text: texts.get(blob) }])),
    },
  } as unknown as Pick<Deps, 'artifacts' | 'evidence' | 'git'>;
  const at = (oid: string, blob: 'before' | 'after') => ({
    ...tree({}),
    oid,
    files: new Map(texts.get(blob) === null ? [] : [['results/a.json', blob]]),
  });
  const [tag, target] = [at(TAG, 'before'), at(LINE[0] ?? '', 'after')];
  const settings = PLAN.integration.performance;
  const baseline = await readBaseline({ repo: REPO, tag, target, settings, isClone }, deps);
  const all = given({
    plan: PLAN,
    baseline,
    tags: new Map([['v1', tag]]),
    target: { ref: 'main', tree: target },
  });
  const { answer, reason } = notSlowerThan({ baseline: 'v1', max_regression: 0.05 }, all);
  return `${answer}: ${reason}`;
}

test.each<[string, World, string]>([
  [
    'slower by more than allowed',
    {
      uploaded: {
        [TAG]: custom({ 'wal/append': around(1), fold: around(1) }),
        [hash(2)]: custom({ 'wal/append': around(1.2), fold: around(1) }),
      },
    },
    'no: `wal/append` 1.004 s → 1.204 s, +20.0 % against v1; less than 5% is allowed.',
  ],
  [
    'near enough, the newest commit that was measured counts',
    {
      uploaded: {
        [TAG]: custom({ fold: around(1) }),
        [hash(3)]: custom({ fold: around(1.01) }),
        [hash(1)]: custom({ fold: around(9) }),
      },
    },
    'yes: The only benchmark is not worse than at v1 by 5% or more.',
  ],
  [
    'what the plan leaves out',
    {
      uploaded: {
        [TAG]: custom({ fold: around(1), 'noisy/x': around(1) }),
        [hash(3)]: custom({ fold: around(1), 'noisy/x': around(9) }),
      },
    },
    'yes: The only benchmark is not worse than at v1 by 5% or more.',
  ],
  [
    'perhaps slower',
    { uploaded: { [TAG]: custom({ fold: [1] }), [hash(3)]: custom({ fold: [1.3] }) } },
    'unknown: `fold` 1 s → 1.3 s, +30.0 % against v1, and it cannot be told from chance: there is one value on a side. Measure both again, with more samples.',
  ],
  [
    'not measured any more',
    {
      uploaded: {
        [TAG]: custom({ fold: around(1), scan: around(1) }),
        [hash(3)]: custom({ fold: around(1) }),
      },
    },
    'unknown: `scan` was measured of v1 and not of main any more.',
  ],
  [
    'nothing of the release',
    { uploaded: { [hash(3)]: custom({ fold: around(1) }) } },
    'unknown: How much slower main is than v1 is unknown: there are no results of benchmarks of v1 in artifacts `bench-*` or in `results/*.json`. Let CI measure the tag, or keep its results in files.',
  ],
  [
    'files in both commits, and nobody to ask for artifacts',
    {
      files: [custom({ fold: around(1) }), custom({ fold: around(1.5) })],
      refused: 'not granted.',
    },
    'no: `fold` 1.004 s → 1.505 s, +50.0 % against v1; less than 5% is allowed.',
  ],
  [
    'files that are fine, and artifacts that may not be read',
    {
      files: [custom({ fold: around(1) }), custom({ fold: around(1) })],
      refused: 'Weir may not read artifacts. Grant it.',
    },
    'unknown: How much slower main is than v1 is unknown, because something could not be read: Weir may not read artifacts. Grant it.',
  ],
  [
    'files that are fine, on a clone',
    {
      files: [custom({ fold: around(1) }), custom({ fold: around(1) })],
      refused: 'a clone has no workflow artifacts.',
      isClone: true,
    },
    'yes: The only benchmark is not worse than at v1 by 5% or more.',
  ],
  [
    'nobody to ask, and no files',
    { refused: 'Weir may not read artifacts. Grant it.' },
    'unknown: How much slower main is than v1 is unknown: Weir may not read artifacts. Grant it.',
  ],
  [
    'results that cannot be read',
    { uploaded: { [TAG]: '[{"name": broken', [hash(3)]: custom({ fold: around(1) }) } },
    'unknown: How much slower main is than v1 is unknown, because something could not be read:',
  ],
])('%s', async (_name, world, expected) => {
  const said = await compatibility(world);
  expect(said.slice(0, expected.length)).toBe(expected);
  if (!expected.endsWith(':')) expect(said).toBe(expected);
});

test('a release that a tool remembers is known without a run of its own', async () => {
  const entries = {
    Benchmark: [TAG, hash(2)].map((id, at) => ({
      commit: { id },
      date: at,
      tool: 'customSmallerIsBetter',
      benches: [{ name: 'fold', unit: 'ns', value: 100 }],
    })),
  };
  const kept = JSON.stringify({ lastUpdate: 1, repoUrl: '', entries });
  expect(await compatibility({ uploaded: { [hash(3)]: kept } })).toBe(
    'yes: The only benchmark is not worse than at v1 by 5% or more.',
  );
});
