/** The whole server against the local GitHub, with a small feature in place of the real ones. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Settings } from '#src/configuration.ts';
import { reactTo } from '#src/jobs.ts';
import type { Deps } from '#src/ports.ts';
import type { RepositoryJob } from '#src/run-job.ts';
import { type RunningServer, startServer } from '#src/server.ts';
import { type LocalGitHub, startLocalGitHub } from '../../demo/github/start.ts';
import { createRepository, forked, TEST_GIT_ENVIRONMENT, type TestRepository } from '../repo.ts';

const SECRET = 'the secret of the webhook';
const AT = { owner: 'acme', repo: 'river' };
let folder: string;
let github: LocalGitHub;
let work: TestRepository;
let server: RunningServer;
let settings: Settings;
let lines: string[];
const run: string[] = [];

/** Judges every head against main and answers commands: as much as the adapters need to be used. */
async function feature(job: RepositoryJob, deps: Deps): Promise<void> {
  run.push(job.kind);
  const { repo } = job;
  if (job.kind === 'command') {
    const may = await deps.forge.permission(repo, job.author);
    await deps.apply([
      ...reactTo(job, 'eyes'),
      { kind: 'comment', repo, issue: job.issue, key: 'reply', body: `You may ${may}.` },
    ]);
    return;
  }
  if (job.kind === 'check-plans') return;
  const heads = await deps.forge.pullRequests(repo);
  const { defaultBranch } = await deps.forge.repository(repo);
  const main = (await deps.forge.branches(repo, [defaultBranch])).get(defaultBranch);
  if (!main) return;
  await deps.git.fetch(repo, [main, ...heads.map(({ oid }) => oid)]);
  const trials = await deps.git.trialMerges(
    repo,
    heads.map(({ oid }) => ({ ours: main, theirs: oid })),
  );
  await deps.apply(
    heads.map(({ oid }, index) => ({
      kind: 'check-run',
      repo,
      oid,
      name: 'Weir / integration',
      conclusion: trials[index]?.verdict === 'clean' ? 'success' : 'failure',
      output: { title: trials[index]?.verdict ?? '?', summary: 'By trial merge.' },
      annotations: [],
      buttons: [{ label: 'Re-integrate', description: 'Again', identifier: 're-integrate' }],
    })),
  );
}

const start = () =>
  startServer(settings, {
    runJob: feature,
    pacing: false,
    retry: { limit: 1, delaySeconds: 1 },
    writeLog: (line) => lines.push(line),
  });
/** Everything that was pushed or said has been judged. */
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
const checks = async () =>
  (await github.snapshot()).check_runs
    .map(({ head_sha, conclusion, output }) => {
      const branch = ['left', 'right'].find((name) => work.oid(name) === head_sha) ?? 'gone';
      return `${branch} ${conclusion} ${output.title}`;
    })
    .sort();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-server-'));
  lines = [];
  github = await startLocalGitHub({
    root: join(folder, 'github'),
    users: [{ login: 'alice' }, { login: 'bob' }],
    org: 'acme',
    members: [{ login: 'alice', role: 'admin' }, 'bob'],
    repository: { owner: 'acme', name: 'river' },
    app: {
      appId: 42,
      slug: 'weir',
      webhookSecret: SECRET,
      permissions: { contents: 'read', checks: 'write', pull_requests: 'write', issues: 'write' },
      events: ['pull_request', 'push', 'issue_comment', 'check_run', 'check_suite', 'repository'],
    },
  });
  settings = {
    appId: 42,
    privateKey: github.app.privateKey,
    webhookSecret: SECRET,
    githubUrl: github.url,
    dataDir: join(folder, 'data'),
    databaseUrl: null,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'trace',
  };
  work = createRepository({
    commits: forked(
      { 'a.txt': 'one\n' },
      { left: { 'a.txt': 'two\n' }, right: { 'b.txt': 'x\n' } },
    ),
  });
  server = await start();
  github.setWebhook(`${server.url}/api/github/webhooks`);
  await push('main', 'left', 'right');
  const as = github.as('alice').rest.pulls;
  for (const head of ['left', 'right']) await as.create({ ...AT, title: head, head, base: 'main' });
  await settled();
});

afterAll(async () => {
  await server?.close();
  await github?.close();
  work?.cleanup();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('a push becomes a check run on every head, and a moved target changes only what changed', async () => {
  expect(await checks()).toEqual(['left success clean', 'right success clean']);
  work.commit({ branch: 'main', files: { 'a.txt': 'three\n' } });
  await push('main');
  await settled();
  expect(await checks()).toEqual(['left failure conflict', 'right success clean']);
  await server.sweep();
  await settled();
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/weir_effects_total\{kind="check-run",outcome="updated"\} 1\n/);
  expect(metrics).toMatch(/weir_trial_merges_total\{source="cache"\} [1-9]/);
});

test('a command is answered in one comment, by what the person may do', async () => {
  const say = (login: string, body: string) =>
    github.as(login).rest.issues.createComment({ ...AT, issue_number: 1, body });
  github.setRole('bob', 'triage');
  await say('bob', '/integrate');
  await settled();
  await say('alice', 'Look at this.\n\n/integrate');
  await say('alice', '> /integrate');
  await settled();
  const { comments } = await github.snapshot();
  expect(comments.filter(({ body }) => body.includes('weir:')).map(({ body }) => body)).toEqual([
    '<!-- weir:reply -->\nYou may admin.',
  ]);
});

test('"Re-run" puts the check back to queued, and it is judged again', async () => {
  const { data } = await github
    .as('alice')
    .rest.checks.listForRef({ ...AT, ref: work.oid('right') });
  const [before] = data.check_runs;
  await github.rerequest(before?.id as number, 'alice');
  await settled();
  expect(await checks()).toContain('right success clean');
});

test('what happened while the server was down is seen by the sweep at its start', async () => {
  await server.close();
  work.commit({ branch: 'right', files: { 'a.txt': 'four\n' } });
  await push('right');
  await github.settled();
  server = await start();
  github.setWebhook(`${server.url}/api/github/webhooks`);
  await settled();
  expect(await checks()).toContain('right failure conflict');
});

test('an outage of GitHub is retried until it is over', async () => {
  github.fail({ method: 'GET', path: /\/pulls\?/, status: 502, times: 1 });
  run.length = 0;
  await server.sweep();
  await settled();
  expect(run.filter((kind) => kind === 'integrate')).toHaveLength(2);
});

test('an uninstalled App forgets the repositories; installed again, it finds them', async () => {
  await github.uninstall('alice');
  await settled();
  await github.install('alice');
  run.length = 0;
  await settled();
  expect(run).toContain('integrate');
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  // With the tokens of the first installation nothing would work in the second.
  expect(metrics).not.toMatch(/weir_jobs_dead_total\{kind="integrate"\}/);
});

test('no secret reaches the log', async () => {
  const log = lines.join('');
  expect(log).toContain('Weir is ready');
  expect(log).not.toContain(SECRET);
  expect(log).not.toContain('PRIVATE KEY');
  expect(log).not.toMatch(/ghs_\w/);
});

test('a stopped server refuses connections, and its folder can be used at once', async () => {
  const { url } = server;
  const began = performance.now();
  await server.close();
  expect(performance.now() - began).toBeLessThan(25_000);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  server = await start();
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await expect(start()).rejects.toThrow(`is in use by process ${process.pid}`);
});
