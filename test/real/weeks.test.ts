/**
 * A thousand weeks of a server that is switched off, killed, doubled and robbed of its database, in many time zones:
 * exactly one issue for each week. The schedule, the ledger's rules and the writer are the real ones; GitHub and the
 * database are models that can be cut off at any request.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createApply } from '#src/adapters/apply.ts';
import { type Day, lastOccasion, localDate, weekOf } from '#src/calendar.ts';
import type { Job } from '#src/jobs.ts';
import { keepOccasion, type OccasionJob } from '#src/occasions.ts';
import type { Run } from '#src/ports.ts';
import { keepTimetable } from '#src/timetable.ts';
import { fakeDeps, REPO } from '../fakes.ts';
import { type IssueHub, issueHub, postedInMemory } from '../issue-hub.ts';
import { runs } from '../properties.ts';
import { timetableInMemory } from '../timetable-memory.ts';

const WEEKS = 25;
const RUNS = 40;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a process that is killed throws. */
class Killed extends Error {}

interface Setting {
  timezone: string;
  day: string;
  time: string;
  start: number;
  seed: number;
}

const settings: fc.Arbitrary<Setting> = fc.record({
  timezone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Pacific/Kiritimati',
    'America/Sao_Paulo',
    'Africa/Casablanca',
  ),
  day: fc.constantFrom('monday', 'wednesday', 'friday', 'saturday', 'sunday'),
  time: fc.constantFrom('00:00', '01:30', '02:30', '09:00', '16:00', '23:59'),
  start: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }),
  seed: fc.nat(),
});

/** A small generator of chance, so that a failure can be replayed from its seed. */
function chanceFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (most: number) => Math.floor(next() * most),
    happens: (share: number) => next() < share,
  };
}

/** One at a time by name, as the database's lock does it; who is killed lets go. */
function locks() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(
      name,
      mine.catch(() => {}),
    );
    return mine;
  };
}

/** The world of one run: a clock, GitHub, a database, a queue, and up to two machines. */
function worldOf({ timezone, day, time, start, seed }: Setting) {
  const chance = chanceFrom(seed);
  /** GitHub's clock only goes forward; that of the machines may be wrong. */
  let truth = start;
  let wrong = 0;
  const now = () => truth + wrong;
  const hub: IssueHub = issueHub(() => truth);
  hub.lagMs = chance.below(15_000);
  let posted = postedInMemory();
  let timetable = timetableInMemory(now);
  const waiting = new Map<string, OccasionJob>();
  let deadly = 0;
  /** Dies at any request to GitHub or the database, before or after it took effect. */
  const maybeDie = () => {
    if (chance.happens(deadly)) throw new Killed();
  };
  hub.onRequest = maybeDie;
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value = Reflect.get(object, name) as unknown;
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          maybeDie();
          const answer = await (value as (...all: unknown[]) => unknown).apply(object, given);
          maybeDie();
          return answer;
        };
      },
    });
  const alone = locks();
  const plan = `version: 1
phase: { name: P, timezone: ${timezone} }
workstreams: { kernel: {} }
report: { day: ${day}, time: "${time}" }`;
  const log = { info() {}, warn() {}, error() {} };

  async function* file({ occasion }: OccasionJob): Run {
    const { period, lateMinutes } = occasion;
    yield [
      {
        kind: 'issue',
        repo: REPO,
        key: `week:${period.toLowerCase()}`,
        title: period,
        body: `Late by ${lateMinutes}.`,
        labels: ['weir'],
        state: 'as-is',
      },
    ];
  }
  /** One machine looks at the time and does what waits. Nothing of it survives but GitHub and the database. */
  const machine = async (sweeps: boolean) => {
    const deps = {
      ...fakeDeps({ heads: [], plan }),
      timetable: mortal(timetable),
      now: () => new Date(now()),
    };
    const apply = createApply({
      github: hub.github,
      posted: mortal(posted),
      overrides: { recordOverride: async () => true },
      alone,
      builds: { save: async () => true },
      branches: { pushTrial: async () => 'done', deleteTrial: async () => 'done' },
      now: () => new Date(now()),
      log,
    });
    const add = async (job: Job) => {
      if (job.kind === 'occasion') waiting.set(job.occasion.period, job);
    };
    try {
      const { next } = timetable;
      if (sweeps || next === null || next <= deps.now().toISOString()) {
        await keepTimetable(REPO, deps, add);
      }
      for (const [period, job] of waiting) {
        const run = keepOccasion(job, deps, () => file(job));
        let applied: Awaited<ReturnType<typeof apply>> = [];
        for (;;) {
          const step = await run.next(applied);
          if (step.done) break;
          applied = await apply(step.value);
        }
        waiting.delete(period);
      }
    } catch (error) {
      // A job that failed is tried again, or its queue is lost with its machine.
      if (!(error instanceof Killed) && !/not known yet/.test(String(error))) throw error;
      if (chance.happens(0.2)) waiting.clear();
    }
  };
  const rhythm = { day: day as Day, time, timezone };
  return {
    chance,
    hub,
    /** The week that must have its issue after a calm while: not one from before all memory. */
    owed(): string | null {
      const { date, at } = lastOccasion(rhythm, new Date(now()));
      const known = timetable.rows.some(({ dueAt }) => Date.parse(dueAt) <= at.getTime());
      const thisWeek = weekOf(date) === weekOf(localDate(new Date(now()), timezone));
      return known || thisWeek ? weekOf(date) : null;
    },
    /** Everything that the database held is gone; GitHub keeps what it has. */
    loseDatabase() {
      posted = postedInMemory();
      timetable = timetableInMemory(now);
      waiting.clear();
    },
    /** @param danger share of requests at which a machine dies */
    async live(machines: number, danger: number) {
      deadly = danger;
      await Promise.all(Array.from({ length: machines }, () => machine(danger === 0)));
    },
    pass(ms: number) {
      truth += ms;
    },
    setClock(ms: number) {
      wrong = ms;
    },
  };
}

test(`${RUNS * WEEKS} weeks: one issue each, whatever happens`, async () => {
  let weeks = 0;
  const property = fc.asyncProperty(settings, async (setting) => {
    const world = worldOf(setting);
    const { chance, hub } = world;
    while (hub.issues.length < WEEKS) {
      const sleep = chance.happens(0.1) ? 12 * DAY : chance.happens(0.5) ? 4 * DAY : DAY / 2;
      world.pass(MINUTE + chance.below(sleep));
      if (chance.happens(0.1))
        world.setClock(chance.happens(0.5) ? 0 : chance.below(2 * DAY) - DAY);
      if (chance.happens(0.05)) world.loseDatabase();
      for (let stormy = chance.below(3); stormy > 0; stormy--) {
        await world.live(1 + chance.below(2), 0.15);
        world.pass(chance.below(40_000));
      }
      world.pass(16 * MINUTE);
      const owed = world.owed();
      await world.live(1 + chance.below(2), 0);
      const filed = hub.issues.map(({ title }) => title);
      expect(filed.length).toBe(new Set(filed).size);
      if (owed !== null) expect(filed).toContain(owed);
    }
    weeks += hub.issues.length;
  });
  await fc.assert(property, runs(RUNS));
  expect(weeks).toBeGreaterThanOrEqual(runs(RUNS).numRuns * WEEKS);
}, 600_000);
