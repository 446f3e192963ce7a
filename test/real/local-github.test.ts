import { spawn } from 'node:child_process';
import { createHmac, createSign } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/github/start.ts';
import { createRepository, forked, TEST_GIT_ENVIRONMENT, type TestRepository } from '../repo.ts';

const SECRET = 'a secret of this test';
const SHOP = { owner: 'acme', repo: 'shop' };

interface Hook {
  /** `event.action`. */
  name: string;
  id: string;
  signed: boolean;
  payload: {
    number?: number;
    ref?: string;
    before?: string;
    after?: string;
    created?: boolean;
    deleted?: boolean;
    forced?: boolean;
    commits?: { message: string; added: string[]; modified: string[]; removed: string[] }[];
    sender: { login: string; type: string };
    repository: { id: number; full_name: string };
    installation: { id: number };
    pull_request: { head: { sha: string }; merged: boolean; draft: boolean };
    issue: { number: number; pull_request?: object };
    comment: { user: { login: string }; performed_via_github_app: { slug: string } | null };
    label: { name: string };
    check_run: { name: string; head_sha: string; pull_requests: { number: number }[] };
    requested_action: { identifier: string };
    changes: object;
  };
}

let dir: string;
let github: LocalGitHub;
let receiver: Server;
let shop: TestRepository;
const hooks: Hook[] = [];
/** Octokit would print every refusal. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Events since the last call, once everything has arrived. */
async function heard(): Promise<Hook[]> {
  await github.settled();
  return hooks.splice(0);
}

const names = (list: Hook[]): string[] => list.map(({ name }) => name);

/** The server runs in this process, so git must not block it. `as` is a login, a token or nobody. */
function git(
  cwd: string,
  as: string | null,
  ...args: string[]
): Promise<{ code: number; text: string }> {
  const env: Record<string, string> = { ...TEST_GIT_ENVIRONMENT, GIT_TERMINAL_PROMPT: '0' };
  if (as !== null) {
    const token = as.includes('_') ? as : github.tokenFor(as);
    env.GIT_CONFIG_COUNT = '1';
    env.GIT_CONFIG_KEY_0 = 'http.extraHeader';
    env.GIT_CONFIG_VALUE_0 = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  }
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, env });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, text: text.trim() }));
  });
}

async function push(repo: TestRepository, as: string, ...what: string[]): Promise<void> {
  const done = await git(repo.dir, as, 'push', '-q', github.gitUrl('acme', 'shop'), ...what);
  if (done.code !== 0) throw new Error(done.text);
}

async function installationToken(permissions?: Record<string, string>): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iat: now - 30, exp: now + 300, iss: github.app.appId };
  const head = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const jwt = `${head}.${createSign('RSA-SHA256').update(head).sign(github.app.privateKey, 'base64url')}`;
  const asApp = new Octokit({ auth: jwt, baseUrl: github.url, log: SILENT });
  const { data } = await asApp.rest.apps.createInstallationAccessToken({
    installation_id: github.app.installationId,
    ...(permissions === undefined ? {} : { permissions }),
  });
  return data.token;
}

const asInstallation = async (permissions?: Record<string, string>) =>
  new Octokit({ auth: await installationToken(permissions), baseUrl: github.url, log: SILENT });

