import { createHmac, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openStore, type Store } from '#src/adapters/store.ts';
import { createMetrics, type Metrics } from '#src/web/metrics.ts';
import { startWeb, WEBHOOK_PATH, type Web } from '#src/web/server.ts';
import { isSignedBy } from '#src/web/signature.ts';
import { createWebhook, MOST_BYTES, type Webhook } from '#src/web/webhook.ts';
import { pglite, type TestDatabase } from './databases.ts';

const SECRET = 'the secret of the webhook';
const sign = (body: string | Buffer, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

let databases: TestDatabase;
let store: Store;
let metrics: Metrics;
let webhook: Webhook;
let web: Web;
let received: string[];
let logged: string[];
/** What the handlers do with an event. */
let receive: (event: { id: string; name: string }) => Promise<void>;
let problem: string | null = null;
const at = new Date('2025-07-07T09:00:00Z');

beforeAll(async () => {
  databases = pglite();
  store = await openStore({ ...(await databases.fresh()), now: () => at });
  metrics = createMetrics(async () => ({ waiting: 3, running: 1 }));
  const write = (facts: object, message: string) => {
    logged.push(`${message} ${JSON.stringify(facts)}`);
  };
  const log = { info: write, warn: write, error: write };
  webhook = createWebhook({
    secret: SECRET,
    deliveries: {
      ...store.deliveries,
      add: (delivery) =>
        problem ? Promise.reject(new Error(problem)) : store.deliveries.add(delivery),
    },
    async receive(event) {
      await receive(event);
      received.push(`${event.name} ${event.id} ${JSON.stringify(event.payload)}`);
    },
    log,
    onDelivery: metrics.delivery,
    now: () => at,
  });
  web = await startWeb({
    host: '127.0.0.1',
    port: 0,
    webhook,
    metrics,
    dashboard: null,
    apis: [],
    unready: async () => problem,
    log,
  });
});
beforeEach(() => {
  received = [];
  logged = [];
  receive = async () => {};
  problem = null;
});
afterAll(async () => {
  await web?.close();
  await store?.close();
  await databases?.stop();
});

async function post(body: string, headers: Record<string, string | undefined> = {}) {
  const all = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': 'guid-1',
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => !!entry[1]);
  const response = await fetch(`${web.url}${WEBHOOK_PATH}`, {
    method: 'POST',
    body,
    headers: given,
  });
  return `${response.status} ${(await response.text()).trim()}`;
}

