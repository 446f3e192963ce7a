/** What somebody may read, from lists of GitHub's that are longer than one answer. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { signInForge } from '#src/adapters/github/sign-in.ts';

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** @param answer what a path and a page get: a status, or how many ids */
async function listed(answer: (path: string, page: number) => number) {
  let next = 1;
  const asked: string[] = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    asked.push(url.pathname);
    const got = answer(url.pathname, Number(url.searchParams.get('page')));
    if (got >= 400) return response.writeHead(got).end('{}');
    const list = Array.from({ length: got }, () => ({ id: next++ }));
    const of = url.pathname.endsWith('/repositories') ? 'repositories' : 'installations';
    return response.end(JSON.stringify({ [of]: list }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const forge = signInForge({
    githubUrl: `http://127.0.0.1:${port}`,
    clientId: 'id',
    clientSecret: 'secret',
    onSecret() {},
  });
  const { ids, partial } = await forge.repositories('token');
  return { count: ids.size, partial, asked: asked.length };
}

const INSTALLATIONS = '/user/installations';

test('a list is read to its end, and what is left of it is said', async () => {
  const two = (path: string, page: number) => (path === INSTALLATIONS ? 1 : page === 1 ? 100 : 20);
  expect(await listed(two)).toEqual({ count: 120, partial: false, asked: 3 });
});

test('one that never ends is read in part', async () => {
  const endless = (path: string) => (path === INSTALLATIONS ? 1 : 100);
  expect(await listed(endless)).toEqual({ count: 1_000, partial: true, asked: 11 });
});

test('what is refused half-way is not all there is', async () => {
  const broken = (path: string, page: number) =>
    path === INSTALLATIONS ? 1 : page === 1 ? 100 : 404;
  expect(await listed(broken)).toEqual({ count: 100, partial: true, asked: 3 });
});

test('of very many installations a few are asked', async () => {
  const many = (path: string) => (path === INSTALLATIONS ? 60 : 1);
  expect(await listed(many)).toEqual({ count: 30, partial: true, asked: 31 });
});
