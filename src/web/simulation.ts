/**
 * Approvals over HTTP, for a caller who signs in with a token of GitHub: the evaluation of given facts, and
 * of a pull request as it stands. Nothing is written, and nobody sees a repository that GitHub hides from them.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Callers } from '../adapters/github/callers.ts';
import type { Repository } from '../ports.ts';
import { readBody } from './body.ts';

export interface SimulationOptions {
  callers: Callers;
  /** Evaluates facts in the form of `weir approvals FILE`. */
  evaluate(text: string): { ok: true; answer: object } | { ok: false; problems: readonly string[] };
  /** A repository that Weir is installed on, by its number. */
  repository(id: number): Promise<Repository | null>;
  /** The whole explanation of an open pull request; null when there is no such one. */
  explain(repo: Repository, number: number): Promise<object | null>;
  now?: () => Date;
}

export interface JsonAnswer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

export interface Simulation {
  /** Null when the path is none of ours. */
  answer(path: string, request: IncomingMessage): Promise<JsonAnswer | null>;
}

export const SIMULATION_PATH = '/api/approvals';

const MOST_BYTES = 10 * 1024 * 1024;
/** A token that GitHub accepted is believed for this long. */
const BELIEVED_MS = 60_000;
const MOST_REMEMBERED = 1_000;
/** More at once wait for nobody: they are told to come back. */
const MOST_AT_ONCE = 4;

const PULL = /^\/api\/approvals\/([\w.-]{1,100})\/([\w.-]{1,100})\/([1-9]\d{0,9})$/;

export function createSimulation(options: SimulationOptions): Simulation {
  const { callers, evaluate, repository, explain, now = () => new Date() } = options;
  const accepted = new Map<string, number>();
  let running = 0;

  const isCaller = async (token: string): Promise<boolean> => {
    const key = createHash('sha256').update(token).digest('base64');
    const until = accepted.get(key) ?? 0;
    if (until > now().getTime()) return true;
    accepted.delete(key);
    if ((await callers.login(token)) === null) return false;
    if (accepted.size >= MOST_REMEMBERED) accepted.clear();
    accepted.set(key, now().getTime() + BELIEVED_MS);
    return true;
  };

  const evaluateBody = async (request: IncomingMessage): Promise<JsonAnswer> => {
    const body = await readBody(request, MOST_BYTES);
    if (!body)
      return problem(413, 'The body is larger than 10 MB. Send the facts of one pull request.');
    const result = evaluate(body.toString('utf8'));
    return result.ok
      ? { status: 200, body: result.answer }
      : { status: 400, body: { problems: result.problems } };
  };

  const explainPull = async (
    token: string,
    [owner, name, number]: string[],
  ): Promise<JsonAnswer> => {
    const hidden = problem(
      404,
      'There is no such open pull request in a repository that you can read and Weir is installed on.',
    );
    const id = await callers.repository(token, owner ?? '', name ?? '');
    const repo = id === null ? null : await repository(id);
    const found = repo && (await explain(repo, Number(number)));
    return found ? { status: 200, body: found } : hidden;
  };

  const answerCaller = async (path: string, request: IncomingMessage): Promise<JsonAnswer> => {
    const token = bearer(request.headers.authorization);
    if (token === null || !(await isCaller(token))) {
      const words =
        'Sign in with a token of GitHub: send the header "Authorization: Bearer TOKEN" with one that GitHub accepts.';
      return { ...problem(401, words), headers: { 'WWW-Authenticate': 'Bearer' } };
    }
    if (path === SIMULATION_PATH) return evaluateBody(request);
    return explainPull(token, PULL.exec(path)?.slice(1) ?? []);
  };

  return {
    async answer(path, request) {
      const method = path === SIMULATION_PATH ? 'POST' : PULL.test(path) ? 'GET' : null;
      if (method === null) return null;
      if (request.method !== method) {
        return { ...problem(405, `Only ${method} is possible here.`), headers: { Allow: method } };
      }
      if (running >= MOST_AT_ONCE) {
        const words = 'Several questions are being answered already. Ask again in a second.';
        return { ...problem(429, words), headers: { 'Retry-After': '1' } };
      }
      running++;
      try {
        return await answerCaller(path, request);
      } finally {
        running--;
      }
    },
  };
}

function bearer(header: string | undefined): string | null {
  return /^(?:bearer|token) ([\x21-\x7e]{1,1000})$/i.exec(header ?? '')?.[1] ?? null;
}

function problem(status: number, words: string): JsonAnswer {
  return { status, body: { problems: [words] } };
}