/** Status and message of a refused request. */
const refusal = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'accepted',
    (error: { status: number; response: { data: { message: string; errors?: object[] } } }) => {
      const { message, errors } = error.response.data;
      return `${error.status} ${message}${errors === undefined ? '' : ` ${JSON.stringify(errors)}`}`;
    },
  );

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'weir-local-github-'));
  github = await startLocalGitHub({
    root: join(dir, 'srv'),
    users: [{ login: 'alice', name: 'Alice' }, { login: 'bob' }, { login: 'carol' }],
    org: 'acme',
    members: ['alice', 'bob'],
    repository: { owner: 'acme', name: 'shop' },
    app: {
      appId: 4711,
      slug: 'weir',
      webhookSecret: SECRET,
      permissions: { checks: 'write', contents: 'read', issues: 'write', pull_requests: 'write' },
      events: ['push', 'pull_request', 'issue_comment', 'issues', 'check_run', 'repository'],
    },
  });
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const payload = JSON.parse(body.toString());
    const event = String(request.headers['x-github-event']);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    hooks.push({
      name: payload.action === undefined ? event : `${event}.${payload.action}`,
      id: String(request.headers['x-github-delivery']),
      signed: request.headers['x-hub-signature-256'] === `sha256=${signature}`,
      payload,
    });
    response.writeHead(202).end();
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  github.setWebhook(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`);
  shop = createRepository({
    commits: forked({ 'a.txt': 'one\n', 'b.txt': 'same\n' }, { feat: { 'a.txt': 'two\n' } }),
  });
  await push(shop, 'alice', 'main', 'feat');
});

beforeEach(heard);

afterAll(async () => {
  await github.close();
  receiver.closeAllConnections();
  await new Promise((done) => receiver.close(done));
  shop.cleanup();
  rmSync(dir, { recursive: true, force: true });
});

describe('git over HTTP', () => {
  test('needs a token that may do what is asked', async () => {
    const url = github.gitUrl('acme', 'shop');
    const reader = await installationToken({ contents: 'read' });
    const blind = await installationToken({ checks: 'write' });
    const fetch = async (as: string | null) => (await git(dir, as, 'ls-remote', url)).code === 0;
    const pushes = async (as: string | null) =>
      (await git(shop.dir, as, 'push', '-q', url, `feat:refs/heads/by-${as}`)).code === 0;
    github.setRole('bob', 'triage');
    expect({
      nobody: [await fetch(null), await pushes(null)],
      'a made-up token': [await fetch('ghp_made_up'), await pushes('ghp_made_up')],
      'a person who may read': [await fetch('carol'), await pushes('carol')],
      'a person who may triage': [await fetch('bob'), await pushes('bob')],
      'a person who may write': [await fetch('alice'), await pushes('alice')],
      'the App, contents: read': [await fetch(reader), await pushes(reader)],
      'the App without contents': [await fetch(blind), await pushes(blind)],
    }).toMatchInlineSnapshot(`
{
  "a made-up token": [
    false,
    false,
  ],
  "a person who may read": [
    true,
    false,
  ],
  "a person who may triage": [
    true,
    false,
  ],
  "a person who may write": [
    true,
    true,
  ],
  "nobody": [
    false,
    false,
  ],
  "the App without contents": [
    false,
    false,
  ],
  "the App, contents: read": [
    true,
    false,
  ],
}
`);
    github.setRole('bob', 'write');
    await push(shop, 'alice', ':by-alice');
  });

  test('keeps every object as it was pushed, and the API shows the same ids', async () => {
    const work = join(dir, 'odd');
    mkdirSync(join(work, 'deep/er'), { recursive: true });
    const run = async (...args: string[]) => {
      const done = await git(work, null, ...args);
      if (done.code !== 0) throw new Error(done.text);
      return done.text;
    };
    await run('init', '-q', '-b', 'odd');
    writeFileSync(join(work, 'bytes.bin'), Buffer.from([0, 255, 13, 10, 128]));
    writeFileSync(join(work, 'run.sh'), '#!/bin/sh\n');
    chmodSync(join(work, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(work, 'link'));
    writeFileSync(join(work, 'deep/er/größe "x".txt'), 'ü\n');
    await run('add', '-A');
    const person = ['-c', 'user.name=Zoë Ünal', '-c', 'user.email=zoe@example.invalid'];
    await run(
      ...person,
      'commit',
      '-q',
      '--author=Zoë Ünal <zoe@example.invalid>',
      '--date=2025-07-07T09:15:00+0530',
      '-m',
      'Räume\n\nTwo lines\nof body',
    );
    const head = await run('rev-parse', 'HEAD');
    const pushed = await git(work, 'alice', 'push', '-q', github.gitUrl('acme', 'shop'), 'odd');
    expect(pushed).toEqual({ code: 0, text: '' });

    const { rest } = github.as('alice');
    const { data: commit } = await rest.git.getCommit({ ...SHOP, commit_sha: head });
    expect({
      sha: commit.sha,
      author: commit.author,
      message: commit.message,
      signed: commit.verification.reason,
    }).toMatchInlineSnapshot(`
{
  "author": {
    "date": "2025-07-07T03:45:00Z",
    "email": "zoe@example.invalid",
    "name": "Zoë Ünal",
  },
  "message": "Räume

Two lines
of body",
  "sha": "3e0bbce4a3018a0664cddc9df94df261b1237708",
  "signed": "unsigned",
}
`);
    const { data: tree } = await rest.git.getTree({ ...SHOP, tree_sha: head, recursive: '1' });
    const listed = (await run('-c', 'core.quotepath=false', 'ls-tree', '-r', '-t', '-z', head))
      .split('\0')
      .filter((line) => line !== '');
    expect(tree.tree.map(({ mode, type, sha, path }) => `${mode} ${type} ${sha}\t${path}`)).toEqual(
      listed,
    );
    const bytes = tree.tree.find(({ path }) => path === 'bytes.bin')?.sha ?? '';
    const { data: blob } = await rest.git.getBlob({ ...SHOP, file_sha: bytes });
    expect([...Buffer.from(blob.content, 'base64')]).toEqual([0, 255, 13, 10, 128]);
    const fetched = createRepository();
    const got = await git(fetched.dir, 'bob', 'fetch', '-q', github.gitUrl('acme', 'shop'), head);
    expect(got.code).toBe(0);
    expect(fetched.git('rev-parse', `${head}^{tree}`).trim()).toBe(tree.sha);
    fetched.cleanup();
    await push(shop, 'alice', ':odd');
  });
});

test('a push tells the App what moved, signed and each with an id of its own', async () => {
  const before = shop.oid('main');
  shop.commit({
    branch: 'main',
    files: { 'new.txt': 'n\n', 'b.txt': null, 'a.txt': 'ONE\n' },
    message: 'Tidy',
  });
  await push(shop, 'bob', 'main', 'main:refs/heads/extra');
  shop.git('branch', '-f', 'lone', before);
  await push(shop, 'bob', '-f', 'lone:extra');
  await push(shop, 'bob', ':extra');
  const pushes = await heard();
  expect(pushes.every(({ signed }) => signed)).toBe(true);
  expect(new Set(pushes.map(({ id }) => id)).size).toBe(pushes.length);
  const short = (oid = '') =>
    ({ [before]: 'old', [shop.oid('main')]: 'new', ['0'.repeat(40)]: 'none' })[oid];
  expect(
    pushes.map(({ name, payload }) => ({
      name,
      moved: `${payload.ref}: ${short(payload.before)} → ${short(payload.after)}`,
      flags: (['created', 'deleted', 'forced'] as const).filter((flag) => payload[flag]).join(),
      commits: payload.commits?.map(({ message, added, removed, modified }) => ({
        message,
        changed: [
          ...added.map((path) => `+${path}`),
          ...removed.map((path) => `-${path}`),
          ...modified,
        ],
      })),
      sender: payload.sender.login,
      repository: payload.repository.full_name,
      installed: payload.installation.id === github.app.installationId,
    })),
  ).toMatchInlineSnapshot(`
[
  {
    "commits": [
      {
        "changed": [
          "+new.txt",
          "-b.txt",
          "a.txt",
        ],
        "message": "Tidy",
      },
    ],
    "flags": "",
    "installed": true,
    "moved": "refs/heads/main: old → new",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
  {
    "commits": [],
    "flags": "created",
    "installed": true,
    "moved": "refs/heads/extra: none → new",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
  {
    "commits": [],
    "flags": "forced",
    "installed": true,
    "moved": "refs/heads/extra: new → old",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
  {
    "commits": [],
    "flags": "deleted",
    "installed": true,
    "moved": "refs/heads/extra: old → none",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
]
`);
});

describe('pull requests', () => {
  test('move with pushes and force pushes, and close with their branch', async () => {
    const { rest } = github.as('bob');
    const topic = { branch: 'topic', parents: ['main'], files: { 'a.txt': 'first\n' } };
    shop.commit(topic);
    await push(shop, 'bob', 'topic');
    await heard();
    const { data: pull } = await rest.pulls.create({
      ...SHOP,
      title: 'Topic',
      head: 'topic',
      base: 'main',
    });
    const at = { ...SHOP, pull_number: pull.number };
    const first = shop.oid('topic');
    expect(pull.head.sha).toBe(first);
    shop.commit({ branch: 'topic', files: { 'c/d.txt': 'x\ny\n' } });
    await push(shop, 'bob', 'topic');
    const second = shop.oid('topic');
    const now = (await rest.pulls.get(at)).data;
    expect(now).toMatchObject({
      head: { sha: second, ref: 'topic', label: 'acme:topic' },
      commits: 2,
      changed_files: 2,
      additions: 3,
      deletions: 1,
      mergeable: true,
      html_url: `${github.url}/acme/shop/pull/${pull.number}`,
    });
    const files = (await rest.pulls.listFiles(at)).data;
    expect(
      files.map(({ filename, status, patch }) => ({ filename, status, patch })),
    ).toMatchInlineSnapshot(`
[
  {
    "filename": "a.txt",
    "patch": "@@ -1 +1 @@
-ONE
+first",
    "status": "modified",
  },
  {
    "filename": "c/d.txt",
    "patch": "@@ -0,0 +1,2 @@
+x
+y",
    "status": "added",
  },
]
`);
    const commits = (await rest.pulls.listCommits(at)).data;
    expect(commits.map(({ sha }) => sha)).toEqual([first, second]);

    shop.commit({ ...topic, files: { 'a.txt': 'amended\n' } });
    await push(shop, 'bob', '-f', 'topic');
    const third = shop.oid('topic');
    const head = await git(
      dir,
      'bob',
      'ls-remote',
      github.gitUrl('acme', 'shop'),
      `refs/pull/${pull.number}/head`,
    );
    expect(head.text).toBe(`${third}\trefs/pull/${pull.number}/head`);
    const listed = (await rest.pulls.list(SHOP)).data;
    expect(listed.map(({ number, head }) => [number, head.sha])).toEqual([[pull.number, third]]);

    await push(shop, 'bob', ':topic');
    const events = (await heard()).filter(({ name }) => name.startsWith('pull_request'));
    expect(
      events.map(({ name, payload }) => [
        name,
        payload.number === pull.number,
        payload.before,
        payload.after,
      ]),
    ).toEqual([
      ['pull_request.opened', true, undefined, undefined],
      ['pull_request.synchronize', true, first, second],
      ['pull_request.synchronize', true, second, third],
      ['pull_request.closed', true, undefined, undefined],
    ]);
    expect((await rest.pulls.get(at)).data).toMatchObject({
      state: 'closed',
      merged: false,
      head: { sha: third },
    });
    const again = await refusal(rest.pulls.update({ ...at, state: 'open' }));
    expect(again).toContain('the head branch is gone');
  });

  test('every change people make is one event', async () => {
    const { rest } = github.as('alice');
    shop.commit({ branch: 'life', parents: ['main'], files: { 'life.txt': '1\n' } });
    await push(shop, 'alice', 'life', 'main:refs/heads/stable');
    await heard();
    const { data: pull } = await rest.pulls.create({
      ...SHOP,
      title: 'Life',
      head: 'life',
      base: 'main',
      draft: true,
    });
    const at = { ...SHOP, pull_number: pull.number };
    const issue = { ...SHOP, issue_number: pull.number };
    await github.setDraft(pull.number, false, 'alice');
    await github.setDraft(pull.number, true, 'alice');
    await github.setDraft(pull.number, false, 'alice');
    await rest.pulls.update({ ...at, title: 'A life' });
    await rest.pulls.update({ ...at, base: 'stable' });
    await rest.pulls.update({ ...at, base: 'main' });
    await rest.issues.addLabels({ ...issue, labels: ['ws/kernel', 'bug'] });
    await rest.issues.removeLabel({ ...issue, name: 'bug' });
    await rest.pulls.update({ ...at, state: 'closed' });
    await rest.pulls.update({ ...at, state: 'open' });
    const { data: comment } = await rest.issues.createComment({ ...issue, body: '/integrate' });
    await rest.issues.updateComment({ ...SHOP, comment_id: comment.id, body: '/integrate now' });
    await rest.issues.deleteComment({ ...SHOP, comment_id: comment.id });
    const merged = await rest.pulls.merge({ ...at, merge_method: 'squash' });
    const events = await heard();
    expect(
      events.map(({ name, payload }) => {
        const more = payload.changes ?? payload.label?.name ?? payload.issue?.pull_request;
        return more === undefined
          ? name
          : `${name} ${JSON.stringify(typeof more === 'string' ? more : Object.keys(more))}`;
      }),
    ).toMatchInlineSnapshot(`
[
  "pull_request.opened",
  "pull_request.ready_for_review",
  "pull_request.converted_to_draft",
  "pull_request.ready_for_review",
  "pull_request.edited ["title"]",
  "pull_request.edited ["base"]",
  "pull_request.edited ["base"]",
  "pull_request.labeled "ws/kernel"",
  "pull_request.labeled "bug"",
  "pull_request.unlabeled "bug"",
  "pull_request.closed",
  "pull_request.reopened",
  "issue_comment.created ["url","html_url","diff_url","patch_url","merged_at"]",
  "issue_comment.edited ["body"]",
  "issue_comment.deleted ["url","html_url","diff_url","patch_url","merged_at"]",
  "pull_request.closed",
  "push",
]
`);
    expect(events.at(-2)?.payload.pull_request.merged).toBe(true);
    expect(
      await git(dir, 'bob', 'ls-remote', github.gitUrl('acme', 'shop'), 'refs/heads/main'),
    ).toEqual({
      code: 0,
      text: `${merged.data.sha}\trefs/heads/main`,
    });
    await git(shop.dir, 'bob', 'fetch', '-q', github.gitUrl('acme', 'shop'), '+main:main');
    await push(shop, 'alice', ':stable', ':life');
  });

  test('a push that brings the head into the base counts as a merge', async () => {
    const { rest } = github.as('alice');
    shop.commit({ branch: 'quick', parents: ['main'], files: { 'quick.txt': '1\n' } });
    await push(shop, 'alice', 'quick');
    const { data: pull } = await rest.pulls.create({
      ...SHOP,
      title: 'Quick',
      head: 'quick',
      base: 'main',
    });
    await heard();
    await push(shop, 'alice', 'quick:main');
    expect(names(await heard())).toEqual(['push', 'pull_request.closed']);
    const { data } = await rest.pulls.get({ ...SHOP, pull_number: pull.number });
    expect(data).toMatchObject({ merged: true, state: 'closed' });
    shop.git('branch', '-f', 'main', 'quick');
  });

  test('from a fork are of another repository and reachable from the base by number', async () => {
    shop.commit({ branch: 'gift', parents: ['main'], files: { 'gift.txt': 'g\n' } });
    const opened = await github.openForkPull({
      owner: 'carol',
      branch: 'gift',
      from: { dir: shop.dir, ref: 'gift' },
      title: 'A gift',
    });
    const pull_number = opened.number;
    const { data } = await github.as('alice').rest.pulls.get({ ...SHOP, pull_number });
    expect(data.head).toMatchObject({
      label: 'carol:gift',
      sha: shop.oid('gift'),
      repo: { full_name: 'carol/shop', fork: true },
    });
    shop.commit({ branch: 'gift', files: { 'gift.txt': 'G\n' } });
    const fork = github.gitUrl('carol', 'shop');
    expect((await git(shop.dir, 'carol', 'push', '-q', fork, 'gift')).code).toBe(0);
    expect((await git(shop.dir, 'bob', 'push', '-q', fork, 'gift')).code).not.toBe(0);
    const seen = await git(
      dir,
      'bob',
      'ls-remote',
      github.gitUrl('acme', 'shop'),
      `refs/pull/${pull_number}/head`,
    );
    expect(seen.text).toBe(`${shop.oid('gift')}\trefs/pull/${pull_number}/head`);
    // The App is not installed on carol's account: no push event from there.
    expect(names(await heard())).toEqual(['pull_request.opened', 'pull_request.synchronize']);
  });

  test('are refused where GitHub refuses them', async () => {
    const { rest } = github.as('carol');
    const base = { ...SHOP, title: 't', base: 'main' };
    shop.git('branch', '-f', 'level', 'main');
    await push(shop, 'alice', 'level', 'feat');
    expect(await refusal(rest.pulls.create({ ...base, head: 'nowhere' }))).toContain(
      'head nowhere does not exist',
    );
    expect(await refusal(rest.pulls.create({ ...base, head: 'level' }))).toContain(
      'No commits between main and level',
    );
    expect(await refusal(rest.pulls.create({ ...base, head: 'carol:gift' }))).toContain(
      'already exists for carol:gift',
    );
    const { data } = await rest.pulls.create({ ...base, head: 'feat' });
    const merge = { ...SHOP, pull_number: data.number };
    expect(await refusal(rest.pulls.merge(merge))).toContain('403');
    expect(await refusal(github.as('bob').rest.pulls.merge(merge))).toBe(
      '405 Pull Request is not mergeable',
    );
    expect((await rest.pulls.get(merge)).data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
  });
});

describe('the App', () => {
  test('writes check runs with annotations and buttons, which people press', async () => {
    const weir = await asInstallation();
    const { data: pull } = await github.as('alice').rest.pulls.create({
      ...SHOP,
      title: 'Checked',
      base: 'main',
      head: await (async () => {
        shop.commit({ branch: 'checked', parents: ['main'], files: { 'x.txt': 'x\n' } });
        await push(shop, 'alice', 'checked');
        return 'checked';
      })(),
    });
    const head_sha = pull.head.sha;
    const annotation = (path: string) => ({
      path,
      start_line: 1,
      end_line: 2,
      annotation_level: 'failure' as const,
      title: 'Collides',
      message: 'm',
    });
    const output = { title: '1 conflict', summary: '**Do this**', text: 'More' };
    await heard();
    const { data: run } = await weir.rest.checks.create({
      ...SHOP,
      name: 'Weir / integration',
      head_sha,
      conclusion: 'failure',
      output: { ...output, annotations: [annotation('a.txt')] },
      actions: [{ label: 'Re-integrate', description: 'Judge again', identifier: 're-integrate' }],
    });
    await weir.rest.checks.update({
      ...SHOP,
      check_run_id: run.id,
      output: { ...output, annotations: [annotation('b.txt')] },
    });
    const alice = github.as('alice').rest;
    const listed = (await alice.checks.listForRef({ ...SHOP, ref: 'checked', filter: 'latest' }))
      .data;
    expect(
      listed.check_runs.map(
        ({ name, status, conclusion, app, pull_requests, html_url, output }) => ({
          name,
          status,
          conclusion,
          app: app?.slug,
          html_url: html_url?.replace(github.url, '').replace(/\d+/g, 'N'),
          pull_requests: pull_requests.map(({ number }) => number === pull.number),
          annotations: output.annotations_count,
        }),
      ),
    ).toMatchInlineSnapshot(`
[
  {
    "annotations": 2,
    "app": "weir",
    "conclusion": "failure",
    "html_url": "/acme/shop/pull/N#check-N",
    "name": "Weir / integration",
    "pull_requests": [
      true,
    ],
    "status": "completed",
  },
]
`);
    const { data: annotations } = await alice.checks.listAnnotations({
      ...SHOP,
      check_run_id: run.id,
    });
    expect(annotations.map(({ path, title, start_line }) => [path, title, start_line])).toEqual([
      ['a.txt', 'Collides', 1],
      ['b.txt', 'Collides', 1],
    ]);

    await github.clickButton(run.id, 're-integrate', 'bob');
    await github.rerequest(run.id, 'bob');
    await github.rerequestSuite(head_sha, 'bob');
    const events = await heard();
    expect(
      events.map(({ name, payload }) => `${name} by ${payload.sender.login}`),
    ).toMatchInlineSnapshot(`
[
  "check_run.created by weir[bot]",
  "check_run.completed by weir[bot]",
  "check_run.requested_action by bob",
  "check_run.rerequested by bob",
  "check_suite.rerequested by bob",
]
`);
    expect(events[2]?.payload).toMatchObject({
      requested_action: { identifier: 're-integrate' },
      check_run: { head_sha, pull_requests: [{ number: pull.number }] },
    });
    await expect(github.clickButton(run.id, 'explode', 'bob')).rejects.toThrow(
      'no button "explode"',
    );
  });

  test("is held to its permissions and to GitHub's limits", async () => {
    const weir = (await asInstallation()).rest;
    const modest = (await asInstallation({ contents: 'read' })).rest;
    const head_sha = shop.oid('main');
    const run = { ...SHOP, name: 'x', head_sha };
    const wide = { title: 't', summary: 'ü'.repeat(32_768) };
    const many = Array.from({ length: 51 }, () => ({
      path: 'a',
      start_line: 1,
      end_line: 1,
      annotation_level: 'notice' as const,
      message: 'm',
    }));
    const button = { label: 'a label longer than 20', description: 'd', identifier: 'i' };
    expect({
      'check run without permission': await refusal(modest.checks.create(run)),
      'check run by a person': await refusal(github.as('alice').rest.checks.create(run)),
      'unknown commit': await refusal(weir.checks.create({ ...run, head_sha: 'f'.repeat(40) })),
      '65,536 bytes': await refusal(weir.checks.create({ ...run, output: wide })),
      '51 annotations': await refusal(
        weir.checks.create({ ...run, output: { title: 't', summary: 's', annotations: many } }),
      ),
      'long button': await refusal(weir.checks.create({ ...run, actions: [button] })),
      'a branch': await refusal(
        weir.git.createRef({ ...SHOP, ref: 'refs/heads/w', sha: head_sha }),
      ),
      'an invented token': await refusal(
        new Octokit({ auth: 'ghs_invented', baseUrl: github.url, log: SILENT }).rest.repos.get(
          SHOP,
        ),
      ),
      'no token': await refusal(
        new Octokit({ baseUrl: github.url, log: SILENT }).rest.repos.get(SHOP),
      ),
    }).toMatchInlineSnapshot(`
{
  "51 annotations": "422 Validation Failed [{"resource":"CheckRun","field":"annotations","code":"custom","message":"At most 50 annotations a request"}]",
  "65,536 bytes": "422 Validation Failed [{"resource":"CheckRun","field":"summary","code":"custom","message":"summary exceeds a maximum bytesize of 65535"}]",
  "a branch": "403 Resource not accessible by integration",
  "an invented token": "401 Bad credentials",
  "check run by a person": "403 You must authenticate via a GitHub App.",
  "check run without permission": "403 Resource not accessible by integration",
  "long button": "422 Validation Failed [{"resource":"CheckRun","field":"actions","code":"custom","message":"The button \\"a label longer than 20\\" is too long (20, 40, 20)"}]",
  "no token": "401 Requires authentication",
  "unknown commit": "422 No commit found for SHA: ffffffffffffffffffffffffffffffffffffffff",
}
`);
  });

  test('comments under its own name and reacts to others once', async () => {
    const weir = (await asInstallation()).rest;
    const { data: issue } = await github
      .as('carol')
      .rest.issues.create({ ...SHOP, title: 'Plan', body: '?' });
    const at = { ...SHOP, issue_number: issue.number };
    const { data: asked } = await github
      .as('carol')
      .rest.issues.createComment({ ...at, body: '/help' });
    const { data: answer } = await weir.issues.createComment({ ...at, body: 'Commands: …' });
    const eyes = { ...SHOP, comment_id: asked.id, content: 'eyes' } as const;
    const first = await weir.reactions.createForIssueComment(eyes);
    const second = await weir.reactions.createForIssueComment(eyes);
    expect([first.status, second.status, first.data.id === second.data.id]).toEqual([
      201,
      200,
      true,
    ]);
    const { data: reactions } = await weir.reactions.listForIssueComment({
      ...SHOP,
      comment_id: asked.id,
    });
    expect(reactions.map(({ content, user }) => [content, user?.login])).toEqual([
      ['eyes', 'weir[bot]'],
    ]);
    const { data: comments } = await weir.issues.listComments(at);
    expect(
      comments.map(({ user, body, reactions, performed_via_github_app }) => [
        user?.login,
        user?.type,
        performed_via_github_app?.slug,
        body,
        reactions?.eyes,
      ]),
    ).toMatchInlineSnapshot(`
[
  [
    "carol",
    "User",
    undefined,
    "/help",
    1,
  ],
  [
    "weir[bot]",
    "Bot",
    "weir",
    "Commands: …",
    0,
  ],
]
`);
    expect(answer.html_url).toBe(
      `${github.url}/acme/shop/issues/${issue.number}#issuecomment-${answer.id}`,
    );
    const edit = github
      .as('bob')
      .rest.issues.updateComment({ ...SHOP, comment_id: asked.id, body: 'b' });
    await expect(edit).resolves.toMatchObject({ status: 200 });
    expect(
      await refusal(
        github.as('carol').rest.issues.updateComment({ ...SHOP, comment_id: answer.id, body: 'c' }),
      ),
    ).toContain('403');
  });

  test('sees roles, repositories, branches and its installation', async () => {
    const weir = (await asInstallation()).rest;
    github.setRole('carol', 'maintain');
    const roles = ['alice', 'bob', 'carol'].map(async (username) => {
      const { data } = await weir.repos.getCollaboratorPermissionLevel({ ...SHOP, username });
      return [username, data.permission, data.role_name];
    });
    expect(await Promise.all(roles)).toEqual([
      ['alice', 'admin', 'admin'],
      ['bob', 'write', 'write'],
      ['carol', 'write', 'maintain'],
    ]);
    github.setRole('carol', 'read');
    expect(
      await refusal(weir.repos.getCollaboratorPermissionLevel({ ...SHOP, username: 'nobody' })),
    ).toContain('404');
    const { data: mine } = await weir.apps.listReposAccessibleToInstallation();
    expect(mine.repositories.map(({ full_name }) => full_name)).toEqual(['acme/shop']);
    const { data: branch } = await weir.repos.getBranch({ ...SHOP, branch: 'main' });
    expect(branch.commit.sha).toBe(shop.oid('main'));
    const { data: refs } = await weir.git.listMatchingRefs({ ...SHOP, ref: 'heads/fe' });
    expect(refs.map(({ ref, object }) => [ref, object.sha])).toEqual([
      ['refs/heads/feat', shop.oid('feat')],
    ]);
    expect(await refusal(weir.repos.getBranch({ ...SHOP, branch: 'feature/gone' }))).toContain(
      '404',
    );
  });

  test('hears of being taken off and put back, and its tokens end', async () => {
    const weir = (await asInstallation()).rest;
    await github.uninstall('alice');
    expect(await refusal(weir.repos.get(SHOP))).toBe('401 Bad credentials');
    await expect(installationToken()).rejects.toThrow('Not Found');
    await github.install('alice');
    await github.changeSelection('removed', ['shop'], 'alice');
    expect(names(await heard())).toEqual([
      'installation.deleted',
      'installation.created',
      'installation_repositories.removed',
    ]);
  });
});