describe('the webhook', () => {
  test('a signed delivery is handled once; its repetition is acknowledged and not handled', async () => {
    expect(await post('{"a":1}')).toBe('202 Accepted.');
    expect(await post('{"a":1}')).toBe('200 This delivery was handled before; nothing was done.');
    expect(received).toEqual(['push guid-1 {"a":1}']);
    // Same id, another body: some servers repeat their ids.
    expect(await post('{"a":2}')).toBe('202 Accepted.');
    expect(received).toHaveLength(2);
  });

  test.each<[string, Record<string, string | undefined>, string, string]>([
    ['no signature', { 'x-hub-signature-256': undefined }, '{}', '401'],
    ['the signature of another body', { 'x-hub-signature-256': sign('{ }') }, '{}', '401'],
    [
      'a signature by another secret',
      { 'x-hub-signature-256': sign('{}', 'development') },
      '{}',
      '401',
    ],
    [
      'only the old SHA-1 signature',
      { 'x-hub-signature-256': undefined, 'x-hub-signature': 'sha1=0' },
      '{}',
      '401',
    ],
    ['a signature in capitals', { 'x-hub-signature-256': sign('{}').toUpperCase() }, '{}', '401'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, '{}', '415'],
    ['no event', { 'x-github-event': undefined }, '{}', '400'],
    ['an event that is none', { 'x-github-event': '../push' }, '{}', '400'],
    ['no delivery id', { 'x-github-delivery': undefined }, '{}', '400'],
    ['a signed body that is no JSON', {}, '{"secret": ', '400'],
    ['a signed body that is no object', {}, 'null', '400'],
  ])('%s is refused', async (_what, headers, body, status) => {
    const answer = await post(body, headers);
    expect(answer.split(' ')[0]).toBe(status);
    // One plain sentence, and nothing of the body anywhere.
    expect(answer).toMatch(/^\d+ [A-Z][^\n]*\.$/);
    expect(answer + logged.join()).not.toContain('"secret"');
    expect(received).toEqual([]);
    expect(await store.deliveries.pendingCount()).toBe(0);
  });

  test('no change of a signature is accepted', () => {
    const body = Buffer.from('{}');
    const right = sign(body);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.nat(right.length - 1), fc.string({ minLength: 0, maxLength: 2 }))
            .map(([index, other]) => right.slice(0, index) + other + right.slice(index + 1)),
        ),
        (header) => header === right || !isSignedBy(SECRET, body, header),
      ),
      { numRuns: 5_000 },
    );
    expect(isSignedBy(SECRET, body, right)).toBe(true);
  });

  test.each([
    ['announced', { 'content-length': String(MOST_BYTES + 1) }],
    ['sent in pieces', { 'transfer-encoding': 'chunked' }],
  ])('a body above 25 MB that is %s gets 413 and is not kept', async (_how, headers) => {
    const before = process.memoryUsage().rss;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        `${web.url}${WEBHOOK_PATH}`,
        { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
        (response) => {
          resolve(response.statusCode);
          request.destroy();
        },
      );
      request.on('error', reject);
      const piece = Buffer.alloc(1024 * 1024, 32);
      let sent = 0;
      const send = () => {
        if (request.destroyed || sent++ >= 26) return;
        request.write(piece, send);
      };
      send();
    });
    expect(status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });

  test('exactly 25 MB are taken', async () => {
    const words = randomBytes(MOST_BYTES / 2).toString('hex');
    const body = `{"a":"${words.slice(8)}"}`;
    expect(body).toHaveLength(MOST_BYTES);
    expect(await post(body, { 'x-github-delivery': 'large' })).toBe('202 Accepted.');
  });

  test('when the database is down, GitHub is told so and nothing is handled', async () => {
    problem = 'connection refused';
    expect(await post('{"b":1}')).toBe(
      '503 The delivery could not be stored; redeliver it when Weir is ready again.',
    );
    expect(received).toEqual([]);
    problem = null;
    expect(await post('{"b":1}')).toBe('202 Accepted.');
  });

  test('what could not be handled is acknowledged, kept and handled later, also after a redelivery', async () => {
    receive = async () => {
      throw new Error('queue down');
    };
    expect(await post('{"c":1}')).toBe('202 Accepted.');
    expect(await post('{"c":1}')).toBe('202 Accepted.');
    expect(await webhook.replay()).toBe(0);
    expect(await store.deliveries.pendingCount()).toBe(1);
    receive = async () => {};
    expect(await webhook.replay()).toBe(1);
    expect(await webhook.replay()).toBe(0);
    expect(received).toEqual(['push guid-1 {"c":1}']);
  });

  test('a delivery that never can be handled is given up after ten attempts', async () => {
    receive = async () => {
      throw new Error('poison');
    };
    await post('{"d":1}');
    for (let attempt = 0; attempt < 11; attempt++) await webhook.replay();
    expect(await store.deliveries.pendingCount()).toBe(0);
    expect(logged.at(-1)).toContain('is given up');
  });

  test('a hundred copies at once are handled once', async () => {
    receive = () => new Promise((resolve) => setTimeout(resolve, 50));
    const answers = await Promise.all(Array.from({ length: 100 }, () => post('{"e":1}')));
    expect(answers.every((answer) => /^20[02] /.test(answer))).toBe(true);
    expect(received).toHaveLength(1);
  });
});

describe('the other pages', () => {
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`${web.url}${path}`, { method });
    return `${response.status} ${(await response.text()).trim()}`;
  };

  test.each([
    ['/healthz', 'GET', '200 The process runs.'],
    ['/readyz', 'GET', '200 Ready.'],
    [
      '/',
      'GET',
      '200 Weir is running. Its answers appear on GitHub as check runs. To see them here, too, set WEIR_CLIENT_ID, WEIR_CLIENT_SECRET and WEIR_URL (docs/install.md).',
    ],
    ['/probot/import', 'GET', '404 There is nothing here.'],
    ['/probot', 'POST', '405 Only GET is possible here.'],
    [WEBHOOK_PATH, 'GET', '405 Only POST is possible here.'],
    ['//example.com/%E0%A4%A', 'GET', '404 There is nothing here.'],
  ])('%s by %s', async (path, method, expected) => {
    expect(await get(path, method)).toBe(expected);
  });

  test('readiness tells what is wrong while health stays', async () => {
    problem = 'The database does not answer.';
    expect(await get('/readyz')).toBe('503 The database does not answer.');
    expect(await get('/healthz')).toBe('200 The process runs.');
  });

  test('metrics count what happened', async () => {
    metrics.job('integrate', 'done', 0.2);
    metrics.effect('check-run', 'unchanged');
    metrics.trialMerges({ cached: 5, computed: 2 });
    metrics.deadJob('sweep');
    const text = await get('/metrics');
    const values = text.split('\n').filter((line) => !line.startsWith('#'));
    expect(values.filter((line) => !/bucket|_seconds_/.test(line))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^weir_deliveries_total\{event="push",outcome="accepted"\} \d+$/),
        expect.stringMatching(/^weir_deliveries_total\{event="unknown",outcome="refused"\} \d+$/),
        'weir_jobs_total{kind="integrate",outcome="done"} 1',
        'weir_jobs_dead_total{kind="sweep"} 1',
        'weir_effects_total{kind="check-run",outcome="unchanged"} 1',
        'weir_trial_merges_total{source="cache"} 5',
        'weir_trial_merges_total{source="git"} 2',
        'weir_queue_jobs{state="waiting"} 3',
        'weir_queue_jobs{state="running"} 1',
      ]),
    );
  });
});
