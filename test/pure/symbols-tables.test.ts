import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listFrom, tableOf } from '#src/adapters/symbols/tables.ts';
import { runs } from '../properties.ts';

test('a list comes out of its table as it went in, through JSON and with members in their order', () => {
  const value = fc.oneof(
    fc.constantFrom(null, true, false, '', '1', 1, 0, -1, 1.5, 2 ** 29 - 1, 2 ** 29, 2 ** 40),
    fc.constantFrom([], ['a'], ['a', 'b'], '[]', '["a"]', { least: 1, most: null }),
    fc.constant(undefined),
  );
  const object = fc.dictionary(fc.constantFrom('name', 'on', 'line', '1', 'a,b', 'a', 'b'), value);
  fc.assert(
    fc.property(fc.array(object, { maxLength: 12 }), (list) => {
      const table = JSON.parse(JSON.stringify(tableOf(list)));
      expect(JSON.stringify(listFrom(table))).toBe(JSON.stringify(list));
    }),
    runs(300),
  );
});

test('what comes again and again is written once', () => {
  const list = Array.from({ length: 1_000 }, (_, line) => ({ name: 'same', keywords: [], line }));
  const { shapes, values } = tableOf(list);
  expect([shapes, values]).toEqual([[['name', 'keywords', 'line']], ['same', []]]);
});
