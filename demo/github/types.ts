/**
 * The public face of the local GitHub: what it is started with and what a test or the demo can do to it
 * beyond its HTTP interface. Types only.
 */
import type { Octokit } from '@octokit/rest';

/** Access of a person to a repository, by GitHub's role names. */
export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export type Level = 'read' | 'write';

export interface LocalGitHubOptions {
  /** Directory for the bare repositories, as `<owner>/<name>.git`. Created when missing. */
  root: string;
  /** A commit belongs to the account whose address it carries; `LOGIN@users.noreply.github.com` always works. */
  users: readonly { login: string; name?: string; emails?: readonly string[] }[];
  /** Login of the organisation. The App is installed on the account that owns the repository. */
  org: string;
  /** Members of the organisation; the first one is an owner unless somebody is named `admin`. */
  members: readonly (string | { login: string; role?: 'admin' | 'member' })[];
  repository: { owner: string; name: string };
  /** Teams of the organisation, parents before children; `parent` is a slug. */
  teams?: readonly { name: string; members: readonly string[]; parent?: string }[];
  app: {
    appId: number;
    slug: string;
    /** PEM. Generated when absent. */
    privateKey?: string;
    webhookSecret: string;
    permissions: Readonly<Record<string, Level>>;
    /** Events the App subscribed to; those about the installation and its buttons come anyway. */
    events: readonly string[];
  };
  /** Default: any free port of 127.0.0.1. */
  port?: number;
}

/** One attempt to deliver a webhook. GitHub never retries on its own; neither does this. */
export interface Delivery {
  /** The GUID in `X-GitHub-Delivery`; the same again when redelivered, as at GitHub. */
  id: string;
  event: string;
  action: string | null;
  /** The exact body that was signed. */
  body: string;
  /** HTTP status of the answer; null when nobody answered or no webhook address was set. */
  status: number | null;
  redelivery: boolean;
  deliveredAt: Date;
}

/** A fault to inject. `status: 0` closes the connection without an answer. */
export interface Fault {
  method?: string;
  /** Matched against path and query of API and git requests, e.g. `/\/check-runs$/`. */
  path: RegExp;
  status: number;
  /** How many requests it strikes. Default 1. */
  times?: number;
  headers?: Readonly<Record<string, string>>;
  message?: string;
  /** It strikes the answer: what was asked for has happened. */
  late?: boolean;
}

/** A pull request from somebody's fork. The fork is made when it does not exist yet. */
export interface ForkPullRequest {
  /** Login of the fork's owner, who also opens the pull request. */
  owner: string;
  branch: string;
  /** A local repository and a commit in it to push to the fork; absent if already pushed there. */
  from?: { dir: string; ref: string };
  title: string;
  body?: string;
  /** Default: the default branch. */
  base?: string;
  draft?: boolean;
}

/** What another App (a build server, a benchmark) says about a commit. */
export interface ForeignCheck {
  name: string;
  headSha: string;
  status?: 'queued' | 'in_progress' | 'completed';
  conclusion?: string;
  title?: string;
  summary?: string;
}

/** What a workflow run leaves behind: files, or a whole archive. */
export interface PostedArtifact {
  name: string;
  headSha: string;
  files?: Readonly<Record<string, string | Buffer>>;
  archive?: Buffer;
  /** Number of the workflow run. Default: a new one. */
  run?: number;
  /** Login whose fork the commit was built from. */
  fork?: string;
  /** GitHub has deleted its content. */
  expired?: boolean;
}

/** What the App left behind, as `weir demo --json` writes it. */
export interface Snapshot {
  check_runs: {
    name: string;
    head_sha: string;
    pull_requests: number[];
    conclusion: string | null;
    output: { title: string | null; summary: string | null };
  }[];
  comments: { issue: number; body: string }[];
  issues: { number: number; title: string; body: string }[];
}

