/** The organisation's people and teams: nested, renamed, deleted, joined and left, each with its event. */
import { emit } from '../events.ts';
import type { Actor, Hub, Team } from '../hub.ts';
import { asText, type Json, type UserJson } from '../json.ts';
import { addTeam, childrenOf, membersOfTeam, slugOf, teamBySlug, teamJson } from '../people.ts';
import { type Call, notFound, paged, Refusal, type Route, route } from '../routing.ts';

/** The organisation is read by its members and by an App that was granted `members`; others see nothing. */
function allowRead(call: Call): void {
  const { actor, hub, params } = call;
  if (params.org !== undefined && params.org.toLowerCase() !== hub.org.toLowerCase()) {
    throw notFound();
  }
  if (actor.kind === 'app') throw new Refusal(401, 'Requires an installation access token');
  if (actor.kind === 'person') {
    if (!hub.members.has(actor.login)) throw notFound();
    return;
  }
  if (hub.account.toLowerCase() !== hub.org.toLowerCase()) throw notFound();
  if (actor.permissions.members === undefined) {
    throw new Refusal(403, 'Resource not accessible by integration');
  }
}

/** Owners change everything, maintainers their own team; the App is never granted to write here. */
function allowChange(call: Call, team: Team | null): void {
  allowRead(call);
  const { actor, hub } = call;
  const owner = actor.kind === 'person' && hub.members.get(actor.login) === 'admin';
  const keeps = actor.kind === 'person' && team?.members.get(actor.login) === 'maintainer';
  if (!owner && !keeps) throw new Refusal(403, 'Must have admin rights to the organization.');
}

function teamOf(call: Call): Team {
  const { slug, id } = call.params;
  const team = slug === undefined ? call.hub.teams.get(Number(id)) : teamBySlug(call.hub, slug);
  if (team === undefined) throw notFound();
  return team;
}

function userOf(hub: Hub, login: string): UserJson {
  const user = hub.users.get(login.toLowerCase());
  if (user === undefined) throw notFound();
  return user;
}

const usersOf = (hub: Hub, logins: Iterable<string>): UserJson[] =>
  [...logins].map((login) => userOf(hub, login)).sort((a, b) => a.id - b.id);

const tell = (hub: Hub, event: string, payload: Json & { action: string }, actor: Actor) =>
  hub.account === hub.org ? emit(hub, null, event, payload, actor) : Promise.resolve();

const tellMember = (hub: Hub, action: string, team: Team, member: UserJson, actor: Actor) =>
  tell(hub, 'membership', { action, scope: 'team', member, team: teamJson(hub, team) }, actor);

const standing = (hub: Hub, user: UserJson, role: string): Json => ({
  url: `${hub.url}/orgs/${hub.org}/memberships/${user.login}`,
  state: 'active',
  role,
  user,
});

/** Puts somebody into a team; who is not in the organisation is only invited. */
export async function join(
  hub: Hub,
  team: Team,
  login: string,
  role: 'member' | 'maintainer',
  actor: Actor,
): Promise<'active' | 'pending'> {
  const user = userOf(hub, login);
  if (!hub.members.has(user.login)) {
    team.invited.set(user.login, role);
    const invitation = { login: user.login, role: 'direct_member' };
    await tell(hub, 'organization', { action: 'member_invited', invitation, user }, actor);
    return 'pending';
  }
  const before = team.members.has(user.login);
  team.members.set(user.login, role);
  if (!before) await tellMember(hub, 'added', team, user, actor);
  return 'active';
}

/** Takes somebody out of a team; false when they were not in it. */
export async function leave(hub: Hub, team: Team, login: string, actor: Actor): Promise<boolean> {
  const user = userOf(hub, login);
  const invited = team.invited.delete(user.login);
  if (!team.members.delete(user.login)) return invited;
  await tellMember(hub, 'removed', team, user, actor);
  return true;
}

async function create(call: Call) {
  const { hub, body, actor } = call;
  allowRead(call);
  if (actor.kind !== 'person') throw new Refusal(403, 'Resource not accessible by integration');
  const name = asText(body.name) ?? '';
  if (slugOf(name) === '') throw new Refusal(422, 'A team needs a name');
  if (teamBySlug(hub, slugOf(name)) !== undefined) {
    throw new Refusal(422, 'Validation Failed', [
      { resource: 'Team', code: 'custom', message: 'Name must be unique for this org' },
    ]);
  }
  const parent = hub.teams.get(Number(body.parent_team_id)) ?? null;
  if (body.parent_team_id != null && parent === null) throw notFound();
  const team = addTeam(hub, name, parent, asText(body.privacy));
  await tell(hub, 'team', { action: 'created', team: teamJson(hub, team) }, actor);
  await join(hub, team, actor.login, 'maintainer', actor);
  return { status: 201, body: teamJson(hub, team) };
}

/** Renames or moves a team; a new name is a new address, and the old one is free for another team. */
async function edit(call: Call) {
  const { hub, body, actor } = call;
  const team = teamOf(call);
  allowChange(call, team);
  const changes: Json = {};
  const name = asText(body.name);
  if (name !== undefined && name !== team.name) {
    const other = teamBySlug(hub, slugOf(name));
    if (other !== undefined && other !== team) throw new Refusal(422, 'Validation Failed');
    changes.name = { from: team.name };
    Object.assign(team, { name, slug: slugOf(name) });
  }
  if ('parent_team_id' in body) {
    const parent = body.parent_team_id === null ? null : hub.teams.get(Number(body.parent_team_id));
    if (parent === undefined || parent === team) throw new Refusal(422, 'Validation Failed');
    changes.parent = { from: team.parent };
    team.parent = parent?.id ?? null;
  }
  await tell(hub, 'team', { action: 'edited', changes, team: teamJson(hub, team) }, actor);
  return { status: 200, body: teamJson(hub, team) };
}

