import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLog, createSecrets } from '#src/adapters/log.ts';

/** Logs through the real thing and gives the finished line. */
function logged(secrets: string[], write: (log: ReturnType<typeof createLog>) => void): string {
  const known = createSecrets();
  for (const secret of secrets) known.add(secret);
  let text = '';
  write(
    createLog('info', known, (line) => {
      text += line;
    }),
  );
  return text;
}

const TOKEN = 'ghs_42_eyJhbGciOi.JIUzI1-NiIsInR5_cCI6';
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${'A+/b'.repeat(16)}\n-----END RSA PRIVATE KEY-----`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each<[string, object]>([
  ['in a field', { token: TOKEN }],
  ['deep in an error', { err: new Error(`git said: https://x:${TOKEN}@host`) }],
  ['in a header as git sends it', { header: `Basic ${base64(`x-access-token:${TOKEN}`)}` }],
  ['in base64', { blob: base64(TOKEN) }],
  ['in an address', { url: `https://host/?token=${encodeURIComponent(TOKEN)}` }],
  ['with line breaks', { key: PEM }],
])('a secret %s does not reach the log', (_where, facts) => {
  const line = logged([TOKEN, PEM], (log) => log.info(facts, `and here: ${TOKEN}`));
  expect(line).toContain('[redacted]');
  for (const part of [TOKEN, TOKEN.slice(10), 'A+/bA+/b', base64(TOKEN).slice(8, 30)]) {
    expect(line).not.toContain(part);
  }
  expect(JSON.parse(line)).toMatchObject({ msg: 'and here: [redacted]' });
});

test('any secret is gone from any place, and the rest of the line stays', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), (secret, around) => {
      fc.pre(!'[redacted]'.includes(secret) && !`{"level":30,"time":"`.includes(secret));
      const known = createSecrets();
      known.add(secret);
      expect(known.redact(`<${secret}>`)).toBe('<[redacted]>');
      if (!around.includes(secret)) expect(known.redact(around)).toBe(around);
    }),
  );
});

test('of very many tokens the oldest are forgotten, what never ends is not', () => {
  const known = createSecrets();
  known.keep(PEM);
  known.keep('short');
  for (let at = 0; at <= 5_000; at += 1) known.add(`token-of-somebody-${at}.`);
  const said = (text: string) => known.redact(text);
  expect(said(`${PEM} short token-of-somebody-1.`)).toBe('[redacted] short [redacted]');
  expect(said('token-of-somebody-0.')).toBe('token-of-somebody-0.');
});

test('a word too short to be a secret is left in place', () => {
  expect(logged(['main'], (log) => log.info({}, 'on main'))).toContain('on main');
});
