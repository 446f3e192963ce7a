/** Benchmarks end to end: workflow artifacts on the local GitHub, the real server, the check run that people read. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningServer, startServer } from '#src/server.ts';
import { type LocalGitHub, startLocalGitHub } from '../../demo/github/start.ts';
import { layDatabase } from '../ready-database.ts';
import { createRepository, TEST_GIT_ENVIRONMENT, type TestRepository } from '../repo.ts';

const AT = { owner: 'acme', repo: 'river' };
const PLAN = `version: 1
target: main
workstreams:
  kernel: { branch: kernel }
integration:
  detectors: { performance: fail }
  performance:
    artifact: "bench-*"
    files: ["results/*.json"]
`;
let folder: string;
let github: LocalGitHub;
let work: TestRepository;
let server: RunningServer;

/** What hyperfine writes of two commands; times in milliseconds. */
const hyperfine = (fold: number[], copy: number[] = [50, 51, 49, 50, 50]) =>
  JSON.stringify({
    results: [['fold', fold] as const, ['copy', copy] as const].map(([command, times]) => ({
      command,
      mean: times.reduce((sum, time) => sum + time, 0) / times.length / 1000,
      times: times.map((time) => time / 1000),
    })),
  });
const QUICK = [100, 101, 99, 100, 100];
const SLOW = [106, 107, 105, 106, 106];

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
const post = (name: string, branch: string, text: string, fork?: string) =>
  github.postArtifact({
    name,
    headSha: work.oid(branch),
    files: { 'out/results.json': text },
    ...(fork === undefined ? {} : { fork }),
  });
/** The check of a branch without its footnote and object ids. */
async function check(branch: string): Promise<string> {
  await settled();
  const { check_runs } = await github.snapshot();
  const found = check_runs.filter(
    ({ head_sha, name }) => head_sha === work.oid(branch) && name === 'Weir / integration',
  );
  const [run] = found;
  if (!run || found.length > 1) throw new Error(`${found.length} checks on ${branch}`);
  // Who merges cleanly and which commits were judged says nothing of benchmarks.
  const [told = ''] = (run.output.summary ?? '').split(
    /\n\n(?:Judged at |<details><summary>Merges cleanly)/,
  );
  return `${run.conclusion}: ${run.output.title}\n\n${told.replaceAll(work.oid('main').slice(0, 7), 'ba5eba5')}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-performance-'));
  const webhookSecret = 'the secret of the webhook';
  github = await startLocalGitHub({
    root: join(folder, 'github'),
    users: [{ login: 'alice' }, { login: 'olga' }],
    org: 'acme',
    members: [{ login: 'alice', role: 'admin' }],
    repository: { owner: 'acme', name: 'river' },
    app: {
      appId: 42,
      slug: 'weir',
      webhookSecret,
      permissions: {
        actions: 'read',
        checks: 'write',
        contents: 'read',
        issues: 'write',
        members: 'read',
        pull_requests: 'write',
      },
      events: ['pull_request', 'push', 'workflow_run'],
    },
  });
  const files = { '.github/workstreams.yml': PLAN, 'a.txt': 'one\n' };
  work = createRepository({ commits: [{ branch: 'main', files }] });
  for (const branch of ['kernel', 'single', 'files', 'bomb', 'early', 'fork']) {
    work.commit({ branch, parents: ['main'], files: { [`${branch}.txt`]: 'x\n' } });
  }
  const dataDir = join(folder, 'data');
  await layDatabase(dataDir);
  server = await startServer(
    {
      appId: 42,
      privateKey: github.app.privateKey,
      webhookSecret,
      githubUrl: github.url,
      dataDir,
      databaseUrl: null,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    },
    { pacing: false },
  );
  github.setWebhook(`${server.url}/api/github/webhooks`);
  await push('main');
  await post('bench-linux', 'main', hyperfine(QUICK));
  await settled();
});

afterAll(async () => {
  await server?.close();
  await github?.close();
  work?.cleanup();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const open = async (head: string) => {
  await push(head);
  await github.as('alice').rest.pulls.create({ ...AT, title: head, head, base: 'main' });
};

test('a regression stands in the check of the head as soon as its run is completed', async () => {
  await open('kernel');
  expect(await check('kernel')).toMatchInlineSnapshot(`
"neutral: 1 warning with main; no conflicts

**Next:** nothing blocks, but look at the warning before this lands. Wait for the workflow that measures, or run it on this commit.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ⚠️ warning: benchmarks |  |

Workstream: \`kernel\`, because its branch \`kernel\` is the branch of kernel.

<details><summary>main: warning (benchmarks)</summary>

- Warning: There are no results in \`bench-linux\` of this commit yet, and the merge base \`ba5eba5\` has some. Wait for the workflow that measures, or run it on this commit.

</details>"
`);
  await post('bench-linux', 'kernel', hyperfine(SLOW, [50, 50, 49, 51, 50]));
  expect(await check('kernel')).toMatchInlineSnapshot(`
"failure: 1 benchmark got worse

**Next:** find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ❌ regression: benchmarks |  |

Workstream: \`kernel\`, because its branch \`kernel\` is the branch of kernel.

<details><summary>main: regression</summary>

- \`fold\` got worse: 0.1 s → 0.106 s, +6.0 % &#91;+5.0, +7.0&#93; (\`bench-linux\`) (95% sure). Find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.

</details>"
`);
});

