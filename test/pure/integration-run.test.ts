import { expect, test } from '@jest/globals';
import type { Effect } from '#src/effects.ts';
import { forecast } from '#src/integration/forecast.ts';
import { gather } from '#src/integration/gather.ts';
import type { Job } from '#src/jobs.ts';
import { PLAN_PATH } from '#src/plan/parse.ts';
import { runJob } from '#src/run-job.ts';
import { standingsOf } from '#src/standings.ts';
import { type FakeRepository, fakeDeps, openHead, REPO } from '../fakes.ts';
import { merged } from '../progress-facts.ts';

const PLAN = `
version: 1
target: main
workstreams:
  kernel: { branch: feature/kernel }
  storage: { branch: feature/storage, aliases: [disk] }
`;

const heads = [openHead('feature/kernel', 3), openHead('feature/storage', 4), openHead('docs', 5)];

const collided: FakeRepository = {
  heads,
  plan: PLAN,
  conflicts: [['FEATURE/KERNEL', 'FEATURE/STORAGE', 'src/event.rs']],
  permissions: { alice: 'write', mallory: 'read' },
};

const command = (author: string, text: string, issue = 4): Extract<Job, { kind: 'command' }> => ({
  kind: 'command',
  repo: REPO,
  issue,
  comment: 99,
  author,
  at: '2025-07-07T08:59:00Z',
  call: { name: text.split(' ')[0] ?? '', args: text.split(' ').slice(1) },
});

/** One line for each effect: what a reader would see happen. */
const told = (effects: Effect[]) => effects.map(tell);

function tell(effect: Effect): string {
  switch (effect.kind) {
    case 'check-run':
      return `${effect.name} on ${effect.oid}: ${effect.conclusion}, ${effect.output.title}`;
    case 'check-started':
      return `${effect.name} on ${effect.oid}: in progress (${effect.when})`;
    case 'comment':
      return `comment ${effect.key} on #${effect.issue}: ${effect.body.split('\n')[0]}`;
    case 'reaction':
      return `reaction ${effect.content}`;
    default:
      return effect.kind;
  }
}

async function run(
  repository: FakeRepository,
  job: Parameters<typeof runJob>[0] = { kind: 'integrate', repo: REPO },
) {
  const deps = fakeDeps(repository);
  await runJob(job, deps);
  return { deps, told: told(deps.written) };
}

test('every head is judged with main and with every other head, and told on its own commit', async () => {
  const { told, deps } = await run(collided);
  expect(told).toMatchInlineSnapshot(`
[
  "Weir / integration on FEATURE/KERNEL: in progress (if-unjudged)",
  "Weir / integration on FEATURE/STORAGE: in progress (if-unjudged)",
  "Weir / integration on DOCS: in progress (if-unjudged)",
  "Weir / integration on FEATURE/KERNEL: failure, 1 conflict with storage (1 file)",
  "Weir / integration on FEATURE/STORAGE: failure, 1 conflict with kernel (1 file)",
  "Weir / integration on DOCS: success, No conflicts with main or any other head",
]
`);
  // Three with main, and two orders for each of the three pairs.
  expect(deps.merges).toHaveLength(9);
});

test('without a plan nothing is posted, unless Weir has spoken here before', async () => {
  expect((await run({ heads })).told).toEqual([]);
  expect((await run({ heads, postedBefore: true })).told).toMatchInlineSnapshot(`
[
  "Weir / integration on FEATURE/KERNEL: success, Nothing is required: there is no plan on main",
  "Weir / integration on FEATURE/STORAGE: success, Nothing is required: there is no plan on main",
  "Weir / integration on DOCS: success, Nothing is required: there is no plan on main",
]
`);
});

test('a broken plan on the target fails every head and names the lines', async () => {
  const { deps, told } = await run({ heads, plan: 'version: 1\nworkstrems: {}\n' });
  expect(told).toMatchInlineSnapshot(`
[
  "Weir / integration on FEATURE/KERNEL: failure, The plan on main has 2 errors",
  "Weir / integration on FEATURE/STORAGE: failure, The plan on main has 2 errors",
  "Weir / integration on DOCS: failure, The plan on main has 2 errors",
]
`);
  const [first] = deps.written;
  expect(first?.kind === 'check-run' && first.output.summary).toMatch(/workstrems/);
});

