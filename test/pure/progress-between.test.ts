/** What is said between two weekly reports: standups, and escalations of what stays still. */
import { expect, test } from '@jest/globals';
import { blockersOf } from '#src/progress/blockers.ts';
import { escalations } from '#src/progress/escalation.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { lives } from '#src/progress/life.ts';
import { renderPhase } from '#src/progress/render-phase.ts';
import { standupsTogether } from '#src/progress/render-standup.ts';
import { type CheckColours, standupOf } from '#src/progress/standup.ts';
import { weekReport } from '#src/progress/week-report.ts';
import {
  activity,
  answered,
  check,
  commit,
  facts,
  merged,
  NOW,
  PLAN,
  past,
  pastStanding,
  planOf,
  pull,
  tasks,
} from '../progress-facts.ts';

const KERNEL = 'kernel-events-expansion';
const SINCE = '2025-07-17T09:15:00.000Z';
const AFTER = '2025-07-17T12:00:00.000Z';
const BEFORE = '2025-07-17T09:15:00.000Z';

function kernel(more: Parameters<typeof activity>[0], rest: Partial<ProgressFacts> = {}) {
  const base = facts(rest);
  return { ...base, activity: { ...base.activity, [KERNEL]: activity(more) } };
}

function standup(given: ProgressFacts, before?: CheckColours) {
  return standupOf(KERNEL, given, blockersOf(given, lives(given)), SINCE, before);
}

test('a standup tells what happened since the last one, and nothing older', () => {
  const given = kernel(
    {
      commits: [
        commit(AFTER, 'Add TaskFailed'),
        commit('2026-01-01T00:00:00.000Z', 'From the future'),
        commit(BEFORE, 'Add TaskCompleted'),
      ],
      pulls: [pull(12, AFTER), pull(11, BEFORE)],
      landed: [merged(10, AFTER, { title: 'Lifecycle events' }), merged(9, BEFORE)],
      checks: {
        'feature/kernel-events-expansion': [
          check('build', 'success', AFTER),
          check('test (linux)', 'failure', AFTER),
          check('test (mac)', 'failure', AFTER),
          check('audit', 'success', AFTER),
          check('docs', null),
        ],
      },
    },
    { tasks: { [KERNEL]: tasks([BEFORE, AFTER], 1) } },
  );
  const said = standup(given, {
    'feature/kernel-events-expansion build': 'red',
    'feature/kernel-events-expansion test (mac)': 'red',
  });
  expect(said).toMatchObject({
    state: 'standup',
    standup: {
      agent: 'kernel-events-003',
      commits: { count: 1, subjects: ['Add TaskFailed'] },
      opened: [{ number: 12 }],
      merged: [{ number: 10, title: 'Lifecycle events' }],
      turnedRed: [{ name: 'test (linux)' }],
      turnedGreen: [{ name: 'build' }],
      proved: ['Task verified 1'],
      blockers: [],
      next: 'Task open 0',
    },
    colours: {
      'feature/kernel-events-expansion build': 'green',
      'feature/kernel-events-expansion test (linux)': 'red',
      'feature/kernel-events-expansion test (mac)': 'red',
      'feature/kernel-events-expansion audit': 'green',
    },
  });
});

test.each<[string, ProgressFacts, string]>([
  ['nothing happened', kernel({}), 'silent'],
  [
    'everything happened before',
    kernel({ commits: [commit(BEFORE)], pulls: [pull(1, BEFORE)] }),
    'silent',
  ],
  ['a check stayed green', kernel({ checks: { x: [check('build', 'success', AFTER)] } }), 'silent'],
  [
    'a check is red again',
    kernel({ checks: { x: [check('build', 'failure', AFTER)] } }),
    'standup',
  ],
  [
    'checks could not be read',
    kernel({ checks: { x: { state: 'unread', reason: 'x' } } }),
    'silent',
  ],
  ['one commit', kernel({ commits: [commit(AFTER)] }), 'standup'],
  ['its agent has reported', kernel({ commits: [commit(AFTER)] }, told(AFTER)), 'reported'],
  ['its agent reported before', kernel({ commits: [commit(AFTER)] }, told(BEFORE)), 'standup'],
  ['an old blocker stays', waiting('2025-07-10T16:00:00.000Z'), 'silent'],
  ['a blocker is new', waiting(null), 'standup'],
])('standup: %s', (_, given, state) => {
  expect(standup(given).state).toBe(state);
});

