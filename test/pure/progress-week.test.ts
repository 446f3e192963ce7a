import { expect, test } from '@jest/globals';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { pastWeek, readPastWeek } from '#src/progress/past-week.ts';
import type { PastWeek } from '#src/progress/report.ts';
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
  past,
  pastStanding,
  planOf,
  pull,
  tasks,
} from '../progress-facts.ts';

const [TESTING, KERNEL, STORAGE, SECURITY, PERFORMANCE] = [
  'testing-infrastructure',
  'kernel-events-expansion',
  'storage-enhancements',
  'security-enhancements',
  'performance-observability',
] as const;

/** Four Fridays before; tasks of the kernel were proved in all but one of the weeks since. */
const HISTORY: PastWeek[] = ['2025-06-20', '2025-06-27', '2025-07-04', '2025-07-11'].map(
  (day, at) =>
    past(`2025-W${25 + at}`, `${day}T16:00:00.000Z`, {
      [TESTING]: pastStanding(),
      [KERNEL]: pastStanding({ verified: Math.min(at, 2), total: 6, state: 'active' }),
      [STORAGE]: pastStanding({
        state: 'queued',
        blockers: { 'Waits for `kernel-events-expansion` to land.': '2025-06-20T16:00:00.000Z' },
      }),
      [SECURITY]: pastStanding({ state: 'active', verified: at }),
      [PERFORMANCE]: pastStanding({ state: 'queued', claimed: 4 }),
    }),
);

const WEEK_4 = facts({
  history: HISTORY,
  integration: {
    state: 'read',
    target: { ref: 'main', oid: oid('0') },
    heads: [
      head(TESTING, { containedIn: ['main'] }),
      head(KERNEL, {
        pullRequest: {
          number: 12,
          title: 'Kernel events',
          url: 'https://github.example/acme/river/pull/12',
          draft: false,
          author: 'kim',
        },
      }),
      head(STORAGE, {
        pullRequest: {
          number: 14,
          title: 'Abstract WAL',
          url: 'https://github.example/acme/river/pull/14',
          draft: false,
          author: 'sam',
        },
      }),
    ],
    pairs: [
      {
        a: 'feature/kernel-events-expansion',
        b: 'feature/storage-enhancements',
        verdict: 'conflict',
        findings: [
          {
            detector: 'textual',
            severity: 'fail',
            undetermined: false,
            message: 'Both change the same lines of crates/types/src/event.rs.',
            suggestion: 'Rebase one onto the other.',
            paths: ['crates/types/src/event.rs'],
          },
        ],
      },
    ],
    order: [
      {
        ref: 'feature/kernel-events-expansion',
        pull: null,
        now: true,
        conflictsWith: [],
        why: null,
      },
      {
        ref: 'feature/storage-enhancements',
        pull: null,
        now: false,
        conflictsWith: ['feature/kernel-events-expansion'],
        why: 'rebase it after #11',
      },
    ],
  },
  approvals: {
    state: 'read',
    pulls: [
      approval(12, {
        title: 'Kernel events',
        workstreams: [KERNEL],
        missing: ['arch-lead', 'kernel-lead'],
        asked: ['carol', 'alice'],
      }),
      approval(14, {
        title: 'Abstract WAL',
        workstreams: [STORAGE],
        missing: ['arch-lead'],
        asked: ['carol'],
      }),
    ],
  },
  activity: {
    [TESTING]: activity({ landed: [merged(5, '2025-07-16T10:00:00.000Z')] }),
    [KERNEL]: activity({
      commits: [commit('2025-07-17T09:00:00.000Z')],
      pulls: [pull(12, '2025-07-15T10:00:00.000Z')],
      checks: {
        'feature/kernel-events-expansion': [
          check('build', 'success'),
          check('test (linux)', 'failure'),
        ],
      },
    }),
    [STORAGE]: activity({
      commits: [commit('2025-07-17T09:00:00.000Z')],
      pulls: [pull(14, '2025-07-17T10:00:00.000Z')],
      checks: { 'feature/storage-enhancements': { state: 'unread', reason: 'GitHub said 502' } },
    }),
    [SECURITY]: activity({
      commits: [commit('2025-07-11T09:00:00.000Z')],
      gathered: [
        merged(21, '2025-07-10T09:07:00.000Z', {
          title: 'Move to next workstream',
          base: 'feature/security-enhancements',
          lanes: [PERFORMANCE],
        }),
        merged(22, '2025-07-10T09:10:00.000Z', {
          title: 'Revert "Move to next workstream"',
          base: 'feature/security-enhancements',
          lanes: [PERFORMANCE],
        }),
      ],
    }),
    [PERFORMANCE]: activity(),
  },
  tasks: {
    [TESTING]: tasks(['2025-07-15T10:00:00.000Z', '2025-07-16T10:00:00.000Z'], 0),
    [KERNEL]: tasks(
      ['2025-06-26T10:00:00.000Z', '2025-07-03T10:00:00.000Z', '2025-07-17T10:00:00.000Z'],
      3,
    ),
    [STORAGE]: tasks([], 4),
    [SECURITY]: tasks(
      ['2025-06-25T10:00:00.000Z', '2025-07-02T10:00:00.000Z', '2025-07-09T10:00:00.000Z'],
      1,
    ),
    [PERFORMANCE]: tasks([], 0, 4),
  },
  metrics: {
    [PERFORMANCE]: [
      {
        name: 'benchmark_suites',
        target: { op: '>=', value: 4, unit: '' },
        current: {
          value: { value: 1, unit: '' },
          source: 'claimed',
          from: 'the plan',
          at: null,
          evidence: [],
        },
        reached: 'unknown',
        trend: [],
      },
    ],
  },
  criteria: [
    {
      list: 'functional',
      text: 'Zero breaking API changes',
      answer: answered('yes', 'None is gone.'),
      claims: [],
    },
    {
      list: 'transition',
      text: '95% of deliverables complete',
      answer: answered('no', '8 of 20 tasks (40%) are verified; at least 95% wanted.'),
      claims: [{ by: null, where: 'plan', what: 'ticked' }],
    },
  ],
});

