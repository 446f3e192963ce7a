/** A project goes wrong in twelve ways, one an hour, on the local GitHub: each is named when it happens, and not before. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Replay } from '../replay.ts';
import { failures } from '../replay-failures.ts';

let replay: Replay;
let said = '';
beforeAll(async () => {
  replay = await Replay.begin();
  said = await replay.hourLater();
}, 300_000);
afterAll(async () => {
  await replay?.end();
});

test('before anything goes wrong, none of it is named', () => {
  expect(said).toContain('16 of 20 tasks');
  const all = failures.flatMap(({ named }) => named);
  expect(all.filter((sentence) => sentence.test(said))).toEqual([]);
});

test.each(failures)(
  '$title',
  async ({ happens, named }) => {
    expect(named.filter((sentence) => sentence.test(said))).toEqual([]);
    await happens(replay);
    said = await replay.hourLater();
    expect(named.filter((sentence) => !sentence.test(said))).toEqual([]);
  },
  300_000,
);
