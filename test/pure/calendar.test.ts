import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  instantOf,
  lastOccasion,
  localDate,
  localTime,
  mondayOf,
  nextOccasion,
  phaseTime,
  weekOf,
} from '#src/calendar.ts';

test.each([
  ['an ordinary day', '2025-07-07', '16:00', 'Europe/Berlin', '2025-07-07T14:00:00.000Z'],
  ['UTC', '2025-07-07', '16:00', 'UTC', '2025-07-07T16:00:00.000Z'],
  [
    'clocks forward: it does not exist',
    '2025-03-30',
    '02:30',
    'Europe/Berlin',
    '2025-03-30T01:30:00.000Z',
  ],
  [
    'just before clocks go forward',
    '2025-03-30',
    '01:59',
    'Europe/Berlin',
    '2025-03-30T00:59:00.000Z',
  ],
  [
    'just after they went forward',
    '2025-03-30',
    '03:00',
    'Europe/Berlin',
    '2025-03-30T01:00:00.000Z',
  ],
  [
    'clocks back: it exists twice',
    '2025-10-26',
    '02:30',
    'Europe/Berlin',
    '2025-10-26T00:30:00.000Z',
  ],
  ['just after the second one', '2025-10-26', '03:00', 'Europe/Berlin', '2025-10-26T02:00:00.000Z'],
  [
    'half an hour of daylight saving',
    '2025-10-05',
    '02:15',
    'Australia/Lord_Howe',
    '2025-10-04T15:45:00.000Z',
  ],
  [
    'midnight does not exist',
    '2025-09-07',
    '00:00',
    'America/Santiago',
    '2025-09-07T04:00:00.000Z',
  ],
  ['a whole day does not exist', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
  ['quarters of hours', '2025-07-07', '09:15', 'Asia/Kathmandu', '2025-07-07T03:30:00.000Z'],
])('%s: %s %s %s', (_, date, time, zone, instant) => {
  expect(instantOf(date, time, zone).toISOString()).toBe(instant);
});

const YEAR = Date.UTC(2025, 0, 1);
const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

/** What clocks on the wall show, by the engine's own tables: milliseconds as if it were UTC. */
function wallClock(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
}

/** Instants of 2025 at which a zone's clocks are put forward or back, which is on a quarter of an hour. */
function changes(wall: (at: number) => number): number[] {
  const offset = (quarter: number) => wall(YEAR + quarter * QUARTER) - (YEAR + quarter * QUARTER);
  const found: number[] = [];
  for (let month = 0; month < 12; month += 1) {
    let [low, high] = [month * 2920, (month + 1) * 2920];
    if (offset(low) === offset(high)) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(YEAR + high * QUARTER);
  }
  return found;
}

test('every zone around its changes of 2025, held against Intl', () => {
  let [missing, doubled] = [0, 0];
  const wrong: string[] = [];
  const looked = new Set<string>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const wall = wallClock(zone);
    const found = changes(wall);
    // Zones whose clocks are the same all year need looking at once.
    const clocks = [YEAR, ...found].map((at) => `${at}: ${wall(at) - at}`).join();
    if (looked.has(clocks)) continue;
    looked.add(clocks);
    for (const change of found) {
      const jump = wall(change + HOUR) - wall(change - HOUR) - 2 * HOUR;
      // What Intl says of each quarter of an hour around, first one first.
      const shown = new Map<number, number>();
      for (let at = change - 4 * HOUR; at <= change + 4 * HOUR; at += QUARTER) {
        const seen = wall(at);
        if (shown.has(seen)) doubled += 1;
        else shown.set(seen, at);
      }
      const around = wall(change - QUARTER) + QUARTER;
      for (let local = around - 2 * HOUR; local <= around + 2 * HOUR; local += QUARTER) {
        const exists = shown.get(local);
        if (exists === undefined) missing += 1;
        const expected = exists ?? shown.get(local + jump);
        const [date = '', time = ''] = new Date(local).toISOString().split('T');
        const got = instantOf(date, time.slice(0, 5), zone);
        if (got.getTime() !== expected) wrong.push(`${zone} ${date} ${time} ${got.toISOString()}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  // There were changes to look at.
  expect(Math.min(missing, doubled)).toBeGreaterThan(100);
});

test.each([
  ['2024-12-29', '2024-W52'],
  ['2024-12-30', '2025-W01'],
  ['2025-07-18', '2025-W29'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
])('%s is in %s', (date, week) => {
  expect(weekOf(date)).toBe(week);
});

test.each(['2025-W53', '2025-W00', '2025-W1', '2025W01', '2025-07-18', ''])(
  'there is no week %s',
  (week) => {
    expect(mondayOf(week)).toBeNull();
  },
);

const someDate = fc
  .integer({ min: 0, max: 50_000 })
  .map((days) => new Date(days * 24 * HOUR).toISOString().slice(0, 10));

test('weeks, Mondays and days go together', () => {
  fc.assert(
    fc.property(someDate, fc.integer({ min: -400, max: 400 }), (date, days) => {
      const monday = mondayOf(weekOf(date)) ?? '';
      expect(dayOf(monday)).toBe('monday');
      expect(daysBetween(monday, date)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(monday, date)).toBeLessThan(7);
      expect(daysBetween(date, addDays(date, days))).toBe(days);
    }),
  );
});

const rhythm = fc.record({
  day: fc.constantFrom<Day | null>(null, 'monday', 'friday', 'sunday'),
  time: fc.constantFrom('00:00', '02:30', '09:15', '23:59'),
  timezone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Santiago',
    'America/Havana',
    'Australia/Lord_Howe',
    'Antarctica/Troll',
    'Pacific/Kiritimati',
  ),
});
const instant = fc
  .integer({ min: 0, max: 4 * 365 * 24 * 60 })
  .map((minutes) => new Date(Date.UTC(2024, 0, 1) + minutes * 60_000));

test('occasions come one after the other, none is left out and none comes twice', () => {
  fc.assert(
    fc.property(rhythm, instant, (when, now) => {
      const last = lastOccasion(when, now);
      const next = nextOccasion(when, now);
      expect(last.at.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(next.at.getTime()).toBeGreaterThan(now.getTime());
      expect(daysBetween(last.date, next.date)).toBe(when.day === null ? 1 : 7);
      expect(lastOccasion(when, last.at)).toEqual(last);
      expect(lastOccasion(when, next.at)).toEqual(next);
      expect(nextOccasion(when, last.at)).toEqual(next);
      if (when.day !== null) expect(dayOf(last.date)).toBe(when.day);
      expect(last.at).toEqual(instantOf(last.date, when.time, when.timezone));
    }),
    { numRuns: 40 },
  );
});

test('a local day and time lead back to themselves', () => {
  const at = new Date('2025-07-07T22:30:00Z');
  expect([localDate(at, 'Europe/Berlin'), localTime(at, 'Europe/Berlin')]).toEqual([
    '2025-07-08',
    '00:30',
  ]);
});

const phase = { start: '2025-07-07', weeks: { from: 3, to: 6 }, timezone: 'UTC' };

test.each([
  ['its first moment', '2025-07-07T00:00:00Z', 3, 27],
  ['the moment before', '2025-07-06T23:59:59Z', 2, 28],
  ['the Friday of week 4', '2025-07-18T16:00:00Z', 4, 16],
  ['its last day', '2025-08-03T23:59:59Z', 6, 0],
  ['the day after', '2025-08-04T00:00:00Z', 7, -1],
  ['before the whole project', '2025-06-22T12:00:00Z', null, 42],
])('weeks 3-6 on %s', (_, now, week, daysLeft) => {
  expect(phaseTime(phase, new Date(now))).toEqual({
    week,
    from: 3,
    to: 6,
    end: '2025-08-03',
    daysLeft,
  });
});

test('a phase begins in the time zone of the plan, and without dates there are no weeks', () => {
  const now = new Date('2025-07-06T23:30:00Z');
  expect(phaseTime({ ...phase, timezone: 'Europe/Berlin' }, now)?.week).toBe(3);
  expect(phaseTime({ ...phase, start: undefined }, now)).toBeNull();
  expect(phaseTime({ ...phase, weeks: undefined }, now)).toBeNull();
});
