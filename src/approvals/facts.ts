/**
 * What an evaluation of approvals looks at: one pull request, read whole, as plain data. The server gathers
 * it from GitHub and git; `weir approvals FILE` and the simulation over HTTP read it as JSON (input.ts).
 */
import type { Permission } from '../ports.ts';

/** A commit that the pull request brings: reachable from its head and not from its base, over all parents. */
export interface CommitFact {
  sha: string;
  /** Login, or null when the e-mail address belongs to no account. */
  author: string | null;
  /** Login; null when it belongs to no account, or when GitHub itself committed (`committedViaWeb`). */
  committer: string | null;
  /** Logins from Co-authored-by trailers. */
  coAuthors: readonly string[];
  /** GitHub made the commit (a suggestion, an update of the branch): a missing committer hides nobody. */
  committedViaWeb: boolean;
  parents: readonly string[];
  /** A merge whose parents, all but the first, are contained in the base. */
  isBaseMerge: boolean;
  /** Whether its tree is what git itself makes of its parents; null where nobody has looked. */
  cleanMerge: boolean | null;
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';

export interface ReviewFact {
  /** Login; null for an account that was deleted. */
  user: string | null;
  state: ReviewState;
  /** The commit that was looked at: a vote is bound to it. Null when GitHub no longer knows. */
  commit: string | null;
  /** ISO 8601. */
  submittedAt: string;
  editedAt: string | null;
  /** GitHub's number of the review: later ones are greater. Tells reviews of one second apart. */
  id: number | null;
}

/** A break-glass decision: `/override approvals REASON`. */
export interface OverrideFact {
  by: string;
  /** The head it was given for; worth nothing for another one. */
  commit: string;
  reason: string;
  /** ISO 8601. */
  at: string;
}

/** Somebody who fills a role for somebody else for a time. */
export interface DelegationFact {
  role: string;
  from: string;
  to: string;
  /** ISO 8601: counts before this instant only. */
  until: string;
}

/** Meanings and defaults: docs/approvals.md. */
export interface ApprovalOptions {
  /** Every slot of every role needs a person of its own. */
  distinct: boolean;
  /** Approvals a role needs; 1 where absent. */
  counts: Readonly<Record<string, number>>;
  allowAuthor: boolean;
  allowContributors: boolean;
  contributorScope: 'author+committer' | 'author';
  countCoAuthors: boolean;
  stale: 'any-push' | 'patch-id' | 'never';
  /** Clean merges of the base neither outdate votes nor make contributors. */
  ignoreBaseMerges: boolean;
  /** A commit all of whose people are listed here neither outdates votes nor makes contributors. */
  ignoreCommitsBy: readonly string[];
  changesRequested: 'role-holders' | 'anyone-with-write' | 'ignore';
  dismissed: 'no-resurrect' | 'resurrect';
  /** What a commit does whose people cannot be told. */
  unattributed: 'block' | 'ignore';
  botsMayApprove: boolean;
  minPermission: Permission | null;
  maxAgeHours: number | null;
  /** Reviews whose text was edited afterwards do not count. */
  ignoreEdited: boolean;
  /** Roles whose holders may override. */
  overrideRoles: readonly string[];
}

/** Defaults of the input form and of the simulation; a plan differs in `distinct`, which is true there. */
export const DEFAULT_OPTIONS: ApprovalOptions = {
  distinct: false,
  counts: {},
  allowAuthor: false,
  allowContributors: false,
  contributorScope: 'author+committer',
  countCoAuthors: true,
  stale: 'any-push',
  ignoreBaseMerges: true,
  ignoreCommitsBy: [],
  changesRequested: 'role-holders',
  dismissed: 'no-resurrect',
  unattributed: 'block',
  botsMayApprove: false,
  minPermission: null,
  maxAgeHours: null,
  ignoreEdited: false,
  overrideRoles: [],
};

export interface ApprovalFacts {
  /** Login of who opened the pull request. */
  author: string;
  draft: boolean;
  /** Object id of the head commit. */
  head: string;
  commits: readonly CommitFact[];
  reviews: readonly ReviewFact[];
  /** Who fills each role now, delegates included; an unknown role is absent, an empty one is an empty list. */
  roles: Readonly<Record<string, readonly string[]>>;
  /** Roles that must approve, most important first. */
  required: readonly string[];
  options: ApprovalOptions;
  /** Ids of the whole change from the base up to a commit, by commit; equal ids mean the same change. */
  patchIds: Readonly<Record<string, string>>;
  /** Permission on the repository by login; who is absent has an unknown one, which is never enough. */
  permissions: Readonly<Record<string, Permission>>;
  /** `Bot` and so on, by login; a login that ends in `[bot]` is a bot in any case. */
  userTypes: Readonly<Record<string, string>>;
  /** Logins seen pushing commits of this pull request: contributors, like authors. */
  pushers: readonly string[];
  delegations: readonly DelegationFact[];
  override: OverrideFact | null;
  /** ISO 8601, or null when no rule needs the time. */
  now: string | null;
  /** What could not be read, each as a sentence with what to do. Any of them makes the state `error`. */
  unreadable: readonly string[];
}

export type ApprovalState = 'approved' | 'pending' | 'blocked' | 'error';

/** Why a vote counts or does not: stable words, for programs and tests. */
export type VoteReason =
  | 'counted'
  /** Approves, holds no required role. */
  | 'no-role'
  /** Approves and could fill a role, but others fill it already. */
  | 'not-needed'
  | 'author'
  | 'contributor'
  /** Given for an older commit, and something came after it. */
  | 'stale'
  | 'bot'
  | 'no-write-access'
  | 'expired'
  | 'edited'
  | 'dismissed'
  /** Requested changes: a veto while the person may veto, otherwise advice. */
  | 'veto'
  | 'advice'
  /** Commented, or has not submitted yet: no vote. */
  | 'comment';

/** One person's standing; a person who fills several roles stands here once for each. */
export interface Vote {
  user: string;
  /** The role it fills, null for none. */
  role: string | null;
  counts: boolean;
  reason: VoteReason;
  /** The commit of the review that decides, null when GitHub no longer knows. */
  commit: string | null;
  submittedAt: string;
  /** For whom the person stands in for this role, null when for nobody. */
  delegatedBy: string | null;
}

export interface RoleResult {
  role: string;
  /** Approvals needed and had. */
  needed: number;
  have: number;
  satisfied: boolean;
  /** Who fills its slots. */
  filledBy: string[];
  /** Who may still approve for it, in the order of the role; empty when it is satisfied. */
  candidates: string[];
  /** Why it cannot be decided, as a sentence with what to do; null when it can. */
  problem: string | null;
}

/** The whole answer about one pull request. */
export interface ApprovalResult {
  state: ApprovalState;
  /** Required roles in their order, each once. */
  roles: RoleResult[];
  votes: Vote[];
  /** People who block by requesting changes. */
  vetoes: string[];
  /** The fewest people whose approval would fill every open slot, and the roles they would fill; null when nobody can. */
  completeWith: { user: string; roles: string[] }[] | null;
  /** Logins that may not approve because they took part, with the commits that say so (empty: the author, a pusher). */
  contributors: { user: string; why: 'author' | 'commits' | 'pushed'; commits: string[] }[];
  /** Commits whose people cannot be told. */
  unattributed: string[];
  /** The override that holds, or why the one that was given does not. */
  override: {
    by: string;
    reason: string;
    at: string;
    holds: boolean;
    why: OverrideRefusal | null;
  } | null;
  /** Sentences about what could not be read or decided, with what to do. */
  problems: string[];
}

export type OverrideRefusal =
  | 'not-in-override-role'
  | 'contributor'
  | 'other-commit'
  | 'no-reason'
  | 'bot';
