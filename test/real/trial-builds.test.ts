/** `/integrate build` on the local GitHub: real pushes, real merge commits, and this test in the part of CI. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readWanted } from '#src/cli/doctor-app.ts';
import { startLocalGitHub } from '../../demo/github/start.ts';
import type { Level, LocalGitHub } from '../../demo/github/types.ts';
import { git } from '../../demo/story/git.ts';
import { startWeir, type Weir } from '../../demo/story/start-weir.ts';
import { layDatabase } from '../ready-database.ts';
import { type CommitSpec, createRepository, type TestRepository } from '../repo.ts';

const AT = { owner: 'acme', repo: 'river' };
const PLAN = `version: 1
target: main
workstreams:
  kernel: { branch: kernel/main, also: { heads: ["kernel/*"] } }
  storage: { branch: storage/main, also: { heads: ["storage/*"] } }
  docs: { branch: docs/main, also: { heads: ["docs/*"] } }
integration: { trial_builds: { allow: true } }
`;
const MAIN = {
  '.github/workstreams.yml': PLAN,
  '.github/workflows/ci.yml': 'on: push\n',
  'a.txt': 'a\n',
};

let github: LocalGitHub;
let weir: Weir;
let work: TestRepository;
let root: string;

/** @param contents what the installation has granted */
async function openWorld(contents: Level): Promise<void> {
  root = mkdtempSync(join(tmpdir(), 'weir-trial-builds-'));
  const { permissions, events } = readWanted();
  github = await startLocalGitHub({
    root: join(root, 'github'),
    users: ['alice', 'bob', 'mallory'].map((login) => ({ login })),
    org: AT.owner,
    members: ['alice', 'bob'],
    repository: { owner: AT.owner, name: AT.repo },
    app: {
      appId: 1,
      slug: 'weir',
      webhookSecret: 'only-ever-used-in-this-test',
      permissions: { ...(permissions as Record<string, Level>), contents },
      events,
    },
  });
  await startServer();
  work = createRepository({ commits: [{ branch: 'main', files: MAIN }] });
  await push('main');
  await settle();
}

async function startServer(): Promise<void> {
  const { appId, privateKey, webhookSecret } = github.app;
  const dataDir = join(root, 'weir');
  await layDatabase(dataDir);
  weir = await startWeir({
    appId,
    privateKey,
    webhookSecret,
    githubUrl: github.url,
    dataDir,
    databaseUrl: null,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'error',
  });
  github.setWebhook(`${weir.url}/api/github/webhooks`);
}

async function closeWorld(): Promise<void> {
  await weir.close();
  await github.close();
  work.cleanup();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}

async function settle(): Promise<void> {
  // What Weir writes causes webhooks, too.
  for (let round = 0; round < 2; round += 1) {
    await github.settled();
    await weir.idle();
  }
}

async function pushTo(owner: string, by: string, ...specs: string[]): Promise<void> {
  const basic = Buffer.from(`x:${github.tokenFor(by)}`).toString('base64');
  const args = ['push', '--quiet', github.gitUrl(owner, AT.repo), ...specs];
  await git(work.dir, args, { authorization: `Basic ${basic}` });
}

const push = (...refs: string[]) =>
  pushTo(AT.owner, 'alice', ...refs.map((ref) => `+${ref}:refs/heads/${ref}`));

/** A pull request by alice with one commit. */
async function open(branch: string, files: CommitSpec['files']): Promise<number> {
  work.commit({ branch, parents: ['main'], files });
  await push(branch);
  const { data } = await github
    .as('alice')
    .rest.pulls.create({ ...AT, title: branch, head: branch, base: 'main' });
  return data.number;
}

const close = async (...numbers: number[]) => {
  for (const pull_number of numbers) {
    await github.as('alice').rest.pulls.update({ ...AT, pull_number, state: 'closed' });
  }
  await settle();
};

/** Comments, and hands back what Weir's newest or named comment says. */
async function say(number: number, by: string, body: string): Promise<string> {
  await github.as(by).rest.issues.createComment({ ...AT, issue_number: number, body });
  await settle();
  return answer(number);
}

async function answer(number: number, key = ''): Promise<string> {
  const { data } = await github.as('bob').rest.issues.listComments({ ...AT, issue_number: number });
  const found = data.filter(({ body }) => body?.includes(`<!-- weir:${key}`)).at(-1)?.body ?? '';
  return found.replace(/<!--.*?-->\n/gs, '').replaceAll('\u200b', '');
}

