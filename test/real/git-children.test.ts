/** How git is started: which one, with which arguments and surroundings. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMirrors, openClone } from '#src/adapters/git.ts';
import { REPO } from '../fakes.ts';
import { startGitServer } from '../git-server.ts';
import { COLLIDING } from '../git-trials.ts';
import { createRepository, type RepositorySpec, type TestRepository } from '../repo.ts';

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
  // Where files of the moment go is as it is for Weir, which may have it from whoever started it.
  names.delete('TMPDIR');
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
