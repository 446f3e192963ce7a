/** The server's composition root: settings → adapters → webhooks, queue, sweeps and the web server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Probot } from 'probot';
import { createApply } from './adapters/apply.ts';
import { cachedGit } from './adapters/cached-git.ts';
import { evidenceMemory } from './adapters/evidence-memory.ts';
import { createMirrors, gitVersion } from './adapters/git.ts';
import { createActivity } from './adapters/github/activity.ts';
import { createArtifactForge } from './adapters/github/artifacts.ts';
import { githubCallers } from './adapters/github/callers.ts';
import { createChecks } from './adapters/github/checks.ts';
import { octokitClass } from './adapters/github/client.ts';
import { createIssueForge } from './adapters/github/issues.ts';
import { createReviewForge } from './adapters/github/reviews.ts';
import {
  connectGitHub,
  createForge,
  listInstallations,
  listRepositories,
  remotes,
} from './adapters/github.ts';
import { createLog, createSecrets } from './adapters/log.ts';
import { openStore } from './adapters/store.ts';
import { registerWebhooks } from './app.ts';
import { evaluateText } from './approvals/answer.ts';
import { explainPull } from './approvals/run.ts';
import { readSettings, type Settings } from './configuration.ts';
import type { Job } from './jobs.ts';
import { type Queue, startQueue } from './queue.ts';
import { type RepositoryJob, runJob } from './run-job.ts';
import { startSweeps, sweepInstallation } from './sweeps.ts';
import { startTicks } from './ticks.ts';
import { keepTimetable, type TimedDeps } from './timetable.ts';
import { createMetrics } from './web/metrics.ts';
import { startWeb } from './web/server.ts';
import { createSimulation } from './web/simulation.ts';
import { createWebhook } from './web/webhook.ts';

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

const SWEEP_EVERY_MS = 15 * 60_000;
const DRAIN_MS = 15_000;
/**
 * A look at progress reads the reviews of every open pull request, some five requests each; GitHub allows 5,000 an hour.
 * What moves within ten minutes is looked at together; `/status` does not wait.
 */
