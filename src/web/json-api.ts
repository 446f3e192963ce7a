/** What questions over HTTP that are answered in JSON have in common: their answers, who may ask, how many at once. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Callers } from '../adapters/github/callers.ts';
import type { Repository } from '../ports.ts';
import { atOnce } from './at-once.ts';
import { holds } from './lasting.ts';

export interface JsonAnswer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

export interface JsonApi {
  /** Null when the path is none of ours. */
  answer(path: string, request: IncomingMessage): Promise<JsonAnswer | null>;
}

/** Who asks, as GitHub knows them. */
export interface ApiCallers {
  /** The token that a question is signed in with, once GitHub accepted it; else the answer that says how to sign in. */
  token(request: IncomingMessage): Promise<{ token: string } | { refused: JsonAnswer }>;
  /** A repository that the token's owner may read and Weir is installed on; null for all others alike. */
  readable(token: string, owner: string, name: string): Promise<Repository | null>;
}

/** A token that GitHub accepted is believed for this long. */
const BELIEVED_MS = 60_000;
const MOST_REMEMBERED = 1_000;

/** @param repository a repository that Weir is installed on, by its number */
export function createApiCallers(
  callers: Callers,
  repository: (id: number) => Promise<Repository | null>,
  now: () => Date,
): ApiCallers {
  const accepted = new Map<string, number>();
  const isCaller = async (token: string): Promise<boolean> => {
    const key = createHash('sha256').update(token).digest('base64');
    if (holds(accepted.get(key) ?? 0, BELIEVED_MS, now())) return true;
    accepted.delete(key);
    if ((await callers.login(token)) === null) return false;
    if (accepted.size >= MOST_REMEMBERED) accepted.clear();
    accepted.set(key, now().getTime() + BELIEVED_MS);
    return true;
  };
  return {
    async token(request) {
      const token = bearer(request.headers.authorization);
      if (token !== null && (await isCaller(token))) return { token };
      const words =
        'Sign in with a token of GitHub: send the header "Authorization: Bearer TOKEN" with one that GitHub accepts.';
      return { refused: { ...problem(401, words), headers: { 'WWW-Authenticate': 'Bearer' } } };
    },
    async readable(token, owner, name) {
      const id = await callers.repository(token, owner, name);
      return id === null ? null : repository(id);
    },
  };
}

function bearer(header: string | undefined): string | null {
  return /^(?:bearer|token) ([\x21-\x7e]{1,1000})$/i.exec(header ?? '')?.[1] ?? null;
}

export function problem(status: number, words: string): JsonAnswer {
  return { status, body: { problems: [words] } };
}

export function onlyMethod(method: string): JsonAnswer {
  return { ...problem(405, `Only ${method} is possible here.`), headers: { Allow: method } };
}

/** Answers at most so many at once; more wait for nobody, they are told to come back. */
export function atMost(most: number): (work: () => Promise<JsonAnswer>) => Promise<JsonAnswer> {
  const words = 'Several questions are being answered already. Ask again in a second.';
  return atOnce<JsonAnswer>(most, () => ({
    ...problem(429, words),
    headers: { 'Retry-After': '1' },
  }));
}
