import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseCommands } from '#src/commands.ts';
import type { CommandJob } from '#src/jobs.ts';
import type { IssueComment } from '#src/ports/issues.ts';
import type { Deps } from '#src/ports.ts';
import { answerProgress, EXAMPLE } from '#src/progress/answer-progress.ts';
import { readTaskList } from '#src/progress/claims.ts';
import { readSaid } from '#src/progress/gather-said.ts';
import { differences, type Found, readReport } from '#src/progress/reported.ts';
import { claimsBeyond, judgeTasks } from '#src/progress/tasks.ts';
import { stableIds, wordId } from '#src/progress/wording.ts';
import { anyText } from '../any-text.ts';
import { fakeDeps, openHead, REPO } from '../fakes.ts';
import { processorTime } from '../processor-time.ts';
import { check, given, head, NOW, planOf, standing } from '../progress.ts';
import { runs } from '../properties.ts';

const items = (body: string) =>
  readTaskList(body)?.map(
    ({ state, optional, text }) => `${state}${optional ? ' optional' : ''}: ${text}`,
  );

test('task lists: what GitHub draws as an item, and nothing else', () => {
  const body = `# Tasks
- [ ] Open one
- [x] Ticked **one** with [a link](https://example.com)
* [X] Another mark
  1. [x] Nested and numbered
- [x] ~~Crossed out~~
- [~] Not any more
- [x] Nice to have (optional)
- [ ] [OPTIONAL] Shown only
- [ ] N/A
- [ ] Export to PDF (n/a)
- [x]Not an item
- [y] Not one either
- no box
[x] Not in a list
> - [x] Quoted
<!-- - [x] Commented out -->
<!--
- [x] Commented out, too
-->
\`\`\`
- [x] Code
\`\`\`

    - [x] Indented code

- [x] The last <!-- with a note --> one
`;
  expect(items(body)).toEqual([
    'open: Open one',
    'ticked: Ticked one with a link',
    'ticked: Another mark',
    'ticked: Nested and numbered',
    'dropped: Crossed out',
    'dropped: Not any more',
    'ticked optional: Nice to have (optional)',
    'open optional: [OPTIONAL] Shown only',
    'dropped: N/A',
    'dropped: Export to PDF (n/a)',
    'ticked: The last one',
  ]);
});

test('reading task lists: any text at all is read or refused, and never takes long', () => {
  const piece = fc.constantFrom(
    '- [x] a',
    '- [ ] b',
    '> ',
    '```',
    '<!--',
    '-->',
    '\n',
    '  ',
    '1. ',
    '~~',
    '[~] ',
    '\t',
    '|',
    '&',
  );
  const text = fc.oneof(
    anyText({ maxLength: 300 }),
    fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
  );
  void fc.assert(
    fc.property(text, (body) => {
      for (const item of readTaskList(body) ?? []) {
        expect(item.text.length).toBeGreaterThan(0);
        expect(body).toMatch(/\[.\]/);
      }
    }),
    runs(60),
  );
  const start = processorTime();
  expect(readTaskList('- [x] a\n'.repeat(8_000))).toBeNull();
  expect(readTaskList(`${'> '.repeat(20_000)}- [x] a`)).toEqual([]);
  expect(processorTime() - start).toBeLessThan(5_000);
});

test('a task keeps its id when it is reworded a little, and only then', () => {
  const before = ['Design Agent lifecycle events', 'Create Error event framework', 'Add tracing'];
  const ids = stableIds(before, []);
  expect(
    stableIds(
      ['Add tracing', 'Design the agent life-cycle events', 'Create an Error-event framework!'],
      ids,
    ),
  ).toEqual([ids[2], ids[0], ids[1]]);
  const fresh = ['Add storage', 'Design metrics'];
  expect(stableIds(fresh, ids)).toEqual(fresh.map(wordId));
  expect(new Set(stableIds(['Same', 'Same', 'same!'], [])).size).toBe(3);
  void fc.assert(
    fc.property(
      fc.array(fc.string(), { maxLength: 8 }),
      fc.array(fc.string(), { maxLength: 8 }),
      (now, old) => {
        const found = stableIds(now, stableIds(old, []));
        expect(new Set(found).size).toBe(now.length);
      },
    ),
    runs(100),
  );
});