test('week 4 of the plan', () => {
  const { history: _, gate: __, ...report } = weekReport(WEEK_4);
  const workstreams = report.workstreams.map(
    ({ name, life, counts, change, conflicts, stages, outlook, dependsOn }) => ({
      name,
      state: `${life.state}: ${life.reason}`,
      counts: `${counts.verified}/${counts.claimed}/${counts.total} (${change})`,
      conflicts,
      stages: { ...stages },
      outlook,
      waits: dependsOn.filter(({ met }) => !met).map((need) => need.name),
    }),
  );
  expect({
    ...report,
    workstreams,
    conflicts: report.conflicts?.length,
    order: report.order.length,
  }).toMatchInlineSnapshot(`
{
  "approvalsUnread": null,
  "at": "2025-07-18T16:00:00.000Z",
  "blockers": [
    {
      "approval": {
        "missing": [
          "arch-lead",
          "kernel-lead",
        ],
        "number": 12,
        "state": "pending",
      },
      "owners": [
        "carol",
        "alice",
      ],
      "since": "2025-07-15T10:00:00.000Z",
      "source": "approval",
      "url": "https://github.example/acme/river/pull/12",
      "what": "#12 waits for the approval of \`arch-lead\` and \`kernel-lead\`.",
      "workstream": "kernel-events-expansion",
    },
    {
      "owners": [],
      "since": "2025-07-17T10:00:00.000Z",
      "source": "check",
      "what": "The check \`test (linux)\` is red on \`feature/kernel-events-expansion\`. Mend it.",
      "workstream": "kernel-events-expansion",
    },
    {
      "owners": [
        "kernel-events-expansion",
      ],
      "since": "2025-06-20T16:00:00.000Z",
      "source": "dependency",
      "what": "Waits for \`kernel-events-expansion\` to land.",
      "workstream": "storage-enhancements",
    },
    {
      "owners": [
        "sam",
      ],
      "since": "2025-07-18T16:00:00.000Z",
      "source": "conflict",
      "url": "https://github.example/acme/river/pull/14",
      "what": "\`feature/storage-enhancements\` conflicts with \`feature/kernel-events-expansion\`. Land \`feature/kernel-events-expansion\` first, then adapt \`feature/storage-enhancements\`.",
      "workstream": "storage-enhancements",
    },
    {
      "approval": {
        "missing": [
          "arch-lead",
        ],
        "number": 14,
        "state": "pending",
      },
      "owners": [
        "carol",
      ],
      "since": "2025-07-17T10:00:00.000Z",
      "source": "approval",
      "url": "https://github.example/acme/river/pull/14",
      "what": "#14 waits for the approval of \`arch-lead\`.",
      "workstream": "storage-enhancements",
    },
    {
      "owners": [
        "kernel-events-expansion",
      ],
      "since": "2025-07-18T16:00:00.000Z",
      "source": "dependency",
      "what": "Waits for \`kernel-events-expansion\` to land.",
      "workstream": "performance-observability",
    },
  ],
  "changePoints": [],
  "compatibility": null,
  "conflicts": 1,
  "conflictsUnread": null,
  "contradictions": [
    {
      "what": "\`testing-infrastructure\`: The plan says “ACTIVE”, but it is done. Correct its status.",
      "workstream": "testing-infrastructure",
    },
    {
      "url": "https://github.example/acme/river/pull/21",
      "what": "#21 “Move to next workstream” belongs to \`performance-observability\`, but was merged into \`feature/security-enhancements\` of \`security-enhancements\`. It was reverted later. Merge it into the branch of \`performance-observability\` instead.",
      "workstream": "security-enhancements",
    },
    {
      "what": "\`performance-observability\`: The plan says “COMPLETED ✅”, but it is queued. Nothing shows any work on it. If it was finished before, list \`performance-observability\` under external as done; else correct its status.",
      "workstream": "performance-observability",
    },
    {
      "what": "\`performance-observability\` is called finished below its own targets: \`benchmark_suites\` is 1, and at least 4 is wanted. Reach them, or change them in the plan.",
      "workstream": "performance-observability",
    },
    {
      "what": "“Task claimed 0”, “Task claimed 1”, “Task claimed 2” and 1 more of \`performance-observability\` are called done, but their proofs were not found. It was looked for.",
      "workstream": "performance-observability",
    },
    {
      "what": "The criterion “95% of deliverables complete” is called met, but it is not: 8 of 20 tasks (40%) are verified; at least 95% wanted.",
      "workstream": null,
    },
  ],
  "decisions": [
    {
      "url": "https://github.example/acme/river/pull/12",
      "weight": 28.25,
      "what": "Review #12 “Kernel events” as \`arch-lead\` and \`kernel-lead\`: \`storage-enhancements\` and \`performance-observability\` wait for it. It has been open for 3 days.",
      "who": [
        "carol",
        "alice",
      ],
      "workstream": "kernel-events-expansion",
    },
    {
      "url": "https://github.example/acme/river/pull/14",
      "weight": 24,
      "what": "Agree that \`feature/kernel-events-expansion\` lands before \`feature/storage-enhancements\`, which then adapts: they conflict.",
      "who": [
        "kim",
        "sam",
      ],
      "workstream": "kernel-events-expansion",
    },
    {
      "weight": 17,
      "what": "Ask \`security-extension-005\` what became of \`security-enhancements\`. Nothing has moved for 7 days; pause it in the plan if that is meant.",
      "who": [
        "carol",
      ],
      "workstream": "security-enhancements",
    },
    {
      "url": "https://github.example/acme/river/pull/14",
      "weight": 12.25,
      "what": "Review #14 “Abstract WAL” as \`arch-lead\`. It has been open for 30 hours.",
      "who": [
        "carol",
      ],
      "workstream": "storage-enhancements",
    },
  ],
  "headline": [
    "3 tasks were proved since last week (8 of 20 tasks); \`testing-infrastructure\` is done, \`kernel-events-expansion\` went into review, \`storage-enhancements\` became blocked and 1 more.",
    "What decides next week: Review #12 “Kernel events” as \`arch-lead\` and \`kernel-lead\`: \`storage-enhancements\` and \`performance-observability\` wait for it. It has been open for 3 days.",
  ],
  "lastOutlook": null,
  "lateMinutes": 0,
  "moved": true,
  "notRead": [],
  "order": 2,
  "outlook": {
    "reason": "There is no forecast for storage-enhancements and performance-observability, so there is none for everything.",
    "state": "none",
  },
  "phase": {
    "daysLeft": 16,
    "from": 3,
    "name": "Phase 2",
    "now": 4,
    "objectives": [],
    "to": 6,
    "version": null,
  },
  "repository": "acme/river",
  "stages": [
    "build",
    "unit",
    "security",
  ],
  "totals": {
    "change": 3,
    "claimed": 4,
    "total": 20,
    "verified": 8,
  },
  "verdict": "off-track",
  "version": 1,
  "waves": [],
  "week": "2025-W29",
  "workstreams": [
    {
      "conflicts": 0,
      "counts": "2/0/2 (2)",
      "name": "testing-infrastructure",
      "outlook": {
        "state": "finished",
      },
      "stages": {
        "build": "none",
        "security": "none",
        "unit": "none",
      },
      "state": "done: All 2 tasks are proved.",
      "waits": [],
    },
    {
      "conflicts": 1,
      "counts": "3/0/6 (1)",
      "name": "kernel-events-expansion",
      "outlook": {
        "inTime": 0,
        "p50": "2025-08-08",
        "p85": "2025-08-29",
        "state": "forecast",
      },
      "stages": {
        "build": "passed",
        "security": "missing",
        "unit": "failed",
      },
      "state": "in-review: Pull request #12 is open for review.",
      "waits": [],
    },
    {
      "conflicts": 1,
      "counts": "0/0/4 (0)",
      "name": "storage-enhancements",
      "outlook": {
        "reason": "There is not enough history: 0 of 4 weeks in which it could be worked on.",
        "state": "none",
        "weeks": {
          "had": 0,
          "needed": 4,
        },
      },
      "stages": {
        "build": "unknown",
        "security": "unknown",
        "unit": "unknown",
      },
      "state": "blocked: Pull request #14 is open for review. It cannot land yet: \`kernel-events-expansion\` has not landed.",
      "waits": [
        "kernel-events-expansion",
      ],
    },
    {
      "conflicts": 0,
      "counts": "3/0/4 (0)",
      "name": "security-enhancements",
      "outlook": {
        "inTime": 0.901,
        "p50": "2025-07-25",
        "p85": "2025-08-01",
        "state": "forecast",
      },
      "stages": {
        "build": "none",
        "security": "none",
        "unit": "none",
      },
      "state": "stalled: It has 1 commit that has not landed. Nothing has moved for 7 days. Ask whether somebody still works on it.",
      "waits": [],
    },
    {
      "conflicts": 0,
      "counts": "0/4/4 (0)",
      "name": "performance-observability",
      "outlook": {
        "reason": "There is not enough history: 0 of 4 weeks in which it could be worked on.",
        "state": "none",
        "weeks": {
          "had": 0,
          "needed": 4,
        },
      },
      "stages": {
        "build": "none",
        "security": "none",
        "unit": "none",
      },
      "state": "queued: It waits: \`kernel-events-expansion\` has not landed.",
      "waits": [
        "kernel-events-expansion",
      ],
    },
  ],
}
`);
});

