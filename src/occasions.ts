/** Keeps an occasion of a plan: once, whoever else is at it, and whatever it was cut off by before. */
import type { Applied, Effect } from './effects.ts';
import type { Job } from './jobs.ts';
import type { Run } from './ports.ts';
import type { TimedDeps } from './timetable.ts';

export type OccasionJob = Extract<Job, { kind: 'occasion' }>;

/**
 * Does what the occasion is for unless that was done; it is done when everything that came of it is written. A
 * report that the App may not write yet is tried again until that is granted: it is filed late rather than never.
 */
export async function* keepOccasion(
  { repo, occasion }: OccasionJob,
  { timetable }: Pick<TimedDeps, 'timetable'>,
  what: () => Run,
): Run {
  // Two machines may have added it.
  if ((await timetable.claim(repo, occasion)).doneAt !== null) return;
  const run = what();
  let applied: Applied[] = [];
  let ref: string | null = null;
  let refused = false;
  for (;;) {
    const step: IteratorResult<Effect[], void> = await run.next(applied);
    if (step.done) break;
    applied = yield step.value;
    refused ||= applied.some((one) => one.refused === true);
    ref = applied.find(({ url }) => url !== null)?.url ?? ref;
  }
  if (!refused || occasion.kind !== 'report')
    await timetable.done(repo, occasion.series, occasion.period, ref);
}
