/** The verdict of a week and two sentences: what changed, and what decides the next one. Pure. */
import { listWords, plural } from '../markdown.ts';
import { isLanded } from './landing.ts';
import { entry } from './lookup.ts';
import { named } from './phrases.ts';
import type { LifeState, WeekReport } from './report.ts';

/** What a verdict and its sentences rest on. */
export type Week = Pick<
  WeekReport,
  | 'phase'
  | 'totals'
  | 'workstreams'
  | 'outlook'
  | 'decisions'
  | 'blockers'
  | 'conflicts'
  | 'conflictsUnread'
  | 'approvalsUnread'
  | 'gate'
  | 'history'
>;

/** Chances to be in time below which a week is off track, and at risk. */
const OFF_TRACK = 0.3;
const AT_RISK = 0.7;

/**
 * On track only by a forecast, an open gate or finished work: without them nobody knows, unless something is plainly
 * wrong.
 */
export function verdictOf(week: Week): WeekReport['verdict'] {
  const { gate, outlook, phase, workstreams } = week;
  const states = workstreams.map(({ life }) => life.state);
  const finished = states.length > 0 && states.every(isLanded);
  const over = phase?.daysLeft !== undefined && phase.daysLeft !== null && phase.daysLeft < 0;
  // Everything ends no earlier than its last part.
  const chances = [outlook, ...workstreams.map((one) => one.outlook)].flatMap((one) =>
    one.state === 'forecast' && one.inTime !== null ? [one.inTime] : [],
  );
  const least = chances.length === 0 ? null : Math.min(...chances);
  if (gate.state === 'open' && !states.includes('unknown')) return 'on-track';
  if (over && (gate.state === 'closed' || !finished)) return 'off-track';
  if (least !== null && least < OFF_TRACK) return 'off-track';
  // Nothing is left to be done, and yet the gate stays closed.
  if (finished && gate.state === 'closed') return 'at-risk';
  if ((least !== null && least < AT_RISK) || isHeld(week) || isBehind(week)) return 'at-risk';
  const blind = states.includes('unknown') || week.conflictsUnread !== null;
  if (blind || week.approvalsUnread !== null) return 'unknown';
  if (finished && gate.state === 'none') return 'on-track';
  return outlook.state === 'forecast' && outlook.inTime !== null ? 'on-track' : 'unknown';
}

/** Something stands still, or cannot land. */
function isHeld({ blockers, workstreams }: Week): boolean {
  return (
    workstreams.some(({ life }) => life.state === 'blocked' || life.state === 'stalled') ||
    blockers.some(({ source }) => source === 'conflict')
  );
}

/** Less than half of what would have been proved by now at an even pace. */
function isBehind({ phase, totals }: Week): boolean {
  const { now, from, to, daysLeft } = phase ?? {};
  if (typeof from !== 'number' || typeof to !== 'number' || typeof now !== 'number') return false;
  if (typeof daysLeft !== 'number' || totals.total === 0) return false;
  const days = 7 * (to - from + 1);
  const gone = Math.min(1, Math.max(0, (days - daysLeft) / days));
  return gone > 0.25 && totals.verified / totals.total < gone / 2;
}

/** At most two sentences. */
export function headlineOf(week: Week): string[] {
  return [whatChanged(week), whatDecides(week)];
}

function whatChanged({ history, totals, workstreams }: Week): string {
  const { change, total, verified } = totals;
  const share = `${verified} of ${plural(total, 'task')}`;
  const last = history.at(-1);
  if (!last || change === null) {
    return total === 0
      ? 'This is the first report, and the plan has no tasks that could be proved.'
      : `This is the first report: ${share} ${verified === 1 ? 'is' : 'are'} proved.`;
  }
  const proved =
    change > 0
      ? `${plural(change, 'task')} ${change === 1 ? 'was' : 'were'} proved since last week`
      : change < 0
        ? `${plural(-change, 'task')} ${change === -1 ? 'is' : 'are'} no longer proved`
        : 'No task was proved since last week';
  const moves = workstreams.flatMap(({ name, life }) => {
    const before = entry(last.workstreams, name)?.state;
    // What git alone tells of a week is no state that anybody saw.
    return before === undefined || before === life.state || last.issue === null
      ? []
      : [`${named(name)} ${BECAME[life.state]}`];
  });
  const also = moves.length === 0 ? '' : `; ${listWords(moves, 3)}`;
  return `${proved} (${share})${also}.`;
}

const BECAME: Readonly<Record<LifeState, string>> = {
  queued: 'went back to waiting',
  ready: 'became ready to start',
  active: 'is being worked on',
  'in-review': 'went into review',
  integrated: 'landed',
  done: 'is done',
  blocked: 'became blocked',
  paused: 'was paused',
  stalled: 'stopped moving',
  unknown: 'could not be read',
};

function whatDecides({ blockers, decisions, outlook, workstreams }: Week): string {
  const [first] = decisions;
  if (first) return `What decides next week: ${first.what}`;
  const [blocker] = blockers;
  if (blocker) return `What decides next week: ${blocker.what}`;
  const open = workstreams.filter(({ life }) => !isLanded(life.state));
  if (open.length === 0) return 'Everything has landed; nothing waits for anybody.';
  if (outlook.state === 'forecast') {
    const last = open.filter(
      (one) => one.outlook.state === 'forecast' && one.outlook.p85 === outlook.p85,
    );
    const names = (last.length > 0 ? last : open).map(({ name }) => named(name));
    return `Nothing waits for a person; ${listWords(names, 3)} ${names.length === 1 ? 'decides' : 'decide'} when everything ends, probably by ${outlook.p85}.`;
  }
  return `Nothing waits for a person; ${listWords(
    open.map(({ name }) => named(name)),
    3,
  )} ${open.length === 1 ? 'goes' : 'go'} on.`;
}
