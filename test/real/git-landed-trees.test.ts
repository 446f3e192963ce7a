/** What heads make of a target waits in memory until it is asked for, but not without end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { landedTrees } from '#src/adapters/git/landed-trees.ts';
import { objectId } from '#src/adapters/git/loose-objects.ts';
import { formatTree } from '#src/adapters/git/tree-entries.ts';
import { openClone } from '#src/adapters/git.ts';
import type { Oid } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { createRepository, type TestRepository } from '../repo.ts';

let repo: TestRepository;
afterEach(() => repo.cleanup());

/** A tree of one file, some 32 bytes. */
function treeOf(name: string): { tree: string; body: Buffer } {
  const body = formatTree([{ name, mode: '100644', oid: repo.oid('main:a') }]);
  return { tree: objectId('sha1', 'tree', body), body };
}

const isThere = (oid: string) =>
  repo.git('cat-file', '--batch-all-objects', '--batch-check').includes(oid);

test('trees are written when they are asked for, and at once where too much waits', () => {
  repo = createRepository({ commits: [{ branch: 'main', files: { a: 'a\n' } }] });
  const scratch = { gitDir: repo.dir, format: 'sha1' as const };
  const landed = landedTrees(70);
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map(treeOf) as [
    ReturnType<typeof treeOf>,
    ReturnType<typeof treeOf>,
    ReturnType<typeof treeOf>,
    ReturnType<typeof treeOf>,
  ];
  const set = (head: string, { tree, body }: typeof one) =>
    landed.set(scratch, 'target', head, tree, [body]);
  set('1', one);
  set('2', two);
  // Told again, it does not wait twice.
  set('2', two);
  expect([one, two].map(({ tree }) => isThere(tree))).toEqual([false, false]);
  set('3', three);
  expect([one, two, three].map(({ tree }) => isThere(tree))).toEqual([false, false, true]);
  expect(landed.get(scratch, 'target', '1')).toBe(one.tree);
  expect(isThere(one.tree)).toBe(true);
  // What was asked for waits no more.
  set('4', four);
  expect(isThere(four.tree)).toBe(false);
  expect(['2', '3', '4'].map((head) => landed.get(scratch, 'target', head))).toEqual(
    [two, three, four].map(({ tree }) => tree),
  );
  expect([two, three, four].map(({ tree }) => isThere(tree))).toEqual([true, true, true]);
  expect(landed.get(scratch, 'other', '1')).toBeUndefined();
});

test('what is remembered of a head is made again in the next look, without merging everything', async () => {
  const lines = (edits: Record<number, string>) =>
    Array.from({ length: 60 }, (_, at) => `${edits[at] ?? `line ${at}`}\n`).join('');
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: { f: lines({}) } },
      { branch: 'a', parents: ['base'], files: { f: lines({ 20: 'a' }) } },
      { branch: 'b', parents: ['base'], files: { f: lines({ 40: 'b' }) } },
      { branch: 'main', files: { f: lines({ 5: 'main' }) } },
    ],
  });
  const [target, a, b] = ['main', 'a', 'b'].map((name) => repo.oid(name)) as [Oid, Oid, Oid];
  const first = await openClone(repo.dir);
  const known = await first.withSurvey(REPO, target, [a, b], async ({ heads }) => heads);
  const landed = known.get(a)?.landed?.find(({ path }) => path === 'f')?.oids[1] ?? '';
  expect(isThere(landed)).toBe(false);

  const [dir, list] = [mkdtempSync(join(tmpdir(), 'weir-test-list-')), 'list'];
  try {
    const git = join(dir, 'git');
    writeFileSync(git, `#!/bin/sh\necho "$1" >> ${join(dir, list)}\nexec git "$@"\n`, {
      mode: 0o755,
    });
    const next = await openClone(repo.dir, { git });
    const hunks = await next.withSurvey(REPO, target, [], (survey) =>
      survey.hunks([{ before: repo.oid(`${repo.oid('base')}:f`), after: landed, landed: a }]),
    );
    expect(hunks[0]?.map(({ from, to }) => [from, to])).toEqual([
      [5, 6],
      [20, 21],
    ]);
    expect(readFileSync(join(dir, list), 'utf8')).not.toContain('merge-tree');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
