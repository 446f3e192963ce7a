import { expect, test } from '@jest/globals';
import type { HistoryPoint, Measurement } from '#src/measurements/measurement.ts';
import { turnsIn } from '#src/measurements/trend.ts';

const one = (name: string, value: number, over: Partial<Measurement> = {}): Measurement => ({
  name,
  unit: 'ns',
  better: 'lower',
  value,
  ...over,
});
const point = (at: number, measurements: Measurement[], suite = 'Rust'): HistoryPoint => ({
  suite,
  commit: `c${at}`,
  at: `2025-07-${String(1 + (at % 30)).padStart(2, '0')}T00:00:00Z`,
  measurements,
});
/** A little up and down, the same everywhere. */
const wobble = (at: number) => [0, 1, -1, 0.5, -0.5][at % 5] as number;

test('the first commit of a new level is named, for each benchmark of each suite', () => {
  const history = Array.from({ length: 24 }, (_, at) => [
    point(at, [
      one('fold', (at < 15 ? 100 : 112) + wobble(at)),
      one('copy', 50 + wobble(at) / 2),
      one('load', (at < 8 ? 900 : 1000) + wobble(at), { unit: 'ops/s', better: 'higher' }),
      one('frogs', (at < 8 ? 9 : 10) + wobble(at) / 50, { unit: 'frogs', better: null }),
    ]),
    // The same name elsewhere is another benchmark.
    point(at, [one('fold', 700 + wobble(at))], 'Python'),
  ]).flat();
  expect(
    turnsIn(history).map(
      ({ suite, name, since, commit, at, change, worse }) =>
        `${suite} ${name}: ${since}..${commit} (${at?.slice(0, 10)}) ${(change * 100).toFixed(0)} %, ${worse === null ? 'who knows' : worse ? 'worse' : 'better'}`,
    ),
  ).toEqual([
    'Rust fold: c14..c15 (2025-07-16) 12 %, worse',
    'Rust load: c7..c8 (2025-07-09) 11 %, better',
    'Rust frogs: c7..c8 (2025-07-09) 11 %, who knows',
  ]);
});

test('another machine has another level', () => {
  const machines = (at: number) => (at < 10 ? 'old' : 'new');
  const history = (environment: (at: number) => string) =>
    Array.from({ length: 20 }, (_, at) =>
      point(at, [one('fold', at < 10 ? 100 : 120, { environment: environment(at) })]),
    );
  expect(turnsIn(history(machines))).toEqual([]);
  expect(turnsIn(history(() => 'old'))).toHaveLength(1);
});

test('of a commit that was measured again the last result stands, and other units are others', () => {
  const history = [
    ...Array.from({ length: 10 }, (_, at) => point(at, [one('fold', 100 + wobble(at))])),
    point(10, [one('fold', 150)]),
    point(10, [one('fold', 100)]),
    ...Array.from({ length: 10 }, (_, at) =>
      point(11 + at, [one('fold', 0.1 + wobble(at) / 1000, { unit: 'us' })]),
    ),
  ];
  expect(turnsIn(history)).toEqual([]);
});
