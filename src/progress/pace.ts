/** How many tasks of a workstream were proved in each past week, and whether that says anything about the next. Pure. */
import { plural } from '../markdown.ts';
import type { ProgressFacts } from './facts.ts';
import { counted } from './landing.ts';
import { entry } from './lookup.ts';
import { latest } from './phrases.ts';
import type { LifeState } from './report.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

/** Weeks of history that a forecast needs. */
const ENOUGH_WEEKS = 4;
/** Weeks that are looked back at: older ones tell of another team. */
const MOST_WEEKS = 26;
/** A difference of pace less likely than this is taken for a change, not for chance. */
const UNLIKELY = 0.005;

/** In these states nothing can be finished, so weeks without anything finished tell no pace. */
const IDLE: ReadonlySet<LifeState> = new Set(['queued', 'ready', 'paused', 'blocked', 'unknown']);

export type Pace =
  | { state: 'known'; weeks: number[] }
  /** Why a forecast would say nothing; `weeks` where there are too few. */
  | { state: 'unknown'; reason: string; weeks?: { had: number; needed: number } };

/**
 * Weeks are counted back from now, seven days each, so that the day of the report makes no difference. The history of
 * a workstream begins with the first report that has it; what was proved before tells no pace.
 */
export function paceOf(workstream: string, facts: ProgressFacts): Pace {
  const now = Date.parse(facts.now);
  const history = facts.history.flatMap(({ at, workstreams }) => {
    const then = entry(workstreams, workstream);
    return then && Date.parse(at) < now ? [{ at: Date.parse(at), state: then.state }] : [];
  });
  const first = history[0];
  const age = first ? Math.min(MOST_WEEKS, Math.round((now - first.at) / WEEK_MS)) : 0;
  const counts = Array.from({ length: age }, () => 0);
  const done = entry(facts.history.at(-1)?.workstreams ?? {}, workstream)?.done ?? {};
  for (const { id, state, verifiedAt } of counted(entry(facts.tasks, workstream) ?? [])) {
    if (state !== 'verified') continue;
    // What nobody had seen before was proved in this week.
    const at = latest([verifiedAt ?? entry(done, id) ?? null], facts.now) ?? facts.now;
    const back = Math.floor((now - Date.parse(at)) / WEEK_MS);
    if (first && Date.parse(at) > first.at && back < age) counts[back] = (counts[back] ?? 0) + 1;
  }
  const able = counts.map((count, back) => count > 0 || !wasIdle(back, now, history));
  const weeks = counts.filter((_, back) => able[back]).reverse();
  return judge(weeks);
}

/** Whether the workstream could not move in a week: by the report at its end, of which the latest is this one. */
function wasIdle(
  back: number,
  now: number,
  history: readonly { at: number; state: LifeState }[],
): boolean {
  const begin = now - (back + 1) * WEEK_MS;
  // The state it was in when the week began; half a day is left for reports that were late.
  const then = history.findLast(({ at }) => at <= begin + WEEK_MS / 14);
  return then !== undefined && IDLE.has(then.state);
}

function judge(weeks: number[]): Pace {
  const total = weeks.reduce((sum, count) => sum + count, 0);
  if (weeks.length < ENOUGH_WEEKS) {
    const had = weeks.length;
    const reason = `There is not enough history: ${had} of ${ENOUGH_WEEKS} weeks in which it could be worked on.`;
    return { state: 'unknown', reason, weeks: { had, needed: ENOUGH_WEEKS } };
  }
  if (total === 0) {
    const reason = `Nothing was proved in the last ${plural(weeks.length, 'week')}, so there is no pace.`;
    return { state: 'unknown', reason };
  }
  const half = Math.floor(weeks.length / 2);
  const late = weeks.slice(-half).reduce((sum, count) => sum + count, 0);
  if (tail(total, late, half / weeks.length) < UNLIKELY) {
    const reason = `The pace changed: ${plural(total - late, 'task')} were proved in ${plural(weeks.length - half, 'week')}, then ${late} in ${half}. A forecast would mix the two.`;
    return { state: 'unknown', reason };
  }
  return { state: 'known', weeks };
}

/** Chance of a split at least as uneven as `late` of `total`, each falling into the late part with chance `share`. */
function tail(total: number, late: number, share: number): number {
  const chances = Array.from({ length: total + 1 }, (_, k) => binomial(total, k, share));
  const own = chances[late] ?? 0;
  return chances.filter((one) => one <= own * (1 + 1e-9)).reduce((sum, one) => sum + one, 0);
}

function binomial(n: number, k: number, p: number): number {
  let log = k * Math.log(p) + (n - k) * Math.log(1 - p);
  for (let at = 1; at <= k; at += 1) log += Math.log(n - k + at) - Math.log(at);
  return Math.exp(log);
}
