import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMirrors, type MirrorOptions, type Mirrors } from '#src/adapters/git.ts';
import type { Repository } from '#src/ports.ts';
import { type GitServer, type GitServerOptions, startGitServer } from '../git-server.ts';
import { createRepository, forked, type TestRepository } from '../repo.ts';

// With a dash and an underscore, as new installation tokens have them.
const TOKEN = 'ghs_17_eyJhbGciOi-JSUzI1NiJ9.payload_x.sig-nature';
const RIVER: Repository = { installation: 7, id: 42, owner: 'acme', name: 'river' };

let root: string;
let repo: TestRepository;
let server: GitServer;
let servers: GitServer[];
let warnings: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'weir-test-mirrors-'));
  warnings = [];
  servers = [];
  repo = createRepository({
    commits: forked(
      { f: 'one\ntwo\nthree\n' },
      { a: { f: 'one\nTWO\nthree\n' }, b: { f: 'one\n2\nthree\n' }, c: { g: 'new\n' } },
    ),
  });
  server = await serve();
});

afterEach(async () => {
  await Promise.all(servers.map((one) => one.close()));
  repo.cleanup();
  rmSync(root, { recursive: true, force: true });
});

async function serve(options: Partial<GitServerOptions> = {}): Promise<GitServer> {
  const repositories = { '/acme/river.git': repo.dir };
  const started = await startGitServer({ repositories, token: TOKEN, ...options });
  servers.push(started);
  return started;
}

function mirrors(options: Partial<MirrorOptions> = {}): Mirrors {
  return createMirrors({
    root,
    remote: async () => ({ url: `${server.url}/acme/river.git`, token: TOKEN }),
    log: { info() {}, warn: (_, message) => warnings.push(message), error() {} },
    ...options,
  });
}

const MIRROR = () => join(root, '7', '42.git');
const oids = (...names: string[]) => names.map((name) => repo.oid(name));
const pair = (ours: string, theirs: string) => ({ ours: repo.oid(ours), theirs: repo.oid(theirs) });
const verdicts = async (git: Mirrors) =>
  (await git.trialMerges(RIVER, [pair('a', 'b'), pair('a', 'c')])).map(({ verdict }) => verdict);

