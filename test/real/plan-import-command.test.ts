/** `/plan import` against the local GitHub: the pull request, the answer, and what happens without the permission. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { git } from '../../demo/story/git.ts';
import type { Local } from '../../demo/story/local.ts';
import { startReady } from '../ready-database.ts';
import { createRepository, type TestRepository } from '../repo.ts';
import { read } from '../tree.ts';

const AT = { owner: 'acme', repo: 'river' };
const DOCUMENT = read('test/fixtures/phase2-orchestration.md');
const GRANTED = {
  metadata: 'read',
  contents: 'write',
  checks: 'write',
  pull_requests: 'write',
  issues: 'write',
  members: 'read',
} as const;

let work: TestRepository;
const started: Local[] = [];

async function start(permissions?: typeof GRANTED): Promise<Local> {
  const local = await startReady({
    ...AT,
    users: ['alice', 'mallory'].map((login) => ({ login })),
    members: ['alice'],
    ...(permissions === undefined ? {} : { permissions }),
  });
  started.push(local);
  await push(local, 'main', 'plan-page');
  return local;
}

async function push(local: Local, ...branches: string[]): Promise<void> {
  const basic = Buffer.from(`x:${local.github.tokenFor('alice')}`).toString('base64');
  const specs = branches.map((branch) => `+refs/heads/${branch}:refs/heads/${branch}`);
  const url = local.github.gitUrl(AT.owner, AT.repo);
  await git(work.dir, ['push', '--quiet', url, ...specs], { authorization: `Basic ${basic}` });
  await local.settle();
}

async function answerTo(local: Local, issue: number, by: string, body: string): Promise<string> {
  const { rest } = local.github.as(by);
  await rest.issues.createComment({ ...AT, issue_number: issue, body });
  await local.settle();
  const { data } = await rest.issues.listComments({ ...AT, issue_number: issue });
  return (data.at(-1)?.body ?? '')
    .replace(/<!--.*?-->\s*/gs, '')
    .replaceAll('\u200b', '')
    .replaceAll(local.github.url, 'https://github.example');
}

const proposals = async ({ github }: Local) =>
  (await github.as('alice').rest.pulls.list({ ...AT })).data.filter(({ head }) =>
    head.ref.startsWith('weir/'),
  );

async function planOn({ github }: Local, ref: string): Promise<string> {
  const path = '.github/workstreams.yml';
  const { data } = await github.as('alice').rest.repos.getContent({ ...AT, path, ref });
  return Buffer.from('content' in data ? data.content : '', 'base64').toString();
}

beforeAll(() => {
  work = createRepository({
    commits: [
      {
        branch: 'main',
        files: {
          'README.md': 'River\n',
          'scripts/validate-config-compatibility.sh': '#!/bin/sh\n',
          'Cargo.toml': '[package]\nname = "river"\n[features]\ndefault = []\n',
          'src/event.rs': '// trait WorkstreamEvent is below\npub trait WorkstreamEvent {\n}\n',
        },
      },
      { branch: 'plan-page', parents: ['main'], files: { 'docs/plan.md': DOCUMENT } },
    ],
  });
});

afterAll(async () => {
  for (const local of started) await local.close();
  work.cleanup();
});

