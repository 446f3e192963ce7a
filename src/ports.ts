/**
 * What the shell must supply to the jobs: reads (`Forge`, `Git`, `Ledger`), the one write (`apply`),
 * the clock and the log. Types only; nothing here runs. Everything exchanged is plain data.
 */
import type { Applied, Effect } from './effects.ts';
import type { ArtifactForge } from './ports/artifacts.ts';
import type { TrialBuild } from './ports/builds.ts';
import type { ReadChecks } from './ports/checks.ts';
import type { ActivityForge, EvidenceGit, EvidenceMemory } from './ports/evidence.ts';
import type { Git } from './ports/git.ts';
import type { IssueForge } from './ports/issues.ts';
import type { Oid, Repository, WholeList } from './ports/names.ts';

export type * from './ports/artifacts.ts';
export type * from './ports/builds.ts';
export type * from './ports/checks.ts';
export type * from './ports/git.ts';
export type * from './ports/names.ts';

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
  /** Logins that are asked for a review and have not answered yet. */
  requestedReviewers: string[];
  /** Teams that are asked, as `@org/slug`. */
  requestedTeams: string[];
}

/** A review of a pull request, as GitHub has it now. */
export interface Review {
  /** Grows with every review. */
  id: number;
  /** Login; null for a deleted account. */
  user: string | null;
  /** `User`, `Bot`, ...; null for a deleted account. */
  userType: string | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  /** The commit that was reviewed; null when GitHub does not say. */
  commit: Oid | null;
  /** ISO 8601. */
  submittedAt: string;
}

/** Whose accounts a commit belongs to, as GitHub resolves its e-mail addresses. */
export interface Authorship {
  oid: Oid;
  /** Logins; null when the address belongs to no account. */
  author: string | null;
  committer: string | null;
  /** GitHub itself committed; `committer` is null then. */
  committedViaWeb: boolean;
  /** Addresses that GitHub resolved to these accounts, lower case. */
  emails: { author: string | null; committer: string | null };
}

export type TeamRead =
  /** Logins of all members, of child teams too, without those who are only invited. `id` survives renames. */
  | { state: 'found'; id: number; members: string[] }
  /** There is no such team, or the App may not see it. */
  | { state: 'absent' }
  /** A team of this name exists, but not the one that was first seen under it. */
  | { state: 'replaced'; id: number; before: number }
  | { state: 'unreadable'; reason: string };

/** Who was ever asked to review a pull request, and whose request was taken back. Logins. */
export interface ReviewRequests {
  asked: string[];
  removed: string[];
}

/** A merge group: GitHub builds a commit for each pull request that waits in a merge queue. */
export interface QueuedGroup {
  /** The temporary branch, without `refs/heads/`. */
  ref: string;
  oid: Oid;
  /** The branch that the queue leads into. */
  base: string;
  /** The pull request at the end of this group; those before it have groups of their own. */
  number: number;
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
  /** Tips of all branches whose names begin so, by name. */
  branchesUnder(repo: Repository, prefix: string): Promise<Map<string, Oid>>;
  /** Effective permission of a person on the repository. */
  permission(repo: Repository, user: string): Promise<Permission>;
}

/** Reads from GitHub about reviews and the people who give them. Teams and permissions may come from a memory that webhooks flush. */
export interface ReviewForge {
  /** Head commit of a pull request, open or not; null when there is no such pull request. */
  headOf(repo: Repository, number: number): Promise<Oid | null>;
  /** Effective permission of a person on the repository. */
  permission(repo: Repository, user: string): Promise<Permission>;
  /** All reviews of a pull request. */
  reviews(repo: Repository, number: number): Promise<WholeList<Review>>;
  /** Whose the commits of a pull request are; `expected` says how many git found. */
  authorship(repo: Repository, number: number, expected: number): Promise<WholeList<Authorship>>;
  /** Logins behind e-mail addresses of co-authors, where GitHub tells; absent ones are unknown. */
  coAuthors(repo: Repository, commits: readonly Oid[]): Promise<Map<string, string>>;
  /** A team by `@org/slug`. `pinned` is the id that the plan names, if it does. */
  team(repo: Repository, team: string, pinned: number | null): Promise<TeamRead>;
  reviewRequests(repo: Repository, number: number): Promise<ReviewRequests>;
  /** Merge groups that wait now. */
  mergeQueue(repo: Repository): Promise<QueuedGroup[]>;
}

/** What Weir has posted and heard: what GitHub does not tell a second time. */
export interface Ledger {
  /** Whether a check run of this name was ever posted in the repository. */
  hasPosted(repo: Repository, checkName: string): Promise<boolean>;
  /** Logins that were seen pushing a branch to one of these commits, and when last (ISO 8601, GitHub's clock). */
  pushes(
    repo: Repository,
    commits: readonly Oid[],
  ): Promise<{ commit: Oid; by: string; at: string }[]>;
  /** Of these reviews, those whose text was seen being edited, with the time (ISO 8601). */
  editedReviews(repo: Repository, reviews: readonly number[]): Promise<Map<number, string>>;
  /** The latest override that was recorded for a commit in a pull request. */
  override(repo: Repository, number: number, commit: Oid): Promise<Override | null>;
  /** When a commit of a fork was last seen to become the head of a pull request (ISO 8601, never before it did). */
  arrival(repo: Repository, number: number, commit: Oid): Promise<string | null>;
  /** Trial builds, oldest first: all that go on, and for some days those that have ended. */
  builds(repo: Repository): Promise<TrialBuild[]>;
}

/** A break-glass decision, bound to a pull request and a commit. */
export interface Override {
  number: number;
  commit: Oid;
  by: string;
  reason: string;
  /** ISO 8601. */
  at: string;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Everything a job may reach. */
export interface Deps {
  forge: Forge;
  reviews: ReviewForge;
  /** What CI and other Apps say about a commit. */
  checks: ReadChecks;
  issues: IssueForge;
  /** What workflow runs left behind. */
  artifacts: ArtifactForge;
  git: Git;
  /** What commits hold, for evidence of progress. */
  evidence: EvidenceGit;
  /** What happened on GitHub: merged pull requests, tags. */
  activity: ActivityForge;
  memory: EvidenceMemory;
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
