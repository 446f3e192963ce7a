/** `GET /api/integration/OWNER/NAME`: what `weir integrate --json` prints, of a repository as it stands on GitHub. */
import type { IncomingMessage } from 'node:http';
import { forecastJson } from '../integration/forecast-json.ts';
import type { Forecasts } from './forecasts.ts';
import {
  type ApiCallers,
  atMost,
  type JsonAnswer,
  type JsonApi,
  onlyMethod,
  problem,
} from './json-api.ts';

const REPOSITORY = /^\/api\/integration\/([\w.-]{1,100})\/([\w.-]{1,100})$/;

/** Most programs and proxies wait for half a minute. Milliseconds. */
const PATIENCE = 25_000;
const MOST_AT_ONCE = 16;

/** @param patience milliseconds that an answer is waited for */
export function createIntegrationApi(
  callers: ApiCallers,
  forecasts: Forecasts,
  patience = PATIENCE,
): JsonApi {
  const inTurn = atMost(MOST_AT_ONCE);
  const judged = async (
    request: IncomingMessage,
    [owner = '', name = '']: string[],
  ): Promise<JsonAnswer> => {
    const caller = await callers.token(request);
    if ('refused' in caller) return caller.refused;
    const repo = await callers.readable(caller.token, owner, name);
    if (!repo) {
      return problem(
        404,
        'There is no such repository that you can read and Weir is installed on.',
      );
    }
    const look = await forecasts.within(repo, patience);
    if (look === null) {
      const words = 'All heads are being judged, which takes longer the first time. Ask again.';
      return { ...problem(503, words), headers: { 'Retry-After': '10' } };
    }
    return 'unread' in look.found
      ? problem(409, `Nothing was judged: ${look.found.unread}. Correct that, then ask again.`)
      : { status: 200, body: forecastJson(look.found.forecast) };
  };
  return {
    async answer(path, request) {
      const named = REPOSITORY.exec(path)?.slice(1);
      if (!named) return null;
      if (request.method !== 'GET') return onlyMethod('GET');
      return inTurn(() => judged(request, named));
    },
  };
}
