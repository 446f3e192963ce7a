/** git over HTTP on loopback for tests: `git http-backend` behind a check of the token. */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TEST_GIT_ENVIRONMENT } from './repo.ts';

export interface GitServerOptions {
  /** Path on the server (`/acme/river.git`) → bare repository. */
  repositories: Record<string, string>;
  /** Requests with another token are refused. */
  token: string;
  /** Answers instead of git where it returns true. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface GitServer {
  url: string;
  /** Every request: method, path and Authorization header. */
  seen: { method: string; path: string; authorization: string | undefined }[];
  close(): Promise<void>;
}

export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const seen: GitServer['seen'] = [];
  const server = createServer((request, response) => {
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://localhost');
    const { authorization } = request.headers;
    seen.push({ method: request.method ?? '', path, authorization });
    if (options.intercept?.(request, response)) return;
    const [, password] = Buffer.from(authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':');
    const name = Object.keys(options.repositories).find((one) => path.startsWith(`${one}/`));
    if (password !== options.token || name === undefined) {
      request.resume();
      response
        .writeHead(password === options.token ? 404 : 401, {
          'www-authenticate': 'Basic realm="git"',
        })
        .end();
      return;
    }
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...TEST_GIT_ENVIRONMENT,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_TRANSLATED: `${options.repositories[name]}${path.slice(name.length)}`,
        PATH_INFO: path,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        GIT_PROTOCOL: `${request.headers['git-protocol'] ?? ''}`,
        HTTP_CONTENT_ENCODING: `${request.headers['content-encoding'] ?? ''}`,
        REMOTE_ADDR: '127.0.0.1',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    backend.stdin.on('error', () => {});
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const out = Buffer.concat(chunks);
      const end = out.indexOf('\r\n\r\n');
      const headers = out
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(': '));
      const status = headers.find(([key]) => key === 'Status')?.[1] ?? '200';
      for (const [key, value] of headers)
        if (key && key !== 'Status') response.setHeader(key, value ?? '');
      response.writeHead(Number.parseInt(status, 10)).end(out.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
