import { afterAll, describe, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { LineRange, MergeConflict } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { createRepository, type Files, forked, type TestRepository } from '../repo.ts';

const made: TestRepository[] = [];
afterAll(() => {
  for (const repo of made) repo.cleanup();
});

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');
const text = (name: string) => `${name}\n${numbers(1, 12)}`;
const COMMIT = (digit: string) => digit.repeat(40);
const BINARY = (byte: number) => Uint8Array.of(0, 1, 2, byte);

/** The conflicts of merging two branches, each on a few lines a reader can check by eye. */
async function conflictsOf(base: Files, ours: Files, theirs: Files): Promise<string> {
  const repo = createRepository({ commits: forked(base, { ours, theirs }) });
  made.push(repo);
  const git = await openClone(repo.dir);
  const sides = { ours: repo.oid('ours'), theirs: repo.oid('theirs') };
  const [outcome] = await git.trialMerges(REPO, [sides]);
  if (outcome?.verdict === 'conflict') {
    const said = outcome.conflicts.map(show).join('\n');
    return said.replaceAll(sides.ours, 'OURS').replaceAll(sides.theirs, 'THEIRS');
  }
  return outcome?.verdict === 'clean' ? 'clean' : `${outcome?.reason}: ${outcome?.detail}`;
}

function show({ kind, paths, ours, theirs, regions }: MergeConflict): string {
  const lines = ({ from, to }: LineRange) =>
    to < from ? `between ${to} and ${from}` : `${from}-${to}`;
  const places = regions.map((region) => `${lines(region.ours)} x ${lines(region.theirs)}`);
  return [
    `${kind} [${paths.join(', ')}]`,
    `${ours.path} x ${theirs.path}`,
    ...(places.length > 0 ? [`lines ${places.join('; ')}`] : []),
  ].join(' | ');
}

describe('every kind of conflict git reports', () => {
  test('content: the colliding lines of both sides, counted in their own files', async () => {
    const base = numbers(1, 30);
    expect(
      await conflictsOf(
        { f: base },
        { f: base.replace('1\n', 'zero\n1\n').replace('\n10\n11\n', '\nten\neleven\n') },
        { f: base.replace('\n10\n', '\n10a\n10b\n10c\n').replace('\n30\n', '\n30\n31\n') },
      ),
    ).toMatchInlineSnapshot(`"content [f] | f x f | lines 11-12 x 10-13"`);
  });

  test('content: several regions, one side of a region empty, no newline at the end', async () => {
    const base = numbers(1, 30);
    expect(
      await conflictsOf(
        { f: base },
        { f: base.replace('\n5\n6\n7\n', '\n').replace('\n30\n', '\nthirty') },
        { f: base.replace('\n6\n', '\nsix\n').replace('\n30\n', '\nTHIRTY\n') },
      ),
    ).toMatchInlineSnapshot(`"content [f] | f x f | lines between 4 and 5 x 5-7; 27-27 x 30-30"`);
  });

  test('content: a file renamed on one side has its own path there', async () => {
    expect(
      await conflictsOf(
        { old: text('a') },
        { old: null, renamed: text('a').replace('\n6\n', '\nour six\n') },
        { old: text('a').replace('\n6\n', '\ntheir six\n') },
      ),
    ).toMatchInlineSnapshot(`"content [renamed] | renamed x old | lines 7-7 x 7-7"`);
  });

  test('content: two changed symbolic links have no lines', async () => {
    expect(
      await conflictsOf({ l: { symlink: 'a' } }, { l: { symlink: 'b' } }, { l: { symlink: 'c' } }),
    ).toMatchInlineSnapshot(`"content [l] | l x l"`);
  });

  test('near miss: changes with an unchanged line between them are clean', async () => {
    const base = numbers(1, 9);
    expect(
      await conflictsOf(
        { f: base },
        { f: base.replace('4\n', 'four\n') },
        { f: base.replace('6\n', 'six\n') },
      ),
    ).toBe('clean');
  });

  test('add/add', async () => {
    expect(
      await conflictsOf({ x: '' }, { new: 'one\nsame\n' }, { new: 'two\nsame\n' }),
    ).toMatchInlineSnapshot(`"add/add [new] | new x new | lines 1-1 x 1-1"`);
  });

  test('near miss: the same file added on both sides is clean', async () => {
    expect(await conflictsOf({ x: '' }, { new: 'same\n' }, { new: 'same\n' })).toBe('clean');
  });

  test('mode: the same content, executable on one side only', async () => {
    expect(
      await conflictsOf({ x: '' }, { run: 'go\n' }, { run: { mode: '100755', content: 'go\n' } }),
    ).toMatchInlineSnapshot(`"mode [run] | run x run"`);
  });

  test('modify/delete, on either side', async () => {
    expect(await conflictsOf({ f: text('f') }, { f: null }, { f: 'new\n' })).toMatchInlineSnapshot(
      `"modify/delete [f] | null x f"`,
    );
    expect(await conflictsOf({ f: text('f') }, { f: 'new\n' }, { f: null })).toMatchInlineSnapshot(
      `"modify/delete [f] | f x null"`,
    );
  });

  test('rename/rename: one file, two new names', async () => {
    expect(
      await conflictsOf({ a: text('a') }, { a: null, b: text('a') }, { a: null, c: text('a') }),
    ).toMatchInlineSnapshot(`"rename/rename [a, b, c] | b x c"`);
  });

  test('rename/rename: two files, one new name', async () => {
    expect(
      await conflictsOf(
        { a: text('a'), b: numbers(50, 70) },
        { a: null, c: text('a') },
        { b: null, c: numbers(50, 70) },
      ),
    ).toMatchInlineSnapshot(`"add/add [c] | c x c | lines 1-13 x 1-21"`);
  });

  test('rename/add: a renamed and changed file meets a new one', async () => {
    expect(
      await conflictsOf(
        { a: text('a') },
        { a: null, c: text('a').replace('\n6\n', '\nsix\n') },
        { a: text('a').replace('\n6\n', '\nSIX\n'), c: 'another\n' },
      ),
    ).toMatchInlineSnapshot(`"rename/add [c, a] | c x c"`);
  });

  test('rename/delete, and with a change besides', async () => {
    expect(
      await conflictsOf({ a: text('a') }, { a: null, b: text('a') }, { a: null }),
    ).toMatchInlineSnapshot(`"rename/delete [b, a] | b x null"`);
    expect(
      await conflictsOf({ a: text('a') }, { a: null }, { a: null, b: `${text('a')}more\n` }),
    ).toMatchInlineSnapshot(`"rename/delete [b, a] | null x b"`);
  });

  test('directory rename: a file added to the old directory', async () => {
    expect(
      await conflictsOf(
        { 'old/a': text('a'), 'old/b': text('b') },
        { 'old/a': null, 'old/b': null, 'new/a': text('a'), 'new/b': text('b') },
        { 'old/c': 'c\n' },
      ),
    ).toMatchInlineSnapshot(`"directory-rename [new/c, old/c] | null x old/c"`);
  });

  test('directory rename: something is in the way, or nobody knows where to', async () => {
    expect(
      await conflictsOf(
        { 'old/a': text('a'), 'old/b': text('b') },
        {
          'old/a': null,
          'old/b': null,
          'new/a': text('a'),
          'new/b': text('b'),
          'new/c': 'in the way\n',
        },
        { 'old/c': 'c\n' },
      ),
    ).toMatchInlineSnapshot(`"directory-rename [new/c, old/c] | new/c x old/c | lines 1-1 x 1-1"`);
    expect(
      await conflictsOf(
        { 'old/a': text('a'), 'old/b': text('b') },
        { 'old/a': null, 'old/b': null, 'x/a': text('a'), 'y/b': text('b') },
        { 'old/c': 'c\n' },
      ),
    ).toMatchInlineSnapshot(`"directory-rename [old] | null x null"`);
    expect(
      await conflictsOf(
        { 'p/a': text('a'), 'p/b': text('b'), 'q/c': text('c'), 'q/d': text('d') },
        {
          'p/a': null,
          'p/b': null,
          'q/c': null,
          'q/d': null,
          'new/a': text('a'),
          'new/b': text('b'),
          'new/c': text('c'),
          'new/d': text('d'),
        },
        { 'p/e': 'one\n', 'q/e': 'two\n' },
      ),
    ).toMatchInlineSnapshot(`"directory-rename [new/e, p/e, q/e] | null x p/e"`);
  });

  test('file/directory', async () => {
    expect(
      await conflictsOf({ x: '' }, { d: 'a file\n' }, { 'd/f': 'in a directory\n' }),
    ).toMatchInlineSnapshot(`"file/directory [d~OURS, d] | d x null"`);
    expect(
      await conflictsOf(
        { d: 'base\n' },
        { d: 'changed\n' },
        { d: null, 'd/f': 'in a directory\n' },
      ),
    ).toMatchInlineSnapshot(`"file/directory [d~OURS, d] | d x null"`);
  });

  test('distinct types', async () => {
    expect(
      await conflictsOf({ x: '' }, { n: 'file\n' }, { n: { symlink: 'x' } }),
    ).toMatchInlineSnapshot(`"distinct-types [n, n~OURS] | n x n"`);
    expect(
      await conflictsOf({ x: '' }, { n: { gitlink: COMMIT('1') } }, { n: { symlink: 'x' } }),
    ).toMatchInlineSnapshot(`"distinct-types [n, n~OURS, n~THEIRS] | n x n"`);
  });

  test('submodule: three different commits, and two additions', async () => {
    const at = (digit: string) => ({ s: { gitlink: COMMIT(digit) } });
    expect(await conflictsOf(at('1'), at('2'), at('3'))).toMatchInlineSnapshot(
      `"submodule [s] | s x s"`,
    );
    expect(await conflictsOf({ x: '' }, at('2'), at('3'))).toMatchInlineSnapshot(
      `"submodule [s] | s x s"`,
    );
  });

  test('near miss: a submodule moved on one side only is clean', async () => {
    const at = (digit: string) => ({ s: { gitlink: COMMIT(digit) } });
    expect(await conflictsOf(at('1'), at('2'), { y: '' })).toBe('clean');
  });

  test('binary', async () => {
    expect(
      await conflictsOf({ b: BINARY(3) }, { b: BINARY(4) }, { b: BINARY(5) }),
    ).toMatchInlineSnapshot(`"binary [b] | b x b"`);
  });

  test('several at once stay apart, and the record after a submodule is still read', async () => {
    const repo = createRepository({
      commits: forked(
        { s: { gitlink: COMMIT('1') }, f: text('f'), g: text('g') },
        {
          a: { s: { gitlink: COMMIT('2') }, f: 'a\n', g: null },
          b: { s: { gitlink: COMMIT('3') }, f: 'b\n', g: 'b\n' },
          c: { f: text('f') },
          d: { f: 'd\n' },
        },
      ),
    });
    made.push(repo);
    const git = await openClone(repo.dir, { limits: { parallel: 1, batch: 100 } });
    const merge = (ours: string, theirs: string) => ({
      ours: repo.oid(ours),
      theirs: repo.oid(theirs),
    });
    const outcomes = await git.trialMerges(REPO, [
      merge('a', 'b'),
      merge('b', 'd'),
      merge('a', 'c'),
    ]);
    expect(
      outcomes.map((outcome) =>
        outcome.verdict === 'conflict' ? outcome.conflicts.map(show) : outcome.verdict,
      ),
    ).toMatchInlineSnapshot(`
[
  [
    "content [f] | f x f | lines 1-1 x 1-1",
    "modify/delete [g] | null x g",
    "submodule [s] | s x s",
  ],
  [
    "content [f] | f x f | lines 1-1 x 1-1",
  ],
  "clean",
]
`);
  });
});

test('hostile names come back as they are, and bytes that are no text as \\xNN', async () => {
  const names = [
    'new\nline',
    'tab\tand "quotes"',
    '-rf',
    '@team `x` | <!-- $(id)',
    '\u202edna',
    'raw\udcff',
    ':colon',
    '~tilde',
  ];
  const files = (content: string): Files =>
    Object.fromEntries(names.map((name) => [`${name}`, content]));
  expect(
    await conflictsOf(files(text('x')), files('left\n'), files('right\n')),
  ).toMatchInlineSnapshot(`
"content [-rf] | -rf x -rf | lines 1-1 x 1-1
content [:colon] | :colon x :colon | lines 1-1 x 1-1
content [@team \`x\` | <!-- $(id)] | @team \`x\` | <!-- $(id) x @team \`x\` | <!-- $(id) | lines 1-1 x 1-1
content [new
line] | new
line x new
line | lines 1-1 x 1-1
content [raw\\xff] | raw\\xff x raw\\xff | lines 1-1 x 1-1
content [tab	and "quotes"] | tab	and "quotes" x tab	and "quotes" | lines 1-1 x 1-1
content [~tilde] | ~tilde x ~tilde | lines 1-1 x 1-1
content [‮dna] | ‮dna x ‮dna | lines 1-1 x 1-1"
`);
});

test('a stacked head: clean after a merge of the one below, in conflict after a squash', async () => {
  const repo = createRepository({
    commits: [
      { branch: 'main', files: { f: numbers(1, 9) } },
      { branch: 'below', parents: ['main'], files: { f: numbers(1, 9).replace('5', 'five') } },
      { branch: 'above', parents: ['below'], files: { f: numbers(1, 9).replace('5', 'FIVE') } },
      { branch: 'main', files: { g: 'news' } },
    ],
  });
  made.push(repo);
  const git = await openClone(repo.dir);
  const [landed, on, theirs] = [repo.oid('below'), repo.oid('main'), repo.oid('above')];
  const outcomes = await git.trialMerges(REPO, [
    { ours: { landed, on, how: 'merge' }, theirs },
    { ours: { landed, on, how: 'squash' }, theirs },
    { ours: theirs, theirs: { landed, on, how: 'merge' } },
  ]);
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['clean', 'conflict', 'clean']);
  const [, squashed] = outcomes;
  expect(squashed?.verdict === 'conflict' && squashed.conflicts.map(show)).toEqual([
    'content [f] | f x f | lines 5-5 x 5-5',
  ]);
});
