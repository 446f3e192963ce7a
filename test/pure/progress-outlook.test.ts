import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createChance } from '#src/progress/chance.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { lives } from '#src/progress/life.ts';
import { outlooks } from '#src/progress/outlook.ts';
import type { PastWeek } from '#src/progress/report.ts';
import { quantile, RUNS, type Stream, simulate } from '#src/progress/simulate.ts';
import {
  activity,
  commit,
  facts,
  NOW,
  past,
  pastStanding,
  pull,
  tasks,
} from '../progress-facts.ts';

const KERNEL = 'kernel-events-expansion';
const STORAGE = 'storage-enhancements';

/** A Friday so many weeks before the report. */
const weeksAgo = (weeks: number, days = 0) =>
  new Date(Date.parse(NOW) - (7 * weeks + days) * 86_400_000).toISOString();

/** Reports of so many Fridays before, each with the same standing of one workstream. */
function history(count: number, standing = pastStanding(), name = KERNEL): PastWeek[] {
  return Array.from({ length: count }, (_, at) =>
    past(`2025-W${29 - count + at}`, weeksAgo(count - at), { [name]: standing }),
  );
}

/** The kernel is being worked on: so many tasks were proved in each week, the oldest first, and some are open. */
function kernel(weeks: readonly number[], open: number): ProgressFacts {
  const proved = weeks.flatMap((count, at) =>
    Array.from({ length: count }, () => weeksAgo(weeks.length - 1 - at, 1)),
  );
  const base = facts();
  return {
    ...base,
    history: history(weeks.length),
    activity: { ...base.activity, [KERNEL]: activity({ commits: [commit(weeksAgo(0, 1))] }) },
    tasks: { [KERNEL]: tasks(proved, open) },
  };
}

const outlookOf = (given: ProgressFacts, name = KERNEL) => outlooks(given, lives(given)).each[name];

test.each<[string, ProgressFacts, unknown]>([
  [
    'an even pace',
    kernel([1, 1, 1, 1], 2),
    { state: 'forecast', p50: '2025-08-01', p85: '2025-08-01', inTime: 1 },
  ],
  [
    'three weeks',
    kernel([1, 1, 1], 2),
    {
      state: 'none',
      reason: 'There is not enough history: 3 of 4 weeks in which it could be worked on.',
      weeks: { had: 3, needed: 4 },
    },
  ],
  [
    'nothing proved',
    kernel([0, 0, 0, 0, 0], 2),
    {
      state: 'none',
      reason: 'Nothing was proved in the last 5 weeks, so there is no pace.',
    },
  ],
  [
    'the pace broke off',
    kernel([4, 5, 3, 0, 0, 0], 2),
    {
      state: 'none',
      reason:
        'The pace changed: 12 tasks were proved in 3 weeks, then 0 in 3. A forecast would mix the two.',
    },
  ],
  [
    'a task that nothing can prove',
    withTask({ proof: null }),
    {
      state: 'none',
      reason: '1 task has nothing to be proved by. Give each a done_when in the plan.',
    },
  ],
  [
    'weeks in which it was paused do not count',
    { ...kernel([1, 1, 0, 1, 1], 2), history: withState(2, 'paused') },
    { state: 'forecast', p50: '2025-08-01', p85: '2025-08-01', inTime: 1 },
  ],
  [
    'what was proved before the first report tells no pace',
    { ...kernel([1, 1, 1, 1], 2), history: history(3) },
    {
      state: 'none',
      reason: 'There is not enough history: 3 of 4 weeks in which it could be worked on.',
      weeks: { had: 3, needed: 4 },
    },
  ],
  [
    'what the first report found proved tells no pace, though it came an hour late',
    foundAtFirst(),
    {
      state: 'none',
      reason: 'Nothing was proved in the last 4 weeks, so there is no pace.',
    },
  ],
  [
    'far away',
    kernel([1, 0, 0, 0], 60),
    {
      state: 'none',
      reason: 'At its pace the end is more than two years away. Split it, or take something out.',
    },
  ],
])('%s', (_, given, outlook) => {
  expect(outlookOf(given)).toEqual(outlook);
});

