import { expect, test } from '@jest/globals';
import { blockersOf } from '#src/progress/blockers.ts';
import type { CheckFact, ProgressFacts } from '#src/progress/facts.ts';
import { lives } from '#src/progress/life.ts';
import type { StageState, WeekReport } from '#src/progress/report.ts';
import { stagesOf } from '#src/progress/stages.ts';
import { weekReport } from '#src/progress/week-report.ts';
import {
  activity,
  answered,
  approval,
  check,
  commit,
  facts,
  head,
  merged,
  oid,
  PLAN,
  past,
  pastStanding,
  planOf,
  pull,
  tasks,
} from '../progress-facts.ts';

const [TESTING, KERNEL, STORAGE] = [
  'testing-infrastructure',
  'kernel-events-expansion',
  'storage-enhancements',
] as const;
const AT = '2025-07-17T18:00:00.000Z';
const KERNEL_HEAD = 'feature/kernel-events-expansion';

function acting(more: Record<string, Parameters<typeof activity>[0]>): ProgressFacts {
  const base = facts();
  const own = Object.entries(more).map(([name, one]) => [name, activity(one)]);
  return { ...base, activity: { ...base.activity, ...Object.fromEntries(own) } };
}

test.each<[string, CheckFact[] | { state: 'unread'; reason: string }, StageState[]]>([
  ['no check at all', [], ['missing', 'missing', 'missing']],
  [
    'all green',
    [check('build', 'success'), check('test a', 'success'), check('audit', 'success')],
    ['passed', 'passed', 'passed'],
  ],
  [
    'one of two red',
    [check('test a', 'success'), check('test b', 'failure')],
    ['missing', 'failed', 'missing'],
  ],
  [
    'one of two skipped',
    [check('test a', 'success'), check('test b', 'skipped')],
    ['missing', 'passed', 'missing'],
  ],
  [
    'all skipped',
    [check('test a', 'skipped'), check('test b', 'neutral')],
    ['missing', 'skipped', 'missing'],
  ],
  [
    'one still runs',
    [check('test a', 'success'), check('test b', null)],
    ['missing', 'running', 'missing'],
  ],
  [
    'cancelled, stale',
    [check('build', 'cancelled'), check('test a', 'stale')],
    ['missing', 'missing', 'missing'],
  ],
  ['a conclusion of next year', [check('build', 'wonderful')], ['unknown', 'missing', 'missing']],
  ['a name that is longer', [check('build (mac)', 'success')], ['missing', 'missing', 'missing']],
  ['not read', { state: 'unread', reason: 'GitHub is down' }, ['unknown', 'unknown', 'unknown']],
])('stages of a head: %s', (_, checks, expected) => {
  const given = acting({ [KERNEL]: { checks: { [KERNEL_HEAD]: checks } } });
  expect(Object.values(stagesOf([KERNEL_HEAD], KERNEL, given))).toEqual(expected);
  expect(Object.values(stagesOf([], KERNEL, given))).toEqual(['none', 'none', 'none']);
});

test('a name without a wildcard is expected by itself', () => {
  const plan = planOf(PLAN.replace('unit: ["test*"]', 'unit: [lint, "test*"]'));
  const given = {
    ...acting({ [KERNEL]: { checks: { [KERNEL_HEAD]: [check('test a', 'success')] } } }),
    plan,
  };
  expect(stagesOf([KERNEL_HEAD], KERNEL, given).unit).toBe('missing');
});

const external = planOf(PLAN.replace('{ done: true }', '{ done: false, issue: 3 }'));

const collision = (a: string, b: string): Partial<ProgressFacts> => ({
  integration: {
    state: 'read',
    target: { ref: 'main', oid: oid('0') },
    heads: [head(KERNEL), head(STORAGE, { oid: oid('b') })],
    pairs: [{ a, b, verdict: 'conflict', findings: [] }],
    order: [],
  },
});

/** As `collision` with the target, where nothing makes merge commits. */
function landing(landsBy: 'squash' | 'rebase'): ProgressFacts {
  const given = acting({ [KERNEL]: { commits: [commit(AT)] } });
  const { integration } = collision('main', KERNEL_HEAD);
  return integration?.state === 'read'
    ? { ...given, integration: { ...integration, landsBy } }
    : given;
}

