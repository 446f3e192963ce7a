/**
 * Sweeps: everything is read again at the start and from time to time, so that a missed webhook never
 * matters for long.
 */
import type { Job } from './jobs.ts';
import type { Log, Repository } from './ports.ts';
import { isSweepDue } from './schedule.ts';

export interface SweepOptions {
  everyMs: number;
  now(): Date;
  /** All installations of the App. */
  installations(): Promise<number[]>;
  enqueue(job: Job): Promise<void>;
  /** Housekeeping in the same rhythm. */
  alsoDo(): Promise<void>;
  log: Log;
}

export interface Sweeps {
  /** Enqueues a sweep of every installation now. */
  now(): Promise<void>;
  /** Resolves when a sweep that is being enqueued has been. */
  settled(): Promise<unknown>;
  /** Begins nothing more; a question to GitHub that is under way is not waited for. */
  stop(): void;
}

/** How often it is looked whether a sweep is due; also the pause after one that could not begin. */
const TICK_MS = 60_000;

export function startSweeps(options: SweepOptions): Sweeps {
  const { everyMs, now, installations, enqueue, alsoDo, log } = options;
  let last: Date | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const sweep = async () => {
    const began = now();
    await alsoDo();
    for (const installation of await installations()) {
      if (stopped) return;
      await enqueue({ kind: 'sweep', installation });
    }
    last = began;
  };
  const turn = async () => {
    if (isSweepDue(now(), last, everyMs)) {
      await sweep().catch((error: unknown) => {
        if (stopped) return;
        log.warn({ err: error }, 'A sweep could not begin; it is tried again in a minute');
      });
    }
    if (stopped) return;
    timer = setTimeout(() => {
      running = turn();
    }, TICK_MS);
    timer.unref();
  };
  let running = turn();
  return {
    async now() {
      await running;
      await sweep();
    },
    settled: () => running,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

export interface SweepReads {
  /** Repositories that the installation may see now. */
  list(installation: number): Promise<Repository[]>;
  /** Repositories that it could see before. */
  known(installation: number): Promise<Repository[]>;
  enqueue(job: Job): Promise<void>;
}

/** Does a `sweep` job: looks at every repository again and forgets those that can no longer be seen. */
export async function sweepInstallation(
  installation: number,
  { list, known, enqueue }: SweepReads,
): Promise<void> {
  // Before GitHub is asked: a repository that is added in between must not be taken for one that is gone.
  const before = await known(installation);
  const seen = await list(installation);
  for (const repo of seen) {
    await enqueue({ kind: 'integrate', repo });
    await enqueue({ kind: 'check-plans', repo });
    await enqueue({ kind: 'approvals', repo, about: 'all' });
    await enqueue({ kind: 'merge-queue', repo });
    await enqueue({ kind: 'timetable', repo });
    await enqueue({ kind: 'progress', repo });
    await enqueue({ kind: 'trial-builds', repo });
  }
  const ids = new Set(seen.map(({ id }) => id));
  for (const { id } of before) {
    if (!ids.has(id)) await enqueue({ kind: 'forget', installation, repo: id });
  }
}
