/** Puts the server together: connections → queue → webhooks → web → clocks. */
import { githubCallers } from './adapters/github/callers.ts';
import { createLog, createSecrets } from './adapters/log.ts';
import { evaluateText } from './approvals/answer.ts';
import { explainPull } from './approvals/run.ts';
import type { Settings } from './configuration.ts';
import { judgeOpenHeads } from './integration/run.ts';
import type { Job } from './jobs.ts';
import { type Queue, startQueue } from './queue.ts';
import { type RepositoryJob, runJob } from './run-job.ts';
import { startClocks } from './server/clocks.ts';
import { connect } from './server/connections.ts';
import { connectDashboard } from './server/dashboard.ts';
import { listen } from './server/listen.ts';
import { work } from './server/work.ts';
import { keepTimetable, type TimedDeps } from './timetable.ts';
import { createForecasts } from './web/forecasts.ts';
import { createIntegrationApi } from './web/integration-api.ts';
import { createApiCallers } from './web/json-api.ts';
import { createMetrics } from './web/metrics.ts';
import { startWeb } from './web/server.ts';
import { createSimulation } from './web/simulation.ts';

/** What tests and the demo replace. */
export interface Overrides {
  runJob?: (job: RepositoryJob, deps: TimedDeps) => Promise<void>;
  keepTimetable?: typeof keepTimetable;
  now?: () => Date;
  /** Spacing of writes to GitHub and retries; on unless told otherwise. */
  pacing?: boolean;
  /** Whether progress is looked at again when something moved (default), or on command and at the plan's times only. */
  watch?: boolean;
  /** Milliseconds between two sweeps. */
  sweepEveryMs?: number;
  /** Receives finished log lines instead of standard error. */
  writeLog?: (line: string) => void;
  retry?: { limit: number; delaySeconds: number };
}

export interface RunningServer {
  /** Where the server listens, without a slash at the end. */
  url: string;
  /** Ends in at most 25 seconds: no new work, running jobs end or go back to the queue, everything is closed. */
  close(): Promise<void>;
  /** Resolves when every delivery is handled and no job waits or runs. */
  idle(): Promise<void>;
  /** Reads all repositories again now, as the regular sweeps do. */
  sweep(): Promise<void>;
  /** Looks at the times of the plans now, as it does every minute. */
  tick(): Promise<void>;
}

const DRAIN_MS = 15_000;
/**
 * A look at progress reads the reviews of every open pull request, some five requests each; GitHub allows 5,000 an hour.
 * What moves within ten minutes is looked at together; `/status` does not wait.
 */
const PROGRESS_PATIENCE_SECONDS = 600;

/**
 * Starts the server; it is ready when the promise resolves.
 *
 * @throws with a sentence for the operator when the data folder is in use, the database cannot be
 *   reached or the port is taken
 */
export async function startServer(
  settings: Settings,
  overrides: Overrides = {},
): Promise<RunningServer> {
  const now = overrides.now ?? (() => new Date());
  const pacing = overrides.pacing ?? true;
  const secrets = createSecrets();
  for (const secret of [
    settings.privateKey,
    settings.webhookSecret,
    settings.databaseUrl ?? '',
    settings.dashboard?.clientSecret ?? '',
  ]) {
    secrets.keep(secret);
  }
  const log = createLog(settings.logLevel, secrets, overrides.writeLog);
  const closers: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    let queue: Queue | null = null;
    const metrics = createMetrics(async () => queue?.depth() ?? { waiting: 0, running: 0 });
    const around = { now, log, secrets, pacing, metrics, closers };
    const connections = await connect(settings, around);
    const { store, deps } = connections;

    const jobs = await startQueue({
      database: store.database,
      log,
      ...(overrides.retry ? { retry: overrides.retry } : {}),
      run: (job) =>
        work(job, connections, {
          runJob: overrides.runJob ?? runJob,
          keepTimetable: overrides.keepTimetable ?? keepTimetable,
          enqueue,
        }),
      // A push, its checks and its pull request come one after the other, and the plan issue is written once.
      patience: ({ kind }) => (pacing && kind === 'progress' ? PROGRESS_PATIENCE_SECONDS : 0),
      onFinished: ({ kind }, outcome, seconds) => metrics.job(kind, outcome, seconds),
      onDead: ({ kind }) => metrics.deadJob(kind),
    });
    queue = jobs;
    closers.push(() => jobs.stop(DRAIN_MS));
    async function enqueue(job: Job): Promise<void> {
      if (job.kind === 'progress' && overrides.watch === false) return;
      if ('repo' in job && job.repo !== null && typeof job.repo === 'object') {
        await store.repositories.remember(job.repo);
      }
      await jobs.add(job);
    }

    const webhook = await listen(settings, { store, enqueue, metrics, pacing, now, log });
    const callers = createApiCallers(
      githubCallers(settings.githubUrl),
      store.repositories.find,
      now,
    );
    let ownUrl = '';
    const forecasts = createForecasts((repo) => judgeOpenHeads(repo, deps), { now, log });
    let ready = false;
    const web = await startWeb({
      host: settings.host,
      port: settings.port,
      webhook,
      metrics,
      dashboard: connectDashboard(settings, {
        store,
        forecasts,
        secrets,
        log,
        now,
        ownUrl: () => ownUrl,
      }),
      apis: [
        createSimulation({
          callers,
          evaluate: evaluateText,
          explain: (repo, number) => explainPull(repo, number, deps),
        }),
        createIntegrationApi(callers, forecasts),
      ],
      log,
      async unready() {
        if (!ready) return 'Weir is starting or stopping.';
        try {
          await store.ping();
          return null;
        } catch {
          return 'The database does not answer.';
        }
      },
    });
    ownUrl = web.url;
    closers.push(() => web.close());

    const { sweepEveryMs } = overrides;
    const clocks = startClocks(connections, { webhook, enqueue, now, log, sweepEveryMs });
    closers.push(async () => {
      ready = false;
      clocks.stop();
    });
    ready = true;
    log.info({ url: web.url, database: store.database.engine }, 'Weir is ready');

    let closed: Promise<void> | null = null;
    return {
      url: web.url,
      close() {
        closed ??= closeAll().then(() => log.info({}, 'Weir has stopped'));
        return closed;
      },
      async idle() {
        await clocks.sweeps.settled();
        do {
          await jobs.idle();
        } while (webhook.inFlight() > 0 || (await store.deliveries.pendingCount()) > 0);
      },
      sweep: () => clocks.sweeps.now(),
      tick: () => clocks.ticks.now(),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
