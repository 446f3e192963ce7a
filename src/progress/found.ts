/** What was found about a workstream, as far as a progress report can be held against it. Pure. */
import type { Plan } from '../plan/schema.ts';
import { matchingChecks, sumOf } from './check-runs.ts';
import type { ProgressFacts } from './facts.ts';
import type { Found } from './reported.ts';

export function foundFor(
  workstream: string,
  facts: Pick<ProgressFacts, 'tasks' | 'activity' | 'now'> & {
    plan: Plan;
    /** What CI measured, by the names of a report. */
    performance: Readonly<Record<string, number>>;
  },
): Found {
  const { plan, tasks, activity, now, performance } = facts;
  const own = Object.hasOwn(tasks, workstream) ? (tasks[workstream] ?? []) : null;
  const counted = own?.filter(({ optional }) => !optional);
  return {
    tasks: counted
      ? {
          verified: counted.filter(({ state }) => state === 'verified').length,
          total: counted.length,
        }
      : null,
    tests: testsOf(workstream, plan, activity),
    agent: plan.workstreams[workstream]?.agent ?? null,
    today: now.slice(0, 10),
    performance,
  };
}

function testsOf(
  workstream: string,
  { stages }: Pick<Plan, 'stages'>,
  activity: ProgressFacts['activity'],
): Found['tests'] {
  const globs = Object.hasOwn(stages, 'integration') ? stages.integration : undefined;
  if (globs === undefined) return null;
  const checks = Object.hasOwn(activity, workstream) ? activity[workstream]?.checks : undefined;
  const lists = Object.values(checks ?? {});
  const read = lists.filter((list) => Array.isArray(list));
  if (read.length < lists.length) return 'unread';
  return sumOf(matchingChecks(read.flat(), globs));
}