function foundAtFirst(): ProgressFacts {
  const at = new Date(Date.parse(weeksAgo(4)) + 3_600_000).toISOString();
  const [first, ...rest] = history(4);
  if (!first) throw new Error('there is a first week');
  return {
    ...kernel([0, 0, 0, 0], 2),
    history: [{ ...first, at }, ...rest],
    tasks: { [KERNEL]: tasks([at, at, at], 2) },
  };
}

function withTask(more: { proof: null }): ProgressFacts {
  const given = kernel([1, 1, 1, 1], 2);
  const [first, ...rest] = (given.tasks[KERNEL] ?? []).reverse();
  if (!first) throw new Error('there are tasks');
  return { ...given, tasks: { [KERNEL]: [{ ...first, ...more }, ...rest] } };
}

function withState(week: number, state: 'paused'): PastWeek[] {
  return history(5).map((one, at) =>
    at === week ? { ...one, workstreams: { [KERNEL]: pastStanding({ state }) } } : one,
  );
}

test('a workstream that waits begins when what it waits for ends', () => {
  const given = kernel([1, 1, 1, 1], 2);
  const both = {
    ...given,
    activity: {
      ...given.activity,
      [STORAGE]: activity({ commits: [commit(weeksAgo(0, 1))], pulls: [pull(9, weeksAgo(0, 1))] }),
    },
    tasks: {
      ...given.tasks,
      [STORAGE]: tasks(
        [3, 2, 1, 0].map((weeks) => weeksAgo(weeks, 1)),
        3,
      ),
    },
    history: history(4).map((one) => ({
      ...one,
      workstreams: { ...one.workstreams, [STORAGE]: pastStanding() },
    })),
  };
  const { each, all } = outlooks(both, lives(both));
  // Two weeks for the kernel, then three at one task a week.
  expect(each[STORAGE]).toMatchObject({ p50: '2025-08-22', inTime: 0 });
  expect(all).toEqual({
    state: 'none',
    reason:
      'There is no forecast for testing-infrastructure, security-enhancements and performance-observability, so there is none for everything.',
  });
  const blind = { ...both, history: history(4, pastStanding(), STORAGE) };
  expect(outlookOf(blind, STORAGE)).toEqual({
    state: 'none',
    reason: `It waits for ${KERNEL}, which has no forecast.`,
  });
});

const stream = fc.record({
  remaining: fc.integer({ min: 0, max: 30 }),
  weeks: fc
    .array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 10 })
    .filter((weeks) => weeks.some((count) => count > 0)),
  waits: fc.boolean(),
});

test('more to do never ends earlier, neither here nor behind it, and half the futures end before 85 of 100', () => {
  fc.assert(
    fc.property(stream, stream, fc.integer({ min: 1, max: 10 }), fc.nat(), (a, b, more, seed) => {
      const run = (extra: number) =>
        simulate(
          [
            { ...b, name: 'b', after: ['a'] },
            { ...a, name: 'a', after: [], remaining: a.remaining + extra },
          ],
          seed,
        );
      const [few, many] = [run(0), run(more)];
      for (const name of ['a', 'b']) {
        const [less, later] = [few.get(name) ?? [], many.get(name) ?? []];
        expect(less.every((weeks, at) => weeks <= (later[at] ?? 0))).toBe(true);
        expect(quantile(less, 0.5)).toBeLessThanOrEqual(quantile(less, 0.85));
      }
      expect((few.get('b') ?? []).every((weeks, at) => weeks >= (few.get('a')?.[at] ?? 0))).toBe(
        true,
      );
    }),
    { numRuns: 15 },
  );
});

