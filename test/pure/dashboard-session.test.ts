import { expect, test } from '@jest/globals';
import { createSessions } from '#src/web/dashboard/session.ts';

const HOUR = 3_600;

function world() {
  const clock = { at: new Date('2025-07-07T09:00:00Z') };
  const sessions = createSessions(() => clock.at);
  const pass = (seconds: number) => {
    clock.at = new Date(clock.at.getTime() + seconds * 1_000);
  };
  return { sessions, pass };
}

test.each([
  ['a token that does not end', null, 8 * HOUR],
  ['a token that ends later', 24 * HOUR, 8 * HOUR],
  ['a token that ends before', HOUR, HOUR],
])('with %s a session ends after eight hours or when the token does', (_, given, seconds) => {
  const { sessions, pass } = world();
  const begun = sessions.begin('alice', 'token', given);
  expect(begun.seconds).toBe(seconds);
  pass(seconds - 1);
  expect(sessions.find(begun.id)?.login).toBe('alice');
  pass(1);
  expect(sessions.find(begun.id)).toBeNull();
});

test('nobody is found by what the server keeps, or by part of an id', () => {
  const { sessions } = world();
  const { id } = sessions.begin('alice', 'token', null);
  expect(id).toMatch(/^[\w-]{43}$/);
  for (const wrong of ['', id.slice(0, -1), `${id}x`, null]) {
    expect(sessions.find(wrong)).toBeNull();
  }
  sessions.end(id);
  expect(sessions.find(id)).toBeNull();
});

test('of very many the oldest are signed out', () => {
  const { sessions } = world();
  const ids = Array.from(
    { length: 1_001 },
    (_, at) => sessions.begin(`user-${at}`, 'token', null).id,
  );
  expect(ids.map((id) => sessions.find(id) === null).indexOf(false)).toBe(1);
});

test('whoever signs in over and over signs nobody out but themselves', () => {
  const { sessions } = world();
  const alice = sessions.begin('alice', 'token', null).id;
  const ids = Array.from({ length: 1_200 }, () => sessions.begin('mallory', 'token', null).id);
  expect(sessions.find(alice)?.login).toBe('alice');
  expect(ids.filter((id) => sessions.find(id) !== null)).toEqual(ids.slice(-10));
});

test('a clock that is set back makes no session longer', () => {
  const { sessions, pass } = world();
  const { id } = sessions.begin('alice', 'token', null);
  pass(-60);
  expect(sessions.find(id)).toBeNull();
  // What is over stays so.
  pass(60);
  expect(sessions.find(id)).toBeNull();
});
