/** What a repository, a broken git or the user's own surroundings must not be able to do. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMirrors, type GitOptions, openClone } from '#src/adapters/git.ts';
import type { MergeRequest, TrialMerge } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { startGitServer } from '../git-server.ts';
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

const short = (outcome: TrialMerge | undefined) =>
  outcome?.verdict === 'undetermined' ? `${outcome.reason}: ${outcome.detail}` : outcome?.verdict;

const COLLIDING = forked(
  { f: 'one\ntwo\nthree\n' },
  { a: { f: 'one\nTWO\nthree\n' }, b: { f: 'one\n2\nthree\n' }, c: { g: 'new\n' } },
);

async function merge(
  repo: TestRepository,
  names: [string, string][],
  options: GitOptions = {},
  from = repo.dir,
) {
  const git = await openClone(from, options);
  const requests = names.map(([ours, theirs]) => ({
    ours: repo.oid(ours),
    theirs: repo.oid(theirs),
  }));
  return (await git.trialMerges(REPO, requests)).map(short);
}

describe("the user's clone", () => {
  test('nothing in it changes, and it is read wherever it is opened from', async () => {
    const repo = create({
      bare: false,
      commits: [...COLLIDING, { branch: 'main', files: { 'sub/x': '' } }],
    });
    writeFileSync(join(repo.dir, 'f'), 'not committed\n');
    writeFileSync(join(repo.dir, 'untracked'), '');
    repo.git('worktree', 'add', '--quiet', join(dir, 'linked'), 'a');
    cpSync(join(repo.dir, '.git'), join(dir, 'bare.git'), { recursive: true });
    const listing = () =>
      readdirSync(repo.dir, { recursive: true, withFileTypes: true })
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => {
          const { mtimeMs, size, mode } = statSync(path);
          return [path, mode, mtimeMs, size];
        });
    const before = listing();
    for (const place of [
      repo.dir,
      join(repo.dir, 'sub'),
      join(repo.dir, '.git'),
      join(dir, 'linked'),
      join(dir, 'bare.git'),
    ]) {
      expect(
        await merge(
          repo,
          [
            ['a', 'b'],
            ['a', 'c'],
          ],
          {},
          place,
        ),
      ).toEqual(['conflict', 'clean']);
      const git = await openClone(place);
      expect(await git.readFile(REPO, repo.oid('a'), 'f')).toMatchObject({
        text: 'one\nTWO\nthree\n',
      });
      expect(await git.fetch(REPO, [repo.oid('a'), 'f'.repeat(40)])).toEqual(
        new Map([['f'.repeat(40), 'this clone does not have the commit; fetch it there first']]),
      );
    }
    expect(listing()).toEqual(before);
  });

  test('its attributes, merge drivers, hooks and configuration take no part', async () => {
    const marker = join(dir, 'driver-ran');
    const attributes = '* merge=evil\n*.union merge=union\n* text=auto eol=crlf\n';
    const repo = create({
      bare: false,
      commits: forked(
        { '.gitattributes': attributes, f: '1\n2\n3\n', 'f.union': '1\n2\n3\n' },
        {
          a: { f: '1\na\n3\n', 'f.union': '1\na\n3\n' },
          b: { f: '1\nb\n3\n', 'f.union': '1\nb\n3\n' },
        },
      ),
    });
    repo.git('config', 'merge.evil.driver', `touch ${marker}; exit 0`);
    repo.git('config', 'merge.renames', 'false');
    repo.git('config', 'core.fsmonitor', `touch ${marker}`);
    mkdirSync(join(repo.dir, '.git', 'info'), { recursive: true });
    writeFileSync(join(repo.dir, '.git', 'info', 'attributes'), attributes);
    const git = await openClone(repo.dir);
    const [outcome] = await git.trialMerges(REPO, [{ ours: repo.oid('a'), theirs: repo.oid('b') }]);
    expect(outcome).toMatchObject({ conflicts: [{ paths: ['f'] }, { paths: ['f.union'] }] });
    expect(existsSync(marker)).toBe(false);
    // The same merge in the work tree does run the driver: the repository is as dangerous as it looks.
    spawnSync('git', ['merge-tree', '--write-tree', 'a', 'b'], { cwd: repo.dir });
    expect(existsSync(marker)).toBe(true);
  });

  test('replacement objects and grafts of the user do not change the history', async () => {
    const repo = create({ commits: COLLIDING });
    repo.git('replace', repo.oid('a'), repo.oid('main'));
    expect(await merge(repo, [['a', 'b']])).toEqual(['conflict']);
  });

  test('SHA-256 works alike', async () => {
    const repo = create({ objectFormat: 'sha256', commits: COLLIDING });
    const git = await openClone(repo.dir);
    const [ours, theirs, on] = [repo.oid('a'), repo.oid('b'), repo.oid('main')];
    const outcomes = await git.trialMerges(REPO, [
      { ours, theirs },
      { ours: { landed: repo.oid('c'), on, how: 'merge' }, theirs },
      { ours: { landed: ours, on, how: 'squash' }, theirs },
    ]);
    expect(outcomes.map(short)).toEqual(['conflict', 'clean', 'conflict']);
    expect(await git.readFile(REPO, theirs, 'f')).toMatchObject({ state: 'found' });
  });

  test('a path with quotes, spaces and a newline', async () => {
    const repo = create({ commits: COLLIDING });
    const place = join(dir, '"quoted" # path\nwith: é');
    cpSync(repo.dir, place, { recursive: true });
    expect(await merge(repo, [['a', 'b']], {}, place)).toEqual(['conflict']);
  });

  test('a partial clone is read as far as it goes, and nothing is fetched behind its back', async () => {
    const repo = create({ commits: COLLIDING });
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const place = join(dir, 'partial');
    spawnSync('git', ['clone', '-q', '--bare', '--filter=blob:none', `file://${repo.dir}`, place]);
    expect(
      await merge(
        repo,
        [
          ['a', 'b'],
          ['a', 'c'],
        ],

        {},
        place,
      ),
    ).toMatchInlineSnapshot(`
[
  "missing-object: content that this merge needs is missing here or damaged (fatal: unable to read blob object 4cb29ea38f70d7c61b2a3a25b02e3bdf44905402)",
  "clean",
]
`);
    const git = await openClone(place);
    expect(await git.readFile(REPO, repo.oid('a'), 'f')).toMatchInlineSnapshot(`
{
  "reason": "its content is missing from this repository",
  "state": "unreadable",
}
`);
  });

  test('what cannot be used says so', async () => {
    const repo = create({ commits: COLLIDING });
    const clone = (...args: string[]) => {
      const place = join(dir, args.join('') || 'full');
      spawnSync('git', ['clone', '--quiet', '--bare', ...args, `file://${repo.dir}`, place]);
      return place;
    };
    repo.commit({ branch: 'main', files: { more: '' } });
    const said = async (place: string) =>
      openClone(place).then(
        () => 'opened',
        (error: Error) => `${error.name}: ${error.message.replaceAll(dir, 'DIR')}`,
      );
    expect(await said(clone())).toBe('opened');
    expect(await said(clone('--depth=1'))).toMatchInlineSnapshot(
      `"UnusableClone: DIR/--depth=1 is a shallow clone: without the whole history merges cannot be told. Run "git fetch --unshallow" there, then try again."`,
    );
    expect(await said(dir)).toMatchInlineSnapshot(
      `"UnusableClone: DIR is no git repository. Name a folder inside one, or a bare repository."`,
    );
    expect(await said(join(dir, 'nowhere'))).toMatchInlineSnapshot(
      `"UnusableClone: There is no folder DIR/nowhere. Name the folder of a git repository."`,
    );
  });
});

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
      await merge(repo, names, { limits: { mergeWallClock: 1500, parallel: 1 } }),
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
      await merge(repo, names, { limits: { memory: 96 * 1024 ** 2, parallel: 1 } }),
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
    const outcomes = await merge(repo, MERGES, {
      git,
      limits: { mergeWallClock: 400, recordBytes: 100_000, parallel: 1 },
    });
    expect(outcomes[3]).toMatch(expected);
    expect(outcomes.toSpliced(3, 1)).toEqual(RIGHT.toSpliced(3, 1));
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith(`weir-scratch-${process.pid}-`)),
    ).toEqual([]);
  });

  test('git that always fails ends too', async () => {
    const repo = create({ commits: COLLIDING });
    const outcomes = await merge(repo, MERGES, { git: shim('exit 1') });
    expect(new Set(outcomes)).toEqual(new Set(['failed: git ended with exit code 1']));
  });
});

describe('which git', () => {
  const fake = (version: string) => {
    const path = join(dir, 'git');
    writeFileSync(path, `#!/bin/sh\necho "git version ${version}"\n`);
    chmodSync(path, 0o755);
    return path;
  };

  test('an unsuitable one is refused before anything is read', async () => {
    const repo = create({ commits: COLLIDING });
    await expect(openClone(repo.dir, { git: fake('2.43.0') })).rejects.toThrow(
      /^git 2\.43\.0 lets a repository/,
    );
    await expect(openClone(repo.dir, { git: join(dir, 'none') })).rejects.toThrow(
      /^git could not be started/,
    );
    const mirrors = createMirrors({
      root: join(dir, 'mirrors'),
      remote: async () => ({ url: 'https://example.invalid/x.git', token: '' }),
      git: fake('2.30.2'),
    });
    expect(
      await mirrors.trialMerges(REPO, [{ ours: repo.oid('a'), theirs: repo.oid('b') }]),
    ).toMatchInlineSnapshot(`
[
  {
    "detail": "git 2.30.2 cannot merge without a work tree. Install git 2.39 or newer (but none of 2.43.0 to 2.45.2), then start Weir again.",
    "reason": "unsupported-git",
    "verdict": "undetermined",
  },
]
`);
    await expect(mirrors.fetch(REPO, [repo.oid('a')])).rejects.toThrow(
      /^git 2\.30\.2 cannot merge/,
    );
  });
});

test('arguments are constants and object ids; the environment is ours alone; the token is in neither', async () => {
  const repo = create({ bare: false, commits: COLLIDING });
  const record = join(dir, 'record');
  const git = join(dir, 'git');
  writeFileSync(
    git,
    `#!/bin/sh\nfor one; do printf 'arg %s\\n' "$one"; done >>${record}\nenv | sed 's/^/env /' >>${record}\nexec git "$@"\n`,
  );
  chmodSync(git, 0o755);
  const token = 'ghs_secret-token_value';
  const server = await startGitServer({
    repositories: { '/acme/river.git': join(repo.dir, '.git') },
    token,
  });
  const own = { ...process.env };
  Object.assign(process.env, {
    GIT_DIR: '/nonexistent',
    GIT_WORK_TREE: '/nonexistent',
    GIT_TRACE: join(dir, 'trace'),
    GIT_CONFIG_PARAMETERS: "'merge.renames=false'",
    GIT_EXTERNAL_DIFF: 'false',
    GITHUB_TOKEN: token,
    LD_PRELOAD: '',
    EDITOR: 'false',
  });
  try {
    const mirrors = createMirrors({
      root: join(dir, 'mirrors'),
      remote: async () => ({ url: `${server.url}/acme/river.git`, token }),
      git,
    });
    const [main, a, b] = [repo.oid('main'), repo.oid('a'), repo.oid('b')] as [
      string,
      string,
      string,
    ];
    expect(await mirrors.fetch(REPO, [main, a, b])).toEqual(new Map());
    for (const one of [mirrors, await openClone(repo.dir, { git })]) {
      expect(
        await one.trialMerges(REPO, [{ ours: { landed: a, on: main, how: 'merge' }, theirs: b }]),
      ).toMatchObject([{ verdict: 'conflict' }]);
      expect(await one.readFile(REPO, a, 'f')).toMatchObject({ state: 'found' });
      expect(await one.mergeBase(REPO, a, b)).toBe(main);
      expect((await one.unlanded(REPO, main, [a, b])).get(a)).toEqual({
        commits: new Set([a]),
        paths: ['f'],
      });
    }
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name];
    await server.close();
  }
  const lines = readFileSync(record, 'utf8').split('\n');
  const args = new Set(
    lines.filter((line) => line.startsWith('arg ')).map((line) => line.slice(4)),
  );
  const named = new Set(
    [...args].map((arg) => arg.replaceAll(/[0-9a-f]{40}/g, '<oid>').replace(repo.dir, '<clone>')),
  );
  expect([...named].sort()).toMatchInlineSnapshot(`
[
  "--always",
  "--bare",
  "--batch",
  "--batch-check",
  "--buffer",
  "--end-of-options",
  "--force",
  "--format=%(refname:lstrip=2)",
  "--git-path",
  "--is-shallow-repository",
  "--no-abbrev",
  "--no-auto-maintenance",
  "--no-recurse-submodules",
  "--no-renames",
  "--no-show-forced-updates",
  "--no-tags",
  "--no-write-fetch-head",
  "--object-format=sha1",
  "--parents",
  "--path-format=absolute",
  "--quiet",
  "--raw",
  "--show-object-format",
  "--stdin",
  "--template=",
  "--write-tree",
  "-C",
  "-r",
  "-z",
  "<clone>",
  "<oid>",
  "cat-file",
  "diff-tree",
  "fetch",
  "for-each-ref",
  "init",
  "merge-base",
  "merge-tree",
  "objects",
  "refs/weir/",
  "rev-list",
  "rev-parse",
  "version",
  "weir",
]
`);
  const names = new Set(
    lines.flatMap((line) => /^env ([A-Za-z_0-9]+)=/.exec(line)?.[1]?.replace(/\d+$/, 'N') ?? []),
  );
  expect([...names].sort()).toMatchInlineSnapshot(`
[
  "GIT_ALLOW_PROTOCOL",
  "GIT_ASKPASS",
  "GIT_ATTR_NOSYSTEM",
  "GIT_CONFIG_COUNT",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_KEY_N",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_VALUE_N",
  "GIT_DIR",
  "GIT_HTTP_LOW_SPEED_LIMIT",
  "GIT_HTTP_LOW_SPEED_TIME",
  "GIT_LITERAL_PATHSPECS",
  "GIT_NO_LAZY_FETCH",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OPTIONAL_LOCKS",
  "GIT_PROTOCOL_FROM_USER",
  "GIT_TERMINAL_PROMPT",
  "GIT_TRACE2_EVENT",
  "GIT_TRACE2_EVENT_BRIEF",
  "GIT_TRACE2_EVENT_NESTING",
  "HOME",
  "LANGUAGE",
  "LC_ALL",
  "PATH",
  "PWD",
  "SSH_ASKPASS",
  "TZ",
  "XDG_CONFIG_HOME",
]
`);
  // The header is in the environment of `git fetch` alone, and nowhere as it came.
  const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');
  expect(lines.filter((line) => line.includes(token))).toEqual([]);
  const carrying = lines.filter((line) => line.includes(encoded));
  expect(carrying).toEqual([
    expect.stringMatching(/^env GIT_CONFIG_VALUE_\d+=Authorization: Basic /),
  ]);
  expect(existsSync(join(dir, 'trace'))).toBe(false);
});
