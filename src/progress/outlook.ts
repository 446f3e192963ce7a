/** When each workstream and the whole will be finished, or why that cannot be told. Pure. */
import { addDays, instantOf, localDate, phaseTime, weekOf } from '../calendar.ts';
import { listWords } from '../markdown.ts';
import { seedOf } from './chance.ts';
import type { ProgressFacts } from './facts.ts';
import { counted, isLanded } from './landing.ts';
import { dependenciesOf } from './life.ts';
import { bare, entry } from './lookup.ts';
import { paceOf } from './pace.ts';
import type { Life, Outlook } from './report.ts';
import { quantile, RUNS, type Stream, simulate } from './simulate.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
/** A date further away than this is none. */
const FURTHEST_WEEKS = 104;

export interface Outlooks {
  /** By workstream. */
  each: Record<string, Outlook>;
  /** Of everything: the last one to end. */
  all: Outlook;
}

/** The same facts in the same ISO week give the same dates. */
export function outlooks(facts: ProgressFacts, all: Readonly<Record<string, Life>>): Outlooks {
  const zone = timezoneOf(facts);
  const week = weekOf(localDate(new Date(facts.now), zone));
  const names = Object.keys(facts.plan.workstreams);
  const known = new Map<string, Outlook>();
  const streams = new Map<string, Stream>();
  for (const name of inDependencyOrder(names, facts)) {
    const found = streamOf(name, facts, all, known, streams);
    if ('state' in found) known.set(name, found);
    else streams.set(name, found);
  }
  const ends = simulate([...streams.values()], seedOf(`${facts.repository} ${week}`));
  for (const [name, weeks] of ends) known.set(name, forecast(weeks, facts));
  return {
    each: bare(names.map((name) => [name, known.get(name) ?? { state: 'finished' }])),
    all: whole(names, known, ends, facts),
  };
}

/** What can be simulated of a workstream; else its outlook. */
function streamOf(
  name: string,
  facts: ProgressFacts,
  all: Readonly<Record<string, Life>>,
  known: ReadonlyMap<string, Outlook>,
  streams: ReadonlyMap<string, Stream>,
): Stream | Outlook {
  const state = entry(all, name)?.state ?? 'unknown';
  const tasks = counted(entry(facts.tasks, name) ?? []);
  const left = tasks.filter((task) => task.state !== 'verified');
  if (isLanded(state) && left.length === 0) return { state: 'finished' };
  if (state === 'unknown') return none('Where it stands is not known.');
  if (state === 'paused') return none('It is paused.');
  if (tasks.length === 0) return none('It has no tasks, so nothing tells how much remains.');
  const dumb = left.filter(({ proof }) => proof === null).length;
  if (dumb > 0) {
    const which = dumb === 1 ? '1 task has' : `${dumb} tasks have`;
    return none(`${which} nothing to be proved by. Give each a done_when in the plan.`);
  }
  const unmet = dependenciesOf(name, facts, all)
    .filter(({ met, optional }) => !met && !optional)
    .map((need) => need.name);
  const blind = unmet.filter((need) => !streams.has(need) && known.get(need)?.state !== 'finished');
  if (blind.length > 0) {
    const have = blind.length === 1 ? 'has' : 'have';
    return none(`It waits for ${listWords(blind)}, which ${have} no forecast.`);
  }
  const pace = paceOf(name, facts);
  if (pace.state === 'unknown') return { ...pace, state: 'none' };
  return {
    name,
    remaining: left.length,
    weeks: pace.weeks,
    after: unmet.filter((need) => streams.has(need)),
    waits: state === 'queued' || state === 'blocked',
  };
}

function none(reason: string): Outlook {
  return { state: 'none', reason };
}

/** Workstreams after those they depend on; cycles are refused by the plan, and end here all the same. */
function inDependencyOrder(names: readonly string[], facts: ProgressFacts): string[] {
  const ordered = new Set<string>();
  let left = [...names];
  while (left.length > 0) {
    const waiting = new Set(left);
    const free = left.filter((name) =>
      (entry(facts.plan.workstreams, name)?.depends_on ?? []).every(
        (need) => need.optional || !waiting.has(need.name),
      ),
    );
    for (const name of free.length > 0 ? free : left) ordered.add(name);
    left = left.filter((name) => !ordered.has(name));
  }
  return [...ordered];
}

function forecast(weeks: readonly number[], facts: ProgressFacts): Outlook {
  const p85 = quantile(weeks, 0.85);
  if (p85 > FURTHEST_WEEKS) {
    return none(
      'At its pace the end is more than two years away. Split it, or take something out.',
    );
  }
  const end = phaseEnd(facts);
  const limit = end === null ? null : (end - Date.parse(facts.now)) / WEEK_MS;
  return {
    state: 'forecast',
    p50: dayAfter(quantile(weeks, 0.5), facts),
    p85: dayAfter(p85, facts),
    inTime: limit === null ? null : weeks.filter((one) => one <= limit).length / RUNS,
  };
}

function whole(
  names: readonly string[],
  known: ReadonlyMap<string, Outlook>,
  ends: ReadonlyMap<string, readonly number[]>,
  facts: ProgressFacts,
): Outlook {
  const blind = names.filter((name) => known.get(name)?.state === 'none');
  if (blind.length > 0) {
    return none(
      `There is no forecast for ${listWords(blind, 3)}, so there is none for everything.`,
    );
  }
  if (names.length === 0) return none('The plan has no workstreams.');
  if (ends.size === 0) return { state: 'finished' };
  const all = [...ends.values()];
  const last = Array.from({ length: RUNS }, (_, run) =>
    Math.max(...all.map((weeks) => weeks[run] ?? 0)),
  );
  return forecast(last, facts);
}

/** The local day on which so many weeks from now are over. */
function dayAfter(weeks: number, facts: ProgressFacts): string {
  return localDate(new Date(Date.parse(facts.now) + weeks * WEEK_MS), timezoneOf(facts));
}

/** The instant at which the last day of the phase is over; null where the phase has no dates. */
function phaseEnd({ plan, now }: ProgressFacts): number | null {
  const time = plan.phase ? phaseTime(plan.phase, new Date(now)) : null;
  if (!time || !plan.phase) return null;
  return instantOf(addDays(time.end, 1), '00:00', plan.phase.timezone).getTime();
}

/** The plan's time zone. */
export function timezoneOf({ plan }: Pick<ProgressFacts, 'plan'>): string {
  return plan.phase?.timezone ?? 'UTC';
}
