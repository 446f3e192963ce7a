import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runDemo } from '#demo/main.ts';
import { states } from '#demo/sample/index.ts';
import { importSample, stateRef } from '#demo/sample/pack.ts';
import { git } from '#demo/story/git.ts';
import { pageText } from '../page-text.ts';
import { createRepository, forked } from '../repo.ts';

let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'weir-demo-test-'));
  await git(dir, ['init', '--quiet', '--bare', '--initial-branch=main']);
  await importSample(dir);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What git says about merging two states: kinds of conflict and files, empty when clean. */
async function meeting(a: string, b: string): Promise<string[]> {
  const merge = ['merge-tree', '--write-tree', '--messages', stateRef(a), stateRef(b)];
  const said = await git(dir, merge).catch((error: Error & { stdout?: string }) => error.stdout);
  return [
    ...(said ?? '').matchAll(/^CONFLICT \(([^)]+)\):.*?(\S+\/.*?)(?: deleted in .*)?$/gm),
  ].map(([, kind, path]) => `${kind} ${path}`);
}

describe('the sample, by plain git', () => {
  test('collides where the story says so, and nowhere else', async () => {
    const found: Record<string, string[]> = {};
    for (const [at, { name: a }] of states.entries()) {
      for (const { name: b } of states.slice(at + 1)) {
        const conflicts = await meeting(a, b);
        if (conflicts.length > 0) found[`${a} × ${b}`] = conflicts;
      }
    }
    expect(found).toMatchInlineSnapshot(`
{
  "kernel × storage": [
    "content crates/types/src/event.rs",
  ],
  "kernel × storage-log-first": [
    "content crates/types/src/event.rs",
  ],
  "kernel-error-events × kernel-error-events-again": [
    "content crates/types/src/error.rs",
  ],
  "kernel-error-events × storage": [
    "content crates/types/src/event.rs",
  ],
  "kernel-error-events × storage-log-first": [
    "content crates/types/src/event.rs",
  ],
  "kernel-error-events-again × storage": [
    "content crates/types/src/event.rs",
  ],
  "kernel-error-events-again × storage-log-first": [
    "content crates/types/src/event.rs",
  ],
  "security × main-hotfix": [
    "content crates/security/src/jwt.rs",
  ],
  "testing × performance": [
    "modify/delete crates/observability/src/timer.rs",
  ],
  "wiki-import × wiki-import-by-olga": [
    "add/add docs/a|b @team <!-- x.md",
  ],
}
`);
  });

  test('has the collisions that a merge does not show', async () => {
    const merged = async (a: string, b: string) => {
      const tree = await git(dir, ['merge-tree', '--write-tree', stateRef(a), stateRef(b)]);
      return (path: string) => git(dir, ['cat-file', 'blob', `${tree}:${path}`]);
    };
    // security gives authorize a third parameter; storage calls it with two.
    const api = await merged('security', 'storage');
    expect(await api('crates/kernel/src/authorize.rs')).toContain('    action: Action,\n) ->');
    expect(await api('crates/storage/src/reader.rs')).toContain('authorize(&self.readers, agent)?');
    // security pins what performance-observability needs newer.
    const dependency = await merged('security', 'performance');
    expect(await dependency('crates/security/Cargo.toml')).toContain('time = "=0.3.34"');
    expect(await dependency('crates/observability/Cargo.toml')).toContain('version = "0.3.36"');
    expect(await dependency('Cargo.lock')).toContain('name = "time"\nversion = "0.3.36"');
    // storage makes appending slower by a quarter.
    const ns = async (state: string) => {
      const text = await git(dir, [
        'cat-file',
        'blob',
        `${stateRef(state)}:benches/results/storage.json`,
      ]);
      return JSON.parse(text).benchmarks[1];
    };
    expect(await ns('main')).toMatchObject({ name: 'append_event/file', median_ns: 812 });
    expect(await ns('storage-log-first')).toMatchObject({ median_ns: 1019 });
  });
});

/** Runs the demo with its output collected. */
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const surroundings = {
    out: into('out'),
    err: into('err'),
    stopped: () => new Promise<void>(() => {}),
  };
  return { code: await runDemo(argv, surroundings), ...said };
}

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`weir-demo-${process.pid}-`));
}

test('weir demo --once finds everything it expects, writes it down and leaves nothing behind', async () => {
  const before = leftovers();
  const file = join(dir, 'snapshot.json');
  const { code, out, err } = await run('--once', '--json', file);
  expect(out.slice(out.indexOf('things expected') - 40)).toMatch(
    /All \d+ things expected were found/,
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });

  const snapshot = JSON.parse(readFileSync(file, 'utf8'));
  expect(Object.keys(snapshot)).toEqual(['check_runs', 'comments', 'issues']);
  const storage = snapshot.check_runs.filter(
    ({ name, pull_requests }: { name: string; pull_requests: number[] }) =>
      name === 'Weir / integration' && pull_requests.includes(3),
  );
  expect(storage).toEqual([
    {
      name: 'Weir / integration',
      head_sha: await git(dir, ['rev-parse', stateRef('storage-log-first')]),
      pull_requests: [3],
      conclusion: 'failure',
      output: {
        title: expect.stringContaining('kernel-events-expansion'),
        summary: expect.stringContaining('crates/types/src/event.rs'),
      },
    },
  ]);
  const approvals = snapshot.check_runs
    .filter(({ name }: { name: string }) => name === 'Weir / approvals')
    .flatMap((run: { pull_requests: number[]; conclusion: string; output: { title: string } }) =>
      run.pull_requests.map((number) => [number, `${run.conclusion}: ${run.output.title}`]),
    );
  expect(Object.fromEntries(approvals)).toMatchInlineSnapshot(`
{
  "1": "success: 2 of 2 roles approved",
  "10": "success: Not part of any workstream, so no approval is required",
  "11": "success: Not part of any workstream, so no approval is required",
  "2": "success: 2 of 2 roles approved",
  "3": "success: 4 of 4 roles approved",
  "4": "success: Overridden by heidi; 1 of 3 roles approved",
  "5": "action_required: 0 of 2 roles approved, waiting for arch-lead and kernel-lead",
  "6": "action_required: 0 of 3 roles approved, waiting for arch-lead, kernel-lead and storage-lead",
  "7": "action_required: 0 of 2 roles approved, waiting for security-lead and arch-lead",
  "8": "action_required: 0 of 2 roles approved, waiting for arch-lead and kernel-lead",
  "9": "success: Not part of any workstream, so no approval is required",
}
`);
  expect(leftovers()).toEqual(before);
}, 300_000);

