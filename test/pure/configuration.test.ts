import { describe, expect, test } from '@jest/globals';
import { readSettings } from '#src/configuration.ts';

const PEM = `-----BEGIN RSA PRIVATE KEY-----
${'A'.repeat(64)}
-----END RSA PRIVATE KEY-----`;
const SECRET = 'a secret of the webhook';
const GOOD = {
  WEIR_APP_ID: '42',
  WEIR_PRIVATE_KEY: PEM,
  WEIR_WEBHOOK_SECRET: SECRET,
};
const noFile = (path: string): string => {
  throw new Error(`ENOENT: no such file or directory, open '${path}'`);
};
const errorsOf = (environment: Record<string, string>, readText = noFile) => {
  const result = readSettings(environment, readText);
  return result.ok ? [] : result.errors;
};

test('three variables are enough; the rest has defaults', () => {
  expect(readSettings(GOOD, noFile)).toEqual({
    ok: true,
    settings: {
      appId: 42,
      privateKey: PEM,
      webhookSecret: SECRET,
      githubUrl: 'https://api.github.com',
      dataDir: '.weir',
      databaseUrl: null,
      host: '0.0.0.0',
      port: 3000,
      logLevel: 'info',
    },
  });
});

test("the framework's usual names work too, and Weir's own win", () => {
  const usual = { APP_ID: '7', PRIVATE_KEY: PEM, WEBHOOK_SECRET: SECRET };
  expect(readSettings(usual, noFile)).toMatchObject({ ok: true, settings: { appId: 7 } });
  expect(readSettings({ ...usual, ...GOOD }, noFile)).toMatchObject({ settings: { appId: 42 } });
});

test.each([
  ['as it is', PEM],
  ['line breaks written as \\n', PEM.replaceAll('\n', '\\n')],
  ['in base64', btoa(PEM)],
  ['PKCS #8, with a line break at the end', `${PEM.replaceAll('RSA ', '')}\n`],
])('a private key is read %s', (_how, key) => {
  expect(errorsOf({ ...GOOD, WEIR_PRIVATE_KEY: key })).toEqual([]);
});

test('a private key can come from a file', () => {
  const { WEIR_PRIVATE_KEY: _, ...rest } = GOOD;
  const environment = { ...rest, WEIR_PRIVATE_KEY_FILE: '/run/secrets/key.pem' };
  const read = (path: string) => (path === '/run/secrets/key.pem' ? PEM : noFile(path));
  expect(readSettings(environment, read)).toMatchObject({ settings: { privateKey: PEM } });
  expect(errorsOf(environment)).toMatchInlineSnapshot(`
[
  "WEIR_PRIVATE_KEY_FILE names a file that cannot be read: ENOENT: no such file or directory, open '/run/secrets/key.pem'. Point it to the .pem file that GitHub gave you for the App.",
]
`);
});

test('all mistakes are reported at once, each with what to do', () => {
  expect(errorsOf({})).toMatchInlineSnapshot(`
[
  "WEIR_APP_ID is not set. Set it to the App ID shown on the GitHub App's page.",
  "WEIR_PRIVATE_KEY is not set. Set it to the text of the .pem file that GitHub gave you for the App, or set WEIR_PRIVATE_KEY_FILE to its path.",
  "WEIR_WEBHOOK_SECRET is not set, so anybody could send events. Set it to the webhook secret of the GitHub App; make one with "openssl rand -hex 32".",
]
`);
  expect(
    errorsOf({
      WEIR_APP_ID: 'Iv1.abc',
      WEIR_PRIVATE_KEY: '-----BEGIN OPENSSH PRIVATE KEY-----',
      WEIR_WEBHOOK_SECRET: 'development',
      WEIR_GITHUB_URL: 'http://github.example',
      DATABASE_URL: 'mysql://root:hunter2@db/weir',
      PORT: '70000',
      LOG_LEVEL: 'loud',
    }),
  ).toMatchInlineSnapshot(`
[
  "WEIR_APP_ID is not a number: "Iv1.abc". Set it to the App ID shown on the GitHub App's page.",
  "WEIR_PRIVATE_KEY does not hold a private key. It must begin with "-----BEGIN RSA PRIVATE KEY-----" or "-----BEGIN PRIVATE KEY-----"; generate a new one on the GitHub App's page if it is lost.",
  "WEIR_WEBHOOK_SECRET is "development", which everybody can guess. Set it to the webhook secret of the GitHub App; make one with "openssl rand -hex 32".",
  "WEIR_GITHUB_URL must begin with https://; plain http is for this machine only (127.0.0.1, localhost).",
  "DATABASE_URL must begin with postgres:// or postgresql://. Remove it to use the embedded database.",
  "PORT is not a port: "70000". Use a number from 0 to 65535.",
  "LOG_LEVEL is not a log level: "loud". Use one of fatal, error, warn, info, debug, trace, silent.",
]
`);
});

