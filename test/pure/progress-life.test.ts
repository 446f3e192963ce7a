import { expect, test } from '@jest/globals';
import { declaredState } from '#src/plan/standing.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { lives } from '#src/progress/life.ts';
import type { LifeState, MetricStanding } from '#src/progress/report.ts';
import {
  activity,
  check,
  commit,
  facts,
  head,
  merged,
  PLAN,
  planOf,
  pull,
  tasks,
} from '../progress-facts.ts';

test.each<[string, LifeState | null]>([
  ['ACTIVE', 'active'],
  ['QUEUED → ACTIVE', 'active'],
  ['queued -> ready', 'ready'],
  ['SPAWNING', 'active'],
  ['READY', 'ready'],
  ['READY TO SPAWN', 'ready'],
  ['ready for review', 'in-review'],
  ['Waiting for review', 'in-review'],
  ['waiting for the kernel', 'blocked'],
  ['COMPLETED', 'done'],
  ['✅ COMPLETE', 'done'],
  ['**Done** (v0.3)', 'done'],
  ['✅', 'done'],
  ['MERGED', 'integrated'],
  ['in_progress', 'active'],
  ['🚧', 'active'],
  ['On hold', 'paused'],
  ['Not started', 'queued'],
  ['not done', null],
  ['almost done', null],
  ['incomplete', null],
  ['donee', null],
  ['✅ or so', null],
  ['', null],
  ['→', null],
])('the status %s means %s', (status, state) => {
  expect(declaredState(status)).toBe(state);
});

const STORAGE = 'storage-enhancements';
const KERNEL = 'kernel-events-expansion';
const SECURITY = 'security-enhancements';
const FRESH = '2025-07-17T18:00:00.000Z';
const OLD = '2025-07-16T15:59:00.000Z';

function withActivity(
  more: Record<string, Parameters<typeof activity>[0]>,
): Partial<ProgressFacts> {
  const known = facts().activity;
  return {
    activity: {
      ...known,
      ...Object.fromEntries(Object.entries(more).map(([name, one]) => [name, activity(one)])),
    },
  };
}

const metric = (name: string, reached: MetricStanding['reached']): MetricStanding => ({
  name,
  target: { op: '>=', value: 8, unit: '' },
  current: null,
  reached,
  trend: [],
});

const PAUSED = planOf(
  PLAN.replace(
    'owners: [alice]',
    'owners: [alice], paused: Waits for money'.replace(', paused', '\n    paused'),
  ),
);

