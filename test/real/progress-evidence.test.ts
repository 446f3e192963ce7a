import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LocalClone, openLocal } from '#src/adapters/local.ts';
import { backfill } from '#src/progress/backfill.ts';
import { gatherEvidence } from '#src/progress/gather-evidence.ts';
import { REPO } from '../fakes.ts';
import { activity, check, NOW, planOf, standing } from '../progress.ts';
import { createRepository, type TestRepository } from '../repo.ts';

const API = 'pub fn open(path: &str) {}\n';
const EVENTS = 'pub enum KernelEvent { Started, Stopped }\n';

let repo: TestRepository;
let clone: LocalClone;
beforeAll(async () => {
  repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: { 'src/lib.rs': API, 'tests/a.rs': '1' } },
      { branch: 'feature/kernel', files: { 'crates/kernel/event.rs': EVENTS } },
      {
        branch: 'main',
        parents: ['main', 'feature/kernel'],
        files: { 'crates/kernel/event.rs': EVENTS },
        message: 'Merge pull request #7 from acme/feature/kernel',
      },
      {
        branch: 'main',
        files: { 'src/lib.rs': API.replace('&str', 'String'), 'docs/wal.md': '' },
        message: 'Open with text of its own (#9)',
      },
    ],
  });
  repo.git('tag', 'v1', repo.oid('base'));
  repo.git('tag', '-a', '-m', 'second', 'v2', repo.oid('base'));
  clone = await openLocal(repo.dir);
});
afterAll(() => repo.cleanup());

const PLAN = `
workstreams:
  kernel:
    tasks:
      - { text: Design events, done_when: { symbols: { path: "crates/**", enum: KernelEvent, at_least: 2 } } }
      - { text: Merge the first, done_when: { merged: 7 } }
      - { text: Merge the squash, done_when: { merged: 9 } }
      - { text: Merge the third, done_when: { merged: 8 } }
      - { text: Write about the log, done_when: { file: "docs/*.md" } }
      - Talk to everybody
    metrics:
      events: { target: 3, current: 9, from: { symbols: { path: "crates/**", enum: KernelEvent } } }
      scenarios: "target: 5, current: 7"
criteria:
  - { text: Tests are the same, when: { files_unchanged_since: { ref: v2, paths: ["tests/**"] } } }
  - { text: No breaking changes, when: { api_unchanged_since: v1 } }
  - { text: Half is done, when: { deliverables: ">=50%" } }
  - { text: Green, when: { check: "build*" } }
compatibility: { baseline: v1, checks: ["build*"] }
`;

test('evidence is read from the objects of a clone', async () => {
  const target = { ref: 'main', oid: repo.oid('main') };
  const found = await gatherEvidence(
    {
      repo: REPO,
      plan: planOf(PLAN),
      target,
      web: null,
      integration: standing(),
      activity: { kernel: activity() },
      activityUnread: null,
      history: [],
      now: NOW,
    },
    {
      evidence: clone.git.evidence,
      git: clone.git,
      activity: clone.activity(target),
      issues: clone.issues,
      artifacts: clone.artifacts,
      forge: clone.forge,
      checks: async (_repo, oid) => ({
        state: 'whole',
        list: [
          {
            ...check('build', 'success'),
            app: null,
            startedAt: null,
            oid,
            status: 'completed',
            conclusion: 'success',
          },
        ],
      }),
    },
  );
  const lines = [
    ...(found.tasks.kernel ?? []).map(
      ({ id, state, answer }) => `${id} ${state}: ${answer?.reason ?? 'no probe'}`,
    ),
    ...(found.metrics.kernel ?? []).map(
      ({ name, current, reached }) =>
        `${name} ${current?.value.value} ${current?.source} from ${current?.from}, reached: ${reached}`,
    ),
    ...found.criteria.map(({ text, answer }) => `${text}: ${answer.answer}: ${answer.reason}`),
    `compatible with ${found.compatibility?.baseline}: ${found.compatibility?.answer.reason}`,
  ];
  expect(lines.join('\n').replaceAll(target.oid.slice(0, 7), 'TIP')).toMatchInlineSnapshot(`
"design-events-069gzik verified: There are 2 variants of KernelEvent in crates/kernel/event.rs.
merge-first-03btkzl verified: #7 was merged into main.
merge-squash-0d9fjo4 verified: #9 was merged into main.
merge-third-0kbmwe6 open: No pull request #8 was found. Correct the number in the plan; a clone knows only those that were merged.
write-about-log-01loiez verified: main has docs/wal.md.
talk-everybody-053itiw open: no probe
events 2 measured from variants of the enum KernelEvent in crates/**, reached: no
scenarios 7 claimed from the plan, reached: unknown
Tests are the same: yes: The file is the same as at v2 (d61845d).
No breaking changes: no: Since v1, function open was changed (src/lib.rs).
Half is done: yes: 4 of 6 tasks (66.6%) are verified; at least 50% is wanted.
Green: yes: build is green on main (TIP).
compatible with v1: Since v1, function open was changed (src/lib.rs)."
`);
});

