import { expect, test } from '@jest/globals';
import type { Effect } from '#src/effects.ts';
import { PLAN_PATH } from '#src/plan/parse.ts';
import { checkPlans } from '#src/plan/run.ts';
import type { Deps, FileRead } from '#src/ports.ts';
import { fakeDeps, openHead, REPO } from '../fakes.ts';

const OLD = `version: 1
roles: { lead: [ann] }
workstreams:
  kernel: { branch: feature/kernel, approvals: [lead] }
  docs: {}
`;
const NEW = `version: 1
target: main
workstreams:
  kernel: { branch: feature/kernel, approvals: [lead], priority: high }
  storage: { depends_on: [kernel] }
roles: { lead: [] }
`;
const BROKEN = `version: 1
workstreams:
  kernel: { "<b>@team</b>|*x*": 1, brunch: x }
  docs: { depends_on: [kernl] }
`;

type Check = Extract<Effect, { kind: 'check-run' }>;

/** Runs the job over plan files by commit; `M` is the tip of main and the merge base of everything. */
async function run(
  files: Record<string, string | FileRead>,
  heads = [openHead('change', 4)],
  over: Partial<Deps['git']> = {},
): Promise<Check[]> {
  const paths = Object.fromEntries(heads.map(({ oid }) => [oid, ['README.md', PLAN_PATH]]));
  const deps = fakeDeps({ heads, branches: { dev: 'DEV' }, paths });
  const read = async (_repo: unknown, commit: string, path: string): Promise<FileRead> => {
    expect(path).toBe(PLAN_PATH);
    const file = files[commit];
    if (file === undefined) return { state: 'absent' };
    return typeof file === 'string' ? { state: 'found', text: file, oid: commit } : file;
  };
  const job = checkPlans(
    { repo: REPO },
    { ...deps, git: { ...deps.git, readFile: read, ...over } },
  );
  const effects: Effect[] = [];
  for (let step = await job.next([]); !step.done; step = await job.next([])) {
    effects.push(...step.value);
  }
  return effects.filter((effect): effect is Check => effect.kind === 'check-run');
}

function page(checks: readonly Check[]): string {
  return checks
    .map(({ name, oid, conclusion, output, annotations }) =>
      [
        `${name} on ${oid}: ${conclusion}: ${output.title}`,
        '',
        output.summary,
        '',
        ...annotations.map(
          (a) => `@ ${a.path}:${a.startLine} ${a.level} [${a.title}] ${a.message}`,
        ),
      ].join('\n'),
    )
    .join('\n====\n');
}

test('a valid plan: what it changes, and that the old one still rules', async () => {
  expect(page(await run({ M: OLD, CHANGE: NEW }))).toMatchInlineSnapshot(`
"Weir / plan on CHANGE: success: Plan is valid: 2 workstreams, 1 warning

Nothing must be fixed; look at the 1 warning below.

Until this lands on \`main\`, every pull request, this one included, is judged by the plan that is there now.

This change

- adds \`storage\`
- removes \`docs\`
- changes \`priority\` of \`kernel\`
- changes \`roles\` and \`target\` of the whole plan

| Line | Level | What is wrong and what to do |
| --- | --- | --- |
| 6 | warning | The role "lead" has no people, so nothing that needs it can be approved. Add logins or a team. |

@ .github/workstreams.yml:6 warning [roles.lead] The role "lead" has no people, so nothing that needs it can be approved. Add logins or a team."
`);
});

test('a broken plan: every error on its line, nothing of the file becomes markup', async () => {
  expect(page(await run({ M: OLD, CHANGE: BROKEN }))).toMatchInlineSnapshot(`
"Weir / plan on CHANGE: failure: 3 errors in the plan

Fix the 3 errors below in \`.github/workstreams.yml\` and push again.

Until this lands on \`main\`, every pull request, this one included, is judged by the plan that is there now. If it landed as it is, no pull request could be judged.

| Line | Level | What is wrong and what to do |
| --- | --- | --- |
| 3 | error | "&lt;b&gt;@​team&lt;/b&gt;&#124;&#42;x&#42;" is not a key in workstreams.kernel. Remove it, or use one of: number, title, branch, also, aliases, agent, agent_account, owners, priority, status, paused, depends_on, enables, approvals, objectives, tasks, metrics, issue. |
| 3 | error | "brunch" is not a key in workstreams.kernel. Did you mean "branch"? |
| 4 | error | "kernl" is neither a workstream nor under external. Did you mean "kernel"? Otherwise declare it at the top level, as external: { kernl: { done: false } }. |

@ .github/workstreams.yml:3 failure ["workstreams.kernel.<b>@team</b>|*x*"] "<b>@team</b>|*x*" is not a key in workstreams.kernel. Remove it, or use one of: number, title, branch, also, aliases, agent, agent_account, owners, priority, status, paused, depends_on, enables, approvals, objectives, tasks, metrics, issue.
@ .github/workstreams.yml:3 failure [workstreams.kernel.brunch] "brunch" is not a key in workstreams.kernel. Did you mean "branch"?
@ .github/workstreams.yml:4 failure [workstreams.docs.depends_on.0] "kernl" is neither a workstream nor under external. Did you mean "kernel"? Otherwise declare it at the top level, as external: { kernl: { done: false } }."
`);
});

