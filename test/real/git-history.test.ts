/** Who stands in the commits of a pull request, and which of its merges git alone has made. */
import { spawnSync } from 'node:child_process';
import { afterEach, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { HistoryCommit } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import {
  type CommitSpec,
  createRepository,
  TEST_GIT_ENVIRONMENT,
  type TestRepository,
} from '../repo.ts';

let repo: TestRepository;
afterEach(() => repo.cleanup());

/** Writes a commit object as it is, however odd. */
function writeCommit(headers: string[], message: string | Buffer): string {
  const { stdout } = spawnSync(
    'git',
    ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'],
    {
      cwd: repo.dir,
      env: TEST_GIT_ENVIRONMENT,
      input: Buffer.concat([Buffer.from(`${headers.join('\n')}\n\n`), Buffer.from(message)]),
    },
  );
  return stdout.toString().trim();
}

async function list(base: string, head: string): Promise<HistoryCommit[]> {
  const found = await (await openClone(repo.dir)).history(REPO, base, head);
  if (found.state === 'partial') throw new Error(found.reason);
  return found.list;
}

async function refused(base: string, head: string): Promise<string> {
  const found = await (await openClone(repo.dir)).history(REPO, base, head);
  return found.state === 'partial' ? found.reason : `${found.list.length} commits`;
}

const lines = (changed: Record<number, string> = {}) =>
  `${Array.from({ length: 12 }, (_, line) => changed[line] ?? `line ${line}`).join('\n')}\n`;

/** A pull request with one merge of every kind, in the order in which they were made. */
const MERGES: CommitSpec[] = [
  { branch: 'main', as: 'm1', files: { f: lines(), g: 'g\n' } },
  { branch: 'main', as: 'm2', files: { f: lines({ 0: 'main' }) } },
  { branch: 'main', as: 'm3', files: { g: 'of main\n' } },
  { branch: 'main', as: 'm4', files: { f: lines({ 0: 'main', 6: 'of main' }) } },
  { branch: 'main', as: 'm5', files: { new: 'new\n' } },
  { branch: 'main', as: 'm6', files: { newer: 'newer\n' } },
  { branch: 'side', parents: ['m1'], as: 'side', files: { side: 'side\n' } },
  { branch: 'pr', parents: ['m1'], as: 'work', files: { f: lines({ 11: 'work' }) } },
  {
    branch: 'pr',
    as: 'clean',
    parents: ['work', 'm2'],
    files: { f: lines({ 0: 'main', 11: 'work' }) },
  },
  {
    branch: 'pr',
    as: 'evil',
    parents: ['clean', 'm3'],
    files: { g: 'of main\n', hidden: 'never reviewed\n' },
  },
  { branch: 'pr', as: 'six', files: { f: lines({ 0: 'main', 6: 'mine', 11: 'work' }) } },
  {
    branch: 'pr',
    as: 'resolved',
    parents: ['six', 'm4'],
    files: { f: lines({ 0: 'main', 6: 'both', 11: 'work' }) },
  },
  { branch: 'pr', as: 'ours', parents: ['resolved', 'm5'], files: {}, message: '-s ours' },
  { branch: 'pr', as: 'of-side', parents: ['ours', 'side'], files: { side: 'side\n' } },
  {
    branch: 'pr',
    as: 'foxtrot',
    parents: ['m5', 'of-side'],
    files: {
      f: lines({ 0: 'main', 6: 'both', 11: 'work' }),
      side: 'side\n',
      hidden: 'never reviewed\n',
      new: null,
    },
  },
  {
    branch: 'pr',
    as: 'octopus',
    parents: ['foxtrot', 'm5', 'm6'],
    files: { newer: 'newer\n' },
  },
];

test('commits over all parents; which merges bring the base in, and which are git’s own work', async () => {
  repo = createRepository({ commits: MERGES });
  const commits = await list(repo.oid('main'), repo.oid('pr'));
  const git = await openClone(repo.dir);
  const clean = await git.cleanMerges(
    REPO,
    commits.map(({ oid }) => oid),
  );
  const names = new Map(MERGES.map(({ as = '' }): [string, string] => [repo.oid(as), as]));
  const said = commits.map(({ oid, parents, isBaseMerge }) => {
    const from = parents.map((parent) => names.get(parent)).join(', ');
    const kind = isBaseMerge ? 'base merge' : parents.length > 1 ? 'merge' : 'commit';
    return `${names.get(oid)} of ${from}: ${kind}, ${clean.get(oid) ? 'clean' : 'not clean'}`;
  });
  expect(said.join('\n')).toMatchInlineSnapshot(`
"work of m1: commit, not clean
clean of work, m2: base merge, clean
evil of clean, m3: base merge, not clean
six of evil: commit, not clean
resolved of six, m4: base merge, not clean
ours of resolved, m5: base merge, not clean
side of m1: commit, not clean
of-side of ours, side: merge, clean
foxtrot of m5, of-side: merge, clean
octopus of foxtrot, m5, m6: base merge, not clean"
`);
  // Parents before children, and nothing of the base.
  const at = new Map(commits.map(({ oid }, index) => [oid, index]));
  for (const { oid, parents } of commits) {
    for (const parent of parents) expect(at.get(parent) ?? -1).toBeLessThan(at.get(oid) ?? -1);
  }
});

test('what the real git merge makes is recognised, in criss-cross histories and after renames too', async () => {
  repo = createRepository({
    bare: false,
    commits: [
      { branch: 'main', as: 'root', files: { f: lines(), g: lines({ 5: 'g' }) } },
      { branch: 'main', as: 'm1', files: { f: lines({ 0: 'main' }) } },
      { branch: 'pr', parents: ['root'], as: 'p1', files: { f: null, h: lines({ 11: 'pr' }) } },
    ],
  });
  const merged: string[] = [];
  const merge = (into: string, from: string) => {
    repo.git('checkout', '--quiet', '--force', into);
    repo.git('merge', '--quiet', '--no-ff', '--no-edit', repo.oid(from));
    merged.push(repo.oid('HEAD'));
  };
  merge('pr', 'm1');
  merge('main', 'p1');
  repo.commit({ branch: 'main', files: { g: lines({ 5: 'g of main' }) } });
  repo.commit({ branch: 'pr', files: { h: null, 'd/h': lines({ 0: 'main', 6: 'pr', 11: 'pr' }) } });
  merge('pr', 'main');
  const all = repo
    .git('merge-base', '--all', `${merged[2]}^1`, `${merged[2]}^2`)
    .trim()
    .split('\n');
  expect(all).toHaveLength(2);
  const git = await openClone(repo.dir);
  expect([...(await git.cleanMerges(REPO, merged)).values()]).toEqual([true, true, true]);
  expect([...(await git.cleanMerges(REPO, ['f'.repeat(40), 'HEAD'])).values()]).toEqual([
    false,
    false,
  ]);
});

test('a head that the base contains brings nothing; unrelated histories bring everything', async () => {
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'm1', files: { a: '1' } },
      { branch: 'main', as: 'm2', files: { a: '2' } },
      { branch: 'alien', parents: [], as: 'a1', files: { z: '1' } },
      { branch: 'alien', as: 'a2', parents: ['a1', 'm1'], files: { z: '2' } },
    ],
  });
  expect(await list(repo.oid('m2'), repo.oid('m1'))).toEqual([]);
  expect(await list(repo.oid('m2'), repo.oid('m2'))).toEqual([]);
  const alien = await list(repo.oid('m2'), repo.oid('a2'));
  expect(alien.map(({ oid, isBaseMerge }) => [oid, isBaseMerge])).toEqual([
    [repo.oid('a1'), false],
    [repo.oid('a2'), true],
  ]);
  expect((await list(repo.oid('a1'), repo.oid('m2'))).map(({ oid }) => oid)).toEqual([
    repo.oid('m1'),
    repo.oid('m2'),
  ]);
});