test('earlier weeks are worked out from git, once for each tip', async () => {
  // Mondays at midnight, two weeks apart; the third week changes nothing.
  const day = (text: string) => Date.parse(text) / 1000;
  const old = createRepository({
    commits: [
      {
        branch: 'main',
        files: { 'a.rs': 'pub enum E { A }\n' },
        date: day('2025-06-30T10:00:00Z'),
      },
      {
        branch: 'main',
        files: { 'a.rs': 'pub enum E { A, B }\n' },
        date: day('2025-07-13T23:59:00Z'),
      },
      { branch: 'main', files: { 'docs.md': '' }, date: day('2025-07-21T00:01:00Z') },
      {
        branch: 'main',
        files: { 'b.rs': '' },
        message: 'Add b (#3)',
        date: day('2025-07-22T00:01:00Z'),
      },
    ],
  });
  const here = await openLocal(old.dir);
  const kept = new Map<string, string>();
  const counted = { asked: 0 };
  const target = { ref: 'main', oid: old.oid('main') };
  const plan = planOf(`
phase: { name: One, timezone: UTC }
workstreams:
  kernel:
    tasks:
      - { text: Design events, done_when: { symbols: { path: "**", enum: E, at_least: 2 } } }
      - { text: Write docs, done_when: { file: "docs.md" } }
      - { text: Land b, done_when: { merged: 3 } }
      - { text: Green, done_when: { check: "build*" } }
    metrics:
      events: { target: 3, from: { symbols: { path: "**", enum: E } } }
`);
  const ask = { repo: REPO, plan, target, now: '2025-07-30T12:00:00Z' };
  const deps = {
    evidence: {
      ...here.git.evidence,
      paths: (...asked: Parameters<typeof here.git.evidence.paths>) => {
        counted.asked += 1;
        return here.git.evidence.paths(...asked);
      },
    },
    git: here.git,
    activity: here.activity(target),
    memory: {
      recall: async (_repo: unknown, keys: readonly string[]) =>
        new Map(keys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key) ?? '']] : []))) as Map<
          string,
          string
        >,
      keep: async (_repo: unknown, known: ReadonlyMap<string, string>) => {
        for (const [key, text] of known) kept.set(key, text);
      },
    },
  };
  const weeks = await backfill(ask, deps);
  expect(
    weeks.map(({ week, workstreams: { kernel } }) => [
      week,
      kernel?.verified,
      kernel?.total,
      kernel?.metrics.events,
      Object.values(kernel?.done ?? {}).map((at) => at.slice(0, 10)),
    ]),
  ).toEqual([
    ['2025-W27', 0, 4, 1, []],
    ['2025-W28', 1, 4, 2, ['2025-07-13']],
    ['2025-W29', 1, 4, 2, ['2025-07-13']],
    ['2025-W30', 3, 4, 2, ['2025-07-13', '2025-07-27', '2025-07-27']],
  ]);
  expect(counted.asked).toBe(3);
  await backfill(ask, deps);
  expect(counted.asked).toBe(3);
  old.cleanup();
});
