import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRepository, forked, TEST_GIT_ENVIRONMENT, type TestRepository } from '../repo.ts';
import { weir } from './cli-weir.ts';

const PLAN = `version: 1
target: main
workstreams:
  storage: { branch: feature/storage, owners: [bob] }
  kernel: { also: { heads: ["kernel/*"] } }
`;

/** Two heads that collide, one that is clean, on a repository with a work tree. */
const COLLIDING = forked(
  { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'b\n' },
  {
    'feature/storage': { 'a.txt': 'one\nstorage\nthree\n' },
    'kernel/events': { 'a.txt': 'one\nkernel\nthree\n' },
    docs: { 'b.txt': 'c\n' },
  },
);

const made: (() => void)[] = [];
afterAll(() => {
  for (const remove of made) remove();
});

function repository(...args: Parameters<typeof createRepository>): TestRepository {
  const repo = createRepository(...args);
  made.push(repo.cleanup);
  return repo;
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'weir-test-cli-'));
  made.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

interface Document {
  base: { ref: string; oid: string };
  heads: { ref: string; oid: string; workstream: string | null }[];
  pairs: {
    a: string;
    b: string;
    verdict: string;
    basis: string;
    reason?: string;
    findings: object[];
  }[];
  order: { ref: string; conflicts_with: string[] }[];
  conclusion: string;
}

/** The document of a call that must succeed in printing one. */
async function judged(
  dir: string,
  ...args: string[]
): Promise<Document & { code: number | null; err: string }> {
  const { code, out, err } = await weir(['integrate', '--repo', dir, '--json', ...args]);
  if (out === '') throw new Error(err);
  return { ...(JSON.parse(out) as Document), code, err };
}

const refs = ({ heads }: Document) => heads.map(({ ref }) => ref);
const verdicts = ({ pairs }: Document) =>
  pairs.map(({ a, b, verdict }) => `${a} × ${b}: ${verdict}`);

let repo: TestRepository;
beforeAll(() => {
  repo = repository({ bare: false, commits: COLLIDING });
  repo.git('update-ref', 'refs/pull/7/head', 'docs');
  repo.git('update-ref', 'refs/pull/8/head', 'kernel/events');
  repo.git('update-ref', 'refs/remotes/origin/far', 'docs');
  repo.git('tag', '-a', '-m', 'a tag', 'v1', 'docs');
});

test('prints one JSON document as the contract says, and exits 1 for a collision', async () => {
  repo.commit({ branch: 'planned', parents: ['main'], files: { '.github/workstreams.yml': PLAN } });
  const { code, out, err } = await weir([
    ...['integrate', '--repo', repo.dir, '--json', '--base', 'planned'],
    ...['--head', 'feature/storage', '--head', 'kernel/*'],
  ]);
  repo.git('update-ref', '-d', 'refs/heads/planned');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(JSON.parse(out)).toMatchInlineSnapshot(`
{
  "base": {
    "oid": "08a8884ed8d1bcb89229cfa8ea975d13f6e686d6",
    "ref": "planned",
  },
  "conclusion": "failure",
  "heads": [
    {
      "oid": "cafac0e42567b33ef9c990437b87ca147f636fb8",
      "owners": [
        "bob",
      ],
      "ref": "feature/storage",
      "workstream": "storage",
    },
    {
      "oid": "91afaab71758108fa659629010cc5127159064ab",
      "ref": "kernel/events",
      "workstream": "kernel",
    },
  ],
  "order": [
    {
      "conflicts_with": [],
      "newly_conflicting": [
        "kernel/events",
      ],
      "now": true,
      "ref": "feature/storage",
      "tried": {
        "outcome": "lands",
        "paths": [],
      },
    },
    {
      "conflicts_with": [
        "feature/storage",
      ],
      "newly_conflicting": [],
      "now": false,
      "ref": "kernel/events",
      "tried": {
        "outcome": "conflict",
        "paths": [
          "a.txt",
        ],
      },
    },
  ],
  "pairs": [
    {
      "a": "planned",
      "b": "feature/storage",
      "basis": "landing",
      "findings": [],
      "verdict": "clean",
    },
    {
      "a": "planned",
      "b": "kernel/events",
      "basis": "landing",
      "findings": [],
      "verdict": "clean",
    },
    {
      "a": "feature/storage",
      "b": "kernel/events",
      "basis": "landing",
      "findings": [
        {
          "confidence": 1,
          "detector": "textual",
          "message": "Both change the same lines of a.txt",
          "places": [
            {
              "head": "feature/storage",
              "line": 2,
              "path": "a.txt",
            },
            {
              "head": "kernel/events",
              "line": 2,
              "path": "a.txt",
            },
          ],
          "severity": "fail",
          "suggestion": "Whichever of the two lands second merges planned and resolves a.txt there.",
        },
      ],
      "verdict": "conflict",
    },
  ],
}
`);
});

