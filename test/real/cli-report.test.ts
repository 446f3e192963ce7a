/** `weir report` on real clones: what git proves, as of any moment. */
import { afterAll, expect, test } from '@jest/globals';
import { createRepository, type TestRepository } from '../repo.ts';
import { weir } from './cli-weir.ts';

const made: TestRepository[] = [];
afterAll(() => {
  for (const { cleanup } of made) cleanup();
});

const PLAN = `version: 1
target: main
phase: { name: Phase 2, start: 2025-07-07, weeks: 3-6, next: { name: Phase 3 } }
workstreams:
  kernel:
    number: 3
    branch: feature/kernel
    status: active
    tasks:
      - { text: Write the events, done_when: { file: "src/event.ts" } }
      - { text: Write the errors, done_when: { file: "src/error.ts" } }
  storage:
    branch: feature/storage
    depends_on: [kernel]
    tasks: [Design the log]
criteria:
  - { text: The events are there, when: { file: "src/event.ts" } }
  - Everybody is content
`;

const at = (iso: string) => Date.parse(iso) / 1000;

function project(): TestRepository {
  const repo = createRepository({
    commits: [
      {
        branch: 'main',
        files: { '.github/workstreams.yml': PLAN, 'a.txt': 'a\n' },
        date: at('2025-07-04T10:00:00Z'),
      },
      {
        branch: 'feature/storage',
        parents: ['main'],
        files: { 'a.txt': 'storage\n' },
        date: at('2025-07-08T10:00:00Z'),
      },
      {
        branch: 'feature/kernel',
        parents: ['main'],
        files: { 'src/event.ts': 'export type Event = 1;\n', 'a.txt': 'kernel\n' },
        date: at('2025-07-09T10:00:00Z'),
      },
      {
        branch: 'main',
        parents: ['main', 'feature/kernel'],
        files: { 'src/event.ts': 'export type Event = 1;\n', 'a.txt': 'kernel\n' },
        message: "Merge branch 'feature/kernel'",
        date: at('2025-07-15T10:00:00Z'),
      },
    ],
  });
  made.push(repo);
  return repo;
}

const CALM = (s: string, repo: TestRepository) => s.replaceAll(repo.dir, 'DIR');

test('a report for people, on the day before the kernel landed and a week later', async () => {
  const repo = project();
  const before = await weir(['report', '--repo', repo.dir, '--at', '2025-07-10']);
  expect(before.code).toBe(0);
  expect(CALM(before.out, repo)).toMatchInlineSnapshot(`
"2025-W28 · DIR · 🟠 at risk
This is the first report: 0 of 3 tasks are proved.
What decides next week: Agree that feature/kernel lands before feature/storage, which then adapts:
they conflict.
0 of 3 tasks verified (–), 0 only claimed

Workstreams
  kernel: active, 0/2, no forecast: There is not enough history: 0 of 4 weeks in which it could be
  worked on.
      It has 1 commit that has not landed.
  storage: stalled, 0/1, no forecast: 1 task has nothing to be proved by. Give each a done_when in
  the plan.
      It has 1 commit that has not landed. Nothing has moved for 2 days. Ask whether somebody still
      works on it.

Needs a human
  1. Agree that feature/kernel lands before feature/storage, which then adapts: they conflict.
  2. Ask who works on it what became of storage. Nothing has moved for 2 days; pause it in the plan
     if that is meant.
  3. See to it that everything can be read. Part of this report is unknown, because a clone knows no
     reviews.

Blockers
  storage: Waits for kernel to land.
  storage: feature/storage conflicts with feature/kernel. Land feature/kernel first, then adapt
  feature/storage.

Conflicts
  feature/kernel and feature/storage: conflict: Both change the same lines of a.txt

Gate
  closed: 0 of 2 met, 1 not met, 1 unknown
  ✖ The events are there: No file of main matches src/event.ts.
  ? Everybody is content: Nothing proves it. Write under when what would prove it.

"weir report --markdown" shows everything, "--json" the same facts for programs.
"
`);
  const after = await weir(['report', '--repo', repo.dir, '--at', '2025-07-18T16:00:00Z']);
  expect(CALM(after.out, repo)).toMatchInlineSnapshot(`
"2025-W29 · DIR · 🟠 at risk
1 task was proved since last week (1 of 3 tasks).
What decides next week: Ask who works on it what became of kernel: storage waits for it. Nothing has
moved for 3 days; pause it in the plan if that is meant.
1 of 3 tasks verified (+1), 0 only claimed

Workstreams
  kernel: stalled, 1/2, no forecast: There is not enough history: 1 of 4 weeks in which it could be
  worked on.
      All that was begun has landed, but 1 of 2 tasks is not proved yet. Nothing has moved for 3
      days. Ask whether somebody still works on it.
  storage: stalled, 0/1, no forecast: 1 task has nothing to be proved by. Give each a done_when in
  the plan.
      It has 1 commit that has not landed. Nothing has moved for 10 days. Ask whether somebody still
      works on it.

Needs a human
  1. Ask who works on it what became of kernel: storage waits for it. Nothing has moved for 3 days;
     pause it in the plan if that is meant.
  2. Ask who works on it what became of storage. Nothing has moved for 10 days; pause it in the plan
     if that is meant.
  3. Say in the plan what proves “Everybody is content”: only what is unknown still holds the gate.
  4. Merge main into feature/storage and settle the conflict: it cannot land as it is.
  5. See to it that everything can be read. Part of this report is unknown, because a clone knows no
     reviews.

Blockers
  storage, new: Waits for kernel to land.
  storage, new: feature/storage conflicts with main. Merge main into it.

Conflicts
  main and feature/storage: conflict: Both change the same lines of a.txt

Gate
  closed: 1 of 2 met, 0 not met, 1 unknown
  ? Everybody is content: Nothing proves it. Write under when what would prove it.

"weir report --markdown" shows everything, "--json" the same facts for programs.
"
`);
});

