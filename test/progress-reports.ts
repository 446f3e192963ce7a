/** Weekly reports for tests of what is shown: a small project at the end of its fourth week. */
import type {
  Life,
  PastWeek,
  ProbeAnswer,
  TaskStanding,
  WeekReport,
  WorkstreamStanding,
} from '#src/progress/report.ts';

export const NOW = '2025-07-18T16:00:00.000Z';

export function life(state: Life['state'], reason: string, more: Partial<Life> = {}): Life {
  return {
    state,
    reason,
    declared: null,
    declaredState: null,
    drift: null,
    movedAt: '2025-07-17T11:00:00.000Z',
    ...more,
  };
}

export function answered(answer: ProbeAnswer['answer'], reason: string): ProbeAnswer {
  return { answer, reason, evidence: [] };
}

export function task(
  text: string,
  state: TaskStanding['state'],
  more: Partial<TaskStanding> = {},
): TaskStanding {
  return {
    id: text.toLowerCase().replaceAll(' ', '-'),
    text,
    state,
    optional: false,
    proof: null,
    answer: null,
    claims: [],
    verifiedAt: null,
    ...more,
  };
}

export function workstream(
  name: string,
  more: Partial<WorkstreamStanding> = {},
): WorkstreamStanding {
  const tasks = more.tasks ?? [];
  const counted = (state: TaskStanding['state']) =>
    tasks.filter((one) => one.state === state && !one.optional).length;
  return {
    name,
    number: null,
    title: name,
    branch: `feature/${name}`,
    agent: null,
    priority: null,
    dependsOn: [],
    objectives: [],
    enables: [],
    life: life('active', 'It has commits of this week.'),
    tasks,
    counts: { verified: counted('verified'), claimed: counted('claimed'), total: tasks.length },
    change: null,
    metrics: [],
    approvals: [],
    heads: [`feature/${name}`],
    conflicts: 0,
    performance: null,
    stages: {},
    outlook: { state: 'none', reason: 'not enough history (2 of 4 weeks)' },
    lastOutlook: null,
    reported: null,
    ...more,
  };
}

export function weekReport(more: Partial<WeekReport> = {}): WeekReport {
  return {
    version: 1,
    repository: 'acme/river',
    week: '2025-W29',
    at: NOW,
    lateMinutes: 0,
    phase: {
      name: 'Phase 2',
      version: 'v0.3.0',
      objectives: [],
      now: 4,
      from: 3,
      to: 6,
      daysLeft: 16,
    },
    verdict: 'on-track',
    headline: ['Nothing stands in the way.'],
    totals: { verified: 0, claimed: 0, total: 0, change: null },
    moved: true,
    workstreams: [],
    outlook: { state: 'none', reason: 'not enough history (2 of 4 weeks)' },
    lastOutlook: null,
    waves: [],
    decisions: [],
    blockers: [],
    conflicts: [],
    conflictsUnread: null,
    order: [],
    approvalsUnread: null,
    stages: [],
    compatibility: null,
    changePoints: [],
    gate: { phase: 'Phase 2', next: 'Phase 3', state: 'none', criteria: [] },
    contradictions: [],
    notRead: [],
    history: [],
    ...more,
  };
}

export function pastWeek(week: string, verified: number, total = 8): PastWeek {
  return {
    week,
    at: NOW,
    issue: null,
    totals: { verified, claimed: 1, total },
    outlook: null,
    workstreams: {},
  };
}

