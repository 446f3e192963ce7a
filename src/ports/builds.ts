/** Trial builds: heads merged on a branch of Weir's own, so that the repository's CI runs on the combination. Types only. */
import type { Oid } from './names.ts';

/** Heads to merge onto a commit, one after the other. Equal chains give equal commits. */
export interface TrialChain {
  base: Oid;
  heads: Oid[];
  /** Name of the branch that the commits are for: it stands in their messages, so that no two branches share a tip. */
  branch: string;
  /** Date of the commits (ISO 8601). */
  at: string;
}

export type ChainOutcome =
  /** `changed`: paths that differ between the base and the tip. */
  | { state: 'built'; tip: Oid; changed: string[] }
  | { state: 'conflict'; head: Oid; paths: string[] }
  | { state: 'undetermined'; head: Oid; reason: string };

export interface TrialHead {
  ref: string;
  oid: Oid;
  /** Of its pull request; null for a branch that has none. */
  number: number | null;
  workstreams: string[];
  /** Positions of heads that it contains. */
  contains: number[];
}

export type TrialResult =
  | { state: 'green'; checks: number }
  | { state: 'red'; checks: { name: string; url: string | null }[] }
  | { state: 'undetermined'; reason: string };

/** One branch that was pushed, or is about to be. */
export interface Trial {
  /** 1, 2, ... */
  number: number;
  /** Positions in the build's heads, ascending. */
  heads: number[];
  tip: Oid;
  /** ISO 8601; null until the branch is there. */
  pushedAt: string | null;
  result: TrialResult | null;
}

/** A head that was not merged, and why. */
export interface LeftOut {
  ref: string;
  number: number | null;
  why: 'conflicts' | 'not-now' | 'pushed-since' | 'unproven';
  oid: Oid;
}

/** Everything that is known of a trial build. */
export interface TrialBuild {
  /** Digits: number of the comment that asked for it, or when the box was ticked. */
  id: string;
  /** The pull request or issue that is answered. */
  issue: number;
  /** Login. */
  by: string;
  /** ISO 8601. */
  startedAt: string;
  base: { ref: string; oid: Oid };
  /** In the order in which they are merged. */
  heads: TrialHead[];
  leftOut: LeftOut[];
  /** Checks that fail on the base itself; null until they were looked for. */
  redOnBase: string[] | null;
  /** In the order of their pushes. */
  trials: Trial[];
  /** ISO 8601; null while it goes on. */
  endedAt: string | null;
  /** Why it ended before its time, as a sentence; null when it did not. */
  stopped: string | null;
}
