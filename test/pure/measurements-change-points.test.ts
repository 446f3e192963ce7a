import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changePoints } from '#src/measurements/change-points.ts';
import { normalTail, studentTails } from '#src/measurements/distributions.ts';

/** Noise of ±1 that repeats itself on every machine. */
function noisy(levels: readonly (readonly [value: number, times: number])[], amount = 1): number[] {
  let state = 12_345;
  return levels.flatMap(([value, times]) =>
    Array.from({ length: times }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return value + amount * (2 * (state / 2_147_483_648) - 1);
    }),
  );
}

const told = (series: readonly number[], settings = {}) =>
  changePoints(series, settings).map(
    ({ at, before, after, change }) =>
      `${at}: ${before.toFixed(0)} → ${after.toFixed(0)} (${(change * 100).toFixed(0)} %)`,
  );

describe('a series', () => {
  test.each<[string, number[], string[]]>([
    ['nothing', [], []],
    ['one value', [5], []],
    ['one level', noisy([[100, 60]]), []],
    ['the same value always', Array(40).fill(7), []],
    [
      'one step',
      noisy([
        [100, 30],
        [110, 20],
      ]),
      ['30: 100 → 110 (10 %)'],
    ],
    [
      'a step two values ago',
      noisy([
        [100, 30],
        [120, 2],
      ]),
      ['30: 100 → 120 (20 %)'],
    ],
    [
      'a single outlier',
      noisy([
        [100, 30],
        [150, 1],
        [100, 20],
      ]),
      [],
    ],
    [
      'worse, and mended again soon',
      noisy([
        [100, 25],
        [112, 6],
        [100, 25],
      ]),
      ['25: 100 → 112 (12 %)', '31: 112 → 100 (-11 %)'],
    ],
    [
      'steps far apart',
      noisy([
        [100, 60],
        [110, 70],
        [90, 60],
      ]),
      ['60: 100 → 110 (10 %)', '130: 110 → 90 (-18 %)'],
    ],
    [
      'a step too small to matter',
      noisy(
        [
          [100, 40],
          [103, 40],
        ],
        0.5,
      ),
      [],
    ],
    [
      'noise larger than the step',
      noisy(
        [
          [100, 12],
          [106, 12],
        ],
        40,
      ),
      [],
    ],
    ['without noise', [...Array(10).fill(100), ...Array(5).fill(120)], ['10: 100 → 120 (20 %)']],
  ])('%s', (_, series, expected) => {
    expect(told(series)).toEqual(expected);
  });

  test('a smaller magnitude may be asked for', () => {
    expect(
      told(
        noisy(
          [
            [100, 40],
            [103, 40],
          ],
          0.5,
        ),
        { magnitude: 0.01 },
      ),
    ).toEqual(['40: 100 → 103 (3 %)']);
  });
});

test('a clear step is found where it is, in any unit, and backwards in time, too', () => {
  const size = fc.integer({ min: 4, max: 40 });
  fc.assert(
    fc.property(
      size,
      size,
      fc.constantFrom(1.2, 0.8, 3),
      fc.constantFrom(1, 0.001, 1e6),
      (left, right, factor, unit) => {
        const series = noisy([
          [100, left],
          [100 * factor, right],
        ]).map((value) => value * unit);
        expect(changePoints(series).map(({ at }) => at)).toEqual([left]);
        expect(changePoints([...series].reverse()).map(({ at }) => at)).toEqual([right]);
      },
    ),
    { numRuns: 40 },
  );
});

test('tails of the distributions, against published tables', () => {
  expect(normalTail(0)).toBeCloseTo(0.5, 12);
  expect(normalTail(1.959964)).toBeCloseTo(0.025, 7);
  expect(normalTail(2.999) / normalTail(3.001)).toBeCloseTo(1.0066, 3);
  expect(normalTail(6)).toBeCloseTo(9.8659e-10, 13);
  // Two-sided points of Student's t: 5 %, 1 %, 0.1 %.
  for (const [freedom, t, share] of [
    [1, 12.7062, 0.05],
    [2, 9.9248, 0.01],
    [10, 2.2281, 0.05],
    [10, 4.5869, 0.001],
    [30, 2.75, 0.01],
    [100, 3.3905, 0.001],
  ] as const) {
    expect(studentTails(t, freedom)).toBeCloseTo(share, 5);
  }
  expect(studentTails(0, 5)).toBe(1);
  expect(studentTails(Number.POSITIVE_INFINITY, 5)).toBe(0);
});
