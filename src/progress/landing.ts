/** Whether the work of a workstream has landed on the target. Pure. */
import { dependencyState } from '../plan/standing.ts';
import type { StandingHead } from '../ports/standing.ts';
import type { ProgressFacts } from './facts.ts';
import { entry } from './lookup.ts';
import type { LifeState, TaskStanding } from './report.ts';

/** Whether the work of a workstream is on the target: `part` when only some of it is. */
export interface Landing {
  state: 'nothing' | 'part' | 'landed' | 'unread';
  /** End of "it is not known, because …" where it is unread. */
  why: string;
  open: StandingHead[];
}

export const NOTHING: Landing = { state: 'nothing', why: '', open: [] };

/**
 * A branch that the target contains proves nothing, since one that was never worked on is contained, too: something
 * must have been merged. And what its tasks still want proved has not landed, whatever was merged.
 */
export function landing(name: string, facts: ProgressFacts): Landing {
  const { integration, activityUnread, target } = facts;
  const activity = entry(facts.activity, name);
  if (integration.state === 'unread')
    return { ...NOTHING, state: 'unread', why: integration.reason };
  const open = integration.heads.filter(
    ({ workstreams, containedIn }) =>
      workstreams.includes(name) && !containedIn.includes(target.ref),
  );
  // What was found to be merged is, whatever else could not be read.
  if (!activity || (activityUnread !== null && activity.landed.length === 0)) {
    const why = activityUnread ?? 'nothing was read about it';
    return { state: 'unread', why, open };
  }
  if (activity.landed.length === 0) return { ...NOTHING, open };
  const wanting = counted(entry(facts.tasks, name) ?? []).some(
    ({ state, proof }) => state !== 'verified' && proof !== null,
  );
  const rest = open.length > 0 || activity.commits.length > 0 || activity.pulls.length > 0;
  const { status } = facts.plan.workstreams[name] ?? {};
  const state = dependencyState({ status, open: rest, merged: true, wanting });
  return { state: state === 'done' ? 'landed' : 'part', why: '', open };
}

export function isLanded(state: LifeState | undefined): boolean {
  return state === 'integrated' || state === 'done';
}

/** Optional tasks are not counted. */
export function counted(tasks: readonly TaskStanding[]): TaskStanding[] {
  return tasks.filter(({ optional }) => !optional);
}
