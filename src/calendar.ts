/**
 * Days, weeks and times of day as people write them, in a time zone of their own. A local day is written
 * `2025-07-07`, a time of day `09:15`, an ISO week `2025-W28`; an instant is a `Date`. Pure: nothing here asks
 * what time it is.
 *
 * Where clocks are put forward, a time that does not exist is taken as much later as they were put forward; where
 * they are put back, a time that exists twice means the first one. So everything written happens exactly once.
 */
import { Temporal } from 'temporal-polyfill';
import { DAYS, type Day } from './days.ts';

export type { Day };

/** A time of day, daily or once a week, in an IANA time zone. */
export interface Rhythm {
  /** Null: every day. */
  day: Day | null;
  /** `09:15`. */
  time: string;
  timezone: string;
}

/** One time at which something is due; `date` is the local day that it belongs to, also where clocks changed. */
export interface Occasion {
  date: string;
  at: Date;
}

/** The local day of an instant. */
export function localDate(at: Date, timezone: string): string {
  return local(at, timezone).toPlainDate().toString();
}

/** The local time of day of an instant, to the minute: `09:15`. */
export function localTime(at: Date, timezone: string): string {
  return local(at, timezone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The instant of a local day and time of day. */
export function instantOf(date: string, time: string, timezone: string): Date {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: timezone,
    plainTime: time,
  });
  return new Date(zoned.epochMilliseconds);
}

export function dayOf(date: string): Day {
  return DAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'monday';
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' })
    .days;
}

/** The ISO week of a day: weeks begin on Monday, and week 1 is the one with the year's first Thursday. */
export function weekOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  const year = String(day.yearOfWeek).padStart(4, '0');
  return `${year}-W${String(day.weekOfYear).padStart(2, '0')}`;
}

/** The Monday of an ISO week, null when there is no such week. */
export function mondayOf(week: string): string | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  // The fourth of January is always in week 1.
  const first = Temporal.PlainDate.from(`${match[1]}-01-04`);
  const monday = first.add({ days: 1 - first.dayOfWeek + 7 * (Number(match[2]) - 1) }).toString();
  return weekOf(monday) === week ? monday : null;
}

/** The last occasion at or before `now`. */
export function lastOccasion({ day, time, timezone }: Rhythm, now: Date): Occasion {
  // From tomorrow on: where clocks go back over midnight, its first minutes have been once already.
  const tomorrow = addDays(localDate(now, timezone), 1);
  for (let date = onOrBefore(tomorrow, day); ; date = addDays(date, -stride(day))) {
    const at = instantOf(date, time, timezone);
    if (at <= now) return { date, at };
  }
}

/** The first occasion after `now`. */
export function nextOccasion(rhythm: Rhythm, now: Date): Occasion {
  const { day, time, timezone } = rhythm;
  const step = stride(day);
  for (let date = addDays(lastOccasion(rhythm, now).date, step); ; date = addDays(date, step)) {
    const at = instantOf(date, time, timezone);
    if (at > now) return { date, at };
  }
}

/** Days between two occasions. */
const stride = (day: Day | null): number => (day === null ? 1 : 7);

/** The last such day of the week that is not after a date. */
function onOrBefore(date: string, day: Day | null): string {
  if (day === null) return date;
  const ahead = DAYS.indexOf(dayOf(date)) - DAYS.indexOf(day);
  return addDays(date, -((ahead + 7) % 7));
}

/** A phase as the plan dates it. */
interface DatedPhase {
  start?: string | undefined;
  weeks?: { from: number; to: number } | undefined;
  timezone: string;
}

/** Where a day stands in a phase. */
export interface PhaseTime {
  /** The week of the whole project; null before its first one. */
  week: number | null;
  from: number;
  to: number;
  /** The last day of the phase. */
  end: string;
  /** Days after today up to the last one: 0 on the last day, negative when the phase is over. */
  daysLeft: number;
}

/** Where an instant stands in a phase; null when the plan says no `start` or no `weeks`. */
export function phaseTime(phase: DatedPhase, now: Date): PhaseTime | null {
  const { start, weeks, timezone } = phase;
  if (start === undefined || weeks === undefined) return null;
  const today = localDate(now, timezone);
  const week = weeks.from + Math.floor(daysBetween(start, today) / 7);
  const end = addDays(start, 7 * (weeks.to - weeks.from + 1) - 1);
  return { week: week < 1 ? null : week, ...weeks, end, daysLeft: daysBetween(today, end) };
}

function local(at: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
}
