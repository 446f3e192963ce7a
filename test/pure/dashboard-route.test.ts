/** Which answer the dashboard gives, beside a GitHub that does as it is told. */
import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Repository } from '#src/ports.ts';
import { createAccess } from '#src/web/dashboard/access.ts';
import type { PageAnswer } from '#src/web/dashboard/answers.ts';
import { createDashboard, type Dashboard } from '#src/web/dashboard/route.ts';
import { createSessions } from '#src/web/dashboard/session.ts';
import { createAttempts } from '#src/web/dashboard/sign-in.ts';
import { forecast } from '../forecasts.ts';
import { pageText } from '../page-text.ts';

const ORIGIN = 'https://weir.example';
const RIVER: Repository = { installation: 1, id: 7, owner: 'acme', name: 'river' };

let clock: number;
/** What GitHub does when it is asked; throws where it fails. */
let github: { accepts: boolean; fails: boolean; reads: boolean; answers: Promise<void> };
/** Called when it is asked what the last look at a repository found. */
let onLast: () => void;
let logged: string[];
let dashboard: Dashboard;
let jar: Map<string, string>;

beforeEach(() => {
  clock = Date.parse('2025-07-07T09:00:00Z');
  github = { accepts: true, fails: false, reads: true, answers: Promise.resolve() };
  onLast = () => {};
  logged = [];
  jar = new Map();
  const now = () => new Date(clock);
  const asked = async <T>(answer: T): Promise<T> => {
    await github.answers;
    if (github.fails) throw new Error('fetch failed');
    return answer;
  };
  const callers = {
    login: () => asked(github.accepts ? 'alice' : null),
    repository: () => asked(github.accepts && github.reads ? RIVER.id : null),
  };
  const forge = {
    address: ({ state, redirect }: { state: string; redirect: string }) =>
      `https://github.example/authorize?state=${state}&redirect_uri=${redirect}`,
    token: ({ code }: { code: string }) =>
      asked(code === 'good' ? { token: 'ghu_secret', seconds: null } : null),
    repositories: () =>
      asked({
        ids: new Set(github.accepts && github.reads ? [RIVER.id, 8, 9] : []),
        partial: false,
      }),
  };
  const write = (facts: object, words: string) => {
    logged.push(`${words} ${JSON.stringify(facts)}`);
  };
  const look = {
    at: now(),
    found: { forecast: forecast([]), url: 'https://github.example/acme/river' },
  };
  const last = () => {
    onLast();
    return look;
  };
  dashboard = createDashboard({
    origin: () => ORIGIN,
    attempts: createAttempts(now),
    sessions: createSessions(now),
    access: createAccess({
      callers,
      forge,
      find: async (id) => ({ ...RIVER, id, name: id === RIVER.id ? RIVER.name : `lake-${id}` }),
      now,
    }),
    forge,
    callers,
    forecasts: { within: async () => look, last },
    posted: async () => ({ planIssue: null, checks: new Map() }),
    log: { info: write, warn: write, error: write },
  });
});

