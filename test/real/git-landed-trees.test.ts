/** What heads make of a target, trees and texts, waits in memory until it is asked for, but not without end. */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { heldTexts } from '#src/adapters/git/held-texts.ts';
import { landedTrees } from '#src/adapters/git/landed-trees.ts';
import { objectId } from '#src/adapters/git/loose-objects.ts';
import { formatTree } from '#src/adapters/git/tree-entries.ts';
import { openClone } from '#src/adapters/git.ts';
import type { Oid, Survey } from '#src/ports.ts';
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

/** A git, and which commands it has been started with. */
function listing(): { git: string; started(): string[]; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'weir-test-list-'));
  const [git, list] = [join(dir, 'git'), join(dir, 'list')];
  writeFileSync(git, `#!/bin/sh\necho "$1" >> ${list}\nexec git "$@"\n`, { mode: 0o755 });
  return {
    git,
    started: () => readFileSync(list, 'utf8').split('\n'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

const lines = (edits: Record<number, string>) =>
  Array.from({ length: 60 }, (_, at) => `${edits[at] ?? `line ${at}`}\n`).join('');

test('trees are written when they are asked for, and at once where too much waits', () => {
  repo = createRepository({ commits: [{ branch: 'main', files: { a: 'a\n' } }] });
  const scratch = { gitDir: repo.dir, format: 'sha1' as const };
  const landed = landedTrees(null, 70);
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map(treeOf) as [
    ReturnType<typeof treeOf>,
    ReturnType<typeof treeOf>,
    ReturnType<typeof treeOf>,
    ReturnType<typeof treeOf>,
  ];
  const set = (head: string, { tree, body }: typeof one) =>
    landed.set(scratch, 'target', head, tree, { trees: [body], texts: [] });
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

test('texts are written when they are asked for, and the oldest where too much waits', async () => {
  repo = createRepository({ commits: [{ branch: 'main', files: { a: 'a\n' } }] });
  const scratch = { gitDir: repo.dir, format: 'sha1' as const };
  const texts = heldTexts(scratch, 10_000_000);
  const landed = landedTrees(texts);
  const large = (letter: string) => Buffer.alloc(3_000_000, letter);
  const [one, two, three] = ['1', '2', '3'].map((letter) => texts.hold(large(letter))) as [
    Oid,
    Oid,
    Oid,
  ];
  // The same again waits once.
  expect(texts.hold(large('1'))).toBe(one);
  const there = () => [one, two, three].map(isThere);
  expect(there()).toEqual([false, false, false]);
  texts.write([two, two, 'a'.repeat(40)]);
  expect(there()).toEqual([false, true, false]);
  const tree = treeOf('of three');
  landed.set(scratch, 'target', 'head', tree.tree, { trees: [tree.body], texts: [three] });
  expect(there()).toEqual([false, true, false]);
  landed.get(scratch, 'target', 'head');
  expect(there()).toEqual([false, true, true]);
  expect(repo.git('cat-file', 'blob', three)).toBe('3'.repeat(3_000_000));
  const more = ['4', '5', '6'].map((letter) => texts.hold(large(letter)));
  expect([...there(), ...more.map(isThere)]).toEqual([true, true, true, true, false, false]);
});

test('texts that could not be written wait on', async () => {
  repo = createRepository({ commits: [{ branch: 'main', files: { a: 'a\n' } }] });
  const texts = heldTexts({ gitDir: repo.dir, format: 'sha1' });
  const oids = Array.from({ length: 20 }, (_, at) => texts.hold(Buffer.alloc(1_000_000, at)));
  const [objects, away] = [join(repo.dir, 'objects'), join(repo.dir, 'away')];
  renameSync(objects, away);
  writeFileSync(objects, 'no folder');
  await expect(texts.makeRoom(new AbortController().signal)).rejects.toThrow('ENOTDIR');
  rmSync(objects);
  renameSync(away, objects);
  await texts.makeRoom(AbortSignal.abort());
  expect(oids.some(isThere)).toBe(false);
  await texts.makeRoom(new AbortController().signal);
  expect(oids.filter(isThere)).toHaveLength(5);
  texts.write(oids);
  expect(oids.every(isThere)).toBe(true);
});

test('what is remembered of a head is made again in the next look, without merging everything', async () => {
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

  const { git, started, remove } = listing();
  try {
    const next = await openClone(repo.dir, { git });
    const hunks = await next.withSurvey(REPO, target, [], (survey) =>
      survey.hunks([{ before: repo.oid(`${repo.oid('base')}:f`), after: landed, landed: a }]),
    );
    expect(hunks[0]?.map(({ from, to }) => [from, to])).toEqual([
      [5, 6],
      [20, 21],
    ]);
    expect(started()).not.toContain('merge-tree');
  } finally {
    remove();
  }
});

test('git is asked about a text that only exists once a head has landed', async () => {
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: { f: lines({}) } },
      { branch: 'a', parents: ['base'], files: { f: lines({ 20: 'a' }) } },
      // Of so many lines nothing is said that others could go by.
      {
        branch: 'b',
        parents: ['base'],
        files: { f: lines({ 40: 'b' }) + 'more\n'.repeat(10_001) },
      },
      { branch: 'main', files: { f: lines({ 5: 'main' }) } },
    ],
  });
  const [target, a, b, base] = [repo.oid('main'), repo.oid('a'), repo.oid('b'), repo.oid('base')];
  const [was, theirs] = [repo.oid(`${base}:f`), repo.oid(`${b}:f`)];
  /** Nobody else has asked about the text in this look. */
  const asked = async <T>(ask: (survey: Survey, text: Oid) => Promise<T>): Promise<T> => {
    const clone = await openClone(repo.dir);
    return clone.withSurvey(REPO, target, [a, b], (survey) =>
      ask(survey, survey.heads.get(a)?.landed?.find(({ path }) => path === 'f')?.oids[1] ?? ''),
    );
  };
  const alike = await asked(async (survey, text) => {
    const [found] = await survey.lookalikes([{ sources: [was], files: [text], landed: [a] }]);
    return found?.has(text);
  });
  expect(alike).toBe(true);
  const merged = await asked((survey, text) =>
    survey.trialMerges([
      {
        ours: { on: target, landed: a, how: 'merge' },
        theirs: b,
        base,
        only: [{ path: 'f', base: was, ours: text, theirs }],
      },
    ]),
  );
  // Of a merge of everything the tree would be known.
  expect(merged).toEqual([{ verdict: 'clean', tree: null }]);
});

