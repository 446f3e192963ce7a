import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyGlob } from '#src/plan/glob.ts';
import { weighEvidence } from '#src/progress/evidence.ts';
import { PAGES, pages } from '#src/progress/faults/pages.ts';
import { phantomScripts } from '#src/progress/faults/phantom-scripts.ts';
import { strayPackages } from '#src/progress/faults/stray-packages.ts';
import { toothlessWorkflows } from '#src/progress/faults/toothless-workflows.ts';
import { faults } from '#src/progress/faults.ts';
import { anyText } from '../any-text.ts';
import { given, NOW, planOf, tree } from '../progress.ts';
import { runs } from '../properties.ts';

const said = (list: { what: string }[]) => list.map(({ what }) => what);
const WORKSPACE = '[workspace]\nmembers = ["crates/*", "app"]\nexclude = ["tests/old"]\n';
const PACKAGE = '[package]\nname = "x"\n';

test.each<[string, Record<string, string>, string[]]>([
  [
    'a test package outside of the workspace',
    { 'Cargo.toml': WORKSPACE, 'tests/integration/Cargo.toml': PACKAGE },
    [
      'tests/integration/Cargo.toml is a member of no workspace, so its tests never run with the others. Add tests/integration to members.',
    ],
  ],
  [
    'a manifest that does not parse',
    { 'Cargo.toml': WORKSPACE, 'tests/integration/Cargo.toml': '[package\nname = 1' },
    [
      'tests/integration/Cargo.toml is not valid TOML, so nothing in it can be built or tested. Correct it.',
    ],
  ],
  [
    'ok: a member, one that is excluded, one that is no test, material for tests',
    {
      'Cargo.toml': WORKSPACE,
      'crates/tests/Cargo.toml': PACKAGE,
      'tests/old/Cargo.toml': PACKAGE,
      'tools/gen/Cargo.toml': PACKAGE,
      'test/packages/sample/Cargo.toml': PACKAGE,
    },
    [],
  ],
  [
    'ok: a member by the path of a dependency',
    {
      'Cargo.toml': WORKSPACE,
      'app/Cargo.toml': `${PACKAGE}[dev-dependencies]\ntests = { path = "../e2e/tests" }\n`,
      'e2e/tests/Cargo.toml': PACKAGE,
    },
    [],
  ],
  [
    'ok: no workspace at all; a workspace of its own; fixtures',
    {
      'tests/a/Cargo.toml': PACKAGE,
      'tests/b/Cargo.toml': '[workspace]\n',
      'tests/fixtures/broken/Cargo.toml': '[[[',
    },
    [],
  ],
  [
    'npm: tests outside of the workspaces',
    {
      'package.json': '{"workspaces":["packages/*"]}',
      'e2e/package.json': '{"scripts":{"test":"x"}}',
      'packages/test-kit/package.json': '{"scripts":{"test":"x"}}',
    },
    [
      'e2e/package.json has tests and is a member of no workspace, so they never run with the others. Add e2e to workspaces.',
    ],
  ],
  [
    'npm: broken JSON',
    { 'e2e/package.json': '{' },
    [
      'e2e/package.json is not valid JSON, so nothing in it can be installed or tested. Correct it.',
    ],
  ],
])('packages: %s', (_name, files, expected) => {
  expect(said(strayPackages(tree(files)))).toEqual(expected);
});

const CI = '.github/workflows/ci.yml';
const job = (name: string, ...run: string[]) =>
  `  ${name}:\n    steps:\n      - uses: actions/checkout@v4\n${run.map((line) => `      - run: ${line}\n`).join('')}`;

