/** Words that are looked for in all files of a commit. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { REPO } from '../fakes.ts';
import { createRepository, type TestRepository } from '../repo.ts';

let repo: TestRepository;
beforeAll(() => {
  repo = createRepository({
    commits: [
      {
        branch: 'main',
        files: {
          'a.ts': 'call(old);\nrecall(older, old);\nolder\n',
          'sub/$.js': 'const $el = el$; $\nregexp: a.b (c|d) [x]\n',
          'größe.txt': 'größe und größer\n',
          'binary.bin': Buffer.from('old\0old\n'),
          'latin1.txt': Buffer.from('caf\xe9 old\n', 'latin1'),
          'long.txt': `${'x'.repeat(500)} old\n`,
        },
      },
    ],
  });
});
afterAll(() => repo.cleanup());

async function find(words: string[]): Promise<string[]> {
  const clone = await openClone(repo.dir);
  const main = repo.oid('main');
  const found = await clone.withSurvey(REPO, main, [], (survey) => survey.occurrences(main, words));
  return [...found].map(
    ([word, places]) =>
      `${word}: ${places.map(({ path, line }) => `${path}:${line}`).join(' ') || 'nowhere'}`,
  );
}

test('whole words are found, with what regular expressions would take for signs', async () => {
  expect(
    await find(['old', 'older', 'call', '$el', 'el$', 'größe', 'none', 'a.b', 'old']),
  ).toMatchInlineSnapshot(`
[
  "old: a.ts:1 a.ts:2 latin1.txt:1",
  "older: a.ts:2 a.ts:3",
  "call: a.ts:1",
  "$el: sub/$.js:1",
  "el$: sub/$.js:1",
  "größe: größe.txt:1",
  "none: nowhere",
]
`);
});

test('thousands are found as one by one', async () => {
  const many = Array.from({ length: 3_500 }, (_, at) => `never${at}`);
  const found = await find([...many, 'old', 'call']);
  expect(found.filter((line) => !line.endsWith('nowhere'))).toEqual([
    ...(await find(['old'])),
    ...(await find(['call'])),
  ]);
});
