import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cachedGit } from '#src/adapters/cached-git.ts';
import { lockFolder } from '#src/adapters/lock.ts';
import { requestsIn } from '#src/adapters/store/merges.ts';
import { openStore, type Store } from '#src/adapters/store.ts';
import type { Git, MergeRequest, TrialMerge } from '#src/ports.ts';
import { fakeDeps, REPO } from '../fakes.ts';
import { pglite, postgres, type TestDatabase } from './databases.ts';

const run = promisify(execFile);
const body = (text: string) => Buffer.from(text, 'utf8');
const OTHER = { ...REPO, id: 2, name: 'canal' };
/** GitHub's ids have long left 32 bits. */
const BIG = { ...REPO, id: 9_007_199_254_740_991, installation: 5_000_000_000, name: 'delta' };

describe.each([
  ['PGlite', async () => pglite('made')],
  ['PostgreSQL', postgres],
])('the store on %s', (_engine, prepare) => {
  let databases: TestDatabase;
  let at: Date;
  let store: Store;
  let options: Awaited<ReturnType<TestDatabase['fresh']>>;
  const now = () => at;
  const later = (days: number) => {
    at = new Date(at.getTime() + days * 86_400_000);
  };

  beforeAll(async () => {
    databases = await prepare();
    at = new Date('2025-07-07T09:00:00Z');
    options = await databases.fresh();
    store = await openStore({ ...options, now });
  });
  afterAll(async () => {
    await store?.close();
    await databases?.stop();
  });

  test('a delivery is new once, pending until handled, and known afterwards', async () => {
    const { deliveries } = store;
    // Bytes that are no valid UTF-8, and a NUL: kept as they came.
    const raw = Buffer.from([123, 0, 255, 125]);
    const first = { guid: 'g1', bodyHash: 'h1', event: 'push', body: raw };
    expect(await deliveries.add(first)).toBe('new');
    expect(await deliveries.add(first)).toBe('pending');
    // Some servers repeat delivery ids; another body is another delivery.
    expect(await deliveries.add({ ...first, bodyHash: 'h2', body: body('{}') })).toBe('new');
    at = new Date(at.getTime() + 1);
    await deliveries.add({ guid: 'g0', bodyHash: 'h', event: 'push', body: body('later') });

    const pending = await deliveries.takePending(at, 10);
    expect(pending.map(({ guid, attempts }) => [guid, attempts])).toEqual([
      ['g1', 1],
      ['g1', 1],
      ['g0', 1],
    ]);
    expect(pending.find(({ bodyHash }) => bodyHash === 'h1')?.body.equals(raw)).toBe(true);

    for (const delivery of pending) await deliveries.done(delivery);
    expect(await deliveries.add(first)).toBe('done');
    expect(await deliveries.pendingCount()).toBe(0);
  });

  test('a thousand copies of one delivery at once are one row', async () => {
    const delivery = { guid: 'many', bodyHash: 'h', event: 'push', body: body('{}') };
    const states = await Promise.all(
      Array.from({ length: 1_000 }, () => store.deliveries.add(delivery)),
    );
    expect(states.filter((state) => state === 'new')).toHaveLength(1);
    await store.deliveries.done(delivery);
  });

  test('what was posted is found by its key, and a doubted check stays known as posted', async () => {
    const { posted } = store;
    const record = {
      remoteId: 41_234_567_890,
      url: 'https://github.example/1',
      hash: 'abc',
      annotated: true,
      checkName: 'Weir / integration',
      oid: 'a'.repeat(40),
    };
    expect(await posted.hasPosted(REPO, 'Weir / integration')).toBe(false);
    await posted.save(REPO.id, 'key', record);
    expect(await posted.find(REPO.id, 'key')).toEqual({
      remoteId: 41_234_567_890,
      url: 'https://github.example/1',
      hash: 'abc',
      annotated: true,
    });
    expect(await posted.find(OTHER.id, 'key')).toBeNull();
    await posted.removeChecks(REPO.id, 'a'.repeat(40));
    expect(await posted.find(REPO.id, 'key')).toMatchObject({ hash: 'in-doubt' });
    expect(await posted.hasPosted(REPO, 'Weir / integration')).toBe(true);
    expect(await posted.hasPosted(OTHER, 'Weir / integration')).toBe(false);
    expect(await posted.hasPosted(REPO, 'Weir / plan')).toBe(false);
  });

  test('an occasion is taken on once and done once; its repository is due from its next time on', async () => {
    const { timetable, repositories } = store;
    const report = { series: 'report', period: '2025-W27', dueAt: '2025-07-04T16:00:00.000Z' };
    const first = await timetable.claim(BIG, report);
    expect(first).toEqual({ ...report, claimedAt: at.toISOString(), doneAt: null });
    at = new Date(at.getTime() + 60_000);
    expect(await timetable.claim(BIG, report)).toEqual(first);
    await timetable.done(BIG, 'report', '2025-W27', 'https://github.example/issues/1');
    const done = { ...first, doneAt: at.toISOString() };
    at = new Date(at.getTime() + 60_000);
    await timetable.done(BIG, 'report', '2025-W27', null);
    expect(await timetable.claim(BIG, report)).toEqual(done);
    expect(await timetable.kept(BIG, report.dueAt)).toEqual([done]);
    expect(await timetable.kept(BIG, '2025-07-04T16:00:00.001Z')).toEqual([]);
    expect(await timetable.kept(REPO, report.dueAt)).toEqual([]);

    await repositories.remember(BIG);
    await timetable.setNext(BIG, at.toISOString());
    expect(await timetable.due(new Date(at.getTime() - 1))).toEqual([]);
    expect(await timetable.due(at)).toEqual([BIG]);
    expect(await timetable.due(at, REPO.id)).toEqual([]);
    await timetable.setNext(BIG, null);
    expect(await timetable.due(at, BIG.id)).toEqual([]);
    await repositories.forget(BIG.installation, BIG.id);
    expect(await timetable.kept(BIG, report.dueAt)).toEqual([]);
  });

  test('of two who want to be alone under one name, one waits; others do not', async () => {
    const other = options.databaseUrl ? await openStore({ ...options, now }) : store;
    const said: string[] = [];
    const work = (name: string, ms: number) => async () => {
      said.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      said.push(`${name} ends`);
      if (name === 'a') throw new Error('died');
    };
    const first = expect(store.database.alone('issue 1', work('a', 150))).rejects.toThrow('died');
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([
      first,
      other.database.alone('issue 1', work('b', 0)),
      other.database.alone('issue 2', work('c', 0)),
    ]);
    expect(said.filter((line) => !line.startsWith('c'))).toEqual([
      'a begins',
      'a ends',
      'b begins',
      'b ends',
    ]);
    expect(said.indexOf('c ends')).toBeLessThan(said.indexOf('a ends'));
    if (other !== store) await other.close();
  });

  test('a repository is forgotten with everything about it, and nothing else', async () => {
    const { repositories, merges, posted } = store;
    for (const repo of [REPO, OTHER, BIG]) await repositories.remember(repo);
    await repositories.remember({ ...OTHER, name: 'renamed' });
    for (const { id } of [REPO, OTHER]) {
      await merges.put(id, [{ request: 'a b', outcome: '{}', validUntil: null }]);
    }
    expect(await repositories.installations()).toEqual([7, 5_000_000_000]);
    expect(await repositories.forget(8, REPO.id)).toEqual([]);
    expect(await repositories.forget(7, REPO.id)).toEqual([REPO]);
    expect((await merges.get(REPO.id, ['a b'])).size).toBe(0);
    expect((await merges.get(OTHER.id, ['a b'])).size).toBe(1);
    expect(await posted.find(REPO.id, 'key')).toBeNull();
    expect(await repositories.of(7)).toEqual([{ ...OTHER, name: 'renamed' }]);
    expect(await repositories.forget(5_000_000_000, null)).toEqual([BIG]);
    await repositories.forget(7, null);
  });

  test('trial merges are asked of git once, except outcomes that may pass', async () => {
    const asked: string[] = [];
    const outcomes: Record<string, TrialMerge> = {
      A: { verdict: 'clean', tree: 't' },
      B: { verdict: 'undetermined', reason: 'unrelated', detail: 'no common commit' },
      C: { verdict: 'undetermined', reason: 'timeout', detail: '30 s' },
      E: { verdict: 'undetermined', reason: 'missing-object', detail: 'not there yet' },
      D: {
        verdict: 'conflict',
        tree: 't',
        conflicts: [
          {
            kind: 'content',
            paths: ['a\u0000b\ud800"'],
            ours: { path: null },
            theirs: { path: 'ü' },
            regions: [],
            message: '',
          },
        ],
      },
    };
    const git: Git = {
      ...fakeDeps({ heads: [] }).git,
      async trialMerges(_repo, requests, progress) {
        return requests.map(({ ours }, index) => {
          asked.push(String(ours));
          progress?.(index + 1, requests.length);
          return outcomes[String(ours)] as TrialMerge;
        });
      },
    };
    const cached = cachedGit(git, store, { now });
    const requests: MergeRequest[] = ['A', 'B', 'C', 'D', 'E', 'A'].map((ours) => ({
      ours,
      theirs: 'M',
    }));
    const expected = requests.map(({ ours }) => outcomes[String(ours)]);
    const ask = async (progress: string[]) => {
      asked.length = 0;
      const got = await cached.trialMerges(REPO, requests, (done, of) =>
        progress.push(`${done}/${of}`),
      );
      expect(got).toEqual(expected);
      return asked.join('');
    };

    const progress: string[] = [];
    expect(await ask(progress)).toBe('ABCDE');
    expect(progress).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
    progress.length = 0;
    expect(await ask(progress)).toBe('E');
    expect(progress).toEqual(['5/6', '6/6']);
    later(1.1 / (24 * 60)); // a little over a minute
    expect(await ask([])).toBe('CE');

    // Another side, another way to land, another repository and another git are other questions.
    asked.length = 0;
    await cached.trialMerges(REPO, [
      { ours: 'A', theirs: { landed: 'B', on: 'M', how: 'merge' } },
      { ours: 'A', theirs: { landed: 'B', on: 'M', how: 'squash' } },
      { ours: 'A', theirs: { landed: 'M', on: 'B', how: 'merge' } },
    ]);
    await cached.trialMerges(OTHER, requests.slice(0, 1));
    await cachedGit(git, store, { now, engine: '2.50' }).trialMerges(REPO, requests.slice(0, 1));
    expect(asked).toHaveLength(5);
  });

  test('ten thousand outcomes go in and out in bulk', async () => {
    const merges = Array.from({ length: 10_000 }, (_, index) => ({
      request: `${index}`,
      // Some are long.
      outcome: `"${index % 1_000 < 2 ? 'long '.repeat(70_000) : ''}${index}"`,
      validUntil: null,
    }));
    await store.merges.put(77, merges);
    const found = await store.merges.get(77, ['none', ...merges.map(({ request }) => request)]);
    const wrong = merges.filter(({ request, outcome }) => found.get(request) !== outcome);
    expect([found.size, wrong.length]).toEqual([10_000, 0]);
    const portions: string[][] = [];
    for await (const some of requestsIn(store.database, 77)) portions.push(some);
    expect(portions.length).toBeGreaterThan(1);
    expect(new Set(portions.flat())).toEqual(new Set(merges.map(({ request }) => request)));
  });

  test('retention: old things go, what is in use or still tells something stays', async () => {
    const { deliveries, merges, posted } = store;
    const record = { remoteId: 1, url: null, hash: 'x', annotated: false };
    const check = (oid: string) => ({ ...record, checkName: 'Weir / plan', oid });
    await deliveries.add({ guid: 'stuck', bodyHash: 'h', event: 'push', body: body('{}') });
    await merges.put(5, [
      { request: 'used', outcome: '1', validUntil: null },
      { request: 'unused', outcome: '1', validUntil: null },
    ]);
    await posted.save(5, 'comment', { ...record, checkName: null, oid: null });
    await posted.save(5, 'old check', check('a'));
    await posted.save(5, 'newest check', check('b'));
    for (let days = 0; days < 190; days += 20) {
      later(20);
      await merges.get(5, ['used']);
      await store.prune();
    }
    expect([...(await merges.get(5, ['used', 'unused'])).keys()]).toEqual(['used']);
    expect(await posted.find(5, 'comment')).toBeNull();
    const left = [await posted.find(5, 'old check'), await posted.find(5, 'newest check')];
    expect(left.filter(Boolean)).toHaveLength(1);
    expect(await posted.hasPosted({ ...REPO, id: 5 }, 'Weir / plan')).toBe(true);
    // Handled ones are gone, so the same id would be new; one that was never handled is not dropped.
    expect(
      await deliveries.add({ guid: 'g1', bodyHash: 'h1', event: 'push', body: body('') }),
    ).toBe('new');
    expect((await deliveries.takePending(at, 10)).map(({ guid }) => guid)).toContain('stuck');
  });

  test('opening again keeps everything; a database of a newer Weir is refused', async () => {
    await store.repositories.remember(OTHER);
    await store.close();
    store = await openStore({ ...options, now });
    expect(await store.repositories.of(7)).toEqual([OTHER]);
    await store.database.query('INSERT INTO weir.migrations VALUES (99, now())');
    await store.close();
    await expect(openStore({ ...options, now })).rejects.toThrow(
      /The database is at version 99, but this Weir knows only \d+\. Start the newer Weir/,
    );
  });
});

