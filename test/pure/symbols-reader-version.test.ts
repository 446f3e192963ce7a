import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { readerVersion } from '#src/adapters/symbols/reader-version.ts';
import { readSource } from '../source.ts';
import { filesBelow, read } from '../tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'weir-reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('code that reads otherwise has another name, whatever of it is changed', () => {
  cpSync(new URL('../../src/adapters/symbols/', import.meta.url), folder, { recursive: true });
  const copy = pathToFileURL(`${folder}/`);
  const limits = { size: 10 };
  const first = readerVersion(limits);
  expect(readerVersion(limits, copy)).toBe(first);
  expect(readerVersion({ size: 11 }, copy)).not.toBe(first);
  writeFileSync(join(folder, 'go-bodies.ts'), 'export {};\n');
  const changed = readerVersion(limits, copy);
  expect(changed).not.toBe(first);
  writeFileSync(join(folder, 'zig.ts'), '');
  expect(readerVersion(limits, copy)).not.toBe(changed);
});

test('whatever it is made of counts', () => {
  const own = filesBelow('src/adapters/symbols');
  const reached = [...own, 'src/adapters/symbols.ts', 'src/symbols.ts', 'src/line-alignment.ts'];
  const around = own
    .flatMap((file) => readSource(read(file)).imports)
    .flatMap(({ specifier, kind }) => (kind === 'static' ? [specifier] : []))
    .filter((one) => one.startsWith('../'));
  expect([...new Set(around)].sort()).toEqual(['../../line-alignment.ts', '../../symbols.ts']);
  const packages = reached
    .flatMap((file) => readSource(read(file)).imports)
    .flatMap(({ specifier, kind }) => (kind === 'type' ? [] : [specifier]))
    .filter((one) => !/^(\.|node:)/.test(one));
  expect([...new Set(packages)].sort()).toEqual(['diff', 'web-tree-sitter']);
});
