/** What GitHub itself answers about reviews and people, where the local GitHub does not speak. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createReviewForge } from '#src/adapters/github/reviews.ts';
import type { People } from '#src/adapters/store/people.ts';
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
afterAll(() => nock.restore());

const get = (path: string) => nock(API).get(path);

/** A memory that forgets on `flush`. */
function memory(): People {
  let answers = new Map<string, unknown>();
  const teams = new Map<string, number>();
  return {
    async recall<T>(
      _installation: number,
      question: string,
      ask: () => Promise<T>,
      keeps: (answer: T) => boolean = () => true,
    ): Promise<T> {
      if (answers.has(question)) return answers.get(question) as T;
      const answer = await ask();
      if (keeps(answer)) answers.set(question, answer);
      return answer;
    },
    async flush() {
      answers = new Map();
    },
    async teamOf(_installation, team, seen) {
      const id = teams.get(team) ?? seen;
      teams.set(team, id);
      return id;
    },
    async acceptTeam(_installation, team, id) {
      teams.set(team, id);
    },
  };
}

function forge(people = memory()) {
  grantToken('read-token');
  return createReviewForge(connect(), { people });
}

const next = (path: string) => ({ link: `<${API}${path}>; rel="next"` });

describe('reviews', () => {
  const REVIEWS = '/repos/acme/river/pulls/7/reviews?per_page=100';
  const row = (id: number, over: object = {}) => ({
    id,
    user: { login: `p${id}`, type: 'User' },
    state: 'APPROVED',
    commit_id: 'c'.repeat(40),
    submitted_at: '2026-01-05T09:00:00Z',
    ...over,
  });

  test('X03: all pages; what is not submitted yet is no review; a deleted account is nobody', async () => {
    const first = Array.from({ length: 100 }, (_, n) => row(n + 1));
    get(REVIEWS).reply(200, first, next(`${REVIEWS}&page=2`));
    get(`${REVIEWS}&page=2`).reply(200, [
      row(101, { user: null, state: 'DISMISSED', commit_id: null }),
      row(102, { state: 'PENDING', submitted_at: undefined }),
      row(103, { user: { login: 'renovate[bot]', type: 'Bot' }, state: 'CHANGES_REQUESTED' }),
    ]);
    const read = await forge().reviews(RIVER, 7);
    if (read.state !== 'whole') throw new Error(read.reason);
    expect(read.list).toHaveLength(102);
    expect(read.list.slice(-2)).toEqual([
      {
        id: 101,
        user: null,
        userType: null,
        state: 'DISMISSED',
        commit: null,
        submittedAt: '2026-01-05T09:00:00Z',
      },
      {
        id: 103,
        user: 'renovate[bot]',
        userType: 'Bot',
        state: 'CHANGES_REQUESTED',
        commit: 'c'.repeat(40),
        submittedAt: '2026-01-05T09:00:00Z',
      },
    ]);
  });

  test.each([
    ['a state that is new', { state: 'SUGGESTED' }],
    ['no time', { submitted_at: null }],
    ['no number', { id: 0 }],
  ])('%s: the list is not whole', async (_case, over) => {
    get(REVIEWS).reply(200, [row(1), row(2, over)]);
    expect(await forge().reviews(RIVER, 7)).toEqual({
      state: 'partial',
      reason: expect.stringContaining('an entry that Weir does not understand'),
    });
  });
});

