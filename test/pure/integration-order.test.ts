import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { describeHeads, selectHeads } from '#src/integration/heads.ts';
import { findHeads } from '#src/integration/names.ts';
import { landingOrder, worth } from '#src/integration/order.ts';
import type { Finding, Head, Pair } from '#src/integration/report.ts';
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import { openHead } from '../fakes.ts';

const base = { ref: 'main', oid: 'M' };

function planOf(text: string): Plan {
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

const plan = planOf(`
version: 1
target: main
workstreams:
  storage: { branch: feature/storage, depends_on: [kernel] }
  kernel: { branch: feature/kernel, owners: [kim], agent: kernel-003, aliases: [core] }
  docs: { branch: docs }
`);

const head = (ref: string, workstream: string | null, over: Partial<Head> = {}): Head => ({
  ...openHead(ref),
  assignment: workstream
    ? { workstreams: [workstream], rule: 'head', reason: '', remarks: [] }
    : null,
  owners: [],
  changedFiles: 1,
  containedIn: [],
  ...over,
});

const collide = (a: string, b: string): Pair => ({
  a,
  b,
  basis: 'landing',
  verdict: 'conflict',
  findings: [],
});

const order = (heads: Head[], pairs: Pair[]) =>
  landingOrder(base, heads, pairs, plan).map(({ ref, conflicts_with }) =>
    conflicts_with.length > 0 ? `${ref} (${conflicts_with.join(', ')})` : ref,
  );

test('what others depend on lands first, whatever it costs', () => {
  const heads = [head('s', 'storage'), head('k', 'kernel'), head('d', 'docs')];
  expect(order(heads, [collide('k', 's'), collide('s', 'd')])).toEqual(['d', 'k', 's (d, k)']);
});

test('two that a detector fails do not land together, though their text merges', () => {
  const heads = ['a', 'b', 'c'].map((ref) => head(ref, null));
  const found = (a: string, b: string, detector: string, severity: Finding['severity']): Pair => ({
    ...collide(a, b),
    verdict: 'clean',
    findings: [{ detector, severity, confidence: 1, message: '', suggestion: '', places: [] }],
  });
  const now = (...pairs: Pair[]) =>
    landingOrder(base, heads, pairs, plan).flatMap((step) => (step.now ? step.ref : []));
  expect(now(found('a', 'b', 'api', 'fail'), found('a', 'c', 'api', 'fail'))).toEqual(['b', 'c']);
  expect(now(found('main', 'b', 'performance', 'fail'))).toEqual(['a', 'c']);
  // A warning is for people, and who waits for whom is told by the plan.
  expect(now(found('a', 'b', 'api', 'warn'), found('a', 'b', 'order', 'fail'))).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test('the head that blocks the most goes last, and one that conflicts with the target after all others', () => {
  const heads = ['hub', 'a', 'b', 'c', 'stale'].map((ref) => head(ref, null));
  const pairs = [...['a', 'b', 'c'].map((ref) => collide('hub', ref)), collide('main', 'stale')];
  expect(order(heads, pairs)).toEqual(['a', 'b', 'c', 'hub (a, b, c)', 'stale (main)']);
});

test('the largest set that can land now goes first, and each step says whom it upsets', () => {
  const heads = ['hub', 'a', 'b', 'stale'].map((ref) => head(ref, null));
  const pairs = [collide('hub', 'a'), collide('hub', 'b'), collide('main', 'stale')];
  expect(landingOrder(base, heads, [...pairs, collide('stale', 'a')], plan)).toEqual([
    { ref: 'b', conflicts_with: [], now: true, newly_conflicting: ['hub'] },
    { ref: 'a', conflicts_with: [], now: true, newly_conflicting: [] },
    { ref: 'hub', conflicts_with: ['b', 'a'], now: false, newly_conflicting: [] },
    // It conflicts with the target already: that is not new.
    { ref: 'stale', conflicts_with: ['main', 'a'], now: false, newly_conflicting: [] },
  ]);
});

test('who cannot land now: drafts, what waits for nobody, and who needs them', () => {
  const lands = (heads: Head[], pairs: Pair[] = []) =>
    landingOrder(base, heads, pairs, plan).flatMap(({ ref, now }) => (now ? [ref] : []));
  const waitsFor = [
    {
      name: 'x',
      optional: false,
      external: true,
      open: [],
      status: null,
      needs: [],
      integrated: 0,
      of: 1,
    },
  ];
  const draft = {
    ...openHead('k'),
    pullRequest: { draft: true, number: 1 },
  } as unknown as Partial<Head>;
  expect(lands([head('s', 'storage'), head('k', 'kernel')])).toEqual(['k', 's']);
  expect(lands([head('s', 'storage'), head('k', 'kernel', draft)])).toEqual([]);
  expect(lands([head('s', 'storage'), head('k', 'kernel', { waitsFor })])).toEqual([]);
  // Of two that conflict, the larger change lands: the smaller one is rebased with less work.
  const sizes = [
    head('small', null, { changedFiles: 2 }),
    head('large', null, { changedFiles: 9 }),
  ];
  expect(lands(sizes, [collide('small', 'large')])).toEqual(['large']);
});

test('a head that could not be judged is held back, but no conflict is claimed', () => {
  const unknown: Pair = { ...collide('main', 'a'), verdict: 'undetermined', reason: 'unrelated' };
  expect(order([head('a', null), head('b', null)], [unknown])).toEqual(['b', 'a']);
});

test('a head that another one contains lands before it; a circle does not hang', () => {
  const stacked = [head('top', null), head('bottom', null, { containedIn: ['top'] })];
  expect(order(stacked, [])).toEqual(['bottom', 'top']);
  const circle = [head('s', 'storage'), head('k', 'kernel', { containedIn: [] })];
  expect(order([{ ...circle[0], containedIn: ['k'] } as Head, circle[1] as Head], [])).toHaveLength(
    2,
  );
});

test('property: every head once, each conflict counted once, nothing before what it needs', () => {
  const refs = ['a', 'b', 'c', 'd', 'e'];
  void fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), { selector: (p) => p.join() }),
      fc.array(fc.constantFrom('storage', 'kernel', 'docs'), { minLength: 5, maxLength: 5 }),
      (edges, streams) => {
        const heads = refs.map((ref, at) => head(ref, streams[at] ?? null));
        const real = new Map(
          edges
            .filter(([x, y]) => x < y)
            .map(([x, y]) => [`${x}${y}`, [refs[x], refs[y]] as const]),
        );
        const pairs = [...real.values()].map(([x, y]) => collide(x ?? '', y ?? ''));
        const steps = landingOrder(base, heads, pairs, plan);
        expect(steps.map(({ ref }) => ref).sort()).toEqual(refs);
        expect(steps.flatMap((step) => step.conflicts_with)).toHaveLength(pairs.length);
        const at = (stream: string) =>
          steps.flatMap(({ ref }, i) => (streams[refs.indexOf(ref)] === stream ? [i] : []));
        expect(Math.max(-1, ...at('kernel'))).toBeLessThan(Math.min(99, ...at('storage')));
      },
    ),
  );
});

