import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { octokitClass } from '#src/adapters/github/client.ts';
import {
  createForge,
  gitRoot,
  listInstallations,
  listRepositories,
  remotes,
} from '#src/adapters/github.ts';
import type { Repository } from '#src/ports.ts';
import { API, connect, grantToken } from './github-api.ts';

const RIVER: Repository = { installation: 7, id: 1, owner: 'acme', name: 'river' };

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(unused).toEqual([]);
});
// Interception is process-wide; the next test file may run in this process.
afterAll(() => nock.restore());

/** Serves one GET and checks the token on it. */
const get = (path: string | RegExp, token = 'read-token') =>
  nock(API, { reqheaders: { authorization: `token ${token}` } }).get(path);

const pull = (number: number, over: object = {}) => ({
  number,
  title: `Change ${number}`,
  body: null,
  user: { login: 'alice' },
  draft: false,
  labels: [{ name: 'ws/kernel' }],
  base: { ref: 'main' },
  head: {
    ref: 'feature/x',
    sha: `${number}`.repeat(40).slice(0, 40),
    label: 'acme:feature/x',
    user: { login: 'acme' },
    repo: { id: 1 },
  },
  html_url: `https://github.com/acme/river/pull/${number}`,
  ...over,
});

describe('tokens', () => {
  test('reads, writes and git have tokens of their own, each with the least it needs', async () => {
    const asked: object[] = [];
    const secrets: string[] = [];
    const github = connect({ onSecret: (secret) => secrets.push(secret) });
    for (const token of ['read', 'write', 'git']) grantToken(token, asked);
    get('/repos/acme/river', 'read').reply(200, { default_branch: 'main' });
    nock(API, { reqheaders: { authorization: 'token write' } })
      .post('/repos/acme/river/issues/comments/5/reactions')
      .reply(201, {});
    await createForge(github).repository(RIVER);
    await github.writer(7).rest.reactions.createForIssueComment({
      owner: 'acme',
      repo: 'river',
      comment_id: 5,
      content: 'eyes',
    });
    const remote = await remotes(API, github.tokens)(RIVER);
    expect(remote).toEqual({ url: 'https://github.com/acme/river.git', token: 'git' });
    expect(asked).toEqual([
      {
        permissions: { contents: 'read', issues: 'read', pull_requests: 'read' },
      },
      { permissions: { checks: 'write', issues: 'write', pull_requests: 'write' } },
      { permissions: { contents: 'read' }, repository_ids: [1] },
    ]);
    expect(secrets).toEqual(['read', 'write', 'git']);
  });

  test('many requests at once share one token, until five minutes before its end', async () => {
    let at = Date.now();
    const github = connect({ now: () => new Date(at) });
    const remote = remotes(API, github.tokens);
    grantToken('first');
    const all = await Promise.all(Array.from({ length: 50 }, () => remote(RIVER)));
    expect(new Set(all.map(({ token }) => token))).toEqual(new Set(['first']));
    at += 54 * 60_000;
    expect((await remote(RIVER)).token).toBe('first');
    at += 2 * 60_000;
    grantToken('second', [], 120);
    expect((await remote(RIVER)).token).toBe('second');
  });

  test('a token that GitHub refuses is replaced once; then the refusal shows', async () => {
    const forge = createForge(connect());
    grantToken('revoked');
    get('/repos/acme/river', 'revoked').reply(401, { message: 'Bad credentials' });
    grantToken('fresh');
    get('/repos/acme/river', 'fresh').reply(200, { default_branch: 'main' });
    expect((await forge.repository(RIVER)).defaultBranch).toBe('main');
    get('/repos/acme/river', 'fresh').reply(401, { message: 'Bad credentials' });
    grantToken('newest');
    get('/repos/acme/river', 'newest').reply(401, { message: 'Bad credentials' });
    await expect(forge.repository(RIVER)).rejects.toThrow('Bad credentials');
  });

  test('a permission that was not granted, and an answer without a token, are said plainly', async () => {
    const remote = remotes(API, connect().tokens);
    nock(API)
      .post('/app/installations/7/access_tokens')
      .reply(422, { message: 'The permissions requested are not granted to this installation.' });
    await expect(remote(RIVER)).rejects.toThrow(
      "Installation 7 has not granted what Weir needs (contents: read). Ask an owner to accept the App's permissions on its installation page.",
    );
    // It is not asked again and again.
    await expect(remote(RIVER)).rejects.toThrow('has not granted');
    nock(API).post('/app/installations/7/access_tokens').reply(200, { welcome: 'captive portal' });
    const other = remotes(API, connect().tokens);
    await expect(other(RIVER)).rejects.toThrow('had no token or no end date');
  });

  test('of several permissions those that were granted are used, and the others asked for again soon', async () => {
    let at = Date.now();
    const asked: object[] = [];
    const forge = createForge(connect({ now: () => new Date(at) }));
    const refuse = () =>
      nock(API)
        .post('/app/installations/7/access_tokens')
        .reply(422, { message: 'The permissions requested are not granted to this installation.' });
    refuse();
    nock(API)
      .get('/app/installations/7')
      .reply(200, { permissions: { contents: 'write', pull_requests: 'read', checks: 'write' } });
    grantToken('part', asked);
    get('/repos/acme/river', 'part').reply(200, { default_branch: 'main' });
    expect((await forge.repository(RIVER)).defaultBranch).toBe('main');
    expect(asked).toEqual([{ permissions: { contents: 'read', pull_requests: 'read' } }]);
    get('/repos/acme/river', 'part').reply(
      403,
      { message: 'Resource not accessible by integration' },
      { 'x-accepted-github-permissions': 'issues=read; pull_requests=read' },
    );
    await expect(forge.repository(RIVER)).rejects.toThrow(
      'Installation 7 has not granted the permission issues: read or pull_requests: read. Grant it to the App on its settings page, then have an owner accept that on the page of the installation.',
    );
    at += 11 * 60_000;
    grantToken('whole');
    get('/repos/acme/river', 'whole').reply(200, { default_branch: 'main' });
    await forge.repository(RIVER);
  });
});

