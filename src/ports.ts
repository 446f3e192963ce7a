/**
 * What the shell must supply to the jobs: reads (`Forge`, `Git`, `Ledger`), the one write (`apply`),
 * the clock and the log. Types only; nothing here runs. Everything exchanged is plain data.
 */
import type { Applied, Effect } from './effects.ts';

/** A git object id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
export type Oid = string;

/** A repository as GitHub knows it. `id` survives renames; `owner` and `name` are for URLs and display. */
export interface Repository {
  installation: number;
  id: number;
  owner: string;
  name: string;
}

/** What holds for a whole repository. */
export interface RepositoryFacts {
  defaultBranch: string;
  /** Ways in which GitHub may merge a PR here. */
  mergeMethods: { merge: boolean; squash: boolean; rebase: boolean };
  /** Web address, or null on a local clone. */
  url: string | null;
}

/** An open pull request, as far as integration needs it. */
export interface PullRequest {
  number: number;
  title: string;
  body: string;
  author: string;
  draft: boolean;
  labels: string[];
  base: string;
  url: string;
}

/**
 * What can be integrated, as read: an open PR's head, or a branch. `ref` is how people name it and is
 * unique among the heads of a repository: `feature/x` for a branch or a PR from the same repository,
 * `owner:feature/x` for a fork, and the argument as given on the command line.
 */
export interface OpenHead {
  ref: string;
  /** Branch name without owner, for matching against the plan. */
  branch: string;
  oid: Oid;
  pullRequest: PullRequest | null;
}

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** Reads from GitHub, or from a clone that stands in for it. Every method reads afresh. */
export interface Forge {
  repository(repo: Repository): Promise<RepositoryFacts>;
  /** All open PRs; PRs from one branch to several bases are several heads. */
  pullRequests(repo: Repository): Promise<OpenHead[]>;
  /** Tips of the branches that exist among `names`; absent ones are left out. */
  branches(repo: Repository, names: readonly string[]): Promise<Map<string, Oid>>;
  /** Effective permission of a person on the repository. */
  permission(repo: Repository, user: string): Promise<Permission>;
}

/**
 * A commit to merge: one that exists, or the commit that would exist after `head` has landed on
 * `target`, by a merge commit of both or by a squash (one parent: the target).
 */
export type MergeSide = Oid | { landed: Oid; on: Oid; how: 'merge' | 'squash' };

export interface MergeRequest {
  ours: MergeSide;
  theirs: MergeSide;
}

/** Kinds of conflict that git's `ort` merge reports, by its own stable short names, folded to words. */
export type ConflictKind =
  | 'content'
  | 'add/add'
  | 'modify/delete'
  | 'rename/rename'
  | 'rename/add'
  | 'rename/delete'
  | 'directory-rename'
  | 'file/directory'
  | 'distinct-types'
  | 'submodule'
  | 'binary'
  | 'mode'
  | 'other';

/** Lines `from`..`to` (1-based, inclusive) of a file; `to < from` marks a place between two lines. */
export interface LineRange {
  from: number;
  to: number;
}

export interface MergeConflict {
  kind: ConflictKind;
  /** The path in the merged tree, then every other path git names for this conflict. */
  paths: string[];
  /** The file's path on each side, null where that side has no such file. */
  ours: { path: string | null };
  theirs: { path: string | null };
  /** For a content conflict: the colliding lines on both sides, in order of the file. */
  regions: { ours: LineRange; theirs: LineRange }[];
  /** git's own words, for the collapsed details. */
  message: string;
}

export type UndeterminedReason =
  | 'unrelated'
  | 'missing-object'
  | 'timeout'
  | 'too-large'
  | 'failed'
  | 'unsupported-git';

/** Outcome of one trial merge. A conflict is a value; an exception is a bug or an outage. */
export type TrialMerge =
  | { verdict: 'clean'; tree: Oid }
  | { verdict: 'conflict'; tree: Oid; conflicts: MergeConflict[] }
  | { verdict: 'undetermined'; reason: UndeterminedReason; detail: string };

export type FileRead =
  | { state: 'found'; text: string; oid: Oid }
  | { state: 'absent' }
  | { state: 'unreadable'; reason: string };

/** Commits and paths of a head that are not in the target. */
export interface Unlanded {
  /** Commits reachable from the head and not from the target; empty when the target contains the head. */
  commits: ReadonlySet<Oid>;
  /** Paths the head changed since its merge base with the target, or null when git could not tell. */
  paths: string[] | null;
}

/** Reads of git objects. Names never reach git: commits are named by object id only. */
export interface Git {
  /** Makes the commits available; answers those that could not be had, with the reason. */
  fetch(repo: Repository, oids: readonly Oid[]): Promise<Map<Oid, string>>;
  readFile(repo: Repository, commit: Oid, path: string): Promise<FileRead>;
  mergeBase(repo: Repository, a: Oid, b: Oid): Promise<Oid | null>;
  unlanded(repo: Repository, target: Oid, heads: readonly Oid[]): Promise<Map<Oid, Unlanded>>;
  /** Outcomes in the order of the requests, exactly one for each. */
  trialMerges(
    repo: Repository,
    requests: readonly MergeRequest[],
    progress?: (done: number, of: number) => void,
  ): Promise<TrialMerge[]>;
}

/** What Weir itself has posted, so that silence can be told from "never spoken here". */
export interface Ledger {
  /** Whether a check run of this name was ever posted in the repository. */
  hasPosted(repo: Repository, checkName: string): Promise<boolean>;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Everything a job may reach. */
export interface Deps {
  forge: Forge;
  git: Git;
  ledger: Ledger;
  /** The one writer. Applying the same effects again changes nothing. */
  apply(effects: readonly Effect[]): Promise<Applied[]>;
  now(): Date;
  log: Log;
}

/**
 * A job in progress: it yields effects that should exist by now and is handed what became of them.
 * Early yields (a reaction, an `in_progress` check) reach people before the long work is done.
 */
export type Run = AsyncGenerator<Effect[], void, Applied[]>;
