import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Comparison, compareResults, type Limits } from '#src/measurements/compare.ts';
import type { Measurement } from '#src/measurements/measurement.ts';
import { rankTest, shift, smallestProbability } from '#src/measurements/rank-test.ts';

const LIMITS: Limits = { worse: 0.05, floor: 0 };
const time = (value: number, over: Partial<Measurement> = {}): Measurement => ({
  name: 'fold',
  unit: 'ns',
  better: 'lower',
  value,
  ...over,
});
const around = (value: number, spread: number) => ({
  interval: { low: value - spread, high: value + spread },
});
const samples = (...values: number[]): Partial<Measurement> => ({ samples: values });
/** Ten quiet values around 100. */
const QUIET = [99, 100, 101, 100, 99, 101, 100, 100, 99, 101].map((value) => [time(value)]);

function line({ outcome, change, bounds, by, doubt }: Comparison): string {
  const percent = (share: number) => (share * 100).toFixed(1);
  return [
    outcome,
    ...(change === null ? [] : [percent(change)]),
    ...(bounds ? [`[${percent(bounds.low)}, ${percent(bounds.high)}]`] : []),
    ...(by ? [`by ${by}`] : []),
    ...(doubt ? [`(${doubt})`] : []),
  ].join(' ');
}

type Side = Measurement | Measurement[] | null;
const runsOf = (side: Side) =>
  side === null ? [] : (Array.isArray(side) ? side : [side]).map((one) => [one]);

