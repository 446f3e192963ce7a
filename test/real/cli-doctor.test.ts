import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { readWanted } from '#src/cli/doctor-app.ts';
import { weir } from './cli-weir.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const dir = mkdtempSync(join(tmpdir(), 'weir-test-doctor-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let server: Server | undefined;
afterEach(() => void server?.close());

interface Answer {
  status?: number;
  date?: Date;
  body: object;
}

/** A GitHub that answers `GET /app` and nothing else. */
async function github({ status = 200, date, body }: Answer): Promise<string> {
  server = createServer((request, response) => {
    if (date) response.setHeader('date', date.toUTCString());
    response.writeHead(request.url === '/app' ? status : 404, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const settings = (githubUrl: string) => ({
  WEIR_APP_ID: '7',
  WEIR_PRIVATE_KEY: privateKey,
  WEIR_WEBHOOK_SECRET: 'f'.repeat(64),
  WEIR_GITHUB_URL: githubUrl,
  WEIR_DATA_DIR: join(dir, 'data'),
});

/** What the doctor says, without what differs from machine to machine. */
async function doctor(env: Record<string, string>) {
  const { code, out, err } = await weir(['doctor'], { env });
  const said = out
    .replaceAll(dir, 'DIR')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/version [\d.]+/g, 'version N');
  return { code, said, err };
}

const granted = () => {
  const { permissions, events } = readWanted();
  return { name: 'Weir of Acme', permissions, events };
};

test('all is good', async () => {
  const { code, said, err } = await doctor(settings(await github({ body: granted() })));
  expect(said).toMatchInlineSnapshot(`
"✔ Node.js: version N
✔ git: version N
✔ settings: App 7 on http://HOST
✔ webhook secret: set, 64 characters
✔ private key: readable
✔ data folder: DIR/data can be written
✔ database: embedded, will be made at the first start
✔ credentials: GitHub knows them as the App "Weir of Acme"
✔ clock: within 30 s of GitHub's
✔ permissions: exactly what app.yml asks for
✔ events: all subscribed to
✔ trial builds: not possible, which is as installed; for /integrate build grant contents: write (docs/trial-builds.md)

Everything is good. Start the server with "weir start".
"
`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('lacking rights and a wrong clock are named, each with what to do', async () => {
  const { checks: _, ...permissions } = granted().permissions;
  const body = {
    name: 'Weir',
    permissions: { ...permissions, issues: 'read', contents: 'write' },
    events: granted().events.filter((event) => event !== 'push'),
  };
  const url = await github({ body, date: new Date(Date.now() - 300_000) });
  const { code, said } = await doctor(settings(url));
  expect(said.replace(/is 30\d s/, 'is 300 s')).toMatchInlineSnapshot(`
"✔ Node.js: version N
✔ git: version N
✔ settings: App 7 on http://HOST
✔ webhook secret: set, 64 characters
✔ private key: readable
✔ data folder: DIR/data can be written
✔ database: embedded, will be made at the first start
✔ credentials: GitHub knows them as the App "Weir"
✖ clock: This machine is 300 s ahead of GitHub, which then refuses the App's tokens. Switch on time synchronisation (NTP).
✖ permissions: The App lacks checks: write and issues: write. Grant it on the GitHub App's page under Permissions & events, then accept it in every installation.
✖ events: The App is not told of push. Tick it on the GitHub App's page under Permissions & events.
✔ trial builds: possible where a plan allows them; an installation that has not accepted contents: write is told so

3 of 12 need attention. Then run "weir doctor" again.
"
`);
  expect(code).toBe(1);
});

test('credentials that GitHub refuses', async () => {
  const { code, said } = await doctor(settings(await github({ status: 401, body: {} })));
  expect(said).toContain('✖ credentials: GitHub does not accept App 7 with this private key.');
  expect(said).toContain('? permissions: ');
  expect(code).toBe(1);
});

test('a GitHub that cannot be reached is unknown, never good', async () => {
  const { code, said } = await doctor(settings('http://127.0.0.1:1'));
  expect(said).toMatch(/\? credentials: http:\/\/HOST could not be asked/);
  expect(code).toBe(1);
});

test('settings: missing ones, a key that is none, a folder that cannot be used, a database that is away', async () => {
  const { code, said } = await doctor({ WEIR_APP_ID: 'seven', WEIR_PRIVATE_KEY: 'x' });
  expect(said).toMatch(/✖ settings: WEIR_APP_ID is not a number: "seven"/);
  expect(said).toMatch(/✖ settings: WEIR_PRIVATE_KEY does not hold a private key/);
  expect(said).toMatch(/✖ settings: WEIR_WEBHOOK_SECRET is not set/);
  expect(said).toMatch(/\? GitHub: It was not asked/);
  expect(code).toBe(1);

  const broken = `-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n`;
  writeFileSync(join(dir, 'file'), '');
  const more = await doctor({
    ...settings('http://127.0.0.1:1'),
    WEIR_PRIVATE_KEY: broken,
    WEIR_DATA_DIR: join(dir, 'file'),
    DATABASE_URL: 'postgres://weir:hidden-password@127.0.0.1:1/weir',
  });
  expect(more.said).toMatch(/✖ private key: It looks like a private key and cannot be read/);
  expect(more.said).toMatch(/✖ data folder: DIR\/file cannot be written/);
  expect(more.said).toMatch(/✖ database: PostgreSQL does not answer/);
  expect(more.said).not.toContain('hidden-password');
});
