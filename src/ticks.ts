/** Once a minute the times of the plans are looked at: where one has come, the repository's timetable is kept. */
import type { Job } from './jobs.ts';
import type { Log, Repository } from './ports.ts';

export interface TickOptions {
  /** Repositories whose plan is to be looked at by now. */
  due(): Promise<Repository[]>;
  enqueue(job: Job): Promise<void>;
  log: Log;
}

export interface Ticks {
  /** Looks now. */
  now(): Promise<void>;
  stop(): void;
}

const TICK_MS = 60_000;

export function startTicks({ due, enqueue, log }: TickOptions): Ticks {
  let stopped = false;
  const tick = async () => {
    for (const repo of await due()) {
      if (stopped) return;
      await enqueue({ kind: 'timetable', repo });
    }
  };
  const timer = setInterval(() => {
    tick().catch((error: unknown) => {
      if (stopped) return;
      log.warn({ err: error }, 'The times of the plans could not be looked at; in a minute again');
    });
  }, TICK_MS);
  timer.unref();
  return {
    now: tick,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
