/** What a browser keeps while somebody is at GitHub, and what it is worth when it comes back. */
import { expect, test } from '@jest/globals';
import { ATTEMPT_SECONDS, createAttempts, ownPath } from '#src/web/dashboard/sign-in.ts';

function world() {
  const clock = { at: Date.parse('2025-07-07T09:00:00Z') };
  const pass = (seconds: number) => {
    clock.at += seconds * 1_000;
  };
  return { attempts: createAttempts(() => new Date(clock.at)), pass };
}

test('an attempt comes back with its state, once', () => {
  const { attempts } = world();
  const { attempt, sealed } = attempts.begin('/acme/river');
  expect(attempt).toMatchObject({ to: '/acme/river' });
  expect(attempts.resume(sealed, attempts.begin('/').attempt.state)).toBeNull();
  expect(attempts.resume(sealed, null)).toBeNull();
  // Whoever tried with another state has not used it up.
  expect(attempts.resume(sealed, attempt.state)).toEqual(attempt);
  expect(attempts.resume(sealed, attempt.state)).toBeNull();
});

test('what a browser keeps shows neither state nor verifier, and nobody else can make it', () => {
  const { attempts } = world();
  const { attempt, sealed } = attempts.begin('/');
  const bytes = Buffer.from(sealed, 'base64url');
  for (const secret of [attempt.state, attempt.verifier]) {
    expect(sealed).not.toContain(secret);
    expect(bytes.includes(secret)).toBe(false);
  }
  // A cookie of another process, one that was changed, one that was cut off, and none.
  const other = world().attempts.begin('/');
  expect(attempts.resume(other.sealed, other.attempt.state)).toBeNull();
  for (const at of [0, 12, 28, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(attempts.resume(changed.toString('base64url'), attempt.state)).toBeNull();
  }
  for (const wrong of [
    null,
    '',
    'x',
    sealed.slice(0, 40),
    'A'.repeat(2_000),
    '\u00e9'.repeat(99),
  ]) {
    expect(attempts.resume(wrong, attempt.state)).toBeNull();
  }
});

test('the server itself holds it to ten minutes, also when its clock is set back', () => {
  const { attempts, pass } = world();
  const [first, second, third] = ['/', '/', '/'].map(attempts.begin);
  pass(ATTEMPT_SECONDS - 1);
  expect(attempts.resume(first?.sealed ?? '', first?.attempt.state ?? '')).not.toBeNull();
  pass(1);
  expect(attempts.resume(second?.sealed ?? '', second?.attempt.state ?? '')).toBeNull();
  pass(-ATTEMPT_SECONDS - 60);
  expect(attempts.resume(third?.sealed ?? '', third?.attempt.state ?? '')).toBeNull();
});

test.each([
  ['//evil.example'],
  ['/\\evil.example'],
  ['/%2fevil.example'],
  ['/%5cevil.example/x'],
  ['https://evil.example'],
  ['javascript:alert(1)'],
  ['/acme/river\n'],
  ['/acme/river/../..//evil.example'],
  ['/acme/\u202eriver'],
  [`/acme/${'x'.repeat(101)}`],
  ['/sign-out'],
  [null],
])('%j is no page of ours to go to afterwards', (path) => {
  expect(ownPath(path)).toBe('/');
  expect(ownPath('/acme/river.js')).toBe('/acme/river.js');
});
