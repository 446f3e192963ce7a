/** Looks at the times of a repository's plan: takes on what is due, and says when to look again. */
import type { Job } from './jobs.ts';
import { readPlan } from './plan/read.ts';
import type { Timetable } from './ports/timetable.ts';
import type { Deps, Repository } from './ports.ts';
import { dueJobs } from './schedule.ts';

/** What jobs may reach that keep times. */
export type TimedDeps = Deps & { timetable: Timetable };

/** So far back it is known what was kept. */
const MEMORY_DAYS = 60;
/** What is due and does not come to its end is begun again at this pace. */
const AGAIN_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/**
 * Does a `timetable` job. Each occasion is taken on in the ledger before its job is added: whoever dies in between
 * leaves an occasion that is not done, and it is found again.
 */
export async function keepTimetable(
  repo: Repository,
  deps: TimedDeps,
  enqueue: (job: Job) => Promise<void>,
): Promise<void> {
  const { defaultBranch } = await deps.forge.repository(repo);
  const { state } = await readPlan(repo, defaultBranch, deps);
  // A broken plan may be mended: until then nothing is due, and what was missed is late.
  if (state.kind !== 'valid') return deps.timetable.setNext(repo, null);
  const now = deps.now();
  const since = new Date(now.getTime() - MEMORY_DAYS * DAY_MS).toISOString();
  const { due, next } = dueJobs(now, state.plan, await deps.timetable.kept(repo, since));
  for (const occasion of due) {
    const { doneAt } = await deps.timetable.claim(repo, occasion);
    if (doneAt === null) await enqueue({ kind: 'occasion', repo, occasion });
  }
  const again = due.length > 0 ? now.getTime() + AGAIN_MS : Number.POSITIVE_INFINITY;
  const at = Math.min(again, next?.getTime() ?? Number.POSITIVE_INFINITY);
  await deps.timetable.setNext(repo, Number.isFinite(at) ? new Date(at).toISOString() : null);
}
