/** What GitHub does not say twice, and what it said of teams, on both databases. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore, type Store } from '#src/adapters/store.ts';
import type { TrialBuild } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { pglite, postgres, type TestDatabase } from './databases.ts';

const OTHER = { ...REPO, id: 2, name: 'canal' };
const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

describe.each([
  ['PGlite', async () => pglite()],
  ['PostgreSQL', postgres],
])('what was heard, on %s', (_engine, prepare) => {
  let databases: TestDatabase;
  let store: Store;
  let at = new Date('2025-07-07T09:00:00Z');
  const later = (hours: number) => {
    at = new Date(at.getTime() + hours * 3_600_000);
  };

  beforeAll(async () => {
    databases = await prepare();
    store = await openStore({ ...(await databases.fresh()), now: () => at });
  });
  afterAll(async () => {
    await store?.close();
    await databases?.stop();
  });

  test('who pushed a commit, and when last, by commit and repository', async () => {
    const { heard } = store;
    await heard.recordPush(REPO, A, 'kim', '2025-07-07T08:00:00Z');
    await heard.recordPush(REPO, A, 'kim', '2025-07-07T08:30:00Z');
    await heard.recordPush(REPO, A, 'kim', '2025-07-07T08:10:00Z');
    await heard.recordPush(REPO, A, 'lee', null);
    await heard.recordPush(OTHER, A, 'mallory', null);
    await heard.recordPush(REPO, B, 'erin', null);
    expect(await heard.pushes(REPO, [A])).toEqual([
      { commit: A, by: 'kim', at: '2025-07-07T08:30:00.000Z' },
      { commit: A, by: 'lee', at: '2025-07-07T09:00:00.000Z' },
    ]);
    expect(await heard.pushes(REPO, [])).toEqual([]);
  });

  test('when a fork\u2019s commit arrived: never before it did, by whichever clock', async () => {
    const { heard } = store;
    expect(await heard.arrival(REPO, 7, A)).toBeNull();
    // GitHub's event may carry a time from before the push; then our own counts.
    await heard.recordArrival(REPO, 7, A, '2025-07-07T08:00:00Z');
    expect(await heard.arrival(REPO, 7, A)).toBe('2025-07-07T09:00:00.000Z');
    await heard.recordArrival(REPO, 7, A, '2025-07-07T09:00:03Z');
    await heard.recordArrival(REPO, 7, A, '2025-07-07T08:00:00Z');
    expect(await heard.arrival(REPO, 7, A)).toBe('2025-07-07T09:00:03.000Z');
    expect(await heard.arrival(REPO, 8, A)).toBeNull();
    expect(await heard.arrival(OTHER, 7, A)).toBeNull();
  });

  test('trial builds are kept while they go on, and for a week after', async () => {
    const { builds } = store;
    const build: TrialBuild = {
      id: '12',
      issue: 4,
      by: 'kim\u0000',
      startedAt: '2025-07-07T09:00:00Z',
      base: { ref: 'main', oid: A },
      heads: [],
      leftOut: [],
      redOnBase: null,
      trials: [],
      endedAt: null,
      stopped: null,
    };
    expect(await builds.save(REPO, '12', build)).toBe(true);
    expect(await builds.save(REPO, '12', build)).toBe(false);
    await builds.save(REPO, '9', { ...build, id: '9', startedAt: '2025-07-07T08:00:00Z' });
    await builds.save(OTHER, '12', build);
    expect((await builds.builds(REPO)).map(({ id, by }) => [id, by])).toEqual([
      ['9', 'kim'],
      ['12', 'kim'],
    ]);
    expect(await builds.running()).toEqual([REPO.id, OTHER.id]);
    expect(await builds.save(REPO, '9', null)).toBe(true);
    expect(await builds.save(REPO, '9', null)).toBe(false);
    await builds.save(OTHER, '12', { ...build, endedAt: '2025-07-07T09:30:00Z' });
    expect(await builds.running()).toEqual([REPO.id]);
    later(8 * 24);
    await store.prune();
    expect(
      [await builds.builds(REPO), await builds.builds(OTHER)].map((all) => all.length),
    ).toEqual([1, 0]);
    const third = { ...REPO, id: 3 };
    await builds.save(third, '12', build);
    await store.repositories.remember(third);
    await store.repositories.forget(third.installation, third.id);
    expect(await builds.builds(third)).toEqual([]);
    later(-8 * 24);
  });

  test('the latest override of a commit in a pull request; the same one is recorded once', async () => {
    const { heard } = store;
    const given = {
      number: 7,
      commit: A,
      by: 'erin',
      reason: 'outage\0',
      at: '2025-07-07T08:00:00Z',
    };
    expect(await heard.recordOverride(REPO, given)).toBe(true);
    expect(await heard.recordOverride(REPO, given)).toBe(false);
    const again = { ...given, by: 'lee', reason: 'still', at: '2025-07-07T08:30:00Z' };
    expect(await heard.recordOverride(REPO, again)).toBe(true);
    // A command that was handled late says nothing about now.
    expect(await heard.recordOverride(REPO, given)).toBe(false);
    const kept = { ...again, at: '2025-07-07T08:30:00.000Z' };
    expect(await heard.override(REPO, 7, A)).toEqual(kept);
    expect(await heard.override(REPO, 7, B)).toBeNull();
    expect(await heard.override(REPO, 8, A)).toBeNull();
    expect(await heard.override(OTHER, 7, A)).toBeNull();
    expect(await heard.overridesSince(REPO, '2025-07-07T08:30:00Z')).toEqual([kept]);
    expect(await heard.overridesSince(REPO, '2025-07-07T08:31:00Z')).toEqual([]);
  });

  test('which reviews were edited', async () => {
    const { heard } = store;
    await heard.recordEdit(REPO, 5_000_000_001, '2025-07-07T08:00:00Z');
    await heard.recordEdit(REPO, 5_000_000_001, '2025-07-07T07:00:00Z');
    await heard.recordEdit(OTHER, 5_000_000_002, null);
    expect([...(await heard.editedReviews(REPO, [5_000_000_001, 5_000_000_002]))]).toEqual([
      [5_000_000_001, '2025-07-07T08:00:00.000Z'],
    ]);
  });

  test('what GitHub said of people holds for an hour, or until it is flushed', async () => {
    const { people } = store;
    let asked = 0;
    const ask = async () => ({ members: [`m${++asked}`] });
    const recall = () => people.recall(1, 'team @acme/qa', ask);
    expect([await recall(), await recall()]).toEqual([{ members: ['m1'] }, { members: ['m1'] }]);
    expect(await people.recall(2, 'team @acme/qa', ask)).toEqual({ members: ['m2'] });
    await people.flush(1);
    expect(await recall()).toEqual({ members: ['m3'] });
    later(1.01);
    expect(await recall()).toEqual({ members: ['m4'] });
    // What was flushed while it was asked is told, but not kept.
    const overtaken = people.recall(3, 'q', async () => {
      await people.flush(3);
      return 'old';
    });
    expect(await overtaken).toBe('old');
    expect(await people.recall(3, 'q', async () => 'new')).toBe('new');
    const refuse = () => people.recall(4, 'q', ask, () => false);
    expect([await refuse(), await refuse()]).toEqual([{ members: ['m5'] }, { members: ['m6'] }]);
  });

  test('a name goes on meaning the team it meant first, until the plan says otherwise', async () => {
    const { people } = store;
    expect(await people.teamOf(1, '@acme/QA', 11)).toBe(11);
    await people.flush(1);
    expect(await people.teamOf(1, '@acme/qa', 12)).toBe(11);
    await people.acceptTeam(1, '@acme/Qa', 12);
    expect(await people.teamOf(1, '@acme/qa', 13)).toBe(12);
    expect(await people.teamOf(2, '@acme/qa', 13)).toBe(13);
  });

  test('what still keeps somebody from approving outlives its time; what nobody asks for does not', async () => {
    const { heard } = store;
    later(24 * 100);
    expect(await heard.pushes(REPO, [A])).toHaveLength(2);
    later(24 * 100);
    await store.prune();
    expect(await heard.pushes(REPO, [A])).toHaveLength(2);
    expect(await heard.pushes(REPO, [B])).toEqual([]);
    expect(await heard.override(REPO, 7, A)).toBeNull();
  });
});
