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

/** Issues of our own of one kind. People may take off the label, or the mark with the rest of the text: one is enough. */
export interface OwnKind {
  label: string;
  /** What their keys begin with. */
  key: string;
}

export interface IssueForge {
  /**
   * Issues of a kind that this App opened, open and closed, newest first, at most `most`. Listed, never searched: the
   * search index lags behind.
   */
  own(repo: Repository, kind: OwnKind, most: number): Promise<WholeList<Issue>>;
  /** Null where there is no such issue, or it is a pull request; unread where issues may not be read. */
  issue(repo: Repository, number: number): Promise<Issue | Unread | null>;
  /** A comment by its id, as it is now; null where it was deleted. */
  comment(repo: Repository, id: number): Promise<IssueComment | Unread | null>;
  /** Comments of an issue or a pull request, oldest first; with `since` (ISO 8601) those changed since then. */
  comments(repo: Repository, number: number, since?: string): Promise<WholeList<IssueComment>>;
}