test('on a pull request: reads its head, opens a pull request with the plan, and repeats nothing', async () => {
  const local = await start(GRANTED);
  const { rest } = local.github.as('alice');
  const { data: page } = await rest.pulls.create({
    ...AT,
    title: 'The plan',
    head: 'plan-page',
    base: 'main',
  });
  await local.settle();

  const answer = await answerTo(local, page.number, 'alice', '/plan import docs/plan.md');
  expect(answer.split('\n').slice(0, 3).join('\n')).toMatchInlineSnapshot(`
"The plan of \`docs/plan.md\` is proposed in [this pull request](https://github.example/acme/river/pull/2).

Found: 11 contradictions, 26 gaps and 8 notes."
`);
  expect(answer).toContain('line 300');
  expect(answer).toMatch(/The build feature "compatibility-v0_2_1" is declared in no manifest/);
  expect(answer).toMatch(/The script "scripts\/validate-storage-compatibility.sh" does not exist/);
  expect(answer).not.toMatch(/validate-config-compatibility.sh" does not exist/);

  const [proposal, ...more] = await proposals(local);
  expect(more).toEqual([]);
  expect(proposal).toMatchObject({
    title: 'Import the plan from docs/plan.md',
    user: { login: 'weir[bot]' },
    head: { ref: 'weir/plan-import-docs-plan-md' },
    base: { ref: 'main' },
  });
  const yaml = await planOn(local, 'weir/plan-import-docs-plan-md');
  expect(yaml).toContain('- path: src/event.rs\n    symbol: WorkstreamEvent\n    signature: |-\n');
  const { data: files } = await rest.pulls.listFiles({ ...AT, pull_number: proposal?.number ?? 0 });
  expect(files.map(({ filename }) => filename)).toEqual(['.github/workstreams.yml']);
  // Weir's own check finds no error in it.
  const { data: checks } = await rest.checks.listForRef({
    ...AT,
    ref: proposal?.head.sha ?? '',
    check_name: 'Weir / plan',
  });
  expect(checks.check_runs.map(({ conclusion }) => conclusion)).toEqual(['success']);

  const again = await answerTo(local, page.number, 'alice', '/plan import ./docs/plan.md');
  expect(again).toMatch(/^The plan of `docs\/plan.md` stands unchanged in \[this pull request\]/);
  expect(await proposals(local)).toHaveLength(1);

  // The document changes: the same pull request gets another commit.
  work.commit({
    branch: 'plan-page',
    files: { 'docs/plan.md': DOCUMENT.replace('Weeks 3-6', 'Weeks 3-7') },
  });
  await push(local, 'plan-page');
  const changed = await answerTo(local, page.number, 'alice', '/plan import docs/plan.md');
  expect(changed).toMatch(/is proposed again in/);
  expect(await planOn(local, 'weir/plan-import-docs-plan-md')).toContain('weeks: "3-7"');
  const { data: commits } = await rest.pulls.listCommits({
    ...AT,
    pull_number: proposal?.number ?? 0,
  });
  expect(commits).toHaveLength(2);

  // Somebody fills in people there: that is theirs now.
  const basic = Buffer.from(`x:${local.github.tokenFor('alice')}`).toString('base64');
  const url = local.github.gitUrl(AT.owner, AT.repo);
  const theirs = 'weir/plan-import-docs-plan-md';
  // The server runs in this process, so git must not block it.
  await git(work.dir, ['fetch', '--quiet', url, `${theirs}:mine`], {
    authorization: `Basic ${basic}`,
  });
  work.commit({
    branch: 'mine',
    files: { '.github/workstreams.yml': yaml.replace('kernel-lead: []', 'kernel-lead: [alice]') },
  });
  await git(work.dir, ['push', '--quiet', url, 'mine:refs/heads/weir/plan-import-docs-plan-md'], {
    authorization: `Basic ${basic}`,
  });
  await local.settle();
  const left = await answerTo(local, page.number, 'alice', '/plan import docs/plan.md');
  expect(left).toMatch(/no pull request was opened\. Somebody else has committed to/);
  expect(await planOn(local, 'weir/plan-import-docs-plan-md')).toContain('kernel-lead: [alice]');

  // It is merged; asked again, the difference is proposed anew, with the people whom somebody named.
  await rest.pulls.merge({ ...AT, pull_number: proposal?.number ?? 0 });
  await rest.git.deleteRef({ ...AT, ref: 'heads/weir/plan-import-docs-plan-md' });
  await local.settle();
  expect(await answerTo(local, page.number, 'alice', '/plan import docs/plan.md')).toMatch(
    /is proposed in/,
  );
  const [second] = await proposals(local);
  expect(second?.body).toContain('**Merging this replaces it.**');
  expect(second?.body).toContain('phase.weeks is "3-6" in');
  expect(second?.body).toMatch(/Kept from .*roles\.kernel-lead/);
  expect(await planOn(local, 'weir/plan-import-docs-plan-md')).toMatch(
    /weeks: "3-7".*kernel-lead: \[alice\]/s,
  );

  // Merged again, nothing is to do; and a plan that is broken is left as it is.
  await rest.pulls.merge({ ...AT, pull_number: second?.number ?? 0 });
  await rest.git.deleteRef({ ...AT, ref: 'heads/weir/plan-import-docs-plan-md' });
  await local.settle();
  const ask = () => answerTo(local, page.number, 'alice', '/plan import docs/plan.md');
  expect(await ask()).toBe(
    'Nothing is to do: the plan on `main` says what `docs/plan.md` gives already.',
  );
  await git(work.dir, ['fetch', '--quiet', url, 'main:merged'], {
    authorization: `Basic ${basic}`,
  });
  work.commit({
    branch: 'merged',
    files: { '.github/workstreams.yml': 'version: 1\nroles: { qa-lead: [alice]\n' },
  });
  await git(work.dir, ['push', '--quiet', url, 'merged:refs/heads/main'], {
    authorization: `Basic ${basic}`,
  });
  await local.settle();
  expect(await ask()).toMatch(
    /^Nothing was imported from `docs\/plan.md`\. The plan that is there cannot be read: line \d+: .* Repair it/,
  );
  expect(await proposals(local)).toEqual([]);
}, 300_000);

test('without the permission the answer holds the file and says what to grant; others may not, paths must exist', async () => {
  const local = await start();
  const { rest } = local.github.as('alice');
  const { data: issue } = await rest.issues.create({ ...AT, title: 'Import our plan' });
  const ask = (by: string, body: string) => answerTo(local, issue.number, by, body);

  expect(await ask('alice', '/plan import docs/plan.md')).toMatchInlineSnapshot(
    `"Nothing was imported: \`docs/plan.md\` could not be read at \`main\`: there is no such file. Write the path from the root of the repository."`,
  );
  work.commit({ branch: 'main', files: { 'docs/the plan.md': DOCUMENT } });
  await push(local, 'main');
  const answer = await ask('alice', '/plan import "docs/the plan.md"');
  expect(answer.split('\n\n').slice(0, 2).join('\n\n')).toMatchInlineSnapshot(`
"The plan of \`docs/the plan.md\` was read, but no pull request was opened. The App may not push to this repository. Grant it "Contents: Read and write" and "Pull requests: Read and write" if it should open pull requests. Until then, put this into \`.github/workstreams.yml\` by hand.

<details><summary>The plan file</summary>"
`);
  expect(answer).toContain('kernel-events-expansion: # line 48');
  expect(await proposals(local)).toEqual([]);
  expect(await ask('mallory', '/plan import "docs/the plan.md"')).toMatch(/people who can write/);
  expect(await ask('alice', '/plan import')).toMatchInlineSnapshot(
    `"Nothing was run: write \`/plan import PATH\` with the path of one document, such as \`/plan import docs/plan.md\`. Put a path with blanks or commas in quotes."`,
  );
  expect(await ask('alice', '/plan import README.md')).toMatchInlineSnapshot(
    `"Nothing was imported from \`README.md\`. No workstream was found in it. Give each one a heading such as "Workstream 1: Title" with a line "Branch: feature/name", or list them in a table with the columns Workstream and Branch."`,
  );
}, 300_000);
