import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openStore, type Store } from '#src/adapters/store.ts';
import type { Job } from '#src/jobs.ts';
import { type Queue, startQueue } from '#src/queue.ts';
import { REPO } from '../fakes.ts';
import { pglite, postgres, type TestDatabase } from './databases.ts';

const RIVER: Job = { kind: 'integrate', repo: REPO };
const RIVER_PLANS: Job = { kind: 'check-plans', repo: REPO };
const CANAL: Job = { kind: 'integrate', repo: { ...REPO, id: 2, name: 'canal' } };
const command = (comment: number): Job => ({
  kind: 'command',
  repo: REPO,
  issue: 1,
  comment,
  author: 'alice',
  at: '2025-07-07T08:59:00Z',
  call: { name: 'integrate', args: [] },
});

/** A job that runs until it is told to end. */
function latch() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe.each([
  ['PGlite', async () => pglite()],
  ['PostgreSQL', postgres],
])('the queue on %s', (_engine, prepare) => {
  let databases: TestDatabase;
  let store: Store;
  let queue: Queue;
  let run: (job: Job) => Promise<void>;
  let events: string[];
  const name = (job: Job) =>
    'repo' in job && typeof job.repo === 'object' && job.repo
      ? `${job.kind} ${job.repo.name}`
      : job.kind;
  const start = () =>
    startQueue({
      database: store.database,
      run: (job) => run(job),
      log: {
        info() {},
        warn: (_facts, message) => events.push(`warn: ${message}`),
        error: (facts, message) => events.push(`error: ${message} ${JSON.stringify(facts)}`),
      },
      retry: { limit: 2, delaySeconds: 1 },
      patience: ({ kind }) => (kind === 'progress' ? 2 : 0),
      onFinished: (job, outcome) => events.push(`${outcome} ${name(job)}`),
      onDead: (job) => events.push(`dead ${name(job)}`),
    });
  /** Waits for something that must come; the test's own limit ends it otherwise. */
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  beforeAll(async () => {
    databases = await prepare();
    store = await openStore(await databases.fresh());
  });
  beforeEach(async () => {
    events = [];
    run = async () => {};
    queue = await start();
  });
  afterEach(async () => {
    await queue?.stop(2_000);
  });
  afterAll(async () => {
    await store?.close();
    await databases?.stop();
  });

  test('a job runs soon after it was added', async () => {
    const began = performance.now();
    await queue.add(RIVER);
    await queue.idle();
    expect(events).toEqual(['done integrate river']);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('of one key, one job runs and one waits, however many are added', async () => {
    const first = latch();
    let running = 0;
    run = async () => {
      expect(++running).toBe(1);
      await first.opened;
      running--;
    };
    await queue.add(RIVER);
    await until(() => running === 1);
    for (let times = 0; times < 5; times++) await queue.add(RIVER);
    expect(await queue.depth()).toEqual({ waiting: 1, running: 1 });
    first.open();
    await queue.idle();
    expect(events).toEqual(['done integrate river', 'done integrate river']);
  });

  test('of a kind that is patient, all that come while one waits are one; others pass it', async () => {
    const began = performance.now();
    const progress: Job = { kind: 'progress', repo: REPO };
    for (let times = 0; times < 5; times++) await queue.add(progress);
    await queue.add(RIVER);
    await until(() => events.length > 0);
    await queue.add(progress);
    await queue.idle();
    expect(events).toEqual(['done integrate river', 'done progress river']);
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });

  test('what the statistics saw running keeps nothing waiting', async () => {
    await store.database.query(
      "UPDATE weir_queue.queue SET singletons_active = ARRAY['integrate 1'] WHERE name = 'jobs'",
    );
    // Started anew, the queue reads what it knows of itself.
    await queue.stop(2_000);
    queue = await start();
    await queue.add(RIVER);
    await queue.idle();
    expect(events).toEqual(['done integrate river']);
  });

  test('two repositories are worked on at once, one repository never by two jobs', async () => {
    const gate = latch();
    const running = new Set<string>();
    let most = 0;
    run = async (job) => {
      const repo = name(job).split(' ')[1] as string;
      expect(running.has(repo)).toBe(false);
      running.add(repo);
      most = Math.max(most, running.size);
      await (job.kind === 'integrate' ? gate.opened : undefined);
      running.delete(repo);
    };
    for (const job of [RIVER, RIVER_PLANS, CANAL, command(1), command(2)]) await queue.add(job);
    await until(() => running.size === 2);
    // Time enough for a worker to take a third job, if it would.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(running).toEqual(new Set(['river', 'canal']));
    gate.open();
    await queue.idle();
    expect(most).toBe(2);
    expect(events).toHaveLength(5);
  });

  test('a job that was given out again while it still runs waits for itself', async () => {
    const gate = latch();
    let [running, most] = [0, 0];
    run = async () => {
      most = Math.max(most, ++running);
      if (events.length === 0) await gate.opened;
      running--;
    };
    await queue.add(RIVER);
    await until(() => running === 1);
    // What pg-boss does to a job of which it has heard nothing for too long.
    await store.database.query(
      "UPDATE weir_queue.job SET state = 'retry', start_after = now() WHERE state = 'active'",
    );
    const isGivenOut = async () => {
      const rows = await store.database.query(
        "SELECT 1 FROM weir_queue.job WHERE name = 'jobs' AND state = 'active' AND retry_count > 0",
      );
      return rows.length > 0;
    };
    while (!(await isGivenOut())) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(most).toBe(1);
    gate.open();
    await queue.idle();
    await until(() => events.length === 2);
    expect(most).toBe(1);
  });

  // On one connection, as PGlite has it, nobody asks in the same instant.
  test('however many workers ask in the same instant, one gets a job of a repository', async () => {
    const others = await Promise.all([start(), start()]);
    const running = new Set<string>();
    const overlaps: string[] = [];
    run = async (job) => {
      const repo = name(job).split(' ')[1] as string;
      if (running.has(repo)) overlaps.push(name(job));
      running.add(repo);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.delete(repo);
    };
    const jobs = [RIVER, RIVER_PLANS, CANAL, ...[1, 2, 3, 4, 5].map(command)];
    for (let round = 0; round < 20; round++) {
      await Promise.all(jobs.map((job) => queue.add(job)));
      await queue.idle();
    }
    await Promise.all(others.map((other) => other.stop(2_000)));
    expect(overlaps).toEqual([]);
  });

  test('what a person asked for goes before what was waiting', async () => {
    const [river, canal] = [latch(), latch()];
    let running = 0;
    run = async (job) => {
      if (job.kind !== 'integrate') return;
      running++;
      await (job.repo.id === REPO.id ? river : canal).opened;
    };
    // The other worker has its own work: two that ask in the same instant may each get a job, in any order.
    for (const job of [RIVER, CANAL]) await queue.add(job);
    await until(() => running === 2);
    await queue.add(RIVER_PLANS);
    await queue.add(command(3));
    river.open();
    await until(() => events.length === 3);
    canal.open();
    await queue.idle();
    expect(events).toEqual([
      'done integrate river',
      'done command river',
      'done check-plans river',
      'done integrate canal',
    ]);
  });

  test('a job that fails is tried again with growing pauses, then recorded with its reason', async () => {
    const times: number[] = [];
    run = async () => {
      times.push(performance.now());
      throw new Error(`outage ${times.length}`);
    };
    await queue.add(RIVER);
    await queue.idle();
    expect(times).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThan(500);
    expect(third - second).toBeGreaterThan(1_000);
    expect(events.at(-1)).toBe('dead integrate river');
    expect(events.find((event) => event.startsWith('error'))).toMatch(
      /^error: A job failed for good.*"job":"integrate 1","attempts":3,"reason":"outage 3"/,
    );
    // It does not stand in the way of the next one.
    run = async () => {};
    await queue.add(RIVER);
    await queue.idle();
    expect(events.at(-1)).toBe('done integrate river');
  });

  test('stopping lets a running job end and keeps what waits for the next start', async () => {
    const gate = latch();
    let began = false;
    run = async () => {
      began = true;
      await gate.opened;
    };
    await queue.add(RIVER);
    await until(() => began);
    await queue.add(RIVER_PLANS);
    setTimeout(gate.open, 300);
    await queue.stop(5_000);
    expect(events).toEqual(['done integrate river']);
    queue = await start();
    await queue.idle();
    expect(events).toEqual(['done integrate river', 'done check-plans river']);
  });
});
