import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodePath, encodePath } from '#src/adapters/git/bytes.ts';
import { findConflicts } from '#src/adapters/git/conflict-kinds.ts';
import { isDamage } from '#src/adapters/git/damage.ts';
import { createRecordParser, type MergeRecord } from '#src/adapters/git/merge-records.ts';
import { findRegions, toLines } from '#src/adapters/git/regions.ts';
import { judgeGitVersion } from '#src/adapters/git/version.ts';
import { processorTime } from '../processor-time.ts';

const OURS = 'a'.repeat(40);
const THEIRS = 'b'.repeat(40);

describe('records of git merge-tree', () => {
  const name = fc
    .uint8Array({ minLength: 1, maxLength: 12 })
    .map((bytes) => Buffer.from(bytes.map((byte) => byte || 1)));
  const record = fc.record({
    clean: fc.boolean(),
    stages: fc.array(fc.record({ path: name, stage: fc.constantFrom(1, 2, 3) }), { maxLength: 4 }),
    messages: fc.array(fc.record({ paths: fc.array(name, { maxLength: 3 }), text: name }), {
      maxLength: 4,
    }),
    advice: fc.boolean(),
  });

  test('any names, cut into any pieces', () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 4 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (records, cuts) => {
          const fields: Buffer[] = [];
          const say = (...texts: (string | Buffer)[]) =>
            fields.push(...texts.map((text) => Buffer.from(text)));
          for (const { clean, stages, messages, advice } of records) {
            say(clean ? '1' : '0', 'c'.repeat(40));
            if (clean) {
              say('');
              continue;
            }
            for (const { path, stage } of stages) {
              say(Buffer.concat([Buffer.from(`100644 ${OURS} ${stage}\t`), path]));
            }
            say('');
            for (const { paths, text } of messages)
              say(`${paths.length}`, ...paths, 'CONFLICT (contents)', text);
            say(advice ? 'Recursive merging with submodules ...\n' : '');
          }
          const bytes = Buffer.concat(fields.flatMap((field) => [field, Buffer.of(0)]));
          const read: MergeRecord[] = [];
          const parser = createRecordParser((one) => read.push(one));
          for (let at = 0; at < bytes.length; ) {
            const length = cuts.next().value;
            parser.push(bytes.subarray(at, at + length));
            at += length;
          }
          expect(read).toEqual(
            records.map(({ clean, stages, messages }) => ({
              clean,
              tree: 'c'.repeat(40),
              stages: clean
                ? []
                : stages.map(({ path, stage }) => ({
                    mode: '100644',
                    oid: OURS,
                    stage,
                    path: decodePath(path),
                  })),
              messages: clean
                ? []
                : messages.map(({ paths, text }) => ({
                    paths: paths.map(decodePath),
                    type: 'CONFLICT (contents)',
                    text: decodePath(text).trimEnd(),
                  })),
            })),
          );
        },
      ),
    );
  });

  test.each([
    '2\0',
    `${'x'.repeat(100)}\0`,
    `0\0${OURS}\0garbage\0`,
    `0\0${OURS}\x00100644 ${OURS} 4\tf\0`,
  ])('anything else is refused: %j', (text) => {
    expect(() => createRecordParser(() => {}).push(Buffer.from(text))).toThrow(/^git merge-tree /);
  });
});

describe("from git's words to kinds", () => {
  const kinds = (...types: string[]) =>
    findConflicts({
      clean: false,
      tree: '',
      stages: [],
      messages: types.map((type, index) => ({ type, paths: [`p${index}`], text: `${type}: ...` })),
    }).map(({ conflict }) => conflict.kind);

  test.each([
    ['CONFLICT (contents)', 'content'],
    ['CONFLICT (binary)', 'binary'],
    ['CONFLICT (file/directory)', 'file/directory'],
    ['CONFLICT (distinct modes)', 'distinct-types'],
    ['CONFLICT (modify/delete)', 'modify/delete'],
    ['CONFLICT (rename/rename)', 'rename/rename'],
    ['CONFLICT (rename involved in collision)', 'rename/add'],
    ['CONFLICT (rename/delete)', 'rename/delete'],
    ['CONFLICT (directory rename suggested)', 'directory-rename'],
    ['CONFLICT (file in way of directory rename)', 'directory-rename'],
    ['CONFLICT(directory rename collision)', 'directory-rename'],
    ['CONFLICT(directory rename unclear split)', 'directory-rename'],
    ['CONFLICT (submodule)', 'submodule'],
    ['CONFLICT (submodule with possible resolution)', 'submodule'],
    ['CONFLICT (submodule not initialized)', 'submodule'],
    ['CONFLICT (submodule history not available)', 'submodule'],
    ['CONFLICT (submodule may have rewinds)', 'submodule'],
    ['CONFLICT (submodule lacks merge base)', 'submodule'],
    ['CONFLICT (something of a later git)', 'other'],
  ])('%s is %s', (type, kind) => {
    expect(kinds(type)).toEqual([kind]);
  });

  test('what git only mentions is no conflict; a record without a word still is one', () => {
    const mentioned = [
      'Auto-merging',
      'Path updated due to directory rename',
      'Directory rename skipped since directory was renamed on both sides',
      'Fast forwarding submodule',
    ];
    expect(kinds(...mentioned, 'CONFLICT (binary)')).toEqual(['binary']);
    expect(kinds(...mentioned)).toEqual(['other']);
  });

  test('a path left unmerged without a word is named', () => {
    const stages = [{ mode: '100644', oid: OURS, stage: 2 as const, path: 'silent' }];
    const [found] = findConflicts({ clean: false, tree: '', stages, messages: [] });
    expect(found?.conflict).toMatchObject({ kind: 'other', paths: ['silent'] });
  });

  test('thousands are cut off, and that is said', () => {
    const found = findConflicts({
      clean: false,
      tree: '',
      stages: [],
      messages: Array.from({ length: 5000 }, (_, index) => ({
        type: 'CONFLICT (binary)',
        paths: [`p${index}`],
        text: '',
      })),
    });
    expect(found.length).toBe(1001);
    expect(found.at(-1)?.conflict.message).toBe('and 4000 more conflicts');
  });
});

