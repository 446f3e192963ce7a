/** What the server reaches the world through: GitHub, the database, the mirrors, and what jobs may use of them. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApply } from '../adapters/apply.ts';
import { cachedGit } from '../adapters/cached-git.ts';
import { evidenceMemory } from '../adapters/evidence-memory.ts';
import { createMirrors, gitVersion, type Mirrors } from '../adapters/git.ts';
import { createActivity } from '../adapters/github/activity.ts';
import { createArtifactForge } from '../adapters/github/artifacts.ts';
import { createChecks } from '../adapters/github/checks.ts';
import { createIssueForge } from '../adapters/github/issues.ts';
import { createReviewForge } from '../adapters/github/reviews.ts';
import { connectGitHub, createForge, type GitHub, remotes } from '../adapters/github.ts';
import type { Secrets } from '../adapters/log.ts';
import { openStore, type Store } from '../adapters/store.ts';
import type { Settings } from '../configuration.ts';
import type { TimedDeps } from '../timetable.ts';
import type { Metrics } from '../web/metrics.ts';

export interface Connections {
  github: GitHub;
  store: Store;
  mirrors: Mirrors;
  /** For jobs. */
  deps: TimedDeps;
}

interface Surroundings {
  now(): Date;
  log: Logger;
  secrets: Secrets;
  /** Spacing of writes to GitHub and retries. */
  pacing: boolean;
  metrics: Metrics;
  /** What has to be closed, in reverse order; filled as things are opened. */
  closers: (() => Promise<unknown>)[];
}

/** @throws with a sentence for the operator when the data folder is in use or the database cannot be reached */
export async function connect(
  settings: Settings,
  { now, log, secrets, pacing, metrics, closers }: Surroundings,
): Promise<Connections> {
  const github = connectGitHub({
    appId: settings.appId,
    privateKey: settings.privateKey,
    githubUrl: settings.githubUrl,
    pacing,
    onSecret: secrets.add,
    now,
    log: octokitLog(log),
  });
  const store = await openStore({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    now,
    onError: (error) => log.warn({ err: error }, 'A database connection broke'),
  });
  closers.push(() => store.close());
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
  return { github, store, mirrors, deps };
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
