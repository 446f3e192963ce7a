/** The sample is written down with fixed dates, and played as if it had just happened: whole weeks lie in between. */
import type { Tree } from './history.ts';

const WEEK_MS = 7 * 86_400_000;
/** The sample's last commit. */
const LAST = Date.parse('2025-07-09T15:30:00Z');
const PLAN = '.github/workstreams.yml';
const START = /^( {2}start: )(\d{4}-\d\d-\d\d)$/m;

/** Milliseconds from the dates of the sample to those it is played with: the latest of them is in the past. */
export function laterBy(now: Date): number {
  return Math.floor((now.getTime() - LAST) / WEEK_MS) * WEEK_MS;
}

/** The same files, with the phase of the plan moved. */
export function movedPlan(tree: Tree, laterMs: number): Tree {
  const plan = tree.get(PLAN);
  if (plan === undefined) return tree;
  const moved = plan.replace(START, (_, key: string, day: string) => {
    return key + new Date(Date.parse(day) + laterMs).toISOString().slice(0, 10);
  });
  return new Map(tree).set(PLAN, moved);
}

/** Milliseconds until it is Friday, 16:00 UTC, and a moment. */
export function untilFriday(now: Date): number {
  const at = new Date(now);
  at.setUTCHours(16, 0, 1, 0);
  at.setUTCDate(at.getUTCDate() + ((5 - at.getUTCDay() + 7) % 7));
  const ms = at.getTime() - now.getTime();
  return ms > 0 ? ms : ms + WEEK_MS;
}
