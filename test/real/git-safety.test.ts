/** Commits that cannot be merged, and a git that does not survive a merge. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { MergeRequest } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { COLLIDING, mergeBranches, short } from '../git-trials.ts';
import {
  type CommitSpec,
  createRepository,
  forked,
  type RepositorySpec,
  type TestRepository,
} from '../repo.ts';

let dir: string;
const made: TestRepository[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weir-test-safety-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  for (const repo of made.splice(0)) repo.cleanup();
});

function create(spec: RepositorySpec): TestRepository {
  const repo = createRepository(spec);
  made.push(repo);
  return repo;
}

describe('commits that cannot be merged', () => {
  test('unrelated, missing, no commit, no id: each says so, and the others are answered', async () => {
    const repo = create({
      commits: [...COLLIDING, { branch: 'alien', parents: [], files: { f: 'alien\n' } }],
    });
    const git = await openClone(repo.dir, { limits: { parallel: 1, batch: 100 } });
    const [a, b, c, alien, main] = ['a', 'b', 'c', 'alien', 'main'].map((name) =>
      repo.oid(name),
    ) as [string, string, string, string, string];
    const blob = repo.git('rev-parse', 'main:f').trim();
    const requests: MergeRequest[] = [
      { ours: a, theirs: b },
      { ours: a, theirs: alien },
      { ours: alien, theirs: b },
      { ours: '1'.repeat(40), theirs: b },
      { ours: blob, theirs: b },
      { ours: 'HEAD --output=x', theirs: b },
      { ours: a, theirs: a },
      { ours: main, theirs: a },
      { ours: { landed: alien, on: main, how: 'merge' }, theirs: a },
      { ours: { landed: '2'.repeat(40), on: main, how: 'merge' }, theirs: a },
      { ours: a, theirs: c },
      { ours: a, theirs: b },
    ];
    expect((await git.trialMerges(REPO, requests)).map(short)).toMatchInlineSnapshot(`
[
  "conflict",
  "unrelated: the two have no common history",
  "unrelated: the two have no common history",
  "missing-object: this repository has no commit 1111111111111111111111111111111111111111",
  "missing-object: this repository has no commit 4cb29ea38f70d7c61b2a3a25b02e3bdf44905402",
  "missing-object: this repository has no commit HEAD --output=x",
  "clean",
  "clean",
  "unrelated: the two have no common history",
  "missing-object: this repository has no commit 2222222222222222222222222222222222222222",
  "clean",
  "conflict",
]
`);
    expect(await git.mergeBase(REPO, a, alien)).toBeNull();
    expect(await git.trialMerges(REPO, [])).toEqual([]);
  });

  test('a file missing in the middle of a batch costs that merge only', async () => {
    const repo = create({
      commits: [...COLLIDING, { branch: 'torn', parents: ['main'], files: { f: 'torn\n' } }],
    });
    const git = await openClone(repo.dir, { limits: { parallel: 1, batch: 100 } });
    const blob = repo.git('rev-parse', 'torn:f').trim();
    rmSync(join(repo.dir, 'objects', blob.slice(0, 2), blob.slice(2)));
    const names: [string, string][] = [
      ['a', 'b'],
      ['a', 'torn'],
      ['torn', 'c'],
      ['a', 'c'],
      ['b', 'torn'],
      ['b', 'c'],
    ];
    const requests = names.map(([ours, theirs]) => ({
      ours: repo.oid(ours),
      theirs: repo.oid(theirs),
    }));
    expect((await git.trialMerges(REPO, requests)).map(short)).toMatchInlineSnapshot(`
[
  "conflict",
  "missing-object: content that this merge needs is missing here or damaged (fatal: unable to read blob object 083d455bd62861a355d73aca86be60104af43b75)",
  "clean",
  "clean",
  "missing-object: content that this merge needs is missing here or damaged (fatal: unable to read blob object 083d455bd62861a355d73aca86be60104af43b75)",
  "clean",
]
`);
  });
});

describe('a merge that git does not survive', () => {
  /** Four merge bases at each of many levels: git merges bases of bases of bases. */
  function ladder(levels: number): CommitSpec[] {
    const commits: CommitSpec[] = [{ branch: 'main', files: { f: 'base\n' } }];
    for (let level = 0; level < levels; level += 1) {
      for (let rung = 0; rung < 4; rung += 1) {
        const parents = level === 0 ? ['main'] : [0, 1, 2, 3].map((one) => `l${level - 1}-${one}`);
        const first = parents[rung % parents.length] as string;
        commits.push({
          branch: `rung${rung}`,
          as: `l${level}-${rung}`,
          parents: [first, ...parents.filter((one) => one !== first)],
          files: { f: `level ${level} rung ${rung}\n` },
        });
      }
    }
    return commits;
  }

  test('a criss-cross of 53 commits is given up in time, alone', async () => {
    const repo = create({
      commits: [
        ...ladder(13),
        ...COLLIDING.slice(1).map((commit) => ({ ...commit, files: { ...commit.files } })),
      ],
    });
    const start = performance.now();
    const names: [string, string][] = [
      ['a', 'b'],
      ['rung0', 'rung1'],
      ['a', 'c'],
      ['rung2', 'c'],
    ];
    expect(
      await mergeBranches(repo, names, { limits: { mergeWallClock: 1500, parallel: 1 } }),
    ).toMatchInlineSnapshot(`
[
  "conflict",
  "timeout: git did not finish this merge within 1.5 s",
  "clean",
  "clean",
]
`);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('files too large for the memory allowed', async () => {
    const large = (head: string) => `${head}\n${'0123456789abcdef\n'.repeat(1 << 20)}`;
    const repo = create({
      commits: [
        ...forked(
          { f: large('base') },
          { a: { f: large('a') }, b: { f: large('b') }, c: { g: '' }, d: { g: 'd' } },
        ),
      ],
    });
    const names: [string, string][] = [
      ['c', 'd'],
      ['a', 'b'],
      ['a', 'c'],
    ];
    expect(
      await mergeBranches(repo, names, { limits: { memory: 96 * 1024 ** 2, parallel: 1 } }),
    ).toMatchInlineSnapshot(`
[
  "clean",
  "too-large: merging these needs more than the 96 MB that Weir gives to git",
  "clean",
]
`);
  });

  const MERGES: [string, string][] = [
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
    ['b', 'a'],
    ['c', 'a'],
    ['c', 'b'],
    ['main', 'a'],
  ];
  const RIGHT = ['conflict', 'clean', 'clean', 'conflict', 'clean', 'clean', 'clean'];

  /** A git that does something else when it is asked for one particular merge. */
  function shim(script: string): string {
    const path = join(dir, 'git');
    writeFileSync(
      path,
      `#!/bin/sh\ncase "$*" in merge-tree*) ;; *) exec git "$@" ;; esac\n${script}\n`,
    );
    chmodSync(path, 0o755);
    return path;
  }

  const scratches = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`weir-scratch-${process.pid}-`));

  test.each([
    ['hangs', 'sleep 60 & wait', /^timeout: git did not finish this merge within 0.4 s/],
    ['is killed', 'kill -9 $$', /^failed: git ended by signal/],
    ['crashes', 'kill -SEGV $$', /^failed: git ended by signal/],
    ['gives up', 'echo "fatal: not today" >&2; exit 128', /^failed: fatal: not today/],
    ['fails without a word', 'exit 3', /^failed: git ended with exit code 3/],
    ['talks nonsense', 'printf "what?\\0"; exit 0', /^failed: git merge-tree answered "what\?"/],
    [
      'never stops talking',
      'while :; do printf "0\\0%0100000d\\0" 1; done',
      /^(too-large|failed): /,
    ],
    [
      'runs out of memory',
      'echo "fatal: Out of memory, malloc failed (tried to allocate 9 bytes)" >&2; exit 128',
      /^too-large: merging these needs more than/,
    ],
  ])('git %s: the others are answered', async (_, action, expected) => {
    // Looks of tests before this one may be kept for a while.
    const before = scratches();
    const repo = create({ commits: COLLIDING });
    const culprit = `${repo.oid('b')} ${repo.oid('a')}`;
    const git = shim(`
      input=$(cat)
      case "$input" in
        *"${culprit}"*)
          # What came before the culprit is answered, as by git itself when it gives up.
          case '${action}' in *128) printf '%s\\n' "$input" | sed '/^${culprit}/,$d' | command git "$@" ;; esac
          ${action} ;;
      esac
      printf '%s\\n' "$input" | exec git "$@"`);
    const outcomes = await mergeBranches(repo, MERGES, {
      git,
      limits: { mergeWallClock: 400, recordBytes: 100_000, parallel: 1 },
    });
    expect(outcomes[3]).toMatch(expected);
    expect(outcomes.toSpliced(3, 1)).toEqual(RIGHT.toSpliced(3, 1));
    expect(scratches().filter((name) => !before.includes(name))).toEqual([]);
  });

  test('git that always fails ends too', async () => {
    const repo = create({ commits: COLLIDING });
    const outcomes = await mergeBranches(repo, MERGES, { git: shim('exit 1') });
    expect(new Set(outcomes)).toEqual(new Set(['failed: git ended with exit code 1']));
  });
});
