import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProgressFacts, WorkstreamActivity } from '#src/progress/facts.ts';
import { isLanded } from '#src/progress/landing.ts';
import { lives } from '#src/progress/life.ts';
import { pastWeek, readPastWeek } from '#src/progress/past-week.ts';
import type { WeekReport } from '#src/progress/report.ts';
import { weekReport } from '#src/progress/week-report.ts';
import {
  activity,
  approval,
  check,
  commit,
  facts,
  head,
  merged,
  past,
  pastStanding,
  pull,
  tasks,
} from '../progress-facts.ts';

const NAMES = Object.keys(facts().plan.workstreams);

const instant = fc
  .integer({ min: -60 * 24, max: 400 * 24 })
  .map((hours) => new Date(Date.UTC(2025, 6, 18, 16) - hours * 3_600_000).toISOString());
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const someActivity: fc.Arbitrary<WorkstreamActivity> = fc
  .record({
    commits: few(instant),
    pulls: few(fc.tuple(instant, fc.boolean())),
    landed: few(instant),
    checks: few(
      fc.tuple(
        fc.constantFrom('build', 'test a', 'odd'),
        fc.constantFrom('success', 'failure', null),
      ),
    ),
  })
  .map(({ commits, pulls, landed, checks }) =>
    activity({
      commits: commits.map((at) => commit(at)),
      pulls: pulls.map(([at, draft], number) => pull(number + 1, at, draft)),
      landed: landed.map((at, number) => merged(number + 10, at)),
      checks: Object.fromEntries(
        NAMES.map((name) => [
          `feature/${name}`,
          checks.map(([of, conclusion]) => check(of, conclusion)),
        ]),
      ),
    }),
  );

const someTasks = fc
  .tuple(few(instant), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 }))
  .map(([verified, open, claimed]) => tasks(verified, open, claimed));

const someFacts: fc.Arbitrary<ProgressFacts> = fc
  .record({
    activity: fc.tuple(...NAMES.map(() => fc.option(someActivity, { freq: 9 }))),
    tasks: fc.tuple(...NAMES.map(() => someTasks)),
    heads: fc.subarray(NAMES),
    unread: fc.option(fc.constant('GitHub is down'), { freq: 3 }),
    blind: fc.boolean(),
    weeks: fc.integer({ min: 0, max: 6 }),
    pulls: few(
      fc.tuple(
        fc.constantFrom(...NAMES),
        fc.constantFrom('approved', 'pending', 'blocked', 'error'),
      ),
    ),
  })
  .map((given) => {
    const base = facts();
    const byName = <T>(list: readonly (T | null)[]) =>
      Object.fromEntries(
        NAMES.flatMap((name, at) => {
          const one = list[at];
          return one === null || one === undefined ? [] : [[name, one]];
        }),
      );
    const heads = given.heads.map((name) => head(name));
    return {
      ...base,
      activity: byName(given.activity),
      tasks: byName(given.tasks),
      activityUnread: given.unread,
      integration:
        given.blind || base.integration.state === 'unread'
          ? { state: 'unread' as const, reason: 'git is down' }
          : { ...base.integration, heads },
      approvals: {
        state: 'read' as const,
        pulls: given.pulls.map(([name, state], at) =>
          approval(at + 1, { workstreams: [name], state: state as 'pending', asked: ['carol'] }),
        ),
      },
      history: Array.from({ length: given.weeks }, (_, at) => {
        const ago = 7 * (given.weeks - at) * 86_400_000;
        return past(
          `2025-W${29 - given.weeks + at}`,
          new Date(Date.parse(base.now) - ago).toISOString(),
          Object.fromEntries(NAMES.map((name) => [name, pastStanding()])),
        );
      }),
    };
  });

const RUNS = { numRuns: 25 };

