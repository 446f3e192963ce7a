/** The sample is written down with fixed dates, and played as if it had just happened: whole weeks lie in between. */
import type { Tree } from './history.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** The story is told before the next weekly issue is due. */
const STORY_MS = 15 * 60_000;
/** The sample's last commit. */
const LAST = Date.parse('2025-07-09T15:30:00Z');
const PLAN = '.github/workstreams.yml';
const START = /^( {2}start: )(\d{4}-\d\d-\d\d)$/m;

/** Milliseconds from the dates of the sample to those it is played with: the latest of them is in the past. */
export function laterBy(now: Date): number {
  return Math.floor((now.getTime() - LAST) / WEEK_MS) * WEEK_MS;
}

/** When the sample's plan wants its weekly issue, in UTC. */
interface ReportTime {
  /** As in the plan, and from Sunday, 0. */
  day: 'friday' | 'sunday';
  number: 5 | 0;
  time: string;
}

/**
 * On Fridays, 16:00, as by default. In a week in which that is over, or nearly, Weir would tell the week at once when it
 * is installed, and every number after that issue would be another one: then it is the last minute of the week.
 */
export function reportTime(begun: Date): ReportTime {
  const friday: ReportTime = { day: 'friday', number: 5, time: '16:00' };
  const monday = new Date(begun);
  monday.setUTCHours(0, 0, 0, 0);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const due = monday.getTime() + 4 * DAY_MS + 16 * 3_600_000;
  return begun.getTime() < due - STORY_MS ? friday : { day: 'sunday', number: 0, time: '23:59' };
}

/** The same files, with the phase of the plan moved, and the time of its weekly issue where that is not the usual one. */
export function movedPlan(tree: Tree, laterMs: number, report: ReportTime): Tree {
  const plan = tree.get(PLAN);
  if (plan === undefined) return tree;
  const moved = plan.replace(START, (_, key: string, day: string) => {
    return key + new Date(Date.parse(day) + laterMs).toISOString().slice(0, 10);
  });
  // At the end, so that every line keeps its number.
  const setting =
    report.day === 'friday' ? '' : `report: { day: ${report.day}, time: "${report.time}" }\n`;
  return new Map(tree).set(PLAN, moved + setting);
}

/** Milliseconds until the weekly issue is due, and a moment. */
export function untilReport(now: Date, { number, time }: ReportTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const at = new Date(now);
  at.setUTCHours(hours, minutes, 1, 0);
  at.setUTCDate(at.getUTCDate() + ((number - at.getUTCDay() + 7) % 7));
  const ms = at.getTime() - now.getTime();
  return ms > 0 ? ms : ms + WEEK_MS;
}
