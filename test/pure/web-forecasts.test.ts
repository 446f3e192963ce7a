import { expect, test } from '@jest/globals';
import type { Judgement } from '#src/integration/run.ts';
import { createForecasts, type Forecasts } from '#src/web/forecasts.ts';
import { REPO } from '../fakes.ts';
import { forecast } from '../forecasts.ts';

const LAKE = { ...REPO, id: 2, name: 'lake' };
const POND = { ...REPO, id: 3, name: 'pond' };
const JUDGED: Judgement = { forecast: forecast([]), url: null };

/** Looks that end when told; `begun` has the repositories that were looked at. */
function world() {
  const begun: string[] = [];
  const ends: { done(found: Judgement): void; fail(error: Error): void }[] = [];
  const logged: string[] = [];
  const clock = { at: new Date('2025-07-07T09:00:00Z') };
  const log = {
    info() {},
    warn: (_facts: object, words: string) => logged.push(words),
    error() {},
  };
  const forecasts: Forecasts = createForecasts(
    (repo) => {
      begun.push(repo.name);
      return new Promise((done, fail) => ends.push({ done, fail }));
    },
    { now: () => clock.at, log },
  );
  const pass = (seconds: number) => {
    clock.at = new Date(clock.at.getTime() + seconds * 1_000);
  };
  return { forecasts, begun, ends, logged, pass };
}

const LONG = 60_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('who asks during a look, or just after it, gets the same one', async () => {
  const { forecasts, begun, ends, pass } = world();
  const asked = [forecasts.within(REPO, LONG), forecasts.within(REPO, LONG)];
  await turn();
  pass(40);
  ends[0]?.done(JUDGED);
  const [first, second] = await Promise.all(asked);
  pass(14);
  const third = await forecasts.within(REPO, LONG);
  expect([second, third]).toEqual([first, first]);
  // When it began, not when it ended: what happened in between is not in it.
  expect(first?.at.toISOString()).toBe('2025-07-07T09:00:00.000Z');
  expect(begun).toEqual(['river']);
  pass(1);
  void forecasts.within(REPO, 0);
  await turn();
  expect(begun).toEqual(['river', 'river']);
  expect(forecasts.last(REPO)).toBe(first);
});

test('by a clock that was set back nobody knows how old a look is, so a new one begins', async () => {
  const { forecasts, begun, ends, pass } = world();
  const asked = forecasts.within(REPO, LONG);
  await turn();
  ends[0]?.done(JUDGED);
  await asked;
  pass(-3_600);
  void forecasts.within(REPO, 0);
  await turn();
  expect(begun).toEqual(['river', 'river']);
});

test('who does not want to wait gets nothing yet, and the look goes on', async () => {
  const { forecasts, begun, ends } = world();
  expect(await forecasts.within(REPO, 1)).toBeNull();
  expect(forecasts.last(REPO)).toBeNull();
  ends[0]?.done(JUDGED);
  await turn();
  expect((await forecasts.within(REPO, 1))?.found).toBe(JUDGED);
  expect(begun).toEqual(['river']);
});

test('a failure is told to all who wait, logged where nobody does, and tried again later', async () => {
  const { forecasts, begun, ends, logged, pass } = world();
  expect(await forecasts.within(REPO, 1)).toBeNull();
  ends[0]?.fail(new Error('GitHub is away'));
  await turn();
  expect(logged).toEqual(['A look for the web failed']);
  await expect(forecasts.within(REPO, LONG)).rejects.toThrow('GitHub is away');
  expect(begun).toHaveLength(1);
  pass(15);
  void forecasts.within(REPO, 0);
  await turn();
  expect(begun).toHaveLength(2);
});

test('two repositories are looked at at a time; a third waits for one of them', async () => {
  const { forecasts, begun, ends } = world();
  for (const repo of [REPO, LAKE, POND]) void forecasts.within(repo, 0);
  await turn();
  expect(begun).toEqual(['river', 'lake']);
  ends[1]?.done(JUDGED);
  await turn();
  expect(begun).toEqual(['river', 'lake', 'pond']);
});
