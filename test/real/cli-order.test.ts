/** The order to land, tried out with real git. */
import { afterAll, expect, test } from '@jest/globals';
import { createRepository, forked, type TestRepository } from '../repo.ts';
import { weir } from './cli-weir.ts';

const made: TestRepository[] = [];
afterAll(() => {
  for (const { cleanup } of made) cleanup();
});

interface Step {
  ref: string;
  now: boolean;
  conflicts_with: string[];
  newly_conflicting: string[];
  tried: { outcome: string; paths: string[] };
}

async function order(...args: Parameters<typeof forked>): Promise<Step[]> {
  const repo = createRepository({ commits: forked(...args) });
  made.push(repo);
  const { out, err } = await weir(['integrate', '--repo', repo.dir, '--json']);
  if (out === '') throw new Error(err);
  return (JSON.parse(out) as { order: Step[] }).order;
}

const brief = (steps: readonly Step[]) =>
  steps.map(({ ref, now, tried: { outcome, paths } }) =>
    [ref, now ? 'now' : 'later', outcome, ...paths].join(' '),
  );

test('the hub waits, and each landing says whom it upsets', async () => {
  const lines = (...changed: string[]) =>
    ['one', '-', '-', '-', 'two', '-', '-', '-', 'three']
      .map((line) => changed.find((one) => one.startsWith(line)) ?? line)
      .join('\n');
  const steps = await order(
    { 'f.txt': lines() },
    {
      hub: { 'f.txt': lines('one hub', 'two hub') },
      first: { 'f.txt': lines('one first') },
      second: { 'f.txt': lines('two second') },
      third: { 'f.txt': lines('three third') },
    },
  );
  expect(brief(steps)).toEqual([
    'third now lands',
    'first now lands',
    'second now lands',
    'hub later conflict f.txt',
  ]);
  expect(steps.map(({ newly_conflicting }) => newly_conflicting)).toEqual([[], ['hub'], [], []]);
});

test('any two of three merge, and the three do not: the order that was tried says so', async () => {
  const file = (name: string) => `${`${name}\n`.repeat(20)}`;
  const steps = await order(
    { 'd/one': file('one'), 'd/two': file('two') },
    {
      // Only together they rename the whole directory, and then git cannot tell where a new file in it belongs.
      'moves-one': { 'd/one': null, 'e/one': file('one') },
      'moves-two': { 'd/two': null, 'e/two': file('two') },
      'works-there': { 'd/new': file('new') },
    },
  );
  expect(steps.every((step) => step.conflicts_with.length === 0)).toBe(true);
  expect(brief(steps).filter((line) => line.includes('later'))).toHaveLength(1);
  expect(brief(steps).at(-1)).toMatch(/later conflict/);
});

test('a conflict that is one head’s alone, and a head that would break the plan, are told apart', async () => {
  const repo = createRepository({
    commits: [
      {
        branch: 'main',
        as: 'old',
        files: {
          f: '1\n2\n3\n',
          '.github/workstreams.yml': 'version: 1\nworkstreams:\n  w: { branch: fresh }\n',
        },
      },
      { branch: 'main', files: { f: 'main\n2\n3\n' } },
      { branch: 'stale', parents: ['old'], files: { f: 'stale\n2\n3\n' } },
      { branch: 'fresh', parents: ['main'], files: { g: 'g\n' } },
      { branch: 'near', parents: ['main'], files: { f: 'main\n2\nnear\n' } },
      {
        branch: 'plan',
        parents: ['main'],
        files: { '.github/workstreams.yml': 'version: 1\nworkstream: {}\n' },
      },
    ],
  });
  made.push(repo);
  const { out } = await weir(['integrate', '--repo', repo.dir, '--json']);
  const { heads, pairs, order } = JSON.parse(out) as {
    heads: { ref: string; plan_fault?: string }[];
    pairs: { a: string; b: string; verdict: string; only_of?: string }[];
    order: Step[];
  };
  const colliding = pairs.filter(({ verdict }) => verdict === 'conflict');
  expect(
    colliding.map(({ a, b, only_of }) => `${[a, b].sort().join(' ')}: ${only_of ?? 'both'}`).sort(),
  ).toEqual([
    'fresh stale: stale',
    'main stale: both',
    // It has changed that file itself.
    'near stale: both',
    'plan stale: stale',
  ]);
  expect(heads.flatMap((head) => (head.plan_fault ? [head.ref, head.plan_fault] : []))).toEqual([
    'plan',
    '2 errors',
  ]);
  expect(
    order
      .filter(({ now }) => now)
      .map(({ ref }) => ref)
      .sort(),
  ).toEqual(['fresh', 'near']);
});