describe('the lock of the data folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-lock-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('a second process is refused by name of the first; a released lock can be taken', async () => {
    const lock = await lockFolder(folder);
    const other = () =>
      run(process.execPath, [
        '--input-type=module',
        '-e',
        `import { lockFolder } from ${JSON.stringify(join(process.cwd(), 'src/adapters/lock.ts'))};
         await lockFolder(${JSON.stringify(folder)}).then((l) => l.release());`,
      ]);
    await expect(other()).rejects.toThrow(`is in use by process ${process.pid} `);
    await expect(lockFolder(folder)).rejects.toThrow('give this one a folder of its own');
    await lock.release();
    await other();
  });

  test.each<[string, object, boolean]>([
    ['a process that is gone', { pid: 4_000_000 }, true],
    ['our own pid in an earlier life', { pid: process.pid, began: '1' }, true],
    ['a reused pid', { pid: 1, began: '1' }, true],
    ['another machine that fell silent', { place: 'elsewhere', silent: true }, true],
    ['another machine that is alive', { place: 'elsewhere' }, false],
  ])('a lock left by %s', async (_who, holder, free) => {
    const lock = await lockFolder(folder);
    const path = join(folder, 'lock.json');
    const left = { ...JSON.parse(await readFile(path, 'utf8')), id: 'other', ...holder };
    await lock.release();
    await writeFile(path, JSON.stringify(left));
    if ('silent' in holder) await utimes(path, new Date(0), new Date(0));
    if (free) await (await lockFolder(folder)).release();
    else await expect(lockFolder(folder)).rejects.toThrow('elsewhere');
    await rm(path, { force: true });
  });

  test('of many that ask at once, one gets it, also over a dead lock', async () => {
    const path = join(folder, 'lock.json');
    const lock = await lockFolder(folder);
    const dead = { ...JSON.parse(await readFile(path, 'utf8')), pid: 4_000_000, id: 'dead' };
    await lock.release();
    await writeFile(path, JSON.stringify(dead));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    const won = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  });
});
