/** What the server does from time to time, without being asked. */
import type { Logger } from 'pino';
import { listInstallations } from '../adapters/github.ts';
import type { Job } from '../jobs.ts';
import { type Sweeps, startSweeps } from '../sweeps.ts';
import { startTicks, type Ticks } from '../ticks.ts';
import type { Webhook } from '../web/webhook.ts';
import type { Connections } from './connections.ts';

const SWEEP_EVERY_MS = 15 * 60_000;
/** A delivery that could not be handled is tried again at this pace. */
const REPLAY_EVERY_MS = 30_000;
/** Running trial builds are looked at again at this pace. */
const FOLLOW_EVERY_MS = 60_000;

export interface Clocks {
  sweeps: Sweeps;
  ticks: Ticks;
  stop(): void;
}

interface Clockwork {
  webhook: Webhook;
  enqueue(job: Job): Promise<void>;
  now(): Date;
  log: Logger;
  /** Milliseconds between two sweeps; left out, a quarter of an hour. */
  sweepEveryMs: number | undefined;
}

export function startClocks(
  { github, store }: Pick<Connections, 'github' | 'store'>,
  { webhook, enqueue, now, log, sweepEveryMs = SWEEP_EVERY_MS }: Clockwork,
): Clocks {
  const replay = every(REPLAY_EVERY_MS, () => webhook.replay(REPLAY_EVERY_MS), {
    log,
    failed: 'Stored deliveries could not be read',
  });
  // Checks that end late, or do not come at all, send no webhook at the moment that counts.
  const followBuilds = async () => {
    for (const id of await store.builds.running()) {
      const repo = await store.repositories.find(id);
      if (repo) await enqueue({ kind: 'trial-builds', repo });
    }
  };
  const follow = every(FOLLOW_EVERY_MS, followBuilds, {
    log,
    failed: 'Running trial builds could not be looked up',
  });
  const sweeps = startSweeps({
    everyMs: sweepEveryMs,
    now,
    installations: () => listInstallations(github),
    enqueue,
    alsoDo: () => store.prune(),
    log,
  });
  const ticks = startTicks({ due: () => store.timetable.due(now()), enqueue, log });
  return {
    sweeps,
    ticks,
    stop() {
      clearInterval(replay);
      clearInterval(follow);
      ticks.stop();
      sweeps.stop();
    },
  };
}

/** Keeps no process alive. */
function every(
  ms: number,
  act: () => Promise<unknown>,
  { log, failed }: { log: Logger; failed: string },
): NodeJS.Timeout {
  const turn = () => {
    act().catch((error: unknown) => log.warn({ err: error }, failed));
  };
  return setInterval(turn, ms).unref();
}