/** Each row: what blocks, and what people are asked to decide, the weightiest first. */
test.each<[string, ProgressFacts, string[], string[]]>([
  [
    'nothing was begun',
    facts(),
    [
      'Waits for `kernel-events-expansion` to land.',
      'Waits for `testing-infrastructure` to land.',
      'Waits for `kernel-events-expansion` to land.',
    ],
    [
      'Start `kernel-events-expansion` with `kernel-events-003`: `storage-enhancements` and `performance-observability` wait for it. All that it depends on has landed.',
      'Start `testing-infrastructure` with `testing-infrastructure-002`: `performance-observability` waits for it. All that it depends on has landed.',
      'Start `security-enhancements` with `security-extension-005`. All that it depends on has landed.',
    ],
  ],
  [
    'something external is not done',
    facts({ plan: external }),
    [
      ...Array.from(
        { length: 3 },
        () =>
          'Waits for `build-system-stabilization`, which the plan does not call done. It is tracked in #3. Write done: true at it under external once it is.',
      ),
    ],
    [
      'Say whether `build-system-stabilization` (#3) is done: `testing-infrastructure`, `kernel-events-expansion`, `storage-enhancements` and 2 more wait for it. If it is, write done: true at it under external in the plan.',
    ],
  ],
  [
    'reviews are waited for, and one may not land',
    {
      ...acting({
        [KERNEL]: { pulls: [pull(12, '2025-07-13T10:00:00.000Z')], commits: [commit(AT)] },
      }),
      approvals: {
        state: 'read',
        pulls: [
          approval(12, { workstreams: [KERNEL], missing: ['arch-lead'], asked: ['carol'] }),
          approval(13, { workstreams: [KERNEL], state: 'blocked' }),
          approval(14, { workstreams: [KERNEL], state: 'error' }),
          approval(15, { workstreams: [KERNEL], state: 'approved' }),
          approval(16, { workstreams: [KERNEL], draft: true }),
        ],
      },
    },
    [
      '#12 waits for the approval of `arch-lead`.',
      '#13 may not land: a reviewer asked for changes, or people could not be told apart. Its approvals check says which.',
      'Who must approve #14 cannot be decided. Its approvals check says what to mend.',
    ],
    [
      'Review #12 “Pull request 12” as `arch-lead`: `storage-enhancements` and `performance-observability` wait for it. It has been open for 5 days.',
      'Settle what blocks #13 “Pull request 13”: `storage-enhancements` and `performance-observability` wait for it. A reviewer asked for changes, or people could not be told apart; its approvals check says which.',
      'Say who may approve #14 “Pull request 14”: `storage-enhancements` and `performance-observability` wait for it. Its approvals check says what to mend in the plan.',
    ],
  ],
  [
    'a head conflicts with the target',
    { ...acting({ [KERNEL]: { commits: [commit(AT)] } }), ...collision('main', KERNEL_HEAD) },
    ['`feature/kernel-events-expansion` conflicts with `main`. Merge `main` into it.'],
    [
      'Merge `main` into `feature/kernel-events-expansion` and settle the conflict: it cannot land as it is.',
    ],
  ],
  [
    'a head conflicts with the target where only squashes land: a merge in it does no harm',
    landing('squash'),
    ['`feature/kernel-events-expansion` conflicts with `main`. Merge `main` into it.'],
    [
      'Merge `main` into `feature/kernel-events-expansion` and settle the conflict: it cannot land as it is.',
    ],
  ],
  [
    'a head conflicts with the target where only rebases land',
    landing('rebase'),
    ['`feature/kernel-events-expansion` conflicts with `main`. Rebase it onto `main`.'],
    [
      'Rebase `feature/kernel-events-expansion` onto `main` and settle the conflict: it cannot land as it is.',
    ],
  ],
])('%s', (_, given, blocking, deciding) => {
  const blockers = blockersOf(given, lives(given)).map(({ what }) => what);
  expect(blockers).toEqual(expect.arrayContaining(blocking));
  const decided = weekReport(given).decisions.map(({ what }) => what);
  expect(decided.slice(0, deciding.length)).toEqual(deciding);
});

