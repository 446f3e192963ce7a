/** What one damaged or missing object must not cost: the other answers, and the truth. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { createMirrors, openClone } from '#src/adapters/git.ts';
import type { Git, Repository } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { startGitServer } from '../git-server.ts';
import {
  type CommitSpec,
  createRepository,
  TEST_GIT_ENVIRONMENT,
  type TestRepository,
} from '../repo.ts';

let repo: TestRepository;
afterEach(() => repo.cleanup());

const COMMITS: CommitSpec[] = [
  { branch: 'main', as: 'm1', files: { f: '1\n' } },
  { branch: 'main', as: 'm2', files: { g: '2\n' } },
  { branch: 'pr', parents: ['m1'], as: 'p1', files: { h: '1\n' } },
  { branch: 'pr', as: 'p2', files: { h: '2\n', 'd/i': 'i\n' } },
  { branch: 'pr', as: 'merge', parents: ['p2', 'm2'], files: { g: '2\n' } },
  { branch: 'pr', as: 'p3', files: { h: '3\n' } },
  { branch: 'pr', as: 'p4', files: { f: '1\n4\n' } },
];

function pathOf(gitDir: string, oid: string): string {
  return join(gitDir, 'objects', oid.slice(0, 2), oid.slice(2));
}

/** Takes one object out of a mirror, which has all of them in a pack. */
function spoil(mirror: string, oid: string): void {
  const packs = join(mirror, 'objects', 'pack');
  for (const name of readdirSync(packs)) {
    const pack = readFileSync(join(packs, name));
    rmSync(join(packs, name), { force: true });
    if (!name.endsWith('.pack')) continue;
    spawnSync('git', ['unpack-objects', '-q'], {
      env: { ...TEST_GIT_ENVIRONMENT, GIT_DIR: mirror },
      input: pack,
    });
  }
  rmSync(pathOf(mirror, oid));
}

/** All three answers in a few lines; commits by their names. */
async function answers(git: Git, river: Repository): Promise<string> {
  const [main, pr] = [repo.oid('m2'), repo.oid('p4')];
  const names = ['p1', 'p2', 'merge', 'p3', 'p4'];
  const oids = names.map((name) => repo.oid(name));
  const found = await git.history(river, main, pr);
  const clean = await git.cleanMerges(river, oids);
  const ids = await git.patchIds(river, main, oids);
  return [
    found.state === 'whole'
      ? `history: ${found.list.map(({ oid }) => names[oids.indexOf(oid)]).join(' ')}`
      : `history: ${found.reason.replaceAll(/[0-9a-f]{40}/g, 'OID').replaceAll(repo.dir, 'DIR')}`,
    `clean: ${names.filter((_, at) => clean.get(oids[at] ?? '')).join(' ')}`,
    `ids: ${names.filter((_, at) => ids.has(oids[at] ?? '')).join(' ')}`,
  ].join('\n');
}

test('the answers that do not need what is damaged are the same, all others are withheld', async () => {
  const damages: [string, string, (path: string) => void][] = [
    ['nothing', 'p2', () => {}],
    ['a commit is gone', 'p2', (path) => rmSync(path)],
    ['a commit is cut off', 'p2', (path) => truncateSync(path, 20)],
    ['a tree is gone', 'p2^{tree}', (path) => rmSync(path)],
    ['a tree is empty', 'p2^{tree}', (path) => truncateSync(path, 0)],
    ['a folder is gone', 'p2:d', (path) => rmSync(path)],
    // git would merge as if the merge base had been empty, and come to the very same tree.
    ['the tree of the merge base is gone', 'm1^{tree}', (path) => rmSync(path)],
    ['a changed file is gone', 'p4:f', (path) => rmSync(path)],
    ['a changed file is empty', 'p4:f', (path) => truncateSync(path, 0)],
  ];
  const said: string[] = [];
  for (const [title, name, damage] of damages) {
    repo = createRepository({ commits: COMMITS });
    const [commit = '', rest = ''] = name.split(/(?=[:^])/);
    damage(pathOf(repo.dir, repo.git('rev-parse', `${repo.oid(commit)}${rest}`).trim()));
    said.push(`${title}\n${await answers(await openClone(repo.dir), REPO)}`);
    repo.cleanup();
  }
  expect(said.join('\n')).toMatchInlineSnapshot(`
"nothing
history: p1 p2 merge p3 p4
clean: merge
ids: p1 p2 merge p3 p4
a commit is gone
history: git could not list the commits between base and head: error: Could not read OID
clean: 
ids: p1
a commit is cut off
history: git could not list the commits between base and head: fatal: loose object OID is corrupt
clean: 
ids: p1
a tree is gone
history: p1 p2 merge p3 p4
clean: 
ids: p1 merge p3 p4
a tree is empty
history: p1 p2 merge p3 p4
clean: 
ids: p1 merge p3 p4
a folder is gone
history: p1 p2 merge p3 p4
clean: merge
ids: p1
the tree of the merge base is gone
history: p1 p2 merge p3 p4
clean: 
ids: merge p3 p4
a changed file is gone
history: p1 p2 merge p3 p4
clean: merge
ids: p1 p2 merge p3
a changed file is empty
history: p1 p2 merge p3 p4
clean: merge
ids: p1 p2 merge p3"
`);
});

test('a mirror answers as the clone does, and a damaged one is fetched anew', async () => {
  repo = createRepository({ commits: COMMITS });
  const root = mkdtempSync(join(tmpdir(), 'weir-test-mirrors-'));
  const server = await startGitServer({
    repositories: { '/acme/river.git': repo.dir },
    token: 't',
  });
  try {
    const whole = await answers(await openClone(repo.dir), REPO);
    const damages = ['p2', 'm1^{tree}', 'p2:d', 'p4:f'];
    for (const [index, name] of damages.entries()) {
      const warnings: string[] = [];
      const git = createMirrors({
        root,
        remote: async () => ({ url: `${server.url}/acme/river.git`, token: 't' }),
        log: { info() {}, warn: (_, message) => warnings.push(message), error() {} },
      });
      const river = { ...REPO, id: index };
      expect(await git.fetch(river, [repo.oid('m2'), repo.oid('p4')])).toEqual(new Map());
      expect(await answers(git, river)).toBe(whole);
      expect(warnings).toEqual([]);

      const mirror = join(root, `${river.installation}`, `${index}.git`);
      const [commit = '', rest = ''] = name.split(/(?=[:^])/);
      const oid = repo.git('rev-parse', `${repo.oid(commit)}${rest}`).trim();
      spoil(mirror, oid);
      expect(await answers(git, river)).toBe(whole);
      expect(warnings).toEqual(['the mirror is damaged and is fetched anew']);
    }
  } finally {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
});