test('measured again and found quick, it is green', async () => {
  work.commit({ branch: 'kernel', files: { 'kernel.txt': 'quicker\n' } });
  await push('kernel');
  await post('bench-linux', 'kernel', hyperfine(QUICK));
  expect(await check('kernel')).toContain('success: No conflicts with main');
});

test('single values are inconclusive until the target has a history', async () => {
  const single = (value: number) => JSON.stringify([{ name: 'fold', unit: 'ns', value }]);
  await open('single');
  await post('bench-linux', 'single', hyperfine(QUICK));
  await post('bench-single', 'main', single(100));
  await post('bench-single', 'single', single(120));
  expect(await check('single')).toMatchInlineSnapshot(`
"neutral: 1 warning with main; no conflicts

**Next:** nothing blocks, but look at the warning before this lands. Run the benchmark again, here and on \`ba5eba5\` (four runs of each are enough), or let the tool write its samples.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ⚠️ warning: benchmarks |  |

Workstream: none; neither its description, labels, base \`main\`, branch \`single\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.

<details><summary>main: warning (benchmarks)</summary>

- Warning: Inconclusive: \`fold\` 100 ns → 120 ns, +20.0 % (\`bench-single\`), because there is one value on a side, and \`main\` has fewer than 8 earlier results to say how much it varies. Run the benchmark again, here and on \`ba5eba5\` (four runs of each are enough), or let the tool write its samples.

</details>"
`);
});

/** What Bencher writes of one benchmark. */
const bmf = (value: number) =>
  JSON.stringify({
    fold: { latency: { value, lower_value: value - 1, upper_value: value + 1 } },
  });

test('results in files of the branch are compared with those at the merge base', async () => {
  work.commit({ branch: 'main', files: { 'results/fold.json': bmf(100) } });
  work.commit({ branch: 'files', parents: ['main'], files: { 'results/fold.json': bmf(110) } });
  await push('main');
  await post('bench-linux', 'main', hyperfine(QUICK));
  await open('files');
  await post('bench-linux', 'files', hyperfine(QUICK));
  expect(await check('files')).toMatchInlineSnapshot(`
"failure: 1 benchmark got worse

**Next:** find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ❌ regression: benchmarks | \`results/fold.json\` |

Workstream: none; neither its description, labels, base \`main\`, branch \`files\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.

<details><summary>main: regression in 1 file</summary>

- \`fold (latency)\` got worse: 100 ns → 110 ns, +10.0 % &#91;+7.9, +12.1&#93;: here \`results/fold.json\` (95% sure). Find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.

</details>"
`);
});