describe('whose the commits are', () => {
  const COMMITS = '/repos/acme/river/pulls/7/commits?per_page=100';
  const row = (n: number, over: object = {}) => ({
    sha: `${n}`.padStart(40, '0'),
    author: { login: 'kim' },
    committer: { login: 'kim' },
    commit: { author: { email: 'Kim@X.example' }, committer: { email: 'kim@x.example' } },
    ...over,
  });
  const WEB = { login: 'web-flow' };

  test('X38: GitHub as the committer is nobody; an address of nobody is null, or an empty object', async () => {
    get(COMMITS).reply(200, [
      row(1),
      row(2, { committer: WEB }),
      row(3, { author: null, committer: {} }),
      row(4, { committer: WEB, commit: { verification: { verified: false } } }),
    ]);
    const read = await forge().authorship(RIVER, 7, 4);
    expect(
      read.state === 'whole' &&
        read.list.map(({ author, committer, committedViaWeb, emails }) => [
          author,
          committer,
          committedViaWeb,
          emails.author,
        ]),
    ).toEqual([
      ['kim', 'kim', false, 'kim@x.example'],
      ['kim', null, true, 'kim@x.example'],
      [null, null, false, null],
      // Somebody wrote GitHub's address into it.
      ['kim', null, false, null],
    ]);
  });

  const PULL = { base: { sha: 'b'.repeat(40) }, head: { sha: 'h'.repeat(40) } };
  const compare = (page: number) =>
    `/repos/acme/river/compare/${'b'.repeat(40)}...${'h'.repeat(40)}?per_page=100&page=${page}`;

  test('X04: more than 250 are read by comparing, whole or not at all', async () => {
    const all = Array.from({ length: 260 }, (_, n) => row(n));
    const answer = (total: number) => {
      get('/repos/acme/river/pulls/7').reply(200, PULL);
      for (const page of [1, 2, 3]) {
        const commits = all.slice((page - 1) * 100, page * 100);
        get(compare(page)).reply(200, { commits, total_commits: total });
      }
    };
    answer(260);
    const read = await forge().authorship(RIVER, 7, 260);
    expect(read.state === 'whole' && read.list.length).toBe(260);
    answer(270);
    get(compare(4)).reply(200, { commits: [], total_commits: 270 });
    expect(await forge().authorship(RIVER, 7, 270)).toEqual({
      state: 'partial',
      reason: expect.stringContaining('GitHub names the authors of 0 of the 270 commits of #7'),
    });
    expect(
      await createReviewForge(connect(), { people: memory() }).authorship(RIVER, 7, 10_001),
    ).toEqual({
      state: 'partial',
      reason: expect.stringContaining('at most 10000. Split the pull request'),
    });
  });

  test('a list that is shorter than what git found is asked for another way', async () => {
    get(COMMITS).reply(200, [row(1)]);
    get('/repos/acme/river/pulls/7').reply(200, PULL);
    get(compare(1)).reply(200, { commits: [row(1), row(2)], total_commits: 2 });
    const read = await forge().authorship(RIVER, 7, 2);
    expect(read.state === 'whole' && read.list.length).toBe(2);
  });
});

