/**
 * Pull requests that are green and merge cleanly, and still will not live together: opened on the local GitHub, asked
 * about with `/integrate`, and read back as people see them on each of the two.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { git } from '../../demo/story/git.ts';
import type { Local } from '../../demo/story/local.ts';
import { startReady } from '../ready-database.ts';
import { createRepository, type Files, forked, type TestRepository } from '../repo.ts';

const AT = { owner: 'acme', repo: 'river' };

const PLAN = `version: 1
target: main
roles: { arch-lead: [carol] }
workstreams: { store: {}, events: {} }
contracts:
  - { path: src/event.ts, symbol: StreamEvent, owners: [arch-lead] }
`;
const MAIN: Files = {
  '.github/workstreams.yml': PLAN,
  'src/store.ts': 'export function load(path: string): string {\n  return path;\n}\n',
  'src/event.ts': 'export interface StreamEvent {\n  id: string;\n}\n',
  'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n\n[workspace.dependencies]\nserde = "1"\n',
  'crates/a/Cargo.toml': '[package]\nname = "a"\nversion = "0.1.0"\n',
};
/** In the order of the pull requests, from #1. */
const CHANGES: Record<string, Files> = {
  deep: {
    'src/store.ts':
      'export function load(path: string, deep: boolean): string {\n  return deep ? path : path;\n}\n',
  },
  caller: {
    'src/app.ts': "import { load } from './store.js';\n\nexport const text = load('a');\n",
  },
  lean: { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n' },
  serial: {
    'crates/a/Cargo.toml':
      '[package]\nname = "a"\nversion = "0.1.0"\n\n[dependencies]\nserde = { workspace = true }\n',
  },
  timed: { 'src/event.ts': 'export interface StreamEvent {\n  id: string;\n  at: number;\n}\n' },
  opened: {
    'src/opened.ts':
      "import type { StreamEvent } from './event.js';\n\nexport class Opened implements StreamEvent {\n  id = 'opened';\n}\n",
  },
};

let local: Local;
let work: TestRepository;

beforeAll(async () => {
  local = await startReady({
    ...AT,
    users: ['alice', 'carol'].map((login) => ({ login })),
    members: ['alice', 'carol'],
  });
  const author = 'alice@users.noreply.github.com';
  work = createRepository({ commits: forked(MAIN, CHANGES).map((one) => ({ ...one, author })) });
  const basic = Buffer.from(`x:${local.github.tokenFor('alice')}`).toString('base64');
  const branches = ['main', ...Object.keys(CHANGES)].map((name) => `refs/heads/${name}`);
  const url = local.github.gitUrl(AT.owner, AT.repo);
  await git(work.dir, ['push', '--quiet', url, ...branches], { authorization: `Basic ${basic}` });
  const { rest } = local.github.as('alice');
  for (const head of Object.keys(CHANGES))
    await rest.pulls.create({ ...AT, title: head, head, base: 'main' });
  await rest.issues.createComment({ ...AT, issue_number: 1, body: '/integrate' });
  await local.settle();
});

afterAll(async () => {
  await local.close();
  work.cleanup();
});

/** The check on the head of a branch: its title, and what stands at which lines. */
async function shown(branch: string): Promise<string> {
  const { rest } = local.github.as('alice');
  const { data } = await rest.checks.listForRef({
    ...AT,
    ref: work.oid(branch),
    check_name: 'Weir / integration',
  });
  const [run] = data.check_runs;
  if (!run) return 'no check';
  const { data: notes } = await rest.checks.listAnnotations({ ...AT, check_run_id: run.id });
  const lines = notes.map(
    ({ path, start_line, annotation_level, title, message }) =>
      `${path}:${start_line} ${annotation_level}: ${title}\n  ${message}`,
  );
  return [`${run.conclusion}: ${run.output.title}`, ...lines].join('\n').replaceAll('\u200b', '');
}

test('one changes a signature, another calls the old one: both are told where', async () => {
  expect(await shown('deep')).toMatchInlineSnapshot(`
"neutral: 1 warning with caller (1 file); no conflicts
src/store.ts:1 warning: Warning with caller
  deep changes load from load(string): string to load(string, boolean): string; caller newly calls it with 1 argument. Other side: caller (alice), src/app.ts line 3. Whoever lands second: bring the new call into line with load(string, boolean): string."
`);
  expect(await shown('caller')).toMatchInlineSnapshot(`
"neutral: 1 warning with deep (1 file); no conflicts
src/app.ts:3 warning: Warning with deep
  deep changes load from load(string): string to load(string, boolean): string; caller newly calls it with 1 argument. Other side: deep (alice), src/store.ts line 1. Whoever lands second: bring the new call into line with load(string, boolean): string."
`);
});

test('one takes a shared dependency away, another begins to use it', async () => {
  expect(await shown('lean')).toMatchInlineSnapshot(`
"neutral: 1 warning with serial (1 file); no conflicts
Cargo.toml:5 warning: Warning with serial
  lean removes serde from the shared dependencies in Cargo.toml, and serial newly takes it from there in crates/a/Cargo.toml. Other side: serial (alice), crates/a/Cargo.toml line 6. Keep serde in Cargo.toml, or give crates/a/Cargo.toml a version of its own."
`);
  expect(await shown('serial')).toMatchInlineSnapshot(`
"neutral: 1 warning with lean (1 file); no conflicts
crates/a/Cargo.toml:6 warning: Warning with lean
  lean removes serde from the shared dependencies in Cargo.toml, and serial newly takes it from there in crates/a/Cargo.toml. Other side: lean (alice), Cargo.toml line 5. Keep serde in Cargo.toml, or give crates/a/Cargo.toml a version of its own."
`);
});

test('one changes a contract of the plan, another newly stands on it', async () => {
  expect(await shown('timed')).toMatchInlineSnapshot(`
"failure: 1 conflict with opened (1 file)
src/event.ts:1 failure: Conflict with opened and main
  timed changes the contract StreamEvent (src/event.ts) (adds at); opened newly implements it in Opened. Other side: opened (alice), src/opened.ts line 3. Whoever lands second follows the contract as it is then; arch-lead can say which form it will have.
timed changes the contract StreamEvent (src/event.ts): adds at. Other side: main. arch-lead must approve this, and whoever implements it should know.
src/event.ts:3 warning: Warning with opened
  timed adds StreamEvent.at, which every StreamEvent must have; opened newly makes Opened one, without it. Other side: opened (alice), src/opened.ts line 3. Whoever lands second: add at to Opened."
`);
  expect(await shown('opened')).toMatchInlineSnapshot(`
"failure: 1 conflict with timed (1 file)
src/opened.ts:3 failure: Conflict with timed
  timed changes the contract StreamEvent (src/event.ts) (adds at); opened newly implements it in Opened. Other side: timed (alice), src/event.ts line 1. Whoever lands second follows the contract as it is then; arch-lead can say which form it will have.
timed adds StreamEvent.at, which every StreamEvent must have; opened newly makes Opened one, without it. Other side: timed (alice), src/event.ts line 3. Whoever lands second: add at to Opened."
`);
});

test('who changes a contract needs its owners', async () => {
  const { data } = await local.github.as('alice').rest.checks.listForRef({
    ...AT,
    ref: work.oid('timed'),
    check_name: 'Weir / approvals',
  });
  expect(data.check_runs[0]?.output.title).toMatchInlineSnapshot(
    `"0 of 1 role approved, waiting for arch-lead"`,
  );
  expect(data.check_runs[0]?.output.summary).toContain('it changes the contract');
});

test('who asked is answered', async () => {
  const { data } = await local.github
    .as('alice')
    .rest.issues.listComments({ ...AT, issue_number: 1 });
  const said = data
    .at(-1)
    ?.body?.replaceAll('\u200b', '')
    .replaceAll(local.github.url, 'https://x');
  expect(said?.replace(/#check-\d+/, '#check')).toMatchInlineSnapshot(`
"<!-- weir:integrate -->
**1 warning with \`caller\` (1 file); no conflicts**

**Next:** nothing blocks, but look at the warning before this lands. Whoever lands second: bring the new call into line with load(string, boolean): string.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| [#2](https://x/acme/river/pull/2) \`caller\` |  | \`alice\` | ⚠️ warning: API | \`src/store.ts\` |

Best order to land the two:

1. **[#1](https://x/acme/river/pull/1) \`deep\`, this one**
2. [#2](https://x/acme/river/pull/2) \`caller\`

Judged at \`2011ab1\` with \`main\` and 5 other heads. Lines and details: [the check run](https://x/acme/river/pull/1#check)."
`);
});
