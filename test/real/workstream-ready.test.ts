/** A workstream waits for another, whose last pull request merges: its issue says so, and the event for its agent arrives. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningServer, startServer } from '#src/server.ts';
import type { TestRepository } from '../repo.ts';
import { read } from '../tree.ts';
import { AT, type River, startRiver } from './river.ts';

/** Storage waits for the kernel, testing for the kernel and security, the audit for security alone. */
const PLAN = `version: 1
target: main
workstreams:
  kernel: { branch: feature/kernel }
  security: { branch: feature/security }
  storage:
    number: 4
    title: Storage layer
    branch: feature/storage
    agent: storage-004
    owners: [alice]
    issue: 1
    depends_on: [kernel, { name: security, optional: true }]
    tasks: [Write the journal]
  testing: { branch: feature/testing, issue: 2, depends_on: [kernel, security] }
  audit: { branch: feature/audit, issue: 3, depends_on: [security] }
`;
const LEAST = {
  checks: 'write',
  pull_requests: 'write',
  issues: 'write',
  members: 'read',
  actions: 'read',
} as const;

let river: River;
let github: River['github'];
let work: TestRepository;
let server: RunningServer;

const start = (dataDir: string) =>
  startServer(river.settings(dataDir), {
    pacing: false,
    retry: { limit: 0, delaySeconds: 1 },
    writeLog: () => {},
  });

const push = (...refs: string[]) => river.push(...refs);

async function settled(): Promise<void> {
  await github.settled();
  await server.idle();
  await github.settled();
  await server.idle();
}

/** What Weir has said in an issue, without marks that nobody sees. */
async function said(issue: number): Promise<string[]> {
  const { comments } = await github.snapshot();
  return comments
    .filter((comment) => comment.issue === issue)
    .map(({ body }) => body.replace(/<!--.*?-->\s?/gs, '').trim());
}

const merge = (number: number, merge_method: 'merge' | 'squash' = 'merge') =>
  github.as('alice').rest.pulls.merge({ ...AT, pull_number: number, merge_method });

beforeAll(async () => {
  river = await startRiver({ ...LEAST, contents: 'write' }, [
    { branch: 'main', files: { '.github/workstreams.yml': PLAN } },
    { branch: 'feature/kernel', parents: ['main'], files: { 'kernel/a.txt': 'a\n' } },
    { branch: 'kernel-events', parents: ['main'], files: { 'kernel/b.txt': 'b\n' } },
    { branch: 'feature/security', parents: ['main'], files: { 'security/a.txt': 'a\n' } },
  ]);
  ({ github, work } = river);
  await push('main', 'feature/kernel', 'kernel-events', 'feature/security');
  const { issues, pulls } = github.as('alice').rest;
  for (const title of ['Storage', 'Testing', 'Audit']) await issues.create({ ...AT, title });
  const open = (head: string, body = '') =>
    pulls.create({ ...AT, title: head, head, body, base: 'main' });
  await open('feature/kernel');
  await open('kernel-events', 'Workstream: kernel');
  await open('feature/security');
  server = await start('one');
  github.setWebhook(`${server.url}/api/github/webhooks`);
  await settled();
});

afterAll(async () => {
  await server?.close();
  await river?.close();
});

test('while a pull request of the dependency is open, nobody is called', async () => {
  await merge(4);
  await settled();
  expect(await said(1)).toEqual([]);
  expect(github.dispatches()).toEqual([]);
});

test('the last one merges: the tracking issue says it, and one event arrives', async () => {
  await merge(5, 'squash');
  await settled();
  expect(await said(1)).toMatchInlineSnapshot(`
[
  "**\`storage\` can start:** \`kernel\` has landed.

- Branch: \`feature/storage\`
- Agent: \`storage-004\`
- Owners: @alice
- First task: Write the journal

The event \`workstream-ready\` was sent, so that its agent can start.",
]
`);
  const documented = /## Starting an agent[\s\S]*?```json\n([\s\S]*?)```/.exec(
    read('docs/reports.md'),
  )?.[1];
  expect(github.dispatches()).toEqual([
    { event: 'workstream-ready', payload: JSON.parse(documented ?? '') },
  ]);
});

test('another push, the same webhook once more, a restart and a lost database send no second one', async () => {
  work.commit({ branch: 'notes', parents: ['main'], files: { 'notes.txt': 'n\n' } });
  await push('notes');
  const closed = github
    .deliveries()
    .filter(({ event }) => event === 'pull_request')
    .at(-1);
  await github.redeliver(closed?.id ?? '');
  await settled();
  for (const dataDir of ['one', 'two']) {
    await server.close();
    server = await start(dataDir);
    github.setWebhook(`${server.url}/api/github/webhooks`);
    await settled();
  }
  expect(github.dispatches()).toHaveLength(1);
  expect(await said(1)).toHaveLength(1);
});

test('what waits for another one, too, is not called', async () => {
  expect(await said(2)).toEqual([]);
});

test('without the permission it is said, and everything else goes on; once granted, the event follows', async () => {
  await github.grant({ ...LEAST, contents: 'read' }, 'alice');
  await settled();
  await merge(6, 'squash');
  await settled();
  expect(await said(3)).toMatchInlineSnapshot(`
[
  "**\`audit\` can start:** \`security\` has landed.

- Branch: \`feature/audit\`

_The event workstream-ready was not sent, because the App may not write contents here. Grant it "Contents: Read and write" if it should send events._",
]
`);
  expect(await said(2)).toHaveLength(1);
  expect(github.dispatches()).toHaveLength(1);
  await github.grant({ ...LEAST, contents: 'write' }, 'alice');
  await settled();
  expect(await said(3)).toMatchInlineSnapshot(`
[
  "**\`audit\` can start:** \`security\` has landed.

- Branch: \`feature/audit\`

The event \`workstream-ready\` was sent, so that its agent can start.",
]
`);
  expect(github.dispatches().map(({ payload }) => payload)).toMatchObject([
    { workstream: 'storage' },
    { workstream: 'testing' },
    { workstream: 'audit' },
  ]);
});