describe('one benchmark', () => {
  test.each<[string, Side, Side, Measurement[][], Partial<Limits>, string]>([
    // Two values alone.
    [
      'slower, and nothing else is known',
      time(100),
      time(110),
      [],
      {},
      'inconclusive 10.0 (single-values)',
    ],
    [
      'faster, and nothing else is known',
      time(100),
      time(80),
      [],
      {},
      'inconclusive -20.0 (single-values)',
    ],
    ['a little slower', time(100), time(104), [], {}, 'unchanged 4.0'],
    [
      'slower by exactly what is allowed',
      time(100),
      time(105),
      [],
      {},
      'inconclusive 5.0 (single-values)',
    ],
    ['the same', time(100), time(100), [], {}, 'unchanged 0.0'],
    ['gone', time(100), null, [], {}, 'vanished'],
    ['new', null, time(100), [], {}, 'new'],
    // A history of the target.
    ['far out of the history', time(100), time(110), QUIET, {}, 'regressed 10.0 by history'],
    ['far below it', time(100), time(90), QUIET, {}, 'improved -10.0 by history'],
    [
      'a noisy history',
      time(100),
      time(110),
      [...QUIET, ...[80, 90, 110, 120, 85, 115, 84, 116, 93, 107].map((value) => [time(value)])],
      {},
      'inconclusive 10.0 by history (noise)',
    ],
    [
      'seven values are no history',
      time(100),
      time(110),
      QUIET.slice(0, 7),
      {},
      'inconclusive 10.0 (single-values)',
    ],
    [
      'a history in units of something else',
      time(100),
      time(110),
      QUIET.map(() => [time(100, { unit: 'B' })]),
      {},
      'inconclusive 10.0 (single-values)',
    ],
    [
      'a history in other units of the same',
      time(100),
      time(110),
      QUIET.map((_, at) => [time(0.1 + (at % 3) / 1000, { unit: 'us' })]),
      {},
      'regressed 10.0 by history',
    ],
    [
      'a history from other machines',
      time(100, { environment: 'a' }),
      time(110, { environment: 'a' }),
      QUIET,
      {},
      'inconclusive 10.0 (single-values)',
    ],
    // Intervals.
    [
      'intervals apart',
      time(100, around(100, 2)),
      time(110, around(110, 2)),
      [],
      {},
      'regressed 10.0 [5.9, 14.3] by intervals',
    ],
    [
      'intervals that touch',
      time(100, around(100, 5)),
      time(110, around(110, 5)),
      [],
      {},
      'inconclusive 10.0 [0.0, 21.1] by intervals (noise)',
    ],
    [
      'intervals apart, but little',
      time(100, around(100, 1)),
      time(104, around(104, 1)),
      [],
      {},
      'unchanged 4.0 [2.0, 6.1] by intervals',
    ],
    [
      'an interval on one side only',
      time(100, around(100, 1)),
      time(110),
      QUIET,
      {},
      'regressed 10.0 by history',
    ],
    // Samples.
    [
      'samples apart',
      time(100, samples(99, 100, 101, 100)),
      time(110, samples(109, 110, 111, 112)),
      [],
      {},
      'regressed 10.5 [8.0, 13.0] by samples',
    ],
    [
      'three samples are too few',
      time(100, samples(99, 100, 101)),
      time(110, samples(109, 110, 111)),
      [],
      {},
      'inconclusive 10.0 (few-samples)',
    ],
    [
      'three samples and a history',
      time(100, samples(99, 100, 101)),
      time(110, samples(109, 110, 111)),
      QUIET,
      {},
      'regressed 10.0 by history',
    ],
    [
      'samples that mix',
      time(100, samples(90, 100, 110, 100)),
      time(107, samples(92, 107, 104, 125)),
      [],
      {},
      'inconclusive 5.5 [-18.0, 35.0] by samples (noise)',
    ],
    [
      'samples all the same',
      time(100, samples(100, 100, 100, 100)),
      time(110, samples(110, 110, 110, 110)),
      [],
      {},
      'regressed 10.0 [10.0, 10.0] by samples',
    ],
    // More is better.
    [
      'less throughput',
      time(100, { ...around(100, 1), better: 'higher' }),
      time(90, { ...around(90, 1), better: 'higher' }),
      [],
      {},
      'regressed -10.0 [-11.9, -8.1] by intervals',
    ],
    [
      'more throughput',
      time(100, { ...around(100, 1), better: 'higher' }),
      time(110, { ...around(110, 1), better: 'higher' }),
      [],
      {},
      'improved 10.0 [7.9, 12.1] by intervals',
    ],
    [
      'nobody knows which way',
      time(100, { ...around(100, 1), better: null }),
      time(110, { ...around(110, 1), better: null }),
      [],
      {},
      'inconclusive 10.0 [7.9, 12.1] by intervals (direction)',
    ],
    [
      'the plan knows which way',
      time(100, { ...around(100, 1), better: null }),
      time(110, { ...around(110, 1), better: null }),
      [],
      { better: 'lower' },
      'regressed 10.0 [7.9, 12.1] by intervals',
    ],
    // What must not be compared.
    [
      'other machines',
      time(100, { environment: 'a' }),
      time(150, { environment: 'b' }),
      QUIET,
      {},
      'inconclusive 50.0 (other-machine)',
    ],
    [
      'units of something else',
      time(100),
      time(100, { unit: 'B' }),
      [],
      {},
      'inconclusive (other-unit)',
    ],
    [
      'units that nobody knows',
      time(1, { unit: 'k' }),
      time(2, { unit: 'K' }),
      [],
      {},
      'inconclusive (other-unit)',
    ],
    ['the same in other units', time(100), time(0.1, { unit: 'us' }), [], {}, 'unchanged 0.0'],
    [
      'a smaller number in a larger unit',
      time(2_000, { unit: 'us', ...around(2_000, 20) }),
      time(4, { unit: 'ms', ...around(4, 0.04) }),
      [],
      {},
      'regressed 100.0 [96.0, 104.0] by intervals',
    ],
    [
      'rates in other units of time',
      time(1_000, { unit: 'ops/s', better: 'higher', ...around(1_000, 10) }),
      time(0.5, { unit: 'ops/ms', better: 'higher', ...around(0.5, 0.005) }),
      [],
      {},
      'regressed -50.0 [-51.0, -49.0] by intervals',
    ],
    // Limits.
    [
      'a larger limit',
      time(100, around(100, 1)),
      time(110, around(110, 1)),
      [],
      { worse: 0.2 },
      'unchanged 10.0 [7.9, 12.1] by intervals',
    ],
    [
      'below the floor',
      time(1, around(1, 0.1)),
      time(3, around(3, 0.1)),
      [],
      { floor: 5 },
      'unchanged 200.0 [163.6, 244.4] by intervals',
    ],
    // Nothing at the base.
    [
      'from nothing to something',
      time(0, around(0, 0)),
      time(2, around(2, 0)),
      [],
      {},
      'regressed by intervals',
    ],
    ['from nothing to nothing', time(0), time(0), [], {}, 'unchanged'],
    // Several runs.
    [
      'one run of several is slow',
      [time(100)],
      [time(101), time(130), time(100)],
      QUIET,
      {},
      'unchanged 1.0 by history',
    ],
    [
      'run again, and slow again',
      [time(100)],
      [time(110), time(111)],
      QUIET,
      {},
      'regressed 10.5 by history',
    ],
    [
      'four runs each need no history',
      [time(100), time(101), time(99), time(100)],
      [time(110), time(109), time(111), time(110)],
      [],
      {},
      'regressed 10.0 [8.0, 12.0] by samples',
    ],
    [
      'runs differ more than their intervals say',
      [time(100, around(100, 1)), time(112, around(112, 1))],
      [time(113, around(113, 1))],
      [],
      {},
      'inconclusive 6.6 [-0.9, 15.2] by intervals (noise)',
    ],
  ])('%s', (_, base, head, history, limits, expected) => {
    const found = compareResults(runsOf(base), runsOf(head), history, () => ({
      ...LIMITS,
      ...limits,
    }));
    expect(found.map(line)).toEqual([expected]);
  });

  test('one that nobody wants compared is left out', () => {
    expect(compareResults([[time(100)]], [[time(200)]], [], () => null)).toEqual([]);
  });
});

