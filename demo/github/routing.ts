/** How a route of the overlay is written: a table of method, path and handler, and what handlers share. */
import { decorate } from './decorate.ts';
import type { Answer } from './emulated.ts';
import type { Actor, Hub, Repo } from './hub.ts';
import { atLeast, findRepo, fullName, roleOf } from './hub.ts';
import type { Json } from './json.ts';
import type { Level, Role } from './types.ts';

export interface Call {
  hub: Hub;
  method: string;
  /** Path as sent, with query. */
  path: string;
  query: URLSearchParams;
  params: Record<string, string>;
  body: Json;
  actor: Actor;
  /** The repository named in the path, current name or an old one. */
  repo: Repo;
}

export type Handler = (call: Call) => Promise<Answer>;

export interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

/** An answer of refusal, in GitHub's form. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly (Json | string)[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    message: string,
    errors?: readonly (Json | string)[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

export const invalid = (resource: string, field: string, message: string): Refusal =>
  new Refusal(422, 'Validation Failed', [{ resource, field, code: 'custom', message }]);

/** `/repos/:owner/:repo/git/ref/*ref`: `:name` is one segment, `*name` the rest. */
export function route(method: string, path: string, handler: Handler): Route {
  const names: string[] = [];
  const source = path.replace(/[:*](\w+)/g, (mark, name: string) => {
    names.push(name);
    return mark.startsWith(':') ? '([^/]+)' : '(.+)';
  });
  return { method, pattern: new RegExp(`^${source}/?$`), names, handler };
}

export function match(route: Route, method: string, pathname: string) {
  if (route.method !== method) return null;
  const found = route.pattern.exec(pathname);
  if (found === null) return null;
  return Object.fromEntries(
    route.names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
  );
}

/** The repository a path names, or nothing. */
export function repoInPath(hub: Hub, pathname: string): Repo | undefined {
  const [, , owner, name] = pathname.split('/');
  return owner === undefined || name === undefined
    ? undefined
    : findRepo(hub, decodeURIComponent(owner), decodeURIComponent(name));
}

/** Passes a request on to the emulator as its sender and corrects the answer. */
export async function forward(
  call: Call,
  change: { path?: string; body?: Json; method?: string } = {},
): Promise<Answer> {
  const method = change.method ?? call.method;
  const answer = await call.hub.emulated.send({
    method,
    path: change.path ?? call.path,
    token: call.actor.token,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: change.body ?? call.body }),
  });
  return { ...answer, body: decorate(call.hub, answer.body) };
}

/** The API path of a thing in the call's repository, by the repository's present name. */
export const at = (call: Call, rest: string): string => `/repos/${fullName(call.repo)}${rest}`;

/**
 * Refuses unless the sender may: the App by a granted permission (any of those named), a person by role.
 * As strict as on a private repository.
 */
export function allow(
  call: Call,
  needed: { app: readonly string[]; level: Level; role: Role },
): void {
  const { actor, repo, hub } = call;
  if (actor.kind === 'app') throw new Refusal(401, 'Requires an installation access token');
  if (actor.kind === 'person') {
    const role = roleOf(hub, repo, actor.login);
    if (role === 'none') throw notFound();
    if (!atLeast(role, needed.role)) throw new Refusal(403, 'Must have push access to repository');
    return;
  }
  if (!sees(hub, actor, repo)) throw notFound();
  const granted = needed.app.some((name) => {
    const level = actor.permissions[name];
    return level === 'write' || level === needed.level;
  });
  if (granted) return;
  const accepted = needed.app.map((name) => `${name}=${needed.level}`).join('; ');
  throw new Refusal(403, 'Resource not accessible by integration', undefined, {
    'x-accepted-github-permissions': accepted,
  });
}

/** Whether an installation token reaches a repository. */
export const sees = (hub: Hub, actor: Actor & { kind: 'installation' }, repo: Repo): boolean =>
  repo.owner.toLowerCase() === hub.account.toLowerCase() &&
  (actor.repositories === null || actor.repositories.includes(repo.id));

/** One page of a list, with the Link header. */
export function paged(
  call: Call,
  items: readonly unknown[],
  wrap: (page: unknown[]) => unknown = (page) => page,
): Answer {
  const size = Math.min(100, Number(call.query.get('per_page')) || 30);
  const page = Math.max(1, Number(call.query.get('page')) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string): string => {
    const url = new URL(call.path, call.hub.url);
    url.searchParams.set('page', String(to));
    url.searchParams.set('per_page', String(size));
    return `<${url}>; rel="${rel}"`;
  };
  const links = [
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
  ];
  return {
    status: 200,
    body: wrap(items.slice((page - 1) * size, page * size)),
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
  };
}
