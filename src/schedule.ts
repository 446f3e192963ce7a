/**
 * When something is due, decided from the time, the plan and what was done before. What was missed is caught up once
 * and late; what is older is only named.
 */
import {
  type Day,
  dayOf,
  lastOccasion,
  localDate,
  nextOccasion,
  type Occasion,
  weekOf,
} from './calendar.ts';
import { plural } from './markdown.ts';
import type { Plan } from './plan/schema.ts';
import type { KeptOccasion } from './ports/timetable.ts';

/**
 * Whether everything should be read again: never done, long enough ago, or the clock went back.
 *
 * @param last when it was last begun
 */
export function isSweepDue(now: Date, last: Date | null, everyMs: number): boolean {
  if (last === null) return true;
  const ago = now.getTime() - last.getTime();
  return ago >= everyMs || ago < 0;
}

/** In minutes. */
const HOUR = 60;

export type OccasionKind = 'report' | 'review' | 'integration' | 'standup';

/** Something that is due now. Plain data, so that it can travel in a job. */
export interface DueOccasion {
  kind: OccasionKind;
  series: string;
  /** ISO week of a report, local day of everything else. */
  period: string;
  /** Of a standup. */
  workstream: string | null;
  /** The local day that it belongs to. */
  date: string;
  /** ISO 8601. */
  dueAt: string;
  /** How late it is begun; 0 when on time. */
  lateMinutes: number;
  /** Periods before it that were not kept and will not be, oldest first; the latest ones of many. */
  missed: string[];
}

/** `45 minutes`, `3 hours`, `2 days`. */
export function lateInWords(minutes: number): string {
  if (minutes < 2 * HOUR) return plural(minutes, 'minute');
  if (minutes < 48 * HOUR) return plural(Math.floor(minutes / HOUR), 'hour');
  return plural(Math.floor(minutes / (24 * HOUR)), 'day');
}

interface Series {
  kind: OccasionKind;
  name: string;
  workstream: string | null;
  days: readonly Day[];
  time: string;
  timezone: string;
  /** So late it is still worth while; null: until the next one. */
  worthMinutes: number | null;
}

/** The clock is looked at every minute, and a queue may be in between. */
const PUNCTUAL_MINUTES = 5;
/** Of something that has no history here (a new plan, a lost database), only what was due just now is caught up. */
const NEWCOMER_MINUTES = HOUR;
const MOST_MISSED = 12;

/**
 * What is due, and when to look again (null: never, by this plan).
 *
 * @param kept occasions of the last weeks; those that were never finished are due again
 */
export function dueJobs(
  now: Date,
  plan: Plan,
  kept: readonly KeptOccasion[],
): { due: DueOccasion[]; next: Date | null } {
  const all = seriesOf(plan);
  const nexts = all.map((series) => neighbour(series, now, 1).at.getTime());
  return {
    due: all.flatMap((series) => {
      const own = kept.filter((each) => each.series === series.name);
      return dueOf(series, now, own) ?? [];
    }),
    next: nexts.length === 0 ? null : new Date(Math.min(...nexts)),
  };
}

function dueOf(series: Series, now: Date, kept: readonly KeptOccasion[]): DueOccasion | null {
  const occasion = neighbour(series, now, -1);
  const period = periodOf(series, occasion);
  const standing = kept.find((each) => each.period === period);
  if (standing && standing.doneAt !== null) return null;
  const begun = standing ? Date.parse(standing.claimedAt) : now.getTime();
  const late = Math.max(0, Math.floor((begun - occasion.at.getTime()) / 60_000));
  if (!standing && !isWorthWhile(series, occasion, now, late, kept)) return null;
  const { kind, name, workstream } = series;
  return {
    kind,
    series: name,
    period,
    workstream,
    date: occasion.date,
    dueAt: occasion.at.toISOString(),
    lateMinutes: late < PUNCTUAL_MINUTES ? 0 : late,
    missed: missedBefore(series, occasion, kept),
  };
}

function isWorthWhile(
  series: Series,
  occasion: Occasion,
  now: Date,
  late: number,
  kept: readonly KeptOccasion[],
): boolean {
  const known = kept.some(({ dueAt }) => Date.parse(dueAt) <= now.getTime());
  if (known) return series.worthMinutes === null || late <= series.worthMinutes;
  // The report of a week is looked for all week long: where there is one already, it is only brought up to date.
  const today = localDate(now, series.timezone);
  if (series.kind === 'report' && weekOf(today) === weekOf(occasion.date)) return true;
  return late <= NEWCOMER_MINUTES;
}

/** Periods between the last one that was kept and this one. */
function missedBefore(series: Series, occasion: Occasion, kept: readonly KeptOccasion[]): string[] {
  const before = kept.filter(({ dueAt }) => Date.parse(dueAt) < occasion.at.getTime());
  if (before.length === 0) return [];
  const done = new Set(kept.filter(({ doneAt }) => doneAt !== null).map(({ period }) => period));
  const first = Math.min(...before.map(({ dueAt }) => Date.parse(dueAt)));
  const missed: string[] = [];
  let each = occasion;
  while (missed.length < MOST_MISSED) {
    each = neighbour(series, new Date(each.at.getTime() - 1), -1);
    if (each.at.getTime() < first) break;
    const period = periodOf(series, each);
    if (done.has(period)) break;
    if (period !== periodOf(series, occasion)) missed.unshift(period);
  }
  return missed;
}

/** The last occasion at or before an instant, or the first one after it. */
function neighbour({ days, time, timezone }: Series, at: Date, direction: 1 | -1): Occasion {
  const rhythm = { day: days.length === 1 ? (days[0] ?? null) : null, time, timezone };
  const step = direction === 1 ? nextOccasion : lastOccasion;
  let found = step(rhythm, at);
  while (!days.includes(dayOf(found.date))) {
    found = step(rhythm, direction === 1 ? found.at : new Date(found.at.getTime() - 1));
  }
  return found;
}

const periodOf = ({ kind }: Series, { date }: Occasion): string =>
  kind === 'report' ? weekOf(date) : date;

/** Everything that the plan sets a time for. */
function seriesOf(plan: Plan): Series[] {
  const timezone = plan.phase?.timezone ?? 'UTC';
  const { integration, report, reviews, standups } = plan;
  const daysIn = (byDay: object) => Object.keys(byDay) as Day[];
  const weekly = { workstream: null, timezone, worthMinutes: 48 * HOUR };
  const all: Series[] = [
    {
      ...weekly,
      kind: 'report',
      name: 'report',
      days: [report.day],
      time: report.time,
      worthMinutes: null,
    },
    {
      ...weekly,
      kind: 'review',
      name: 'review',
      days: daysIn(reviews),
      time: plan.review_time,
    },
    {
      ...weekly,
      kind: 'integration',
      name: 'integration',
      days: daysIn(integration.schedule),
      time: integration.time,
    },
    ...Object.entries(standups).map(
      ([workstream, time]): Series => ({
        kind: 'standup',
        name: `standup ${workstream}`,
        workstream,
        days: plan.standup_days,
        time,
        timezone,
        worthMinutes: 12 * HOUR,
      }),
    ),
  ];
  return all.filter(({ days }) => days.length > 0);
}
