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

/** A list that is either whole or says why not: half a list must never look like a short one. */
export type WholeList<T> = { state: 'whole'; list: T[] } | { state: 'partial'; reason: string };

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

/**
 * A commit to merge: one that exists, or the commit that would exist after `head` has landed on
 * `target`, by a merge commit of both or by a squash (one parent: the target).
 */
export type MergeSide = Oid | { landed: Oid; on: Oid; how: 'merge' | 'squash' };

export interface MergeRequest {
  ours: MergeSide;
  theirs: MergeSide;
  /** Their only merge base, where it is known: git need not look for it then. */
  base?: Oid;
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
  /** `tree` is null where it was shown without merging that nothing can collide. */
  | { verdict: 'clean'; tree: Oid | null }
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

/** One entry of a tree that differs between two trees; directories stand there too. */
export interface TreeChange {
  path: string;
  /** Added, deleted, modified, or changed to another kind of thing. */
  status: 'A' | 'D' | 'M' | 'T';
  /** Modes before and after, as git writes them: `100644`, `040000`; `000000` where there is nothing. */
  modes: [string, string];
  /** Object ids before and after, all zeros where there is nothing. */
  oids: [Oid, Oid];
}

/** What is known of a head from one look at it. */
export interface HeadSurvey {
  /** Merging the head with the target as they are. */
  onTarget: TrialMerge;
  /** Commits reachable from the head and not from the target; empty when the target contains the head. */
  commits: ReadonlySet<Oid>;
  /** Best common ancestors with the target: usually one; none when the histories are unrelated. */
  bases: Oid[];
  /** From the first merge base to the head; null when git could not tell. */
  raw: TreeChange[] | null;
  /** From the target to what it becomes when the head lands; null when it does not land cleanly. */
  landed: TreeChange[] | null;
  /** A path of `raw` that the merge base has is no more in the target, or another kind of thing there. */
  uprooted: boolean;
}

/** Two versions of a file. `landed`: the head whose landing makes `after`, where no commit holds it yet. */
export interface Versions {
  before: Oid;
  after: Oid;
  landed: Oid | null;
}

/** Lines of the earlier version that a change replaces: `from` (0-based) up to but not including `to`; equal for an insertion. */
export interface Hunk {
  from: number;
  to: number;
}

/** A look at many heads at once. */
export interface Survey {
  /** By object id as asked; heads that cannot be read are left out. */
  heads: ReadonlyMap<Oid, HeadSurvey>;
  /**
   * Hunks between versions of files, in the order of the request, as the merge itself compares them. Null for
   * what has no lines, is too large, or cannot be had.
   */
  hunks(versions: readonly Versions[]): Promise<(Hunk[] | null)[]>;
  /** As `Git.trialMerges`, without landing again what the survey has landed. */
  trialMerges(
    requests: readonly MergeRequest[],
    progress?: (done: number, of: number) => void,
  ): Promise<TrialMerge[]>;
  /**
   * Those of `bases` that lie on the target's own line (over first parents), oldest first, each with what `paths`
   * name of its changes since the one before.
   */
  trunk(
    bases: ReadonlySet<Oid>,
    paths: ReadonlySet<string>,
  ): Promise<{ base: Oid; changes: TreeChange[] }[]>;
}

/** A commit as git has it. */
export interface HistoryCommit {
  oid: Oid;
  parents: Oid[];
  /** Addresses as written, lower case; anybody can write anything here. */
  authorEmail: string;
  committerEmail: string;
  /** Co-authored-by trailers; the address is lower case, and empty where the trailer has none. */
  coAuthors: { name: string; email: string }[];
  /** First paragraph of the message as one line, at most 200 characters. */
  subject: string;
  /** A merge whose parents, all but the first, are contained in the base. */
  isBaseMerge: boolean;
}

/** Reads of git objects. Names never reach git: commits are named by object id only. */
export interface Git {
  /** Makes the commits available; answers those that could not be had, with the reason. */
  fetch(repo: Repository, oids: readonly Oid[]): Promise<Map<Oid, string>>;
  readFile(repo: Repository, commit: Oid, path: string): Promise<FileRead>;
  mergeBase(repo: Repository, a: Oid, b: Oid): Promise<Oid | null>;
  unlanded(repo: Repository, target: Oid, heads: readonly Oid[]): Promise<Map<Oid, Unlanded>>;
  /** Commits reachable from the head and not from the base, over all parents, parents before children. */
  history(repo: Repository, base: Oid, head: Oid): Promise<WholeList<HistoryCommit>>;
  /**
   * Which of these merge commits hold exactly what git itself makes of their parents, without a conflict;
   * false where that could not be shown. Commits with fewer than two parents are false.
   */
  cleanMerges(repo: Repository, merges: readonly Oid[]): Promise<Map<Oid, boolean>>;
  /**
   * Ids of the whole change from the merge base with `base` up to each commit: equal exactly when the
   * change is the same, wherever its lines have moved to. A commit that cannot be read is absent.
   */
  patchIds(repo: Repository, base: Oid, commits: readonly Oid[]): Promise<Map<Oid, string>>;
  /**
   * Looks once at each head: how it merges with the target and what it changes. What `work` is given holds
   * until it ends, since landed files exist no longer than that.
   */
  withSurvey<T>(
    repo: Repository,
    target: Oid,
    heads: readonly Oid[],
    work: (survey: Survey) => Promise<T>,
    progress?: (done: number, of: number) => void,
  ): Promise<T>;
  /** Outcomes in the order of the requests, exactly one for each. */
  trialMerges(
    repo: Repository,
    requests: readonly MergeRequest[],
    progress?: (done: number, of: number) => void,
  ): Promise<TrialMerge[]>;
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