test('the same facts give the same report', () => {
  expect(weekReport(WEEK_4)).toEqual(weekReport(structuredClone(WEEK_4)));
});

/** What is kept of the same facts, as of the week before. */
const lastWeek = (given: ProgressFacts): PastWeek => ({
  ...pastWeek(weekReport(given), 30),
  week: '2025-W28',
});

test('nobody can say that nothing happened where something could not be read', () => {
  const quiet = facts({});
  const again = { ...quiet, history: [lastWeek(quiet)] };
  expect(weekReport(again).moved).toBe(false);
  const unread = { state: 'unread' as const, reason: 'GitHub did not answer' };
  for (const blind of [
    { integration: unread },
    { approvals: unread },
    { activityUnread: unread.reason },
  ]) {
    const dark = { ...quiet, ...blind };
    expect(weekReport({ ...dark, history: [lastWeek(dark)] }).moved).toBe(true);
  }
});

test('one task more here and one less there is no quiet week', () => {
  const [done, open] = [tasks(['2025-07-01T00:00:00.000Z'], 0), tasks([], 1)];
  const history = [pastWeek(weekReport(facts({ tasks: { [KERNEL]: done, [STORAGE]: open } })), 30)];
  const other = facts({ tasks: { [KERNEL]: open, [STORAGE]: done } });
  expect(weekReport({ ...other, history }).moved).toBe(true);
});

