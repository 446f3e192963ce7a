/** When an occasion of a plan is done. */
import { expect, test } from '@jest/globals';
import type { Applied } from '#src/effects.ts';
import { keepOccasion } from '#src/occasions.ts';
import type { DueOccasion } from '#src/schedule.ts';
import { REPO } from '../fakes.ts';
import { timetableInMemory } from '../timetable-memory.ts';

const refusal: Applied = { outcome: 'skipped', url: null, refused: true };
const created: Applied = { outcome: 'created', url: 'https://github.example/1' };

/** Whether it is done after its only effect came to this. */
async function isDone(kind: DueOccasion['kind'], applied: Applied): Promise<boolean> {
  const timetable = timetableInMemory(() => 0);
  const occasion = { kind, series: kind, period: '2026-W48', dueAt: '' } as DueOccasion;
  const run = keepOccasion({ kind: 'occasion', repo: REPO, occasion }, { timetable }, () =>
    (async function* () {
      yield [];
    })(),
  );
  await run.next([]);
  await run.next([applied]);
  return timetable.rows[0]?.doneAt !== null;
}

test('a report that may not be written yet is not done, so that it is filed late; anything else is over', async () => {
  expect(await isDone('report', created)).toBe(true);
  expect(await isDone('report', refusal)).toBe(false);
  expect(await isDone('standup', refusal)).toBe(true);
  expect(await isDone('report', { outcome: 'skipped', url: null, reason: 'too long' })).toBe(true);
});