test('a new file of results is not compared with another one, whatever names they share', async () => {
  work.commit({
    branch: 'more',
    parents: ['main'],
    files: { 'results/arm.json': bmf(300), 'results/fold.json': bmf(120) },
  });
  await open('more');
  await post('bench-linux', 'more', hyperfine(QUICK));
  const told = await check('more');
  expect(told).toContain('`fold (latency) (results/fold.json)` got worse: 100 ns → 120 ns');
  expect(told.match(/got worse:/g)).toHaveLength(1);
});

test('an artifact that would unpack to too much costs its limits and an answer, no more', async () => {
  work.commit({ branch: 'bomb', parents: ['main'], files: { 'bomb.txt': 'x\n' } });
  await open('bomb');
  await github.postArtifact({
    name: 'bench-linux',
    headSha: work.oid('bomb'),
    files: Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [
        `${at}.json`,
        Buffer.alloc(9_000_000, 'ab'.repeat(90_000)),
      ]),
    ),
  });
  expect(await check('bomb')).toMatchInlineSnapshot(`
"action_required: Undetermined: benchmarks could not be compared with main

**Next:** some results could not be read: 0.json in \`bench-linux\` was left out: it unpacks to more than 200 times its size and 8 more. Upload or commit them in one of the formats that Weir knows, within its limits.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ❔ undetermined: benchmarks not read |  |

Workstream: none; neither its description, labels, base \`main\`, branch \`bomb\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.

<details><summary>main: undetermined (benchmarks)</summary>

- Some results could not be read: 0.json in \`bench-linux\` was left out: it unpacks to more than 200 times its size and 8 more. Upload or commit them in one of the formats that Weir knows, within its limits.

</details>"
`);
});

test('what a fork’s run uploaded informs, and judges nothing', async () => {
  work.commit({ branch: 'fork', parents: ['main'], files: { 'fork.txt': 'x\n' } });
  const from = { dir: work.dir, ref: 'fork' };
  await github.openForkPull({ owner: 'olga', branch: 'fork', from, title: 'Faster' });
  await post('bench-linux', 'fork', hyperfine([200, 201, 199, 200, 200]), 'olga');
  expect(await check('fork')).toMatchInlineSnapshot(`
"success: No conflicts with main or any other head

Nothing to do: this merges with \`main\` and with every other head, whoever lands first.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ℹ️ note |  |

Workstream: none; neither its description, labels, base \`main\`, branch \`fork\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.

<details><summary>main: note (benchmarks)</summary>

- Note: \`fold\` got worse: 0.1 s → 0.2 s, +100.0 % &#91;+99.0, +101.0&#93; (\`bench-linux\`); uploaded by a run of a fork, so this is for information only (95% sure). Find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.

</details>"
`);
});

test('without the permission the check says what to do, since the plan asks for artifacts', async () => {
  github.fail({
    path: /\/actions\/artifacts/,
    status: 403,
    message: 'Resource not accessible by integration',
    times: 100,
  });
  work.commit({ branch: 'early', parents: ['main'], files: { 'early.txt': 'x\n' } });
  await open('early');
  expect(await check('early')).toMatchInlineSnapshot(`
"action_required: Undetermined: benchmarks could not be compared with main

**Next:** artifacts with results of benchmarks cannot be listed. Weir may not read artifacts of this repository. Grant the App "Actions: Read-only" on its settings page, then have an owner accept that on the page of the installation. Then press Re-integrate.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ❔ undetermined: benchmarks not read |  |

Workstream: none; neither its description, labels, base \`main\`, branch \`early\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.

<details><summary>main: undetermined (benchmarks)</summary>

- Artifacts with results of benchmarks cannot be listed. Weir may not read artifacts of this repository. Grant the App "Actions: Read-only" on its settings page, then have an owner accept that on the page of the installation. Then press Re-integrate.

</details>"
`);
});