test('a conflict with the target, and a branch of which nobody can tell, hold nobody else up', async () => {
  const plan = `version: 1
target: main
workstreams:
  kernel: { branch: stale }
  storage: { branch: fresh }
  site: { branch: lost }
`;
  const repo = createRepository({
    commits: [
      { branch: 'main', files: { '.github/workstreams.yml': plan, f: '1\n' }, as: 'old' },
      { branch: 'main', files: { f: 'main\n' } },
      { branch: 'stale', parents: ['old'], files: { f: 'stale\n' } },
      { branch: 'fresh', parents: ['main'], files: { g: 'g\n' } },
      { branch: 'lost', parents: [], files: { f: 'lost\n' } },
    ],
  });
  made.push(repo);
  const { out } = await weir(['report', '--repo', repo.dir, '--json']);
  const { conflicts, workstreams, blockers } = JSON.parse(out) as {
    conflicts: { a: string; b: string; reason?: string; onlyOf?: string }[];
    workstreams: { name: string; conflicts: number | null }[];
    blockers: { source: string; what: string }[];
  };
  const said = ({ a, b, reason, onlyOf }: (typeof conflicts)[number]) =>
    `${a} ${b}: ${reason ?? 'conflict'}, ${onlyOf ?? 'both'}`;
  expect(conflicts.map(said).sort()).toEqual([
    'fresh lost: no common history, lost',
    'main lost: no common history, both',
    'main stale: conflict, both',
    'stale fresh: conflict, stale',
    'stale lost: no common history, lost',
  ]);
  expect(workstreams.map(({ name, conflicts: count }) => [name, count])).toEqual([
    ['kernel', 1],
    ['storage', 0],
    ['site', null],
  ]);
  expect(blockers.filter(({ source }) => source === 'conflict').map(({ what }) => what)).toEqual([
    '`stale` conflicts with `main`. Merge `main` into it.',
  ]);
});

test('the same as one JSON document', async () => {
  const repo = project();
  const { out, code } = await weir(['report', '--repo', repo.dir, '--at', '2025-07-18', '--json']);
  expect(code).toBe(0);
  const report = JSON.parse(out);
  expect(report).toMatchObject({
    version: 1,
    week: '2025-W29',
    totals: { verified: 1, claimed: 0, total: 3 },
    approvalsUnread: 'a clone knows no reviews',
    gate: { next: 'Phase 3', state: 'closed' },
  });
  expect(
    report.gate.criteria.map(({ text, answer }: { text: string; answer: { answer: string } }) => [
      text,
      answer.answer,
    ]),
  ).toEqual([
    ['The events are there', 'yes'],
    ['Everybody is content', 'unknown'],
  ]);
});

test.each([
  [
    ['--at', 'friday'],
    'weir: --at "friday" is not an instant. Write a day, such as 2025-07-18, or a time with its zone, such as 2025-07-18T16:00:00Z.',
  ],
  [
    ['--at', '2001-01-01'],
    'weir: "main" has no commit as old as 2001-01-01T23:59:59.000Z. Name a later moment with --at.',
  ],
  [['--json', '--markdown'], 'weir: --json and --markdown exclude each other. Keep one of them.'],
])('%j is refused', async (args, says) => {
  const repo = project();
  const { err, code } = await weir(['report', '--repo', repo.dir, ...args]);
  expect([err.trim(), code]).toEqual([says, 2]);
});

test('without a plan there is nothing to report on', async () => {
  const repo = createRepository({ commits: [{ branch: 'main', files: { a: 'a' } }] });
  made.push(repo);
  const { err, code } = await weir(['report', '--repo', repo.dir]);
  expect(code).toBe(2);
  expect(err).toMatch(
    /"main" has no plan, so there is nothing to report on\. Add \.github\/workstreams\.yml/,
  );
});
