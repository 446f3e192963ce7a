/** `/integrate build` from the comment to the end, on a GitHub that is kept in memory. */
import { expect, test } from '@jest/globals';
import { type Effect, effectKey } from '#src/effects.ts';
import type { CommitCheck, Oid, TrialBuild } from '#src/ports.ts';
import { type RepositoryJob, runJob } from '#src/run-job.ts';
import type { TimedDeps } from '#src/timetable.ts';
import { type FakeRepository, fakeDeps, openHead, REPO } from '../fakes.ts';

const plan = (trials = '{ allow: true }') => `
version: 1
target: main
workstreams:
  kernel: { branch: feature/kernel }
  storage: { branch: feature/storage }
integration: { trial_builds: ${trials} }
`;

const HEADS = [openHead('feature/kernel', 3), openHead('feature/storage', 4), openHead('docs', 5)];

interface World {
  deps: TimedDeps;
  /** Branches by name. */
  branches: Map<string, Oid>;
  builds: Map<string, TrialBuild>;
  comments: Map<string, string>;
  pushes: string[];
  /** What GitHub answers to a push, where it does not take it. */
  refuse: string | null;
  /** Checks by commit. */
  checks: Map<Oid, CommitCheck[]>;
  pass(minutes: number): void;
  say(text: string, issue?: number, comment?: number): Promise<string>;
  follow(): Promise<string>;
  /** Ends the one check of every branch: red where the chain holds one of these heads. */
  ci(bad: string[][]): void;
}

function world(over: Partial<FakeRepository> = {}): World {
  const repository = {
    heads: HEADS,
    plan: plan(),
    permissions: { alice: 'write' as const },
    ...over,
  };
  const fakes = fakeDeps(repository);
  let now = Date.parse('2025-07-07T09:00:00Z');
  const chains = new Map<string, string[]>();
  const self: World = {
    branches: new Map(),
    builds: new Map(),
    comments: new Map(),
    pushes: [],
    refuse: null,
    checks: new Map(),
    pass: (minutes) => {
      now += minutes * 60_000;
    },
    async say(text, issue = 4, comment = 99) {
      const call = { name: 'integrate', args: text.split(' ').slice(1) };
      const at = '2025-07-07T08:59:00Z';
      await run({ kind: 'command', repo: REPO, issue, comment, author: 'alice', at, call });
      return (
        self.comments.get(`reply-${comment}-integrate`) ??
        self.comments.get('integrate-build') ??
        ''
      );
    },
    async follow() {
      await run({ kind: 'trial-builds', repo: REPO });
      return self.comments.get('integrate-build') ?? '';
    },
    ci(bad) {
      for (const [name, tip] of self.branches) {
        const heads = chains.get(name) ?? [];
        const red = bad.some((one) => one.every((head) => heads.includes(head)));
        const at = new Date(now).toISOString();
        self.checks.set(tip, [
          {
            name: 'test',
            app: null,
            status: 'completed',
            conclusion: red ? 'failure' : 'success',
            startedAt: at,
            completedAt: at,
            url: `https://ci.example/${name}`,
            oid: tip,
          },
        ]);
      }
    },
    deps: {
      ...fakes,
      now: () => new Date(now),
      forge: { ...fakes.forge, branchesUnder: async () => new Map(self.branches) },
      ledger: { ...fakes.ledger, builds: async () => [...self.builds.values()] },
      checks: async (_repo, oid) => ({ state: 'whole', list: self.checks.get(oid) ?? [] }),
      async apply(effects) {
        return effects.map((effect) => write(effect));
      },
    },
  };
  const write = (effect: Effect) => {
    const done = { outcome: 'created' as const, url: null };
    if (effect.kind === 'comment') self.comments.set(effect.key, effect.body);
    if (effect.kind === 'trial-build') {
      // As a database would, so that nothing but data survives.
      if (effect.build) self.builds.set(effect.id, JSON.parse(JSON.stringify(effect.build)));
      else self.builds.delete(effect.id);
    }
    if (effect.kind !== 'trial-branch') return done;
    if (effect.tip === null) {
      self.branches.delete(effect.name);
      self.pushes.push(`- ${effectKey(effect).split('/').at(-1)}`);
      return done;
    }
    if (self.refuse !== null)
      return { outcome: 'skipped' as const, url: null, reason: self.refuse };
    self.branches.set(effect.name, effect.tip.oid);
    chains.set(effect.name, effect.tip.heads);
    self.pushes.push(`+ ${effect.name.split('/').at(-1)} ${effect.tip.heads.join(' ')}`);
    return done;
  };
  const run = (job: RepositoryJob) => runJob(job, self.deps);
  return self;
}

const firstLine = (text: string) => text.split('\n')[0];