test('a week that only git knows is compared by what git can tell', () => {
  const plan = planOf(
    'version: 1\nworkstreams: { kernel: { tasks: [{ text: A, done_when: { file: a } }, { text: B, done_when: { check: ci } }] } }',
  );
  const backfilled: PastWeek = {
    ...past('2025-W28', '2025-07-13T22:00:00.000Z', {
      kernel: pastStanding({ verified: 1, total: 2, state: 'active' }),
    }),
    issue: null,
  };
  const report = weekReport(
    facts({
      plan,
      tasks: { kernel: tasks(['2025-07-01T00:00:00.000Z', '2025-07-15T00:00:00.000Z'], 0) },
      activity: { kernel: activity() },
      history: [backfilled],
    }),
  );
  expect(report.totals).toMatchObject({ verified: 2, change: 0 });
  expect(report.workstreams[0]?.change).toBe(0);
  // What state it was in then, git does not tell.
  expect(report.headline[0]).toBe('No task was proved since last week (2 of 2 tasks).');
});

test('a week is kept and read back', () => {
  const kept = pastWeek(weekReport(WEEK_4), 31);
  expect(readPastWeek(JSON.stringify(kept))).toEqual(kept);
  expect(readPastWeek(JSON.stringify({ kept, report: weekReport(WEEK_4) }))).toEqual(kept);
});
