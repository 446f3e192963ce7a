/** One HTTP server: git, then the overlay's routes, then the emulator; everything else are web pages. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer } from './emulated.ts';
import { gitRequest, serveGit, tokenOf } from './git-http.ts';
import { type Actor, atLeast, findRepo, fullName, type Hub, type Repo, roleOf } from './hub.ts';
import { isObject, type Json } from './json.ts';
import { OAUTH, signIn } from './oauth.ts';
import { takeUpRefs } from './pushes.ts';
import { APP_ROUTES } from './routes/apps.ts';
import { ARCHIVES, ARTIFACT_ROUTES, archiveAt } from './routes/artifacts.ts';
import { CHECK_ROUTES } from './routes/checks.ts';
import { GIT_ROUTES } from './routes/git.ts';
import { GIT_OBJECT_ROUTES } from './routes/git-objects.ts';
import { GRAPHQL_ROUTES } from './routes/graphql.ts';
import { ISSUE_ROUTES } from './routes/issues.ts';
import { PULL_ROUTES } from './routes/pulls.ts';
import { REVIEW_ROUTES } from './routes/reviews.ts';
import { TEAM_ROUTES } from './routes/teams.ts';
import { allow, type Call, forward, match, Refusal, repoInPath, sees } from './routing.ts';

const ROUTES = [
  ...GIT_ROUTES,
  ...GIT_OBJECT_ROUTES,
  ...PULL_ROUTES,
  ...REVIEW_ROUTES,
  ...ISSUE_ROUTES,
  ...CHECK_ROUTES,
  ...ARTIFACT_ROUTES,
  ...TEAM_ROUTES,
  ...GRAPHQL_ROUTES,
  ...APP_ROUTES,
];

/** First segments of API paths; a page's path begins with an owner's login. */
const API = new Set(
  'repos app apps user users org orgs organizations installation installations search rate_limit meta teams repositories graphql zen emojis'.split(
    ' ',
  ),
);

export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createOverlay(hub: Hub, pages: Pages): Server {
  return createServer((request, response) => {
    serve(hub, pages, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else write(response, { status: 500, body: { message: String(error) } });
    });
  });
}

async function serve(
  hub: Hub,
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', hub.url);
  const asGit = gitRequest(request);
  const [, first = ''] = url.pathname.split('/');
  if (first === ARCHIVES) return download(hub, url, response);
  if (url.pathname.startsWith(OAUTH)) return signIn(hub, url, request, response);
  if (asGit === null && !API.has(first)) return pages(request, response);
  const method = request.method ?? 'GET';
  const path = url.pathname + url.search;
  hub.requests.push(`${method} ${path}`);
  await pause(hub, method, path, false);
  const fault = takeFault(hub, method, path);
  if (fault !== null) {
    if (fault.late) await api(hub, url, request).catch(() => {});
    if (fault.answer.status === 0) request.socket.destroy();
    else write(response, fault.answer);
    return;
  }
  if (asGit !== null) return git(hub, asGit, request, response);
  const answer = await api(hub, url, request).catch((error: unknown) => refused(error));
  await pause(hub, method, path, true);
  write(response, answer);
}

/** Needs no token, as at GitHub: whoever was redirected here may have it. */
function download(hub: Hub, url: URL, response: ServerResponse): void {
  const archive = archiveAt(hub, url.pathname);
  if (archive === null) write(response, { status: 404, body: { message: 'Not Found' } });
  else response.writeHead(200, { 'content-type': 'application/zip' }).end(archive);
}

async function pause(hub: Hub, method: string, path: string, late: boolean): Promise<void> {
  const at = hub.pauses.findIndex(
    (one) =>
      (one.late ?? false) === late && (one.method ?? method) === method && one.path.test(path),
  );
  const [found] = at < 0 ? [] : hub.pauses.splice(at, 1);
  await found?.work();
}

function takeFault(
  hub: Hub,
  method: string,
  path: string,
): { answer: Answer; late: boolean } | null {
  const fault = hub.faults.find(
    (one) => one.times > 0 && (one.method ?? method) === method && one.path.test(path),
  );
  if (fault === undefined) return null;
  fault.times -= 1;
  const answer = {
    status: fault.status,
    body: { message: fault.message ?? `Injected ${fault.status}` },
    headers: { ...fault.headers },
  };
  return { answer, late: fault.late ?? false };
}

function refused(error: unknown): Answer {
  if (!(error instanceof Refusal)) throw error;
  const { status, message, errors, headers } = error;
  return { status, headers, body: { message, ...(errors === undefined ? {} : { errors }) } };
}

function write(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': 'local',
    ...answer.headers,
  });
  response.end(
    answer.status === 204 || answer.body === undefined ? '' : JSON.stringify(answer.body),
  );
}

/** Who a token belongs to, or null for a token nobody was given. */
function actorOf(hub: Hub, token: string): Actor | null {
  const login = hub.people.get(token);
  if (login !== undefined) return { kind: 'person', login, token };
  const signedIn = hub.signIns.tokens.get(token);
  if (signedIn !== undefined) {
    // The emulator knows people by their own tokens only.
    const own = [...hub.people].find(([, one]) => one === signedIn)?.[0];
    return own === undefined ? null : { kind: 'person', login: signedIn, token: own };
  }
  const installation = hub.installations.get(token);
  if (installation !== undefined) {
    return installation.expires > hub.now().getTime() ? installation : null;
  }
  // A JSON Web Token of the App; the emulator checks its signature.
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(token) ? { kind: 'app', token } : null;
}

