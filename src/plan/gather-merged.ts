/** Reads of which workstreams something was merged, as far as what depends on them hangs on it. */
import type { ActivityForge } from '../ports/evidence.ts';
import type { Repository } from '../ports.ts';
import { lanesOf, mergedFrom } from './merged.ts';
import type { Plan } from './schema.ts';
import { isDone } from './standing.ts';

/** Workstreams of which something was merged into the target; those not in it are unknown unless the list is whole. */
export interface MergedWorkstreams {
  names: ReadonlySet<string>;
  whole: boolean;
}

/** Null where nobody needs to know, or it could not be read. */
export async function gatherMerged(
  repo: Repository,
  plan: Plan,
  target: string,
  { activity, now }: { activity: Pick<ActivityForge, 'mergedSince'>; now: () => Date },
): Promise<MergedWorkstreams | null> {
  if (!hangsOnIt(plan)) return null;
  try {
    const read = await activity.mergedSince(repo, mergedFrom(plan, now().toISOString()));
    const own = read.list.filter(({ base }) => base === target);
    return {
      names: new Set(own.flatMap((pull) => lanesOf(pull, plan))),
      whole: read.state === 'whole',
    };
  } catch {
    // Unknown is an answer: what depends on it says so.
    return null;
  }
}

function hangsOnIt({ workstreams }: Plan): boolean {
  const needed = new Set(
    Object.values(workstreams).flatMap(({ depends_on: all }) => all.map(({ name }) => name)),
  );
  return Object.entries(workstreams).some(
    ([name, { status, tasks }]) => needed.has(name) && (isDone(status) || !wantsProof({ tasks })),
  );
}

/** Whether tasks of a workstream name what proves them: then there is more to it than that something was merged. */
export function wantsProof({ tasks }: Pick<Plan['workstreams'][string], 'tasks'>): boolean {
  return tasks.some((task) => 'done_when' in task && task.done_when !== undefined);
}