describe('regions', () => {
  const regions = (merged: string, ours: string, theirs: string) =>
    findRegions(
      Buffer.from(
        merged.replaceAll('<O>', `<<<<<<< ${OURS}`).replaceAll('<T>', `>>>>>>> ${THEIRS}`),
      ),
      { ours: toLines(Buffer.from(ours)), theirs: toLines(Buffer.from(theirs)) },
      { ours: OURS, theirs: THEIRS },
    );

  test('lines of seven equals signs belong to the text they stand in', () => {
    const ours = 'Title\n=======\nours\n';
    const theirs = 'Other\n=======\ntheirs\n';
    const merged = `<O>\n${ours}=======\n${theirs}<T>\n`;
    expect(regions(merged, ours, theirs).regions).toEqual([
      { ours: { from: 1, to: 3 }, theirs: { from: 1, to: 3 } },
    ]);
  });

  test('markers that somebody committed are text, whatever follows them', () => {
    const forged = `<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> ${THEIRS.slice(1)}\n`;
    const ours = `${forged}ours\n`;
    const theirs = `${forged}theirs\n`;
    expect(regions(`${forged}<O>\nours\n=======\ntheirs\n<T>\n`, ours, theirs).regions).toEqual([
      { ours: { from: 6, to: 6 }, theirs: { from: 6, to: 6 } },
    ]);
  });

  test('the second of two equal lines is found behind what the other side inserted', () => {
    const ours = 'x\nsame\nx\nsame\nOURS\n';
    const theirs = 'new\nx\nsame\nx\nsame\nTHEIRS\n';
    const merged = 'new\nx\nsame\nx\nsame\n<O>\nOURS\n=======\nTHEIRS\n<T>\n';
    expect(regions(merged, ours, theirs).regions).toEqual([
      { ours: { from: 5, to: 5 }, theirs: { from: 6, to: 6 } },
    ]);
  });

  test('markers with carriage returns, and paths in labels', () => {
    const merged = `keep\r\n<O>:old name\r\na\r\n=======\r\nb\r\n<T>:new name\r\n`;
    expect(regions(merged, 'keep\r\na\r\n', 'keep\r\nb\r\n')).toEqual({
      regions: [{ ours: { from: 2, to: 2 }, theirs: { from: 2, to: 2 } }],
      paths: { ours: 'old name', theirs: 'new name' },
    });
  });

  test.each([
    ['no end', '<O>\na\n=======\nb\n'],
    ['no separator', '<O>\na\nb\n<T>\n'],
    ['text that is on neither side', '<O>\nmerged\n=======\nnested\n<T>\n'],
    ['no markers', 'a\nb\n'],
  ])('left out rather than guessed: %s', (_, merged) => {
    expect(regions(merged, 'a\n', 'b\n').regions).toEqual([]);
  });

  test('a file made to be slow gets no regions, quickly', () => {
    const lines = '\n'.repeat(120_000);
    const start = processorTime();
    regions(
      `<O>\n${lines}x\n=======\n${lines}y\n<T>\n`.repeat(3),
      `${lines}${lines}z\n`,
      `${lines}${lines}z\n`,
    );
    expect(processorTime() - start).toBeLessThan(5000);
  });
});

test('paths: what is shown can be looked up again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (bytes) => {
      const path = Buffer.from(bytes);
      expect(encodePath(decodePath(path)).equals(path)).toBe(true);
    }),
  );
  expect(decodePath(Buffer.from('grün'))).toBe('grün');
  expect(decodePath(Buffer.of(0x67, 0xfc))).toBe('g\\xfc');
});

test.each([
  ['git version 2.39.5', true],
  ['git version 2.38.0', true],
  ['git version 2.37.7', false],
  ['git version 1.9', false],
  ['git version 2.42.9', true],
  ['git version 2.43.0', false],
  ['git version 2.45.2', false],
  ['git version 2.45.3', true],
  ['git version 2.50.1 (Apple Git-155)', true],
  ['git version 2.47.1.windows.2', true],
  ['git version 3.0.0', true],
  ['usage: git', false],
])('%s: supported %s', (printed, supported) => {
  const judged = judgeGitVersion(printed);
  expect(judged.supported).toBe(supported);
  if (!judged.supported) expect(judged.problem).toMatch(/Install git 2\.39 or newer/);
});

test.each([
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", false],
  ["fatal: unable to access 'https://github.com/': Could not resolve host", false],
  ["fatal: repository 'https://github.com/a/b.git/' not found", false],
  ['fatal: refusing to merge unrelated histories', false],
  ['fatal: Out of memory, malloc failed', false],
  ['this repository has no commit 1111', false],
  ['fatal: not a git repository: /x/7/42.git', true],
  ['error: packfile pack-1.pack does not match index', true],
  ['error: inflate: data stream error (incorrect header check)', true],
  ['fatal: unable to read tree 0123456789abcdef', true],
  ['error: Could not read 0123456789abcdef', true],
  ['fatal: bad object refs/weir/0123', true],
])('%j: damage %s', (words, damaged) => {
  expect(isDamage(words)).toBe(damaged);
});
