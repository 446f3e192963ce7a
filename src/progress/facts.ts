/** Everything that progress is decided from, read once. Types only. */
import type { Plan } from '../plan/schema.ts';
import type { LoggedCommit, PullSummary } from '../ports/evidence.ts';
import type { ApprovalsStanding, IntegrationStanding, Unread } from '../ports/standing.ts';
import type { Oid, Repository } from '../ports.ts';
import type {
  CriterionStanding,
  MetricStanding,
  PastWeek,
  ProbeAnswer,
  ReportedProgress,
  TaskStanding,
  WeekReport,
} from './report.ts';

/** A check run on the head of a workstream. */
export interface CheckFact {
  name: string;
  /** `queued`, `in_progress`, `completed`, ... */
  status: string;
  /** `success`, `failure`, `skipped`, ...; null while it runs. */
  conclusion: string | null;
  url: string | null;
  /** ISO 8601; null while it runs. */
  completedAt: string | null;
}

/** What happened on the branches and pull requests of one workstream. */
export interface WorkstreamActivity {
  /** Commits of its heads that the target does not have, newest first. */
  commits: LoggedCommit[];
  /** Its open pull requests, with the time they were opened (ISO 8601). */
  pulls: { number: number; draft: boolean; createdAt: string; url: string }[];
  /** Its pull requests that were merged into the target, newest first. */
  landed: PullSummary[];
  /** Pull requests merged into one of its own branches, newest first. */
  gathered: (PullSummary & {
    /** Workstreams that the paths changed by it belong to; left out where these cannot be read. */
    lanes?: string[];
  })[];
  /** Check runs of its heads by ref; unread where they could not be read. */
  checks: Record<string, CheckFact[] | Unread>;
}

export interface ProgressFacts {
  repo: Repository;
  /** `owner/name`, or the folder of a clone. */
  repository: string;
  /** ISO 8601. */
  now: string;
  lateMinutes: number;
  plan: Plan;
  target: { ref: string; oid: Oid };
  integration: IntegrationStanding | Unread;
  approvals: ApprovalsStanding | Unread;
  /** By workstream. */
  activity: Record<string, WorkstreamActivity>;
  /** Why merged pull requests or commits are not all known; null when they are. */
  activityUnread: string | null;
  /** Pull requests merged into the target of which it is known whose they were, and those that were nobody's. */
  landed: { of: number; nameless: PullSummary[] };
  /** Why something is unknown that was asked of GitHub, each a sentence with what to do. */
  notRead: string[];
  /** By workstream. */
  tasks: Record<string, TaskStanding[]>;
  metrics: Record<string, MetricStanding[]>;
  criteria: CriterionStanding[];
  compatibility: { baseline: string; answer: ProbeAnswer } | null;
  changePoints: WeekReport['changePoints'];
  /** What agents and people reported last, by workstream, before it is compared. */
  reported: Record<string, ReportedProgress>;
  /** Contradictions that reading the evidence showed. */
  contradictions: WeekReport['contradictions'];
  /** Earlier weeks, oldest first; without this one. */
  history: PastWeek[];
}
