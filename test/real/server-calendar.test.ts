/** A weekend on the whole server, against the local GitHub: everything a plan sets a time for, commands, boxes, the gate. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningServer, startServer } from '#src/server.ts';
import { AT, type River, startRiver } from './river.ts';

/** Berlin is an hour ahead of the clock's UTC. */
const PLAN = `version: 1
target: main
phase: { name: Phase 2, timezone: Europe/Berlin, next: { name: Phase 3 } }
workstreams:
  kernel: { branch: feature/kernel, owners: [alice], tasks: [Write the events] }
report: { day: friday, time: "16:00" }
reviews: { friday: Performance }
standups: { kernel: "09:00" }
integration: { schedule: { monday: [kernel] }, time: "11:00" }
criteria: [{ text: There is a manual, when: { file: MANUAL.md } }]
`;

let river: River;
let github: River['github'];
let server: RunningServer;
let clock = new Date('2026-11-20T07:30:00Z');

async function settled(): Promise<void> {
  await github.settled();
  await server.idle();
  await github.settled();
  await server.idle();
}

async function at(time: string): Promise<void> {
  clock = new Date(time);
  await server.tick();
  await settled();
  await listen();
}

/** What Weir and people have said, each with the time on the clock and the title of the issue. */
const heard: string[] = [];
let known = 0;

async function listen(): Promise<void> {
  const { issues, comments } = await github.snapshot();
  for (const { issue, body } of comments.slice(known)) {
    const title = issues.find((one) => one.number === issue)?.title;
    const text = body.replaceAll(/http:\/\/[\d.:]+/g, 'GITHUB').replace(/<!--.*?-->\s?/gs, '');
    const lines = text.trim().split('\n').filter(Boolean);
    heard.push(`${clock.toISOString().slice(5, 16)} ${title}: ${lines.slice(0, 3).join(' | ')}`);
  }
  known = comments.length;
}

beforeAll(async () => {
  const date = Date.parse('2026-11-19T12:00:00Z') / 1000;
  river = await startRiver(
    {
      contents: 'read',
      checks: 'write',
      pull_requests: 'write',
      issues: 'write',
      members: 'read',
      actions: 'read',
    },
    [
      { branch: 'main', files: { '.github/workstreams.yml': PLAN } },
      { branch: 'feature/kernel', parents: ['main'], files: { 'a.txt': 'a\n' }, date },
    ],
  );
  github = river.github;
  await river.push('main', 'feature/kernel');
  server = await startServer(river.settings('data'), {
    pacing: false,
    now: () => clock,
    retry: { limit: 0, delaySeconds: 1 },
    writeLog: () => {},
  });
  github.setWebhook(`${server.url}/api/github/webhooks`);
  await settled();
});

afterAll(async () => {
  await server?.close();
  await river?.close();
});

test('standup, review and integration come at their times, each once, and who stands still is asked', async () => {
  for (const time of [
    '2026-11-20T07:59:30Z',
    '2026-11-20T08:00:30Z',
    '2026-11-20T08:10:00Z',
    '2026-11-20T15:00:30Z',
    '2026-11-20T15:10:00Z',
  ])
    await at(time);
  for (const time of ['2026-11-21T11:30:00Z', '2026-11-21T12:30:00Z', '2026-11-21T13:30:00Z']) {
    clock = new Date(time);
    await server.sweep();
    await settled();
    await listen();
  }
  for (const time of ['2026-11-23T08:00:30Z', '2026-11-23T10:00:30Z', '2026-11-23T10:15:30Z'])
    await at(time);
  expect(heard).toMatchInlineSnapshot(`
[
  "11-20T08:00 Reviews, integrations and standups: Phase 2: #### Performance, 2026-11-20 | ##### Decisions wanted | None.",
  "11-20T08:00 Reviews, integrations and standups: Phase 2: #### Standup | **\`kernel\`**, 2026-11-20, since 2026-11-19 09:00 | - **Done:** 1 commit (“feature/kernel 2”)",
  "11-21T12:30 Workstreams: Phase 2: **Standing still.** @alice: \`kernel\` has had no commit, pull request or check for 2 days. Say what holds it, or write into the plan why it is paused.",
  "11-23T10:00 Reviews, integrations and standups: Phase 2: #### Integration of \`kernel\`, 2026-11-23 (\`Europe/Berlin\`) | **The only open head can land on \`main\` now without a conflict.** | **Next:** land \`feature/kernel\`, once it is approved and its checks are green.",
]
`);
});

const titled = async (start: string) =>
  (await github.snapshot()).issues.find(({ title }) => title.startsWith(start));

test('what is due can be asked for', async () => {
  const { issues } = github.as('alice').rest;
  heard.length = 0;
  const { data } = await issues.create({ ...AT, title: 'Ask here' });
  await issues.createComment({ ...AT, issue_number: data.number, body: '/standup' });
  await settled();
  await listen();
  expect(heard).toMatchInlineSnapshot(`
[
  "11-23T10:15 Ask here: /standup",
  "11-23T10:15 Ask here: Nothing new, or reported by itself: \`kernel\`.",
]
`);
});

test('a box of the plan issue that somebody ticks runs its command and is empty again', async () => {
  const plan = await titled('Workstreams: ');
  const ticked = (plan?.body ?? '').replace(/- \[ \] (.*weir:box:report)/, '- [x] $1');
  expect(ticked).not.toBe(plan?.body);
  const { issues } = github.as('alice').rest;
  await issues.update({ ...AT, issue_number: plan?.number ?? 0, body: ticked });
  await settled();
  expect((await titled('Workstreams: '))?.body).not.toContain('- [x]');
  heard.length = 0;
  await listen();
  expect(heard).toMatchInlineSnapshot(`
[
  "11-23T10:15 Week 47 · Phase 2 · ⚪ unknown · 0/1 verified (±0): Continued in #5.",
  "11-23T10:15 Workstreams: Phase 2: Filed [the weekly report](GITHUB/acme/river/issues/5). 0 of 1 tasks are verified.",
]
`);
});

test('once every criterion is met, one issue proposes the next phase', async () => {
  expect(await titled('Open Phase 3?')).toBeUndefined();
  river.work.commit({ branch: 'main', parents: ['main'], files: { 'MANUAL.md': 'Read on.\n' } });
  await river.push('main');
  await settled();
  await server.sweep();
  await settled();
  const { issues } = await github.snapshot();
  const proposals = issues.filter(({ title }) => title.startsWith('Open Phase 3?'));
  expect(proposals.map(({ title }) => title)).toEqual(['Open Phase 3? The criteria of Phase 2']);
});