test('ticked is claimed, proved is verified, optional is not counted', () => {
  const plan = planOf(`
workstreams:
  kernel:
    tasks:
      - { text: Design lifecycle events, done_when: { file: "a" } }
      - { text: Implement task events, done_when: { file: "b" } }
      - Talk to everybody
      - { text: Write a blog post (optional), done: true }
      - Crossed out elsewhere
`);
  const list = {
    issue: 12,
    url: 'https://github.example/12',
    items:
      readTaskList(
        '- [x] Implement **task** events\n- [x] ~~Crossed out elsewhere~~\n- [ ] Talk to everybody\n- [x] Rewrite everything in Zig',
      ) ?? [],
  };
  const files = new Map([['a', '1']]);
  const target = { ref: 'main', tree: { ...given().target.tree, files } };
  const done = { [wordId('Design lifecycle events')]: '2025-07-11T00:00:00Z' };
  const week = {
    verified: 1,
    claimed: 0,
    total: 4,
    state: 'active' as const,
    done,
    metrics: {},
    outlook: null,
    blockers: {},
  };
  const { kernel = [] } = judgeTasks({
    plan,
    given: given({ target, tasks: null }),
    tracked: { kernel: list },
    history: [
      {
        week: '2025-W28',
        at: NOW,
        issue: 1,
        outlook: null,
        totals: { verified: 1, claimed: 0, total: 4 },
        workstreams: { kernel: week },
      },
    ],
    now: NOW,
  });
  expect(
    kernel.map(({ text, state, optional, verifiedAt, claims }) => [
      text,
      state,
      optional,
      verifiedAt,
      claims.map(({ what }) => what),
    ]),
  ).toEqual([
    ['Design lifecycle events', 'verified', false, '2025-07-11T00:00:00Z', []],
    ['Implement task events', 'claimed', false, null, ['ticked in #12']],
    ['Talk to everybody', 'open', false, null, []],
    ['Write a blog post (optional)', 'claimed', true, null, ['the plan says that it is done']],
    ['Crossed out elsewhere', 'open', true, null, []],
  ]);
  expect(
    claimsBeyond(plan.workstreams.kernel ?? { tasks: [] }, list).map(({ text }) => text),
  ).toEqual(['Rewrite everything in Zig']);
});

const PLAN = planOf(`
stages: { integration: ["integration*"] }
workstreams:
  kernel-events-expansion:
    agent: kernel-events-003
    branch: feature/kernel
    aliases: [kernel]
    tasks: [{ text: Design events, done_when: { file: docs/events.md } }, { text: Write tests, done_when: { file: "tests/**" } }]
`);

test('a report: every mistake at once, with its line and what is allowed', () => {
  const text = `agent_id: 7
workstream: kernel-event-expansion
phase: Implementing
deliverables_completed: 5
deliverables_total: many
integration_tests_passing: "yes"
performance_impact: { latency_p95: 3 }
blockers: none
`;
  const read = readReport(text, PLAN);
  const problems = read.state === 'wrong' ? read.problems : [];
  expect(
    problems.map(({ line, message }) => `${line}: ${message}`).join('\n'),
  ).toMatchInlineSnapshot(`
"1: agent_id must be text, not a number. Put it in quotes.
1: next_milestone is missing. Add it: text is expected.
3: phase must be one of Design, Implementation, Testing, Integration, Documentation, not "Implementing".
5: deliverables_total must be a number, not text.
6: integration_tests_passing must be true or false, not text.
7: "latency_p95" is not a key in performance_impact. Did you mean "latency_p95_ms"?
8: blockers must be a list, not text. Write [none]."
`);
  const rules = readReport(
    EXAMPLE.replace('completed: 2', 'completed: 5').replace('-expansion', '-expansio'),
    PLAN,
  );
  expect(
    rules.state === 'wrong' && rules.problems.map(({ line, message }) => `${line}: ${message}`),
  ).toEqual([
    '2: "kernel-events-expansio" is not a workstream of the plan. Did you mean "kernel-events-expansion"?',
    '4: deliverables_completed is 5, more than deliverables_total, 4. Correct one of them.',
  ]);
});

