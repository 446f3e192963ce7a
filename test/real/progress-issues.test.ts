/** The weekly issue and the plan issue on the local GitHub, asked for by commands. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { git } from '../../demo/story/git.ts';
import type { Local } from '../../demo/story/local.ts';
import { startReady } from '../ready-database.ts';
import { createRepository, type TestRepository } from '../repo.ts';

const AT = { owner: 'acme', repo: 'river' };
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

const PLAN = `version: 1
target: main
phase: { name: Phase 2, start: ${day(8)}, weeks: 3-6, next: { name: Phase 3 } }
roles: { kernel-lead: [alice] }
workstreams:
  kernel:
    branch: feature/kernel
    agent: kernel-003
    approvals: [kernel-lead]
    tasks:
      - { text: Write the events, done_when: { file: "src/event.ts" } }
      - { text: Write the errors, done_when: { file: "src/error.ts" } }
  storage:
    branch: feature/storage
    depends_on: [kernel]
    tasks: [Design the log]
criteria:
  - { text: The events are there, when: { file: "src/event.ts" } }
# Not while this runs, whatever day it is.
report: { day: sunday, time: "23:59" }
`;

let local: Local;
let work: TestRepository;

async function push(by: string, ...refs: string[]): Promise<void> {
  const basic = Buffer.from(`x:${local.github.tokenFor(by)}`).toString('base64');
  const args = ['push', '--quiet', local.github.gitUrl(AT.owner, AT.repo), ...refs];
  await git(work.dir, args, { authorization: `Basic ${basic}` });
}

const issues = async () =>
  (await local.github.as('alice').rest.issues.listForRepo({ ...AT, state: 'all' })).data
    .filter(({ pull_request }) => !pull_request)
    .map(({ number, title, body, state, labels, user }) => ({
      number,
      title,
      state,
      by: user?.login,
      labels: labels.map((label) => (typeof label === 'string' ? label : label.name)),
      body: (body ?? '').replaceAll('\u200b', ''),
    }));

const weekly = async () => (await issues()).filter(({ labels }) => labels.includes('weir-report'));

/** Comments as alice, and gives Weir's last answer there. */
async function ask(number: number, body: string): Promise<string> {
  const { rest } = local.github.as('alice');
  await rest.issues.createComment({ ...AT, issue_number: number, body });
  await local.settle();
  const { data } = await rest.issues.listComments({ ...AT, issue_number: number });
  const answer = data.at(-1)?.body ?? '';
  return answer
    .replace(/<!--.*?-->/gs, '')
    .replaceAll(local.github.url, 'URL')
    .trim();
}

let pull: number;
beforeAll(async () => {
  local = await startReady({
    ...AT,
    users: [{ login: 'alice' }, { login: 'kim' }],
    members: ['alice', 'kim'],
  });
  const hours = (ago: number) => Math.floor(Date.now() / 1000) - ago * 3600;
  work = createRepository({
    commits: [
      {
        branch: 'main',
        files: { '.github/workstreams.yml': PLAN, 'a.txt': 'a\n' },
        date: hours(200),
      },
      {
        branch: 'feature/kernel',
        parents: ['main'],
        files: { 'src/event.ts': 'export type Event = 1;\n', 'a.txt': 'kernel\n' },
        date: hours(3),
        author: 'kim@users.noreply.github.com',
      },
      {
        branch: 'feature/storage',
        parents: ['main'],
        files: { 'a.txt': 'storage\n' },
        date: hours(2),
      },
    ],
  });
  await push('alice', 'main', 'feature/storage');
  await push('kim', 'feature/kernel');
  const opened = await local.github.as('kim').rest.pulls.create({
    ...AT,
    title: 'Kernel events',
    head: 'feature/kernel',
    base: 'main',
  });
  pull = opened.data.number;
  await local.settle();
});
afterAll(async () => {
  await local.close();
  work.cleanup();
});

test('/report files one issue for the week, and the second time brings it up to date', async () => {
  const answer = await ask(pull, '/report');
  const [filed, ...more] = await weekly();
  expect(more).toEqual([]);
  expect(answer).toBe(
    `Filed [the weekly report](URL/acme/river/issues/${filed?.number}). 0 of 3 tasks are verified.`,
  );
  expect(filed).toMatchObject({ by: 'weir[bot]', state: 'open', labels: ['weir-report'] });
  expect(filed?.title).toMatch(/^Week \d+ · Phase 2 · 🟠 at risk · 0\/3 verified \(±0\)$/);
  expect(filed?.body).toContain(
    '`feature/kernel` and `feature/storage`: Both change the same lines of `a.txt`',
  );
  expect(filed?.body).toMatch(
    /\| `kernel` \| 🟣 in review \| 0 of 2 \|.*`kernel-lead`.*\| ❌ 1 \|/,
  );
  expect(filed?.body).toMatch(/\| `storage` \| 🟢 active \| 0 of 1 \|/);

  expect(await ask(pull, '/report')).toMatch(/^Brought up to date: \[the weekly report\]/);
  const [again, ...others] = await weekly();
  expect(others).toEqual([]);
  // It is still compared with last week, not with what was filed a moment ago.
  expect(again?.title).toBe(filed?.title);
  expect(again?.body).toMatch(/\| `kernel` \| 🟣 in review \| 0 of 2 \|/);
  expect(again?.body).not.toContain('Nothing happened');
});

test('/status keeps the plan issue, and what people write around it', async () => {
  expect(await ask(pull, '/status')).toMatch(
    /^Looked at everything again; \[the plan issue\]\(URL\/acme\/river\/issues\/\d+\) is up to date\./,
  );
  const { rest } = local.github.as('alice');
  const [plan] = (await issues()).filter(({ labels }) => labels.includes('weir-plan'));
  expect(plan).toMatchObject({ title: 'Workstreams: Phase 2', state: 'open' });
  expect(plan?.body).toContain('- [ ] Integrate all heads now');
  const number = plan?.number ?? 0;
  await rest.issues.update({
    ...AT,
    issue_number: number,
    body: `${plan?.body}\n\nA note of mine.`,
  });
  await ask(pull, '/status');
  const again = (await issues()).find((one) => one.number === number);
  expect(again?.body).toContain('A note of mine.');
  expect(again?.body.match(/Integrate all heads now/g)).toHaveLength(1);
});

test('/phase shows the gate', async () => {
  expect(await ask(pull, '/phase')).toMatchInlineSnapshot(`
"### Gate to Phase 3

**Closed:** 0 of 1 criterion is met.

|  | Criterion | Why |
| --- | --- | --- |
| ❌ not met | The events are there | No file of main matches src/event.ts. |"
`);
});
