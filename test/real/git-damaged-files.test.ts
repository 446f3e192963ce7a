/** Each file of a small repository in turn is missing or damaged: no verdict may be another one than without, but unknown. */
import { existsSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { forecast } from '#src/integration/forecast.ts';
import { openHead, REPO } from '../fakes.ts';
import { createRepository, type Files, type TestRepository } from '../repo.ts';

const lines = (name: string, edits: Record<number, string> = {}) =>
  Array.from({ length: 30 }, (_, at) => `${edits[at] ?? `${name} ${at}`}\n`).join('');

/** Of each way in which heads are landed and pairs are decided, one at least. */
const HEADS: Record<string, Files> = {
  // Lines apart from the target's, which make a new text.
  apart: { shared: lines('shared', { 20: 'apart' }) },
  // Meets `apart` in one line, and lies apart from the target.
  collides: { shared: lines('shared', { 20: 'collides' }) },
  // Does not land.
  behind: { shared: lines('shared', { 2: 'behind' }) },
  // Changes what the target has moved.
  follows: { moved: lines('moved', { 4: 'follows' }) },
  adds: { 'new/file': lines('added') },
  edits: { other: lines('other', { 9: 'edits' }) },
};

let repo: TestRepository;
let blobs: string[];
let sound: Map<string, string>;
beforeAll(() => {
  const base = { shared: lines('shared'), moved: lines('moved'), other: lines('other') };
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: base },
      ...Object.entries(HEADS).map(([branch, files]) => ({ branch, parents: ['base'], files })),
      {
        branch: 'main',
        files: {
          shared: lines('shared', { 2: 'main' }),
          moved: null,
          'new place': lines('moved', { 25: 'main' }),
        },
      },
    ],
  });
  blobs = repo
    .git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)')
    .split('\n')
    .flatMap((line) => (line.endsWith(' blob') ? [line.slice(0, 40)] : []));
});
afterAll(() => repo.cleanup());

async function verdicts(): Promise<Map<string, string>> {
  const heads = Object.keys(HEADS).map((name) => ({ ...openHead(name), oid: repo.oid(name) }));
  const base = { ref: 'main', oid: repo.oid('main') };
  const judged = await forecast(
    { repo: REPO, base, heads, plan: null, pairs: 'landing', squashOnly: false },
    await openClone(repo.dir),
  );
  return new Map(judged.pairs.map(({ a, b, verdict }) => [`${a} ${b}`, verdict]));
}

test('what is not clean where everything is there', async () => {
  sound = await verdicts();
  expect(blobs).toHaveLength(11);
  const others = [...sound].filter(([, verdict]) => verdict !== 'clean');
  expect(Object.fromEntries(others)).toMatchInlineSnapshot(`
{
  "apart collides": "conflict",
  "main behind": "conflict",
}
`);
});

test.each(['missing', 'damaged'])('a file that is %s', async (how) => {
  let unknown = 0;
  for (const blob of blobs) {
    const path = join(repo.dir, 'objects', blob.slice(0, 2), blob.slice(2));
    const whole = readFileSync(path);
    unlinkSync(path);
    if (how === 'damaged') writeFileSync(path, whole.subarray(0, whole.length / 2));
    try {
      const found = await verdicts();
      expect([...found.keys()]).toEqual([...sound.keys()]);
      for (const [pair, verdict] of found) {
        if (verdict === 'undetermined') unknown += 1;
        else expect(`${blob} ${pair} ${verdict}`).toBe(`${blob} ${pair} ${sound.get(pair)}`);
      }
    } finally {
      if (existsSync(path)) rmSync(path, { force: true });
      writeFileSync(path, whole);
    }
  }
  expect(unknown).toBeGreaterThan(10);
  expect(unknown).toBeLessThan((blobs.length * sound.size) / 2);
});
