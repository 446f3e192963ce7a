/** State that all parts of the local GitHub share: repositories, pull heads, roles, the two ways to the API. */
import type { Emulated } from './emulated.ts';
import type { Json, RepositoryJson, UserJson } from './json.ts';
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

export interface Repo {
  id: number;
  owner: string;
  name: string;
  dir: string;
  fork: Repo | null;
  refs: Map<string, string>;
  pulls: Map<number, Pull>;
  checks: Map<number, CheckExtra>;
  /** By comment id. */
  reactions: Map<number, Reaction[]>;
  roles: Map<string, Role>;
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

export interface Hub {
  url: string;
  root: string;
  account: string;
  org: string;
  members: Map<string, 'admin' | 'member'>;
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
  faults: (Fault & { times: number })[];
  now(): Date;
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

export async function senderJson(hub: Hub, actor: Actor): Promise<UserJson> {
  if (actor.kind !== 'person') {
    return {
      login: botLogin(hub),
      id: 1_000_000 + hub.app.id,
      type: 'Bot',
      html_url: `${hub.url}/apps/${hub.app.slug}`,
    };
  }
  return await hub.emulated.get<UserJson>(`/users/${encodeURIComponent(actor.login)}`);
}

export const repositoryJson = (hub: Hub, repo: Repo): Promise<RepositoryJson> =>
  hub.emulated.get<RepositoryJson>(`/repos/${fullName(repo)}`);
