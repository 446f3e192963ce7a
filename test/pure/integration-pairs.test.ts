import { expect, test } from '@jest/globals';
import { conclude } from '#src/integration/conclude.ts';
import { DEFAULT_SETTINGS, detect } from '#src/integration/detect.ts';
import type { PairFacts } from '#src/integration/detector.ts';
import { landingQuestions, squashQuestions, verdictOf } from '#src/integration/pairs.ts';
import type { Pair, PairTrials } from '#src/integration/report.ts';
import type { MergeConflict, TrialMerge } from '#src/ports.ts';

const clean: TrialMerge = { verdict: 'clean', tree: 't' };
const late: TrialMerge = { verdict: 'undetermined', reason: 'timeout', detail: 'after 30 s' };
const conflict = (over: Partial<MergeConflict> = {}): TrialMerge => ({
  verdict: 'conflict',
  tree: 't',
  conflicts: [
    {
      kind: 'content',
      paths: ['a.txt'],
      ours: { path: 'a.txt' },
      theirs: { path: 'a.txt' },
      regions: [{ ours: { from: 13, to: 14 }, theirs: { from: 3, to: 3 } }],
      message: 'CONFLICT (content): Merge conflict in a.txt',
      ...over,
    },
  ],
});

test.each<[string, PairTrials, boolean, string]>([
  ['both orders clean', { aThenB: clean, bThenA: clean }, false, 'clean'],
  ['one order conflicts', { aThenB: clean, bThenA: conflict() }, false, 'conflict'],
  ['a conflict outweighs what is unknown', { aThenB: late, bThenA: conflict() }, false, 'conflict'],
  [
    'one order unknown is never clean',
    { aThenB: clean, bThenA: late },
    false,
    'undetermined timeout',
  ],
  ['nothing asked is never clean', {}, false, 'undetermined not-judged'],
  ['direct', { direct: conflict() }, false, 'conflict'],
  [
    'squash conflict, merge commits allowed',
    { aThenB: clean, bThenA: clean, aSquashedThenB: conflict() },
    false,
    'clean',
  ],
  [
    'squash conflict, nothing but squash',
    { aThenB: clean, bThenA: clean, aSquashedThenB: conflict() },
    true,
    'conflict',
  ],
  [
    'merge conflict that a squash avoids',
    { aThenB: conflict(), bThenA: clean, aSquashedThenB: clean, bSquashedThenA: clean },
    true,
    'clean',
  ],
])('%s', (_name, trials, squashOnly, expected) => {
  const { verdict, reason } = verdictOf(trials, squashOnly);
  expect([verdict, reason].filter(Boolean).join(' ')).toBe(expected);
});

test('landing asks both orders, each onto the target', () => {
  expect(landingQuestions('M', 'A', 'B').map(({ request }) => request)).toEqual([
    { ours: { landed: 'A', on: 'M', how: 'merge' }, theirs: 'B' },
    { ours: { landed: 'B', on: 'M', how: 'merge' }, theirs: 'A' },
  ]);
  expect(squashQuestions('M', 'A', 'B').map(({ request }) => request.ours)).toEqual([
    { landed: 'A', on: 'M', how: 'squash' },
    { landed: 'B', on: 'M', how: 'squash' },
  ]);
});

const pair = (trials: PairTrials, over: Partial<PairFacts> = {}): PairFacts => ({
  a: { ref: 'feature/a', isBase: false, changedFiles: 2 },
  b: { ref: 'feature/b', isBase: false, changedFiles: 9 },
  target: 'main',
  trials,
  squashOnly: false,
  ...over,
});

test('both orders of landing make one finding, with lines that each head really has', () => {
  const [found, ...rest] = detect(
    pair({ aThenB: conflict(), bThenA: conflict() }),
    DEFAULT_SETTINGS,
  );
  expect(rest).toEqual([]);
  expect(found).toMatchInlineSnapshot(`
{
  "confidence": 1,
  "detector": "textual",
  "evidence": "CONFLICT (content): Merge conflict in a.txt",
  "message": "Both change the same lines of a.txt",
  "places": [
    {
      "endLine": 3,
      "head": "feature/a",
      "line": 3,
      "path": "a.txt",
    },
    {
      "endLine": 3,
      "head": "feature/b",
      "line": 3,
      "path": "a.txt",
    },
  ],
  "severity": "fail",
  "suggestion": "Whichever of the two lands second merges main and resolves a.txt there.",
}
`);
});