test('a report in JSON, by an alias', () => {
  const json = JSON.stringify({
    agent_id: 'x',
    workstream: 'KERNEL',
    phase: 'Testing',
    deliverables_completed: 1,
    deliverables_total: 2,
    integration_tests_passing: false,
    performance_impact: null,
    next_milestone: 'more',
    blockers: ['CI'],
  });
  expect(readReport(json, PLAN)).toMatchObject({
    state: 'read',
    workstream: 'kernel-events-expansion',
  });
});

test('a report: any text at all is read or answered', () => {
  const value = fc.oneof(fc.jsonValue(), anyText());
  const keys = fc.constantFrom(
    'agent_id',
    'workstream',
    'phase',
    'deliverables_total',
    'blockers',
    'performance_impact',
    '__proto__',
    'x',
  );
  const text = fc.oneof(
    anyText(),
    fc.dictionary(keys, value).map((one) => JSON.stringify(one)),
    fc.tuple(fc.nat(EXAMPLE.length), fc.string()).map(([at, more]) => EXAMPLE.slice(0, at) + more),
  );
  void fc.assert(
    fc.property(text, (one) => {
      const read = readReport(one, PLAN);
      if (read.state === 'wrong') {
        expect(read.problems.length).toBeGreaterThan(0);
        for (const { line, message } of read.problems) {
          expect(line).toBeGreaterThan(0);
          expect(message).toMatch(/\.$|\?$/);
        }
      }
    }),
    runs(60),
  );
});

const FOUND: Found = {
  tasks: { verified: 2, total: 4 },
  tests: 'green',
  agent: 'kernel-events-003',
  today: '2025-07-25',
  performance: {},
};
const report = (over: object = {}) => {
  const read = readReport(EXAMPLE, PLAN);
  if (read.state !== 'read') throw new Error('the example is a report');
  return { ...read.report, ...over };
};

test.each<[string, object, Partial<Found>, string[]]>([
  ['agrees', {}, {}, []],
  [
    'more than is proved',
    { deliverables_completed: 4 },
    {},
    ['It says that 4 of 4 deliverables are completed; 2 of 4 tasks are verified.'],
  ],
  [
    'less than is proved',
    { deliverables_completed: 1 },
    {},
    ['It says 1 completed deliverables; 2 tasks are verified.'],
  ],
  [
    'another total',
    { deliverables_total: 3 },
    {},
    ['It counts 3 deliverables; the plan has 4 tasks.'],
  ],
  [
    'tests that are red',
    {},
    { tests: 'red' },
    ['It says that integration tests pass; their check runs are not green.'],
  ],
  [
    'tests that nobody ran',
    {},
    { tests: 'missing' },
    ['It says that integration tests pass; no check run of the stage integration has reported.'],
  ],
  ['tests said to fail, unknown', { integration_tests_passing: false }, { tests: null }, []],
  [
    'somebody else',
    { agent_id: 'kernel-004' },
    {},
    ['It comes from kernel-004; the plan gives the workstream to kernel-events-003.'],
  ],
  [
    'a date to come',
    { date: '2026-01-05' },
    {},
    ['It is dated 2026-01-05, which is still to come; the time it arrived counts.'],
  ],
  ['today', { date: '2025-07-25' }, {}, []],
  ['tomorrow, where the day begins earlier', { date: '2025-07-26' }, {}, []],
  [
    'half a year ago',
    { date: '2025-01-05' },
    {},
    ['It is dated 2025-01-05, 201 days before it arrived; the time it arrived counts.'],
  ],
  ['last week', { date: '2025-07-18' }, {}, []],
  [
    'slower than said',
    {},
    { performance: { latency_p95_ms: 4 } },
    ['It says latency_p95_ms is 3.1; CI measured 4.'],
  ],
  ['near enough', {}, { performance: { latency_p95_ms: 3.2 } }, []],
])('a report that %s', (_name, over, found, expected) => {
  expect(differences(report(over), { ...FOUND, ...found })).toEqual(expected);
});