/** Each row: facts about one workstream, and its state; near misses stand beside each other. */
test.each<[string, string, Partial<ProgressFacts>, LifeState]>([
  ['nothing was begun and nothing is needed', KERNEL, {}, 'ready'],
  ['a dependency has not landed', STORAGE, {}, 'queued'],
  [
    'the dependency has landed',
    STORAGE,
    withActivity({ [KERNEL]: { landed: [merged(7, FRESH)] } }),
    'ready',
  ],
  [
    'the dependency has landed in part: more commits',
    STORAGE,
    withActivity({ [KERNEL]: { landed: [merged(7, FRESH)], commits: [commit(FRESH)] } }),
    'queued',
  ],
  [
    'the dependency has landed in part: a task is not proved',
    STORAGE,
    {
      ...withActivity({ [KERNEL]: { landed: [merged(7, FRESH)] } }),
      tasks: { [KERNEL]: tasks([FRESH], 1) },
    },
    'queued',
  ],
  ['a branch that was never worked on', KERNEL, branch(['main']), 'ready'],
  ['a branch with work of its own', KERNEL, branch([]), 'active'],
  ['commits', KERNEL, withActivity({ [KERNEL]: { commits: [commit(FRESH)] } }), 'active'],
  [
    'a draft',
    KERNEL,
    withActivity({ [KERNEL]: { commits: [commit(FRESH)], pulls: [pull(7, FRESH, true)] } }),
    'active',
  ],
  ['a pull request', KERNEL, withActivity({ [KERNEL]: { pulls: [pull(7, FRESH)] } }), 'in-review'],
  [
    'a pull request whose dependency has not landed',
    STORAGE,
    withActivity({ [STORAGE]: { pulls: [pull(7, FRESH)] } }),
    'blocked',
  ],
  [
    'commits ahead of a dependency',
    STORAGE,
    withActivity({ [STORAGE]: { commits: [commit(FRESH)] } }),
    'active',
  ],
  ['still for 48 hours', KERNEL, withActivity({ [KERNEL]: { commits: [commit(OLD)] } }), 'stalled'],
  [
    'still for 48 hours, but a check moved',
    KERNEL,
    withActivity({
      [KERNEL]: { commits: [commit(OLD)], checks: { x: [check('build', 'success', FRESH)] } },
    }),
    'active',
  ],
  [
    'a commit dated next year moves nothing',
    KERNEL,
    withActivity({ [KERNEL]: { commits: [commit(OLD), commit('2026-07-17T18:00:00.000Z')] } }),
    'stalled',
  ],
  [
    'landed, without tasks',
    KERNEL,
    withActivity({ [KERNEL]: { landed: [merged(7, OLD)] } }),
    'integrated',
  ],
  [
    'landed, all tasks proved, no metrics',
    KERNEL,
    {
      ...withActivity({ [KERNEL]: { landed: [merged(7, OLD)] } }),
      tasks: { [KERNEL]: tasks([OLD], 0) },
    },
    'done',
  ],
  [
    'landed, all tasks proved, a metric is not measured',
    KERNEL,
    {
      ...withActivity({ [KERNEL]: { landed: [merged(7, OLD)] } }),
      tasks: { [KERNEL]: tasks([OLD], 0) },
      metrics: { [KERNEL]: [metric('events', 'unknown')] },
    },
    'integrated',
  ],
  [
    'all tasks proved, but nothing was ever merged',
    KERNEL,
    { tasks: { [KERNEL]: tasks([OLD], 0) } },
    'ready',
  ],
  ['paused by the plan', KERNEL, { plan: PAUSED }, 'paused'],
  [
    'blocked, as its agent says',
    KERNEL,
    { ...withActivity({ [KERNEL]: { commits: [commit(OLD)] } }), ...told(FRESH) },
    'blocked',
  ],
  [
    'its agent said so before the last commit',
    KERNEL,
    { ...withActivity({ [KERNEL]: { commits: [commit(FRESH)] } }), ...told(OLD) },
    'active',
  ],
  [
    'merged pull requests could not be read',
    KERNEL,
    { activityUnread: 'GitHub is down' },
    'unknown',
  ],
  [
    'older merged pull requests could not be read, and a newer one was found',
    KERNEL,
    {
      ...withActivity({ [KERNEL]: { landed: [merged(7, OLD)] } }),
      activityUnread: 'the newest 2,000 were read',
    },
    'integrated',
  ],
  [
    'heads could not be read',
    KERNEL,
    {
      ...withActivity({ [KERNEL]: { landed: [merged(7, OLD)] } }),
      integration: { state: 'unread', reason: 'git is down' },
    },
    'unknown',
  ],
])('%s', (_, name, given, state) => {
  expect(lives(facts(given))[name]?.state).toBe(state);
});

function branch(containedIn: string[]): Partial<ProgressFacts> {
  const { integration } = facts();
  if (integration.state === 'unread') throw new Error('facts are read');
  return { integration: { ...integration, heads: [head(KERNEL, { containedIn })] } };
}

function told(at: string): Partial<ProgressFacts> {
  const one = {
    by: null,
    agent: 'kernel-events-003',
    phase: 'Testing',
    completed: 1,
    total: 4,
    nextMilestone: 'Error events',
    blockers: ['The runner has no disk'],
    at,
    differences: [],
  };
  return { reported: { [KERNEL]: one } };
}

test('reasons and drift are sentences with what to do', () => {
  const given = facts({
    ...withActivity({
      [KERNEL]: { pulls: [pull(7, FRESH), pull(9, FRESH)], commits: [commit(FRESH)] },
      [STORAGE]: { pulls: [pull(8, FRESH)] },
      [SECURITY]: { landed: [merged(3, OLD)] },
      'testing-infrastructure': { commits: [commit('2025-07-10T10:00:00.000Z')] },
    }),
    tasks: { [SECURITY]: tasks([OLD, OLD], 2) },
  });
  const said = Object.entries(lives(given)).map(
    ([name, { reason, drift }]) => `${name}: ${reason}${drift === null ? '' : `\n  ${drift}`}`,
  );
  expect(said.join('\n')).toMatchInlineSnapshot(`
"testing-infrastructure: It has 1 commit that has not landed. Nothing has moved for 8 days. Ask whether somebody still works on it.
kernel-events-expansion: Pull request #7 and 1 more are open for review.
storage-enhancements: Pull request #8 is open for review. It cannot land yet: \`kernel-events-expansion\` has not landed.
security-enhancements: All that was begun has landed, but 2 of 4 tasks are not proved yet. Nothing has moved for 2 days. Ask whether somebody still works on it.
performance-observability: It waits: \`testing-infrastructure\` and \`kernel-events-expansion\` have not landed.
  The plan says “COMPLETED ✅”, but it is queued. Nothing shows any work on it. If it was finished before, list \`performance-observability\` under external as done; else correct its status."
`);
});