test('a port that is taken and a file that cannot be written are said before the story begins', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  try {
    expect(await run('--once', '--port', `${port}`)).toMatchObject({
      code: 2,
      err: `Port ${port} is taken by another program. Stop it, or give another one after --port.\n`,
    });
    const { code, out, err } = await run('--once', '--json', join(dir, 'no', 'such', 'folder'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('cannot be written');
  } finally {
    taken.close();
  }
});

describe('weir demo with a repository of the user', () => {
  const lines = (five: string) => ['1', '2', '3', '4', five, '6', '7', '8', ''].join('\n');

  test('judges its heads by commands where there is no plan, and changes nothing in it', async () => {
    const repo = createRepository({
      bare: false,
      commits: forked(
        { 'a.txt': lines('5') },
        {
          'feat/one': { 'a.txt': lines('one') },
          'feat/two': { 'a.txt': lines('two') },
          'feat/three': { 'b.txt': 'b\n' },
        },
      ),
    });
    try {
      repo.git('branch', 'feat/old', 'main');
      const state = () => repo.git('for-each-ref') + repo.git('status', '--porcelain');
      const before = state();
      const { code, out } = await run(
        '--repo',
        repo.dir,
        '--base',
        'main~0',
        '--head',
        'feat/*',
        '--once',
      );
      expect(code).toBe(0);
      expect(state()).toBe(before);
      expect(out.slice(0, out.indexOf('you on #1'))).toMatchInlineSnapshot(`
"3 of 3 matching heads get a pull request against main~0.
There is no .github/workstreams.yml in the base. Without a plan Weir posts nothing by itself, so
/integrate is commented on every pull request.

     head           workstream  integration   colliding with
  ✖  #1 feat/one    –           1 conflict    #3 feat/two
  ✔  #2 feat/three  –           No conflicts
  ✖  #3 feat/two    –           1 conflict    #1 feat/one

"
`);
    } finally {
      repo.cleanup();
    }
  });

  test('serves what it printed until it is stopped: the dashboard shows what to merge next', async () => {
    const change = (path: string, text: string) => ({ [path]: text });
    const repo = createRepository({
      commits: forked(change('a.txt', 'one\n'), {
        left: change('a.txt', 'two\n'),
        right: change('a.txt', 'three\n'),
      }),
    });
    let out = '';
    const stop = Promise.withResolvers<void>();
    const said = Promise.withResolvers<void>();
    const write = (text: string) => {
      out += text;
      if (out.includes('Ctrl-C')) said.resolve();
    };
    const ended = runDemo(['--repo', repo.dir, '--base', 'main', '--head', '*t'], {
      out: { write },
      err: { write },
      stopped: () => stop.promise,
    });
    try {
      await Promise.race([said.promise, ended]);
      const [, address = ''] = /dashboard: (http:\/\/127\.0\.0\.1:\d+\/\S+)/.exec(out) ?? [];
      const { origin, pathname } = new URL(address);
      const away = await fetch(`${origin}/sign-in?to=${pathname}`, { redirect: 'manual' });
      const [attempt] = away.headers.getSetCookie();
      const chosen = await fetch(`${away.headers.get('location')}&login=you`, {
        redirect: 'manual',
      });
      const back = await fetch(chosen.headers.get('location') ?? '', {
        redirect: 'manual',
        headers: { cookie: attempt?.split(';')[0] ?? '' },
      });
      expect(back.headers.get('location')).toBe(pathname);
      const [session] = back.headers.getSetCookie();
      const page = await fetch(address, { headers: { cookie: session?.split(';')[0] ?? '' } });
      const text = pageText(await page.text());
      expect(text).toContain('1 of 2 open heads can land on main now');
      expect(text).toContain('Both change the same lines of a.txt.');
    } finally {
      stop.resolve();
      await ended;
      repo.cleanup();
    }
  }, 120_000);

  test.each([
    ['a folder without a repository', ['--repo', '/', '--head', 'x'], 'is not a git repository'],
    ['a base that is not there', ['--repo', 'DIR', '--base', 'zz', '--head', '*'], 'no commit zz'],
    [
      'a base that looks like an option',
      ['--repo', 'DIR', '--base=--all', '--head', '*'],
      'no commit --all',
    ],
    [
      'a head that is not there',
      ['--repo', 'DIR', '--base', stateRef('main'), '--head', 'zz'],
      'No branch matches zz',
    ],
    [
      'heads that are in the base',
      ['--repo', 'DIR', '--base', stateRef('kernel'), '--head', 'state/kernel-agent-*'],
      'already contains every head',
    ],
  ])('refuses %s with what to do', async (_, argv, message) => {
    const { code, out, err } = await run(...argv.map((arg) => (arg === 'DIR' ? dir : arg)));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});