/** The deps of a small repository: kernel has a pull request by an agent, and one task that is proved. */
function deps(): Deps & { said: string[] } {
  const said: string[] = [];
  const plan = `version: 1
stages: { integration: ["integration*"] }
workstreams:
  kernel-events-expansion:
    agent: kernel-events-003
    branch: feature/kernel
    tasks:
      - { text: "Design <b>events</b>", done_when: { file: docs/events.md } }
      - { text: Write tests, done_when: { file: "tests/**" } }
`;
  const base = fakeDeps({
    heads: [openHead('feature/kernel', 7, { author: 'agent[bot]' })],
    plan,
    permissions: { alice: 'write' },
  });
  return {
    ...base,
    said,
    git: {
      ...base.git,
      readFile: async (repo, oid, path) =>
        path.startsWith('.weir') ? { state: 'absent' } : base.git.readFile(repo, oid, path),
    },
    evidence: {
      ...base.evidence,
      paths: async () => new Map([['docs/events.md', '1']]),
      texts: async () => new Map(),
      symbols: async () => [],
      written: async () => [],
    },
    issues: { ...base.issues, comments: async () => ({ state: 'whole', list: [] }) },
    checks: async (_repo, oid) => ({
      state: 'whole',
      list: [
        {
          ...check('integration tests', 'failure'),
          app: null,
          startedAt: null,
          oid,
          status: 'completed',
          conclusion: 'failure',
        },
      ],
    }),
  };
}

const said = (body: string): IssueComment => ({
  id: 1,
  author: 'alice',
  own: false,
  body,
  createdAt: NOW,
  updatedAt: NOW,
  url: '',
});

/** @param now the comment as it is when it is answered; null: deleted */
async function answer(
  comment: string,
  author: string,
  now: IssueComment | null = said(comment),
): Promise<string> {
  const [call] = parseCommands(comment);
  if (!call) throw new Error('no command');
  const job: CommandJob = {
    kind: 'command',
    repo: REPO,
    issue: 7,
    comment: 1,
    author,
    at: NOW,
    call,
  };
  const out: string[] = [];
  const standings = { integration: async () => standing() };
  const base = deps();
  const issues = { ...base.issues, comment: async () => now };
  const run = answerProgress(job, { ...base, issues }, standings);
  for (let step = await run.next([]); !step.done; step = await run.next([])) {
    for (const effect of step.value) {
      out.push(
        effect.kind === 'comment'
          ? effect.body
          : `(${effect.kind === 'reaction' ? effect.content : effect.kind})`,
      );
    }
  }
  return out.join('\n');
}

const COMMENT = `Here is my report.

/progress

\`\`\`yaml
${EXAMPLE}
\`\`\`
`;

test('/progress: compared with what can be proved', async () => {
  expect(await answer(COMMENT, 'kernel-events-003[bot]')).toMatchInlineSnapshot(`
"(eyes)
Took the report of \`kernel-events-003\` on \`kernel-events-expansion\`: Implementation, 2 of 4 deliverables. It differs from what can be proved:

- It says that 2 of 4 deliverables are completed; 1 of 2 tasks are verified.
- It counts 4 deliverables; the plan has 2 tasks.
- It says that integration tests pass; their check runs are not green.

Not verified yet:

| Task | What is missing |
| --- | --- |
| Write tests | No file of main matches tests/&#42;&#42;. |"
`);
});