const build = (number: number) => answer(number, 'integrate-build');
const firstLine = (text: string) => text.split('\n')[0];

/** Branches of trial builds with their tips. */
async function branches(): Promise<Map<string, string>> {
  const { data } = await github
    .as('bob')
    .rest.git.listMatchingRefs({ ...AT, ref: 'heads/weir/trial/' });
  return new Map(data.map(({ ref, object }) => [ref.replace('refs/heads/', ''), object.sha]));
}

async function commit(sha: string): Promise<{ parents: string[]; files: Set<string> }> {
  const { rest } = github.as('bob');
  const { data } = await rest.git.getCommit({ ...AT, commit_sha: sha });
  const tree = await rest.git.getTree({ ...AT, tree_sha: data.tree.sha, recursive: '1' });
  return {
    parents: data.parents.map((one) => one.sha),
    files: new Set(tree.data.tree.map(({ path }) => path ?? '')),
  };
}

let ahead = 0;

/** Weir's clock shows the time again that GitHub's does. */
async function resetClock(): Promise<void> {
  await weir.passTime(-ahead);
  ahead = 0;
}

/** Runs "CI" on every trial branch, some time after its push: red where the tree holds one of these files. */
async function runCi(...bad: string[]): Promise<string[]> {
  const ran: string[] = [];
  await weir.passTime(3 * 60_000);
  ahead += 3 * 60_000;
  for (const [name, tip] of await branches()) {
    const { files } = await commit(tip);
    const conclusion = bad.some((path) => files.has(path)) ? 'failure' : 'success';
    await github.postForeignCheck({ name: 'ci / test', headSha: tip, conclusion });
    ran.push(`${name.split('-').at(-1)} ${conclusion}`);
  }
  await settle();
  return ran;
}

