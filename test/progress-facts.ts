/** Facts for tests of what progress decides: the five workstreams of a plan at the end of its fourth week. */
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import type { LoggedCommit, PullSummary } from '#src/ports/evidence.ts';
import type { ApprovalStanding, StandingHead } from '#src/ports/standing.ts';
import type { CheckFact, ProgressFacts, WorkstreamActivity } from '#src/progress/facts.ts';
import type { PastWeek, ProbeAnswer, TaskStanding } from '#src/progress/report.ts';

/** The Friday of week 4. */
export const NOW = '2025-07-18T16:00:00.000Z';

export const PLAN = `
version: 1
target: main
phase: { name: Phase 2, start: 2025-07-07, weeks: 3-6, next: { name: Phase 3, weeks: 7-8 } }
roles: { kernel-lead: [alice], qa-lead: [quinn], arch-lead: [carol], storage-lead: [sam] }
workstreams:
  testing-infrastructure:
    number: 2
    title: Testing Infrastructure Expansion
    branch: feature/testing-infrastructure
    agent: testing-infrastructure-002
    status: ACTIVE
    priority: high
    owners: [quinn]
    depends_on: [build-system-stabilization]
  kernel-events-expansion:
    number: 3
    title: Kernel Event Model Enhancement
    branch: feature/kernel-events-expansion
    agent: kernel-events-003
    status: ACTIVE
    priority: high
    owners: [alice]
    depends_on: [build-system-stabilization]
  storage-enhancements:
    number: 4
    title: Storage Layer Advancement
    branch: feature/storage-enhancements
    agent: storage-advancement-004
    status: QUEUED → ACTIVE
    priority: medium
    owners: [sam]
    depends_on: [build-system-stabilization, kernel-events-expansion]
  security-enhancements:
    number: 5
    title: Security Framework Extension
    branch: feature/security-enhancements
    agent: security-extension-005
    status: QUEUED → ACTIVE
    priority: medium
    depends_on: [build-system-stabilization]
  performance-observability:
    number: 6
    title: Performance & Observability Foundation
    branch: feature/performance-observability
    agent: performance-observability-006
    status: COMPLETED ✅
    priority: medium
    depends_on: [testing-infrastructure, kernel-events-expansion]
external:
  build-system-stabilization: { done: true }
escalation: { to: [arch-lead] }
stages: { build: [build], unit: ["test*"], security: ["audit*"] }
`;

export function planOf(yaml: string): Plan {
  const parsed = parsePlan(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

export const oid = (digit: string) => digit.repeat(40);

export function activity(more: Partial<WorkstreamActivity> = {}): WorkstreamActivity {
  return { commits: [], pulls: [], landed: [], gathered: [], checks: {}, ...more };
}

export function commit(committedAt: string, subject = 'Work', digit = 'c'): LoggedCommit {
  const author = { authorName: 'Dev', authorEmail: 'dev@example.org' };
  return { oid: oid(digit), parents: [], ...author, committedAt, subject };
}

export function pull(number: number, createdAt: string, draft = false) {
  return { number, draft, createdAt, url: `https://github.example/acme/river/pull/${number}` };
}

export function merged(
  number: number,
  mergedAt: string,
  more: Partial<WorkstreamActivity['gathered'][number]> = {},
): PullSummary & { lanes?: string[] } {
  return {
    number,
    title: `Pull request ${number}`,
    body: '',
    author: 'dev',
    labels: [],
    head: `dev/${number}`,
    base: 'main',
    headOid: oid('d'),
    createdAt: mergedAt,
    closedAt: mergedAt,
    mergedAt,
    mergeOid: oid('e'),
    url: `https://github.example/acme/river/pull/${number}`,
    ...more,
  };
}

export function check(
  name: string,
  conclusion: string | null,
  completedAt: string | null = '2025-07-17T10:00:00.000Z',
): CheckFact {
  const status = conclusion === null ? 'in_progress' : 'completed';
  return {
    name,
    status,
    conclusion,
    url: null,
    completedAt: conclusion === null ? null : completedAt,
  };
}

export function head(workstream: string, more: Partial<StandingHead> = {}): StandingHead {
  const branch = `feature/${workstream}`;
  return {
    ref: branch,
    branch,
    oid: oid('a'),
    pullRequest: null,
    workstreams: [workstream],
    remarks: [],
    containedIn: [],
    ...more,
  };
}

export function answered(answer: ProbeAnswer['answer'], reason: string): ProbeAnswer {
  return { answer, reason, evidence: [] };
}

/** Tasks with proofs: `verified` ones with the time they were proved. */
export function tasks(verified: readonly string[], open: number, claimed = 0): TaskStanding[] {
  const one = (state: TaskStanding['state'], at: number, verifiedAt: string | null) => ({
    id: `${state}-${at}`,
    text: `Task ${state} ${at}`,
    state,
    optional: false,
    proof: 'a file',
    answer: answered(state === 'verified' ? 'yes' : 'no', 'It was looked for.'),
    claims: state === 'claimed' ? [{ by: 'bob', where: 'issue' as const, what: 'ticked' }] : [],
    verifiedAt,
  });
  return [
    ...verified.map((at, index) => one('verified', index, at)),
    ...Array.from({ length: claimed }, (_, at) => one('claimed', at, null)),
    ...Array.from({ length: open }, (_, at) => one('open', at, null)),
  ];
}

export function approval(number: number, more: Partial<ApprovalStanding> = {}): ApprovalStanding {
  return {
    number,
    title: `Pull request ${number}`,
    url: `https://github.example/acme/river/pull/${number}`,
    head: oid('a'),
    draft: false,
    workstreams: [],
    state: 'pending',
    missing: [],
    asked: [],
    overridden: null,
    ...more,
  };
}

export function past(
  week: string,
  at: string,
  workstreams: PastWeek['workstreams'] = {},
  more: Partial<PastWeek> = {},
): PastWeek {
  const sum = (key: 'verified' | 'claimed' | 'total') =>
    Object.values(workstreams).reduce((total, one) => total + one[key], 0);
  return {
    week,
    at,
    issue: 30,
    totals: { verified: sum('verified'), claimed: sum('claimed'), total: sum('total') },
    outlook: null,
    workstreams,
    ...more,
  };
}

export function pastStanding(
  more: Partial<PastWeek['workstreams'][string]> = {},
): PastWeek['workstreams'][string] {
  const counts = { verified: 0, claimed: 0, total: 4 };
  return {
    ...counts,
    state: 'active',
    done: {},
    metrics: {},
    outlook: null,
    blockers: {},
    ...more,
  };
}

/** Nothing has happened yet. */
export function facts(more: Partial<ProgressFacts> = {}): ProgressFacts {
  const plan = more.plan ?? planOf(PLAN);
  const names = Object.keys(plan.workstreams);
  return {
    repo: { id: 1, installation: 1, owner: 'acme', name: 'river' },
    repository: 'acme/river',
    now: NOW,
    lateMinutes: 0,
    plan,
    target: { ref: 'main', oid: oid('0') },
    integration: {
      state: 'read',
      target: { ref: 'main', oid: oid('0') },
      heads: [],
      pairs: [],
      order: [],
    },
    approvals: { state: 'read', pulls: [] },
    activity: Object.fromEntries(names.map((name) => [name, activity()])),
    activityUnread: null,
    tasks: {},
    metrics: {},
    criteria: [],
    compatibility: null,
    changePoints: [],
    reported: {},
    contradictions: [],
    notRead: [],
    landed: { of: 0, nameless: [] },
    history: [],
    ...more,
  };
}
