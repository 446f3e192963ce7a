/** Few processes after a push: one that answers questions about objects, and trees compared without git. */
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Ancestry, keepAncestors, readOutside } from '#src/adapters/git/ancestors.ts';
import { gitRunner, type RunGit } from '#src/adapters/git/child.ts';
import { openDialogues } from '#src/adapters/git/dialogues.ts';
import { createLooks } from '#src/adapters/git/looks.ts';
import { descents } from '#src/adapters/git/merge-bases.ts';
import { lookUp, readContents } from '#src/adapters/git/objects.ts';
import { commitsOutside } from '#src/adapters/git/reads.ts';
import { openClone } from '#src/adapters/git.ts';
import type { Oid } from '#src/ports.ts';
import { recent } from '#src/recent.ts';
import { REPO } from '../fakes.ts';
import {
  type CommitSpec,
  createRepository,
  type FileSpec,
  type Files,
  type RepositorySpec,
  type TestRepository,
} from '../repo.ts';

let dir: string;
const made: TestRepository[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weir-test-reader-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  for (const repo of made.splice(0)) repo.cleanup();
});

function create(spec: RepositorySpec): TestRepository {
  const repo = createRepository(spec);
  made.push(repo);
  return repo;
}

/** A git that writes down what it is asked to do, and does it unless `instead` matches. */
function listening(instead = ''): { git: string; heard(): string[] } {
  const [git, list] = [join(dir, 'git'), join(dir, 'list')];
  writeFileSync(git, `#!/bin/sh\necho "$1 $2" >> ${list}\n${instead}\nexec git "$@"\n`);
  chmodSync(git, 0o755);
  writeFileSync(list, '');
  return { git, heard: () => readFileSync(list, 'utf8').trim().split('\n') };
}

const DEAD = 'case "$*" in *--batch-command*) echo ill-formed; exit 3;; esac';
const SILENT = 'case "$*" in *--batch-command*) exec sleep 600;; esac';

const FILES: Files = {
  'a.txt': 'one\n',
  'empty.txt': '',
  'line\nbreak.txt': 'two\n',
  'posing.txt': 'weir missing\n\0flush\0 0123456789012345678901234567890123456789 blob 3\n',
  'raw\udcff': 'bytes\n',
};

async function withDialogues<T>(run: RunGit, gitDir: string, work: (run: RunGit) => Promise<T>) {
  const dialogues = openDialogues(run, gitDir);
  try {
    return await work(dialogues.run);
  } finally {
    await dialogues.end();
  }
}

async function answersOf(run: RunGit, repo: TestRepository): Promise<unknown> {
  const head = repo.oid('main');
  const paths = ['a.txt', 'empty.txt', 'line\nbreak.txt', 'posing.txt', 'raw\\xff', 'none'];
  const names = [head, `${head}^{tree}`, '0'.repeat(40), ...paths.map((path) => `${head}:${path}`)];
  const headers = await lookUp(run, repo.dir, names);
  const oids = [...headers.flatMap((one) => one?.oid ?? []), '1'.repeat(40)];
  const contents = await readContents(run, repo.dir, oids, 10_000);
  return { headers, contents: oids.map((oid) => contents.get(oid)?.toString('latin1')) };
}

describe('one process that answers', () => {
  test.each([
    ['all is well', ''],
    ['it dies', DEAD],
  ])('the same as one for each question: %s', async (_, instead) => {
    const repo = create({ commits: [{ branch: 'main', files: FILES }] });
    const { git, heard } = listening(instead);
    const alone = await answersOf(gitRunner(), repo);
    const found = await withDialogues(gitRunner(git), repo.dir, async (run) => [
      await answersOf(run, repo),
      ...(await Promise.all([answersOf(run, repo), answersOf(run, repo)])),
    ]);
    expect(found).toEqual([alone, alone, alone]);
    expect(heard().length).toBe(instead === '' ? 1 : 7);
  });

  test('one that does not answer in time is left alone', async () => {
    const repo = create({ commits: [{ branch: 'main', files: FILES }] });
    const { git } = listening(SILENT);
    const found = await withDialogues(gitRunner(git), repo.dir, (run) =>
      answersOf((request) => run({ ...request, wallClock: 500 }), repo),
    );
    expect(found).toEqual(await answersOf(gitRunner(), repo));
  });

  test('an object that is damaged is told as ever', async () => {
    const repo = create({ commits: [{ branch: 'main', files: FILES }] });
    const oid = repo.oid('main:a.txt');
    const path = join(repo.dir, 'objects', oid.slice(0, 2), oid.slice(2));
    unlinkSync(path);
    writeFileSync(path, 'not zlib');
    const ask = (run: RunGit) =>
      readContents(run, repo.dir, [oid], 1000).then(String, (error) => error.message);
    const alone = await ask(gitRunner());
    expect(await withDialogues(gitRunner(), repo.dir, ask)).toBe(alone);
    expect(alone).toMatchInlineSnapshot(
      `"git could not read objects: error: inflate: data stream error (incorrect header check)"`,
    );
  });
});

