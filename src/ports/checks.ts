/** Check runs and commit statuses of a commit, whoever posted them: what CI says about it. Types only. */
import type { Oid, Repository, WholeList } from './names.ts';

/** GitHub's words for how a check run ended, and `unknown` for one that Weir has not heard of. */
export type CheckEnd =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'startup_failure'
  | 'stale'
  | 'unknown';

/** A check run, or a commit status, as it stands now; of several with one name and App only the newest. */
export interface CommitCheck {
  name: string;
  /** Who posted it; null for a commit status, and when GitHub does not say. */
  app: { id: number; slug: string } | null;
  /** Everything before the end but running (queued, waiting, requested, pending) is `queued`. */
  status: 'queued' | 'in_progress' | 'completed';
  /** Null until it is completed. */
  conclusion: CheckEnd | null;
  /** ISO 8601; null when GitHub does not say. */
  startedAt: string | null;
  completedAt: string | null;
  /** Where people can read it, if anywhere. */
  url: string | null;
  /** The commit. */
  oid: Oid;
}

/** Reads them afresh, statuses only where the App may; none at all, and none on a commit that is gone, is a whole list without any. */
export type ReadChecks = (repo: Repository, oid: Oid) => Promise<WholeList<CommitCheck>>;
