/** State that all parts of the local GitHub share: repositories, pull heads, roles, the two ways to the API. */
import type { Emulated } from './emulated.ts';
import type { Json, RepositoryJson, UserJson } from './json.ts';
import type { SignIns } from './oauth.ts';
import type { Fault, Level, Role } from './types.ts';
import type { Webhooks } from './webhooks.ts';

/** A pull request's git side, which emulate does not know. */
export interface Pull {
  number: number;
  head: string;
  headRepo: Repo;
  headRef: string;
  /** Tip of the base when the head was last set; like GitHub's `base.sha` it lags behind the branch. */
  base: string;
  baseRef: string;
  state: 'open' | 'closed' | 'merged';
  mergeCommit: string | null;
}

export interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: string;
  message: string;
  title?: string;
  raw_details?: string;
}

/** A check run's parts that emulate drops or gets wrong. */
export interface CheckExtra {
  sha: string;
  app: Json;
  annotations: Annotation[];
  actions: { label: string; description: string; identifier: string }[];
  name: string;
  externalId: string;
}

export interface Reaction extends Json {
  id: number;
  content: string;
  user: UserJson;
}

/** A review; `PENDING` until it is submitted. */
export interface Review {
  id: number;
  user: UserJson;
  body: string;
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  commit: string;
  submittedAt: string | null;
}

/** Who is asked to review a PR and has not answered yet. */
export interface Asked {
  /** By login in lower case. */
  users: Map<string, UserJson>;
  teams: Set<number>;
}

/** Something that happened to a PR, as GitHub's list of issue events has it. */
export interface PullEvent extends Json {
  id: number;
  event: string;
}

/** A PR that waits in a merge queue, with the commit that would land it after those before it. */
export interface Queued {
  number: number;
  /** The branch the queue leads into. */
  base: string;
  /** Head of the PR when it was put in; another one takes it out. */
  head: string;
  group: { ref: string; oid: string; onto: string } | null;
}

export interface Team {
  id: number;
  name: string;
  slug: string;
  parent: number | null;
  privacy: string;
  /** By login. */
  members: Map<string, 'member' | 'maintainer'>;
  /** Invited, but not in the organisation yet. */
  invited: Map<string, 'member' | 'maintainer'>;
}

/** What a workflow run left behind. */
export interface Artifact {
  id: number;
  name: string;
  /** A zip archive. */
  archive: Buffer;
  /** Number of the workflow run. */
  run: number;
  sha: string;
  /** Where the commit that was built lives: the repository or a fork. */
  from: Repo;
  expired: boolean;
  createdAt: string;
}

export interface Repo {
  id: number;
  owner: string;
  name: string;
  dir: string;
  fork: Repo | null;
  refs: Map<string, string>;
  pulls: Map<number, Pull>;
  checks: Map<number, CheckExtra>;
  artifacts: Map<number, Artifact>;
  /** By comment id. */
  reactions: Map<number, Reaction[]>;
  roles: Map<string, Role>;
  /** Of each PR, oldest first. */
  reviews: Map<number, Review[]>;
  asked: Map<number, Asked>;
  events: Map<number, PullEvent[]>;
  /** First in, first out; one list for the queues of all branches. */
  queue: Queued[];
  /** Commits that this GitHub made itself, and so signed. */
  made: Set<string>;
}

/** Who sends a request. */
export type Actor =
  | { kind: 'person'; login: string; token: string }
  | {
      kind: 'installation';
      token: string;
      permissions: Readonly<Record<string, Level>>;
      repositories: readonly number[] | null;
      expires: number;
    }
  | { kind: 'app'; token: string };

/** Who an event is sent for: the merge queue acts on its own. */
export type Sender = Actor | { kind: 'merge-queue' };

export interface Hub {
  url: string;
  root: string;
  account: string;
  org: string;
  orgId: number;
  members: Map<string, 'admin' | 'member'>;
  teams: Map<number, Team>;
  /** By login in lower case. */
  users: Map<string, UserJson>;
  /** Logins by e-mail address in lower case. */
  emails: Map<string, string>;
  /** Every request to the API or to git, oldest first. */
  requests: string[];
  dispatches: { event: string; payload: unknown }[];
  app: {
    id: number;
    slug: string;
    secret: string;
    events: readonly string[];
    permissions: Readonly<Record<string, Level>>;
    installationId: number;
    installed: boolean;
  };
  emulated: Emulated;
  webhooks: Webhooks;
  /** Key: `owner/name` in lower case. Renamed repositories keep their old key, too. */
  repos: Map<string, Repo>;
  people: Map<string, string>;
  installations: Map<string, Actor & { kind: 'installation' }>;
  signIns: SignIns;
  faults: (Fault & { times: number })[];
  /** What is to happen before the next request that matches is answered. */
  pauses: (Pick<Fault, 'method' | 'path' | 'late'> & { work: () => Promise<unknown> })[];
  now(): Date;
  /** A number nothing here has had before; it only grows. */
  nextId(): number;
  /** One change of git state at a time. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export const fullName = (repo: Repo): string => `${repo.owner}/${repo.name}`;

export const findRepo = (hub: Hub, owner: string, name: string): Repo | undefined =>
  hub.repos.get(`${owner}/${name}`.toLowerCase());

const RANK: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

export const atLeast = (role: Role, needed: Role): boolean =>
  RANK.indexOf(role) >= RANK.indexOf(needed);

/** A person's role: what was set, else owner and organisation owners admin, members write, others read. */
export function roleOf(hub: Hub, repo: Repo, login: string): Role {
  const set = repo.roles.get(login.toLowerCase());
  if (set !== undefined) return set;
  if (repo.owner.toLowerCase() === login.toLowerCase()) return 'admin';
  if (repo.owner.toLowerCase() !== hub.org.toLowerCase()) return 'read';
  const membership = hub.members.get(login);
  return membership === 'admin' ? 'admin' : membership === 'member' ? 'write' : 'read';
}

export const botLogin = (hub: Hub): string => `${hub.app.slug}[bot]`;

export const actorLogin = (hub: Hub, actor: Actor): string =>
  actor.kind === 'person' ? actor.login : botLogin(hub);

/** The App as it stands beside check runs and comments. */
export const appJson = (hub: Hub): Json => ({
  id: hub.app.id,
  slug: hub.app.slug,
  name: hub.app.slug,
  owner: { login: hub.account },
  html_url: `${hub.url}/apps/${hub.app.slug}`,
  permissions: hub.app.permissions,
  events: hub.app.events,
});

/** Now, in whole seconds as GitHub tells it. */
export const stamp = (hub: Hub): string =>
  hub
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');

export const nodeId = (kind: string, id: number): string =>
  Buffer.from(`${kind}${id}`).toString('base64');

const botJson = (hub: Hub, slug: string, id: number): UserJson => ({
  login: `${slug}[bot]`,
  id,
  type: 'Bot',
  html_url: `${hub.url}/apps/${slug}`,
});

export const appUser = (hub: Hub): UserJson => botJson(hub, hub.app.slug, 1_000_000 + hub.app.id);

export async function senderJson(hub: Hub, actor: Sender): Promise<UserJson> {
  if (actor.kind === 'merge-queue') return botJson(hub, 'github-merge-queue', 118_344_674);
  if (actor.kind !== 'person') return appUser(hub);
  return await hub.emulated.get<UserJson>(`/users/${encodeURIComponent(actor.login)}`);
}

export const repositoryJson = (hub: Hub, repo: Repo): Promise<RepositoryJson> =>
  hub.emulated.get<RepositoryJson>(`/repos/${fullName(repo)}`);
