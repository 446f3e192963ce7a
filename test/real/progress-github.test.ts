/** Progress on the whole server against the local GitHub, and what GitHub itself answers where that one is silent. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { FORGETFUL } from '#src/adapters/evidence-memory.ts';
import { createActivity } from '#src/adapters/github/activity.ts';
import { createChecks } from '#src/adapters/github/checks.ts';
import { createIssueForge } from '#src/adapters/github/issues.ts';
import { connectGitHub, createForge } from '#src/adapters/github.ts';
import { openLocal } from '#src/adapters/local.ts';
import { gatherEvidence } from '#src/progress/gather-evidence.ts';
import { type RunningServer, startServer } from '#src/server.ts';
import { type LocalGitHub, startLocalGitHub } from '../../demo/github/start.ts';
import { activity, planOf, standing } from '../progress.ts';
import { layDatabase } from '../ready-database.ts';
import { createRepository, TEST_GIT_ENVIRONMENT, type TestRepository } from '../repo.ts';
import { API, connect, grantToken } from './github-api.ts';

const AT = { owner: 'acme', repo: 'river' };
const PLAN = `version: 1
target: main
workstreams:
  kernel:
    agent: kernel-003
    branch: feature/kernel
    issue: 3
    tasks:
      - { text: Design events, done_when: { symbols: { path: "src/**", enum: KernelEvent, at_least: 2 } } }
      - { text: Land the first part, done_when: { merged: 1 } }
      - { text: Green on main, done_when: { check: "build*" } }
      - Write the guide
# Not while this runs, whatever day it is.
report: { day: sunday, time: "23:59" }
`;
const REPORT = `/progress

\`\`\`yaml
agent_id: kernel-003
workstream: kernel
phase: Testing
deliverables_completed: 4
deliverables_total: 4
integration_tests_passing: true
next_milestone: done
\`\`\``;

describe('on the local GitHub', () => {
  let folder: string;
  let github: LocalGitHub;
  let work: TestRepository;
  let server: RunningServer;
  const settled = async () => {
    await github.settled();
    await server.idle();
    await github.settled();
  };
  const push = (...refs: string[]) =>
    promisify(execFile)('git', ['push', '-q', '-f', github.gitUrl('acme', 'river'), ...refs], {
      cwd: work.dir,
      env: {
        ...TEST_GIT_ENVIRONMENT,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x:${github.tokenFor('alice')}`).toString('base64')}`,
      },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-progress-'));
    github = await startLocalGitHub({
      root: join(folder, 'github'),
      users: [{ login: 'alice' }, { login: 'bob' }],
      org: 'acme',
      members: [{ login: 'alice', role: 'admin' }, 'bob'],
      repository: { owner: 'acme', name: 'river' },
      app: {
        appId: 42,
        slug: 'weir',
        webhookSecret: 'the secret of the webhook',
        permissions: {
          contents: 'read',
          checks: 'write',
          pull_requests: 'write',
          issues: 'write',
          members: 'read',
          actions: 'read',
        },
        events: ['pull_request', 'push', 'issue_comment', 'check_run', 'check_suite', 'repository'],
      },
    });
    work = createRepository({
      commits: [
        { branch: 'main', files: { '.github/workstreams.yml': PLAN } },
        {
          branch: 'feature/kernel',
          parents: ['main'],
          files: { 'src/event.rs': 'pub enum KernelEvent { A, B }\n' },
        },
        { branch: 'feature/docs', parents: ['main'], files: { 'docs/a.md': 'a\n' } },
      ],
    });
    await push('main', 'feature/kernel', 'feature/docs');
    const dataDir = join(folder, 'data');
    await layDatabase(dataDir);
    server = await startServer(
      {
        appId: 42,
        privateKey: github.app.privateKey,
        webhookSecret: 'the secret of the webhook',
        githubUrl: github.url,
        dataDir,
        databaseUrl: null,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'warn',
      },
      { pacing: false, watch: false, retry: { limit: 0, delaySeconds: 1 }, writeLog: () => {} },
    );
    github.setWebhook(`${server.url}/api/github/webhooks`);
    const { pulls, issues } = github.as('alice').rest;
    await pulls.create({ ...AT, title: 'Kernel', head: 'feature/kernel', base: 'main' });
    await pulls.merge({ ...AT, pull_number: 1 });
    await pulls.create({
      ...AT,
      title: 'Docs',
      body: 'Workstream: kernel',
      head: 'feature/docs',
      base: 'main',
    });
    await issues.create({
      ...AT,
      title: 'Kernel',
      body: '- [x] Write the guide\n- [x] Something else',
    });
    await settled();
  });
  afterAll(async () => {
    await server?.close();
    await github?.close();
    work?.cleanup();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test('a report is answered with what can be proved', async () => {
    const { issues } = github.as('alice').rest;
    const { data } = await issues.createComment({
      ...AT,
      issue_number: 2,
      body: REPORT.replace('completed: 4', 'completed: 1'),
    });
    await settled();
    const answers = async () =>
      (await github.snapshot()).comments.filter(({ body }) => body.includes('Took the report'));
    expect((await answers())[0]?.body).toContain('1 of 4 deliverables');
    // It is read anew, and answered in the same place.
    await issues.updateComment({ ...AT, comment_id: data.id, body: REPORT });
    await settled();
    expect(await answers()).toHaveLength(1);
    const answer = (await answers())[0]?.body ?? '';
    expect(answer.replace(/\([0-9a-f]{7}\)/g, '(TIP)')).toMatchInlineSnapshot(`
"<!-- weir:reply-1-progress -->
Took the report of \`kernel-003\` on \`kernel\`: Testing, 4 of 4 deliverables. It differs from what can be proved:

- It says that 4 of 4 deliverables are completed; 2 of 4 tasks are verified.
- It says that integration tests pass; the plan names no check runs for them under stages.integration.

Not verified yet:

| Task | What is missing |
| --- | --- |
| Green on main | No check run build&#42; has reported on main (TIP). Run it on pushes to main, or correct the glob. |
| Write the guide | Nothing would prove it. Write done_when for it in the plan. |"
`);
  });

  test('the same is gathered for the weekly report, with what people ticked and reported', async () => {
    const tip = (await github.as('alice').rest.git.getRef({ ...AT, ref: 'heads/main' })).data.object
      .sha;
    await promisify(execFile)(
      'git',
      ['fetch', '-q', github.gitUrl('acme', 'river'), '+refs/heads/*:refs/heads/*'],
      {
        cwd: work.dir,
        env: {
          ...TEST_GIT_ENVIRONMENT,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x:${github.tokenFor('alice')}`).toString('base64')}`,
        },
      },
    );
    const clone = await openLocal(work.dir);
    const client = connectGitHub({
      appId: 42,
      privateKey: github.app.privateKey,
      githubUrl: github.url,
      pacing: false,
    });
    const data = (await github.as('alice').rest.repos.get(AT)).data;
    const repo = {
      installation: github.app.installationId,
      id: data.id,
      owner: 'acme',
      name: 'river',
    };
    const ours = createActivity(client, FORGETFUL);
    const found = await gatherEvidence(
      {
        repo,
        plan: planOf(PLAN.replace('version: 1\ntarget: main\n', '')),
        target: { ref: 'main', oid: tip },
        web: null,
        integration: standing(),
        activity: { kernel: activity() },
        activityUnread: null,
        history: [],
        now: '2025-07-25T16:00:00.000Z',
      },
      {
        evidence: clone.git.evidence,
        git: clone.git,
        activity: ours,
        checks: createChecks(client),
        issues: createIssueForge(client),
        forge: createForge(client),
        artifacts: clone.artifacts,
      },
    );
    expect(found.tasks.kernel?.map(({ text, state }) => `${text}: ${state}`)).toEqual([
      'Design events: verified',
      'Land the first part: verified',
      'Green on main: open',
      'Write the guide: claimed',
    ]);
    expect(found.contradictions.map(({ what }) => what)).toEqual([
      expect.stringContaining('none has reported on main'),
      '#3 ticks “Something else”, which the plan does not have. Add it to the tasks of kernel, with what would prove it.',
    ]);
    const merged = await ours.mergedSince(repo, '2020-01-01T00:00:00Z');
    expect(merged).toMatchObject({
      state: 'whole',
      list: [{ number: 1, head: 'feature/kernel', base: 'main' }],
    });
    expect(await ours.mergedSince(repo, '2999-01-01T00:00:00Z')).toEqual({
      state: 'whole',
      list: [],
    });
    expect(await ours.pull(repo, 99)).toBeNull();
  });

  test('what was not granted is unknown with its reason, and everything else is reported', async () => {
    const { issues } = github.as('alice').rest;
    const least = { contents: 'read', pull_requests: 'write', members: 'read' } as const;
    const report = async () => {
      await issues.createComment({ ...AT, issue_number: 2, body: '/report' });
      await settled();
      const { comments, issues: all } = await github.snapshot();
      return {
        answer: comments.at(-1)?.body ?? '',
        weekly: all.find(({ title }) => /^Week/.test(title)),
      };
    };
    await github.grant(least, 'alice');
    await settled();
    const first = await report();
    expect(first.answer).toMatchInlineSnapshot(`
"<!-- weir:reply-3-report -->
The weekly report was not written. Weir may not write issues in this repository. Grant the App "Issues: Read and write" on its settings page, then have an owner accept that on the page of the installation. 2 of 4 tasks are verified."
`);
    expect(first.weekly).toBeUndefined();

    await github.grant({ ...least, issues: 'write' }, 'alice');
    await settled();
    const second = await report();
    expect(second.answer).toContain('Filed');
    const part = (title: string) =>
      new RegExp(`### ${title}\n\n([^]*?)\n\n`).exec(second.weekly?.body ?? '')?.[1];
    expect(part('Could not be read')).toMatchInlineSnapshot(`
"- ❔ Weir may not read check runs of this repository. Grant the App "Checks: Read-only" on its settings page, then have an owner accept that on the page of the installation.
- ❔ Which benchmarks got worse for good is unknown: Weir may not read artifacts of this repository. Grant the App "Actions: Read-only" on its settings page, then have an owner accept that on the page of the installation."
`);
    expect(second.weekly?.body).toContain('verified');
  });
});

describe('by recorded answers', () => {
  // Interception is process-wide; the next test file may run in this process.
  afterAll(() => nock.restore());

  const RIVER = { installation: 7, id: 1, owner: 'acme', name: 'river' };
  const OID = 'c'.repeat(40);

  test('tags: annotated ones are followed to their commit, others are left out', async () => {
    nock.disableNetConnect();
    grantToken('read-token');
    const ref = (name: string, type: string, sha: string) =>
      nock(API)
        .get(`/repos/acme/river/git/ref/tags%2F${name}`)
        .reply(200, { ref: `refs/tags/${name}`, object: { type, sha } });
    ref('v1', 'commit', OID);
    ref('v2', 'tag', 'd'.repeat(40));
    ref('tree', 'tree', 'e'.repeat(40));
    nock(API).get('/repos/acme/river/git/ref/tags%2Fgone').reply(404, {});
    nock(API)
      .get(`/repos/acme/river/git/tags/${'d'.repeat(40)}`)
      .reply(200, { object: { type: 'commit', sha: OID } });
    const tags = await createActivity(connect(), FORGETFUL).tags(RIVER, [
      'v1',
      'v2',
      'tree',
      'gone',
      'v1',
    ]);
    expect([...tags].sort()).toEqual([
      ['v1', OID],
      ['v2', OID],
    ]);
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.enableNetConnect();
  });

  test('merged pull requests: page by page, until nothing newer can come', async () => {
    nock.disableNetConnect();
    grantToken('read-token');
    const pull = (number: number, updated: string, merged: string | null) => ({
      number,
      title: `Change ${number}`,
      user: null,
      labels: [],
      updated_at: updated,
      created_at: updated,
      closed_at: merged,
      merged_at: merged,
      merge_commit_sha: OID,
      head: { ref: 'x', sha: OID },
      base: { ref: 'main' },
    });
    const page = (number: number, list: object[]) =>
      nock(API)
        .get(
          `/repos/acme/river/pulls?state=closed&sort=updated&direction=desc&per_page=100&page=${number}`,
        )
        .reply(200, list);
    page(
      1,
      Array.from({ length: 100 }, (_, at) =>
        pull(300 - at, '2025-07-20T00:00:00Z', at === 3 ? '2025-07-19T00:00:00Z' : null),
      ),
    );
    page(2, [
      pull(7, '2025-07-18T00:00:00Z', '2025-07-10T00:00:00Z'),
      pull(6, '2025-07-11T00:00:00Z', '2025-07-11T00:00:00Z'),
    ]);
    const merged = await createActivity(connect(), FORGETFUL).mergedSince(
      RIVER,
      '2025-07-11T00:00:00Z',
    );
    expect(merged).toMatchObject({
      state: 'whole',
      list: [{ number: 297, author: null }, { number: 6 }],
    });
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.enableNetConnect();
  });
});