test('a conflict seen in one order only gives no lines of a file that nobody has', () => {
  const [found] = detect(pair({ aThenB: conflict(), bThenA: clean }), DEFAULT_SETTINGS);
  expect(found?.places).toEqual([
    { head: 'feature/a', path: 'a.txt' },
    { head: 'feature/b', path: 'a.txt', line: 3, endLine: 3 },
  ]);
});

test('a conflict under squash merging only is a note, unless nothing but squash is allowed', () => {
  const trials = { aThenB: clean, bThenA: clean, aSquashedThenB: conflict() };
  const [note] = detect(pair(trials), DEFAULT_SETTINGS);
  expect([note?.severity, note?.message]).toEqual([
    'note',
    'Only if the first of the two is squash-merged: Both change the same lines of a.txt',
  ]);
  const [real] = detect(pair(trials, { squashOnly: true }), DEFAULT_SETTINGS);
  expect([real?.severity, real?.message]).toEqual(['fail', 'Both change the same lines of a.txt']);
});

test.each<[string, Partial<MergeConflict>, string]>([
  [
    'deleted by a',
    { kind: 'modify/delete', ours: { path: null } },
    'feature/a deletes a.txt, which feature/b changes',
  ],
  [
    'deleted by b',
    { kind: 'modify/delete', theirs: { path: null } },
    'feature/b deletes a.txt, which feature/a changes',
  ],
  [
    'two names',
    { kind: 'rename/rename', paths: ['x', 'y', 'z'] },
    'Both rename the same file differently: x, y, z',
  ],
  ['one name', { kind: 'rename/rename', paths: ['x'] }, 'Both rename a file to x'],
  ['add/add', { kind: 'add/add' }, 'Both add a.txt, each with its own content'],
  [
    'submodule',
    { kind: 'submodule', paths: ['lib'] },
    'Both move the submodule lib to different commits',
  ],
])('says what happened: %s', (_name, over, message) => {
  const [found] = detect(pair({ direct: conflict({ regions: [], ...over }) }), DEFAULT_SETTINGS);
  expect(found?.message).toBe(message);
});

test('the plan decides how much a detector weighs', () => {
  const settings = (textual: 'fail' | 'warn' | 'note' | 'off') => ({
    ...DEFAULT_SETTINGS,
    detectors: { ...DEFAULT_SETTINGS.detectors, textual },
  });
  const trials = { direct: conflict() };
  const severities = (['fail', 'warn', 'note', 'off'] as const).map((setting) =>
    detect(pair(trials), settings(setting)).map(({ severity }) => severity),
  );
  expect(severities).toEqual([['fail'], ['warn'], ['note'], []]);
});

test.each<[string, Partial<Pair>[], string]>([
  ['nothing', [], 'success'],
  ['a note', [{ findings: [{ severity: 'note' }] as Pair['findings'] }], 'success'],
  ['a warning', [{ findings: [{ severity: 'warn' }] as Pair['findings'] }], 'neutral'],
  [
    'unknown beside a warning',
    [{ verdict: 'undetermined' }, { findings: [{ severity: 'warn' }] as Pair['findings'] }],
    'action_required',
  ],
  [
    'a failure beside what is unknown',
    [{ verdict: 'undetermined' }, { findings: [{ severity: 'fail' }] as Pair['findings'] }],
    'failure',
  ],
])('concludes from %s', (_name, pairs, expected) => {
  const whole = pairs.map(
    (over): Pair => ({ a: 'm', b: 'h', basis: 'landing', verdict: 'clean', findings: [], ...over }),
  );
  expect(conclude(whole)).toBe(expected);
});
