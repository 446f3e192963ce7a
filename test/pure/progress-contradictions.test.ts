import { expect, test } from '@jest/globals';
import { contradictions } from '#src/progress/contradictions.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { lives } from '#src/progress/life.ts';
import type { MetricStanding, ReportedProgress } from '#src/progress/report.ts';
import {
  activity,
  answered,
  commit,
  facts,
  head,
  merged,
  oid,
  PLAN,
  planOf,
  tasks,
} from '../progress-facts.ts';

/** Statuses left out: only what a row is about contradicts anything. */
const plan = planOf(PLAN.replace(/^ {4}status: .*\n/gm, ''));
const [KERNEL, STORAGE, SECURITY] = [
  'kernel-events-expansion',
  'storage-enhancements',
  'security-enhancements',
] as const;
const AT = '2025-07-16T10:00:00.000Z';

function given(more: Partial<ProgressFacts>): ProgressFacts {
  return facts({ plan, ...more });
}

function acting(name: string, more: Parameters<typeof activity>[0]): Partial<ProgressFacts> {
  return { activity: { ...facts().activity, [name]: activity(more) } };
}

function metric(value: number, unit = ''): MetricStanding {
  return {
    name: 'lifecycle_events',
    target: { op: '>=', value: 8, unit: '' },
    current: {
      value: { value, unit },
      source: 'claimed',
      from: 'the plan',
      at: null,
      evidence: [],
    },
    reached: 'unknown',
    trend: [],
  };
}

function heads(...list: ReturnType<typeof head>[]): Partial<ProgressFacts> {
  const target = { ref: 'main', oid: oid('0') };
  return { integration: { state: 'read', target, heads: list, pairs: [], order: [] } };
}

function told(more: Partial<ReportedProgress>): Partial<ProgressFacts> {
  const one = { by: null, agent: 'kernel-events-003', phase: 'Testing', completed: 1, total: 4 };
  const rest = { nextMilestone: 'x', blockers: [], at: AT, differences: [] };
  return { reported: { [KERNEL]: { ...one, ...rest, ...more } } };
}

const declared = (status: string) =>
  planOf(
    PLAN.replace(/^ {4}status: .*\n/gm, '').replace(
      'agent: kernel-events-003',
      `agent: kernel-events-003\n    status: ${status}`,
    ),
  );

const again = (branch: string, number: number) => {
  const [one] = [head(SECURITY, { ref: branch, branch })];
  const url = `https://github.example/acme/river/pull/${number}`;
  const pullRequest = { number, title: `Pull request ${number}`, url, draft: false, author: 'kim' };
  return { ...one, pullRequest } as typeof one;
};

const wrongLane = { title: 'Move to next workstream', base: 'feature/security-enhancements' };