test('/progress: what is wrong with it, who may not, and how it is written', async () => {
  expect(
    await answer(COMMENT.replace('phase: Implementation', 'phase: Coding'), 'alice'),
  ).toMatchInlineSnapshot(`
"(confused)
No report was taken, because something is wrong with it. Correct this in the comment, or write a new one:

| Line of the comment | What is wrong and what to do |
| --- | --- |
| 8 | phase must be one of Design, Implementation, Testing, Integration, Documentation, not "Coding". |"
`);
  // Whoever opened a pull request of the workstream may be anybody, and so may a person of the agent's name.
  for (const stranger of ['agent[bot]', 'kernel-events-003']) {
    expect(await answer(COMMENT, stranger)).toBe(
      `(confused)\nNo report was taken: \`${stranger}\` cannot write to this repository, and is not the agent of \`kernel-events-expansion\`. Reports come from people who can write, and from the App that is called like its agent \`kernel-events-003\`, or the account that the plan names under \`agent_account\`. Ask one of them to report.`,
    );
  }
  expect(await answer('/progress', 'alice')).toMatch(
    /^\(confused\)\nNo report was taken: right below `\/progress`/,
  );
});

test('/progress: what is answered is the comment as it is now', async () => {
  const later = COMMENT.replace('completed: 2', 'completed: 1');
  expect(await answer(COMMENT, 'alice', said(later))).toContain('1 of 4 deliverables');
  expect(await answer(COMMENT, 'alice', said('Never mind.'))).toBe(
    'The report was taken back: the comment no longer has one. What was reported before it counts again.',
  );
  expect(await answer(COMMENT, 'alice', null)).toBe('');
  const two = await answer(COMMENT, 'alice', said(`${later}\n/progress\n\n\`\`\`\nx: 1\n\`\`\``));
  expect(two).toMatch(/^\(eyes\)\n\(confused\)\nTook the report/);
  expect(two).toContain('\n---\n\nNo report was taken');
});

test('/progress: many reports with many mistakes have an answer that GitHub takes', async () => {
  const fields = Array.from({ length: 30 }, (_, at) => `a${at}_____________________: 1`).join('\n');
  const block = (at: number) => `/progress\n\n\`\`\`yaml\n${fields}\nx: ${at}\n\`\`\`\n`;
  const many = Array.from({ length: 10 }, (_, at) => block(at)).join('\n');
  const body = await answer(many, 'alice', said(many));
  expect(body.match(/No report was taken, because 38 things are wrong/g)).toHaveLength(10);
  expect(body.length).toBeLessThan(65_536);
});