test('leaves refs, work tree, index and objects as they were', async () => {
  const state = () => [
    repo.git('for-each-ref'),
    repo.git('status', '--porcelain', '--untracked-files=all'),
    repo.git('count-objects', '-v'),
    readdirSync(join(repo.dir, '.git')).sort().join(),
  ];
  const before = state();
  await judged(repo.dir);
  expect(state()).toEqual(before);
});

describe('the repository may be', () => {
  const all = ['docs', 'feature/storage', 'kernel/events'];

  test('a work tree, a folder in it, or the current folder', async () => {
    mkdirSync(join(repo.dir, 'sub'), { recursive: true });
    expect(refs(await judged(repo.dir))).toEqual(all);
    expect(refs(await judged(join(repo.dir, 'sub')))).toEqual(all);
    const here = await weir(['integrate', '--json'], { cwd: join(repo.dir, 'sub') });
    expect(refs(JSON.parse(here.out) as Document)).toEqual(all);
  });

  test('a linked work tree', async () => {
    const dir = join(folder(), 'linked');
    repo.git('worktree', 'add', '--quiet', '--detach', dir, 'docs');
    expect(refs(await judged(dir))).toEqual(all);
    repo.git('worktree', 'remove', '--force', dir);
  });

  test('bare, with another default branch and another object format', async () => {
    const bare = repository({
      head: 'trunk',
      objectFormat: 'sha256',
      commits: COLLIDING.map((commit) =>
        commit.branch === 'main'
          ? { ...commit, branch: 'trunk' }
          : { ...commit, parents: ['trunk'] },
      ),
    });
    const { base, code } = await judged(bare.dir);
    expect({ base, code }).toEqual({ base: { ref: 'trunk', oid: bare.oid('trunk') }, code: 1 });
  });

  test('a clone whose default branch only the remote has', async () => {
    const dir = join(folder(), 'clone');
    repo.git('clone', '--quiet', '--no-local', repo.dir, dir);
    const git = (...args: string[]) =>
      spawnSync('git', ['-C', dir, ...args], { env: TEST_GIT_ENVIRONMENT });
    git('checkout', '--quiet', 'feature/storage');
    git('branch', '--quiet', '-D', 'main');
    const { base, heads } = await judged(dir);
    expect([base.ref, ...heads.map(({ ref }) => ref)]).toEqual(['origin/main', 'feature/storage']);
  });
});

