/** Texts that are written as one pack, read back by git. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { writeObject } from '#src/adapters/git/loose-objects.ts';
import { writeTogether } from '#src/adapters/git/object-packs.ts';
import type { ObjectFormat } from '#src/adapters/git/scratch.ts';

let dir: string;
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const written = (format: ObjectFormat, texts: readonly Buffer[]) =>
  writeTogether(dir, format, () => texts.map((text) => writeObject(dir, format, 'blob', text)));

test.each(['sha1', 'sha256'] as const)('git reads what is written with %s', (format) => {
  dir = mkdtempSync(join(tmpdir(), 'weir-packs-'));
  const git = (args: string[], input = '') =>
    execFileSync('git', ['-C', dir, ...args], { input, stdio: 'pipe', maxBuffer: 1e9 });
  git(['init', '--quiet', '--bare', `--object-format=${format}`]);
  const texts = [
    // Where the length takes one more byte, and where zlib begins another block.
    ...[0, 1, 15, 16, 2047, 2048, 65_535, 65_536, 300_000].map((length) =>
      Buffer.alloc(length, 'line\n'),
    ),
    Buffer.from([0, 0xff, 0x0a, 0]),
    Buffer.from('twice\n'),
    Buffer.from('twice\n'),
  ];
  const oids = written(format, texts);
  expect(readdirSync(join(dir, 'objects', 'pack'))).toHaveLength(2);
  // Checks every sum, and each object against its name.
  git(['fsck', '--strict', '--full']);
  for (const [at, oid] of oids.entries()) {
    expect(git(['cat-file', 'blob', oid]).equals(texts[at] as Buffer)).toBe(true);
  }
  const sorted = [...new Set(oids)].sort();
  const all = git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']);
  expect(`${all}`.trim().split('\n')).toEqual(sorted);
});

test('few are files of their own', () => {
  dir = mkdtempSync(join(tmpdir(), 'weir-packs-'));
  execFileSync('git', ['init', '--quiet', '--bare', dir]);
  const [oid = ''] = written('sha1', [Buffer.from('alone\n')]);
  expect(`${execFileSync('git', ['-C', dir, 'cat-file', 'blob', oid])}`).toBe('alone\n');
  expect(readdirSync(join(dir, 'objects', 'pack'))).toEqual([]);
});