/** Two workstreams, a conflict, a stale claim, a closed gate. */
export const FULL: WeekReport = weekReport({
  verdict: 'at-risk',
  headline: [
    '2 tasks were verified this week, and `storage-enhancements` is blocked for the fourth day.',
    'Landing `feature/kernel` next week decides whether storage can begin in time.',
  ],
  totals: { verified: 3, claimed: 1, total: 5, change: 2 },
  workstreams: [
    workstream('kernel', {
      number: 3,
      title: 'Kernel Event Model',
      agent: 'kernel-events-003',
      objectives: ['Expand the event model', 'Add <error> events'],
      enables: ['error-handling'],
      life: life('in-review', 'Its pull request is ready and waits for approval.', {
        declared: 'ACTIVE',
        declaredState: 'active',
      }),
      tasks: [
        task('Design lifecycle events', 'verified', {
          answer: answered('yes', '8 variants of `KernelEvent`, at least 8 are wanted.'),
          verifiedAt: '2025-07-16T09:00:00.000Z',
        }),
        task('Create error framework', 'verified', { verifiedAt: '2025-07-10T09:00:00.000Z' }),
        task('Add tracking events', 'claimed', {
          claims: [
            { by: 'bob', where: 'issue', what: 'ticked', url: 'https://github.example/i/4' },
          ],
        }),
      ],
      change: 2,
      metrics: [
        {
          name: 'lifecycle_events',
          target: { op: '>=', value: 8, unit: '' },
          current: {
            value: { value: 8, unit: '' },
            source: 'measured',
            from: 'symbols of crates/kernel',
            at: '2025-07-18T10:00:00.000Z',
            evidence: [],
          },
          reached: 'yes',
          trend: [2, 5, 8],
        },
        {
          name: 'coverage',
          target: { op: '>', value: 80, unit: '%' },
          current: {
            value: { value: 95, unit: '%' },
            source: 'claimed',
            from: 'the plan',
            at: null,
            evidence: [],
          },
          reached: 'unknown',
          trend: [],
        },
      ],
      approvals: [
        {
          number: 12,
          title: 'Kernel events',
          url: 'https://github.example/acme/river/pull/12',
          head: 'a'.repeat(40),
          draft: false,
          workstreams: ['kernel'],
          state: 'pending',
          missing: ['arch-lead'],
          asked: ['carol'],
          overridden: null,
          since: '2025-07-15T10:00:00.000Z',
        },
      ],
      conflicts: 1,
      stages: { build: 'passed', unit: 'failed', security: 'missing' },
      outlook: { state: 'forecast', p50: '2025-07-21', p85: '2025-07-29', inTime: 0.93 },
      lastOutlook: { state: 'forecast', p50: '2025-07-25', p85: '2025-08-04', inTime: 0.71 },
    }),
    workstream('storage', {
      number: 4,
      title: 'Storage <Layer>',
      dependsOn: [{ name: 'kernel', optional: false, met: false }],
      life: life('blocked', 'It waits for `kernel`, which has not landed.', {
        declared: 'QUEUED → ACTIVE',
        declaredState: 'active',
        drift:
          'The plan calls it active, but `kernel` has not landed. Change its status, or drop the dependency.',
      }),
      tasks: [task('Design WAL trait', 'verified'), task('Batch operations', 'open')],
      change: 0,
      conflicts: 1,
      stages: { build: 'running', unit: 'skipped' },
    }),
  ],
  waves: [
    { wave: 'Immediate', workstreams: [{ name: 'kernel', state: 'in-review' }] },
    { wave: 'Once the foundation is ready', workstreams: [{ name: 'storage', state: 'blocked' }] },
  ],
  decisions: [
    {
      what: 'Approve #12 as `arch-lead`: `storage` waits for it.',
      who: ['carol'],
      workstream: 'kernel',
      url: 'https://github.example/acme/river/pull/12',
      weight: 9,
    },
    {
      what: 'Rebase `feature/storage` once `feature/kernel` has landed.',
      who: ['dave', 'carol', '@acme/storage'],
      workstream: 'storage',
      weight: 3,
    },
  ],
  blockers: [
    {
      workstream: 'storage',
      what: '`kernel` has not landed',
      owners: ['kernel'],
      since: '2025-07-14T16:00:00.000Z',
      source: 'dependency',
    },
  ],
  conflicts: [
    {
      a: 'feature/kernel',
      b: 'feature/storage',
      verdict: 'conflict',
      findings: [
        {
          detector: 'textual',
          severity: 'fail',
          undetermined: false,
          message: 'Both change the same lines of src/event.rs',
          suggestion: 'Rebase one onto the other.',
          paths: ['src/event.rs'],
        },
      ],
    },
  ],
  order: [
    { ref: 'feature/kernel', pull: null, now: true, conflictsWith: [], why: null },
    {
      ref: 'feature/storage',
      pull: { number: 12, url: 'https://github.example/acme/river/pull/12' },
      now: false,
      conflictsWith: ['feature/kernel'],
      why: 'rebase it after `kernel`',
    },
  ],
  stages: ['build', 'unit', 'security'],
  compatibility: {
    baseline: 'v0.2.1',
    answer: answered('unknown', 'No check called `compat*` has reported on main. Add one to CI.'),
  },
  changePoints: [
    {
      benchmark: 'wal/append',
      change: '+6.1 % [+3.9, +8.2]',
      oid: 'c'.repeat(40),
      subject: 'Flush on every write',
    },
  ],
  gate: {
    phase: 'Phase 2',
    next: 'Phase 3',
    state: 'closed',
    criteria: [
      {
        list: 'functional',
        text: 'Zero breaking API changes',
        answer: answered('yes', 'No public symbol of v0.2.1 is gone or changed.'),
        claims: [],
      },
      {
        list: 'quality',
        text: 'Code coverage > 85%',
        answer: answered('no', 'Line coverage is 71.4 %.'),
        claims: [{ by: null, where: 'plan', what: 'ticked' }],
      },
      {
        list: 'quality',
        text: 'Documentation coverage > 95%',
        answer: answered('unknown', 'The plan names nothing that would prove it.'),
        claims: [],
      },
    ],
  },
  contradictions: [
    {
      workstream: 'kernel',
      what: '`coverage` is said to be 95 %, and nothing has measured it.',
    },
  ],
  history: [pastWeek('2025-W27', 0, 5), pastWeek('2025-W28', 1, 5)],
});
