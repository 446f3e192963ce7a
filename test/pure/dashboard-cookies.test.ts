import { expect, test } from '@jest/globals';
import { cookiesFor } from '#src/web/dashboard/cookies.ts';

test('over https a cookie belongs to this host alone; browsers refuse that on plain http', () => {
  const value = 'v'.repeat(3);
  expect(cookiesFor(true).set('weir-session', value, 60)).toBe(
    '__Host-weir-session=vvv; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  );
  expect(cookiesFor(false).set('weir-session', value, 60)).toBe(
    'weir-session=vvv; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
  );
  expect(cookiesFor(true).clear('weir-session')).toContain('=; Path=/; Max-Age=0;');
});

test('a cookie is read by its whole name, and not at all where there are two of it', () => {
  const { read } = cookiesFor(true);
  expect(read('a=1; __Host-weir-session=x=y; b=2', 'weir-session')).toBe('x=y');
  expect(read('weir-session=1; x__Host-weir-session=2', 'weir-session')).toBeNull();
  expect(read('__Host-weir-session=1; __Host-weir-session=2', 'weir-session')).toBeNull();
  expect(read(undefined, 'weir-session')).toBeNull();
});