describe('the forge', () => {
  beforeEach(() => {
    grantToken('read-token');
  });

  test('open pull requests of all pages: own branches, forks and forks that were deleted', async () => {
    get('/repos/acme/river/pulls?state=open&per_page=100').reply(200, [pull(1)], {
      link: `<${API}/repos/acme/river/pulls?state=open&per_page=100&page=2>; rel="next"`,
    });
    get('/repos/acme/river/pulls?state=open&per_page=100&page=2').reply(200, [
      pull(2, {
        body: 'Workstream: kernel',
        draft: true,
        user: null,
        head: {
          ref: 'fix',
          sha: 'f'.repeat(40),
          label: 'bob:fix',
          user: { login: 'bob' },
          repo: { id: 99 },
        },
      }),
      pull(3, {
        head: { ref: 'gone', sha: 'a'.repeat(40), label: 'carol:gone', user: null, repo: null },
      }),
    ]);
    const heads = await createForge(connect()).pullRequests(RIVER);
    expect(heads.map(({ ref, branch }) => [ref, branch])).toEqual([
      ['feature/x', 'feature/x'],
      ['bob:fix', 'fix'],
      ['carol:gone', 'gone'],
    ]);
    expect(heads[1]).toEqual({
      ref: 'bob:fix',
      branch: 'fix',
      oid: 'f'.repeat(40),
      pullRequest: {
        number: 2,
        title: 'Change 2',
        body: 'Workstream: kernel',
        author: 'ghost',
        draft: true,
        labels: ['ws/kernel'],
        base: 'main',
        requestedReviewers: [],
        requestedTeams: [],
        url: 'https://github.com/acme/river/pull/2',
      },
    });
  });

  test('branches by name; absent ones and prefixes of others are left out', async () => {
    const ref = (name: string) => ({ ref: `refs/heads/${name}`, object: { sha: 'a'.repeat(40) } });
    get('/repos/acme/river/git/ref/heads%2Fmain').reply(200, ref('main'));
    get('/repos/acme/river/git/ref/heads%2Ffeature%2F%C3%BC%23').reply(200, ref('feature/ü#'));
    get('/repos/acme/river/git/ref/heads%2Fgone').reply(404, { message: 'Not Found' });
    get('/repos/acme/river/git/ref/heads%2Ffeat').reply(200, [ref('feature/a'), ref('feature/b')]);
    const tips = await createForge(connect()).branches(RIVER, [
      'main',
      'feature/ü#',
      'gone',
      'feat',
      'main',
    ]);
    expect([...tips.keys()]).toEqual(['main', 'feature/ü#']);
  });

  test('a repository without a commit has no branches, and that is no failure', async () => {
    get('/repos/acme/river/git/ref/heads%2Fmain').reply(409, {
      message: 'Git Repository is empty.',
    });
    expect(await createForge(connect()).branches(RIVER, ['main'])).toEqual(new Map());
  });

  test.each([
    ['the role', { permission: 'write', role_name: 'maintain' }, 'maintain'],
    [
      'triage, which is read in the old field',
      { permission: 'read', role_name: 'triage' },
      'triage',
    ],
    ['a custom role', { permission: 'write', role_name: 'release-captain' }, 'write'],
    ['no role at all', { permission: 'admin' }, 'admin'],
    ['a word we do not know', { permission: 'owner' }, 'none'],
  ])('a permission is read from %s', async (_what, answer, expected) => {
    get('/repos/acme/river/collaborators/alice/permission').reply(200, answer);
    expect(await createForge(connect()).permission(RIVER, 'alice')).toBe(expected);
  });

  test('a person that GitHub does not know has no permission; an outage is no answer', async () => {
    const forge = createForge(connect());
    get('/repos/acme/river/collaborators/nobody/permission').reply(404, { message: 'Not Found' });
    expect(await forge.permission(RIVER, 'nobody')).toBe('none');
    get('/repos/acme/river/collaborators/alice/permission').reply(502, 'Bad gateway');
    await expect(forge.permission(RIVER, 'alice')).rejects.toThrow('Bad gateway');
  });

  test.each<[string, object, string]>([
    ['a repository without a default branch', { id: 1 }, 'lacks default_branch'],
    ['a page of another server', { default_branch: '' }, 'lacks default_branch'],
  ])('%s is refused', async (_what, answer, message) => {
    get('/repos/acme/river').reply(200, answer);
    await expect(createForge(connect()).repository(RIVER)).rejects.toThrow(
      `GitHub's answer about acme/river ${message}`,
    );
  });
});