/** What can stand at a path. */
const KINDS: (Files | FileSpec)[] = [
  null,
  'text\n',
  'another\n',
  { mode: '100755', content: 'text\n' },
  { symlink: 'text' },
  { gitlink: '1'.repeat(40) },
  { inside: 'a\n', 'deep/er': 'b\n' } as Files,
  { inside: 'c\n', 'deep/er': 'b\n', 'deep/est': 'd\n' } as Files,
];

function at(path: string, kind: Files | FileSpec | undefined): Files {
  if (kind === null || kind === undefined) return {};
  const isFolder = typeof kind === 'object' && 'inside' in kind;
  if (!isFolder) return { [path]: kind as FileSpec };
  return Object.fromEntries(
    Object.entries(kind as Files).map(([name, file]) => [`${path}/${name}`, file]),
  );
}

/** A tree in which kind number `kindAt(n)` stands at the n-th of many paths, with neighbours that sort close to it. */
function treeOf(kindAt: (n: number) => number): Files {
  const files: Files = { 'stays.txt': 'stays\n' };
  for (let n = 0; n < KINDS.length ** 2; n++) {
    const folder = n % 3 === 0 ? '' : n % 3 === 1 ? 'd/' : 'd/\udcff/';
    for (const [name, shift] of [
      ['x', 0],
      ['x.y', 1],
      ['x0', 2],
    ] as const) {
      Object.assign(files, at(`${folder}n${n}-${name}`, KINDS[kindAt(n + shift) % KINDS.length]));
    }
  }
  return files;
}

test('trees of few heads are compared as git compares those of many', async () => {
  const heads = Array.from(
    { length: 6 },
    (_, head): CommitSpec => ({
      branch: `head${head}`,
      parents: ['base'],
      fresh: true,
      files: treeOf((n) => Math.floor(n / KINDS.length) + head),
    }),
  );
  const repo = create({
    commits: [
      { branch: 'main', as: 'base', files: treeOf((n) => n % KINDS.length) },
      ...heads,
      { branch: 'main', files: { 'new.txt': 'new\n' } },
    ],
  });
  const { git, heard } = listening();
  const clone = await openClone(repo.dir, { git });
  const look = (oids: string[]) =>
    clone.withSurvey(REPO, repo.oid('main'), oids, async (survey) =>
      oids.map((oid) => survey.heads.get(oid)),
    );
  const oids = heads.map(({ branch }) => repo.oid(branch));
  const together = await look(oids);
  expect(heard()).toContain('diff-tree --stdin');
  const before = heard().length;
  for (const [n, oid] of oids.entries()) expect(await look([oid])).toEqual([together[n]]);
  expect(heard().slice(before)).not.toContain('diff-tree --stdin');
  expect(together.map((one) => one?.raw?.length)).toMatchInlineSnapshot(`
[
  500,
  500,
  500,
  500,
  500,
  500,
]
`);
  expect(together.map((one) => one?.landed?.length)).toMatchInlineSnapshot(`
[
  500,
  500,
  500,
  500,
  500,
  500,
]
`);
});

