import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import picomatch from 'picomatch/posix.js';
import { anyGlob, anyNameGlob, globProblem } from '#src/plan/glob.ts';
import { processorTime } from '../processor-time.ts';
import { runs } from '../properties.ts';

// Glob, names that it matches, near names that it does not.
test.each<[string, string[], string[]]>([
  [
    'crates/kernel/**',
    ['crates/kernel/a.rs', 'crates/kernel/.x/y', 'crates/kernel'],
    ['crates/kernels/a', 'a/crates/kernel/b'],
  ],
  ['crates/kernel/', ['crates/kernel/a/b'], ['crates/kernel.rs']],
  ['**/*.md', ['a.md', 'a/b/.md', 'x/line\nend.md'], ['a.mdx', 'md']],
  ['a/**/b', ['a/b', 'a/x/y/b'], ['a/xb', 'ab']],
  [
    'cursor/kernel-*',
    ['cursor/kernel-', 'cursor/kernel-x'],
    ['cursor/kernel-x/y', 'Cursor/kernel-x'],
  ],
  ['{src,test/unit}/*.{ts,js}', ['src/a.ts', 'test/unit/a.js'], ['test/a.ts', 'src/a.tsx']],
  ['file?.[a-cx]', ['file1.a', 'file-.x'], ['file.a', 'file1.d', 'file1.-']],
  ['[!a]b', ['cb'], ['ab', 'b']],
  ['[]x]', [']', 'x'], ['[]x]']],
  [
    'app/\\[id\\]/(group)/a\\*',
    ['app/[id]/(group)/a*'],
    ['app/i/(group)/a*', 'app/[id]/(group)/ab'],
  ],
  ['a+b@c', ['a+b@c'], ['aab@c']],
])('%s', (glob, yes, no) => {
  expect(globProblem(glob)).toBeNull();
  const matches = anyGlob([glob]);
  expect(yes.filter((name) => !matches(name))).toEqual([]);
  expect(no.filter(matches)).toEqual([]);
});

test.each([
  ['', 'is empty'],
  ['a'.repeat(201), 'is longer than 200'],
  ['/a', 'must be relative'],
  ['./a', 'must be relative'],
  ['!a', 'cannot start with "!"'],
  ['a|b', 'uses "|"'],
  ['+(a)', 'uses "|" or a group'],
  ['[a', 'not closed'],
  ['{a,b', 'not closed'],
  ['a}', 'not closed'],
  ['a\\', 'not closed'],
  ['{a}', 'braces without a comma'],
  ['{1..3}', 'braces without a comma'],
  ['{a,{b,c}}', 'braces inside braces'],
  ['{a,b}{a,b}{a,b}{a,b}{a,b}', 'more than 16'],
  ['a\nb', 'control character'],
])('refused: %j', (glob, reason) => {
  expect(globProblem(glob)).toContain(reason);
});

const part = fc.constantFrom('a', 'b', 'ab', '*', '?', '[ab]', '[^a]', '{a,b}', '{b*,a?}', '.');
const piece = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const globs = fc
  .array(fc.oneof(piece, fc.constant('**')), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join('/').replace(/\*+/g, (run) => run.slice(0, 2)))
  // Where picomatch has a way of its own: `**` beside other characters, several in a row, and whether
  // something with wildcards itself belongs to what is below it (it says so only for plain names).
  .filter(
    (glob) => !/[^/]\*\*|\*\*[^/]|\*\*\/\*\*|[^ab]\/\*\*$/.test(glob) && globProblem(glob) === null,
  );
const names = fc
  .array(fc.stringMatching(/^[ab][abc.]{0,4}$/), { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'));

test('globs mean what they mean to picomatch', () =>
  fc.assert(
    fc.property(globs, names, (glob, name) => {
      expect([glob, name, anyGlob([glob])(name)]).toEqual([
        glob,
        name,
        picomatch.isMatch(name, glob, { dot: true }),
      ]);
    }),
    runs(1000),
  ));

test('no glob and no name take long', () => {
  for (const glob of ['[]', '[]{', '{', '[!', '\\', ',{', '{a,b}']) {
    const started = processorTime();
    globProblem(glob.repeat(200 / glob.length));
    globProblem(`${glob.repeat(60)}{`);
    expect(processorTime() - started).toBeLessThan(200);
  }
  const long = 'a'.repeat(1300);
  for (const [glob, name] of [
    ['*a*a*a/*a*a*a/*a*a*a', `${long}/${long}/${long}b`],
    ['**/*a*a*b/**/*a*a*c/**/*a', `${'aaaa/'.repeat(800)}x`],
    [`${'*a'.repeat(90)}b`, 'a'.repeat(4000)],
    ['(a+)+b', 'a'.repeat(4000)],
  ] as const) {
    const started = processorTime();
    expect(anyGlob([glob])(name)).toBe(false);
    expect(processorTime() - started).toBeLessThan(500);
  }
});

test('in names of checks a slash is a character like any other', () => {
  const matches = anyNameGlob(['build*', 'CI / **']);
  expect(['build / linux', 'build', 'CI / a / b', 'rebuild'].map(matches)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
