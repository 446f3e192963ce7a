/** `weir plan import` as people call it: real files, a real clone, exit codes, what goes where. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRepository, type TestRepository } from '../repo.ts';
import { read } from '../tree.ts';
import { weir } from './cli-weir.ts';

let dir: string;
let repo: TestRepository;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'weir-plan-import-'));
  writeFileSync(join(dir, 'plan.md'), read('test/fixtures/phase2-orchestration.md'));
  repo = createRepository({
    commits: [
      {
        branch: 'main',
        files: {
          'docs/plan.md': 'pub trait WorkstreamEvent {} stands here, too\n',
          'Cargo.toml': '[workspace]\nmembers = ["a"]\n',
          'a/Cargo.toml': '[package]\nname = "a"\n[features]\ncompatibility-v0_2_1 = []\n',
          'a/src/one.rs': 'pub trait IntegrationTest {}\n',
          'a/src/two.rs': 'use x::WorkstreamEvent;\npub trait IntegrationTest {}\n',
          'a/src/event.rs': '/// A trait WorkstreamEvent\npub trait WorkstreamEvent: Send {\n',
          'scripts/validate-storage-compatibility.sh': '',
        },
      },
      { branch: 'feature/storage-enhancements', parents: ['main'], files: { x: '1' } },
    ],
  });
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
  repo.cleanup();
});

test('the plan goes to standard output or a file, findings to standard error; plan check takes it', async () => {
  const shown = await weir(['plan', 'import', 'plan.md'], { cwd: dir });
  expect({ code: shown.code, out: shown.out }).toEqual({
    code: 1,
    out: read('test/fixtures/plans/phase2-imported.yml'),
  });
  const lines = shown.err.trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(
    /^weir: wrote a plan with 5 workstreams; \d+ gaps, \d+ contradictions and 3 notes\.$/,
  );
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^plan\.md:\d+: .+[.?]$/);

  const file = '.github/workstreams.yml';
  const written = await weir(['plan', 'import', 'plan.md', '--out', file], { cwd: dir });
  expect({ code: written.code, out: written.out }).toEqual({ code: 1, out: '' });
  expect(readFileSync(join(dir, file), 'utf8')).toBe(shown.out);
  const check = await weir(['plan', 'check', '--json'], { cwd: dir });
  expect(check.code).toBe(1);
  const { ok, problems } = JSON.parse(check.out) as {
    ok: boolean;
    problems: { message: string }[];
  };
  expect([ok, problems.length]).toEqual([true, 7]);

  // The same again is no harm; what people have filled in is only replaced on demand.
  expect((await weir(['plan', 'import', 'plan.md', '--out', file], { cwd: dir })).code).toBe(1);
  const filled = shown.out
    .replace('ops-lead: []', 'ops-lead: [alice]')
    .replace('status: ACTIVE', 'status: idle');
  writeFileSync(join(dir, file), filled);
  const kept = await weir(['plan', 'import', 'plan.md', '--out', file], { cwd: dir });
  expect({ code: kept.code, err: kept.err }).toEqual({
    code: 2,
    err: `weir: ${file} exists and says something else. Add --force to replace it: what only people can have put into it is kept, and what is not is named.\n`,
  });
  expect(readFileSync(join(dir, file), 'utf8')).toBe(filled);
  const forced = await weir(['plan', 'import', 'plan.md', '--out', file, '--force'], { cwd: dir });
  expect(readFileSync(join(dir, file), 'utf8')).toBe(
    filled.replace('status: idle', 'status: ACTIVE'),
  );
  expect(forced.err).toContain(
    'note: Kept from .github/workstreams.yml, because the document does not say it: roles.ops-lead.',
  );
  expect(forced.err).toContain('workstreams.testing-infrastructure.status is "idle" in');
  const again = await weir(['plan', 'import', 'plan.md', '--out', file], { cwd: dir });
  expect(again.err).toContain(`weir: "${file}" says so already; nothing was written.`);

  // A plan that is broken goes only on demand, and that is said.
  writeFileSync(join(dir, file), 'version: 1\nroles: [\n');
  const broken = await weir(['plan', 'import', 'plan.md', '--out', file], { cwd: dir });
  expect(broken.code).toBe(2);
  expect(broken.err).toMatch(
    /^weir: plan\.md was not imported\. The plan that is there cannot be read: line \d/,
  );
  const replaced = await weir(['plan', 'import', 'plan.md', '--out', file, '--force'], {
    cwd: dir,
  });
  expect(replaced.err).toMatch(
    /^plan\.md:1: The plan that is there has errors, so nothing of it was carried over\./,
  );
  expect(readFileSync(join(dir, file), 'utf8')).toBe(shown.out);
});

test('with --repo it looks up what the document names, and only reads', async () => {
  const before = repo.git('for-each-ref');
  const input = read('test/fixtures/phase2-orchestration.md');
  const args = ['plan', 'import', '-', '--repo', repo.dir, '--json'];
  const { code, out, err } = await weir(args, { input });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const { plan, findings } = JSON.parse(out) as {
    plan: { contracts: object[]; workstreams: object };
    findings: { kind: string; level: string; line: number; message: string }[];
  };
  expect(Object.keys(plan.workstreams)).toHaveLength(5);
  expect(plan.contracts).toEqual([
    {
      path: 'a/src/event.rs',
      symbol: 'WorkstreamEvent',
      signature: expect.stringMatching(/^pub trait WorkstreamEvent \{\n/),
      owners: [],
    },
  ]);
  const about = findings.filter(
    ({ kind, level }) => /repository|contract/.test(kind) && level !== 'note',
  );
  expect(about.map(({ line, message }) => `${line}: ${message}`).join('\n')).toMatchInlineSnapshot(`
"161: The document does not say who owns the contract "WorkstreamEvent", so nobody is asked when it changes. Add roles to its owners.
168: The contract "IntegrationTest" is declared in 2 files of main: a/src/one.rs, a/src/two.rs. Add the right one under contracts.
303: The script "scripts/validate-config-compatibility.sh" does not exist in main. Write it, or take it out of the document.
309: The script "scripts/validate-performance-regression.sh" does not exist in main. Write it, or take it out of the document."
`);
  const unborn = findings.filter(({ message }) =>
    message.includes('does not exist in the repository yet'),
  );
  expect(unborn).toHaveLength(4);
  expect(repo.git('for-each-ref')).toBe(before);
});

test('a plan in the repository is carried over into another file, or said to be unreadable', async () => {
  const plan = read('test/fixtures/plans/phase2-imported.yml').replace(
    'ops-lead: []',
    'ops-lead: [alice]',
  );
  const commits = [{ branch: 'main', files: { '.github/workstreams.yml': plan } }];
  const filled = createRepository({ commits });
  const args = ['plan', 'import', 'plan.md', '--repo', filled.dir, '--out', 'new.yml'];
  const { err } = await weir(args, { cwd: dir });
  expect(err).toContain('weir: wrote a plan with 5 workstreams to "new.yml"');
  expect(readFileSync(join(dir, 'new.yml'), 'utf8')).toContain('ops-lead: [alice]');
  filled.cleanup();

  const large = createRepository({
    commits: [{ branch: 'main', files: { '.github/workstreams.yml': '#'.repeat(2_000_000) } }],
  });
  const refused = await weir(
    ['plan', 'import', 'plan.md', '--repo', large.dir, '--out', 'other.yml'],
    { cwd: dir },
  );
  large.cleanup();
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(
    /^weir: The plan on main, \.github\/workstreams\.yml, cannot be read: .+ Repair or remove it, or import without --repo\.\n$/,
  );
});

test.each([
  [
    ['plan', 'import', 'gone.md'],
    'weir: gone.md cannot be read: there is no such file. Name a Markdown document with a plan.',
  ],
  [
    ['plan', 'import', 'empty.md'],
    'weir: empty.md was not imported. It is empty. Name a Markdown document with a plan.',
  ],
  [['plan', 'import', 'plan.md', '--repo', 'nowhere'], 'nowhere'],
  [['plan', 'import', 'plan.md', '--out', '.'], 'weir: . cannot be written:'],
])('weir %j is refused', async (args, words) => {
  writeFileSync(join(dir, 'empty.md'), '\n');
  const { code, out, err } = await weir(args, { cwd: dir });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(words);
});
