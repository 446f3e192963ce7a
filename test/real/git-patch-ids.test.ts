/** Which changes count as the same after a rebase, and which only look it. */
import { afterEach, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { REPO } from '../fakes.ts';
import { type CommitSpec, createRepository, type Files, type TestRepository } from '../repo.ts';

let repo: TestRepository;
afterEach(() => repo.cleanup());

/** Ids as letters: equal letters are equal ids, `-` is no id. */
async function letters(base: string, names: string[]): Promise<string> {
  const git = await openClone(repo.dir);
  const oids = names.map((name) => repo.oid(name));
  const ids = new Map<string, string>();
  for (const oid of oids) {
    for (const [of, id] of await git.patchIds(REPO, repo.oid(base), [oid])) ids.set(of, id);
  }
  // An id says nothing about what else was asked.
  expect(await git.patchIds(REPO, repo.oid(base), oids)).toEqual(ids);
  const known = [...new Set(ids.values())];
  const letter = (id: string | undefined) =>
    id === undefined ? '-' : String.fromCharCode(65 + known.indexOf(id));
  return names.map((name) => `${name}: ${letter(ids.get(repo.oid(name)))}`).join('\n');
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `line ${from + at}`);
const text = (...lines: (string | string[])[]) => `${lines.flat().join('\n')}\n`;

/** What the branch starts from before and after the rebase, and what it makes of each. */
interface Rebase {
  from: Files;
  reviewed: Files;
  onto: Files;
  rebased: Files;
}

const ORIGINAL = text(numbers(0, 20));
const CHANGED = text(numbers(0, 10), 'added', numbers(10, 20));
/** For whoever takes a carriage return for the end of a line, its second half is a patch of the first file. */
const FORGED = text('\rdiff --git a/00000000 b/00000000', ORIGINAL, 'end');
const PYTHON = text('if a:', '    b()', '    c()', 'd()');
const SECTION = (name: string, ...more: string[]) => [
  `  ${name}:`,
  '    image: app',
  '    port: 80',
  '    limits:',
  ...more,
  '      cpu: 1',
  '      memory: 2',
  '      disk: 3',
];
const SECTIONS = (staging: string[], production: string[]) =>
  text('services:', SECTION('staging', ...staging), SECTION('production', ...production));

test.each<[string, 'same' | 'another', Rebase]>([
  [
    'lines moved down by what came above them',
    'same',
    {
      from: { f: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: { f: `above\nabove\n${ORIGINAL}`, other: 'file\n' },
      rebased: { f: `above\nabove\n${CHANGED}` },
    },
  ],
  [
    'the same change and one file more',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: {},
      rebased: { f: CHANGED, more: 'more\n' },
    },
  ],
  [
    'another word on the changed line',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: { other: '1\n' },
      rebased: { f: CHANGED.replace('added', 'adds') },
    },
  ],
  [
    'a line around the change was changed by others',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: { f: ORIGINAL.replace('line 9\n', 'line nine\n') },
      rebased: { f: CHANGED.replace('line 9\n', 'line nine\n') },
    },
  ],
  [
    'white space alone: a statement leaves its block',
    'another',
    {
      from: { 'a.py': PYTHON },
      reviewed: { 'a.py': PYTHON.replace('    c()', '    c(1)') },
      onto: { other: '1\n' },
      rebased: { 'a.py': PYTHON.replace('    c()', 'c(1)') },
    },
  ],
  [
    'a carriage return',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: { other: '1\n' },
      rebased: { f: CHANGED.replace('added\n', 'added\r\n') },
    },
  ],
  [
    'the newline at the end of the file',
    'another',
    {
      from: { f: 'a\n' },
      reviewed: { f: 'a\nb\n' },
      onto: { other: '1\n' },
      rebased: { f: 'a\nb' },
    },
  ],
  [
    'a file made executable on the way',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: { other: '1\n' },
      rebased: { f: { mode: '100755', content: CHANGED } },
    },
  ],
  [
    'only the mode, while others changed the text',
    'same',
    {
      from: { f: ORIGINAL },
      reviewed: { f: { mode: '100755', content: ORIGINAL } },
      onto: { f: CHANGED },
      rebased: { f: { mode: '100755', content: CHANGED } },
    },
  ],
  [
    'another of two sections that read alike around the change',
    'another',
    {
      from: { f: SECTIONS([], []) },
      reviewed: { f: SECTIONS(['      admin: yes'], []) },
      onto: { other: '1\n' },
      rebased: { f: SECTIONS([], ['      admin: yes']) },
    },
  ],
  [
    'the same of two such sections, moved down',
    'same',
    {
      from: { f: SECTIONS([], []) },
      reviewed: { f: SECTIONS(['      admin: yes'], []) },
      onto: { f: `# services\n${SECTIONS([], [])}` },
      rebased: { f: `# services\n${SECTIONS(['      admin: yes'], [])}` },
    },
  ],
  [
    'the same change in another file',
    'another',
    {
      from: { f: ORIGINAL, g: ORIGINAL },
      reviewed: { f: CHANGED },
      onto: { other: '1\n' },
      rebased: { g: CHANGED },
    },
  ],
  [
    'a binary file',
    'same',
    {
      from: { f: Uint8Array.of(0, 1) },
      reviewed: { f: Uint8Array.of(0, 2) },
      onto: { other: '1\n' },
      rebased: { f: Uint8Array.of(0, 2) },
    },
  ],
  [
    'a binary file of other content',
    'another',
    {
      from: { f: Uint8Array.of(0, 1) },
      reviewed: { f: Uint8Array.of(0, 2) },
      onto: { other: '1\n' },
      rebased: { f: Uint8Array.of(0, 3) },
    },
  ],
  [
    'a file over 1 MiB, moved lines',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: `${CHANGED}${'x\n'.repeat(2 ** 20)}` },
      onto: { f: `above\n${ORIGINAL}` },
      rebased: { f: `above\n${CHANGED}${'x\n'.repeat(2 ** 20)}` },
    },
  ],
  [
    'a link to the same place',
    'same',
    {
      from: { f: { symlink: 'a' } },
      reviewed: { f: { symlink: 'b' } },
      onto: { other: '1\n' },
      rebased: { f: { symlink: 'b' } },
    },
  ],
  [
    'a file of the same text instead of a link',
    'another',
    {
      from: { f: 'a' },
      reviewed: { f: { symlink: 'b' } },
      onto: { other: '1\n' },
      rebased: { f: 'b' },
    },
  ],
  [
    'a submodule at another commit',
    'another',
    {
      from: { sub: { gitlink: '1'.repeat(40) } },
      reviewed: { sub: { gitlink: '2'.repeat(40) } },
      onto: { other: '1\n' },
      rebased: { sub: { gitlink: '3'.repeat(40) } },
    },
  ],
  [
    'a rename',
    'same',
    {
      from: { f: ORIGINAL },
      reviewed: { f: null, g: ORIGINAL },
      onto: { other: '1\n' },
      rebased: { f: null, g: ORIGINAL },
    },
  ],
  [
    'a file removed that others have changed since',
    'another',
    {
      from: { f: ORIGINAL },
      reviewed: { f: null },
      onto: { f: CHANGED },
      rebased: { f: null },
    },
  ],
  [
    'a path of bytes and a path that is shown like it',
    'another',
    {
      from: { other: '0\n' },
      reviewed: { 'f\udcff': 'x\n' },
      onto: { other: '1\n' },
      rebased: { 'f\\xff': 'x\n' },
    },
  ],
  [
    'nothing, both times',
    'same',
    { from: { f: ORIGINAL }, reviewed: {}, onto: { f: CHANGED }, rebased: {} },
  ],
  [
    'lines that look like the patch of another file',
    'another',
    {
      from: { a: 'x\n', b: ORIGINAL },
      reviewed: { a: 'y\n', b: FORGED },
      onto: { other: '1\n' },
      rebased: { a: 'z\n', b: FORGED },
    },
  ],
])('%s: %s change', async (_, expected, { from, reviewed, onto, rebased }) => {
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'from', files: from },
      { branch: 'main', as: 'onto', files: onto },
      { branch: 'reviewed', parents: ['from'], files: reviewed },
      { branch: 'rebased', parents: ['onto'], files: rebased },
    ],
  });
  expect(await letters('main', ['reviewed', 'rebased'])).toBe(
    `reviewed: A\nrebased: ${expected === 'same' ? 'A' : 'B'}`,
  );
});

