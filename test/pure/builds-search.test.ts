import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { searchCulprits, type Verdict } from '#src/integration/builds/search.ts';
import type { Trial, TrialHead } from '#src/ports.ts';

const heads = (count: number, contains: Record<number, number[]> = {}): TrialHead[] =>
  Array.from({ length: count }, (_, at) => ({
    ref: `h${at}`,
    oid: `${at}`,
    number: at,
    workstreams: [],
    contains: contains[at] ?? [],
  }));

type Oracle = (heads: number[], asked: number) => 'green' | 'red' | 'undetermined';

/** Runs a search to its end as the server does: one push after the other, everything else forgotten. */
function search(
  all: TrialHead[],
  oracle: Oracle,
  most = 200,
): { verdict: Verdict; pushes: string[] } {
  const trials: Trial[] = [];
  for (;;) {
    const step = searchCulprits(all, trials, most);
    if ('verdict' in step) {
      return { verdict: step.verdict, pushes: trials.map((trial) => trial.heads.join(' ')) };
    }
    const number = trials.length + 1;
    const state = oracle(step.ask.heads, number);
    const result =
      state === 'red'
        ? { state, checks: [] }
        : state === 'green'
          ? { state, checks: 1 }
          : { state, reason: 'lost' };
    trials.push({ number, heads: step.ask.heads, tip: 't', pushedAt: '', result });
    if (trials.length > 500) throw new Error('the search does not end');
  }
}

/** Red is what holds one of these combinations. */
const redWith =
  (...bad: number[][]): Oracle =>
  (asked) =>
    bad.some((one) => one.every((at) => asked.includes(at))) ? 'red' : 'green';

const told = ({ verdict, pushes }: ReturnType<typeof search>) => {
  const { culprits, green, suspects, flaky, open } = verdict;
  const rest =
    open === null ? '' : `, ${open}: [${suspects}]${flaky.length > 0 ? ` flaky [${flaky}]` : ''}`;
  return `${pushes.join(' | ')} → ${culprits.map((one) => `[${one}]`).join('')} green [${green}]${rest}`;
};

test.each<[string, TrialHead[], Oracle, string]>([
  ['all green: one push', heads(4), redWith(), '0 1 2 3 →  green [0,1,2,3]'],
  ['one head, red twice', heads(1), redWith([0]), '0 | 0 → [0] green []'],
  [
    'one of four: halves, alone, again, the rest',
    heads(4),
    redWith([2]),
    '0 1 2 3 | 0 1 | 0 1 2 | 2 | 2 | 0 1 3 → [2] green [0,1,3]',
  ],
  [
    'two that are red only together: the last one is held back',
    heads(4),
    redWith([0, 3]),
    '0 1 2 3 | 0 1 | 0 1 2 | 3 | 0 3 | 0 3 → [0,3] green [0,1,2]',
  ],
  [
    'two culprits that have nothing to do with each other',
    heads(4),
    redWith([0], [3]),
    '0 1 2 3 | 0 1 | 0 | 0 | 1 2 3 | 1 | 1 2 | 3 | 3 → [0][3] green [1,2]',
  ],
  [
    'what contains the culprit goes with it',
    heads(3, { 2: [0] }),
    redWith([0]),
    '0 1 2 | 0 | 0 | 1 → [0] green [1]',
  ],
  [
    'red once, green the second time: nobody is blamed',
    heads(2),
    (asked, push) => (asked.includes(1) && push < 4 ? 'red' : 'green'),
    '0 1 | 0 | 1 | 1 →  green [], flaky: [] flaky [1]',
  ],
  [
    'a part that nobody can judge: among whom it is',
    heads(4),
    (asked) => (asked.length === 4 ? 'red' : 'undetermined'),
    '0 1 2 3 | 0 1 →  green [], undetermined: [0,1,2,3]',
  ],
  [
    'nothing could be judged: no suspicion either',
    heads(2),
    () => 'undetermined',
    '0 1 →  green [], undetermined: []',
  ],
])('%s', (_what, all, oracle, expected) => {
  expect(told(search(all, oracle))).toBe(expected);
});

test('no more pushes than allowed, and then whom it was narrowed down to', () => {
  expect(told(search(heads(8), redWith([5]), 3))).toBe(
    '0 1 2 3 4 5 6 7 | 0 1 2 3 | 0 1 2 3 4 5 →  green [], limit: [4,5]',
  );
  // The second search had no push left: the first culprit stands all the same.
  expect(told(search(heads(4), redWith([0], [3]), 5))).toBe(
    '0 1 2 3 | 0 1 | 0 | 0 | 1 2 3 → [0] green [], limit: [1,2,3]',
  );
});

const combination = (count: number) =>
  fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 });

test('for random red sets: every culprit is red and smallest, the rest is green, pushes are bounded', () => {
  const worlds = fc
    .integer({ min: 1, max: 12 })
    .chain((count) =>
      fc.record({ count: fc.constant(count), bad: fc.array(combination(count), { maxLength: 3 }) }),
    );
  fc.assert(
    fc.property(worlds, ({ count, bad }) => {
      const oracle = redWith(...bad);
      const { verdict, pushes } = search(heads(count), oracle);
      const { culprits, green, open } = verdict;
      expect(open).toBeNull();
      for (const one of culprits) {
        expect(oracle(one, 0)).toBe('red');
        for (const at of one)
          expect(
            oracle(
              one.filter((other) => other !== at),
              0,
            ),
          ).toBe('green');
      }
      // Without the last head of each culprit nothing is red, and nobody else is held back.
      const held = new Set(culprits.map((one) => one.at(-1)));
      expect(green).toEqual(heads(count).flatMap((_, at) => (held.has(at) ? [] : [at])));
      if (green.length > 0) expect(oracle(green, 0)).toBe('green');
      const halvings = Math.ceil(Math.log2(count)) + 1;
      const most = 1 + culprits.reduce((sum, one) => sum + one.length * halvings + 2, 0);
      expect(pushes.length).toBeLessThanOrEqual(most);
    }),
    { numRuns: 100 },
  );
});

test('whatever the checks say, also against themselves: it ends within its pushes and blames nobody who was not red twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.constantFrom('green', 'red', 'undetermined')),
      (count, most, stream) => {
        const seen = new Map<string, string[]>();
        const { verdict, pushes } = search(
          heads(count),
          (asked) => {
            const said = stream.next().value as 'green' | 'red' | 'undetermined';
            const key = asked.join(' ');
            seen.set(key, [...(seen.get(key) ?? []), said]);
            return said;
          },
          most,
        );
        expect(pushes.length).toBeLessThanOrEqual(most);
        for (const one of verdict.culprits) {
          const said = seen.get(one.join(' ')) ?? [];
          expect(said.filter((word) => word === 'red').length).toBeGreaterThanOrEqual(2);
        }
      },
    ),
    { numRuns: 100 },
  );
});
