/** The App's installation, people's permissions, and repositories that are made, forked or renamed. */
import { rename } from 'node:fs/promises';
import { createBare, git, readRefs } from '../bare.ts';
import { decorate } from '../decorate.ts';
import type { Answer } from '../emulated.ts';
import { emit } from '../events.ts';
import type { Actor, Hub, Repo } from '../hub.ts';
import { atLeast, fullName, repositoryJson, roleOf } from '../hub.ts';
import type { UserJson } from '../json.ts';
import { asText, isObject, type Json, type RepositoryJson } from '../json.ts';
import {
  allow,
  type Call,
  forward,
  notFound,
  paged,
  Refusal,
  type Route,
  route,
  sees,
} from '../routing.ts';
import type { Level, Role } from '../types.ts';

const METADATA = { app: ['metadata'], level: 'read', role: 'read' } as const;

/** GitHub's older word for a role: `permission` knows four levels, `role_name` all. */
const LEGACY: Record<Role, string> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

const flags = (role: Role): Json => ({
  pull: atLeast(role, 'read'),
  triage: atLeast(role, 'triage'),
  push: atLeast(role, 'write'),
  maintain: atLeast(role, 'maintain'),
  admin: atLeast(role, 'admin'),
});

async function permission(call: Call) {
  const login = call.params.login ?? '';
  const path = `/users/${encodeURIComponent(login)}`;
  const answer = await call.hub.emulated.send({ method: 'GET', path });
  if (answer.status !== 200) throw notFound();
  const user = answer.body as UserJson;
  const role = user.type === 'Bot' ? 'none' : roleOf(call.hub, call.repo, user.login);
  const permissions = flags(role);
  return {
    status: 200,
    body: {
      permission: LEGACY[role],
      role_name: role,
      user: { ...user, permissions, role_name: role },
    },
  };
}

async function collaborators(call: Call) {
  allow(call, METADATA);
  const named = new Set([...call.hub.people.values(), ...call.hub.members.keys()]);
  const writers = [...named].filter((login) =>
    atLeast(roleOf(call.hub, call.repo, login), 'triage'),
  );
  const users = writers.map(async (login) => {
    const role = roleOf(call.hub, call.repo, login);
    const user = await call.hub.emulated.get<UserJson>(`/users/${login}`);
    return { ...user, permissions: flags(role), role_name: role };
  });
  return paged(call, await Promise.all(users));
}