async function api(hub: Hub, url: URL, request: IncomingMessage): Promise<Answer> {
  const body = await readJson(request);
  const token = tokenOf(request.headers.authorization);
  if (token === null) throw new Refusal(401, 'Requires authentication');
  const actor = actorOf(hub, token);
  if (actor === null) throw new Refusal(401, 'Bad credentials');
  const byId = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname);
  if (byId !== null) {
    const repo = [...hub.repos.values()].find(({ id }) => id === Number(byId[1]));
    if (repo !== undefined) url.pathname = `/repos/${fullName(repo)}${byId[2] ?? ''}`;
  }
  const repo = url.pathname.startsWith('/repos/') ? repoInPath(hub, url.pathname) : undefined;
  const moved = repo === undefined ? null : movedTo(hub, repo, url);
  if (moved !== null && request.method === 'GET') {
    return { status: 301, headers: { location: moved }, body: { message: 'Moved Permanently' } };
  }
  if (actor.kind === 'installation' && repo !== undefined && !sees(hub, actor, repo)) {
    throw new Refusal(404, 'Not Found');
  }
  const method = request.method ?? 'GET';
  const call: Omit<Call, 'repo'> = {
    hub,
    method,
    path: url.pathname + url.search,
    query: url.searchParams,
    params: {},
    body,
    actor,
  };
  for (const route of ROUTES) {
    const params = match(route, method, url.pathname);
    if (params === null) continue;
    // Routes under /repos need a repository that exists; the others never look at it.
    if (repo === undefined && url.pathname.startsWith('/repos/')) break;
    return route.handler({ ...call, params, repo: repo as Repo });
  }
  if (repo !== undefined && method === 'GET') allowEmulated({ ...call, repo }, url.pathname);
  return forward({ ...call, repo: repo as Repo });
}

/** What the emulator lists without looking at permissions. */
const EMULATED: readonly [RegExp, readonly string[]][] = [
  [/^\/repos\/[^/]+\/[^/]+\/pulls$/, ['pull_requests']],
  [/^\/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/, ['issues', 'pull_requests']],
  [/^\/repos\/[^/]+\/[^/]+\/commits\/[^/]+\/status(es)?$/, ['statuses']],
];

function allowEmulated(call: Call, path: string): void {
  const [, app] = EMULATED.find(([pattern]) => pattern.test(path)) ?? [];
  if (app !== undefined) allow(call, { app, level: 'read', role: 'read' });
}

/** Where a request under a repository's former name belongs. */
function movedTo(hub: Hub, repo: Repo, url: URL): string | null {
  const [, , owner = '', name = '', ...rest] = url.pathname.split('/');
  if (`${owner}/${name}`.toLowerCase() === fullName(repo).toLowerCase()) return null;
  const tail = rest.length === 0 ? '' : `/${rest.join('/')}`;
  return `${hub.url}/repositories/${repo.id}${tail}${url.search}`;
}

async function readJson(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return {};
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (isObject(body)) return body;
    // Labels may come as a bare list.
    return Array.isArray(body) ? { labels: body } : {};
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

function git(
  hub: Hub,
  asked: NonNullable<ReturnType<typeof gitRequest>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const refuse = (status: number, message: string): void => {
    request.resume();
    response
      .writeHead(status, {
        'content-type': 'text/plain',
        'www-authenticate': 'Basic realm="GitHub"',
      })
      .end(`${message}\n`);
  };
  const token = tokenOf(request.headers.authorization);
  const actor = token === null ? null : actorOf(hub, token);
  if (actor === null) {
    refuse(401, 'Authentication needed: send a token as the password.');
    return;
  }
  const repo = findRepo(hub, asked.owner, asked.name);
  if (repo === undefined) {
    refuse(404, 'Repository not found.');
    return;
  }
  if (!mayUseGit(hub, repo, actor, asked.service)) {
    refuse(403, `This token may not ${asked.service} here.`);
    return;
  }
  const user = actor.kind === 'person' ? actor.login : hub.app.slug;
  const path = `/${fullName(repo)}.git/${asked.rest}`;
  const finished = async () => {
    if (asked.rest !== 'git-receive-pack') return;
    await hub.exclusive(() => takeUpRefs(hub, repo, actor));
  };
  serveGit(request, response, { root: hub.root, path, user }, finished);
}

function mayUseGit(hub: Hub, repo: Repo, actor: Actor, service: 'fetch' | 'push'): boolean {
  if (actor.kind === 'app') return false;
  if (actor.kind === 'person') {
    return atLeast(roleOf(hub, repo, actor.login), service === 'push' ? 'write' : 'read');
  }
  const level = actor.permissions.contents;
  return sees(hub, actor, repo) && (level === 'write' || (level === 'read' && service === 'fetch'));
}
