import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { droppedUses } from '#src/integration/detectors/api/idle-imports.ts';
import type { SymbolFacts } from '#src/symbols.ts';
import { runs } from '../properties.ts';

const imported = (...names: string[]): SymbolFacts => ({
  language: 'go',
  package: 'a',
  definitions: [],
  uses: [],
  imports: names.map((name, line) => {
    return {
      name,
      original: '*',
      from: name,
      reexported: false,
      line,
      container: '',
      conditional: false,
    };
  }),
  literals: [],
  texts: [],
  implementations: [],
  choices: [],
  locals: [],
});

test('imports that are used less than before are told, wherever the texts differ', () => {
  const piece = fc.constantFrom(
    'io.',
    'fs.',
    'io',
    'a',
    '.',
    '_',
    ' ',
    '\n',
    '\n',
    'io.Read()\n',
    '(fs.x)\n',
  );
  const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  const change = fc.tuple(text, text, text, text);
  const times = (name: string, all: string) =>
    [...all.matchAll(/(?<![\w.])(\w+)\./g)].filter(([, found]) => found === name).length;
  fc.assert(
    fc.property(change, ([start, old, now, end]) => {
      const [before, after] = [start + old + end, start + now + end];
      const told = droppedUses('a.go', imported('io', 'fs', '.'), [before, after]);
      const less = ['io', 'fs'].filter(
        (name) => times(name, after) > 0 && times(name, after) < times(name, before),
      );
      expect(told.map(({ name }) => name)).toEqual(less);
    }),
    runs(400),
  );
});
