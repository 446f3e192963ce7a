/**
 * Approvals over HTTP, for a caller who signs in with a token of GitHub: the evaluation of given facts, and
 * of a pull request as it stands. Nothing is written, and nobody sees a repository that GitHub hides from them.
 */
import type { IncomingMessage } from 'node:http';
import type { Repository } from '../ports.ts';
import { readBody } from './body.ts';
import {
  type ApiCallers,
  atMost,
  type JsonAnswer,
  type JsonApi,
  onlyMethod,
  problem,
} from './json-api.ts';

export interface SimulationOptions {
  callers: ApiCallers;
  /** Evaluates facts in the form of `weir approvals FILE`. */
  evaluate(text: string): { ok: true; answer: object } | { ok: false; problems: readonly string[] };
  /** The whole explanation of an open pull request; null when there is no such one. */
  explain(repo: Repository, number: number): Promise<object | null>;
}

const SIMULATION_PATH = '/api/approvals';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_AT_ONCE = 4;

const PULL = /^\/api\/approvals\/([\w.-]{1,100})\/([\w.-]{1,100})\/([1-9]\d{0,9})$/;

export function createSimulation({ callers, evaluate, explain }: SimulationOptions): JsonApi {
  const inTurn = atMost(MOST_AT_ONCE);

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
    [owner = '', name = '', number]: string[],
  ): Promise<JsonAnswer> => {
    const hidden = problem(
      404,
      'There is no such open pull request in a repository that you can read and Weir is installed on.',
    );
    const repo = await callers.readable(token, owner, name);
    const found = repo && (await explain(repo, Number(number)));
    return found ? { status: 200, body: found } : hidden;
  };

  const answerCaller = async (path: string, request: IncomingMessage): Promise<JsonAnswer> => {
    const caller = await callers.token(request);
    if ('refused' in caller) return caller.refused;
    if (path === SIMULATION_PATH) return evaluateBody(request);
    return explainPull(caller.token, PULL.exec(path)?.slice(1) ?? []);
  };

  return {
    async answer(path, request) {
      const method = path === SIMULATION_PATH ? 'POST' : PULL.test(path) ? 'GET' : null;
      if (method === null) return null;
      if (request.method !== method) return onlyMethod(method);
      return inTurn(() => answerCaller(path, request));
    },
  };
}
