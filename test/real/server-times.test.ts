/** The times of a plan on the whole server, against the local GitHub, with a clock that is set by hand. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningServer, startServer } from '#src/server.ts';
import { startWeir } from '../../demo/story/start-weir.ts';
import { postgres, type TestDatabase } from './databases.ts';
import { AT, type River, startRiver } from './river.ts';

const PLAN = `version: 1
target: main
phase: { name: Phase 2, timezone: Europe/Berlin }
workstreams:
  kernel: { branch: feature/kernel, tasks: [Write the events] }
  storage: { depends_on: [done-before], owners: [alice] }
external: { done-before: { done: true } }
report: { day: friday, time: "16:00" }
reviews: { friday: Performance }
`;

const LEAST = {
  contents: 'read',
  checks: 'write',
  pull_requests: 'write',
  actions: 'read',
} as const;

/** Seconds since the epoch: after the last report, so that nothing stands still. */
const COMMITTED = Date.parse('2026-11-19T12:00:00Z') / 1000;

let river: River;
let github: River['github'];
let database: TestDatabase;
let clock = new Date('2026-10-22T12:00:00Z');
const running = new Set<RunningServer>();
const lines: string[] = [];

async function start(dataDir: string, databaseUrl: string | null = null): Promise<RunningServer> {
  const server = await startServer(river.settings(dataDir, databaseUrl), {
    pacing: false,
    now: () => clock,
    retry: { limit: 1, delaySeconds: 1 },
    writeLog: (line) => lines.push(line),
  });
  running.add(server);
  return server;
}

async function stop(server: RunningServer): Promise<void> {
  running.delete(server);
  await server.close();
}

/** The clock is set, and the server looks at it. */
async function at(time: string, ...servers: RunningServer[]): Promise<void> {
  clock = new Date(time);
  await Promise.all(servers.map((server) => server.tick()));
  for (const server of servers) await server.idle();
  await github.settled();
  for (const server of servers) await server.idle();
}

/** Weekly issues, oldest first, as `Week 43 … (open)`. */
async function weekly() {
  const { data } = await github
    .as('alice')
    .rest.issues.listForRepo({ ...AT, state: 'all', labels: 'weir-report', per_page: 100 });
  return data
    .map(({ number, title, state, body }) => ({ number, title, state, body: body ?? '' }))
    .sort((a, b) => a.number - b.number);
}
const weeks = async () =>
  (await weekly()).map(({ title, state }) => `${/\d+/.exec(title)?.[0]} ${state}`);

beforeAll(async () => {
  database = await postgres();
  river = await startRiver({ ...LEAST, issues: 'write' }, [
    { branch: 'main', files: { '.github/workstreams.yml': PLAN } },
    { branch: 'feature/kernel', parents: ['main'], files: { 'a.txt': 'a\n' }, date: COMMITTED },
  ]);
  github = river.github;
  await river.push('main', 'feature/kernel');
});

afterAll(async () => {
  for (const server of running) await server.close();
  await database?.stop();
  await river?.close();
});

test('the report is filed on Friday at four in Berlin, once; the clock changes, and it still is', async () => {
  const server = await start('one');
  await at('2026-10-22T12:00:00Z', server);
  expect(await weeks()).toEqual([]);
  await at('2026-10-23T13:59:00Z', server);
  expect(await weeks()).toEqual([]);
  // Until the App may write issues it waits; then GitHub says so, and it is filed without a look at the clock.
  github.setWebhook(`${server.url}/api/github/webhooks`);
  await github.grant(LEAST, 'alice');
  await at('2026-10-23T14:00:30Z', server);
  expect(await weeks()).toEqual([]);
  await github.grant({ ...LEAST, issues: 'write' }, 'alice');
  await github.settled();
  await server.idle();
  expect(await weeks()).toEqual(['43 open']);
  github.setWebhook(null);
  await at('2026-10-23T14:01:30Z', server);
  await at('2026-10-23T18:00:00Z', server);
  expect(await weeks()).toEqual(['43 open']);
  // Winter time began on Sunday: an hour later by the sun.
  await at('2026-10-30T14:00:30Z', server);
  expect(await weeks()).toEqual(['43 open']);
  await at('2026-10-30T15:00:30Z', server);
  expect(await weeks()).toEqual(['43 closed', '44 open']);
  await stop(server);
});

