import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { importPlan, type PlanImport } from '#src/plan/import.ts';
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import { runs } from '../properties.ts';

function imported(text: string): Extract<PlanImport, { ok: true }> {
  const result = importPlan(text, 'plan.md');
  if (!result.ok) throw new Error(result.refused);
  return result;
}

function planOf(text: string): Plan {
  const parsed = parsePlan(imported(text).yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

/** Every word of its own that a document may hold, wherever it stands, is in the file or in a finding. */
const HEADINGS = [
  'Success criteria',
  'Dependencies',
  'Roles',
  'Approvals',
  'Risks',
  'Daily standups',
  'Weekly schedule',
  'Reviews',
  'CI',
  'Metrics',
  'Objectives',
  'Spawning',
  'Compatibility',
  'Shared interfaces',
  'Tasks',
  'Notes',
  'Workstream 3: Third',
];
const LABELS = [
  '',
  'Status: ',
  'Owner: ',
  'Monday: ',
  'Storage: ',
  'kernel - ',
  '[ ] ',
  '[x] ',
  '@x ',
];
const HEADS = [
  'Workstream',
  'Branch',
  'Status',
  'Owner',
  'Notes',
  'Metric',
  'Target',
  'Day',
  'Due',
];

let count = 0;
/** A word in letters that stands nowhere else. */
const word = fc.constant('').map(() => {
  count += 1;
  return `zq${[...`${count}`].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}qz`;
});
const label = fc.constantFrom(...LABELS);
const said = fc.tuple(label, word).map((parts) => parts.join(''));
const block = fc.oneof(
  fc.array(said, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
  fc
    .array(fc.tuple(fc.constantFrom('- ', '  - ', '1. ', '    - '), said), {
      minLength: 1,
      maxLength: 5,
    })
    .map((items) => items.map((parts) => parts.join('')).join('\n')),
  fc
    .tuple(
      fc.array(fc.constantFrom(...HEADS), { minLength: 1, maxLength: 4 }),
      fc.array(fc.array(said, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    )
    .map(([head, rows]) =>
      [head, head.map(() => '-'), ...rows.map((row) => row.slice(0, head.length))]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n'),
    ),
  fc
    .array(
      fc.tuple(
        fc.constantFrom('storage', 'kernel', 'roles', 'schedule', 'stages', 'metrics', 'extra'),
        fc.constantFrom('depends_on', 'target', 'monday', 'storage', 'note'),
        word,
        fc.boolean(),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((pairs) => {
      const own = [...new Map(pairs.map((pair) => [pair[0], pair])).values()];
      const rows = own.map(([key, inner, value, list]) =>
        [`${key}:`, `  ${inner}: ${list ? `[${value}]` : value}`].join('\n'),
      );
      return ['```yaml', ...rows, '```'].join('\n');
    }),
);
const section = fc
  .tuple(
    fc.constantFrom(...HEADINGS),
    fc.constantFrom('##', '###'),
    fc.array(block, { maxLength: 3 }),
  )
  .map(([title, level, blocks]) => [`${level} ${title}`, ...blocks].join('\n\n'));

test('whatever stands where: each word is in the file or in a finding', () => {
  const start =
    '## Workstream 1: Storage\nBranch: feature/storage\n## Workstream 2: Kernel\nBranch: feature/kernel';
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 4 }), (sections) => {
      const text = [start, ...sections].join('\n\n');
      const { yaml, findings } = imported(text);
      const out = [yaml, ...findings.map(({ message }) => message)].join('\n').toLowerCase();
      const lost = (text.match(/\bzq[a-z]+qz\b/g) ?? []).filter((one) => !out.includes(one));
      expect({ lost, text: lost.length > 0 ? text : '' }).toEqual({ lost: [], text: '' });
    }),
    runs(60),
  );
});

const TWO = `## Workstream 1: Storage
Branch: feature/storage
## Workstream 2: Kernel
Branch: feature/kernel
`;

test.each<[string, string, (plan: Plan) => unknown, unknown]>([
  [
    'two headings of one workstream are one; both are read',
    '## Workstream 1: Storage\nStatus: done\n',
    ({ workstreams }) => [Object.keys(workstreams), workstreams.storage?.status],
    [['storage', 'kernel'], 'done'],
  ],
  [
    'letters count as numbers do, and pictures before them are passed over',
    '## 🧱 Workstream C — Base\nBranch: feature/base\n## Workstream D: Top\nDepends on: Workstream C, A\n',
    ({ workstreams }) => [workstreams.base?.title, workstreams.top?.depends_on[0]?.name],
    ['Base', 'base'],
  ],
  [
    'numbers in code and settings are no metrics, and a sentence is no branch',
    '## Workstream 3: Web\nBranch: to be decided\n```ts\nconst timeout: number = 5;\n```\n```yaml\nretries: 3\n```\n',
    ({ workstreams }) => [workstreams.web?.branch, workstreams.web?.metrics],
    [undefined, {}],
  ],
  [
    'people and sentences are no roles',
    'Approvals: @zoe, two people from the platform team who know it, qa-lead\n',
    ({ workstreams, roles }) => [workstreams.kernel?.approvals, Object.keys(roles)],
    [['qa-lead'], ['qa-lead']],
  ],
  [
    'part of a word is no login',
    'Owners: @anna-müller, @foo.bar, a@b.example, @ok-user.\n',
    ({ workstreams }) => workstreams.kernel?.owners,
    ['ok-user'],
  ],
  [
    'an arrow does not say who waits; a sentence does; none is no name',
    '# More\n## Dependencies\n- Storage → Kernel\n- Kernel depends on Storage.\n- Storage: none\n',
    ({ workstreams, external }) => [
      Object.values(workstreams).map(({ depends_on }) => depends_on.map(({ name }) => name)),
      Object.keys(external),
    ],
    [[[], ['storage']], []],
  ],
  [
    'fields, boxes and labelled lists in one list',
    '- Status: active\n- [ ] One\n- Tasks:\n  - Two\n  - [x] Three\n- Paths:\n  - src/**, **/*.rs, docs/*/a*.md\n',
    ({ workstreams: { kernel } }) => [
      kernel?.status,
      kernel?.tasks.map(({ text }) => text),
      kernel?.also.paths,
    ],
    ['active', ['One', 'Two', 'Three'], ['src/**', '**/*.rs', 'docs/*/a*.md']],
  ],
  [
    'a whole plan in YAML, with values on the lines of their keys',
    '# More\n```yaml\nworkstreams: { third: { branch: feature/third, tasks: [{ text: Do it, done: true }] } }\nroles: { qa: [alice] }\nschedule: { monday: [third] }\nstages: { build: ["b*"] }\n```\n',
    ({ workstreams, roles, integration, stages }) => [
      workstreams.third?.tasks,
      roles,
      integration.schedule,
      stages,
    ],
    [[{ text: 'Do it', done: true }], { qa: ['alice'] }, { monday: ['third'] }, { build: ['b*'] }],
  ],
  [
    'a matrix in TOML, in JSON and in TypeScript without quotes',
    '# More\n## Approvals\n```toml\n[approvals]\nstorage = ["a"]\n```\n```json\n{ "approval_matrix": { "storage": ["b"] } }\n```\n```ts\nconst m = { storage: ["c"], kernel: ["d"] };\n```\n',
    ({ workstreams }) => Object.values(workstreams).map(({ approvals }) => approvals),
    [['a', 'b', 'c'], ['d']],
  ],
  [
    'dependencies in YAML below one workstream; checks of stages in backticks',
    '```yaml\nkernel:\n  depends_on: [storage]\n```\n# More\n## CI\n- build: `b*`, `c`\n- unit: runs `pytest`\n',
    ({ workstreams, stages }) => [workstreams.kernel?.depends_on[0]?.name, stages],
    ['storage', { build: ['b*', 'c'], unit: [] }],
  ],
])('%s', (_name, more, of, expected) => {
  expect(of(planOf(TWO + more))).toEqual(expected);
});

test('what was left out is named, with its own line and what to do', () => {
  const { findings, yaml } = imported(`${TWO}Status: active
Branch: feature/other
Agent: a-1
Agent: a-2
Approvals: @zoe
- [ ] Task

  Explained here.
# More
| Workstream | Branch | Due |
|-|-|-|
| Web | f/web | June |

Start: 2026-02-30
Timezone: Mars/Olympus

\`\`\`yaml
roles:
\tqa: [alice]
\`\`\`

## Risks
- API conflicts
- Rain
`);
  expect(
    findings.map(({ line, level, message }) => `${line}: ${level}: ${message}`).join('\n'),
  ).toMatchInlineSnapshot(`
"6: contradiction: "kernel" has the branch "feature/other" here, but "feature/kernel" was taken before. Say it in one place.
8: contradiction: "kernel" has the agent "a-2" here, but "a-1" was taken before. Say it in one place.
9: gap: "@zoe" is to approve "kernel", but approvals in a plan are roles, so it was left out. Put it into a role under roles, and name that role here.
10: gap: The one task has no probe, so it can only be claimed. Add done_when to each under tasks.
12: note: Line 12 is prose or details that the plan has no key for; it stands as comments at the end of the file. Nothing is to do unless something there must hold.
14: gap: What begins with "| Workstream | Branch | Due |" under "More" (lines 14-16) was not taken over: the plan has no key for its column "Due". It stands as a comment at the end of the file; move what matters to a key.
18: gap: "2026-02-30" is no day of the calendar, so it was left out. Write it as 2026-01-05.
19: gap: "Mars/Olympus" is no time zone, so it was left out. Write it as Europe/Berlin or UTC.
21: gap: What begins with "\`\`\`yaml" under "More" (lines 21-24) was not taken over: its YAML cannot be read, see line 23. It stands as a comment at the end of the file; move what matters to a key.
28: gap: What begins with "- Rain" under "Risks" was not taken over: the plan has no key for it. It stands as a comment at the end of the file; move what matters to a key."
`);
  expect(yaml.slice(yaml.indexOf('# What was'), yaml.indexOf('# Where'))).toMatchInlineSnapshot(`
"# What was not taken over:
# line 12 (details)
#     Explained here.
# lines 14-16 (the plan has no key for its column "Due")
#   | Workstream | Branch | Due |
#   |-|-|-|
#   | Web | f/web | June |
# lines 18-19 (a finding says why)
#   Start: 2026-02-30
#   Timezone: Mars/Olympus
# lines 21-24 (its YAML cannot be read, see line 23)
#   \`\`\`yaml
#   roles:
#    qa: [alice]
#   \`\`\`
# line 28 (the plan has no key for it)
#   - Rain

"
`);
});

test('comments give way before the plan becomes too large, and a plan that is too large says so', () => {
  const prose = Array.from(
    { length: 300 },
    (_, at) => `## Notes ${at}\n\n> ${'word '.repeat(60)}\n\n`,
  ).join('');
  const tasks = (many: number) =>
    Array.from({ length: many }, (_, at) => `- [ ] Task ${at} ${'of words '.repeat(10)}\n`).join(
      '',
    );
  const { yaml } = imported(`${TWO}\n${tasks(500)}\n# Notes\n${prose}`);
  expect(new TextEncoder().encode(yaml).length).toBeLessThan(64 * 1024);
  expect(yaml).toMatch(/… and more from line \d+ on/);
  expect(importPlan(`${TWO}\n${tasks(700)}`, 'plan.md')).toEqual({
    ok: false,
    refused: expect.stringMatching(
      /^The plan file that it gives would have \d+ KiB, and 64 are the most\. Split/,
    ),
  });
});

test('interfaces come with their signatures; two forms of one and what is no interface are named', () => {
  const { yaml, findings } = imported(`${TWO}
# Shared interfaces
\`\`\`rust
// Both sides
pub trait Store {
    fn open(&self) -> Handle;
}
pub struct Handle(u64);
trait Store { fn open(&self); }
\`\`\`

\`\`\`python
class Repo(Protocol):
    def find(self, id: str) -> "Item": ...

    def more(self): ...
\`\`\`
`);
  const at = (line: number) => findings.filter((one) => one.line === line).map(({ kind }) => kind);
  expect([at(12), at(13)]).toEqual([['not-understood'], ['two-contracts']]);
  expect(
    yaml.slice(yaml.indexOf('# contracts'), yaml.indexOf('# What was')),
  ).toMatchInlineSnapshot(`
"# contracts: complete these and take away the "#"
#   - path: PATH  (line 9)
#     symbol: Store
#     owners: [ROLE]
#     signature: |-
#       pub trait Store {
#           fn open(&self) -> Handle;
#       }
#   - path: PATH  (line 17)
#     symbol: Repo
#     owners: [ROLE]
#     signature: |-
#       class Repo(Protocol):
#           def find(self, id: str) -> "Item": ...
#
#           def more(self): ...

"
`);
});
