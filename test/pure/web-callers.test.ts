import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { createApiCallers } from '#src/web/json-api.ts';

test('a token that GitHub accepted is believed for a minute, by a clock set back not at all', async () => {
  const clock = { at: Date.parse('2025-07-07T09:00:00Z') };
  let asked = 0;
  const callers = createApiCallers(
    {
      login: async () => {
        asked += 1;
        return 'alice';
      },
      repository: async () => null,
    },
    async () => null,
    () => new Date(clock.at),
  );
  const request = { headers: { authorization: 'Bearer token' } } as IncomingMessage;
  const askedAfter = async (ms: number) => {
    clock.at += ms;
    expect(await callers.token(request)).toEqual({ token: 'token' });
    return asked;
  };
  expect(await askedAfter(0)).toBe(1);
  expect(await askedAfter(59_999)).toBe(1);
  expect(await askedAfter(1)).toBe(2);
  expect(await askedAfter(-1)).toBe(3);
});