describe('the webhook secret', () => {
  test.each([
    ['development', 'everybody can guess'],
    ['short', 'has 5 characters'],
    ['a'.repeat(15), 'has 15 characters'],
    ['   ', 'is not set'],
  ])('%j is refused', (secret, reason) => {
    const errors = errorsOf({ ...GOOD, WEIR_WEBHOOK_SECRET: secret });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(reason);
  });

  test('sixteen characters are enough', () => {
    expect(errorsOf({ ...GOOD, WEIR_WEBHOOK_SECRET: 'a'.repeat(16) })).toEqual([]);
  });
});

describe('the dashboard', () => {
  const ON = {
    WEIR_CLIENT_ID: 'Iv1.abc',
    WEIR_CLIENT_SECRET: 'the secret of the client',
    WEIR_URL: 'https://weir.example.com/',
  };

  test('is on with three settings, and off without any of them', () => {
    expect(readSettings({ ...GOOD, ...ON }, noFile)).toMatchObject({
      settings: {
        dashboard: {
          clientId: 'Iv1.abc',
          clientSecret: 'the secret of the client',
          url: 'https://weir.example.com',
        },
      },
    });
    const off = readSettings(GOOD, noFile);
    expect(off.ok && 'dashboard' in off.settings).toBe(false);
  });

  test('half of it is a mistake, and so is an address that cannot be its own', () => {
    expect(errorsOf({ ...GOOD, WEIR_URL: ON.WEIR_URL })).toMatchInlineSnapshot(`
[
  "WEIR_CLIENT_ID is not set, but WEIR_URL is. Set it to the Client ID on the GitHub App's page; without all three the dashboard is off, so unset the others then.",
  "WEIR_CLIENT_SECRET is not set, but WEIR_URL is. Set it to a client secret, which the GitHub App's page generates; without all three the dashboard is off, so unset the others then.",
]
`);
    expect(errorsOf({ ...GOOD, ...ON, WEIR_CLIENT_SECRET: ' ' })).toHaveLength(1);
    expect(
      errorsOf({ ...GOOD, ...ON, WEIR_URL: 'https://example.com/weir' }),
    ).toMatchInlineSnapshot(`
[
  "WEIR_URL must be an address without a path: the dashboard needs a host of its own.",
]
`);
    expect(errorsOf({ ...GOOD, ...ON, WEIR_URL: 'http://weir.example.com' })).toHaveLength(1);
    expect(errorsOf({ ...GOOD, ...ON, WEIR_URL: 'http://127.0.0.1:3000' })).toEqual([]);
  });
});

describe("GitHub's address", () => {
  test.each([
    ['https://github.example/api/v3/', 'https://github.example/api/v3'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('%s becomes %s', (given, githubUrl) => {
    expect(readSettings({ ...GOOD, WEIR_GITHUB_URL: given }, noFile)).toMatchObject({
      settings: { githubUrl },
    });
  });

  test.each([
    'http://127.0.0.1.evil.example',
    'http://192.168.0.1',
    'ftp://github.example',
    'https://user:pass@github.example',
    'https://github.example/?a=b',
    'github.example',
  ])('%s is refused', (given) => {
    expect(errorsOf({ ...GOOD, WEIR_GITHUB_URL: given })).toHaveLength(1);
  });
});

test('a password in a wrong database address is not repeated', () => {
  expect(errorsOf({ ...GOOD, DATABASE_URL: 'mysql://root:hunter2@db' }).join()).not.toContain(
    'hunter2',
  );
});
