/** What Weir pushes: chains of merge commits on branches of its own, with a token of their own, and nothing else. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createMirrors, type Mirrors } from '#src/adapters/git.ts';
import type { Repository, TrialChain } from '#src/ports.ts';
import { type GitServer, startGitServer } from '../git-server.ts';
import { createRepository, forked, type TestRepository } from '../repo.ts';

const TOKEN = 'ghs_17_eyJhbGciOi-JSUzI1NiJ9.payload_x.sig-nature';
const RIVER: Repository = { installation: 7, id: 42, owner: 'acme', name: 'river' };
const BRANCH = 'weir/trial/12-1';

let root: string;
let repo: TestRepository;
let server: GitServer;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'weir-test-push-'));
  repo = createRepository({
    commits: forked(
      { f: 'one\ntwo\nthree\n' },
      {
        a: { f: 'one\nTWO\nthree\n' },
        b: { f: 'one\n2\nthree\n' },
        c: { g: 'new\n' },
        d: { h: 'new\n' },
      },
    ),
  });
  repo.git('config', 'http.receivepack', 'true');
  server = await startGitServer({ repositories: { '/acme/river.git': repo.dir }, token: TOKEN });
});

afterEach(async () => {
  await server.close();
  repo.cleanup();
  rmSync(root, { recursive: true, force: true });
});

async function mirrors(token = TOKEN, git = 'git'): Promise<Mirrors> {
  const at = (its: string) => async () => ({ url: `${server.url}/acme/river.git`, token: its });
  const made = createMirrors({ root, git, remote: at(TOKEN), pushRemote: at(token) });
  await made.fetch(RIVER, ['main', 'a', 'b', 'c', 'd'].map(repo.oid));
  return made;
}

const chain = (heads: string[], branch = BRANCH): TrialChain => ({
  base: repo.oid('main'),
  heads: heads.map(repo.oid),
  branch,
  at: '2025-07-07T09:00:00.500Z',
});
const tips = () => repo.git('for-each-ref', '--format=%(refname)', 'refs/heads/weir').trim();

async function built(git: Mirrors, heads: string[], branch = BRANCH): Promise<string> {
  const outcome = await git.chain(RIVER, chain(heads, branch));
  if (outcome.state !== 'built') throw new Error(outcome.state);
  return outcome.tip;
}

test('a chain becomes one merge commit for each head, always the same, and another on another branch', async () => {
  const git = await mirrors();
  const outcome = await git.chain(RIVER, chain(['a', 'c', 'd']));
  expect(outcome).toMatchObject({ state: 'built', changed: ['f', 'g', 'h'] });
  const tip = await built(git, ['a', 'c', 'd']);
  expect(outcome).toMatchObject({ tip });
  expect(await built(git, ['a', 'c', 'd'], 'weir/trial/12-2')).not.toBe(tip);
  expect(await git.chain(RIVER, chain(['a', 'c', 'b']))).toEqual({
    state: 'conflict',
    head: repo.oid('b'),
    paths: ['f'],
  });
  expect(tips()).toBe('');

  expect(await git.pushTrial(RIVER, chain(['a', 'c', 'd']), tip)).toBe('done');
  expect(
    repo.git('log', '--first-parent', '--format=%s|%cI|%P', tip, '^main').trim().split('\n'),
  ).toEqual(
    ['d', 'c', 'a'].map((head) =>
      expect.stringMatching(
        new RegExp(
          `^Merge ${repo.oid(head).slice(0, 12)} on trial\\|2025-07-07T09:00:00(Z|\\+00:00)\\|[0-9a-f]+ ${repo.oid(head)}$`,
        ),
      ),
    ),
  );
  expect(repo.git('ls-tree', '--name-only', tip).trim().split('\n')).toEqual(['f', 'g', 'h']);
});

test('pushing again changes nothing, also from a mirror that was made anew; deleting again is no failure', async () => {
  const git = await mirrors();
  const tip = await built(git, ['a', 'c']);
  expect(await git.pushTrial(RIVER, chain(['a', 'c']), tip)).toBe('done');
  expect(await git.pushTrial(RIVER, chain(['a', 'c']), tip)).toBe('unchanged');
  await git.forget(7, 42);
  expect(await git.pushTrial(RIVER, chain(['a', 'c']), tip)).toBe('unchanged');
  expect(tips()).toBe(`refs/heads/${BRANCH}`);
  expect(await git.deleteTrial(RIVER, BRANCH)).toBe('done');
  expect(await git.deleteTrial(RIVER, BRANCH)).toBe('done');
  expect(tips()).toBe('');
});

test('a branch that somebody else made there stays as it is', async () => {
  const git = await mirrors();
  const tip = await built(git, ['a']);
  repo.git('update-ref', `refs/heads/${BRANCH}`, repo.oid('b'));
  expect(await git.pushTrial(RIVER, chain(['a']), tip)).toEqual({
    refused: 'GitHub did not take the branch: [rejected] (stale info).',
  });
  expect(repo.oid(BRANCH)).toBe(repo.oid('b'));
});

test('what does not come out as announced, and other branches, are never pushed', async () => {
  const git = await mirrors();
  const tip = await built(git, ['a']);
  expect(await git.pushTrial(RIVER, chain(['c']), tip)).toHaveProperty('refused');
  for (const branch of ['main', 'weir/trial/../../main', 'weir/trial/x-1', 'weir/trial/1-1:main']) {
    const other = await built(git, ['a'], branch);
    await expect(git.pushTrial(RIVER, chain(['a'], branch), other)).rejects.toThrow(TypeError);
  }
  await expect(git.deleteTrial(RIVER, 'main')).rejects.toThrow(TypeError);
  expect(repo.git('for-each-ref', '--format=%(refname:short)').trim().split('\n')).toEqual([
    'a',
    'b',
    'c',
    'd',
    'main',
  ]);
});

test('what the server does not take is an answer with its words; that it cannot be reached is a failure', async () => {
  const git = await mirrors();
  const tip = await built(git, ['a']);
  const hook = join(repo.dir, 'hooks', 'pre-receive');
  mkdirSync(join(repo.dir, 'hooks'), { recursive: true });
  writeFileSync(
    hook,
    '#!/bin/sh\necho "error: GH013: Repository rule violations found for refs/heads/weir." >&2\nexit 1\n',
  );
  chmodSync(hook, 0o755);
  expect(await git.pushTrial(RIVER, chain(['a']), tip)).toMatchInlineSnapshot(`
{
  "refused": "GitHub did not take the branch: [remote rejected] (pre-receive hook declined) (error: GH013: Repository rule violations found for refs/heads/weir.).",
}
`);
  const stranger = await mirrors('another-token');
  expect(await stranger.pushTrial(RIVER, chain(['a']), tip)).toMatchInlineSnapshot(`
{
  "refused": "GitHub does not let the App push to this repository. Grant it \`contents: write\`, accept that on the installation page, and see that the repository is not archived.",
}
`);
  await server.close();
  await expect(git.deleteTrial(RIVER, BRANCH)).rejects.toThrow(/^Pushing .* failed: fatal: /);
});

test('no token and no address among the arguments, and no hook of anybody runs here', async () => {
  const shim = join(root, 'shim');
  const seen = join(root, 'arguments');
  mkdirSync(shim);
  writeFileSync(join(shim, 'git'), `#!/bin/sh\necho "$@" >> ${seen}\nexec git "$@"\n`);
  chmodSync(join(shim, 'git'), 0o755);
  const git = await mirrors(TOKEN, join(shim, 'git'));
  const hook = join(root, '7', '42.git', 'hooks', 'pre-push');
  mkdirSync(join(root, '7', '42.git', 'hooks'), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\ntouch ${join(root, 'ran')}\n`);
  chmodSync(hook, 0o755);
  const tip = await built(git, ['a']);
  expect(await git.pushTrial(RIVER, chain(['a']), tip)).toBe('done');
  const pushes = readFileSync(seen, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('push'));
  expect(pushes).toEqual([
    `push --porcelain --no-verify --no-recurse-submodules --force-with-lease=refs/heads/${BRANCH}: --end-of-options weir ${tip}:refs/heads/${BRANCH}`,
  ]);
  expect(existsSync(join(root, 'ran'))).toBe(false);
});
