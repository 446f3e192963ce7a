/**
 * What one feature may know of what the others decide: the standing of a repository now, as plain data. Features do
 * not import each other; the shell reads these from the features and hands them over. Types only.
 */
import type { Oid } from './names.ts';

/** A reading that could not be had; `reason` is the end of "unknown, because …". Never shown green. */
export interface Unread {
  state: 'unread';
  reason: string;
}

/** A head as the integration forecast sees it. */
export interface StandingHead {
  ref: string;
  branch: string;
  oid: Oid;
  pullRequest: {
    number: number;
    title: string;
    url: string;
    draft: boolean;
    author: string;
  } | null;
  /** Names in the plan. */
  workstreams: string[];
  /** What is odd about the assignment (wrong lane, ambiguous, unknown name), each a plain sentence. */
  remarks: { kind: 'ambiguous' | 'unknown-name' | 'wrong-lane'; message: string }[];
  /** Refs of heads, or the target, that already contain this head. */
  containedIn: string[];
}

/** What stands between two heads, or a head and the target (`a` is the target then). */
export interface StandingPair {
  a: string;
  b: string;
  verdict: 'clean' | 'conflict' | 'undetermined';
  /** Why it could not be told, in a few words; absent where it could. */
  reason?: string;
  /** The one of the two that meets the target just so: that comes first, and this is looked at again then. */
  goesWith?: string;
  /** As `goesWith`, where it is certain that the other one has no part in it. */
  onlyOf?: string;
  /** What detectors found; notes are left out. */
  findings: {
    detector: string;
    severity: 'fail' | 'warn';
    undetermined: boolean;
    message: string;
    suggestion: string;
    /** Paths on either side. */
    paths: string[];
  }[];
}

/** A head at its place in the best order to land. */
export interface StandingStep {
  ref: string;
  pull: { number: number; url: string } | null;
  /** Can land now, together with the others of which this is said. */
  now: boolean;
  conflictsWith: string[];
  /** What has to happen before, or be looked at first, names between backticks; null where nothing has. */
  why: string | null;
}

/** What the integration forecast says of all heads. */
export interface IntegrationStanding {
  state: 'read';
  target: { ref: string; oid: Oid };
  heads: StandingHead[];
  /** Pairs with something to say; all others are clean. */
  pairs: StandingPair[];
  /** Heads that have not landed, in the best order to land. */
  order: StandingStep[];
  /** How heads land where the repository makes no merge commits; absent where it does. */
  landsBy?: 'squash' | 'rebase';
}

/** What the approvals check says of one open pull request. */
export interface ApprovalStanding {
  number: number;
  title: string;
  url: string;
  head: Oid;
  draft: boolean;
  workstreams: string[];
  state: 'approved' | 'pending' | 'blocked' | 'error';
  /** Roles that still have to approve. */
  missing: string[];
  /** Logins and teams that are asked now. */
  asked: string[];
  /** An override lets it pass. */
  overridden: { by: string; reason: string } | null;
}

export interface ApprovalsStanding {
  state: 'read';
  pulls: ApprovalStanding[];
}

/** What the shell supplies to a feature that tells of the whole repository. */
export interface Standings {
  integration(): Promise<IntegrationStanding | Unread>;
  approvals(): Promise<ApprovalsStanding | Unread>;
}