test('what both heads change alike merges without a merge', async () => {
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: { f: lines({}) } },
      { branch: 'a', parents: ['base'], files: { f: lines({ 20: 'both', 30: 'a' }) } },
      { branch: 'b', parents: ['base'], files: { f: lines({ 20: 'both', 40: 'b' }) } },
      { branch: 'main', files: { f: lines({ 5: 'main' }) } },
    ],
  });
  const [target, a, b, base] = [repo.oid('main'), repo.oid('a'), repo.oid('b'), repo.oid('base')];
  const { git, started, remove } = listing();
  try {
    const clone = await openClone(repo.dir, { git });
    const merged = await clone.withSurvey(REPO, target, [a, b], (survey) => {
      const text = survey.heads.get(a)?.landed?.find(({ path }) => path === 'f')?.oids[1] ?? '';
      const file = { path: 'f', base: repo.oid(`${base}:f`), theirs: repo.oid(`${b}:f`) };
      return survey.trialMerges([
        {
          ours: { on: target, landed: a, how: 'merge' },
          theirs: b,
          base,
          only: [{ ...file, ours: text }],
        },
      ]);
    });
    expect(merged).toEqual([{ verdict: 'clean', tree: null }]);
    expect(started()).not.toContain('merge-tree');
  } finally {
    remove();
  }
});