test('every workstream has a life, and none is green on what could not be read', () => {
  fc.assert(
    fc.property(someFacts, (given) => {
      const all = lives(given);
      expect(Object.keys(all)).toEqual(NAMES);
      for (const name of NAMES) {
        const { state, reason } = all[name] ?? { state: 'unknown', reason: '' };
        expect(reason).toMatch(/^[A-Z`].*\.$/);
        const blind =
          (given.activityUnread !== null && !given.activity[name]?.landed.length) ||
          given.integration.state === 'unread' ||
          given.activity[name] === undefined;
        if (blind) expect([name, state]).toEqual([name, 'unknown']);
      }
    }),
    RUNS,
  );
});

test('a report can always be made, says the same again, and is never on track on what could not be read', () => {
  fc.assert(
    fc.property(someFacts, (given) => {
      const report = weekReport(given);
      expect(weekReport(structuredClone(given))).toEqual(report);
      const { conflictsUnread, decisions, headline, totals, verdict, workstreams } = report;
      if (conflictsUnread !== null) expect(verdict).not.toBe('on-track');
      expect(decisions.length).toBeLessThanOrEqual(5);
      expect(headline).toHaveLength(2);
      expect(totals.total).toBe(workstreams.reduce((sum, { counts }) => sum + counts.total, 0));
      for (const { life, outlook } of workstreams) {
        if (outlook.state === 'finished') expect(isLanded(life.state)).toBe(true);
        if (outlook.state === 'forecast') expect(outlook.p50 <= outlook.p85).toBe(true);
      }
      // Nothing happened between this report and one from the same facts, with this one as that of an earlier week;
      // nobody says so who could not read everything.
      const earlier = { ...pastWeek(report, 1), week: '2025-W28' };
      const again = weekReport({ ...given, history: [...given.history, earlier] });
      const { activityUnread, approvals, integration } = given;
      const isBlind =
        activityUnread !== null || approvals.state === 'unread' || integration.state === 'unread';
      expect(again.moved).toBe(isBlind);
    }),
    RUNS,
  );
});

test('what is kept of a week is read back as it was', () => {
  fc.assert(
    fc.property(someFacts, fc.option(fc.integer({ min: 1, max: 9999 })), (given, issue) => {
      const kept = pastWeek(weekReport(given), issue);
      expect(readPastWeek(JSON.stringify(kept))).toEqual(kept);
    }),
    RUNS,
  );
});

const kept = pastWeek(
  weekReport(facts({ tasks: { [NAMES[0] ?? '']: tasks(['2025-07-18T10:00:00.000Z'], 1) } })),
  7,
);

/** Each row: what somebody made of the block, and what is left of it. */
test.each<[string, unknown, (read: ReturnType<typeof readPastWeek>) => unknown, unknown]>([
  ['nothing', null, (read) => read, null],
  ['a list', [], (read) => read, null],
  ['no such week', { ...kept, week: '2025-W99' }, (read) => read, null],
  ['a time that is none', { ...kept, at: 'yesterday' }, (read) => read, null],
  ['an older version without outlook and workstreams', older(), (read) => read?.workstreams, {}],
  ['a newer version', { ...kept, mood: 'good' }, (read) => read, kept],
  [
    'counts out of all bounds',
    { ...kept, totals: { verified: -1, claimed: 1e9, total: '3' } },
    (read) => read?.totals,
    { verified: 0, claimed: 0, total: 0 },
  ],
  ['an unknown state', withFirst({ state: 'exploded' }), (read) => first(read)?.state, 'unknown'],
  [
    'dates that are none',
    withFirst({ done: { a: 'soon', b: '2025-07-18T10:00:00Z' } }),
    (read) => first(read)?.done,
    { b: '2025-07-18T10:00:00Z' },
  ],
  [
    'numbers that are none',
    withFirst({ metrics: { a: 'NaN', b: 1 } }),
    (read) => first(read)?.metrics,
    { b: 1 },
  ],
  [
    'a forecast that is none',
    withFirst({ outlook: { state: 'forecast', p50: 'x', p85: 'y', inTime: 2 } }),
    (read) => first(read)?.outlook,
    null,
  ],
  [
    'keys without end',
    withFirst({ blockers: { ['x'.repeat(2000)]: '2025-07-18T10:00:00Z' } }),
    (read) => first(read)?.blockers,
    {},
  ],
])('a kept week that somebody changed: %s', (_, written, look, expected) => {
  expect(look(readPastWeek(JSON.stringify(written)))).toEqual(expected);
});

function older(): unknown {
  const { outlook: _, workstreams: __, ...rest } = kept;
  return rest;
}

function withFirst(more: object): unknown {
  const name = NAMES[0] ?? '';
  return { ...kept, workstreams: { [name]: { ...kept.workstreams[name], ...more } } };
}

function first(read: ReturnType<typeof readPastWeek>) {
  return read?.workstreams[NAMES[0] ?? ''];
}

test('no text makes reading a kept week fail, and names reach no prototype', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(() => readPastWeek(text)).not.toThrow();
    }),
    { numRuns: 100 },
  );
  const hostile = JSON.stringify(kept).replace(
    '"workstreams":{',
    '"workstreams":{"__proto__":{"verified":1},',
  );
  const read = readPastWeek(hostile);
  expect(({} as { verified?: number }).verified).toBeUndefined();
  expect(Object.getPrototypeOf(read?.workstreams ?? {})).toBeNull();
  expect(readPastWeek(`"${'x'.repeat(70_000)}"`)).toBeNull();
});

test('a report of nothing at all is made, too', () => {
  const report: WeekReport = weekReport(facts());
  expect(report.verdict).toBe('unknown');
  expect(report.moved).toBe(true);
});
