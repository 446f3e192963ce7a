/** Files that were made to hurt, and files that somebody broke: bounded, said once where it happened, never guessed. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { findingsOf } from '../detector-cases.ts';
import { processorTime } from '../processor-time.ts';

const DEEP = 10_000;
const nested = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP);
const laughs = Array.from({ length: 40 }, (_, n) =>
  n === 0 ? 'l0: &l0 [a, a]' : `l${n}: &l${n} [*l${n - 1}, *l${n - 1}, *l${n - 1}]`,
).join('\n');

/** Bounded is enough where a file may be that deep; where its parser gives up, the head that brings it is told. */
test.each([
  ['package.json', `{"dependencies":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}`, null],
  ['package-lock.json', `{"packages":${nested('[', ']')}}`, null],
  ['pnpm-lock.yaml', `packages: ${nested('[', ']')}\n`, 'it does not parse'],
  ['pnpm-workspace.yaml', `catalog: ${nested('{a: ', '}')}\n`, null],
  ['pnpm-workspace.yaml', `${laughs}\ncatalog: { a: *l39 }\n`, null],
  ['.github/workflows/ci.yml', `on: ${nested('[', ']')}\n`, null],
  ['.github/workflows/ci.yml', laughs, null],
  ['Cargo.toml', `[dependencies]\na = ${nested('[', ']')}\n`, 'excessively nested'],
  ['Cargo.lock', `package = ${nested('[', ']')}\n`, 'it does not parse'],
  ['pyproject.toml', `[project]\ndependencies = ${nested('[', ']')}\n`, 'excessively nested'],
  ['gradle/libs.versions.toml', `[versions]\na = ${nested('{ a = ', '}')}\n`, 'excessively nested'],
  ['pom.xml', nested('<a>', '</a>'), null],
  ['go.mod', `module a\n${'require (\n'.repeat(DEEP)}`, null],
  ['tsconfig.json', nested('[', ']'), null],
])('%s, 10,000 deep or made to explode: %#', async (path, deep, said) => {
  const started = processorTime();
  const found = await findingsOf(dependency, {
    base: { [path]: '' },
    a: { [path]: deep },
    b: { [path]: '\n' },
    merged: { [path]: deep },
  });
  expect(processorTime() - started).toBeLessThan(10_000);
  const own = found.filter((line) => line.startsWith('a alone'));
  if (said === null) expect(own).toEqual([]);
  else expect(own).toEqual([expect.stringContaining(said)]);
  // Whatever is wrong with it, it is not a matter of the two.
  expect(found.filter((line) => !/^[ab] alone/.test(line))).toEqual([]);
});

test.each([
  ['package.json', '{ "dependencies": { "zod": "^3.0.0" } }', '{ "dependencies": { "zod": '],
  ['Cargo.toml', '[dependencies]\nserde = "1"\n', '[dependencies\nserde = "1"\n'],
  ['pom.xml', '<project></project>', '<project><dep'],
])(
  'a broken %s is said once, on the head that broke it, and nothing of it is gone',
  async (path, whole, broken) => {
    const found = await findingsOf(dependency, {
      base: { [path]: whole },
      a: { [path]: broken },
      b: { 'src/x.ts': "import { z } from 'zod';\n", 'src/lib.rs': 'use serde::Serialize;\n' },
    });
    expect(found).toEqual([expect.stringMatching(/^a alone: .*no longer parses/)]);
  },
);

test('a manifest that was broken before is not held against who touches it', async () => {
  const found = await findingsOf(dependency, {
    base: { 'package.json': '{ "dependencies": { ' },
    a: { 'package.json': '{ "dependencies": {  ' },
    b: { 'package.json': '{ "dependencies": { "zod": "^3.0.0" } }' },
    merged: { 'package.json': '{ "dependencies": {  ' },
  });
  expect(found).toEqual([]);
});