describe('teams', () => {
  const TEAM = '/orgs/acme/teams/qa';
  const team = (id: number, ...members: string[]) => {
    get(TEAM).reply(200, { id });
    get(`${TEAM}/members?per_page=100`).reply(
      200,
      members.map((login) => ({ login })),
    );
  };

  test('members of all pages, remembered until somebody says that they changed', async () => {
    const people = memory();
    const reviews = forge(people);
    get(TEAM).reply(200, { id: 5 });
    get(`${TEAM}/members?per_page=100`).reply(
      200,
      [{ login: 'ann' }],
      next(`${TEAM}/members?page=2`),
    );
    get(`${TEAM}/members?page=2`).reply(200, [{ login: 'bob' }]);
    const found = { state: 'found', id: 5, members: ['ann', 'bob'] };
    expect(await reviews.team(RIVER, '@acme/qa', null)).toEqual(found);
    expect(await reviews.team(RIVER, '@Acme/QA', null)).toEqual(found);
    await people.flush(7);
    team(5, 'cas');
    expect(await reviews.team(RIVER, '@acme/qa', null)).toEqual({ ...found, members: ['cas'] });
  });

  test('X02: gone is absent and not remembered; another team of the name is not taken for it, unless the plan says so', async () => {
    const people = memory();
    const reviews = forge(people);
    team(5, 'ann');
    await reviews.team(RIVER, '@acme/qa', null);
    await people.flush(7);
    get(TEAM).reply(404, { message: 'Not Found' });
    expect(await reviews.team(RIVER, '@acme/qa', null)).toEqual({ state: 'absent' });
    team(6, 'mallory');
    expect(await reviews.team(RIVER, '@acme/qa', null)).toEqual({
      state: 'replaced',
      id: 6,
      before: 5,
    });
    expect(await reviews.team(RIVER, '@acme/qa', 6)).toMatchObject({ state: 'found', id: 6 });
    expect(await reviews.team(RIVER, '@acme/qa', 9)).toEqual({
      state: 'replaced',
      id: 6,
      before: 9,
    });
    expect(await reviews.team(RIVER, '@acme/qa', null)).toMatchObject({ state: 'found', id: 6 });
  });

  test('X19: without the permission it is unreadable, and says what to do; an outage is an outage', async () => {
    const reviews = forge();
    get(TEAM).reply(403, { message: 'Resource not accessible by integration' });
    expect(await reviews.team(RIVER, '@acme/qa', null)).toEqual({
      state: 'unreadable',
      reason: expect.stringContaining('grant the App the organisation permission "members: read"'),
    });
    get(TEAM).reply(502, { message: 'Bad Gateway' });
    await expect(reviews.team(RIVER, '@acme/qa', null)).rejects.toThrow('Bad Gateway');
    expect(await reviews.team(RIVER, 'acme/qa/x', null)).toMatchObject({ state: 'unreadable' });
  });
});

test('X27: who was asked and who was taken off, by the latest event; teams have no login', async () => {
  const event = (id: number, what: string, login?: string) => ({
    id,
    event: what,
    ...(login === undefined ? {} : { requested_reviewer: { login } }),
  });
  get('/repos/acme/river/issues/7/events?per_page=100').reply(200, [
    event(4, 'review_request_removed', 'Ann'),
    event(1, 'review_requested', 'ann'),
    event(2, 'review_requested', 'bob'),
    event(3, 'review_requested'),
    event(5, 'labeled', 'cas'),
    event(6, 'review_request_removed', 'dan'),
    event(7, 'review_requested', 'dan'),
  ]);
  expect(await forge().reviewRequests(RIVER, 7)).toEqual({
    asked: ['Ann', 'bob', 'dan'],
    removed: ['Ann'],
  });
});

test('merge groups are the branches of the queue, whatever the base is called; others are left out', async () => {
  const oid = 'a'.repeat(40);
  const ref = (name: string) => ({ ref: `refs/heads/${name}`, object: { sha: oid } });
  get('/repos/acme/river/git/matching-refs/heads%2Fgh-readonly-queue%2F?per_page=100').reply(200, [
    ref(`gh-readonly-queue/main/pr-12-${oid}`),
    ref(`gh-readonly-queue/release/2.x/pr-3-${oid}`),
    ref('gh-readonly-queue/main/pr-x-1'),
  ]);
  const reviews = forge();
  expect((await reviews.mergeQueue(RIVER)).map(({ base, number }) => [base, number])).toEqual([
    ['main', 12],
    ['release/2.x', 3],
  ]);
  get('/repos/acme/river/git/matching-refs/heads%2Fgh-readonly-queue%2F?per_page=100').reply(
    404,
    {},
  );
  expect(await reviews.mergeQueue(RIVER)).toEqual([]);
});

test('the head of a pull request, closed ones too', async () => {
  const reviews = forge();
  get('/repos/acme/river/pulls/7').reply(200, { head: { sha: 'a'.repeat(40) } });
  expect(await reviews.headOf(RIVER, 7)).toBe('a'.repeat(40));
  get('/repos/acme/river/pulls/8').reply(404, {});
  expect(await reviews.headOf(RIVER, 8)).toBeNull();
});
