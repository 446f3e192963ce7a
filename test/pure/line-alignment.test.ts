import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alignLines } from '#src/line-alignment.ts';

const aligned = (view: string, file: string) =>
  [...alignLines(view.split(''), file.split(''))].map((to) => (to === -1 ? '.' : to)).join('');

test.each([
  ['abc', 'abc', '012'],
  ['abc', 'xabcx', '123'],
  ['aXc', 'abc', '0.2'],
  ['abXcd', 'abcd', '01.23'],
  // Lines that stand there often are found between those that stand there once.
  ['}1}2}', '}1}}2}', '01245'],
  ['}}1}', '}1}', '0.12'],
  ['', 'abc', ''],
])('%s in %s: %s', (view, file, map) => {
  expect(aligned(view, file)).toBe(map);
});

test('only equal lines are matched, in their order', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '}'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (view, file) => {
      const map = alignLines(view, file);
      const found = [...map].flatMap((to, at) => (to === -1 ? [] : [{ at, to }]));
      expect(found.filter(({ at, to }) => view[at] !== file[to])).toEqual([]);
      const places = found.map(({ to }) => to);
      expect(places).toEqual([...new Set(places)].sort((x, y) => x - y));
    }),
  );
});

test('a text without common lines once costs no more than reading it', () => {
  const view = Array.from({ length: 20_000 }, (_, at) => `${at % 7}`);
  const file = Array.from({ length: 20_000 }, (_, at) => `${(at * 3) % 7}`);
  expect(alignLines(view, file)).toHaveLength(20_000);
});
