/** Smart HTTP: git's own `http-backend` behind one handler. Knows nothing of tokens or webhooks. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { launch } from '#src/adapters/processes/launcher.ts';

/** A request for a repository: `/<owner>/<name>.git/<rest>` or the same without `.git`. */
export interface GitRequest {
  owner: string;
  name: string;
  rest: string;
  /** What the client is about to do. */
  service: 'fetch' | 'push';
}

const ENDPOINT =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack|HEAD)$/;

export function gitRequest(request: IncomingMessage): GitRequest | null {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const found = ENDPOINT.exec(decodeURIComponent(url.pathname));
  const [, owner, name, rest] = found ?? [];
  if (owner === undefined || name === undefined || rest === undefined) return null;
  const push =
    rest === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  return { owner, name, rest, service: push ? 'push' : 'fetch' };
}

/** The secret of a Basic or Bearer header; of Basic it is the password. */
export function tokenOf(authorization: string | undefined): string | null {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (/^basic$/i.test(scheme)) {
    const text = Buffer.from(value, 'base64').toString();
    return text.slice(text.indexOf(':') + 1) || text.slice(0, text.indexOf(':')) || null;
  }
  return /^(bearer|token)$/i.test(scheme) && value !== '' ? value : null;
}

/**
 * Answers one request. `finished` runs after git is done and before the answer ends, so a client that has
 * returned from `git push` finds everything that follows from it.
 */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  at: { root: string; path: string; user: string },
  finished: () => Promise<void>,
): void {
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  const child = launch({
    command: 'git',
    args: ['http-backend'],
    env: {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_PROJECT_ROOT: at.root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: at.path,
      QUERY_STRING: new URL(request.url ?? '/', 'http://localhost').search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      REMOTE_USER: at.user,
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: header('content-type'),
      GIT_PROTOCOL: header('git-protocol'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      ...(header('content-length') === '' ? {} : { CONTENT_LENGTH: header('content-length') }),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  let head = Buffer.alloc(0);
  let started = false;
  child.stdout.on('data', (chunk: Buffer) => {
    if (started) {
      if (!response.write(chunk)) {
        child.stdout.pause();
        response.once('drain', () => child.stdout.resume());
      }
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    started = true;
    const { status, headers } = parseCgiHead(head.subarray(0, end).toString('latin1'));
    response.writeHead(status, headers);
    response.write(head.subarray(end + 4));
  });
  const finish = async (): Promise<void> => {
    try {
      await finished();
    } finally {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
  let running = true;
  void child.ended.then((ending) => {
    running = false;
    if ('failed' in ending) response.destroy();
    else finish().catch(() => response.destroy());
  });
  response.on('close', () => {
    if (running) child.kill();
  });
}

function parseCgiHead(text: string): { status: number; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of text.split('\r\n')) {
    const name = line.slice(0, line.indexOf(':'));
    const value = line.slice(line.indexOf(':') + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else if (name !== '') headers[name] = value;
  }
  return { status, headers };
}
