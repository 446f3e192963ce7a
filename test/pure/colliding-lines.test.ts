import { expect, test } from '@jest/globals';
import { type Collision, collisions, outerCollision } from '#src/colliding-lines.ts';
import type { Hunk, LineRange } from '#src/ports.ts';

/** Lines are letters; each is its own fingerprint. */
const print = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const BASE = print('abcdefghij');

/** `from`-`to`=lines, lines counted from zero; `?` for lines nobody knows. */
function hunks(text: string): Hunk[] {
  return text.split(' ').flatMap((one) => {
    const [, from, to, lines = ''] = /^(\d+)-(\d+)=(.*)$/.exec(one) ?? [];
    if (from === undefined) return [];
    const known =
      lines === '?' ? {} : { lines: print(lines), gone: BASE.slice(Number(from), Number(to)) };
    return [{ from: Number(from), to: Number(to), ...known }];
  });
}

function show(ours: string, theirs: string): string {
  const found = collisions(hunks(ours), hunks(theirs));
  return found?.map(range).join(', ') ?? 'git decides';
}

function range({ ours, theirs }: Collision): string {
  const place = ({ from, to }: LineRange) => (to < from ? `before ${from}` : `${from}-${to}`);
  return `${place(ours)} x ${place(theirs)}`;
}

// Each holds what git's markers say of the same texts.
test.each([
  ['the same line', '2-3=X', '2-3=Y', '3-3 x 3-3'],
  ['neighbours', '2-3=X', '3-4=Y', '3-4 x 3-4'],
  ['a line between them', '2-3=X', '4-5=Y', 'git decides'],
  ['one removes what the other changes', '2-4=', '2-3=Y', 'before 3 x 3-4'],
  ['both add at one place', '3-3=XY', '3-3=Z', '4-5 x 4-4'],
  ['the same change', '2-3=X', '2-3=X', 'git decides'],
  ['the same change and another one', '2-3=X 8-9=Y', '2-3=X 8-9=Z', '9-9 x 9-9'],
  ['both add, and begin alike', '3-3=KLX', '3-3=KLY', '6-6 x 6-6'],
  ['few equal lines between two collisions', '2-3=X 5-6=Y', '2-3=V 5-6=W', '3-6 x 3-6'],
  ['many', '1-2=X 6-7=Y', '1-2=V 6-7=W', '2-2 x 2-2, 7-7 x 7-7'],
  ['what only one side does moves its lines', '0-0=KLM 5-6=X', '5-6=Y', '9-9 x 6-6'],
  [
    'a change of one side between two collisions',
    '1-2=X 3-4=K 5-6=Y',
    '1-2=V 5-6=W',
    '2-2 x 2-2, 6-6 x 6-6',
  ],
  ['a line that only one side adds', '2-3=XY}V}', '2-3=X}V}', '4-4 x before 4'],
  [
    'added lines that may stand in two places',
    '2-3=P(XK)',
    '2-3=Q(XK)Y)',
    '3-3 x 3-3, before 8 x 8-9',
  ],
  ['lines that nobody knows', '2-3=?', '2-3=Y', 'git decides'],
])('%s', (_, ours, theirs, found) => {
  expect(show(ours, theirs)).toBe(found);
});

test.each([
  ['abXcd', 'abYcd', '3-3 x 3-3'],
  ['abXcYd', 'abVcWWd', '3-5 x 3-6'],
  ['ab', 'abc', 'before 3 x 3-3'],
  ['aa', 'aaa', 'before 3 x 3-3'],
  ['ab', 'cd', '1-2 x 1-2'],
])('all that is between what %s and %s have in common', (ours, theirs, found) => {
  const one = outerCollision(Int32Array.from(print(ours)), Int32Array.from(print(theirs)));
  expect(range(one)).toBe(found);
});

test('of many lines git decides', () => {
  const changed = (fresh: number): Hunk[] => [
    { from: 0, to: 1, lines: Array.from({ length: 1_001 }, (_, at) => fresh + at), gone: [0] },
  ];
  const few: Hunk[] = [{ from: 0, to: 1, lines: [-1], gone: [0] }];
  expect(collisions(changed(1_000), changed(3_000))).toBe(null);
  expect(collisions(changed(1_000), few)).toHaveLength(1);
  // What only one side changes is not held against anything.
  expect(
    collisions(
      [...changed(1_000), { from: 9, to: 10, lines: [1], gone: [0] }],
      [{ from: 9, to: 10, lines: [2], gone: [0] }],
    ),
  ).toHaveLength(1);
});