test('a plan where there was none, and one instead of a broken one', async () => {
  expect(page(await run({ CHANGE: OLD }))).toMatchInlineSnapshot(`
"Weir / plan on CHANGE: success: Plan is valid: 2 workstreams

Nothing to fix.

Until this lands on \`main\`, there is no plan, and pull requests belong to no workstream.

This change

- adds \`kernel\` and \`docs\`
"
`);
  const [check] = await run({ M: BROKEN, CHANGE: OLD });
  expect(check?.output.summary).toContain('replaces a plan that has errors');
});

test('removing the plan is allowed, and its consequence is said', async () => {
  expect(page(await run({ M: OLD }))).toMatchInlineSnapshot(`
"Weir / plan on CHANGE: success: This removes the plan

Make sure that this is meant; to keep the plan, restore \`.github/workstreams.yml\`.

Once this lands on \`main\`, there is no plan: pull requests belong to no workstream, and neither merge order nor approvals are asked for. Until this lands on \`main\`, every pull request, this one included, is judged by the plan that is there now.
"
`);
});

test('a plan that cannot be read is never green', async () => {
  const unreadable: FileRead = { state: 'unreadable', reason: 'it is a symbolic link' };
  expect(page(await run({ M: OLD, CHANGE: unreadable }))).toMatchInlineSnapshot(`
"Weir / plan on CHANGE: action_required: The plan cannot be read

Make \`.github/workstreams.yml\` an ordinary text file and push again. Reading it failed: it is a symbolic link

Until this lands on \`main\`, every pull request, this one included, is judged by the plan that is there now.
"
`);
});

test('pull requests that leave the plan as it was at their merge base get no check', async () => {
  expect(await run({ M: OLD, CHANGE: OLD })).toEqual([]);
  expect(await run({})).toEqual([]);
  expect(await run({ M: OLD, CHANGE: NEW }, [openHead('change')])).toEqual([]);
  // The target has moved on since: that is no change of this pull request.
  const forked = { mergeBase: async () => 'FORKED' };
  expect(await run({ FORKED: OLD, M: NEW, CHANGE: OLD }, undefined, forked)).toEqual([]);
});

test('one commit in two pull requests gets one check that speaks of both', async () => {
  const both = [openHead('change', 4), openHead('change', 5, { base: 'dev' })];
  const bases = { mergeBase: async (_repo: unknown, base: string) => base };
  const checks = await run({ M: OLD, DEV: NEW.replace('high', 'low'), CHANGE: NEW }, both, bases);
  expect(checks).toHaveLength(1);
  expect(checks[0]?.output.summary).toMatchInlineSnapshot(`
"Nothing must be fixed; look at the 1 warning below.

Until this lands on \`main\`, every pull request, this one included, is judged by the plan that is there now.

Pull request #4 into \`main\`

- adds \`storage\`
- removes \`docs\`
- changes \`priority\` of \`kernel\`
- changes \`roles\` and \`target\` of the whole plan

Pull request #5 into \`dev\`

- changes \`priority\` of \`kernel\`

| Line | Level | What is wrong and what to do |
| --- | --- | --- |
| 6 | warning | The role "lead" has no people, so nothing that needs it can be approved. Add logins or a team. |"
`);
});

test('a commit or a base that git cannot have gets no check, since nothing is known', async () => {
  const missing = { fetch: async () => new Map([['CHANGE', 'gone']]) };
  expect(await run({ M: OLD, CHANGE: NEW }, undefined, missing)).toEqual([]);
  const gone = [openHead('change', 4, { base: 'deleted' })];
  expect(await run({ M: OLD, CHANGE: NEW }, gone)).toEqual([]);
});

test('thousands of errors: the summary fits, the first are marked', async () => {
  const noise = Array.from({ length: 3000 }, (_, i) => `"${i}|<x>": 1`).join('\n');
  const [check] = await run({ M: OLD, CHANGE: `${OLD}${noise}` });
  expect(check?.output.title).toBe('3,000 errors in the plan');
  expect(new TextEncoder().encode(check?.output.summary).length).toBeLessThanOrEqual(65_535);
  expect(check?.output.summary).toContain('2,950 more problems not shown here');
  expect(check?.annotations).toHaveLength(200);
});

test('a head that leaves the plan alone is not read for it', async () => {
  const read: string[] = [];
  const over = {
    unlanded: async () =>
      new Map([['CHANGE', { commits: new Set(['CHANGE']), paths: ['README.md'] }]]),
    readFile: async (_repo: unknown, commit: string): Promise<FileRead> => {
      read.push(commit);
      return { state: 'absent' };
    },
  };
  expect(await run({}, undefined, over)).toEqual([]);
  expect(read).toEqual(['M']);
});