describe('a head may be', () => {
  test.each<[string, string[], string[]]>([
    ['a branch', ['docs'], ['docs']],
    ['a full ref', ['refs/heads/docs'], ['refs/heads/docs']],
    ['a remote branch', ['origin/far'], ['origin/far']],
    ['a pull request', ['refs/pull/7/head'], ['refs/pull/7/head']],
    ['a tag', ['v1'], ['v1']],
    ['a glob over branches', ['*/*'], ['feature/storage', 'kernel/events']],
    ['a glob over full refs of branches', ['refs/heads/k*/**'], ['kernel/events']],
    ['a glob over pull requests', ['refs/pull/*/head'], ['refs/pull/7/head', 'refs/pull/8/head']],
    ['a glob over remote branches', ['origin/*'], ['origin/far']],
    ['steps back from a branch', ['docs~0'], ['docs~0']],
    ['given twice', ['docs', 'docs', 'd*'], ['docs']],
    ['one commit under two names', ['docs', 'v1'], ['docs', 'v1']],
  ])('%s', async (_, heads, expected) => {
    const found = await judged(repo.dir, ...heads.flatMap((head) => ['--head', head]));
    expect(refs(found)).toEqual(expected);
  });

  test('an object id, whole or abbreviated, echoed as given', async () => {
    const oid = repo.oid('docs');
    const short = repo.oid('kernel/events').slice(0, 9);
    const { heads } = await judged(repo.dir, '--head', oid, '--head', short);
    expect(heads.map(({ ref, oid }) => [ref, oid])).toEqual([
      [oid, oid],
      [short, repo.oid('kernel/events')],
    ]);
  });

  test.each<[string, () => string[], string]>([
    ['a branch and its full name', () => ['docs', 'refs/heads/docs'], 'refs/heads/docs'],
    ['an abbreviated object id and the whole', () => [docs().slice(0, 12), docs()], 'WHOLE'],
    ['a whole object id and an abbreviation', () => [docs(), docs().slice(0, 12)], 'SHORT'],
  ])('one thing under two names, which counts once: %s', async (_, names, second) => {
    const [first = '', ...more] = names();
    const found = await judged(repo.dir, ...[first, ...more].flatMap((name) => ['--head', name]));
    const words = (text: string) =>
      text.replaceAll(docs(), 'WHOLE').replaceAll(docs().slice(0, 12), 'SHORT');
    expect(found.heads.map(({ ref, oid }) => [ref, oid])).toEqual([[first, docs()]]);
    expect(found.pairs.map(({ a, b }) => [a, b])).toEqual([['main', first]]);
    expect(words(found.err)).toBe(
      `weir: "${second}" is "${words(first)}" under another name and stands there once.\n`,
    );
  });
  const docs = () => repo.oid('docs');

  test('the base itself, which is left out with a notice', async () => {
    const found = await judged(repo.dir, '--head', 'main', '--head', 'docs');
    expect(refs(found)).toEqual(['docs']);
    expect(found.err).toBe('weir: "main" is the base and was left out of the heads.\n');
  });
});

