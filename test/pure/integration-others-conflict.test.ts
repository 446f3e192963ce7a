import { expect, test } from '@jest/globals';
import { withOwners } from '#src/integration/others-conflict.ts';
import type { Finding, Pair } from '#src/integration/report.ts';
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

/** Whose each collision is, by file. */
const shares = (pair: Pair | undefined) =>
  pair?.findings.map(({ onlyOf, places: [at] }) => `${at?.path}: ${onlyOf ?? 'both'}`);

/** `fresh` has changed x, `stale` f and g; which files each collides in with main and with the other. */
test.each<[string, Pair, string[], string[], string | undefined]>([
  [
    'one file is between the two',
    clean('main', 'fresh'),
    ['f', 'x'],
    ['f: stale', 'x: both'],
    undefined,
  ],
  ['neither merges with main', collides('main', 'fresh', 'x'), ['f'], ['f: stale'], 'stale'],
  [
    'each for itself',
    collides('main', 'fresh', 'x'),
    ['f', 'x'],
    ['f: stale', 'x: fresh'],
    undefined,
  ],
  // A directory that was moved: nobody has changed that path.
  ['what neither has changed', collides('main', 'fresh', 'x'), ['h'], ['h: both'], undefined],
])('%s', (_, withMain, files, told, owner) => {
  const pairs = [
    withMain,
    collides('main', 'stale', 'f', 'g'),
    collides('fresh', 'stale', ...files),
  ];
  const paths = (ref: string) =>
    ref === 'stale' ? ['f', 'g'] : withMain.verdict === 'clean' ? ['x', 'y'] : ['x'];
  const found = withOwners(pairs, 'main', paths);
  expect([shares(found[2]), found[2]?.onlyOf]).toEqual([told, owner]);
  expect(found.slice(0, 2).flatMap(shares).join()).not.toMatch(/fresh|stale/);
});

/** A conflict in a file that only `owner` has; git names the commits. */
function oneSided(a: string, b: string, owner: string, path: string, said: string): Pair {
  const [finding] = collides(a, b, path).findings as [Finding];
  const id = (name: string) => Buffer.from(name).toString('hex').padEnd(40, '0');
  const places = finding.places.filter(({ head }) => head === owner);
  const other = owner === a ? b : a;
  const evidence = said.replace('OWNER', id(owner)).replace('OTHER', id(other));
  return { ...collides(a, b), findings: [{ ...finding, places, evidence }] };
}
const DELETED = 'CONFLICT (modify/delete): f deleted in OTHER and modified in OWNER.';
const MOVED = 'CONFLICT (rename/delete): e renamed to f in OWNER, but deleted in OTHER.';

/** `stale` does not merge with main in f; what it has there with main, and with `fresh`, which has changed only x. */
test.each<[string, string, string, string | undefined]>([
  ['main and the other have deleted it', DELETED, DELETED, 'stale'],
  ['main has deleted what was moved, the other what it is now', MOVED, DELETED, undefined],
  ['main has deleted what it is now, the other what was moved', DELETED, MOVED, undefined],
  ['main and the other have deleted what was moved', MOVED, MOVED, 'stale'],
])('a file that one of the two does not have: %s', (_, withMain, between, owner) => {
  const pairs = [
    clean('main', 'fresh'),
    oneSided('main', 'stale', 'stale', 'f', withMain),
    oneSided('fresh', 'stale', 'stale', 'f', between),
  ];
  const paths = (ref: string) => (ref === 'fresh' ? ['x'] : ['f']);
  expect(withOwners(pairs, 'main', paths)[2]?.onlyOf).toBe(owner);
});

test('a file that the other has under another name is not the one head alone', () => {
  const pair = collides('fresh', 'stale');
  pair.findings = [textual('fresh', 'g', 'stale', 'f')];
  const pairs = [clean('main', 'fresh'), collides('main', 'stale', 'f'), pair];
  const paths = (ref: string) => (ref === 'fresh' ? ['x'] : ['f']);
  expect(withOwners(pairs, 'main', paths)[2]?.onlyOf).toBe(undefined);
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