test('faults strike as often as told', async () => {
  const { rest } = github.as('alice');
  github.fail({ method: 'GET', path: /\/pulls$/, status: 502, times: 2 });
  const list = () => refusal(rest.pulls.list(SHOP));
  expect([await list(), await list(), await list()]).toEqual([
    '502 Injected 502',
    '502 Injected 502',
    'accepted',
  ]);
});

test('a delivery can be sent again, with its id', async () => {
  await github.as('alice').rest.issues.create({ ...SHOP, title: 'Once more' });
  const [first] = await heard();
  await github.redeliver(first?.id ?? '');
  const [second] = await heard();
  expect(second).toEqual(first);
  expect(
    github
      .deliveries()
      .slice(-2)
      .map(({ status, redelivery }) => [status, redelivery]),
  ).toEqual([
    [202, false],
    [202, true],
  ]);
});

test('the snapshot is what the API shows', async () => {
  const { check_runs, comments, issues } = await github.snapshot();
  const known = [shop.oid('checked')];
  expect({
    check_runs: check_runs.map((run) => ({
      ...run,
      head_sha: known.includes(run.head_sha),
      pull_requests: run.pull_requests.length,
    })),
    comments: comments.map(({ body }) => body),
    issues: issues.map(({ title, body }) => ({ title, body })),
  }).toMatchInlineSnapshot(`
{
  "check_runs": [
    {
      "conclusion": "failure",
      "head_sha": true,
      "name": "Weir / integration",
      "output": {
        "summary": "**Do this**",
        "title": "1 conflict",
      },
      "pull_requests": 1,
    },
  ],
  "comments": [
    "b",
    "Commands: …",
  ],
  "issues": [
    {
      "body": "",
      "title": "t",
    },
    {
      "body": "?",
      "title": "Plan",
    },
    {
      "body": "",
      "title": "Once more",
    },
  ],
}
`);
});

test('a renamed repository is found under both names', async () => {
  const { rest } = github.as('alice');
  await rest.repos.update({ ...SHOP, name: 'store' });
  const { data } = await rest.repos.get(SHOP);
  expect(data.full_name).toBe('acme/store');
  const fetched = await git(
    dir,
    'bob',
    'ls-remote',
    github.gitUrl('acme', 'shop'),
    'refs/heads/main',
  );
  expect(fetched.code).toBe(0);
  expect(names(await heard())).toEqual(['repository.renamed']);
  await rest.repos.update({ owner: 'acme', repo: 'store', name: 'shop' });
});