test('green: one branch, one comment, and the branch is gone', async () => {
  const it = world();
  expect(await it.say('/integrate build')).toMatchInlineSnapshot(`
"**A trial build of 3 heads onto \`main\` is under way.**

Weir waits for the checks. \`weir/trial/99-1\` holds #3, #4 and #5. This comment says what comes of it; there is nothing to do.

|  | Head | Workstream | Commit | Result |
| --- | --- | --- | --- | --- |
| 1 | #3 \`feature/kernel\` | \`kernel\` | \`FEATURE\` | ⏳ waiting |
| 2 | #4 \`feature/storage\` | \`storage\` | \`FEATURE\` | ⏳ waiting |
| 3 | #5 \`docs\` |  | \`DOCS\` | ⏳ waiting |

<details><summary>What was pushed</summary>

| Branch | Heads | Commit | Checks |
| --- | --- | --- | --- |
| \`weir/trial/99-1\` | #3, #4 and #5 | \` tip of  \` | ⏳ waiting |

</details>

Asked for by alice; onto \`main\` at \`M\`."
`);
  expect(it.pushes).toEqual(['+ 99-1 FEATURE/KERNEL FEATURE/STORAGE DOCS']);
  it.ci([]);
  expect(firstLine(await it.follow())).toBe(
    '**A trial build of 3 heads onto `main` is under way.**',
  );
  it.pass(3);
  expect(await it.follow()).toMatchInlineSnapshot(`
"**All 3 heads are green together on top of \`main\`.**

**Next:** land them in this order, once they are approved.

|  | Head | Workstream | Commit | Result |
| --- | --- | --- | --- | --- |
| 1 | #3 \`feature/kernel\` | \`kernel\` | \`FEATURE\` | ✅ green together |
| 2 | #4 \`feature/storage\` | \`storage\` | \`FEATURE\` | ✅ green together |
| 3 | #5 \`docs\` |  | \`DOCS\` | ✅ green together |

<details><summary>What was pushed</summary>

| Branch | Heads | Commit | Checks |
| --- | --- | --- | --- |
| \`weir/trial/99-1\` | #3, #4 and #5 | \` tip of  \` | ✅ 1 check passed |

</details>

Asked for by alice; onto \`main\` at \`M\`."
`);
  expect([...it.branches.keys()]).toEqual([]);
});

test('red: halves until the culprit is found, seen twice; the rest is green together', async () => {
  const it = world();
  await it.say('/integrate build');
  for (let turn = 0; turn < 20; turn += 1) {
    it.ci([['FEATURE/KERNEL', 'DOCS']]);
    it.pass(3);
    await it.follow();
  }
  expect(it.comments.get('integrate-build')).toMatchInlineSnapshot(`
"**#3 and #5 are green apart and red together on top of \`main\`.**

[\`test\`](https://ci.example/weir/trial/99-6) fails with them, seen twice. **Next:** land the others first, then mend #5 on top of them. #3 and #4 are green together and can land.

|  | Head | Workstream | Commit | Result |
| --- | --- | --- | --- | --- |
| 1 | #3 \`feature/kernel\` | \`kernel\` | \`FEATURE\` | ❌ red together with #5 |
| 2 | #4 \`feature/storage\` | \`storage\` | \`FEATURE\` | ✅ green together |
| 3 | #5 \`docs\` |  | \`DOCS\` | ❌ red together with #3 |

<details><summary>What was pushed</summary>

| Branch | Heads | Commit | Checks |
| --- | --- | --- | --- |
| \`weir/trial/99-1\` | #3, #4 and #5 | \` tip of  \` | ❌ [\`test\`](https://ci.example/weir/trial/99-1) |
| \`weir/trial/99-2\` | #3 | \` tip of  \` | ✅ 1 check passed |
| \`weir/trial/99-3\` | #3 and #4 | \` tip of  \` | ✅ 1 check passed |
| \`weir/trial/99-4\` | #5 | \` tip of  \` | ✅ 1 check passed |
| \`weir/trial/99-5\` | #3 and #5 | \` tip of  \` | ❌ [\`test\`](https://ci.example/weir/trial/99-5) |
| \`weir/trial/99-6\` | #3 and #5 | \` tip of  \` | ❌ [\`test\`](https://ci.example/weir/trial/99-6) |

</details>

Asked for by alice; onto \`main\` at \`M\`."
`);
  expect(it.pushes).toMatchInlineSnapshot(`
[
  "+ 99-1 FEATURE/KERNEL FEATURE/STORAGE DOCS",
  "+ 99-2 FEATURE/KERNEL",
  "- 99-1",
  "+ 99-3 FEATURE/KERNEL FEATURE/STORAGE",
  "- 99-2",
  "+ 99-4 DOCS",
  "- 99-3",
  "+ 99-5 FEATURE/KERNEL DOCS",
  "- 99-4",
  "+ 99-6 FEATURE/KERNEL DOCS",
  "- 99-5",
  "- 99-6",
]
`);
  expect([...it.branches.keys()]).toEqual([]);
});