test('a pushed head is looked at with two processes', async () => {
  const repo = create({
    commits: [
      { branch: 'main', as: 'base', files: { 'src/a.txt': 'a\n', 'b.txt': 'b\n' } },
      { branch: 'head', parents: ['base'], files: { 'src/a.txt': 'A\n' } },
      { branch: 'main', files: { 'b.txt': 'B\n' } },
    ],
  });
  const { git, heard } = listening();
  const clone = await openClone(repo.dir, { git });
  const before = heard().length;
  const seen = await clone.withSurvey(REPO, repo.oid('main'), [repo.oid('head')], async (survey) =>
    survey.heads.get(repo.oid('head')),
  );
  expect(seen?.landed).toEqual(seen?.raw);
  expect(heard().slice(before).sort()).toMatchInlineSnapshot(`
[
  "cat-file --batch-command",
  "rev-list --parents",
]
`);
});

test('the next push finds a look that is ready: git starts for its history, later for nothing', async () => {
  const repo = create({
    commits: [
      { branch: 'main', as: 'base', files: { 'src/a.txt': 'a\n', 'b.txt': 'b\n' } },
      { branch: 'one', parents: ['base'], files: { 'src/a.txt': 'A\n' } },
      { branch: 'two', parents: ['base'], files: { 'src/a.txt': 'B\n' } },
      { branch: 'main', files: { 'b.txt': 'B\n' } },
    ],
  });
  const { git, heard } = listening();
  const clone = await openClone(repo.dir, { git });
  const look = (branch: string) =>
    clone.withSurvey(REPO, repo.oid('main'), [repo.oid(branch)], async (survey) =>
      survey.heads.get(repo.oid(branch)),
    );
  const first = await look('one');
  /** On a busy machine one that was started is heard of later. */
  const settled = async () => {
    for (let before = -1; before !== heard().length; await setTimeout(200)) before = heard().length;
  };
  const startedFor = async (branch: string) => {
    await settled();
    const before = heard().length;
    const seen = await look(branch);
    expect(seen?.landed).toEqual(seen?.raw);
    await settled();
    // The index of histories and the target's ancestors are prepared meanwhile; nobody waits for them.
    return heard()
      .slice(before)
      .filter((one) => !/^commit-graph|--max-count/.test(one));
  };
  // Another one may be started for whoever comes next.
  expect(new Set(await startedFor('two'))).toEqual(new Set(['rev-list --parents']));
  while ((await startedFor('two')).length > 0);
  expect(await startedFor('one')).toEqual([]);
  expect(await look('one')).toEqual(first);
});

test('a clone that is closed leaves nothing behind', async () => {
  const repo = create({ commits: [{ branch: 'main', files: FILES }] });
  const scratches = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`weir-scratch-${process.pid}-`));
  // Clones of other tests that were not closed may end at any time, by themselves.
  const before = new Set(scratches());
  const made = () => scratches().filter((name) => !before.has(name));
  const clone = await openClone(repo.dir);
  await clone.withSurvey(REPO, repo.oid('main'), [repo.oid('main')], async () => {});
  expect(made()).toHaveLength(1);
  await clone.close();
  expect(made()).toEqual([]);
  await clone.close();
});

test('a look ends once all has ended that it had begun for whoever comes next', async () => {
  const repo = create({ commits: [{ branch: 'main', files: FILES }] });
  let listing = 0;
  const run: RunGit = async (request) => {
    const { args, stop } = request;
    if (!args.some((one) => one.startsWith('--max-count'))) return gitRunner()(request);
    listing += 1;
    await new Promise((resolve) => stop?.addEventListener('abort', resolve));
    // Killed, it takes its time.
    await setTimeout(500);
    listing -= 1;
    return { how: 'signal', code: null, stdout: Buffer.alloc(0), stderr: '' };
  };
  const looks = createLooks(run, { parallel: 1 });
  const store = { objects: join(repo.dir, 'objects'), format: 'sha1' } as const;
  for (let n = 0; n < 4; n++) {
    await looks.with(store, 'same', async ({ ancestors }) => {
      ancestors.of(repo.oid('main'));
    });
  }
  expect(listing).toBe(1);
  await looks.end();
  expect(listing).toBe(0);
});