test.each<[string, string, string[]]>([
  [
    'a job that stands twice',
    `jobs:\n${job('build', 'cargo build')}${job('test', 'cargo test')}${job('build', 'make')}`,
    [
      `The job build of ${CI} stands twice (line 10), so the workflow is refused or loses one of them. Rename or remove one.`,
    ],
  ],
  [
    'a check that only prints',
    `jobs:\n${job('performance', 'echo "all good"', 'true')}${job('build', 'cargo build')}`,
    [
      `The job performance of ${CI} only prints text, so a green check of it proves nothing. Let it run what it is named after.`,
    ],
  ],
  [
    'failures that pass',
    `jobs:\n${job('test', 'cargo test || true', 'npm audit || echo ignored')}    continue-on-error: true\n`,
    [
      `${CI} lets failures pass (line 5, 6 and 7), by "|| true" or continue-on-error, so a failure there turns no check red. Remove that where the result counts.`,
    ],
  ],
  [
    'ok: swallowed where it does not matter, steps of one name in two jobs, echo into a file, anchors, a comment',
    `jobs:\n${job('build', 'rm -f x || true', 'echo a > b')}${job('test', 'cargo test # || true')}    env: &e { CI: 1 }\n  more:\n    env: *e\n`,
    [],
  ],
  ['ok: a gate that only waits', `jobs:\n${job('release-gate', 'echo approved')}`, []],
  [
    'ok: a workflow that only calls another one',
    'jobs:\n  call:\n    uses: acme/x/.github/workflows/y.yml@v1\n',
    [],
  ],
])('workflows: %s', (_name, text, expected) => {
  expect(
    said(toothlessWorkflows(tree({ [CI]: text, 'other.yml': `jobs:\n${job('a', 'x || true')}` }))),
  ).toEqual(expected);
});

test('scripts that the plan speaks of and that do not exist', () => {
  const plan = planOf(`
workstreams: { a: { tasks: [{ text: "Run ./scripts/validate-storage.sh and tools/gen.py weekly" }, "See docs/guide.md and example.com/x.js"] } }
criteria: [{ text: "scripts/validate-config.sh passes" }]
`);
  expect(said(phantomScripts(tree({ 'tools/gen.py': '' }), plan))).toEqual([
    'The plan speaks of scripts/validate-storage.sh, which does not exist on the target. Write the script, or correct the plan.',
    'The plan speaks of scripts/validate-config.sh, which does not exist on the target. Write the script, or correct the plan.',
  ]);
});

test('claims above what is measured, silent checks, ticks beyond the plan, metrics without a value', () => {
  const plan = planOf(`
workstreams:
  kernel:
    tasks: [{ text: Run tests, done_when: { check: "integration*" } }]
    metrics:
      docs: { target: 3, current: 5, from: { files: "docs/*" } }
      scripts: { target: "<= 2", current: 1, from: { files: "docs/*" } }
      enough: { target: 1, current: 1, from: { files: "docs/*" } }
      green: { target: 1, from: { check: "bench*" } }
`);
  const facts = given({
    plan,
    target: { ref: 'main', tree: tree({ 'docs/a': '', 'docs/b': '' }) },
    tasks: null,
    metrics: null,
  });
  const item = {
    text: 'Rewrite it',
    state: 'ticked' as const,
    optional: false,
    by: null,
    url: null,
    at: null,
  };
  const tracked = { kernel: { issue: 12, url: 'https://x/12', items: [item] } };
  const weighed = weighEvidence(plan, facts, { tracked, history: [], now: NOW });
  expect(
    said(
      faults({ plan, given: facts, weighed, said: { tracked, reports: {}, unread: [] }, now: NOW }),
    ),
  ).toEqual([
    'The plan says docs of kernel is 5, but 2 is measured (files docs/* on main); at least 3 is wanted. Correct current in the plan.',
    'The plan says scripts of kernel is 1, but 2 is measured (files docs/* on main); at most 2 is wanted. Correct current in the plan.',
    'green of kernel could not be measured: no check run bench* has reported on main.',
    'The plan counts on check runs integration*, but none has reported on main. Run them on pushes to main, or correct the plan.',
    '#12 ticks “Rewrite it”, which the plan does not have. Add it to the tasks of kernel, with what would prove it.',
  ]);
});

test('faults: any file at all is read or let be', () => {
  const plan = planOf('workstreams: { a: {} }');
  void fc.assert(
    fc.property(
      anyText(),
      fc.constantFrom(CI, 'Cargo.toml', 'package.json', 'tests/Cargo.toml'),
      (text, path) => {
        const seen = tree({ [path]: text });
        for (const detect of [strayPackages, toothlessWorkflows])
          expect(Array.isArray(detect(seen))).toBe(true);
        expect(phantomScripts(seen, plan)).toEqual([]);
      },
    ),
    runs(30),
  );
});

const STREAMS = planOf(`
workstreams:
  kernel-events: { title: Kernel Event Model, number: 3, agent: kernel-003, branch: feature/kernel }
  storage: { agent: storage-004 }
`);