test('/integrate: 👀 first, then the checks, then one sticky comment that links to the check', async () => {
  const { deps, told } = await run(collided, command('alice', 'integrate'));
  expect(told).toMatchInlineSnapshot(`
[
  "reaction eyes",
  "Weir / integration on FEATURE/STORAGE: in progress (always)",
  "Weir / integration on FEATURE/STORAGE: failure, 1 conflict with kernel (1 file)",
  "Weir / integration on FEATURE/KERNEL: failure, 1 conflict with storage (1 file)",
  "Weir / integration on DOCS: success, No conflicts with main or any other head",
  "comment integrate on #4: **1 conflict with \`kernel\` (1 file)**",
]
`);
  const comment = deps.written.at(-1);
  expect(comment?.kind === 'comment' && comment.body).toContain(
    'https://github.example/checks/FEATURE/STORAGE',
  );
});

test('a head is not red for another one that does not merge with the target, in files that it leaves alone', async () => {
  const repository: FakeRepository = {
    ...collided,
    conflicts: [
      ['M', 'FEATURE/STORAGE', 'src/event.rs'],
      ['DOCS', 'FEATURE/STORAGE', 'src/event.rs'],
      ['FEATURE/KERNEL', 'FEATURE/STORAGE', 'src/event.rs'],
    ],
    paths: {
      'FEATURE/STORAGE': ['src/event.rs'],
      // It changes that file itself, so the two may collide for good.
      'FEATURE/KERNEL': ['src/event.rs'],
      DOCS: ['README.md'],
    },
  };
  const { deps, told } = await run(repository, command('alice', 'integrate'));
  expect(told.filter((line) => / on [A-Z/]+: /.test(line))).toMatchInlineSnapshot(`
[
  "Weir / integration on FEATURE/STORAGE: in progress (always)",
  "Weir / integration on FEATURE/STORAGE: failure, 1 conflict with main (1 file)",
  "Weir / integration on FEATURE/KERNEL: failure, 1 conflict with storage (1 file)",
  "Weir / integration on DOCS: success, No conflicts with main or any head that merges with it",
]
`);
  const docs = deps.written.find((one) => one.kind === 'check-run' && one.oid === 'DOCS');
  const { summary = '', footnote = '' } = docs?.kind === 'check-run' ? docs.output : {};
  expect(summary.split('\n\n')[0]).toMatchInlineSnapshot(
    `"Nothing to do: this merges with \`main\` and with every other head that merges with \`main\`, whoever lands first."`,
  );
  expect(footnote.split('\n\n')[0]).toMatchInlineSnapshot(
    `"[#4](https://github.example/acme/river/pull/4) \`feature/storage\` does not merge with \`main\`, and collides with this head only in files that this head does not change. Its owner has to act, nobody here: what is between it and this head shows once that is settled."`,
  );
  expect(docs?.kind === 'check-run' && docs.annotations).toEqual([]);
});