async function open(
  address: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<PageAnswer | null> {
  const [path = '', query = ''] = address.split('?');
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const request = { method, headers: { cookie, ...headers } } as unknown as IncomingMessage;
  const answer = await dashboard.answer(path, new URLSearchParams(query), request);
  for (const one of [answer?.headers['Set-Cookie'] ?? []].flat()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return answer;
}

/** The state that GitHub is sent. */
async function begin(): Promise<string> {
  const away = await open('/sign-in');
  return new URL(String(away?.headers.Location)).searchParams.get('state') ?? '';
}

async function signIn(): Promise<PageAnswer | null> {
  return open(`/signed-in?code=good&state=${await begin()}`);
}

const SESSION = '__Host-weir-session';
const ATTEMPT = '__Host-weir-sign-in';

describe('signing in', () => {
  test('works once, and a second tab or a link of a stranger does not end what was begun', async () => {
    const first = await begin();
    const second = await begin();
    for (const state of [first, 'x'.repeat(43), '']) {
      expect((await open(`/signed-in?code=good&state=${state}`))?.status).toBe(400);
    }
    const kept = jar.get(ATTEMPT) ?? '';
    expect((await open(`/signed-in?code=good&state=${second}`))?.status).toBe(303);
    expect([...jar.keys()]).toEqual([SESSION]);
    jar.set(ATTEMPT, kept);
    expect((await open(`/signed-in?code=good&state=${second}`))?.status).toBe(400);
  });

  test('is over after a refusal, too', async () => {
    const state = await begin();
    const kept = jar.get(ATTEMPT) ?? '';
    expect((await open(`/signed-in?error=access_denied&state=${state}`))?.status).toBe(400);
    expect(jar.size).toBe(0);
    jar.set(ATTEMPT, kept);
    expect((await open(`/signed-in?code=good&state=${state}`))?.status).toBe(400);
  });
});

test('GitHub is asked about a few sign-ins at a time, whoever makes up codes', async () => {
  const held = Promise.withResolvers<void>();
  github.answers = held.promise;
  const made = [];
  for (let at = 0; at < 16; at += 1) {
    jar.clear();
    made.push(open(`/signed-in?code=made-up&state=${await begin()}`));
  }
  jar.clear();
  const state = await begin();
  const answer = await open(`/signed-in?code=good&state=${state}`);
  expect([answer?.status, pageText(answer?.body ?? '')]).toEqual([
    503,
    'Many people are signing in at this moment\nLoad this page again in a few seconds, or sign in once more.',
  ]);
  const kept = jar.get(ATTEMPT) ?? '';
  held.resolve();
  for (const one of await Promise.all(made)) expect(one?.status).toBe(400);
  // What was sent away then is not used up.
  jar.set(ATTEMPT, kept);
  expect((await open(`/signed-in?code=good&state=${state}`))?.status).toBe(303);
});

test('webhooks get their turn between the repositories of the home page', async () => {
  await signIn();
  const turns: boolean[] = [];
  let turned = true;
  onLast = () => {
    turns.push(turned);
    turned = false;
    setImmediate(() => {
      turned = true;
    });
  };
  expect((await open('/'))?.status).toBe(200);
  expect(turns).toEqual([true, true, true]);
});

describe('while GitHub does not answer', () => {
  test.each([['/'], ['/acme/river']])(
    '%s says so, with no detail and nothing green',
    async (path) => {
      await signIn();
      github.fails = true;
      const answer = await open(path);
      expect(answer?.status).toBe(503);
      expect(pageText(answer?.body ?? '')).toBe(
        'This page cannot be shown now: GitHub or the database did not answer\nTry again in a minute. If it stays so, ask whoever runs Weir to look into its log.',
      );
      expect(answer?.body).toContain(`<a href="${path}">Try again</a>`);
      expect(answer?.body).not.toMatch(/fetch failed|class="mark|ghu_/);
      expect(answer?.headers).toMatchObject({
        'Cache-Control': 'no-store',
        'Content-Security-Policy': expect.stringContaining("default-src 'none'"),
      });
      expect(logged).toHaveLength(1);
      github.fails = false;
      // Whoever was signed in still is.
      expect((await open(path))?.status).toBe(200);
    },
  );

  test('signing in says so, and what was sent is used up', async () => {
    const state = await begin();
    github.fails = true;
    const answer = await open(`/signed-in?code=good&state=${state}`);
    expect(answer?.status).toBe(503);
    expect(answer?.body).toContain('<a href="/sign-in">Try again</a>');
    expect(answer?.body + logged.join()).not.toMatch(new RegExp(`good|${state}`));
    github.fails = false;
    expect((await open(`/signed-in?code=good&state=${state}`))?.status).toBe(400);
    expect((await signIn())?.status).toBe(303);
  });
});

describe('a session', () => {
  test.each([['/'], ['/acme/river']])(
    'at %s ends for good once GitHub refuses its token',
    async (path) => {
      await signIn();
      const kept = jar.get(SESSION) ?? '';
      github.accepts = false;
      expect((await open(path))?.body).toContain('Sign in with GitHub');
      expect(jar.size).toBe(0);
      github.accepts = true;
      jar.set(SESSION, kept);
      expect((await open(path))?.body).toContain('Sign in with GitHub');
    },
  );

  test('reads a repository for five minutes after GitHub said so, by a clock set back not at all', async () => {
    await signIn();
    expect((await open('/acme/river'))?.status).toBe(200);
    github.reads = false;
    clock += 299_000;
    expect((await open('/acme/river'))?.status).toBe(200);
    clock += 1_000;
    expect((await open('/acme/river'))?.status).toBe(404);
    github.reads = true;
    expect((await open('/acme/river'))?.status).toBe(200);
    github.reads = false;
    clock -= 1_000;
    expect((await open('/acme/river'))?.status).toBe(404);
  });

  test.each<[string, Record<string, string>, number]>([
    ['our own form', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
    ['our own form in an older browser', { origin: ORIGIN }, 200],
    ['a form of nobody knows where', {}, 403],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['another host of the same site', { 'sec-fetch-site': 'same-site', origin: 'null' }, 403],
    ['a host that only looks like ours', { origin: `${ORIGIN}.evil.example` }, 403],
    ['plain http', { origin: 'http://weir.example' }, 403],
    ['an address that was typed', { 'sec-fetch-site': 'none', origin: 'null' }, 403],
    [
      'a proxy that claims to be us',
      { host: 'evil.example', 'x-forwarded-host': 'weir.example' },
      403,
    ],
  ])('by %s is signed out or not', async (_who, headers, status) => {
    await signIn();
    const kept = jar.get(SESSION) ?? '';
    expect((await open('/sign-out', { method: 'POST', headers }))?.status).toBe(status);
    jar.set(SESSION, kept);
    expect((await open('/acme/river'))?.status).toBe(status === 200 ? 401 : 200);
  });
});

test('whatever a stranger says about our host, GitHub is told the address of the settings', async () => {
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
  };
  const answer = await open('/sign-in?to=//evil.example', {
    headers: { ...headers, 'x-forwarded-proto': 'http' },
  });
  expect(JSON.stringify(answer)).not.toContain('evil.example');
  expect(String(answer?.headers['Set-Cookie'])).toMatch(
    /^__Host-weir-sign-in=[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  );
});

test.each([['POST'], ['PUT'], ['DELETE'], ['OPTIONS']])('%s is for no page', async (method) => {
  await signIn();
  for (const path of ['/', '/acme/river', '/sign-in', '/signed-in', '/icon.svg']) {
    expect(await open(path, { method })).toBeNull();
  }
});

test.each([
  ['/acme/river/'],
  ['//acme/river'],
  ['/acme%2friver'],
  ['/acme/r%C3%AFver'],
  ['/acme/r\u00efver'],
  ['/acme/river\n'],
  [`/acme/${'x'.repeat(101)}`],
  ['/a/b/c'],
])('%j is no page', async (path) => {
  await signIn();
  expect(await open(path)).toBeNull();
});