/** A team that goes takes the teams below it along, and nobody is asked in its name any more. */
async function remove(call: Call, team: Team): Promise<void> {
  for (const child of childrenOf(call.hub, team)) await remove(call, child);
  const json = teamJson(call.hub, team);
  call.hub.teams.delete(team.id);
  for (const repo of call.hub.repos.values()) {
    for (const asked of repo.asked.values()) asked.teams.delete(team.id);
  }
  await tell(call.hub, 'team', { action: 'deleted', team: json }, call.actor);
}

async function listMembers(call: Call) {
  allowRead(call);
  const role = call.query.get('role') ?? 'all';
  const all = [...membersOfTeam(call.hub, teamOf(call))];
  const fitting = all.filter(([, has]) => role === 'all' || has === role).map(([login]) => login);
  return paged(call, usersOf(call.hub, fitting));
}

async function membership(call: Call) {
  allowRead(call);
  const team = teamOf(call);
  const user = userOf(call.hub, call.params.login ?? '');
  const active = membersOfTeam(call.hub, team).get(user.login);
  const role = active ?? team.invited.get(user.login);
  if (role === undefined) throw notFound();
  const url = `${call.hub.url}/organizations/${call.hub.orgId}/team/${team.id}/memberships/${user.login}`;
  return { status: 200, body: { url, role, state: active === undefined ? 'pending' : 'active' } };
}

/** Accepts an invitation: the teams one was invited to become one's own. */
async function accept(call: Call) {
  const { hub, actor } = call;
  if (actor.kind !== 'person') throw new Refusal(403, 'Resource not accessible by integration');
  const invited = [...hub.teams.values()].filter((team) => team.invited.has(actor.login));
  if (invited.length === 0 && !hub.members.has(actor.login)) throw notFound();
  const user = userOf(hub, actor.login);
  const json = standing(hub, user, 'member');
  if (!hub.members.has(actor.login)) {
    hub.members.set(actor.login, 'member');
    await tell(hub, 'organization', { action: 'member_added', membership: json }, actor);
  }
  for (const team of invited) {
    const role = team.invited.get(actor.login) ?? 'member';
    team.invited.delete(actor.login);
    await join(hub, team, actor.login, role, actor);
  }
  return { status: 200, body: json };
}

async function dropMember(call: Call) {
  const { hub, actor } = call;
  allowChange(call, null);
  const user = userOf(hub, call.params.login ?? '');
  const role = hub.members.get(user.login);
  if (role === undefined) throw notFound();
  for (const team of hub.teams.values()) await leave(hub, team, user.login, actor);
  hub.members.delete(user.login);
  const json = standing(hub, user, role);
  await tell(hub, 'organization', { action: 'member_removed', membership: json }, actor);
  return { status: 204 };
}

const TEAM = '/orgs/:org/teams/:slug';
const MEMBERSHIP = `${TEAM}/memberships/:login`;

const show = async (call: Call) => {
  allowRead(call);
  return { status: 200, body: teamJson(call.hub, teamOf(call)) };
};

const list = async (call: Call, teams: Iterable<Team>) => {
  allowRead(call);
  return paged(
    call,
    [...teams].map((team) => teamJson(call.hub, team)),
  );
};

export const TEAM_ROUTES: Route[] = [
  route('GET', '/orgs/:org/teams', (call) => list(call, call.hub.teams.values())),
  route('POST', '/orgs/:org/teams', create),
  route('GET', TEAM, show),
  route('GET', '/organizations/:orgId/team/:id', show),
  route('PATCH', TEAM, edit),
  route('DELETE', TEAM, async (call) => {
    const team = teamOf(call);
    allowChange(call, team);
    await remove(call, team);
    return { status: 204 };
  }),
  route('GET', `${TEAM}/teams`, (call) => list(call, childrenOf(call.hub, teamOf(call)))),
  route('GET', `${TEAM}/members`, listMembers),
  route('GET', '/organizations/:orgId/team/:id/members', listMembers),
  route('GET', `${TEAM}/invitations`, async (call) => {
    allowRead(call);
    return paged(call, usersOf(call.hub, teamOf(call).invited.keys()));
  }),
  route('GET', MEMBERSHIP, membership),
  route('PUT', MEMBERSHIP, async (call) => {
    const team = teamOf(call);
    allowChange(call, team);
    const role = call.body.role === 'maintainer' ? 'maintainer' : 'member';
    await join(call.hub, team, call.params.login ?? '', role, call.actor);
    return membership(call);
  }),
  route('DELETE', MEMBERSHIP, async (call) => {
    const team = teamOf(call);
    allowChange(call, team);
    if (!(await leave(call.hub, team, call.params.login ?? '', call.actor))) throw notFound();
    return { status: 204 };
  }),
  route('GET', '/orgs/:org/members', async (call) => {
    allowRead(call);
    return paged(call, usersOf(call.hub, call.hub.members.keys()));
  }),
  route('DELETE', '/orgs/:org/members/:login', dropMember),
  route('PATCH', '/user/memberships/orgs/:org', accept),
];
