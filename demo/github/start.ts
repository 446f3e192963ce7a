/**
 * A whole GitHub on 127.0.0.1: API, git over HTTP, signed webhooks and web pages on one origin. Issues, checks,
 * reviews and teams are kept by `emulate`, a program of other people; git data comes from bare repositories
 * that people really push to; the overlay supplies what the emulator lacks. No network beyond loopback.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { Octokit } from '@octokit/rest';
import { act } from './acts.ts';
import { type Emulated, INSTALLATION_ID, membersOf, startEmulated } from './emulated.ts';
import type { Hub } from './hub.ts';
import type { Json, RepositoryJson, UserJson } from './json.ts';
import { newSignIns } from './oauth.ts';
import { createOverlay } from './overlay.ts';
import { createPages } from './pages.ts';
import { addTeam, teamBySlug } from './people.ts';
import { addRepo } from './routes/apps.ts';
import { takeSnapshot } from './snapshot.ts';
import type { LocalGitHub, LocalGitHubOptions } from './types.ts';
import { createWebhooks } from './webhooks.ts';

export type * from './types.ts';

/** Starts a local GitHub with one empty repository. Throws when the port is taken. */
export async function startLocalGitHub(given: LocalGitHubOptions): Promise<LocalGitHub> {
  const members = membersOf(given);
  const known = new Set(given.users.map(({ login }) => login));
  const unlisted = [...members.keys()].filter((login) => !known.has(login));
  const options = { ...given, users: [...given.users, ...unlisted.map((login) => ({ login }))] };
  const root = resolve(options.root);
  await mkdir(root, { recursive: true });
  const privateKey = options.app.privateKey ?? newPrivateKey();
  const tokens = new Map(
    options.users.map(({ login }) => [`ghp_${login}_${randomBytes(12).toString('hex')}`, login]),
  );
  const hub = newHub(options, root, members, tokens);
  const server = createOverlay(hub, createPages(hub));
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const closeServer = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  try {
    const seed = { publicUrl: hub.url, privateKey, members, tokens };
    hub.emulated = await startEmulated(options, seed);
    await enrol(hub, options);
    const { owner, name } = options.repository;
    await addRepo(hub, await hub.emulated.get<RepositoryJson>(`/repos/${owner}/${name}`), null);
  } catch (error) {
    await closeServer();
    throw error;
  }
  const tokenFor = (login: string): string => {
    const found = [...tokens].find(([, user]) => user === login)?.[0];
    if (found === undefined) throw new Error(`The local GitHub has no user "${login}".`);
    return found;
  };
  const as = (login: string) =>
    new Octokit({ auth: tokenFor(login), baseUrl: hub.url, log: SILENT });
  const { appId, slug, webhookSecret } = options.app;
  const { clientId, clientSecret } = hub.signIns;
  return {
    url: hub.url,
    gitUrl: (owner, name) => `${hub.url}/${owner}/${name}.git`,
    app: {
      appId,
      slug,
      privateKey,
      webhookSecret,
      installationId: INSTALLATION_ID,
      clientId,
      clientSecret,
    },
    setWebhook: hub.webhooks.setTarget,
    setCallback: (url) => {
      hub.signIns.callback = url;
    },
    revokeSignIns: () => hub.signIns.tokens.clear(),
    tokenFor,
    as,
    settled: async () => {
      do {
        await hub.exclusive(async () => {});
        await hub.webhooks.settled();
      } while (hub.webhooks.busy());
    },
    deliveries: () => hub.webhooks.log,
    redeliver: hub.webhooks.redeliver,
    ...act(hub, options.repository, tokenFor),
    fail: (fault) => {
      hub.faults.push({ ...fault, times: fault.times ?? 1 });
    },
    dispatches: () => [...hub.dispatches],
    requests: () => [...hub.requests],
    meanwhile: (at, work) => {
      hub.pauses.push({ ...at, work });
    },
    snapshot: () => {
      const repo = mainRepo(hub, options);
      return takeSnapshot(as(operatorOf(members)), repo, [...repo.checks.values()]);
    },
    close: async () => {
      hub.webhooks.setTarget(null);
      await closeServer();
      await hub.emulated.close();
    },
  };
}

/** Takes up who there is: accounts, their addresses, the organisation's teams. */
async function enrol(hub: Hub, options: LocalGitHubOptions): Promise<void> {
  hub.orgId = Number((await hub.emulated.get<Json>(`/orgs/${options.org}`)).id);
  for (const { login, emails = [] } of options.users) {
    const user = await hub.emulated.get<UserJson>(`/users/${encodeURIComponent(login)}`);
    hub.users.set(login.toLowerCase(), user);
    for (const email of emails) hub.emails.set(email.toLowerCase(), login);
  }
  for (const { name, members, parent } of options.teams ?? []) {
    const above = parent === undefined ? null : teamBySlug(hub, parent);
    if (above === undefined) throw new Error(`Name the team ${parent} before ${name}, below it.`);
    const team = addTeam(hub, name, above);
    for (const login of members) {
      (hub.members.has(login) ? team.members : team.invited).set(login, 'member');
    }
  }
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

function mainRepo(hub: Hub, options: Pick<LocalGitHubOptions, 'repository'>) {
  const { owner, name } = options.repository;
  const repo = hub.repos.get(`${owner}/${name}`.toLowerCase());
  if (repo === undefined) throw new Error(`There is no repository ${owner}/${name}.`);
  return repo;
}

const operatorOf = (members: Map<string, string>): string =>
  [...members].find(([, role]) => role === 'admin')?.[0] ?? '';

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return privateKey;
}

function newHub(
  options: LocalGitHubOptions,
  root: string,
  members: Map<string, 'admin' | 'member'>,
  tokens: Map<string, string>,
): Hub {
  const now = () => new Date();
  const { appId, slug, webhookSecret, events, permissions } = options.app;
  let queue: Promise<unknown> = Promise.resolve();
  let lastId = 1_000;
  return {
    url: '',
    root,
    account: options.repository.owner,
    org: options.org,
    orgId: 0,
    members,
    teams: new Map(),
    users: new Map(),
    emails: new Map(),
    requests: [],
    dispatches: [],
    app: {
      id: appId,
      slug,
      secret: webhookSecret,
      events,
      permissions,
      installationId: INSTALLATION_ID,
      installed: true,
    },
    emulated: undefined as unknown as Emulated,
    webhooks: createWebhooks({ appId, secret: webhookSecret, now }),
    repos: new Map(),
    people: tokens,
    installations: new Map(),
    signIns: newSignIns(),
    faults: [],
    pauses: [],
    now,
    nextId: () => (lastId += 1),
    exclusive: (work) => {
      const done = queue.then(work);
      queue = done.catch(() => {});
      return done;
    },
  };
}