export interface LocalGitHub {
  /** Origin of everything: API, git, web pages. No trailing slash. */
  url: string;
  /** Smart HTTP address of a repository. */
  gitUrl(owner: string, repo: string): string;
  app: {
    appId: number;
    slug: string;
    privateKey: string;
    webhookSecret: string;
    installationId: number;
    clientId: string;
    clientSecret: string;
  };
  /** Where the App listens. Events from before are lost, as at GitHub. `null` switches the webhook off. */
  setWebhook(url: string | null): void;
  /** Where browsers come back to when somebody has signed in to the App. */
  setCallback(url: string): void;
  /** Everybody takes the authorisation of the App back: tokens of its sign-ins stop working. */
  revokeSignIns(): void;
  /** A personal token. For git it is the password of any user name, e.g. `x-access-token`. */
  tokenFor(login: string): string;
  /** Octokit signed in as a person. */
  as(login: string): Octokit;
  /** Resolves when every push is processed and every webhook was answered. Not to be awaited in a handler. */
  settled(): Promise<void>;
  deliveries(): readonly Delivery[];
  /** Sends a delivery again, with the same id and body. */
  redeliver(id: string): Promise<void>;
  /** Overrides a person's role in the repository (or the named one): `member.edited`. */
  setRole(login: string, role: Role, repo?: { owner: string; name: string }): void;
  /** Presses a button of a check run, which the REST API cannot do. */
  clickButton(checkRunId: number, identifier: string, login: string): Promise<void>;
  /** "Re-run" on one check run. */
  rerequest(checkRunId: number, login: string): Promise<void>;
  /** "Re-run all checks" on a commit. */
  rerequestSuite(headSha: string, login: string): Promise<void>;
  /** Turns a pull request into a draft or marks it ready, which GitHub offers by GraphQL only. */
  setDraft(number: number, draft: boolean, login: string): Promise<void>;
  /** Submits a review, of the head unless a commit is named. Answers its number. */
  review(
    number: number,
    login: string,
    event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT',
    more?: { commit?: string; body?: string },
  ): Promise<number>;
  /** Dismisses a review, which stays and says so. */
  dismiss(number: number, review: number, login: string, message?: string): Promise<void>;
  /** Puts somebody into a team by its slug, as an owner of the organisation. */
  addToTeam(team: string, login: string): Promise<void>;
  removeFromTeam(team: string, login: string): Promise<void>;
  /** "Merge when ready": the pull request waits in the queue of its base. Answers its group. */
  enqueue(number: number, login: string): Promise<{ ref: string; oid: string }>;
  /** "Remove from queue"; the groups behind it are made again. */
  dequeue(number: number, login: string): Promise<void>;
  openForkPull(pull: ForkPullRequest): Promise<{ number: number; headSha: string }>;
  /** A check run of another App, `github-actions`. */
  postForeignCheck(check: ForeignCheck): Promise<number>;
  /** An artifact of a workflow run that has just been completed: `workflow_run.completed`. Answers its number. */
  postArtifact(artifact: PostedArtifact): Promise<number>;
  /** What an owner has granted to the App from now on, at most what it was registered with: `new_permissions_accepted`. */
  grant(permissions: Readonly<Record<string, Level>>, login: string): Promise<void>;
  /** Takes the App off the account: tokens stop working and `installation.deleted` is sent. */
  uninstall(login: string): Promise<void>;
  /** Puts it back: `installation.created`. */
  install(login: string): Promise<void>;
  /** Sends `installation_repositories.added` or `.removed` for repositories that exist. */
  changeSelection(
    action: 'added' | 'removed',
    names: readonly string[],
    login: string,
  ): Promise<void>;
  /** Events that were sent with `repository_dispatch`. */
  dispatches(): readonly { event: string; payload: unknown }[];
  /** What was asked of the API and of git so far, as `GET /repos/acme/river`. */
  requests(): readonly string[];
  fail(next: Fault): void;
  /**
   * Does something before the next request that matches is answered: what happens while somebody reads. With `late` what
   * was asked for has happened by then.
   */
  meanwhile(at: Pick<Fault, 'method' | 'path' | 'late'>, work: () => Promise<unknown>): void;
  snapshot(): Promise<Snapshot>;
  close(): Promise<void>;
}
