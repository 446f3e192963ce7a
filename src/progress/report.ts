/**
 * The vocabulary of progress: evidence, claims, tasks, metrics, states of workstreams, the gate, the outlook and the
 * weekly report. Types only. The command line prints a `WeekReport` as JSON, issues carry it in a hidden block, and
 * the renderers write it for people.
 */
import type { Comparison, Quantity } from '../plan/quantities.ts';
import type { ApprovalStanding, StandingPair, StandingStep } from '../ports/standing.ts';
import type { Oid } from '../ports.ts';

/** What a question comes to. Unknown blocks like no, and is never shown green. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Something one can point at. */
export interface Evidence {
  kind: 'commit' | 'check' | 'file' | 'artifact' | 'symbol' | 'issue' | 'pull-request' | 'tag';
  /** Plain words with names as data, such as "12 variants of KernelEvent in crates/kernel/src/event.rs". */
  what: string;
  url?: string;
  oid?: Oid;
  path?: string;
  line?: number;
  /** When it came to be (ISO 8601), where that is known. */
  at?: string;
}

/** What a probe answers. */
export interface ProbeAnswer {
  answer: Answer;
  /** One plain sentence: what was found, or why it cannot be told and what to do. */
  reason: string;
  /** What was measured, where the probe measures something. */
  value?: Quantity;
  evidence: Evidence[];
}

/** Something that somebody only said. */
export interface Claim {
  by: string | null;
  where: 'plan' | 'issue' | 'comment' | 'file';
  what: string;
  url?: string;
  /** ISO 8601, where it is known. */
  at?: string;
}

/** A task of a workstream: verified by evidence, claimed by somebody, or open. */
export interface TaskStanding {
  /** Stable: survives small changes of its words and of its place. */
  id: string;
  text: string;
  state: 'verified' | 'claimed' | 'open';
  /** Not counted. */
  optional: boolean;
  /** What would prove it, in words; null where nothing can and it can only be claimed. */
  proof: string | null;
  /** Null where there is no probe. */
  answer: ProbeAnswer | null;
  claims: Claim[];
  /** When it was first seen verified (ISO 8601), as far as history tells. */
  verifiedAt: string | null;
}

export interface MetricStanding {
  name: string;
  target: Comparison;
  /** The best there is: measured before claimed. */
  current: {
    value: Quantity;
    source: 'measured' | 'claimed';
    /** Where from, in words. */
    from: string;
    /** ISO 8601, where it is known. */
    at: string | null;
    evidence: Evidence[];
  } | null;
  /** By a measured value only; a claimed one leaves it unknown. */
  reached: Answer;
  /** Values of earlier weeks, oldest first, measured ones only. */
  trend: number[];
}

/** Life of a workstream, derived from evidence; `unknown` where what it rests on could not be read. */
export type LifeState =
  | 'queued'
  | 'ready'
  | 'active'
  | 'in-review'
  | 'integrated'
  | 'done'
  | 'blocked'
  | 'paused'
  | 'stalled'
  | 'unknown';

export interface Life {
  state: LifeState;
  /** One plain sentence. */
  reason: string;
  /** As the plan declares it, and as which state that reads; null where it declares none or says nothing known. */
  declared: string | null;
  declaredState: LifeState | null;
  /** What is declared and what is derived do not go together: a plain sentence, else null. */
  drift: string | null;
  /** When the last commit, pull request or check moved it (ISO 8601). */
  movedAt: string | null;
}

/** What keeps a workstream from moving. */
export interface Blocker {
  workstream: string;
  /** Plain sentence. */
  what: string;
  /** Logins, teams or workstreams that can take it away. */
  owners: string[];
  /** Since when (ISO 8601), as far as history tells. */
  since: string | null;
  source: 'dependency' | 'conflict' | 'approval' | 'check' | 'report';
  url?: string;
  /** Of which pull request the approval is missing, and which roles: several are told in one sentence. */
  approval?: {
    number: number;
    state: 'pending' | 'blocked' | 'error';
    missing: string[];
  };
}

/** When a workstream will be finished, by its own history. */
export type Outlook =
  | { state: 'finished' }
  /** No number, but the reason; `weeks` where there is too little history. */
  | { state: 'none'; reason: string; weeks?: { had: number; needed: number } }
  | {
      state: 'forecast';
      /** ISO dates (days) by which half, and 85 of 100, simulated futures are finished. */
      p50: string;
      p85: string;
      /** Share of futures finished by the end of the phase, 0 to 1; null where the phase has no end. */
      inTime: number | null;
    };

/** One criterion of the gate. */
export interface CriterionStanding {
  list: string;
  text: string;
  answer: ProbeAnswer;
  claims: Claim[];
}

export interface Gate {
  phase: string | null;
  next: string | null;
  /** `open` when every criterion is met. Without criteria it is `none`. */
  state: 'open' | 'closed' | 'none';
  criteria: CriterionStanding[];
}

/**
 * A stage of the pipeline on the heads of a workstream, the worst of them. `missing`: checks are expected and have not
 * reported. `unknown`: check runs could not be read. `none`: there is no head.
 */
