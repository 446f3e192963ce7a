/** Reads for evidence: what commits hold, and what happened when. Types only; nothing of a repository is ever run. */
import type { SymbolReading } from '../symbols.ts';
import type { Content } from './git.ts';
import type { Oid, Repository, WholeList } from './names.ts';
import type { Unread } from './standing.ts';

/** A commit in a log. */
export interface LoggedCommit {
  oid: Oid;
  parents: Oid[];
  authorName: string;
  /** As written, lower case; anybody can write anything here. */
  authorEmail: string;
  /** Committer date, ISO 8601; anybody can write anything here, too. */
  committedAt: string;
  /** First line of the message, at most 200 characters. */
  subject: string;
}

/** Reads of git objects for evidence. Commits have been fetched before. */
export interface EvidenceGit {
  /** Regular files of a commit: blob ids by path; null when the commit cannot be read. */
  paths(repo: Repository, commit: Oid): Promise<ReadonlyMap<string, Oid> | null>;
  /** Texts by blob id. */
  texts(repo: Repository, blobs: readonly Oid[]): Promise<Map<Oid, Content>>;
  /** What files say about symbols, in the order asked. */
  symbols(
    repo: Repository,
    files: readonly { path: string; blob: Oid }[],
  ): Promise<SymbolReading[]>;
  /** What texts that stand in no commit say about symbols, each read as a file of this path, in the order asked. */
  written(texts: readonly { path: string; text: string }[]): Promise<SymbolReading[]>;
  /**
   * Commits reachable from `tip` and not from `not`, newest first, committed at `since` or later. Where there are
   * more than `most` the list is partial, or with `cut` the newest ones.
   */
  log(
    repo: Repository,
    ask: {
      tip: Oid;
      not?: Oid;
      since?: string;
      firstParent?: boolean;
      most: number;
      cut?: boolean;
    },
  ): Promise<WholeList<LoggedCommit>>;
}

/** A pull request that is over, or any one by number. */
export interface PullSummary {
  /** 0 for a merge that had no pull request, which only a clone tells of. */
  number: number;
  title: string;
  body: string;
  author: string | null;
  labels: string[];
  /** Branch names without owner. */
  head: string;
  base: string;
  headOid: Oid;
  /** ISO 8601. */
  createdAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergeOid: Oid | null;
  url: string;
}

/** Text kept between runs, under keys that name everything it depends on. It may be forgotten at any time. */
export interface EvidenceMemory {
  /** What `keep` was given earlier under these keys; unknown ones are left out. */
  recall(repo: Repository, keys: readonly string[]): Promise<Map<string, string>>;
  keep(repo: Repository, known: ReadonlyMap<string, string>): Promise<void>;
}

/** Merged pull requests, as far as they were read; `from`: all that were merged since then (ISO 8601) are in the list. */
export type MergedPulls =
  | { state: 'whole'; list: PullSummary[] }
  | { state: 'partial'; list: PullSummary[]; from: string | null; reason: string };

/** Reads from GitHub about what happened. */
export interface ActivityForge {
  /** Pull requests that were merged at `since` (ISO 8601) or later, newest first, whatever their base. */
  mergedSince(repo: Repository, since: string): Promise<MergedPulls>;
  /** Null where there is no such pull request; unread where pull requests may not be read. */
  pull(repo: Repository, number: number): Promise<PullSummary | Unread | null>;
  /** Several by their numbers: null where there is none, unread where it was not or could not be read. */
  pulls(
    repo: Repository,
    numbers: readonly number[],
  ): Promise<Map<number, PullSummary | Unread | null>>;
  /** Commits that tags name, by tag; absent ones are left out. */
  tags(repo: Repository, names: readonly string[]): Promise<Map<string, Oid>>;
}
