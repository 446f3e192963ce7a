import { describe, expect, test } from '@jest/globals';
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import type { KeptOccasion } from '#src/ports/timetable.ts';
import { type DueOccasion, dueJobs, isSweepDue } from '#src/schedule.ts';

const at = (time: string) => new Date(`2025-07-07T${time}Z`);

test.each<[string, Date | null, boolean]>([
  ['never swept', null, true],
  ['swept just now', at('09:00:00'), false],
  ['swept almost a quarter of an hour ago', at('08:45:01'), false],
  ['swept a quarter of an hour ago', at('08:45:00'), true],
  ['asleep for days', new Date('2025-07-01T00:00:00Z'), true],
  ['the clock went back', at('09:00:01'), true],
])('%s', (_what, last, due) => {
  expect(isSweepDue(at('09:00:00'), last, 15 * 60_000)).toBe(due);
});

function planOf(text: string): Plan {
  const parsed = parsePlan(`version: 1\nworkstreams: { kernel: {}, storage: {} }\n${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

const BERLIN = 'phase: { name: P, timezone: Europe/Berlin }\n';
/** Friday 16:00 in UTC; nothing else has a time. */
const PLAN = planOf('');

/** `report 2026-W47`, done when it was due, unless told. */
const kept = (what: string, dueAt: string, over: Partial<KeptOccasion> = {}): KeptOccasion => {
  const [series = '', period = ''] = what.split(/ (?=\S+$)/);
  return { series, period, dueAt, claimedAt: dueAt, doneAt: dueAt, ...over };
};
const W47 = kept('report 2026-W47', '2026-11-20T16:00:00.000Z');

/** `report 2026-W48, 61 minutes late, missed 2026-W47`. */
const told = ({ series, period, lateMinutes, missed }: DueOccasion) =>
  [
    `${series} ${period}`,
    ...(lateMinutes > 0 ? [`${lateMinutes} minutes late`] : []),
    ...(missed.length > 0 ? [`missed ${missed.join(' ')}`] : []),
  ].join(', ');
const due = (now: string, plan: Plan, ...ledger: KeptOccasion[]) =>
  dueJobs(new Date(now), plan, ledger).due.map(told);
const next = (now: string, plan: Plan) => dueJobs(new Date(now), plan, []).next?.toISOString();

describe('the weekly report', () => {
  test.each<[string, string, KeptOccasion[], string[]]>([
    ['a minute before', '2026-11-27T15:59:59Z', [W47], []],
    ['on time', '2026-11-27T16:00:00Z', [W47], ['report 2026-W48']],
    ['the clock is looked at a minute later', '2026-11-27T16:01:00Z', [W47], ['report 2026-W48']],
    [
      'it was done',
      '2026-11-27T16:01:00Z',
      [W47, kept('report 2026-W48', '2026-11-27T16:00:00.000Z')],
      [],
    ],
    [
      'it was begun and cut off: again, as late as it was begun',
      '2026-11-27T20:00:00Z',
      [
        W47,
        kept('report 2026-W48', '2026-11-27T16:00:00.000Z', {
          claimedAt: '2026-11-27T16:30:00.000Z',
          doneAt: null,
        }),
      ],
      ['report 2026-W48, 30 minutes late'],
    ],
    ['down over Friday', '2026-11-30T09:00:00Z', [W47], ['report 2026-W48, 3900 minutes late']],
    [
      'down for three weeks: one, and the others are named',
      '2026-12-12T16:00:00Z',
      [W47],
      ['report 2026-W50, 1440 minutes late, missed 2026-W48 2026-W49'],
    ],
    [
      'one that was cut off and never finished counts as missed',
      '2026-12-04T16:00:00Z',
      [W47, kept('report 2026-W48', '2026-11-27T16:00:00.000Z', { doneAt: null })],
      ['report 2026-W49, missed 2026-W48'],
    ],
    ['a new plan, before the first Friday', '2026-11-25T12:00:00Z', [], []],
    [
      'a new plan, or a lost database, later in the week',
      '2026-11-28T12:00:00Z',
      [],
      ['report 2026-W48, 1200 minutes late'],
    ],
    ['the clock went back to before it was due', '2026-11-26T16:00:00Z', [W47], []],
    [
      'the clock had been years ahead: what was done there hides nothing',
      '2026-11-27T16:00:00Z',
      [W47, kept('report 2030-W10', '2030-03-08T16:00:00.000Z')],
      ['report 2026-W48'],
    ],
  ])('%s', (_what, now, ledger, expected) => {
    expect(due(now, PLAN, ...ledger)).toEqual(expected);
  });

  test('moved to another day of the week, it still comes once in that week', () => {
    const monday = planOf('report: { day: monday, time: "09:00" }');
    const done = kept('report 2026-W48', '2026-11-27T16:00:00.000Z');
    expect(due('2026-11-28T12:00:00Z', monday, W47, done)).toEqual([]);
    expect(due('2026-11-30T09:00:00Z', monday, W47, done)).toEqual(['report 2026-W49']);
  });

  test('keeps to the clock on the wall where clocks change', () => {
    const berlin = planOf(`${BERLIN}report: { day: sunday, time: "16:00" }`);
    expect(next('2026-10-18T15:00:00Z', berlin)).toBe('2026-10-25T15:00:00.000Z');
    expect(next('2026-10-11T15:00:00Z', berlin)).toBe('2026-10-18T14:00:00.000Z');
    const atNight = planOf(`${BERLIN}report: { day: sunday, time: "02:30" }`);
    // Twice half past two: the first one counts. No half past two at all: an hour later.
    expect(next('2026-10-24T12:00:00Z', atNight)).toBe('2026-10-25T00:30:00.000Z');
    expect(next('2026-03-28T12:00:00Z', atNight)).toBe('2026-03-29T01:30:00.000Z');
  });
});

describe('everything else that has a time', () => {
  const plan = planOf(`${BERLIN}
report: { day: friday }
reviews: { monday: Design, friday: Performance }
integration: { schedule: { monday: [kernel], wednesday: all } }
standups: { kernel: "09:15" }`);
  const monday = [
    kept('review 2026-11-20', '2026-11-20T08:00:00.000Z'),
    kept('integration 2026-11-18', '2026-11-18T07:00:00.000Z'),
    kept('standup kernel 2026-11-20', '2026-11-20T08:15:00.000Z'),
    W47,
  ];

  test('is due at its time in the zone of the plan', () => {
    expect(due('2026-11-23T06:59:00Z', plan, ...monday)).toEqual([]);
    expect(due('2026-11-23T07:00:00Z', plan, ...monday)).toEqual(['integration 2026-11-23']);
    expect(due('2026-11-23T08:15:00Z', plan, ...monday)).toEqual([
      'review 2026-11-23, 15 minutes late',
      'integration 2026-11-23, 75 minutes late',
      'standup kernel 2026-11-23',
    ]);
    expect(next('2026-11-23T06:59:00Z', plan)).toBe('2026-11-23T07:00:00.000Z');
    expect(next('2026-11-23T08:15:00Z', plan)).toBe('2026-11-24T08:15:00.000Z');
  });

  test('is worth while for two days, a standup for half a day; then it is named the next time', () => {
    expect(due('2026-11-24T20:00:00Z', plan, ...monday)).toEqual([
      'review 2026-11-23, 2160 minutes late',
      'integration 2026-11-23, 2220 minutes late',
      'standup kernel 2026-11-24, 705 minutes late, missed 2026-11-23',
    ]);
    expect(due('2026-11-27T08:00:00Z', plan, ...monday)).toEqual([
      'review 2026-11-27, missed 2026-11-23',
    ]);
  });

  test('on weekends nobody stands up, unless the plan says so', () => {
    expect(next('2026-11-27T15:30:00Z', plan)).toBe('2026-11-30T07:00:00.000Z');
    const daily = planOf('standups: { kernel: "09:15" }\nstandup_days: [saturday]');
    expect(next('2026-11-27T16:30:00Z', daily)).toBe('2026-11-28T09:15:00.000Z');
  });

  test('of a plan without history, only what was due just now is caught up', () => {
    expect(due('2026-11-23T08:20:00Z', plan)).toEqual([
      'review 2026-11-23, 20 minutes late',
      'standup kernel 2026-11-23, 5 minutes late',
    ]);
    expect(due('2026-11-23T12:00:00Z', plan)).toEqual([]);
  });
});