test.each<[string, Partial<ProgressFacts>, string[]]>([
  ['nothing', {}, []],
  [
    'what reading the evidence showed comes first',
    { contradictions: [{ workstream: null, what: 'The page says 5 %, the code 20 %.' }] },
    ['The page says 5 %, the code 20 %.'],
  ],
  [
    'called completed, and nothing was begun',
    { plan: declared('COMPLETED') },
    [
      '`kernel-events-expansion`: The plan says “COMPLETED”, but it is ready to start and not begun. Nothing shows any work on it. If it was finished before, list `kernel-events-expansion` under external as done; else correct its status.',
    ],
  ],
  [
    'called completed below its own target',
    {
      plan: declared('COMPLETED'),
      ...acting(KERNEL, { landed: [merged(5, AT)] }),
      tasks: { [KERNEL]: tasks([AT], 0) },
      metrics: { [KERNEL]: [metric(3)] },
    },
    [
      '`kernel-events-expansion`: The plan says “COMPLETED”, but it is integrated without being proved done. Prove what is missing, or correct its status.',
      '`kernel-events-expansion` is called finished below its own targets: `lifecycle_events` is 3, and at least 8 is wanted. Reach them, or change them in the plan.',
    ],
  ],
  [
    'ok: below its target, but nobody calls it finished',
    { metrics: { [KERNEL]: [metric(3)] } },
    [],
  ],
  [
    'ok: finished, and the target is in another unit',
    {
      ...acting(KERNEL, { landed: [merged(5, AT)] }),
      tasks: { [KERNEL]: tasks([AT], 0) },
      metrics: { [KERNEL]: [{ ...metric(3, 'ms'), target: { op: '>=', value: 8, unit: '%' } }] },
    },
    [],
  ],
  [
    'tasks ticked without proof',
    { tasks: { [KERNEL]: tasks([], 0, 2) } },
    [
      '“Task claimed 0” and “Task claimed 1” of `kernel-events-expansion` are called done, but their proofs were not found. It was looked for.',
    ],
  ],
  ['ok: tasks that are proved or open', { tasks: { [KERNEL]: tasks([AT], 2) } }, []],
  [
    'merged into the branch of another workstream, and reverted',
    acting(SECURITY, {
      gathered: [
        merged(21, AT, { ...wrongLane, lanes: ['performance-observability'] }),
        merged(22, AT, {
          ...wrongLane,
          title: 'Revert "Move to next workstream"',
          lanes: ['performance-observability'],
        }),
      ],
    }),
    [
      '#21 “Move to next workstream” belongs to `performance-observability`, but was merged into `feature/security-enhancements` of `security-enhancements`. It was reverted later. Merge it into the branch of `performance-observability` instead.',
    ],
  ],
  [
    'proposed again after it was reverted',
    {
      ...acting(SECURITY, {
        landed: [
          merged(21, AT, { head: 'cursor/next' }),
          merged(22, AT, { title: 'Revert "Pull request 21"' }),
        ],
      }),
      ...heads(again('cursor/next', 23)),
    },
    [
      '#23 “Pull request 23” proposes `cursor/next` again, which was merged into `main` as #21 and reverted. Say in it what is different now, or close it.',
    ],
  ],
  [
    'ok: more from a branch that was not reverted',
    {
      ...acting(SECURITY, { landed: [merged(21, AT, { head: 'cursor/next' })] }),
      ...heads(again('cursor/next', 23)),
    },
    [],
  ],
  [
    'a commit that is older than what it builds on',
    acting(KERNEL, {
      commits: [
        { ...commit('2025-07-16T10:00:00Z', 'First', 'a') },
        { ...commit('2025-01-02T10:00:00Z', 'Second', 'b'), parents: [oid('a')] },
      ],
    }),
    [
      "Commit bbbbbbb is dated 2025-01-02, before aaaaaaa of 2025-07-16, on which it builds. What moved when is told by GitHub's own times; set the clock of the machine it was made on.",
    ],
  ],
  [
    'ok: clocks that differ by hours',
    acting(KERNEL, {
      commits: [
        { ...commit('2025-07-16T10:00:00Z', 'First', 'a') },
        { ...commit('2025-07-16T02:00:00Z', 'Second', 'b'), parents: [oid('a')] },
      ],
    }),
    [],
  ],
  [
    'most of what was merged is of nobody',
    { landed: { of: 5, nameless: [merged(31, AT), merged(32, AT), merged(33, AT)] } },
    [
      '3 of 5 pull requests merged into `main` belong to no workstream, by name, label, description or files: #31, #32 and #33. They count for none. Write a line "Workstream: NAME" into descriptions, or add the patterns of the branches under also in the plan.',
    ],
  ],
  [
    'ok: less than half of it',
    { landed: { of: 6, nameless: [merged(31, AT), merged(32, AT), merged(33, AT)] } },
    [],
  ],
  [
    'the same by its label, and not reverted',
    acting(SECURITY, {
      gathered: [merged(21, AT, { ...wrongLane, labels: ['ws/storage-enhancements'] })],
    }),
    [
      '#21 “Move to next workstream” belongs to `storage-enhancements`, but was merged into `feature/security-enhancements` of `security-enhancements`. Merge it into the branch of `storage-enhancements` instead.',
    ],
  ],
  [
    'ok: its own lane',
    acting(SECURITY, { gathered: [merged(21, AT, { ...wrongLane, lanes: [SECURITY] })] }),
    [],
  ],
  [
    'ok: its lane too',
    acting(SECURITY, { gathered: [merged(21, AT, { ...wrongLane, lanes: [STORAGE, SECURITY] })] }),
    [],
  ],
  ['ok: nothing tells its lane', acting(SECURITY, { gathered: [merged(21, AT, wrongLane)] }), []],
  [
    'another agent reports',
    told({ agent: 'kernel-agent-3' }),
    [
      '`kernel-agent-3` reports on `kernel-events-expansion`, but the plan gives it to `kernel-events-003`. Correct one of them.',
    ],
  ],
  ['ok: the same agent, written otherwise', told({ agent: 'Kernel_Events-003' }), []],
  [
    'one agent id for two workstreams',
    {
      plan: planOf(
        PLAN.replace(/^ {4}status: .*\n/gm, '').replace(
          'storage-advancement-004',
          'kernel-events-003',
        ),
      ),
    },
    [
      'The agent id `kernel-events-003` stands at `kernel-events-expansion` and `storage-enhancements`. Give each workstream an id of its own, or write one workstream.',
    ],
  ],
  [
    'a commit and a report of next year',
    {
      ...acting(KERNEL, { commits: [commit('2026-01-16T10:00:00.000Z')] }),
      ...told({ at: '2026-01-16T10:00:00.000Z' }),
    },
    [
      'Commit ccccccc is dated 2026-01-16, which is still to come. Its date is not counted; set the clock of the machine it was made on.',
      'The report of `kernel-events-003` is dated 2026-01-16, which is still to come. Its date is not counted; set the clock of the machine it was made on.',
    ],
  ],
  [
    'ok: a clock that is some hours fast',
    acting(KERNEL, { commits: [commit('2025-07-19T10:00:00.000Z')] }),
    [],
  ],
  [
    'a criterion called met at 80 of 95 percent',
    {
      criteria: [
        {
          list: 'transition',
          text: '95% complete',
          answer: answered('no', '16 of 20 tasks (80%) are verified; at least 95% wanted.'),
          claims: [{ by: null, where: 'plan', what: 'ticked' }],
        },
      ],
    },
    [
      'The criterion “95% complete” is called met, but it is not: 16 of 20 tasks (80%) are verified; at least 95% wanted.',
    ],
  ],
  [
    'ok: a criterion that is met, and one that nobody calls met',
    {
      criteria: [
        {
          list: 'a',
          text: 'x',
          answer: answered('yes', 'Yes.'),
          claims: [{ by: null, where: 'plan', what: 'ticked' }],
        },
        { list: 'a', text: 'y', answer: answered('no', 'No.'), claims: [] },
      ],
    },
    [],
  ],
  [
    'side by side in the plan, one after the other in fact',
    heads(
      head(STORAGE, { containedIn: ['feature/security-enhancements'] }),
      head(SECURITY, { oid: oid('b') }),
    ),
    [
      '`feature/security-enhancements` of `security-enhancements` contains all of `feature/storage-enhancements` of `storage-enhancements`, though the plan has them run side by side. Write the dependency into the plan, or start the branch from `main`.',
    ],
  ],
  [
    'ok: the plan has the dependency',
    heads(
      head(KERNEL, { containedIn: ['feature/storage-enhancements'] }),
      head(STORAGE, { oid: oid('b') }),
    ),
    [],
  ],
  [
    'ok: it has landed',
    heads(
      head(STORAGE, { containedIn: ['main', 'feature/security-enhancements'] }),
      head(SECURITY, { oid: oid('b') }),
    ),
    [],
  ],
  [
    'ok: two branches of one workstream',
    heads(head(STORAGE, { containedIn: ['x'] }), head(STORAGE, { ref: 'x', oid: oid('b') })),
    [],
  ],
])('%s', (_, more, expected) => {
  const all = given(more);
  expect(contradictions(all, lives(all)).map(({ what }) => what)).toEqual(expected);
});
