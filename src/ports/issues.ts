/** Reads of issues and discussions. Types only. */
import type { Repository, WholeList } from './names.ts';
import type { Unread } from './standing.ts';

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  author: string | null;
  /** This App opened it. */
  own: boolean;
  labels: string[];
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  url: string;
}

export interface IssueComment {
  id: number;
  author: string | null;
  /** This App wrote it. */
  own: boolean;
  body: string;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  url: string;
}

export interface IssueForge {
  /**
   * Issues that this App opened and that carry a label, open and closed, newest first, at most `most`. Listed, never
   * searched: the search index lags behind.
   */
  own(repo: Repository, label: string, most: number): Promise<WholeList<Issue>>;
  /** Null where there is no such issue, or it is a pull request; unread where issues may not be read. */
  issue(repo: Repository, number: number): Promise<Issue | Unread | null>;
  /** A comment by its id, as it is now; null where it was deleted. */
  comment(repo: Repository, id: number): Promise<IssueComment | Unread | null>;
  /** Comments of an issue or a pull request, oldest first; with `since` (ISO 8601) those changed since then. */
  comments(repo: Repository, number: number, since?: string): Promise<WholeList<IssueComment>>;
}