describe('fetch', () => {
  test('brings commits with their history, asks only for what is missing, and everything can be read', async () => {
    const git = mirrors();
    expect(await git.fetch(RIVER, oids('main', 'a', 'b', 'c'))).toEqual(new Map());
    expect(await verdicts(git)).toEqual(['conflict', 'clean']);
    expect(await git.readFile(RIVER, repo.oid('a'), 'f')).toMatchObject({
      text: 'one\nTWO\nthree\n',
    });
    expect(await git.mergeBase(RIVER, repo.oid('a'), repo.oid('b'))).toBe(repo.oid('main'));

    const requests = server.seen.length;
    expect(await git.fetch(RIVER, oids('a', 'c'))).toEqual(new Map());
    expect(server.seen.length).toBe(requests);

    repo.commit({ branch: 'a', files: { h: 'more\n' } });
    expect(await git.fetch(RIVER, oids('a', 'c'))).toEqual(new Map());
    expect(await git.readFile(RIVER, repo.oid('a'), 'h')).toMatchObject({ state: 'found' });
    expect(warnings).toEqual([]);
  });

  test('the names of branches never become names in the mirror', async () => {
    const git = mirrors();
    await git.fetch(RIVER, oids('a', 'b'));
    const refs = readdirSync(join(MIRROR(), 'refs'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(MIRROR().length));
    expect(refs.sort()).toEqual(
      oids('a', 'b')
        .map((oid) => `/refs/weir/${oid}`)
        .sort(),
    );
  });

  test('what the remote does not have is answered, the rest comes', async () => {
    const git = mirrors();
    const gone = ['1'.repeat(40), '2'.repeat(40)];
    const refused = await git.fetch(RIVER, [
      gone[0],
      ...oids('a'),
      gone[1],
      ...oids('b'),
      '--upload-pack=x',
    ] as string[]);
    expect(refused).toMatchInlineSnapshot(`
Map {
  "--upload-pack=x" => "this is no object id",
  "1111111111111111111111111111111111111111" => "the remote does not have this commit (any more)",
  "2222222222222222222222222222222222222222" => "the remote does not have this commit (any more)",
}
`);
    expect(await git.trialMerges(RIVER, [pair('a', 'b')])).toMatchObject([{ verdict: 'conflict' }]);
    expect(
      await git.trialMerges(RIVER, [{ ours: gone[0] as string, theirs: repo.oid('a') }]),
    ).toMatchInlineSnapshot(`
[
  {
    "detail": "this repository has no commit 1111111111111111111111111111111111111111",
    "reason": "missing-object",
    "verdict": "undetermined",
  },
]
`);
  });

  test('one commit that git refuses to store does not keep the others away', async () => {
    // A tree with an entry called `.git`, as an attack on whoever checks it out.
    repo.commit({ branch: 'evil', parents: ['main'], files: { '.git/config': '[core]\n' } });
    const git = mirrors();
    const refused = await git.fetch(RIVER, oids('a', 'evil', 'b'));
    expect([...refused.keys()]).toEqual(oids('evil'));
    expect(await verdictsOf(git, 'a', 'b')).toBe('conflict');
  });

  test('at the same time from many sides: one writer, everything arrives', async () => {
    const git = mirrors();
    const names = ['main', 'a', 'b', 'c', 'a', 'b'];
    const all = await Promise.all(names.map((name) => git.fetch(RIVER, oids(name))));
    expect(all.map((refused) => refused.size)).toEqual(names.map(() => 0));
    expect(await verdicts(git)).toEqual(['conflict', 'clean']);
  });

  test('many small fetches are rolled up', async () => {
    const git = mirrors();
    for (let index = 0; index < 45; index += 1) {
      repo.commit({ branch: 'a', files: { [`n${index}`]: `${index}` } });
      await git.fetch(RIVER, oids('a'));
    }
    await git.fetch(RIVER, oids('b', 'c'));
    const packs = readdirSync(join(MIRROR(), 'objects', 'pack')).filter((name) =>
      name.endsWith('.pack'),
    );
    expect(packs.length).toBeLessThan(20);
    expect(await verdicts(git)).toEqual(['conflict', 'clean']);
  });
});

async function verdictsOf(git: Mirrors, ours: string, theirs: string) {
  return (await git.trialMerges(RIVER, [pair(ours, theirs)]))[0]?.verdict;
}

describe('a remote that fails', () => {
  const failure = async (git: Mirrors) => {
    const error = await git.fetch(RIVER, oids('a')).then(
      () => 'fetched',
      (thrown: Error) => `${thrown.name}: ${thrown.message}`,
    );
    return error
      .replaceAll(/127\.0\.0\.1:\d+/g, 'SERVER')
      .replaceAll(/127\.0\.0\.1 port \d+[^:]*/g, 'SERVER');
  };

  test('a wrong token, an unknown repository, nobody there', async () => {
    const at = (path: string, token: string) =>
      mirrors({ remote: async () => ({ url: server.url + path, token }) });
    expect(await failure(at('/acme/river.git', 'ghs_other'))).toMatchInlineSnapshot(
      `"TokenRefused: Fetching from http://SERVER/acme/river.git failed: the server refused the token. It has expired, or the App may not read this repository any more. Ask "weir doctor", and look at the repositories of the App's installation."`,
    );
    expect(warnings).toEqual([]);
    expect(await failure(at('/acme/gone.git', TOKEN))).toMatchInlineSnapshot(
      `"FetchFailed: Fetching from http://SERVER/acme/gone.git failed: fatal: repository 'http://SERVER/acme/gone.git/' not found"`,
    );
    await server.close();
    expect(await failure(mirrors())).toMatch(
      /^FetchFailed: Fetching from http:\/\/SERVER\/acme\/river.git failed: /,
    );
  });

  test('says nothing about the mirror, which stays as it was', async () => {
    await mirrors().fetch(RIVER, oids('b'));
    const at = (path: string, token: string) =>
      mirrors({ remote: async () => ({ url: server.url + path, token }) });
    // A name that looks like one of git's complaints.
    const odd = '/acme/bad%20object.git';
    expect(await failure(at('/acme/river.git', 'ghs_other'))).toMatch(/^TokenRefused: /);
    expect(await failure(at(odd, 'ghs_other'))).toMatch(/^TokenRefused: /);
    expect(await failure(at('/acme/corrupt.git', TOKEN))).toMatch(/^FetchFailed: .* not found$/);
    server = await serve({
      intercept: (_, response) => {
        response.writeHead(403, { 'content-type': 'text/plain' }).end('The packfile is corrupt.\n');
        return true;
      },
    });
    expect(await failure(mirrors())).toMatch(/^TokenRefused: /);
    expect(warnings).toEqual([]);
    expect(await mirrors().trialMerges(RIVER, [pair('b', 'main')])).toMatchObject([
      { verdict: 'clean' },
    ]);
  });

  test('a redirect is not followed, and the token stays where it belongs', async () => {
    const thief = await serve();
    server = await serve({
      intercept: (request, response) => {
        const location = `${thief.url.replace('127.0.0.1', 'localhost')}${request.url}`;
        response.writeHead(302, { location }).end();
        return true;
      },
    });
    expect(await failure(mirrors())).toMatch(/^FetchFailed: /);
    expect(server.seen.length).toBeGreaterThan(0);
    expect(thief.seen).toEqual([]);
  });

  test('a server that never answers is given up', async () => {
    server = await serve({ intercept: () => true });
    const start = performance.now();
    expect(await failure(mirrors({ limits: { fetchWallClock: 700 } }))).toMatchInlineSnapshot(
      `"FetchFailed: Fetching from http://SERVER/acme/river.git failed: it took more than 0.7 s"`,
    );
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('only https, and plain http on this machine', async () => {
    for (const url of [
      'http://example.com/acme/river.git',
      `file://${repo.dir}`,
      'ssh://git@example.com/acme/river.git',
      'https://user:secret@example.com/acme/river.git',
      'ext::sh -c "touch /tmp/weir-was-here"',
    ]) {
      expect(await failure(mirrors({ remote: async () => ({ url, token: TOKEN }) }))).toMatch(
        /^FetchFailed: Weir fetches over https without credentials/,
      );
    }
  });

  test('text a server sends reaches nobody with control characters in it', async () => {
    server = await serve({
      intercept: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
        const line = 'ERR \u001b[31mred\u001b]0;title\u0007\n';
        response.end(
          `001e# service=git-upload-pack\n0000${(line.length + 4).toString(16).padStart(4, '0')}${line}`,
        );
        return true;
      },
    });
    expect(await failure(mirrors())).not.toMatch(/[\x00-\x1f\x7f]/);
  });
});

describe('a mirror that was damaged', () => {
  const packFiles = (end: string) => {
    const folder = join(MIRROR(), 'objects', 'pack');
    return readdirSync(folder)
      .filter((one) => one.endsWith(end))
      .map((name) => join(folder, name));
  };
  const packFile = (end: string) => packFiles(end)[0] ?? '';
  const overwrite = (path: string, change: (bytes: Buffer) => Buffer) => {
    const bytes = change(readFileSync(path));
    rmSync(path);
    writeFileSync(path, bytes);
  };

  test.each<[string, () => void]>([
    ['an empty HEAD', () => truncateSync(join(MIRROR(), 'HEAD'), 0)],
    ['no HEAD', () => rmSync(join(MIRROR(), 'HEAD'))],
    ['a broken configuration', () => writeFileSync(join(MIRROR(), 'config'), '[core')],
    ['no objects', () => rmSync(join(MIRROR(), 'objects'), { recursive: true })],
    ['no pack', () => rmSync(packFile('.pack'))],
    ['no index of a pack', () => rmSync(packFile('.idx'))],
    [
      'half a pack',
      () => overwrite(packFile('.pack'), (bytes) => bytes.subarray(0, bytes.length / 2)),
    ],
    [
      'flipped bits in a pack',
      () =>
        overwrite(packFile('.pack'), (bytes) =>
          Buffer.from(bytes.map((byte, at) => (at > 60 ? byte ^ 0x10 : byte))),
        ),
    ],
    ['garbage for an index', () => overwrite(packFile('.idx'), (bytes) => bytes.fill(7))],
    [
      'a broken ref',
      () => writeFileSync(join(MIRROR(), 'refs', 'weir', repo.oid('a')), 'nonsense\n'),
    ],
    ['everything gone', () => rmSync(MIRROR(), { recursive: true })],
  ])('%s: fetched anew, and the verdicts are right', async (_, damage) => {
    await mirrors().fetch(RIVER, oids('main', 'a', 'b', 'c'));
    damage();
    const git = mirrors();
    expect(await git.fetch(RIVER, oids('main', 'a', 'b', 'c'))).toEqual(new Map());
    expect(await verdicts(git)).toEqual(['conflict', 'clean']);
    expect(await git.readFile(RIVER, repo.oid('c'), 'g')).toMatchObject({ text: 'new\n' });
    expect(warnings.length).toBeLessThanOrEqual(1);
  });

  test('found while reading: fetched anew at once, and not again and again', async () => {
    const git = mirrors();
    await git.fetch(RIVER, oids('main', 'a', 'b', 'c'));
    const spoil = () => overwrite(packFile('.pack'), (bytes) => bytes.fill(0, 40));
    spoil();
    expect(await verdicts(git)).toEqual(['conflict', 'clean']);
    expect(warnings).toEqual(['the mirror is damaged and is fetched anew']);
    spoil();
    await expect(verdicts(git)).rejects.toThrow(/^git could not look up objects: error: packfile/);
    expect(warnings.length).toBe(1);
  });

  test('what was asked for before comes back with it', async () => {
    const git = mirrors();
    await git.fetch(RIVER, oids('main', 'a'));
    await git.fetch(RIVER, oids('b', 'c'));
    overwrite(packFile('.pack'), (bytes) => bytes.fill(0, 40));
    expect(await git.fetch(RIVER, oids('b'))).toEqual(new Map());
    for (const pack of packFiles('.pack')) overwrite(pack, (bytes) => bytes.fill(0, 40));
    expect(await verdictsOf(git, 'a', 'b')).toBe('conflict');
    expect(await verdictsOf(git, 'a', 'c')).toBe('clean');
    expect(warnings.length).toBeGreaterThan(0);
  });

  test('what was asked for in an earlier life is missing until it is asked for again', async () => {
    await mirrors().fetch(RIVER, oids('main', 'a', 'b', 'c'));
    const git = mirrors();
    overwrite(packFile('.pack'), (bytes) => bytes.fill(0, 40));
    expect(await verdictsOf(git, 'a', 'b')).toBe('conflict');
    expect(await git.trialMerges(RIVER, [pair('a', 'c')])).toMatchObject([
      { verdict: 'undetermined', reason: 'missing-object' },
    ]);
    expect(await git.fetch(RIVER, oids('a', 'c'))).toEqual(new Map());
    expect(await verdictsOf(git, 'a', 'c')).toBe('clean');
  });

  test('a roll-up of packs that failed is tidied up after by the next fetch', async () => {
    const left = join(MIRROR(), 'objects', 'pack', '.tmp-1-pack-x.pack');
    const once = join(root, 'left-once');
    const script = join(root, 'git');
    writeFileSync(
      script,
      `#!/bin/sh
case "$*" in *repack*) [ -e "${once}" ] || touch "${left}" "${once}"; exit 1;; esac
exec git "$@"
`,
      { mode: 0o755 },
    );
    const git = mirrors({ git: script });
    await git.fetch(RIVER, oids('a'));
    for (let n = 0; n <= 40; n += 1) {
      writeFileSync(join(MIRROR(), 'objects', 'pack', `pack-${n}.pack`), '');
    }
    await git.fetch(RIVER, oids('b'));
    expect([existsSync(once), existsSync(left)]).toEqual([true, true]);
    await git.fetch(RIVER, oids('c'));
    expect(existsSync(left)).toBe(false);
    expect(await verdicts(git)).toEqual(['conflict', 'clean']);
    expect(warnings).toEqual([]);
  });

  test('what a killed git leaves behind does not stop the next fetch', async () => {
    await mirrors().fetch(RIVER, oids('main', 'a'));
    const leftovers = [
      'HEAD.lock',
      'config.lock',
      'packed-refs.lock',
      'shallow.lock',
      `refs/weir/${repo.oid('b')}.lock`,
      'objects/pack/tmp_pack_x1y2z3',
      'objects/pack/.tmp-123-pack-1.pack',
    ].map((name) => join(MIRROR(), name));
    for (const path of leftovers) writeFileSync(path, '');
    expect(await mirrors().fetch(RIVER, oids('b'))).toEqual(new Map());
    expect(leftovers.filter(existsSync)).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

test('forgetting one repository, or a whole installation', async () => {
  const git = mirrors();
  const other = { ...RIVER, id: 43 };
  await git.fetch(RIVER, oids('a'));
  await git.fetch(other, oids('a'));
  await git.forget(7, 42);
  expect(readdirSync(join(root, '7'))).toEqual(['43.git']);
  await git.forget(7, null);
  expect(existsSync(join(root, '7'))).toBe(false);
  await git.forget(8, null);
  expect(await git.fetch(RIVER, oids('a'))).toEqual(new Map());
});