export type StageState =
  | 'passed'
  | 'failed'
  | 'running'
  | 'skipped'
  | 'missing'
  | 'unknown'
  | 'none';

/** What only a person can do. */
export interface Decision {
  /** Plain sentence with what to do. */
  what: string;
  /** Who should: logins, teams. */
  who: string[];
  workstream: string | null;
  url?: string;
  /** Higher first: how much it moves the end. */
  weight: number;
}

export interface WorkstreamStanding {
  name: string;
  number: number | null;
  title: string;
  branch: string | null;
  agent: string | null;
  priority: 'high' | 'medium' | 'low' | null;
  dependsOn: { name: string; optional: boolean; met: boolean }[];
  /** What it is for, as the plan says. */
  objectives: string[];
  /** Workstreams and milestones that become possible once it has landed. */
  enables: string[];
  life: Life;
  tasks: TaskStanding[];
  /** Optional tasks are not counted. */
  counts: { verified: number; claimed: number; total: number };
  /** Change of `counts.verified` since last week; null without a last week. */
  change: number | null;
  metrics: MetricStanding[];
  /** Open pull requests of it, with who still has to approve. */
  approvals: (ApprovalStanding & { since: string | null })[];
  /** Refs of its heads that have not landed. */
  heads: string[];
  /** Number of pairs of its heads that conflict; null when unknown. */
  conflicts: number | null;
  /** Worst of the performance findings of its heads, in words; null where there is none. */
  performance: string | null;
  /** By stage of the plan. */
  stages: Record<string, StageState>;
  outlook: Outlook;
  lastOutlook: Outlook | null;
  /** What its agent or people reported last, compared with what was found. */
  reported: ReportedProgress | null;
}

/** A progress report by an agent or a person, beside what was computed. */
export interface ReportedProgress {
  by: string | null;
  agent: string;
  /** `Design`, `Implementation`, `Testing`, `Integration` or `Documentation`. */
  phase: string;
  completed: number;
  total: number;
  nextMilestone: string;
  blockers: string[];
  at: string | null;
  url?: string;
  /** Where it and the evidence differ, each a plain sentence. */
  differences: string[];
}

/** Everything one week's report says. Plain data. */
export interface WeekReport {
  version: 1;
  repository: string;
  /** ISO week, such as `2026-W48`. */
  week: string;
  /** When it was made (ISO 8601). */
  at: string;
  /** Minutes it was late, because Weir was not running; 0 when on time. */
  lateMinutes: number;
  /** Weeks before it for which no report was filed, because Weir was not running, oldest first. */
  missed?: string[];
  phase: {
    name: string;
    /** The release it works towards. */
    version: string | null;
    /** What the phase is for, as the plan says. */
    objectives: string[];
    /** Week of the project today, first and last of the phase, days left (negative when over); null without dates. */
    now: number | null;
    from: number | null;
    to: number | null;
    daysLeft: number | null;
  } | null;
  verdict: 'on-track' | 'at-risk' | 'off-track' | 'unknown';
  /** At most two plain sentences: what changed, and what decides next week. */
  headline: string[];
  totals: { verified: number; claimed: number; total: number; change: number | null };
  /** Something happened since last week. */
  moved: boolean;
  workstreams: WorkstreamStanding[];
  /** When everything will be finished; last week's beside it. */
  outlook: Outlook;
  lastOutlook: Outlook | null;
  /** In which order agents start: waves, one after the other, with where each workstream stands. */
  waves: { wave: string; workstreams: { name: string; state: LifeState }[] }[];
  decisions: Decision[];
  blockers: Blocker[];
  /** Pairs with a conflict or a question; null when they could not be read, with the reason beside. */
  conflicts: StandingPair[] | null;
  conflictsUnread: string | null;
  order: StandingStep[];
  approvalsUnread: string | null;
  stages: string[];
  compatibility: { baseline: string; answer: ProbeAnswer } | null;
  /** First bad commits on the target's history of benchmarks. */
  changePoints: { benchmark: string; change: string; oid: Oid; subject: string; url?: string }[];
  gate: Gate;
  /** What could not be read, and is unknown for that reason, each a sentence with what to do. */
  notRead: string[];
  /** Claims that nothing proves, and contradictions, each a plain sentence, with the workstream. */
  contradictions: { workstream: string | null; what: string; url?: string }[];
  /** Numbers of earlier weeks, oldest first. */
  history: PastWeek[];
}

/** What is kept of an earlier week: read back from the hidden block of its issue, or worked out from git. */
export interface PastWeek {
  week: string;
  at: string;
  issue: number | null;
  /** It was filed late: as `lateMinutes` and `missed` of its report. */
  late?: { minutes: number; missed: string[] };
  totals: { verified: number; claimed: number; total: number };
  /** Of everything. */
  outlook: Outlook | null;
  workstreams: Record<
    string,
    {
      verified: number;
      claimed: number;
      total: number;
      state: LifeState;
      /** Ids of verified tasks with the time they were first seen so (ISO 8601). */
      done: Record<string, string>;
      metrics: Record<string, number>;
      outlook: Outlook | null;
      /** Blockers by their words, with the time they were first seen (ISO 8601). */
      blockers: Record<string, string>;
    }
  >;
}