test('authors, committers and co-authors as git reads them, however they are written', async () => {
  repo = createRepository({
    commits: [{ branch: 'main', files: { '.mailmap': '<mapped@b.example> <ann@b.example>' } }],
  });
  const main = repo.oid('main');
  const tree = repo.git('rev-parse', 'main^{tree}').trim();
  const odd = writeCommit(
    [
      `tree ${tree}`,
      `parent ${main}`,
      'author Ann <Ann@B.Example> 1751875200 +0000',
      'committer GitHub <noreply@github.com> 1751875200 +0000',
    ],
    [
      `A subject ${'🏞'.repeat(300)}`,
      'which goes on',
      '',
      'Co-authored-by: not-a-trailer <here@b.example>',
      '',
      'Text.',
      '',
      'CO-AUTHORED-BY: Bob Bobson <BOB@b.example>',
      'Co-authored-by:Carol',
      '  of the fold <carol@b.example> and more',
      'Co-authored-by: dave@b.example',
      'Co-authored-by: Erin of no address',
      'Co-authored-by: ',
      'Co-Authored-By : Frank <<frank@b.example>>',
      'Co-authored-by-me: Grace <grace@b.example>',
      'Signed-off-by: Heidi <heidi@b.example>',
      '',
    ].join('\n'),
  );
  const nameless = writeCommit(
    [
      `tree ${tree}`,
      `parent ${odd}`,
      'author nobody',
      'committer  <> 0 +0000',
      'encoding ISO-8859-1',
    ],
    Buffer.from('gr\xfcn\n\nCo-authored-by: J\xfcrg <j@b.example>\n', 'latin1'),
  );
  const nul = writeCommit(
    [
      `tree ${tree}`,
      `parent ${nameless}`,
      'author Ann <ann@b.example> 1 +0000',
      'committer Ann <ann@b.example> 1 +0000',
    ],
    'cut\n\nCo-authored-by: Ivan <ivan@b.example>\0\nCo-authored-by: Judy <judy@b.example>\n',
  );
  const commits = await list(main, nul);
  expect(commits.map(({ oid }) => oid)).toEqual([odd, nameless, nul]);
  expect(commits.map(({ subject }) => [...subject].length)).toEqual([200, 4, 3]);
  expect(
    commits.map(({ subject, oid: _, parents: __, ...rest }) => ({
      ...rest,
      subject: subject.slice(0, 12),
      coAuthors: rest.coAuthors.map(({ name, email }) => `${name} | ${email}`),
    })),
  ).toMatchInlineSnapshot(`
[
  {
    "authorEmail": "ann@b.example",
    "coAuthors": [
      "Bob Bobson | bob@b.example",
      "Carol of the fold | carol@b.example",
      " | dave@b.example",
      "Erin of no address | ",
      "Frank | frank@b.example",
    ],
    "committerEmail": "noreply@github.com",
    "isBaseMerge": false,
    "subject": "A subject 🏞",
  },
  {
    "authorEmail": "",
    "coAuthors": [
      "Jürg | j@b.example",
    ],
    "committerEmail": "",
    "isBaseMerge": false,
    "subject": "grün",
  },
  {
    "authorEmail": "ann@b.example",
    "coAuthors": [
      "Ivan | ivan@b.example",
    ],
    "committerEmail": "ann@b.example",
    "isBaseMerge": false,
    "subject": "cut",
  },
]
`);
});

