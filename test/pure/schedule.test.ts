import { expect, test } from '@jest/globals';
import { isSweepDue } from '#src/schedule.ts';

const at = (time: string) => new Date(`2025-07-07T${time}Z`);

test.each<[string, Date | null, boolean]>([
  ['never swept', null, true],
  ['swept just now', at('09:00:00'), false],
  ['swept almost a quarter of an hour ago', at('08:45:01'), false],
  ['swept a quarter of an hour ago', at('08:45:00'), true],
  ['asleep for days', new Date('2025-07-01T00:00:00Z'), true],
  ['the clock went back', at('09:00:01'), true],
])('%s', (_what, last, due) => {
  expect(isSweepDue(at('09:00:00'), last, 15 * 60_000)).toBe(due);
});
