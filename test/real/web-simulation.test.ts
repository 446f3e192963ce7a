import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createApiCallers } from '#src/web/json-api.ts';
import { createMetrics } from '#src/web/metrics.ts';
import { startWeb, type Web } from '#src/web/server.ts';
import { createSimulation } from '#src/web/simulation.ts';
import { REPO } from '../fakes.ts';

/** Tokens and what their owners may read. */
const PEOPLE: Record<string, { login: string; reads: string[] }> = {
  'token-of-alice': { login: 'alice', reads: ['acme/river'] },
  'token-of-eve': { login: 'eve', reads: [] },
};
let asked: string[];
let failure: Error | null;
let at = new Date('2025-07-07T09:00:00Z');
let web: Web;
const logged: string[] = [];

beforeAll(async () => {
  const write = (facts: object, message: string) => {
    logged.push(`${message} ${Object.values(facts).map(String)}`);
  };
  web = await startWeb({
    host: '127.0.0.1',
    port: 0,
    webhook: {
      answer: async () => ({ status: 202, text: '' }),
      replay: async () => 0,
      inFlight: () => 0,
    },
    metrics: createMetrics(async () => ({ waiting: 0, running: 0 })),
    dashboard: null,
    apis: [
      createSimulation({
        callers: createApiCallers(
          {
            async login(token) {
              asked.push(`login ${token}`);
              if (failure) throw failure;
              return PEOPLE[token]?.login ?? null;
            },
            repository: async (token, owner, name) =>
              PEOPLE[token]?.reads.includes(`${owner}/${name}`) ? REPO.id : null,
          },
          async (id) => (id === REPO.id ? REPO : null),
          () => at,
        ),
        evaluate: (text) =>
          text === '{}'
            ? { ok: true, answer: { state: 'approved' } }
            : { ok: false, problems: ['author is missing.'] },
        explain: async (repo, number) => (number === 3 ? { repo: repo.name, number } : null),
      }),
    ],
    unready: async () => null,
    log: { info: write, warn: write, error: write },
  });
});
beforeEach(() => {
  asked = [];
  failure = null;
  // The memory of accepted tokens is empty again.
  at = new Date(at.getTime() + 3_600_000);
});
afterAll(() => web.close());

async function ask(path: string, { token, body }: { token?: string; body?: string } = {}) {
  const response = await fetch(`${web.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body }),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return `${response.status} ${(await response.text()).trim()}`;
}

test('facts are evaluated for who signs in', async () => {
  expect(await ask('/api/approvals', { token: 'token-of-eve', body: '{}' })).toBe(
    '200 {"state":"approved"}',
  );
  expect(await ask('/api/approvals', { token: 'token-of-eve', body: '[]' })).toBe(
    '400 {"problems":["author is missing."]}',
  );
});

test.each([
  ['no token', undefined],
  ['a token that GitHub does not accept', 'token-of-nobody'],
])('%s: nothing is answered but how to sign in', async (_, token) => {
  const answer =
    '401 {"problems":["Sign in with a token of GitHub: send the header \\"Authorization: Bearer TOKEN\\" with one that GitHub accepts."]}';
  const given = token === undefined ? {} : { token };
  expect(await ask('/api/approvals', { ...given, body: '{}' })).toBe(answer);
  expect(await ask('/api/approvals/acme/river/3', given)).toBe(answer);
});

test('a pull request is explained only to who may read its repository', async () => {
  const hidden =
    '404 {"problems":["There is no such open pull request in a repository that you can read and Weir is installed on."]}';
  const path = '/api/approvals/acme/river/3';
  expect(await ask(path, { token: 'token-of-alice' })).toBe('200 {"repo":"river","number":3}');
  expect(await ask(path, { token: 'token-of-eve' })).toBe(hidden);
  expect(await ask('/api/approvals/acme/river/4', { token: 'token-of-alice' })).toBe(hidden);
  expect(await ask('/api/approvals/acme/canal/3', { token: 'token-of-alice' })).toBe(hidden);
});

test('an accepted token is believed for a minute, a refused one is asked about again', async () => {
  const call = (token: string) => ask('/api/approvals', { token, body: '{}' });
  await call('token-of-alice');
  await call('token-of-alice');
  await call('token-of-nobody');
  await call('token-of-nobody');
  at = new Date(at.getTime() + 60_001);
  await call('token-of-alice');
  expect(asked).toEqual([
    'login token-of-alice',
    'login token-of-nobody',
    'login token-of-nobody',
    'login token-of-alice',
  ]);
});

test('an outage of GitHub is no permission, and the token reaches no log', async () => {
  failure = new Error('GitHub is away');
  expect(await ask('/api/approvals', { token: 'token-of-alice', body: '{}' })).toBe(
    '500 Something went wrong here; the log says what.',
  );
  expect(logged.join('\n')).toContain('GitHub is away');
  expect(logged.join('\n')).not.toContain('token-of-alice');
});

test('other methods and larger bodies are refused in words', async () => {
  expect(await ask('/api/approvals', { token: 'token-of-alice' })).toBe(
    '405 {"problems":["Only POST is possible here."]}',
  );
  const large = 'x'.repeat(10 * 1024 * 1024 + 1);
  expect(await ask('/api/approvals', { token: 'token-of-alice', body: large })).toMatch(/^413 /);
});