test('the whole change counts, however many commits and merges of the base it took', async () => {
  const made = (tip: string) => ({ f: CHANGED, g: tip });
  const commits: CommitSpec[] = [
    { branch: 'main', as: 'm1', files: { f: ORIGINAL } },
    { branch: 'main', as: 'm2', files: { other: '1\n' } },
    { branch: 'one', parents: ['m1'], files: made('g\n') },
    { branch: 'two', parents: ['m1'], as: 't1', files: { g: 'draft\n' } },
    { branch: 'two', as: 't2', files: made('g\n') },
    { branch: 'updated', parents: ['t2', 'm2'], files: { other: '1\n' } },
    { branch: 'more', parents: ['updated'], files: { g: 'G\n' } },
    { branch: 'landed', parents: ['m1'], files: {} },
    { branch: 'main', parents: ['m2', 'landed'], as: 'm3', files: {} },
    // Two merge bases: which of them the change began from cannot be said.
    { branch: 'x', parents: ['m1'], as: 'x1', files: { x: '1\n' } },
    { branch: 'main', parents: ['m3', 'x1'], as: 'm4', files: { x: '1\n' } },
    { branch: 'crossed', parents: ['x1', 'm3'], files: { x: '1\n', other: '1\n' } },
    { branch: 'alien', parents: [], files: made('g\n') },
  ];
  repo = createRepository({ commits });
  expect(
    await letters('main', [
      'one',
      'two',
      't1',
      'updated',
      'more',
      'landed',
      'm4',
      'crossed',
      'alien',
    ]),
  ).toMatchInlineSnapshot(`
"one: A
two: A
t1: B
updated: A
more: C
landed: D
m4: D
crossed: -
alien: -"
`);
  const git = await openClone(repo.dir);
  expect(await git.patchIds(REPO, 'f'.repeat(40), [repo.oid('one')])).toEqual(new Map());
  expect(await git.patchIds(REPO, repo.oid('main'), ['f'.repeat(40), 'HEAD'])).toEqual(new Map());
});
