import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { readerVersion } from '#src/adapters/symbols/reader-version.ts';

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