describe('an installation that granted contents: write', () => {
  beforeAll(() => openWorld('write'));
  afterAll(closeWorld);

  test('a real merge commit of all heads, CI on it, the answer, and no branch left', async () => {
    const one = await open('kernel/one', { 'kernel.txt': 'k\n' });
    const two = await open('storage/one', { 'storage.txt': 's\n' });
    await settle();
    const began = await say(one, 'bob', '/integrate build');
    expect(firstLine(began)).toBe('**A trial build of 2 heads onto `main` is under way.**');
    const [[name = '', tip = ''] = []] = [...(await branches())];
    expect(name).toMatch(/^weir\/trial\/\d+-1$/);
    const last = await commit(tip);
    expect([...last.files]).toEqual(expect.arrayContaining(['kernel.txt', 'storage.txt', 'a.txt']));
    const first = await commit(last.parents[0] ?? '');
    const oid = (branch: string) => work.oid(branch);
    expect(first.parents[0]).toBe(oid('main'));
    expect([first.parents[1], last.parents[1]].sort()).toEqual(
      [oid('kernel/one'), oid('storage/one')].sort(),
    );
    // The branch is no head: nothing of Weir's stands on it, and no job came of its push.
    const checks = await github.as('bob').rest.checks.listForRef({ ...AT, ref: tip });
    expect(checks.data.total_count).toBe(0);

    expect(await runCi()).toEqual(['1 success']);
    const done = await build(one);
    expect(firstLine(done)).toBe('**Both heads are green together on top of `main`.**');
    expect(done).toContain(`| #${two} \`storage/one\` | \`storage\` |`);
    expect(await branches()).toEqual(new Map());
    await close(one, two);
  });

  test('the culprit is found by halving, over a restart of the server, and everything is cleaned up', async () => {
    const numbers: number[] = [];
    for (const name of ['kernel/a', 'storage/b', 'docs/c']) {
      numbers.push(await open(name, { [`${name.replace('/', '-')}.txt`]: 'x\n' }));
    }
    await settle();
    await say(numbers[0] ?? 0, 'bob', '/integrate build all');
    const ran: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      ran.push(...(await runCi('kernel-a.txt')));
      if (turn !== 0) continue;
      await weir.close();
      await startServer();
      await weir.passTime(ahead);
    }
    expect(ran).toMatchInlineSnapshot(`
[
  "1 failure",
  "2 failure",
  "3 failure",
  "4 success",
]
`);
    const done = (await build(numbers[0] ?? 0)).replace(/\d{4,}/g, 'N');
    expect(firstLine(done)).toBe(`**#${numbers[0]} is red on top of \`main\`.**`);
    expect(done).toContain('seen twice');
    expect(await branches()).toEqual(new Map());
    await close(...numbers);
  }, 240_000);

  test('a changed workflow, a conflict, and what somebody without write access asks for', async () => {
    const flow = await open('docs/flow', { '.github/workflows/ci.yml': 'on: [push]\n' });
    const left = await open('kernel/left', { 'a.txt': 'left\n' });
    const right = await open('storage/right', { 'a.txt': 'right\n' });
    await settle();
    expect(await say(flow, 'bob', '/integrate build with docs/flow')).toContain(
      'would bring changed workflows or actions that are not on `main` yet: `.github/workflows/ci.yml`',
    );
    expect(await say(left, 'bob', '/integrate build with storage/right')).toMatch(
      /^Nothing was built: #\d+ `(kernel\/left|storage\/right)` conflicts with `main` with .*, in `a.txt`\. Nothing was pushed\./,
    );
    expect(await say(left, 'mallory', '/integrate build')).toMatch(/^Nothing was run: /);
    expect(await branches()).toEqual(new Map());
    await close(flow, left, right);
  });

  test("a fork's commit is bound to the comment: a push after it is not built", async () => {
    await resetClock();
    work.commit({ branch: 'fix', parents: ['main'], files: { 'fix.txt': '1\n' } });
    const from = { dir: work.dir, ref: 'fix' };
    const pull = { owner: 'mallory', branch: 'fix', title: 'fix' };
    const { number, headSha } = await github.openForkPull({ ...pull, from });
    await settle();
    await say(number, 'bob', '/integrate build');
    const [good = ''] = (await branches()).values();
    expect((await commit(good)).parents).toEqual([work.oid('main'), headSha]);
    expect(await runCi()).toEqual(['1 success']);
    await resetClock();

    // Weir has heard the comment and asks for the pull requests: now somebody pushes.
    github.meanwhile({ method: 'GET', path: /\/pulls\?/ }, async () => {
      work.commit({ branch: 'fix', files: { 'evil.txt': '2\n' } });
      await pushTo('mallory', 'mallory', 'fix:refs/heads/fix');
    });
    const refused = await say(number, 'bob', '/integrate build');
    const evil = work.oid('fix');
    expect(evil).not.toBe(headSha);
    expect(
      refused
        .replaceAll(evil, 'EVIL')
        .replace(`#${number}`, '#N')
        .replaceAll(evil.slice(0, 12), 'EVIL'),
    ).toMatchInlineSnapshot(`
"Nothing was built. CI would run the commits of forks with the rights of this repository, so they are built only as somebody who can write here has seen them:

- #N \`mallory:fix\`: \`EVIL\` was pushed after the comment was written.

Look at it, then comment \`/integrate build\` again, or name the commit: \`/integrate build EVIL\`."
`);
    expect(await branches()).toEqual(new Map());

    // Named in full, it is what its author has looked at.
    await say(number, 'bob', `/integrate build ${evil}`);
    const [tip = ''] = (await branches()).values();
    expect((await commit(tip)).parents).toEqual([work.oid('main'), evil]);
    expect(await runCi()).toEqual(['1 success']);
    expect(firstLine(await build(number))).toBe(`**#${number} is green on top of \`main\`.**`);
    expect(await branches()).toEqual(new Map());
    await close(number);
  }, 240_000);

  test('a branch that nobody remembers is removed', async () => {
    await pushTo(AT.owner, 'alice', 'main:refs/heads/weir/trial/1-1');
    await settle();
    await weir.sweep();
    await settle();
    expect(await branches()).toEqual(new Map());
  });
});

describe('an installation that granted no more than app.yml asks for', () => {
  beforeAll(() => openWorld('read'));
  afterAll(closeWorld);

  test('is told what is missing, and nothing is pushed', async () => {
    const number = await open('kernel/one', { 'kernel.txt': 'k\n' });
    await settle();
    expect(await say(number, 'bob', '/integrate build')).toMatchInlineSnapshot(
      `"Nothing was built: the branch could not be pushed. Installation 4242001 has not granted what Weir needs (contents: write). Ask an owner to accept the App's permissions on its installation page."`,
    );
    expect(await branches()).toEqual(new Map());
  });
});
