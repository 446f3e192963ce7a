import { expect, test } from '@jest/globals';
import { withOwners } from '#src/integration/others-conflict.ts';
import type { Pair } from '#src/integration/report.ts';
import { textual } from '../forecasts.ts';

const collides = (a: string, b: string, ...paths: string[]): Pair => ({
  a,
  b,
  basis: 'direct',
  verdict: 'conflict',
  findings: paths.map((path) => textual(a, path, b, path)),
});
const clean = (a: string, b: string): Pair => ({
  a,
  b,
  basis: 'direct',
  verdict: 'clean',
  findings: [],
});
const api = { ...textual('fresh', 'f', 'stale', 'f'), detector: 'api' };

/** `stale` does not merge with main in `f` and `g`; what `fresh` has changed, and the pair of the two. */
const rows: [string, string[] | null, Pair, string | undefined][] = [
  ['files that it leaves alone', ['x'], collides('fresh', 'stale', 'f'), 'stale'],
  ['all of them', ['x'], collides('fresh', 'stale', 'f', 'g'), 'stale'],
  ['a file that it changes, too', ['x', 'f'], collides('fresh', 'stale', 'f', 'g'), undefined],
  ['a file that merges with main', ['x'], collides('fresh', 'stale', 'h'), 'stale'],
  ['nobody knows what it changes', null, collides('fresh', 'stale', 'f'), undefined],
  [
    'something else beside',
    ['x'],
    { ...collides('fresh', 'stale', 'f'), findings: [textual('fresh', 'f', 'stale', 'f'), api] },
    undefined,
  ],
  [
    'could not be merged',
    ['x'],
    { ...clean('fresh', 'stale'), verdict: 'undetermined', reason: 'timeout' },
    undefined,
  ],
  ['judged by landing', ['x'], { ...collides('fresh', 'stale', 'f'), basis: 'landing' }, undefined],
];

test.each(rows)('%s', (_, changed, pair, owner) => {
  const pairs = [clean('main', 'fresh'), collides('main', 'stale', 'f', 'g'), pair];
  const paths = (ref: string) => (ref === 'fresh' ? changed : ['f', 'g']);
  expect(withOwners(pairs, 'main', paths).map(({ onlyOf }) => onlyOf)).toEqual([
    undefined,
    undefined,
    owner,
  ]);
});

test('two that both do not merge with the target have something between them', () => {
  const pairs = [
    collides('main', 'fresh', 'f'),
    collides('main', 'stale', 'f'),
    collides('fresh', 'stale', 'f'),
  ];
  expect(withOwners(pairs, 'main', () => []).some(({ onlyOf }) => onlyOf !== undefined)).toBe(
    false,
  );
});

const unknown = (a: string, b: string, reason = 'unrelated'): Pair => ({
  ...clean(a, b),
  verdict: 'undetermined',
  reason,
});
const gaveUp = { ...api, undetermined: true as const };

/** Nobody can tell whether `lost` merges with main; what is known of `fresh` and main, and of the two. */
const doubts: [string, Pair, Pair, string | undefined][] = [
  ['no answer', clean('main', 'fresh'), unknown('fresh', 'lost'), 'lost'],
  ['for another reason', clean('main', 'fresh'), unknown('fresh', 'lost', 'timeout'), 'lost'],
  ['the other way round', clean('main', 'fresh'), unknown('lost', 'fresh'), 'lost'],
  ['also of one with a conflict', collides('main', 'fresh', 'f'), unknown('fresh', 'lost'), 'lost'],
  ['neither of the two', unknown('main', 'fresh'), unknown('fresh', 'lost'), undefined],
  ['an answer', clean('main', 'fresh'), clean('fresh', 'lost'), undefined],
  ['a conflict', clean('main', 'fresh'), collides('fresh', 'lost', 'f'), undefined],
  [
    'a detector that failed, too',
    clean('main', 'fresh'),
    { ...unknown('fresh', 'lost'), findings: [gaveUp] },
    undefined,
  ],
];

test.each(doubts)('nobody can tell: %s', (_, withMain, pair, owner) => {
  const pairs = [withMain, unknown('main', 'lost'), pair];
  const owners = withOwners(pairs, 'main', () => ['f', 'x']).map(({ onlyOf }) => onlyOf);
  expect(owners).toEqual([undefined, undefined, owner]);
});
