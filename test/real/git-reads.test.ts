import { afterEach, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { Git } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { type CommitSpec, createRepository, type TestRepository } from '../repo.ts';

let repo: TestRepository;
afterEach(() => repo.cleanup());

async function open(...commits: CommitSpec[]): Promise<Git> {
  repo = createRepository({ commits });
  return openClone(repo.dir);
}

test('readFile: text as it is, and a reason for everything that is no text', async () => {
  const git = await open({
    branch: 'main',
    files: {
      'plan.yml': '\ufeffversion: 1\r\n',
      empty: '',
      'deep/er/file.txt': 'deep\n',
      'new\nline | `x`': 'odd\n',
      'raw\udcff': 'bytes\n',
      latin: Uint8Array.of(0x67, 0x72, 0xfc, 0x6e),
      binary: Uint8Array.of(1, 0, 2),
      large: 'x'.repeat(1024 ** 2 + 1),
      largest: 'x'.repeat(1024 ** 2),
      link: { symlink: '/etc/passwd' },
      'linked-folder': { symlink: 'deep' },
      sub: { gitlink: '1'.repeat(40) },
      run: { mode: '100755', content: '#!' },
    },
  });
  const read = async (path: string, commit = repo.oid('main')) => {
    const found = await git.readFile(REPO, commit, path);
    if (found.state === 'found') return `found ${JSON.stringify(found.text).slice(0, 30)}`;
    return found.state === 'absent' ? 'absent' : `unreadable: ${found.reason}`;
  };
  const paths = [
    'plan.yml',
    'empty',
    'deep/er/file.txt',
    'new\nline | `x`',
    'raw\\xff',
    'run',
    'largest',
    'large',
    'latin',
    'binary',
    'link',
    'sub',
    'linked-folder/er/file.txt',
    'deep',
    'deep/er',
    'deep/er/file.txt/x',
    'deep//er',
    '/plan.yml',
    './plan.yml',
    '../plan.yml',
    '',
    'gone',
    '-rf',
  ];
  const said = await Promise.all(
    paths.map(async (path) => `${JSON.stringify(path)}: ${await read(path)}`),
  );
  expect(said.join('\n')).toMatchInlineSnapshot(`
""plan.yml": found "﻿version: 1\\r\\n"
"empty": found ""
"deep/er/file.txt": found "deep\\n"
"new\\nline | \`x\`": found "odd\\n"
"raw\\\\xff": found "bytes\\n"
"run": found "#!"
"largest": found "xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
"large": unreadable: it has 1048577 bytes; Weir reads up to 1 MiB
"latin": unreadable: it is not UTF-8 text
"binary": unreadable: it is a binary file
"link": unreadable: it is a symbolic link
"sub": unreadable: it is a submodule
"linked-folder/er/file.txt": absent
"deep": absent
"deep/er": absent
"deep/er/file.txt/x": absent
"deep//er": absent
"/plan.yml": absent
"./plan.yml": absent
"../plan.yml": absent
"": absent
"gone": absent
"-rf": absent"
`);
  expect(await read('empty', 'f'.repeat(40))).toMatchInlineSnapshot(
    `"unreadable: commit ffffffffffffffffffffffffffffffffffffffff is not in this repository"`,
  );
  expect(await read('empty', 'HEAD')).toMatchInlineSnapshot(
    `"unreadable: commit HEAD is not in this repository"`,
  );
});

test('unlanded: commits and paths of each head, however its history runs', async () => {
  const git = await open(
    { branch: 'main', as: 'base', files: { a: '1', b: '1', 'd/e': '1' } },
    { branch: 'contained', parents: ['base'], files: {} },
    { branch: 'simple', parents: ['base'], as: 's1', files: { a: '2' } },
    { branch: 'simple', as: 's2', files: { a: '1', 'new name': 'x' } },
    { branch: 'stacked', parents: ['s2'], files: { b: null } },
    { branch: 'main', parents: ['base', 'contained'], as: 'target', files: { 'd/e': '2' } },
    { branch: 'renamed', parents: ['target'], files: { a: null, 'd/a': '1' } },
    // Merged the target into itself twice: two border commits, one merge base.
    { branch: 'merged', parents: ['base'], as: 'm1', files: { m: '1' } },
    { branch: 'merged', parents: ['m1', 'target'], files: { 'd/e': '2', m2: '1' } },
    { branch: 'nothing', parents: ['base'], files: {}, message: 'no change' },
    { branch: 'alien', parents: [], files: { a: 'alien' } },
    {
      branch: 'folder',
      parents: ['base'],
      files: { b: null, 'b/inner': 'x', ['1'.repeat(40)]: 'named like a commit' },
    },
  );
  const heads = [
    'contained',
    'simple',
    'stacked',
    'renamed',
    'merged',
    'nothing',
    'alien',
    'folder',
    'main',
    'target',
  ];
  const found = await git.unlanded(REPO, repo.oid('target'), [
    ...heads.map((head) => repo.oid(head)),
    'f'.repeat(40),
  ]);
  const said = heads.map((head) => {
    const one = found.get(repo.oid(head));
    return `${head}: ${one?.commits.size} commits, ${one?.paths === null ? 'unknown paths' : `[${one?.paths}]`}`;
  });
  expect(said.join('\n')).toMatchInlineSnapshot(`
"contained: 0 commits, []
simple: 2 commits, [new name]
stacked: 3 commits, [b,new name]
renamed: 1 commits, [a,d/a]
merged: 2 commits, [m,m2]
nothing: 1 commits, []
alien: 1 commits, unknown paths
folder: 1 commits, [1111111111111111111111111111111111111111,b,b/inner]
main: 0 commits, []
target: 0 commits, []"
`);
  expect(found.get(repo.oid('simple'))?.commits).toEqual(new Set([repo.oid('s1'), repo.oid('s2')]));
  expect(found.has('f'.repeat(40))).toBe(false);
  expect(await git.unlanded(REPO, 'f'.repeat(40), [repo.oid('simple')])).toEqual(new Map());
});