const PROGRESS_PATIENCE_SECONDS = 600;
/** A delivery that could not be handled is tried again at this pace. */
const REPLAY_EVERY_MS = 30_000;
/** Running trial builds are looked at again at this pace. */
const FOLLOW_EVERY_MS = 60_000;

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
  const secrets = createSecrets();
  for (const secret of [settings.privateKey, settings.webhookSecret, settings.databaseUrl ?? '']) {
    secrets.add(secret);
  }
  const log = createLog(settings.logLevel, secrets, overrides.writeLog);
  const pacing = overrides.pacing ?? true;
  const github = connectGitHub({
    appId: settings.appId,
    privateKey: settings.privateKey,
    githubUrl: settings.githubUrl,
    pacing,
    onSecret: secrets.add,
    now,
    log: octokitLog(log),
  });

  const closers: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const store = await openStore({
      dataDir: settings.dataDir,
      databaseUrl: settings.databaseUrl,
      now,
      onError: (error) => log.warn({ err: error }, 'A database connection broke'),
    });
    closers.push(() => store.close());

    let queue: Queue | null = null;
    const metrics = createMetrics(async () => queue?.depth() ?? { waiting: 0, running: 0 });
    const mirrors = createMirrors({
      root: join(settings.dataDir, 'mirrors'),
      remote: remotes(settings.githubUrl, github.tokens),
      pushRemote: remotes(settings.githubUrl, github.tokens, 'write'),
      log,
    });
    // Another git may judge the same objects differently, so it gets a memory of its own.
    const { version } = await gitVersion();
    const deps: TimedDeps = {
      forge: createForge(github),
      git: cachedGit(mirrors, store, {
        now,
        engine: version ?? 'none',
        onMerges: metrics.trialMerges,
      }),
      reviews: createReviewForge(github, store),
      checks: createChecks(github, now),
      evidence: mirrors.evidence,
      activity: createActivity(github, evidenceMemory(store)),
      memory: evidenceMemory(store),
      issues: createIssueForge(github),
      artifacts: createArtifactForge(github, store),
      timetable: store.timetable,
      ledger: {
        ...store.heard,
        hasPosted: store.posted.hasPosted,
        builds: store.builds.builds,
      },
      apply: createApply({
        github,
        posted: store.posted,
        overrides: store.heard,
        alone: store.database.alone,
        now,
        builds: store.builds,
        branches: mirrors,
        log,
        onApplied: ({ kind }, { outcome }) => metrics.effect(kind, outcome),
      }),
      now,
      log,
    };

    const run = overrides.runJob ?? runJob;
    const jobs = await startQueue({
      database: store.database,
      log,
      ...(overrides.retry ? { retry: overrides.retry } : {}),
      run: async (job) => {
        switch (job.kind) {
          case 'sweep':
            // What may be read and written is asked afresh, too.
            github.tokens.forget(job.installation);
            return sweepInstallation(job.installation, {
              list: (installation) => listRepositories(github, installation),
              known: store.repositories.of,
              enqueue,
            });
          case 'forget':
            github.tokens.forget(job.installation);
            await mirrors.forget(job.installation, job.repo);
            await store.repositories.forget(job.installation, job.repo);
            return;
          case 'timetable':
            return (overrides.keepTimetable ?? keepTimetable)(job.repo, deps, enqueue);
          case 'people':
            await store.people.flush(job.installation);
            for (const repo of await store.repositories.of(job.installation)) {
              await enqueue({ kind: 'approvals', repo, about: 'all' });
            }
            return;
          default:
            return run(job, deps);
        }
      },
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

    const probot = new Probot({
      appId: settings.appId,
      privateKey: settings.privateKey,
      secret: settings.webhookSecret,
      baseUrl: settings.githubUrl,
      log: log.child({}, { level: 'silent' }),
      Octokit: octokitClass(pacing),
    });
    await probot.ready();
    /** Whatever is heard of a repository also shows whether something is overdue there. */
    const heard = async (job: Job) => {
      await enqueue(job);
      if (!('repo' in job) || job.repo === null || typeof job.repo !== 'object') return;
      for (const repo of await store.timetable.due(now(), job.repo.id)) {
        await enqueue({ kind: 'timetable', repo });
      }
    };
    registerWebhooks(probot, heard, {
      appId: settings.appId,
      onRerun: (repo, oid) => store.posted.removeChecks(repo.id, oid),
      onPush: store.heard.recordPush,
      onArrival: store.heard.recordArrival,
      onReviewEdited: store.heard.recordEdit,
    });
    const webhook = createWebhook({
      secret: settings.webhookSecret,
      deliveries: store.deliveries,
      receive: (event) => probot.receive(event as Parameters<Probot['receive']>[0]),
      log,
      onDelivery: metrics.delivery,
      now,
    });
    const replayed = await webhook.replay();
    if (replayed > 0)
      log.info({ deliveries: replayed }, 'Handled deliveries from before the start');

    let ready = false;
    const web = await startWeb({
      host: settings.host,
      port: settings.port,
      webhook,
      metrics,
      simulation: createSimulation({
        callers: githubCallers(settings.githubUrl),
        evaluate: evaluateText,
        repository: store.repositories.find,
        explain: (repo, number) => explainPull(repo, number, deps),
        now,
      }),
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
    closers.push(() => web.close());

    const replay = setInterval(() => {
      webhook.replay(REPLAY_EVERY_MS).catch((error: unknown) => {
        log.warn({ err: error }, 'Stored deliveries could not be read');
      });
    }, REPLAY_EVERY_MS);
    replay.unref();
    /** Checks that end late, or do not come at all, send no webhook at the moment that counts. */
    const followBuilds = async () => {
      for (const id of await store.builds.running()) {
        const repo = await store.repositories.find(id);
        if (repo) await enqueue({ kind: 'trial-builds', repo });
      }
    };
    const follow = setInterval(() => {
      followBuilds().catch((error: unknown) => {
        log.warn({ err: error }, 'Running trial builds could not be looked up');
      });
    }, FOLLOW_EVERY_MS);
    follow.unref();
    const sweeps = startSweeps({
      everyMs: overrides.sweepEveryMs ?? SWEEP_EVERY_MS,
      now,
      installations: () => listInstallations(github),
      enqueue,
      alsoDo: () => store.prune(),
      log,
    });
    const ticks = startTicks({ due: () => store.timetable.due(now()), enqueue, log });
    closers.push(async () => {
      ready = false;
      clearInterval(replay);
      ticks.stop();
      clearInterval(follow);
      sweeps.stop();
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
        await sweeps.settled();
        do {
          await jobs.idle();
        } while (webhook.inFlight() > 0 || (await store.deliveries.pendingCount()) > 0);
      },
      sweep: () => sweeps.now(),
      tick: () => ticks.now(),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Octokit's sentences, without the bodies of requests that it hands over beside them. */
function octokitLog(log: Logger) {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...said: unknown[]) => {
      const message = said.find((part) => typeof part === 'string');
      if (message !== undefined) log[level]({ from: 'octokit' }, message);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

/** Longer than the server needs to end by itself; then the process ends anyway. */
const LAST_RESORT_MS = 25_000;

/**
 * `weir start`: runs the server until the process is told to stop.
 *
 * @param say receives sentences for the operator
 * @returns the exit code: 0 stopped on request, 1 could not start or stop, 2 settings are wrong
 */
export async function runServer(
  environment: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = (line) => {
    process.stderr.write(`${line}\n`);
  },
): Promise<number> {
  const read = readSettings(environment, (path) => readFileSync(path, 'utf8'));
  if (!read.ok) {
    say('Weir cannot start; these settings need attention:');
    for (const error of read.errors) say(`  - ${error}`);
    return 2;
  }
  // Children and crash reports see the environment, so the secrets leave it.
  for (const name of ['WEIR_PRIVATE_KEY', 'PRIVATE_KEY', 'WEIR_WEBHOOK_SECRET', 'WEBHOOK_SECRET']) {
    delete environment[name];
  }
  try {
    const server = await startServer(read.settings);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    const lastResort = setTimeout(() => process.exit(1), LAST_RESORT_MS);
    await server.close();
    clearTimeout(lastResort);
    // A question to GitHub that waits to be repeated must not keep the process.
    setTimeout(() => process.exit(0), 500).unref();
    return 0;
  } catch (error) {
    say(`Weir stopped: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