test('nobody runs CI there: undetermined, never green', async () => {
  const it = world();
  await it.say('/integrate build');
  it.pass(16);
  expect(await it.follow()).toMatchInlineSnapshot(`
"**Undetermined: no CI ran on it.**

**Next:** see that CI runs on pushes to \`weir/trial/**\` and ends, then comment \`/integrate build\` again.

|  | Head | Workstream | Commit | Result |
| --- | --- | --- | --- | --- |
| 1 | #3 \`feature/kernel\` | \`kernel\` | \`FEATURE\` | ❔ undetermined |
| 2 | #4 \`feature/storage\` | \`storage\` | \`FEATURE\` | ❔ undetermined |
| 3 | #5 \`docs\` |  | \`DOCS\` | ❔ undetermined |

<details><summary>What was pushed</summary>

| Branch | Heads | Commit | Checks |
| --- | --- | --- | --- |
| \`weir/trial/99-1\` | #3, #4 and #5 | \` tip of  \` | ❔ no CI ran on it |

</details>

Asked for by alice; onto \`main\` at \`M\`."
`);
});

test('named heads, all heads on an issue, and one command in place of another', async () => {
  const it = world();
  await it.say('/integrate build with docs');
  await it.say('/integrate build all', 40, 100);
  await it.say('/integrate build with kernel', 4, 101);
  expect(it.pushes).toEqual([
    '+ 99-1 FEATURE/STORAGE DOCS',
    '+ 100-1 FEATURE/KERNEL FEATURE/STORAGE DOCS',
    '+ 101-1 FEATURE/KERNEL FEATURE/STORAGE',
    '- 99-1',
  ]);
  expect([...it.builds.values()].map(({ id, endedAt }) => `${id} ${endedAt === null}`)).toEqual([
    '99 false',
    '100 true',
    '101 true',
  ]);
});

test.each<[string, Partial<FakeRepository>, string, number, string]>([
  [
    'not allowed by the plan',
    { plan: plan('{}') },
    '/integrate build',
    4,
    'Nothing was built: the plan on `main` does not allow trial builds.',
  ],
  [
    'without a plan',
    { plan: 'version: 2' },
    '/integrate build',
    4,
    'Nothing was built: there is no valid plan on `main`',
  ],
  [
    'on an issue without a word',
    {},
    '/integrate build',
    40,
    'Nothing was built: this is no open pull request',
  ],
  [
    'a name nobody knows',
    {},
    '/integrate build with kernl',
    4,
    'Nothing was merged:\n\n- `kernl` is no workstream',
  ],
  [
    'a commit that is no head',
    {},
    `/integrate build ${'c'.repeat(40)}`,
    4,
    'Nothing was built: `cccccccccccc` is no head now.',
  ],
  [
    'a conflict with files',
    { conflicts: [['DOCS', 'FEATURE/STORAGE', 'src/a.rs']] },
    '/integrate build with docs',
    4,
    'Nothing was built: #5 `docs` conflicts with `main` with #4 `feature/storage`, in `src/a.rs`. Nothing was pushed.',
  ],
  [
    'a workflow that is not on the target',
    { paths: { DOCS: ['.github/workflows/ci.yml', 'a.md'] } },
    '/integrate build',
    4,
    'Nothing was built: the merge would bring changed workflows or actions that are not on `main` yet: `.github/workflows/ci.yml`.',
  ],
  [
    'somebody who may not',
    { permissions: { alice: 'read' } },
    '/integrate build',
    4,
    'Nothing was run: `/integrate` is for people who can write',
  ],
])('%s: nothing is pushed, and why', async (_what, repository, text, issue, expected) => {
  const it = world(repository);
  expect((await it.say(text, issue)).slice(0, expected.length)).toBe(expected);
  expect([it.pushes, it.builds.size]).toEqual([[], 0]);
});

test('what collides with the own head is left out, and said', async () => {
  const it = world({ conflicts: [['DOCS', 'FEATURE/STORAGE', 'src/a.rs']] });
  expect(await it.say('/integrate build', 5)).toContain('- #4 `feature/storage`: ');
  expect(it.pushes).toEqual(['+ 99-1 FEATURE/KERNEL DOCS']);
});

