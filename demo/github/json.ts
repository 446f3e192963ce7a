/** Shapes of GitHub's JSON as far as the overlay touches them; everything else passes through. */

export interface Json {
  [key: string]: unknown;
}

export interface UserJson extends Json {
  login: string;
  id: number;
  type: string;
}

export interface RepositoryJson extends Json {
  id: number;
  name: string;
  full_name: string;
  default_branch: string;
  owner: UserJson;
}

export interface LabelJson extends Json {
  name: string;
}

export interface IssueJson extends Json {
  number: number;
  title: string;
  body: string | null;
  state: string;
  html_url: string;
  labels: LabelJson[];
  user: UserJson;
}

export interface PullJson extends IssueJson {
  draft: boolean;
  merged: boolean;
  head: Json & { ref: string; sha: string; label: string; repo: RepositoryJson | null };
  base: Json & { ref: string; sha: string; label: string; repo: RepositoryJson };
}

export interface CommentJson extends Json {
  id: number;
  body: string;
  user: UserJson;
  html_url: string;
  issue_url: string;
}

export interface CheckRunJson extends Json {
  id: number;
  name: string;
  head_sha: string;
  status: string;
  conclusion: string | null;
  html_url: string;
  check_suite: Json & { id: number };
  output: Json & { title: string | null; summary: string | null; text: string | null };
  pull_requests: (Json & { number: number })[];
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