test.each<[string, string, string[]]>([
  [
    'one page, two states',
    '# Status\n\n## Agents\n- `kernel-003` **READY TO SPAWN**\n\n## Workstream 3: Kernel\n\n**Status**: COMPLETED ✅\n',
    [
      'docs/status.md calls `kernel-events` both “READY TO SPAWN” (line 4) and “COMPLETED ✅” (line 8). Let one of them stand.',
    ],
  ],
  [
    'in a table and in a heading',
    '| Agent | State |\n| --- | --- |\n| storage-004 | DONE |\n\n### storage (IN PROGRESS)\n',
    [
      'docs/status.md calls `storage` both “DONE” (line 3) and “IN PROGRESS” (line 5). Let one of them stand.',
    ],
  ],
  [
    'ok: an arrow, two names on a line, a section that has ended, code, small letters, its own state twice',
    '## storage\nStatus: QUEUED → ACTIVE\nkernel-003 and storage-004: DONE\n## Others\nStatus: done\n```\nstorage DONE\n```\nstorage is done soon\nstorage-004 ACTIVE\n',
    [],
  ],
  [
    'a date that is still to come',
    '# Status\n\n**Last updated**: 2026-01-20\n',
    [
      'docs/status.md is dated 2026-01-20 (line 3), which is still to come. Correct the date; no date that somebody wrote counts here.',
    ],
  ],
  [
    'ok: a date that has been, a date that something is due',
    'Updated: 2025-07-20\nDue: 2026-01-20\n',
    [],
  ],
  [
    'ok: the days of what is planned',
    '**Target date**: 2026-01-20\n- End Date: 2026-01-20\nNext report: 2026-01-20\n',
    [],
  ],
  [
    'the day of a report',
    '**Report Date**: 2026-01-20\n',
    [
      'docs/status.md is dated 2026-01-20 (line 1), which is still to come. Correct the date; no date that somebody wrote counts here.',
    ],
  ],
  [
    'ok: states of tasks',
    '## storage\n**Status**: IN PROGRESS\n- Write tests. Status: done\n- Guide\n  - Status: done\n\n### Batches\n**Status**: COMPLETED\n',
    [],
  ],
  [
    'ok: a table of tasks that names the workstream in each row',
    '| Workstream | Task | State |\n| --- | --- | --- |\n| storage | Write the journal | DONE |\n| storage | Read it back | QUEUED |\n',
    [],
  ],
  [
    'ok: one task in a table, and the state of the workstream itself',
    '| Workstream | Task | State |\n| --- | --- | --- |\n| storage | Write the journal | DONE |\n\n**storage-004**: ACTIVE\n',
    [],
  ],
  [
    'ok: a table of tasks below the name of the workstream',
    '## storage\n**Status**: ACTIVE\n\n| Task | State |\n| --- | --- |\n| Journal of storage | DONE |\n| Storage tests | QUEUED |\n',
    [],
  ],
  [
    'ok: items about parts of it, and states in a note',
    '- storage: write the journal DONE\n- storage: ACTIVE\n- Tests of storage QUEUED\n- storage, reading back. Status: done\n\n| Agent | State | Notes |\n| --- | --- | --- |\n| storage-004 | ACTIVE | journal DONE |\n',
    [],
  ],
  [
    'a row with other columns, signs and a title',
    '| # | Workstream | Owner | State | Since |\n| --- | --- | --- | --- | --- |\n| 3 | **Kernel Event Model** (`kernel-003`) | Sam | ✅ COMPLETED | 2025-07-01 |\n\nAgent kernel-003 is now in state: READY TO START\n',
    [
      'docs/status.md calls `kernel-events` both “COMPLETED” (line 3) and “READY TO START” (line 5). Let one of them stand.',
    ],
  ],
])('pages: %s', (_name, text, expected) => {
  expect(said(pages(tree({ 'docs/status.md': text }), STREAMS, NOW))).toEqual(expected);
  // Such pages are read at all; one of another name is about something else.
  expect(['docs/status.md', 'PHASE2_PROGRESS.md', 'docs/history.md'].map(anyGlob(PAGES))).toEqual([
    true,
    true,
    false,
  ]);
  expect(pages(tree({ 'docs/history.md': text }), STREAMS, NOW)).toEqual([]);
});
