/** Whose an e-mail address is, who belongs to the organisation's teams, and who may be asked for a review. */
import {
  appUser,
  atLeast,
  botLogin,
  type Hub,
  nodeId,
  type Repo,
  roleOf,
  type Team,
} from './hub.ts';
import type { Json, UserJson } from './json.ts';

/** The account that GitHub commits with: merges, suggestions, updated branches. */
const WEB_FLOW_EMAIL = 'noreply@github.com';
const NOREPLY = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/;

/** The account an address of a commit belongs to, or null; anybody can write any address. */
export function accountOf(hub: Hub, address: string): UserJson | null {
  const email = address.toLowerCase();
  if (email === WEB_FLOW_EMAIL) {
    const html_url = `${hub.url}/web-flow`;
    return { login: 'web-flow', id: 19_864_447, type: 'User', html_url };
  }
  const login = hub.emails.get(email) ?? NOREPLY.exec(email)?.[1];
  if (login === botLogin(hub).toLowerCase()) return appUser(hub);
  return login === undefined ? null : (hub.users.get(login.toLowerCase()) ?? null);
}

/** How somebody is related to a repository, in GitHub's words. */
export function associationOf(hub: Hub, repo: Repo, login: string): string {
  if (repo.owner.toLowerCase() === login.toLowerCase()) return 'OWNER';
  if (hub.members.has(login) && repo.owner.toLowerCase() === hub.org.toLowerCase()) return 'MEMBER';
  return repo.roles.has(login.toLowerCase()) ? 'COLLABORATOR' : 'NONE';
}

/** Whether somebody was given access: reading what everybody may read is not enough. */
export const collaborates = (hub: Hub, repo: Repo, login: string): boolean =>
  associationOf(hub, repo, login) !== 'NONE' && atLeast(roleOf(hub, repo, login), 'read');

export const slugOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

export const teamBySlug = (hub: Hub, slug: string): Team | undefined =>
  [...hub.teams.values()].find((team) => team.slug === slug.toLowerCase());

export const childrenOf = (hub: Hub, team: Team): Team[] =>
  [...hub.teams.values()].filter(({ parent }) => parent === team.id);

/** Members of a team and of all teams below it, each once; people who are only invited are none. */
export function membersOfTeam(hub: Hub, team: Team): Map<string, 'member' | 'maintainer'> {
  const all = new Map(team.members);
  for (const child of childrenOf(hub, team)) {
    for (const [login] of membersOfTeam(hub, child)) if (!all.has(login)) all.set(login, 'member');
  }
  return all;
}

export function addTeam(hub: Hub, name: string, parent: Team | null, privacy = 'closed'): Team {
  const id = hub.nextId();
  const team: Team = {
    id,
    name,
    slug: slugOf(name),
    parent: parent?.id ?? null,
    privacy,
    members: new Map(),
    invited: new Map(),
  };
  hub.teams.set(id, team);
  return team;
}

export function teamJson(hub: Hub, team: Team, withParent = true): Json {
  const url = `${hub.url}/organizations/${hub.orgId}/team/${team.id}`;
  const parent = team.parent === null ? undefined : hub.teams.get(team.parent);
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    description: '',
    privacy: team.privacy,
    notification_setting: 'notifications_enabled',
    permission: 'push',
    url,
    html_url: `${hub.url}/orgs/${hub.org}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    ...(withParent ? { parent: parent === undefined ? null : teamJson(hub, parent, false) } : {}),
  };
}

/** Who is asked, as a PR's JSON has it. */
export function askedJson(hub: Hub, repo: Repo, number: number): { users: Json[]; teams: Json[] } {
  const asked = repo.asked.get(number);
  return {
    users: [...(asked?.users.values() ?? [])],
    teams: [...(asked?.teams ?? [])].flatMap((id) => {
      const team = hub.teams.get(id);
      return team === undefined ? [] : [teamJson(hub, team)];
    }),
  };
}