test('reports are read back: the latest one by somebody who may, else the file on the branch', async () => {
  const at = (day: number, author: string, completed: number) => ({
    id: day,
    author,
    own: false,
    body: COMMENT.replace('completed: 2', `completed: ${completed}`),
    createdAt: `2025-07-${day}T09:00:00Z`,
    updatedAt: `2025-07-${day}T09:00:00Z`,
    url: `https://github.example/c/${day}`,
  });
  const pulled = {
    number: 7,
    title: 'Kernel',
    url: '',
    draft: false,
    author: 'agent[bot]',
  };
  const kernel = { ...head('feature/kernel', 'kernel-events-expansion'), pullRequest: pulled };
  const readBack = async (list: ReturnType<typeof at>[], ref = 'feature/kernel') => {
    const base = deps();
    const heads = [{ ...kernel, ref }];
    const said = await readSaid(
      { repo: REPO, plan: PLAN, web: 'https://github.example', integration: standing([], heads) },
      {
        ...base,
        issues: { ...base.issues, comments: async () => ({ state: 'whole', list }) },
        git: {
          ...base.git,
          readFile: async () => ({ state: 'found', text: EXAMPLE, oid: 'x' }),
        },
      },
    );
    const found = said.reports['kernel-events-expansion'];
    return found && [found.by, found.at, found.report.deliverables_completed];
  };
  const agent = at(10, 'kernel-events-003[bot]', 1);
  expect(await readBack([agent, at(12, 'alice', 3), at(14, 'mallory', 4)])).toEqual([
    'alice',
    '2025-07-12T09:00:00Z',
    3,
  ]);
  expect(await readBack([agent])).toEqual(['kernel-events-003[bot]', '2025-07-10T09:00:00Z', 1]);
  // Having opened the pull request is not enough.
  const strangers = [at(14, 'mallory', 4), at(15, 'agent[bot]', 4)];
  expect(await readBack(strangers)).toEqual([null, null, 2]);
  // Two pull requests of one branch carry their numbers.
  expect(await readBack(strangers, 'feature/kernel (#7)')).toEqual([null, null, 2]);
  expect(await readBack(strangers, 'mallory:feature/kernel')).toBeUndefined();
  expect(await readBack(strangers, 'mallory:feature/kernel (#7)')).toBeUndefined();
});

test('only who can write takes a task out of the count', async () => {
  const listed = async (body: string, author: string, comments: [string, string][]) => {
    const base = deps();
    const said = await readSaid(
      {
        repo: REPO,
        plan: planOf('workstreams: { kernel: { issue: 12, tasks: [Write tests] } }'),
        web: 'https://github.example',
        integration: standing(),
      },
      {
        ...base,
        issues: {
          ...base.issues,
          issue: async () => ({ ...ISSUE, body, author }),
          comments: async () => ({
            state: 'whole',
            list: comments.map(([by, text], id) => ({
              id,
              author: by,
              own: false,
              body: text,
              createdAt: AT,
              updatedAt: AT,
              url: `https://github.example/c/${id}`,
            })),
          }),
        },
      },
    );
    return said.tracked.kernel?.items.map(({ state, optional }) => `${state} ${optional}`);
  };
  expect(await listed('- [~] Write tests', 'alice', [])).toEqual(['dropped false']);
  expect(await listed('- [~] Write tests', 'mallory', [])).toEqual(['open false']);
  expect(
    await listed('- [ ] Write tests', 'alice', [
      ['mallory', '- [ ] ~~Write tests~~'],
      ['mallory', '- [x] Write tests (optional)'],
      ['alice', '- [ ] Write tests (optional)'],
    ]),
  ).toEqual(['open false', 'open false', 'ticked false', 'open true']);
});

const AT = '2025-07-14T09:00:00Z';
const ISSUE = {
  number: 12,
  title: 'Kernel',
  state: 'open' as const,
  own: false,
  labels: [],
  createdAt: AT,
  updatedAt: AT,
  closedAt: null,
  url: 'https://github.example/12',
};

test('a command is given the fence right below it, and no other', () => {
  const fence = '```json\n{"a": 1}\n```';
  const block = (comment: string) =>
    parseCommands(comment).map(
      ({ name, block: found }) => `${name} ${found?.line ?? '-'} ${found?.text ?? '-'}`,
    );
  expect(block(`/progress\n${fence}`)).toEqual(['progress 3 {"a": 1}']);
  expect(block(`Hello\n/progress\n\n\n${fence}\n\n/help`)).toEqual([
    'progress 6 {"a": 1}',
    'help - -',
  ]);
  expect(block(`/help\n${fence}`)).toEqual(['help - -']);
  expect(block(`/progress\nand so on\n${fence}`)).toEqual(['progress - -']);
  expect(block(`/progress\n\nText.\n\n${fence}`)).toEqual(['progress - -']);
  expect(block(`/progress\n\n    {"a": 1}`)).toEqual(['progress - -']);
  expect(block(`> /progress\n\n${fence}`)).toEqual([]);
});