const values = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

test('the rank test counts out what brute force counts, ties included', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const pool = [...a, ...b];
      const rank = (value: number) =>
        pool.filter((other) => other < value).length +
        (pool.filter((other) => other === value).length + 1) / 2;
      const expected = (a.length * (pool.length + 1)) / 2;
      const distance = (chosen: readonly number[]) =>
        Math.abs(chosen.reduce((sum, value) => sum + rank(value), 0) - expected);
      let [far, all] = [0, 0];
      for (let set = 0; set < 2 ** pool.length; set++) {
        const chosen = pool.filter((_, at) => (set >> at) & 1);
        if (chosen.length !== a.length) continue;
        all += 1;
        if (distance(chosen) >= distance(a) - 1e-9) far += 1;
      }
      expect(rankTest(a, b)).toBeCloseTo(far / all, 10);
    }),
    { numRuns: 60 },
  );
});

test('beyond small samples the approximation carries on where the exact count ends', () => {
  const sample = (size: number, by: number) =>
    Array.from({ length: size }, (_, at) => ((at * 37) % 101) + by);
  const exact = rankTest(sample(20, 0), sample(20, 18));
  const near = rankTest(sample(21, 0), sample(20, 18));
  expect(Math.abs(exact - near)).toBeLessThan(0.05);
  expect(rankTest(sample(100, 0), sample(100, 200))).toBeLessThan(1e-30);
  expect(rankTest(sample(100, 0), sample(100, 0))).toBe(1);
  expect(smallestProbability(3, 3)).toBeCloseTo(0.1);
  expect(smallestProbability(4, 4)).toBeCloseTo(2 / 70);
});

test('bounds of a shift hold zero exactly as long as the test finds nothing, without ties', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), {
    minLength: 8,
    maxLength: 14,
  });
  fc.assert(
    fc.property(distinct, (all) => {
      const [a, b] = [all.slice(0, all.length >> 1), all.slice(all.length >> 1)];
      const { low, high, by } = shift(a, b);
      expect(low <= by && by <= high).toBe(true);
      expect(low > 0 || high < 0).toBe(rankTest(a, b) <= 0.05);
    }),
    { numRuns: 100 },
  );
});

test('other units of the same quantity change nothing; the other direction turns the answer round', () => {
  const sample = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), {
    minLength: 1,
    maxLength: 8,
  });
  const turned = { regressed: 'improved', improved: 'regressed' } as Record<string, string>;
  fc.assert(
    fc.property(sample, sample, fc.constantFrom(0.001, 8, 1024), (a, b, factor) => {
      const one = (all: number[], by: number, better: 'lower' | 'higher') => [
        [time((all[0] ?? 1) * by, { better, samples: all.map((value) => value * by) })],
      ];
      const told = (by: number, better: 'lower' | 'higher') =>
        compareResults(one(a, by, better), one(b, by, better), [], () => LIMITS)[0] as Comparison;
      const plain = told(1, 'lower');
      expect(told(factor, 'lower').outcome).toBe(plain.outcome);
      expect(told(factor, 'lower').change).toBeCloseTo(plain.change ?? 0, 6);
      expect(told(1, 'higher').outcome).toBe(turned[plain.outcome] ?? plain.outcome);
    }),
    { numRuns: 100 },
  );
});