function told(at: string): Partial<ProgressFacts> {
  const report = { by: null, agent: 'kernel-events-003', phase: 'Testing', completed: 1, total: 4 };
  const rest = { nextMilestone: 'x', blockers: [], at, differences: [] };
  return { reported: { [KERNEL]: { ...report, ...rest } } };
}

/** The kernel waits for something external, since some day or as nobody saw before. */
function waiting(since: string | null): ProgressFacts {
  const plan = planOf(PLAN.replace('{ done: true }', '{ done: false }'));
  const blockers: Record<string, string> = {};
  const given = kernel({}, { plan });
  for (const { what } of blockersOf(given, lives(given)))
    if (since !== null) blockers[what] = since;
  const last = past('2025-W28', '2025-07-11T16:00:00.000Z', {
    [KERNEL]: pastStanding({ blockers }),
  });
  return { ...given, history: [last] };
}

const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

test.each<[number, 1 | 2 | null, string[]]>([
  [47.9, null, []],
  [48, 1, ['alice']],
  [119.9, 1, ['alice']],
  [120, 2, ['alice', 'carol']],
  [2000, 2, ['alice', 'carol']],
])('still for %d hours', (hours, level, who) => {
  const given = kernel({ commits: [commit(hoursAgo(hours))] });
  const found = escalations(given, lives(given));
  expect(found.map((one) => [one.level, one.who])).toEqual(level === null ? [] : [[level, who]]);
});

test('a level has one key as long as nothing moves, and another one after that', () => {
  const stalled = (hours: number, now = NOW) => {
    const given = { ...kernel({ commits: [commit(hoursAgo(hours))] }), now };
    return escalations(given, lives(given)).map(({ key }) => key);
  };
  const later = new Date(Date.parse(NOW) + 3_600_000).toISOString();
  expect(stalled(50)).toEqual(stalled(50, later));
  expect(stalled(50)).not.toEqual(stalled(49));
  expect(stalled(50)).not.toEqual(stalled(130));
});

test('the plan changes hours and people, and says nothing of what is paused, queued or done', () => {
  const plan = planOf(PLAN.replace('{ to: [arch-lead] }', '{ after_hours: 4, then_hours: 1 }'));
  const given = kernel({ commits: [commit(hoursAgo(5))] }, { plan });
  expect(escalations(given, lives(given))).toEqual([
    {
      workstream: KERNEL,
      level: 2,
      since: hoursAgo(5),
      who: ['alice'],
      what: '`kernel-events-expansion` still has had no commit, pull request or check for 5 hours, though its owners were to be told. Name roles under escalation.to in the plan, so that somebody can decide who goes on with it.',
      key: `kernel-events-expansion ${hoursAgo(5)} 2`,
    },
  ]);
  const old = { commits: [commit(hoursAgo(500))] };
  const quiet = [
    kernel({}),
    kernel(old, { plan: planOf(PLAN.replace('owners: [alice]', 'paused: Waits for money')) }),
    kernel({ landed: [merged(7, hoursAgo(500))] }),
    kernel(old, { activityUnread: 'GitHub is down' }),
  ];
  expect(quiet.map((given) => escalations(given, lives(given)))).toEqual([[], [], [], []]);
});

test('standups of very many workstreams have an answer that GitHub takes', () => {
  const told = Array.from({ length: 200 }, (_, at) => `${at} ${'x'.repeat(500)}`);
  const body = standupsTogether(told, ['Nothing new: `a`.']);
  expect(body.length).toBeLessThan(65_536);
  expect(body.split('\n\n').slice(-2)).toEqual([
    'Nothing new: `a`.',
    '_82 sections left out, because GitHub shows only so much text._ Name workstreams behind `/standup` to see theirs.',
  ]);
  expect(standupsTogether(['a', 'b'], [])).toBe('a\n\nb');
});

test('so has the gate of very many criteria: those that are not met come first', () => {
  const criteria = Array.from({ length: 300 }, (_, at) => ({
    list: 'functional',
    text: `Criterion ${at} ${'x'.repeat(180)}`,
    answer: answered(at < 290 ? 'yes' : 'no', 'It was looked at.'),
    claims: [],
  }));
  const body = renderPhase(weekReport(facts({ criteria })));
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('**Closed:** 290 of 300 criteria are met.');
  expect(body.indexOf('Criterion 290 ')).toBeLessThan(body.indexOf('Criterion 0 '));
  expect(body).toMatch(/There is no room for 280 more of them\.$/);
});