describe('what it cannot do it says in a sentence, with exit code 2 and nothing on standard output', () => {
  const none = folder();
  const cases: [string, () => string[], RegExp][] = [
    [
      'an unknown head',
      () => ['--head', 'feature/storag'],
      /no "feature\/storag".*mean "feature\/storage"/,
    ],
    [
      'an unknown base',
      () => ['--base', 'mian'],
      /no "mian" in this repository \(--base\).*"main"/,
    ],
    ['a glob that matches nothing', () => ['--head', 'kernal/*'], /matches "kernal\/\*"/],
    [
      'a tree as head',
      () => ['--head', repo.git('rev-parse', 'main^{tree}').trim()],
      /names a tree/,
    ],
    ['an unknown object id', () => ['--head', '0123456789'.repeat(4)], /no "0123456789/],
    ['a name that is an option of git', () => ['--head=--all'], /no "--all"/],
    ['an unknown way of pairing', () => ['--pairs', 'both'], /landing or direct/],
    ['an unknown option', () => ['--bass', 'main'], /--bass. Did you mean --base\?/],
    ['an option without value', () => ['--base', '--json'], /looks like an option/],
    ['two formats', () => ['--json', '--markdown'], /exclude each other/],
    ['a plan that is not there', () => ['--plan', '/nowhere/plan.yml'], /no such file/],
    ['no repository', () => ['--repo', none], /no git repository/],
    ['no folder', () => ['--repo', join(none, 'x')], /There is no folder/],
  ];
  test.each(cases)('%s', async (_, args, words) => {
    const given = args();
    const where = given.includes('--repo') ? [] : ['--repo', repo.dir];
    const { code, out, err } = await weir(['integrate', ...where, ...given]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('a broken plan, with all its lines', async () => {
    const broken = repository({
      commits: forked(
        { '.github/workstreams.yml': 'version: 1\ntargt: x\nworkstreams: 3\n' },
        { a: { f: 'x' } },
      ),
    });
    const { code, out, err } = await weir(['integrate', '--repo', broken.dir, '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatchInlineSnapshot(`
"weir: The plan cannot be used; repair these lines:
  main:.github/workstreams.yml:2:1: error: "targt" is not a key at the top of a plan. Did you mean "target"?
  main:.github/workstreams.yml:3:14: error: workstreams must be a mapping, not a number.
"
`);
  });

  test('a repository without a commit, and a shallow clone', async () => {
    const empty = await weir(['integrate', '--repo', repository({ bare: false }).dir]);
    expect(empty).toEqual({ code: 2, out: '', err: expect.stringContaining('has no commit') });
    const dir = join(folder(), 'shallow');
    repo.commit({ branch: 'docs', files: { 'b.txt': 'd\n' } });
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.dir}`, dir);
    const shallow = await weir(['integrate', '--repo', dir]);
    expect(shallow).toEqual({ code: 2, out: '', err: expect.stringContaining('shallow clone') });
  });
});

test('a symbolic ref is the branch that it leads to', async () => {
  const linked = repository({ bare: false, commits: COLLIDING });
  linked.git('symbolic-ref', 'refs/heads/alias', 'refs/heads/docs');
  linked.git('symbolic-ref', 'refs/heads/nowhere', 'refs/heads/gone');
  linked.git('update-ref', 'refs/remotes/origin/main', 'main');
  linked.git('update-ref', 'refs/remotes/origin/far', 'kernel/events');
  linked.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  const seen = async (...args: string[]) => {
    const { base, heads, err } = await judged(linked.dir, ...args);
    const shown = `${base.ref}: ${heads.map(({ ref }) => ref).join(', ')}`;
    return err === '' ? shown : `${shown} (${err.trim()})`;
  };
  expect([
    await seen(),
    await seen('--head', 'alias'),
    await seen('--head', 'a*'),
    await seen('--head', 'alias', '--head', 'docs'),
    await seen('--base', 'alias'),
    await seen('--base', 'origin/HEAD', '--head', 'docs'),
    await seen('--base', 'origin/HEAD', '--head', 'origin/*'),
    await seen('--base', 'docs', '--head', 'origin', '--head', 'origin/main'),
    await seen('--base', 'docs', '--head', '{*/*,*/HEAD,refs/remotes/**}'),
  ]).toMatchInlineSnapshot(`
[
  "main: docs, feature/storage, kernel/events",
  "main: alias",
  "main: alias",
  "main: alias (weir: "docs" is "alias" under another name and stands there once.)",
  "alias: feature/storage, kernel/events, main",
  "origin/HEAD: docs",
  "origin/HEAD: origin/far (weir: "origin/HEAD" is the base and was left out of the heads.)",
  "docs: origin (weir: "origin/main" is "origin" under another name and stands there once.)",
  "docs: feature/storage, kernel/events, refs/remotes/origin/far, refs/remotes/origin/main",
]
`);
  expect(await weir(['integrate', '--repo', linked.dir, '--head', 'nowhere'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no "nowhere"'),
  });
});

test('names that are not UTF-8 stay apart, and can be given as they are shown', async () => {
  const odd = repository({ commits: COLLIDING });
  const create = (name: Buffer, branch: string) => {
    const input = Buffer.concat([
      Buffer.from('create refs/heads/'),
      name,
      Buffer.from(` ${odd.oid(branch)}\n`),
    ]);
    spawnSync('git', ['update-ref', '--stdin'], { cwd: odd.dir, env: TEST_GIT_ENVIRONMENT, input });
  };
  create(Buffer.from('caf\u00e9'), 'main');
  create(Buffer.from('caf\u00e8', 'latin1'), 'docs');
  create(Buffer.from('caf\u00e9', 'latin1'), 'kernel/events');
  const shown = async (...heads: string[]) =>
    (await judged(odd.dir, ...heads.flatMap((head) => ['--head', head]))).heads.map(
      ({ ref, oid }) => [ref, oid],
    );
  const [utf8, grave, acute] = [
    ['caf\u00e9', odd.oid('main')],
    ['caf\\xe8', odd.oid('docs')],
    ['caf\\xe9', odd.oid('kernel/events')],
  ];
  expect(new Set(await shown('caf*'))).toEqual(new Set([utf8, grave, acute]));
  expect(await shown('caf\\xe9', 'caf\u00e9', 'caf\\xe8')).toEqual([acute, utf8, grave]);
  expect(await shown('c?f\\xe8')).toEqual([grave]);
  expect(await shown('refs/heads/caf\\xe9')).toEqual([['refs/heads/caf\\xe9', acute?.[1]]]);
});

test('no heads beside the base is a valid, empty answer', async () => {
  const lone = repository({ commits: [{ branch: 'main', files: { a: 'x' } }] });
  const { code, heads, pairs, order, conclusion } = await judged(lone.dir);
  expect({ code, heads, pairs, order, conclusion }).toEqual({
    code: 0,
    heads: [],
    pairs: [],
    order: [],
    conclusion: 'success',
  });
});

test('unrelated histories are undetermined, exit code 3', async () => {
  const split = repository({
    commits: [
      { branch: 'main', files: { a: 'x' } },
      { branch: 'island', parents: [], files: { a: 'y' } },
    ],
  });
  const { code, pairs, conclusion } = await judged(split.dir);
  expect({ code, conclusion }).toEqual({ code: 3, conclusion: 'action_required' });
  expect(pairs).toMatchObject([
    { a: 'main', b: 'island', verdict: 'undetermined', reason: 'unrelated' },
  ]);
});

test('a branch whose commit is gone is undetermined, and does not hide the others', async () => {
  const holed = repository({ commits: COLLIDING });
  const lost = 'dead'.repeat(10);
  writeFileSync(join(holed.dir, 'refs', 'heads', 'lost'), `${lost}\n`);
  const found = await judged(holed.dir, '--head', 'lost', '--head', 'docs');
  expect(verdicts(found)).toEqual([
    'main × lost: undetermined',
    'main × docs: clean',
    'lost × docs: undetermined',
  ]);
  expect(found.code).toBe(3);
});

test('the base is the target of the plan, and the plan gives heads their workstreams', async () => {
  const planned = repository({
    commits: [
      { branch: 'main', files: { f: '1\n' } },
      { branch: 'develop', files: { f: '2\n' }, parents: ['main'] },
      { branch: 'kernel/x', files: { g: '3\n' }, parents: ['main'] },
    ],
  });
  const plan = join(folder(), 'plan.yml');
  writeFileSync(plan, PLAN.replace('target: main', 'target: develop'));
  const { base, heads } = await judged(planned.dir, '--plan', plan);
  expect([base.ref, ...heads.map(({ ref, workstream }) => `${ref}: ${workstream}`)]).toEqual([
    'develop',
    'kernel/x: kernel',
    'main: null',
  ]);
  planned.commit({
    branch: 'main',
    files: { '.github/workstreams.yml': PLAN.replace('target: main', 'target: develop') },
  });
  expect((await judged(planned.dir)).base.ref).toBe('develop');
  writeFileSync(plan, PLAN.replace('target: main\n', ''));
  expect((await judged(planned.dir, '--plan', plan)).base.ref).toBe('main');
  writeFileSync(plan, PLAN.replace('target: main', 'target: develp'));
  const unknown = await weir(['integrate', '--repo', planned.dir, '--plan', plan]);
  expect(unknown).toMatchObject({
    code: 2,
    err: expect.stringMatching(/target "develp".*mean "develop"/),
  });
});

test('a plan without a target runs into the default branch, whatever its name', async () => {
  const plan = PLAN.replace('target: main\n', '');
  const trunk = repository({
    head: 'trunk',
    commits: [
      { branch: 'trunk', files: { f: '1\n' } },
      { branch: 'kernel/x', files: { g: '3\n' }, parents: ['trunk'] },
    ],
  });
  const file = join(folder(), 'plan.yml');
  writeFileSync(file, plan);
  expect((await judged(trunk.dir, '--plan', file)).base.ref).toBe('trunk');
  trunk.commit({ branch: 'trunk', files: { '.github/workstreams.yml': plan } });
  const { base, heads } = await judged(trunk.dir);
  expect([base.ref, heads[0]?.workstream]).toEqual(['trunk', 'kernel']);
});

test('hostile names of branches and files come out as they are in JSON, and harmless elsewhere', async () => {
  const branch = 'x/$(id)`a`|@team#1<!--\u202eoverride';
  const file = 'd/new\nline\ttab"quote|pipe`tick<b>\u202e.txt';
  const hostile = repository({
    commits: forked(
      { [file]: 'one\n' },
      { [branch]: { [file]: 'two\n' }, '@': { [file]: 'three\n' } },
    ),
  });
  const { pairs, code } = await judged(hostile.dir);
  expect(code).toBe(1);
  const collision = pairs.find(({ verdict }) => verdict === 'conflict');
  expect([collision?.a, collision?.b].sort()).toEqual(['@', branch]);
  expect(collision?.findings).toMatchObject([{ places: [{ path: file }, { path: file }] }]);
  const terminal = await weir(['integrate', '--repo', hostile.dir]);
  expect(terminal.out).not.toMatch(/[\u202e\t]|new\n|\u001b/);
  const markdown = await weir(['integrate', '--repo', hostile.dir, '--markdown']);
  expect(markdown.out).not.toMatch(/\u202e|@team/);
  expect(markdown.out.replace(/(`+).*?\1/gs, '')).not.toMatch(/<!--|<b>/);
  const unknown = await weir(['integrate', '--repo', hostile.dir, '--head', '\u001b[2Jx\u202e\n']);
  expect(unknown.err).not.toMatch(/[\u001b\u202e]/);
});

test('--pairs direct says exactly what one git merge-tree per pair says', async () => {
  const base = Object.fromEntries(
    Array.from({ length: 6 }, (_, n) => [`f${n}`, 'a\nb\nc\nd\ne\n']),
  );
  const heads = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [
      `h${n}`,
      {
        [`f${n % 6}`]: n % 4 === 3 ? null : `a\n${n}\nc\nd\ne\n`,
        [`f${(n * 5) % 6}`]: `a\nb\nc\nd\n${n % 3}\n`,
      },
    ]),
  );
  const many = repository({
    commits: [...forked(base, heads), { branch: 'h0', files: { f1: 'z\n' } }],
  });
  const direct = await judged(many.dir, '--pairs', 'direct');
  const expected = direct.pairs.map(({ a, b }) => {
    const { status } = spawnSync('git', ['merge-tree', '--write-tree', a, b], {
      cwd: many.dir,
      env: TEST_GIT_ENVIRONMENT,
    });
    return `${a} × ${b}: ${status === 0 ? 'clean' : 'conflict'}`;
  });
  expect(direct.pairs).toHaveLength((13 * 12) / 2);
  expect(verdicts(direct)).toEqual(expected);
  expect(new Set(direct.pairs.map(({ basis }) => basis))).toEqual(new Set(['direct']));
  const conflicts = expected.filter((line) => line.endsWith('conflict')).length;
  expect(conflicts).toBeGreaterThan(5);
  expect(conflicts).toBeLessThan(60);
});

test('output that nobody reads to its end is no error', async () => {
  const { err } = await weir(['integrate', '--repo', repo.dir, '--json'], {
    onStart: (child) => void child.stdout?.destroy(),
  });
  expect(err).toBe('');
});