test('down over Friday: one at the start, which says that it is late', async () => {
  clock = new Date('2026-11-07T09:00:00Z');
  const server = await start('one');
  await at('2026-11-07T09:00:30Z', server);
  expect(await weeks()).toEqual(['43 closed', '44 closed', '45 open']);
  expect((await weekly()).at(-1)?.body).toMatch(/late/);
  await stop(server);
});

test('GitHub opens the issue, but its answer is lost, and the server dies: still one', async () => {
  const server = await start('one');
  github.fail({ method: 'POST', path: /\/issues$/, status: 0, late: true });
  await at('2026-11-13T15:00:30Z', server);
  expect(await weeks()).toHaveLength(4);
  await stop(server);
  clock = new Date('2026-11-13T15:20:00Z');
  const again = await start('one');
  await at('2026-11-13T15:20:30Z', again);
  await at('2026-11-13T15:40:30Z', again);
  expect(await weeks()).toEqual(['43 closed', '44 closed', '45 closed', '46 open']);
  await stop(again);
});

test('two machines on one new database, which knows nothing of the week: still one', async () => {
  const { databaseUrl } = await database.fresh();
  clock = new Date('2026-11-13T16:00:00Z');
  const [a, b] = [await start('a', databaseUrl), await start('b', databaseUrl)];
  await at('2026-11-13T16:00:30Z', a, b);
  expect(await weeks()).toEqual(['43 closed', '44 closed', '45 closed', '46 open']);
  await at('2026-11-20T15:00:30Z', a, b);
  expect((await weeks()).slice(3)).toEqual(['46 closed', '47 open']);
  await stop(a);
  await stop(b);
});

test('killed after GitHub has opened the issue and before it is recorded: still one, and known again', async () => {
  const begin = async (time: string) => {
    // The embedded database knows at once that nobody else can still be at it.
    const weir = await startWeir(river.settings('one', null));
    await weir.passTime(Date.parse(time) - Date.now());
    return weir;
  };
  const first = await begin('2026-11-27T15:00:30Z');
  const killed = new Promise<void>((resolve) => {
    const opening = { method: 'POST', path: /\/river\/issues$/, late: true };
    github.meanwhile(opening, () => first.kill().then(resolve));
  });
  first.tick().catch(() => {});
  await killed;
  expect((await weeks()).slice(4)).toEqual(['47 open', '48 open']);
  const second = await begin('2026-11-27T15:20:00Z');
  try {
    await second.tick();
    await second.idle();
    expect((await weeks()).slice(4)).toEqual(['47 closed', '48 open']);
    await second.passTime(15 * 60_000);
    await second.tick();
    await second.idle();
    expect((await weeks()).slice(4)).toEqual(['47 closed', '48 open']);
  } finally {
    await second.close();
  }
});

test('a workstream that may start is told, and the App says that it may send no event', async () => {
  const { data } = await github
    .as('alice')
    .rest.issues.listForRepo({ ...AT, state: 'open', labels: 'weir-plan' });
  expect(data.map(({ title }) => title)).toEqual(['Workstreams: Phase 2']);
  const { data: comments } = await github
    .as('alice')
    .rest.issues.listComments({ ...AT, issue_number: data[0]?.number ?? 0 });
  expect(comments.map(({ body }) => body)).toEqual([
    expect.stringMatching(/`storage` can start.*@alice.*was not sent, because the App may not/s),
  ]);
  expect(github.dispatches()).toEqual([]);
});