test('a missing permission is said, and nothing stays behind', async () => {
  const it = world();
  it.refuse = 'Installation 7 has not granted what Weir needs (contents: write).';
  expect(await it.say('/integrate build')).toBe(
    'Nothing was built: the branch could not be pushed. Installation 7 has not granted what Weir needs (contents: write).',
  );
  expect(it.builds.size).toBe(0);
});

test('interrupted between any two writes, it ends the same', async () => {
  const whole = world();
  await whole.say('/integrate build');
  for (let at = 0; at < 8; at += 1) {
    const it = world();
    const { apply } = it.deps;
    let left = at;
    it.deps.apply = async (effects) => {
      if (left-- === 0) throw new Error('the machine died');
      return apply(effects);
    };
    await it.say('/integrate build').catch(() => {});
    left = -1;
    await it.say('/integrate build');
    it.ci([]);
    it.pass(3);
    expect(firstLine(await it.follow())).toBe(
      '**All 3 heads are green together on top of `main`.**',
    );
    expect([...it.branches.keys()]).toEqual([]);
  }
});

test('what people do meanwhile: the branch is deleted, the plan says no, the database is gone', async () => {
  const deleted = world();
  await deleted.say('/integrate build');
  deleted.branches.clear();
  deleted.pass(6);
  expect(firstLine(await deleted.follow())).toBe('**Undetermined: somebody deleted its branch.**');

  const it = world();
  await it.say('/integrate build');
  const { git } = it.deps;
  it.deps.git = {
    ...git,
    readFile: async () => ({ state: 'found', text: plan('{}'), oid: 'P' }),
  };
  expect(firstLine(await it.follow())).toBe(
    '**The trial build of 3 heads onto `main` was stopped.**',
  );
  expect([...it.branches.keys()]).toEqual([]);

  const forgotten = world();
  await forgotten.say('/integrate build');
  forgotten.builds.clear();
  await forgotten.follow();
  expect([...forgotten.branches.keys()]).toEqual([]);
});

test('kept for as long as the plan says', async () => {
  const it = world({ plan: plan('{ allow: true, keep_hours: 2 }') });
  await it.say('/integrate build');
  it.ci([]);
  it.pass(3);
  expect(firstLine(await it.follow())).toContain('green together');
  it.pass(119);
  await it.follow();
  expect([...it.branches.keys()]).toEqual(['weir/trial/99-1']);
  it.pass(2);
  await it.follow();
  expect([...it.branches.keys()]).toEqual([]);
});

test("a check that fails on the target, too, is nobody's fault", async () => {
  const it = world();
  await it.say('/integrate build');
  it.ci([['DOCS']]);
  it.checks.set('M', [...it.checks.values()].flat());
  const tip = it.branches.get('weir/trial/99-1') ?? '';
  it.checks.set(tip, [
    ...(it.checks.get(tip) ?? []),
    { ...(it.checks.get(tip)?.[0] as CommitCheck), name: 'lint', conclusion: 'success' },
  ]);
  it.pass(3);
  const text = await it.follow();
  expect(firstLine(text)).toBe('**All 3 heads are green together on top of `main`.**');
  expect(text).toContain('`test` fails on `main` itself, so nobody here was judged by it.');
});

test('no push left: whom it was narrowed down to', async () => {
  const it = world({ plan: plan('{ allow: true, max_pushes: 2 }') });
  await it.say('/integrate build');
  for (let turn = 0; turn < 4; turn += 1) {
    it.ci([['FEATURE/STORAGE']]);
    it.pass(3);
    await it.follow();
  }
  const [headline, , next] = (it.comments.get('integrate-build') ?? '').split('\n');
  expect([headline, next]).toMatchInlineSnapshot(`
[
  "**Red on top of \`main\`: the culprit is among #4 and #5.**",
  "The plan allows no more pushes. At least one head makes it red, among #4 and #5. **Next:** comment \`/integrate build with\` some of them.",
]
`);
});

test('a head that contains the culprit is held back with it', async () => {
  const it = world({ commits: { DOCS: ['DOCS', 'FEATURE/STORAGE'] } });
  await it.say('/integrate build');
  for (let turn = 0; turn < 8; turn += 1) {
    it.ci([['FEATURE/STORAGE']]);
    it.pass(3);
    await it.follow();
  }
  const text = it.comments.get('integrate-build') ?? '';
  expect(text.split('\n').filter((line) => /^\| \d/.test(line))).toMatchInlineSnapshot(`
[
  "| 1 | #3 \`feature/kernel\` | \`kernel\` | \`FEATURE\` | ✅ green |",
  "| 2 | #4 \`feature/storage\` | \`storage\` | \`FEATURE\` | ❌ red by itself |",
  "| 3 | #5 \`docs\` |  | \`DOCS\` | ❌ contains #4 |",
]
`);
});