test('sweeps see installations that are not suspended and repositories that are not archived', async () => {
  const github = connect();
  nock(API)
    .get('/app/installations?per_page=100')
    .reply(200, [
      { id: 7, suspended_at: null },
      { id: 8, suspended_at: '2025-01-01T00:00:00Z' },
    ]);
  grantToken('read-token');
  const repo = (id: number, over = {}) => ({
    id,
    name: `r${id}`,
    owner: { login: 'acme' },
    ...over,
  });
  get('/installation/repositories?per_page=100').reply(200, {
    total_count: 3,
    repositories: [repo(1), repo(2, { archived: true }), repo(3, { disabled: true })],
  });
  expect(await listInstallations(github)).toEqual([7]);
  expect(await listRepositories(github, 7)).toEqual([
    { installation: 7, id: 1, owner: 'acme', name: 'r1' },
  ]);
});

test.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  ['https://github.example/api/v3', 'https://github.example'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['https://api.github.com.evil.example', 'https://api.github.com.evil.example'],
])('git beside %s is %s', (api, git) => {
  expect(gitRoot(api)).toBe(git);
});

test('writes are spaced and failures retried in production, and only there', () => {
  const seen: Record<string, unknown>[] = [];
  const spy = (_octokit: unknown, options: Record<string, unknown>) => {
    seen.push(options);
    return {};
  };
  for (const pacing of [true, false]) {
    const Octokit = octokitClass(pacing).plugin(spy);
    new Octokit({ throttle: { id: '7' } });
  }
  expect(seen.map(({ throttle, retry }) => ({ throttle, retry }))).toEqual([
    { throttle: expect.objectContaining({ enabled: true, id: '7' }), retry: { enabled: true } },
    { throttle: expect.objectContaining({ enabled: false, id: '7' }), retry: { enabled: false } },
  ]);
});
