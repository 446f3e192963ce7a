/** What GitHub answers about the check runs of a commit, as recorded answers. */
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import nock from 'nock';
import { createChecks } from '#src/adapters/github/checks.ts';
import type { Repository } from '#src/ports.ts';
import { API, connect, grantToken } from './github-api.ts';

const RIVER: Repository = { installation: 7, id: 1, owner: 'acme', name: 'river' };
const OID = 'c'.repeat(40);
const PATH = `/repos/acme/river/commits/${OID}/check-runs?filter=latest&per_page=100&page=`;

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(unused).toEqual([]);
});
afterAll(() => nock.restore());

const run = (name: string, over: object = {}) => ({
  name,
  status: 'completed',
  conclusion: 'success',
  started_at: '2025-07-07T09:00:00Z',
  completed_at: '2025-07-07T09:05:00Z',
  html_url: `https://github.com/acme/river/runs/${name}`,
  app: { id: 15368, slug: 'github-actions' },
  ...over,
});

const STATUSES = `/repos/acme/river/commits/${OID}/status?per_page=100&page=1`;

/** Reads once, where nobody has granted statuses. */
function checks(): Promise<unknown> {
  grantToken('read-token');
  nock(API)
    .post(/access_tokens$/)
    .optionally()
    .reply(422, { message: 'The permissions requested are not granted to this installation.' });
  return createChecks(connect())(RIVER, OID);
}

test('check runs of all pages, with words that Weir does not know as they are: unknown or not begun', async () => {
  const first = Array.from({ length: 100 }, (_, n) => run(`job ${n}`));
  nock(API).get(`${PATH}1`).reply(200, { total_count: 103, check_runs: first });
  nock(API)
    .get(`${PATH}2`)
    .reply(200, {
      total_count: 103,
      check_runs: [
        run('waits', { status: 'waiting', conclusion: null, completed_at: null }),
        run('runs', { status: 'in_progress', conclusion: null, app: null, html_url: null }),
        run('odd', { conclusion: 'postponed' }),
      ],
    });
  const read = (await checks()) as { state: string; list: object[] };
  expect(read.state).toBe('whole');
  expect(read.list.slice(0, 1)).toEqual([
    {
      name: 'job 0',
      app: { id: 15368, slug: 'github-actions' },
      status: 'completed',
      conclusion: 'success',
      startedAt: '2025-07-07T09:00:00Z',
      completedAt: '2025-07-07T09:05:00Z',
      url: 'https://github.com/acme/river/runs/job 0',
      oid: OID,
    },
  ]);
  expect(read.list.slice(100)).toMatchObject([
    { name: 'waits', status: 'queued', conclusion: null },
    { name: 'runs', status: 'in_progress', conclusion: null, app: null },
    { name: 'odd', status: 'completed', conclusion: 'unknown' },
  ]);
});

test('half a list never looks like a short one', async () => {
  nock(API)
    .get(`${PATH}1`)
    .reply(200, { total_count: 3, check_runs: [run('a')] });
  nock(API).get(`${PATH}2`).reply(200, { total_count: 3, check_runs: [] });
  expect(await checks()).toEqual({
    state: 'partial',
    reason: 'GitHub counts 3 check runs on ccccccc and lists 1 of them.',
  });
});

test('a commit that is gone has no check runs; an outage is no answer', async () => {
  nock(API).get(`${PATH}1`).reply(404, { message: 'Not Found' });
  expect(await checks()).toEqual({ state: 'whole', list: [] });
  nock(API).get(`${PATH}1`).reply(502, 'Bad gateway');
  await expect(checks()).rejects.toThrow('Bad gateway');
});

test('commit statuses count as well where they may be read, and who may not is not asked every time', async () => {
  let at = 0;
  const asked: object[] = [];
  let later = 0;
  const github = connect({ now: () => new Date(Date.now() + later) });
  const read = createChecks(github, () => new Date(at));
  nock(API).persist().get(`${PATH}1`).reply(200, { total_count: 0, check_runs: [] });
  grantToken('read-token', asked);
  const refusal = nock(API)
    .post(/access_tokens$/)
    .reply(422, { message: 'The permissions requested are not granted to this installation.' });
  expect(await read(RIVER, OID)).toEqual({ state: 'whole', list: [] });
  expect(refusal.isDone()).toBe(true);
  expect(await read(RIVER, OID)).toEqual({ state: 'whole', list: [] });

  at += 10 * 60_000;
  later += 10 * 60_000;
  grantToken('status-token', asked);
  const status = (context: string, state: string) => ({
    context,
    state,
    target_url: null,
    created_at: '2025-07-07T09:00:00Z',
    updated_at: '2025-07-07T09:05:00Z',
  });
  nock(API, { reqheaders: { authorization: 'token status-token' } })
    .get(STATUSES)
    .reply(200, {
      total_count: 4,
      statuses: [
        status('a', 'success'),
        status('b', 'error'),
        status('c', 'pending'),
        status('d', '?'),
      ],
    });
  expect(await read(RIVER, OID)).toMatchObject({
    state: 'whole',
    list: [
      { name: 'a', app: null, status: 'completed', conclusion: 'success' },
      { name: 'b', conclusion: 'failure' },
      { name: 'c', status: 'in_progress', conclusion: null, completedAt: null },
      { name: 'd', conclusion: 'unknown' },
    ],
  });
  expect(asked.at(-1)).toEqual({ permissions: { statuses: 'read' } });
});