test('heads: PRs against the target or a workstream branch, and workstream branches without a PR', () => {
  const selected = selectHeads(
    'main',
    plan,
    [
      openHead('feature/kernel', 1),
      openHead('fix', 2, { base: 'feature/kernel' }),
      openHead('release-fix', 3, { base: 'release' }),
      openHead('twice', 4),
      openHead('twice', 5, { base: 'feature/storage' }),
      { ...openHead('feature/storage', 6), ref: 'eve:feature/storage' },
      openHead('feature/storage', 7, { base: 'release' }),
      openHead('main', 8, { base: 'feature/kernel' }),
      openHead('weir/trial/12-1', 9),
      { ...openHead('weir/trial/12-1', 10), ref: 'eve:weir/trial/12-1' },
    ],
    new Map([
      ['feature/kernel', 'K'],
      ['feature/storage', 'S'],
    ]),
  );
  expect(selected.map((one) => `${one.ref} ${one.pullRequest?.number ?? 'no PR'}`)).toEqual([
    'feature/kernel 1',
    'fix 2',
    'twice (#4) 4',
    'twice (#5) 5',
    'eve:feature/storage 6',
    'main (#8) 8',
    'eve:weir/trial/12-1 10',
    'feature/storage no PR',
  ]);
});

test('heads know their owners, their size and what contains them', () => {
  const heads = [
    openHead('feature/kernel', 1, { author: 'bob' }),
    openHead('top', 2),
    openHead('old', 3),
  ];
  const described = describeHeads(
    base,
    heads,
    new Map([
      ['FEATURE/KERNEL', { commits: new Set(['FEATURE/KERNEL']), paths: ['a', 'b'] }],
      ['TOP', { commits: new Set(['TOP', 'FEATURE/KERNEL']), paths: null }],
      ['OLD', { commits: new Set<string>(), paths: [] }],
    ]),
    plan,
  );
  expect(
    described.map(({ ref, owners, changedFiles, containedIn }) => ({
      ref,
      owners,
      changedFiles,
      containedIn,
    })),
  ).toEqual([
    {
      ref: 'feature/kernel',
      owners: ['bob', 'kim', 'kernel-003'],
      changedFiles: 2,
      containedIn: ['top'],
    },
    { ref: 'top', owners: ['alice'], changedFiles: null, containedIn: [] },
    { ref: 'old', owners: ['alice'], changedFiles: 0, containedIn: ['main'] },
  ]);
});

test('names: ref, branch, number, workstream and alias find a head; others get the nearest', () => {
  const heads = [
    head('feature/kernel', 'kernel', { pullRequest: openHead('x', 12).pullRequest }),
    head('eve:docs', 'docs', { branch: 'docs' }),
  ];
  const found = (...names: string[]) => {
    const result = findHeads(names, heads, plan);
    return result.ok ? result.heads.map(({ ref }) => ref) : result.unknown;
  };
  for (const name of ['feature/kernel', '#12', '12', 'kernel', 'CORE', 'Kernel']) {
    expect(found(name)).toEqual(['feature/kernel']);
  }
  expect(found('docs', 'kernel', 'docs')).toEqual(['eve:docs', 'feature/kernel']);
  expect(found('kernle', 'docs')).toMatchObject([{ name: 'kernle' }]);
});

test('one more head outweighs the priorities of a thousand, and each of these all sizes', () => {
  const urgent = planOf(
    'version: 1\ntarget: main\nworkstreams: { hot: { branch: hot, priority: high }, mild: { branch: mild, priority: medium } }\n',
  );
  const of = (workstream: string | null, changedFiles: number) =>
    worth(head('x', workstream, { changedFiles }), urgent);
  expect(1_001 * of(null, 0)).toBeGreaterThan(1_000 * of('hot', 1e6));
  expect(999 * of('mild', 0) + of('hot', 0)).toBeGreaterThan(1_000 * of('mild', 1e6));
  expect(Number.isSafeInteger(1_000 * of('hot', 1e6))).toBe(true);
});