test('half a history is never given for a whole one', async () => {
  const long = (length: number, branch: string): CommitSpec[] =>
    Array.from({ length }, (_, index) => ({
      branch,
      ...(index === 0 ? { parents: ['main'] } : {}),
      files: {},
    }));
  repo = createRepository({
    commits: [
      { branch: 'main', files: { a: '1' } },
      ...long(10_000, 'longest'),
      ...long(10_001, 'longer'),
    ],
  });
  const main = repo.oid('main');
  const tree = repo.git('rev-parse', 'main^{tree}').trim();
  const who = 'A Tester <tester@example.invalid> 1751875200 +0000';
  const people = [`author ${who}`, `committer ${who}`];
  const orphan = writeCommit([`tree ${tree}`, `parent ${'7'.repeat(40)}`, ...people], 'orphan\n');
  const talk = writeCommit(
    [`tree ${tree}`, `parent ${main}`, ...people],
    'x'.repeat(70 * 1024 ** 2),
  );
  const said = [
    await refused(main, repo.oid('longest')),
    await refused(main, repo.oid('longer')),
    await refused(main, orphan),
    await refused(main, talk),
    await refused(main, 'f'.repeat(40)),
    await refused('HEAD', main),
  ];
  expect(said.join('\n')).toMatchInlineSnapshot(`
"10000 commits
more than 10,000 commits lie between base and head
git could not list the commits between base and head: error: Could not read 7777777777777777777777777777777777777777
the messages of the commits between base and head are larger than Weir reads
commit ffffffffffffffffffffffffffffffffffffffff is not in this repository
commit HEAD is not in this repository"
`);
});