test('the same seed gives the same futures, another seed others; streams that wait for each other end', () => {
  const one: Stream = { name: 'a', remaining: 9, weeks: [0, 1, 2, 4], after: ['b'], waits: true };
  const both = [one, { ...one, name: 'b', after: ['a'] }];
  expect(simulate(both, 1)).toEqual(simulate(both, 1));
  expect(simulate(both, 1)).not.toEqual(simulate(both, 2));
  expect(simulate(both, 1).get('a')).toHaveLength(RUNS);
});

test('chance is even', () => {
  const chance = createChance(5);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let at = 0; at < 10_000; at += 1) {
    const tenth = Math.floor(chance() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(Math.min(...tenths)).toBeGreaterThan(900);
  expect(Math.max(...tenths)).toBeLessThan(1100);
});

/** Tasks that a process finishes in one week. */
type Process = (chance: () => number) => number;

const poisson =
  (mean: number): Process =>
  (chance) => {
    let [count, term, sum] = [0, Math.exp(-mean), Math.exp(-mean)];
    for (const share = chance(); share > sum && count < 100; sum += term) {
      count += 1;
      term *= mean / count;
    }
    return count;
  };

const PROCESSES: Record<string, Process> = {
  'one task in two weeks': poisson(0.5),
  'one task a week': poisson(1),
  'three tasks a week': poisson(3),
  'batches after quiet weeks': (chance) => (chance() < 0.35 ? poisson(4)(chance) : 0),
  'very uneven weeks': (chance) => poisson(-2 * Math.log(1 - chance()))(chance),
};

/**
 * Walks forward through histories of known processes: at a week of which only the past is known it asks for the end,
 * lets the process go on, and counts how often it was over by the 85 % date. Dates are whole days, as reports show
 * them; what a process finishes in a week is spread evenly over it.
 */
test('dates that should hold in 85 of 100 cases hold in 80 to 90', () => {
  const chance = createChance(2025);
  const held: Record<string, number> = {};
  let [hits, half, cases] = [0, 0, 0];
  for (const [name, process] of Object.entries(PROCESSES)) {
    let [own, of] = [0, 0];
    for (let walk = 0; walk < 40; walk += 1) {
      const remaining = 3 + Math.floor(chance() * 10);
      const weeks = Array.from({ length: 4 }, () => process(chance));
      // The same history a week longer, and again: three forecasts of each walk.
      for (let step = 0; step < 3; step += 1, weeks.push(process(chance), process(chance))) {
        if (weeks.every((count) => count === 0)) continue;
        const ends = simulate(
          [{ name, remaining, weeks, after: [], waits: false }],
          walk * 10 + step,
          300,
        ).get(name);
        const end = actualEnd(process, remaining, chance);
        const byDay = (share: number) => Math.ceil(quantile(ends ?? [], share) * 7) / 7;
        of += 1;
        if (end <= byDay(0.85)) own += 1;
        if (end <= byDay(0.5)) half += 1;
      }
    }
    held[name] = own / of;
    hits += own;
    cases += of;
  }
  expect(cases).toBeGreaterThan(500);
  expect(hits / cases).toBeGreaterThan(0.8);
  expect(hits / cases).toBeLessThan(0.9);
  // No kind of process is far off by itself, and p50 is near the middle.
  expect(Math.min(...Object.values(held))).toBeGreaterThan(0.75);
  expect(half / cases).toBeGreaterThan(0.45);
  expect(half / cases).toBeLessThan(0.65);
});

function actualEnd(process: Process, remaining: number, chance: () => number): number {
  let done = 0;
  for (let week = 0; week < 5000; week += 1) {
    const finished = process(chance);
    if (done + finished >= remaining) {
      const moments = Array.from({ length: finished }, chance).sort((a, b) => a - b);
      return week + (moments[remaining - done - 1] ?? 1);
    }
    done += finished;
  }
  return 5000;
}