test('of a head that has merged the target again and again, the merge base is known without git', async () => {
  const repo = create({
    commits: [
      { branch: 'main', as: 'root', files: { 'a.txt': 'a\n' } },
      { branch: 'main', as: 'main-1', parents: ['root'], files: { 'a.txt': 'b\n' } },
      { branch: 'one', as: 'one-1', parents: ['root'], files: { 'one.txt': '1\n' } },
      { branch: 'one', as: 'one-2', parents: ['one-1', 'main-1'], files: {} },
      { branch: 'main', as: 'main-2', parents: ['main-1'], files: { 'a.txt': 'c\n' } },
      { branch: 'two', as: 'two-1', parents: ['one-2', 'main-2'], files: { 'two.txt': '2\n' } },
    ],
  });
  const [target, one] = [repo.oid('main'), repo.oid('one')];
  let asked = 0;
  const run: RunGit = (request) => {
    if (request.args[0] === 'rev-list') asked += 1;
    return gitRunner()(request);
  };
  const known = keepAncestors(run, repo.dir, new AbortController().signal);
  known.of(target);
  await known.learn();
  expect(asked).toBe(1);
  const basesOf = async (heads: Oid[]) => {
    const ancestors = known.of(target);
    const found = await descents(run, repo.dir, target, heads, { ancestors, roots: recent(100) });
    return heads.map((head) => found.get(head)?.bases);
  };
  const two = repo.oid('two');
  expect(await basesOf([one, two])).toEqual([[repo.oid('main~1')], [target]]);
  expect(asked).toBe(1);
});

test('commits that a target lacks are read as git lists them', async () => {
  const repo = create({
    commits: [
      { branch: 'main', as: 'root', files: { 'a.txt': 'a\n' } },
      { branch: 'one', as: 'one-1', parents: ['root'], files: { 'one.txt': '1\n' } },
      { branch: 'two', as: 'two-1', parents: ['root'], files: { 'two.txt': '1\n' } },
      { branch: 'main', as: 'main-1', parents: ['root', 'one-1'], files: { 'one.txt': '1\n' } },
      // Each has merged the other, and one of them the target.
      { branch: 'one', as: 'one-2', parents: ['one-1', 'two-1'], files: { 'two.txt': '1\n' } },
      { branch: 'two', as: 'two-2', parents: ['two-1', 'one-1', 'main-1'], files: {} },
      { branch: 'two', as: 'two-3', parents: ['two-2'], files: { 'a.txt': 'two\n' } },
      { branch: 'alone', as: 'alone-1', parents: [], fresh: true, files: { 'a.txt': 'x\n' } },
      { branch: 'main', as: 'main-2', parents: ['main-1'], files: { 'a.txt': 'b\n' } },
      ...Array.from({ length: 80 }, (_, n) => ({ branch: 'long', files: { 'a.txt': `${n}\n` } })),
    ],
  });
  const run = gitRunner();
  const target = repo.oid('main');
  const known = keepAncestors(run, repo.dir, new AbortController().signal);
  expect(known.of(target)).toBeNull();
  await known.learn();
  const ancestors: Ancestry = known.of(target) ?? new Map();
  expect([...ancestors]).toEqual([
    [target, 0],
    [repo.oid('main~1'), 1],
    [repo.oid('main~1^2'), null],
    [repo.oid('main~2'), 2],
  ]);
  const both = async (...heads: string[]) => [
    await readOutside(run, repo.dir, ancestors, heads, recent(100)),
    await commitsOutside(run, repo.dir, target, heads).catch(() => null),
  ];
  for (const heads of [['one'], ['two'], ['alone'], ['main'], ['one', 'two', 'alone']]) {
    const [read, listed] = await both(...heads.map((name) => repo.oid(name)));
    expect(read).toEqual(listed);
    expect(read).not.toBeNull();
  }
  // What is no commit, or not there, or long, is left to git.
  for (const oid of [repo.oid('main:a.txt'), '1'.repeat(40)]) {
    expect((await both(repo.oid('one'), oid))[0]).toBeNull();
  }
  const [read, listed] = await both(repo.oid('long'));
  expect([read, listed?.size]).toEqual([null, 80]);
  // Another target is not known, and can be.
  expect(known.of(repo.oid('one'))).toBeNull();
  await known.learn();
  expect(known.of(repo.oid('one'))?.size).toBe(4);
  expect(known.of(target)).toBeNull();
});