/** Hands out a token and remembers what it may do, since git and the overlay check it, too. */
async function token(call: Call): Promise<Answer> {
  if (call.actor.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
  if (!call.hub.app.installed) throw notFound();
  const wanted = Object.entries(isObject(call.body.permissions) ? call.body.permissions : {});
  const held = (name: string) =>
    call.hub.app.permissions[name] ?? (name === 'metadata' ? 'read' : null);
  if (wanted.some(([name, level]) => held(name) !== 'write' && held(name) !== level)) {
    throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  }
  const answer = await forward(call);
  if (answer.status !== 201) return answer;
  const issued = answer.body as {
    token: string;
    expires_at: string;
    permissions: Record<string, Level>;
    repositories?: { id: number }[];
  };
  call.hub.installations.set(issued.token, {
    kind: 'installation',
    token: issued.token,
    permissions: { metadata: 'read', ...issued.permissions },
    repositories: issued.repositories?.map(({ id }) => id) ?? null,
    expires: Date.parse(issued.expires_at),
  });
  return answer;
}

async function installationRepositories(call: Call) {
  const { actor, hub } = call;
  if (actor.kind !== 'installation') throw new Refusal(403, 'Installation token needed');
  const mine = [...new Set(hub.repos.values())].filter((repo) => sees(hub, actor, repo));
  const list = await Promise.all(mine.map((repo) => repositoryJson(hub, repo)));
  return paged(call, list, (repositories) => ({
    total_count: list.length,
    repository_selection: actor.repositories === null ? 'all' : 'selected',
    repositories,
  }));
}

/** The App's installation, for somebody who has signed in to the App. */
async function ownInstallations(call: Call) {
  const { actor, hub } = call;
  if (actor.kind !== 'person') throw new Refusal(403, 'A token of a person is needed');
  const list = hub.app.installed ? [await installationJson(hub)] : [];
  return paged(call, list, (installations) => ({ total_count: list.length, installations }));
}

/** What both the App and the person may see. */
async function ownRepositories(call: Call) {
  const { actor, hub } = call;
  if (actor.kind !== 'person' || !hub.app.installed) throw notFound();
  const mine = [...new Set(hub.repos.values())].filter(
    (repo) => repo.owner === hub.account && atLeast(roleOf(hub, repo, actor.login), 'read'),
  );
  const list = await Promise.all(mine.map((repo) => repositoryJson(hub, repo)));
  return paged(call, list, (repositories) => ({ total_count: list.length, repositories }));
}

/** Registers a repository that the emulator knows, with an empty or a copied bare repository. */
export async function addRepo(hub: Hub, json: RepositoryJson, fork: Repo | null): Promise<Repo> {
  const dir = `${hub.root}/${json.full_name}.git`;
  await createBare(dir);
  if (fork !== null) {
    await git(dir, ['fetch', '--quiet', fork.dir, '+refs/heads/*:refs/heads/*']);
  }
  const repo: Repo = {
    id: json.id,
    owner: json.owner.login,
    name: json.name,
    dir,
    fork,
    refs: await readRefs(dir),
    pulls: new Map(),
    checks: new Map(),
    artifacts: new Map(),
    reactions: new Map(),
    roles: new Map(),
    reviews: new Map(),
    asked: new Map(),
    events: new Map(),
    queue: [],
    made: new Set(),
  };
  hub.repos.set(json.full_name.toLowerCase(), repo);
  return repo;
}

const made = (fork: (call: Call) => Repo | null) => async (call: Call) => {
  const answer = await forward(call);
  if (answer.status < 300) await addRepo(call.hub, answer.body as RepositoryJson, fork(call));
  return answer;
};

/** Changes settings; a new name moves the bare repository and leaves the old name as a redirect. */
async function edit(call: Call) {
  allow(call, { app: ['administration'], level: 'write', role: 'admin' });
  const { hub, repo } = call;
  const from = repo.name;
  const answer = await hub.emulated.send({
    method: 'PATCH',
    path: `/repos/${fullName(repo)}`,
    body: call.body,
  });
  const name = asText(call.body.name);
  if (answer.status !== 200) return answer;
  if (name === undefined || name === from) {
    await emit(hub, repo, 'repository', { action: 'edited', changes: {} }, call.actor);
    return { ...answer, body: decorate(hub, answer.body) };
  }
  await hub.exclusive(async () => {
    const dir = `${hub.root}/${repo.owner}/${name}.git`;
    await rename(repo.dir, dir);
    Object.assign(repo, { name, dir });
    hub.repos.set(fullName(repo).toLowerCase(), repo);
  });
  const changes = { repository: { name: { from } } };
  await emit(hub, repo, 'repository', { action: 'renamed', changes }, call.actor);
  return { ...answer, body: decorate(hub, answer.body) };
}

/** What `installation` events say about the installation. */
export async function installationJson(hub: Hub): Promise<Json> {
  return {
    id: hub.app.installationId,
    account: { login: hub.account, type: hub.account === hub.org ? 'Organization' : 'User' },
    repository_selection: 'all',
    app_id: hub.app.id,
    app_slug: hub.app.slug,
    target_type: hub.account === hub.org ? 'Organization' : 'User',
    permissions: hub.app.permissions,
    events: hub.app.events,
    suspended_at: null,
  };
}

export async function setInstalled(hub: Hub, installed: boolean, actor: Actor): Promise<void> {
  hub.app.installed = installed;
  if (!installed) hub.installations.clear();
  const mine = [...new Set(hub.repos.values())].filter(({ owner }) => owner === hub.account);
  const repositories = mine.map((repo) => ({
    id: repo.id,
    name: repo.name,
    full_name: fullName(repo),
  }));
  const action = installed ? 'created' : 'deleted';
  const installation = await installationJson(hub);
  await emit(hub, null, 'installation', { action, installation, repositories }, actor);
}

/** Tokens that were handed out before are as good as they were. */
export async function grant(
  hub: Hub,
  permissions: Readonly<Record<string, Level>>,
  actor: Actor,
): Promise<void> {
  hub.app.permissions = permissions;
  const installation = await installationJson(hub);
  await emit(
    hub,
    null,
    'installation',
    { action: 'new_permissions_accepted', installation },
    actor,
  );
}

const needsInstallation = async (call: Call) => {
  if (!call.hub.app.installed) throw notFound();
  const answer = await forward(call);
  if (!isObject(answer.body)) return answer;
  return { ...answer, body: { ...answer.body, permissions: call.hub.app.permissions } };
};

export const APP_ROUTES: Route[] = [
  route('GET', '/app/installations', async (call) =>
    call.hub.app.installed ? forward(call) : { status: 200, body: [] },
  ),
  route('GET', '/app/installations/:id', needsInstallation),
  route('GET', '/repos/:owner/:repo/installation', needsInstallation),
  route('POST', '/app/installations/:id/access_tokens', token),
  route('GET', '/installation/repositories', installationRepositories),
  route('GET', '/user/installations', ownInstallations),
  route('GET', '/user/installations/:id/repositories', ownRepositories),
  route('GET', '/repos/:owner/:repo/collaborators', collaborators),
  route('GET', '/repos/:owner/:repo/collaborators/:login/permission', async (call) => {
    allow(call, METADATA);
    return permission(call);
  }),
  route(
    'POST',
    '/orgs/:org/repos',
    made(() => null),
  ),
  route(
    'POST',
    '/user/repos',
    made(() => null),
  ),
  route(
    'POST',
    '/repos/:owner/:repo/forks',
    made((call) => call.repo),
  ),
  route('GET', '/repos/:owner/:repo', async (call) => {
    allow(call, METADATA);
    return forward(call);
  }),
  route('PATCH', '/repos/:owner/:repo', edit),
  route('POST', '/repos/:owner/:repo/dispatches', async (call) => {
    allow(call, { app: ['contents'], level: 'write', role: 'write' });
    const { event_type: event, client_payload: payload } = call.body;
    call.hub.dispatches.push({ event: asText(event) ?? '', payload });
    return { status: 204 };
  }),
];