test('at most five decisions, and an open gate before everything', () => {
  const criteria = [{ list: 'a', text: 'x', answer: answered('yes', 'Yes.'), claims: [] }];
  const pulls = Array.from({ length: 8 }, (_, at) => approval(at + 1, { workstreams: [KERNEL] }));
  const report = weekReport(facts({ criteria, approvals: { state: 'read', pulls } }));
  expect(report.gate.state).toBe('open');
  expect(report.decisions).toHaveLength(5);
  expect(report.decisions[0]).toMatchObject({
    what: 'Decide whether `Phase 3` begins: every criterion of the gate is met.',
    who: ['carol'],
  });
});

test.each<[string, Partial<ProgressFacts>, WeekReport['gate']['state']]>([
  ['no criteria', {}, 'none'],
  ['one is unknown', gate('yes', 'unknown'), 'closed'],
  ['one is not met', gate('yes', 'no'), 'closed'],
  ['all are met', gate('yes', 'yes'), 'open'],
])('gate: %s', (_, more, state) => {
  expect(weekReport(facts(more)).gate.state).toBe(state);
});

function gate(...answers: ('yes' | 'no' | 'unknown')[]): Partial<ProgressFacts> {
  return {
    criteria: answers.map((answer) => ({
      list: 'a',
      text: 'x',
      answer: answered(answer, 'So.'),
      claims: [],
    })),
  };
}

const all = Object.keys(facts().plan.workstreams);
const landed = acting(Object.fromEntries(all.map((name) => [name, { landed: [merged(5, AT)] }])));
const proved = Object.fromEntries(all.map((name) => [name, tasks([AT], 0)]));

test.each<[string, ProgressFacts, WeekReport['verdict']]>([
  ['nobody knows', facts(), 'unknown'],
  ['the gate is open', facts(gate('yes')), 'on-track'],
  ['everything has landed, and there is no gate', { ...landed, tasks: proved }, 'on-track'],
  [
    'everything has landed, and the gate is closed',
    { ...landed, tasks: proved, ...gate('no') },
    'at-risk',
  ],
  [
    'the phase is over, and the gate is closed',
    { ...landed, tasks: proved, ...gate('unknown'), now: '2025-08-04T00:00:00.000Z' },
    'off-track',
  ],
  [
    'something stalls',
    acting({ [KERNEL]: { commits: [commit('2025-07-01T10:00:00.000Z')] } }),
    'at-risk',
  ],
  [
    'half of the time is gone, and nothing is proved',
    facts({ now: '2025-07-21T10:00:00.000Z', tasks: { [KERNEL]: tasks([], 4) } }),
    'at-risk',
  ],
  [
    'conflicts could not be read',
    facts({ integration: { state: 'unread', reason: 'git is down' } }),
    'unknown',
  ],
])('verdict: %s', (_, given, verdict) => {
  expect(weekReport(given).verdict).toBe(verdict);
});

test('what changed is told against last week', () => {
  const last = past('2025-W28', '2025-07-11T16:00:00.000Z', {
    [KERNEL]: pastStanding({ verified: 2, state: 'ready' }),
    [TESTING]: pastStanding({ state: 'active' }),
  });
  const given = { ...acting({ [KERNEL]: { commits: [commit(AT)] } }), history: [last] };
  const headline = (verified: number) =>
    weekReport({
      ...given,
      tasks: {
        [KERNEL]: tasks(
          Array.from({ length: verified }, () => AT),
          4 - verified,
        ),
      },
    }).headline[0];
  expect([headline(3), headline(2), headline(1)]).toEqual([
    '1 task was proved since last week (3 of 4 tasks); `testing-infrastructure` became ready to start and `kernel-events-expansion` is being worked on.',
    'No task was proved since last week (2 of 4 tasks); `testing-infrastructure` became ready to start and `kernel-events-expansion` is being worked on.',
    '1 task is no longer proved (1 of 4 tasks); `testing-infrastructure` became ready to start and `kernel-events-expansion` is being worked on.',
  ]);
});
