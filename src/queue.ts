/**
 * The durable job queue: at most one job runs and one waits per key, never two of one repository at
 * once, retries with growing pauses, and a record of what failed for good.
 */
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database } from './adapters/store/database.ts';
import { type Job, jobKey } from './jobs.ts';
import type { Log } from './ports.ts';
import { makeTriggers } from './queue-triggers.ts';
import { inTurn, type Turns } from './turns.ts';

export interface QueueOptions {
  database: Database;
  run(job: Job): Promise<void>;
  log: Log;
  /** Jobs of different repositories that may run at once. */
  concurrency?: number;
  retry?: { limit: number; delaySeconds: number };
  /** Seconds that a job waits for more of its kind before it runs; 0 unless given. */
  patience?(job: Job): number;
  onFinished?(job: Job, outcome: 'done' | 'failed', seconds: number): void;
  /** A job that failed at every attempt. */
  onDead?(job: Job): void;
}

export interface QueueDepth {
  waiting: number;
  running: number;
}

export interface Queue {
  /** Adds a job; while one of the same key waits, nothing is added, since that one will see it all. */
  add(job: Job): Promise<void>;
  depth(): Promise<QueueDepth>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  /** Lets running jobs end for up to `timeoutMs`; the rest is handed back to the queue. */
  stop(timeoutMs: number): Promise<void>;
}

const JOBS = 'jobs';
const DEAD = 'jobs-dead';
const POLL_SECONDS = 0.5;
/** A job on a machine that died is given to another one after about this long. */
const HEARTBEAT_SECONDS = 15;

export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { database, log } = options;
  const boss = new PgBoss({
    ...database.queueOptions,
    schema: 'weir_queue',
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on('error', (error) => log.error({ err: error }, 'The job queue reported an error'));
  boss.on('warning', (warning) => log.warn({ warning }, 'The job queue reported a warning'));
  await boss.start();
  await makeTriggers(database, JOBS);
  const retry = options.retry ?? { limit: 5, delaySeconds: 2 };
  await createQueues(boss, retry);
  if (database.engine === 'embedded') await releaseOrphans(boss, database, log);

  const turns: Turns<string> = new Map();
  const workers: string[] = [];
  for (let count = 0; count < (options.concurrency ?? 2); count++) {
    const worker = await boss.work<Job>(
      JOBS,
      {
        batchSize: 1,
        groupConcurrency: 1,
        pollingIntervalSeconds: POLL_SECONDS,
        notifyPollingIntervalSeconds: POLL_SECONDS,
      },
      async ([taken]) => {
        if (!taken) return;
        try {
          // A job whose claim was lost, to a machine that stood still, say, is given out again while it still runs.
          await inTurn(turns, jobGroup(taken.data), () => runOne(taken.data, options));
        } finally {
          // More may be waiting: without this a worker takes one job per polling interval.
          for (const id of workers) boss.notifyWorker(id);
        }
      },
    );
    workers.push(worker);
  }
  await boss.work(
    DEAD,
    { includeMetadata: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
    async ([dead]: JobWithMetadata<Job>[]) => {
      if (!dead) return;
      const attempts = (dead.sourceRetryCount ?? 0) + 1;
      // While one of its key waits to be tried again, a second one that fails gives way to it at once.
      if (attempts <= retry.limit) return;
      log.error(
        { job: jobKey(dead.data), attempts, reason: reasonOf(dead.sourceOutput) },
        'A job failed for good; the next sweep or push tries again',
      );
      options.onDead?.(dead.data);
    },
  );

  const depth = async (): Promise<QueueDepth> => {
    const [row] = await database.query<QueueDepth>(
      `SELECT count(*) FILTER (WHERE state < 'active')::int AS waiting,
              count(*) FILTER (WHERE state = 'active')::int AS running
       FROM weir_queue.job WHERE name IN ('${JOBS}', '${DEAD}') AND state <= 'active'`,
    );
    return row ?? { waiting: 0, running: 0 };
  };
  return {
    async add(job) {
      await boss.send(JOBS, job, {
        singletonKey: jobKey(job),
        group: { id: jobGroup(job) },
        priority: job.kind === 'command' || job.kind === 'button' ? 10 : 0,
        ...startAfter(options.patience?.(job) ?? 0),
      });
    },
    depth,
    async idle() {
      for (;;) {
        const { waiting, running } = await depth();
        if (waiting + running === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async stop(timeoutMs) {
      await boss.stop({ graceful: true, timeout: timeoutMs });
    },
  };
}

const startAfter = (seconds: number) => (seconds > 0 ? { startAfter: seconds } : {});

/** What must not be worked on by two jobs at once. */
export function jobGroup(job: Job): string {
  switch (job.kind) {
    case 'sweep':
    case 'people':
      return `installation ${job.installation}`;
    case 'forget':
      return job.repo === null ? `installation ${job.installation}` : `repository ${job.repo}`;
    default:
      return `repository ${job.repo.id}`;
  }
}

async function createQueues(
  boss: PgBoss,
  retry: { limit: number; delaySeconds: number },
): Promise<void> {
  await boss.createQueue(DEAD, { policy: 'standard', notify: true });
  const settings = {
    deadLetter: DEAD,
    notify: true,
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 3_600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: 86_400,
  };
  await boss.createQueue(JOBS, { policy: 'stately', ...settings });
  // An existing queue keeps the settings it was made with, unless told.
  await boss.updateQueue(JOBS, settings);
  // The queue's facts are read on first use; a first use inside a transaction would wait for itself.
  await boss.fetch(DEAD, { batchSize: 1, minPriority: 1_000_000 });
  await boss.fetch(JOBS, { batchSize: 1, minPriority: 1_000_000 });
}

/** The embedded database belongs to one process, so whatever is "running" at its start has died. */
async function releaseOrphans(boss: PgBoss, database: Database, log: Log): Promise<void> {
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM weir_queue.job WHERE name = '${JOBS}' AND state = 'active'`,
  );
  if (rows.length === 0) return;
  await boss.fail(
    JOBS,
    rows.map(({ id }) => id),
    { message: 'The process ended while this job ran' },
  );
  log.warn(
    { jobs: rows.length },
    'Jobs that were cut off by the end of the process will run again',
  );
}

async function runOne(job: Job, { run, log, onFinished = () => {} }: QueueOptions): Promise<void> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  try {
    await run(job);
  } catch (error) {
    log.warn({ job: jobKey(job), err: error }, 'A job failed; it will be tried again');
    onFinished(job, 'failed', seconds());
    throw error;
  }
  onFinished(job, 'done', seconds());
}

function reasonOf(output: unknown): string {
  const { message, value } = (output ?? {}) as { message?: unknown; value?: unknown };
  return typeof message === 'string' ? message : JSON.stringify(value ?? output);
}
