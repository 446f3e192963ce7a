import { expect, test } from '@jest/globals';
import { recentPairs } from '#src/adapters/recent-pairs.ts';

test('a pair is known as it was added, and no other one of its names', () => {
  const pairs = recentPairs(10);
  for (const [one, other] of ['ab', 'bc', 'ca']) pairs.add(one as string, other as string);
  const known = ['ab', 'ba', 'bc', 'ac', 'ca', 'aa', 'ax', 'xy'].filter(([one, other]) =>
    pairs.has(one as string, other as string),
  );
  expect(known).toEqual(['ab', 'bc', 'ca']);
});

test('when there are too many, it begins anew and takes none for another one', () => {
  const pairs = recentPairs(3);
  for (const [one, other] of ['ab', 'cd', 'ef', 'gh']) pairs.add(one as string, other as string);
  const known = ['ab', 'cd', 'ef', 'gh'].filter(([one, other]) =>
    pairs.has(one as string, other as string),
  );
  expect(known).toEqual(['gh']);
});
