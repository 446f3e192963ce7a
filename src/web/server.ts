/** The one HTTP server: webhook, questions answered in JSON, the dashboard, health, readiness, metrics. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../ports.ts';
import type { Dashboard } from './dashboard/route.ts';
import type { JsonApi } from './json-api.ts';
import type { Metrics } from './metrics.ts';
import type { Webhook } from './webhook.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

/**
 * On every answer, whoever gives it: no browser takes it for something else, shows it in a frame, keeps it, tells others
 * where it came from, or hands it or its window to other sites.
 */
const HARMLESS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface WebOptions {
  host: string;
  port: number;
  webhook: Webhook;
  metrics: Metrics;
  /** Null where it is off. */
  dashboard: Dashboard | null;
  /** Asked one after the other whether a path is theirs. */
  apis: readonly JsonApi[];
  /** Null when everything works, else one sentence on what does not. */
  unready(): Promise<string | null>;
  log: Log;
}

export interface Web {
  /** Where the server listens, without a slash at the end. */
  url: string;
  /** Ends open connections after their answer and takes no new ones. */
  close(): Promise<void>;
}

export async function startWeb(options: WebOptions): Promise<Web> {
  let closing = false;
  const server = createServer((request, response) => {
    if (closing) response.setHeader('Connection', 'close');
    route(request, response, options).catch((error: unknown) => {
      options.log.error({ err: error, path: request.url?.split('?')[0] }, 'A request failed');
      reply(response, 500, 'Something went wrong here; the log says what.');
    });
  });
  // A slow sender may not hold a connection for long.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 30_000;
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  const host = ['0.0.0.0', '::', ''].includes(options.host) ? '127.0.0.1' : options.host;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close() {
      closing = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      });
    },
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { webhook, metrics, apis, dashboard, unready }: WebOptions,
): Promise<void> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  if (path === WEBHOOK_PATH) {
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      return reply(response, 405, 'Only POST is possible here.');
    }
    const { status, text } = await webhook.answer(request);
    // A refused body may still be on its way; it is not waited for.
    if (!request.complete) response.setHeader('Connection', 'close');
    return reply(response, status, text);
  }
  for (const api of apis) {
    const answer = await api.answer(path, request);
    if (!answer) continue;
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      response.setHeader(name, value);
    }
    if (!request.complete) response.setHeader('Connection', 'close');
    return reply(response, answer.status, JSON.stringify(answer.body), 'application/json');
  }
  const page = await dashboard?.answer(path, new URLSearchParams(query), request);
  if (page) {
    // What a form sends is not read.
    if (!request.complete) response.setHeader('Connection', 'close');
    response.writeHead(page.status, { ...HARMLESS, ...page.headers });
    response.end(page.body);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return reply(response, 405, 'Only GET is possible here.');
  }
  switch (path) {
    case '/healthz':
      return reply(response, 200, 'The process runs.');
    case '/readyz': {
      const problem = await unready();
      return reply(response, problem ? 503 : 200, problem ?? 'Ready.');
    }
    case '/metrics':
      return reply(response, 200, await metrics.text(), metrics.contentType);
    case '/':
      return reply(
        response,
        200,
        'Weir is running. Its answers appear on GitHub as check runs. To see them here, too, set WEIR_CLIENT_ID, WEIR_CLIENT_SECRET and WEIR_URL (docs/install.md).',
      );
    default:
      return reply(response, 404, 'There is nothing here.');
  }
}

function reply(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, {
    ...HARMLESS,
    'Content-Type': type,
  });
  response.end(text.endsWith('\n') ? text : `${text}\n`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} on ${host} is taken by another program. Stop it, or choose another port with PORT.`,
            )
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}