test('a head that would break the plan file does not land, whatever git says', async () => {
  const repository = {
    ...collided,
    conflicts: [],
    paths: { DOCS: ['.github/workstreams.yml'], FEATURE: ['.github/workstreams.yml'] },
    plans: { DOCS: 'version: 1\nworkstream: {}\ntargets: main\n' },
  };
  const { deps } = await run(repository, command('alice', 'integrate all', 77));
  const comment = deps.written.at(-1);
  const body = comment?.kind === 'comment' ? comment.body : '';
  expect(body).toContain('**2 of 3 open heads can land on `main` now');
  expect(body).toMatch(/\| 3 \| \[#5\].* ❌ correct its plan file first: 3 errors \|/);
});

test('/integrate by somebody without write access is answered and runs nothing', async () => {
  const { deps, told } = await run(collided, command('mallory', 'integrate'));
  expect(told).toMatchInlineSnapshot(`
[
  "reaction confused",
  "comment reply-99-integrate on #4: Nothing was run: \`/integrate\` is for people who can write to this repository. Ask one of them to comment it.",
]
`);
  expect(deps.merges).toEqual([]);
});

test('/integrate with NAME looks at these heads only and never becomes the verdict of the commit', async () => {
  const { deps, told } = await run(collided, command('alice', 'integrate with kernel'));
  expect(told).toMatchInlineSnapshot(`
[
  "reaction eyes",
  "comment integrate on #4: **1 conflict with \`kernel\` (1 file)**",
]
`);
  expect(deps.merges.some((merge) => merge.includes('DOCS'))).toBe(false);
});

test('/integrate all answers with every open head in the best order, also on an issue', async () => {
  const { deps, told } = await run(collided, command('alice', 'integrate all', 77));
  expect(told.map((line) => line.split(':')[0])).toEqual([
    'reaction eyes',
    'comment integrate-all on #77',
  ]);
  const comment = deps.written.at(-1);
  expect(comment?.kind === 'comment' && comment.body).toMatchInlineSnapshot(`
"**2 of 3 open heads can land on \`main\` now, one after the other, without a conflict.**

**Next:** land [#5](https://github.example/acme/river/pull/5) \`docs\`, once it is approved and its checks are green.

|  | Head | Owners | Files | Lands | Conflicts from then on |
| --- | --- | --- | --- | --- | --- |
| 1 | [#5](https://github.example/acme/river/pull/5) \`docs\` | \`alice\` | 0 | ✅ now |  |
| 2 | [#3](https://github.example/acme/river/pull/3) \`feature/kernel\` | \`alice\` | 0 | ✅ now | [#4](https://github.example/acme/river/pull/4) |
| 3 | [#4](https://github.example/acme/river/pull/4) \`feature/storage\` | \`alice\` | 0 | ❌ rebase it after [#3](https://github.example/acme/river/pull/3) |  |

<details><summary>Who collides with whom</summary>

| One | Other | Verdict | Files |
| --- | --- | --- | --- |
| [#3](https://github.example/acme/river/pull/3) \`feature/kernel\` | [#4](https://github.example/acme/river/pull/4) \`feature/storage\` | ❌ conflict | \`src/event.rs\` |

|  | 0 | 1 | 2 |
| --- | --- | --- | --- |
| 0. \`main\` | · | ✅ | ✅ |
| 1. \`kernel\` | ✅ | · | ❌ |
| 2. \`storage\` | ✅ | ❌ | · |

❌ conflict, ✅ clean. 1 other head is clean with everybody.

</details>

Judged with \`main\` at \`M\`: 6 pairs, 1 conflict. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased."
`);
});

test('/integrate with an unknown name answers with the nearest valid ones', async () => {
  expect(
    (await run(collided, command('alice', 'integrate with kernle'))).told,
  ).toMatchInlineSnapshot(`
[
  "reaction eyes",
  "comment reply-99-integrate on #4: Nothing was merged:",
]
`);
});

test('/integrate without a plan still judges the open PRs and says how to make a plan', async () => {
  const { told, deps } = await run(
    { ...collided, plan: undefined } as unknown as FakeRepository,
    command('alice', 'integrate'),
  );
  expect(told).toMatchInlineSnapshot(`
[
  "reaction eyes",
  "comment integrate on #4: **1 conflict with \`feature/kernel\` (1 file)**",
]
`);
  const comment = deps.written.at(-1);
  expect(comment?.kind === 'comment' && comment.body).toContain('.github/workstreams.yml');
});

test('/integrate on an issue that is no open PR says where it works', async () => {
  expect((await run(collided, command('alice', 'integrate', 77))).told).toMatchInlineSnapshot(`
[
  "reaction eyes",
  "comment reply-99-integrate on #77: Nothing was merged: \`/integrate\` works on an open pull request into \`main\` or into the branch of a workstream. Comment it on one of those.",
]
`);
});

test('/help needs no write access', async () => {
  const { told } = await run(collided, command('mallory', 'help'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^comment reply-99-help on #4/);
});

test('Re-integrate announces itself; Explain also leaves a comment; an old commit is left alone', async () => {
  const button = (action: 're-integrate' | 'explain', oid = 'FEATURE/STORAGE') =>
    run(collided, { kind: 'button', repo: REPO, oid, actor: 'alice', action });
  expect((await button('re-integrate')).told[0]).toBe(
    'Weir / integration on FEATURE/STORAGE: in progress (always)',
  );
  expect((await button('explain')).told.at(-1)).toMatch(/^comment explain on #4: /);
  expect((await button('explain', 'GONE')).told).toEqual([]);
});

test.each([
  ['merge commits', { merge: true, squash: true, rebase: true }, '', undefined],
  ['squash and rebase', { merge: false, squash: true, rebase: true }, ' (squashed)', 'squash'],
  ['nothing but rebases', { merge: false, squash: false, rebase: true }, ' (rebased)', 'rebase'],
])('landing as the repository allows: %s', async (_, mergeMethods, landed, landsBy) => {
  const { deps } = await run({ ...collided, mergeMethods });
  // What the other features are told of it.
  const standing = await standingsOf(REPO, deps).integration();
  expect(standing).toMatchObject({ state: 'read' });
  expect('landsBy' in standing ? standing.landsBy : undefined).toBe(landsBy);
  const footnotes = deps.written.map((one) => one.kind === 'check-run' && one.output.footnote);
  expect(footnotes.filter(Boolean)).toHaveLength(3);
  for (const footnote of footnotes.filter(Boolean)) {
    expect(footnote).toContain(`by landing one on \`main\`${landed} and then merging the other`);
  }
});

test('two PRs with one head commit share a check, and the worse of the two decides', async () => {
  const twin = { ...openHead('feature/kernel', 8, { base: 'feature/storage' }) };
  const { told } = await run({ ...collided, heads: [...heads, twin] });
  const onKernel = told.filter((line) =>
    line.startsWith('Weir / integration on FEATURE/KERNEL: f'),
  );
  expect(onKernel).toHaveLength(1);
});

test('a plan that names no target rules the default branch, whatever it is called', async () => {
  const repository = {
    ...collided,
    plan: PLAN.replace('target: main\n', ''),
    defaultBranch: 'trunk',
  };
  const trunk = { ...repository, heads: [openHead('feature/kernel', 3, { base: 'trunk' })] };
  expect((await run(trunk)).told.at(-1)).toBe(
    'Weir / integration on FEATURE/KERNEL: success, No conflicts with trunk',
  );
});

test('with a broken plan, PRs against the branch of a workstream lose their old verdict, too', async () => {
  const stacked = openHead('fix', 6, { base: 'feature/kernel' });
  const { told } = await run({ heads: [stacked], plan: 'version: 2\n' });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Weir \/ integration on FIX: failure, The plan on main has/);
});

test('a commit with a PR into another branch is green only if it merges there, too', async () => {
  const released = openHead('docs', 9, { base: 'release' });
  const into = (conflicts: FakeRepository['conflicts']) =>
    run({
      heads: [openHead('docs', 5), released],
      plan: PLAN,
      branches: { release: 'R' },
      conflicts: conflicts ?? [],
    });
  expect((await into([])).told.at(-1)).toBe(
    'Weir / integration on DOCS: success, No conflicts with main',
  );
  const { deps, told } = await into([['R', 'DOCS', 'a.md']]);
  expect(told.at(-1)).toBe(
    'Weir / integration on DOCS: failure, Conflict with release, the base of #9; No conflicts with main',
  );
  const check = deps.written.at(-1);
  expect(check?.kind === 'check-run' && check.output.summary.split('\n')[0]).toMatchInlineSnapshot(
    `"**Next:** merge \`release\` into this branch and resolve 1 file: this commit conflicts with \`release\`, the base of #9 (\`a.md\`)."`,
  );
});

test('a branch that stayed behind when its PR was squashed has landed, until somebody pushes to it again', async () => {
  const judged = async (headOid: string, base = 'main') => {
    const deps = fakeDeps({
      heads: [openHead('docs', 5)],
      branches: { 'feature/kernel': 'KERNEL', 'feature/storage': 'STORAGE' },
      plan: PLAN,
      // It was merged, not squashed: main contains it.
      commits: { STORAGE: [] },
    });
    const list = [
      merged(3, '2025-07-01', { base, headOid }),
      merged(4, '', { headOid: 'STORAGE' }),
    ];
    deps.activity.mergedSince = async () => ({ state: 'whole', list });
    await runJob({ kind: 'integrate', repo: REPO }, deps);
    return deps.written.flatMap((effect) => (effect.kind === 'check-run' ? effect.oid : []));
  };
  expect(await judged('KERNEL')).toEqual(['DOCS', 'STORAGE']);
  expect(await judged('an earlier commit')).toEqual(['DOCS', 'KERNEL', 'STORAGE']);
  expect(await judged('KERNEL', 'release')).toEqual(['DOCS', 'KERNEL', 'STORAGE']);
});

test('plan files of many heads are read a few at a time, and each is told on its own', async () => {
  const heads = Array.from({ length: 50 }, (_, at) => openHead(`docs-${at}`, at + 1));
  const deps = fakeDeps({
    heads,
    plan: PLAN,
    plans: { 'DOCS-7': 'version: 1\n', 'DOCS-49': 'none' },
    paths: Object.fromEntries(heads.map(({ oid }) => [oid, [PLAN_PATH]])),
  });
  let [open, most] = [0, 0];
  const { readFile } = deps.git;
  deps.git.readFile = async (...asked) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    return readFile(...asked);
  };
  const facts = await gather(REPO, deps);
  const base = { ref: 'main', oid: 'M' };
  const input = { repo: REPO, base, heads, plan: facts.plan, pairs: 'landing' as const };
  const judged = await forecast({ ...input, squashOnly: false }, deps.git);
  const faulty = judged.heads.filter(({ planFault }) => planFault !== undefined);
  expect(faulty.map(({ ref }) => ref)).toEqual(['docs-7', 'docs-49']);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

test('who is merged with what is said in whole sentences, however few they are', async () => {
  const titles = async (count: number) => {
    const { deps } = await run({ heads: heads.slice(0, count), plan: PLAN });
    return deps.written.flatMap((one) => (one.kind === 'check-started' ? one.title : []));
  };
  expect((await titles(1))[0]).toBe('Merging with main');
  expect((await titles(2))[0]).toBe('Merging with main and 1 other head');
  expect((await titles(3))[0]).toBe('Merging with main and 2 other heads');
});
