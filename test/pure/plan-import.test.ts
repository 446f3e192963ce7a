import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { type Finding, importPlan, type PlanImport } from '#src/plan/import.ts';
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import { read } from '../tree.ts';

const DOCUMENT = read('test/fixtures/phase2-orchestration.md');

function imported(text: string): Extract<PlanImport, { ok: true }> {
  const result = importPlan(text, 'plan.md');
  if (!result.ok) throw new Error(result.refused);
  return result;
}

/** The plan as the rest of Weir sees it. */
function planOf(text: string): Plan {
  const parsed = parsePlan(imported(text).yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

const inLines = (findings: readonly Finding[]) =>
  findings.map(({ line, level, message }) => `${line}: ${level}: ${message}`).join('\n');

test('the plan of phase 2 becomes this file', () => {
  const { yaml, plan } = imported(DOCUMENT);
  expect(yaml).toBe(read('test/fixtures/plans/phase2-imported.yml'));
  expect(load(yaml)).toEqual(plan);
});

test('plan check reads it without errors; what it warns of is that nobody fills the roles', () => {
  const parsed = parsePlan(imported(DOCUMENT).yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.warnings).toHaveLength(7);
  for (const { message } of parsed.warnings) expect(message).toMatch(/has no people/);
});

test('it says the same as the plan that people wrote by hand from that document', () => {
  const own = planOf(DOCUMENT);
  const byHand = parsePlan(read('test/fixtures/plans/phase2.yml'));
  if (!byHand.ok) throw new Error('the hand-made plan is broken');
  const { workstreams, roles, integration, standups, reviews, report } = byHand.plan;
  expect(own.workstreams).toEqual(workstreams);
  expect(own.roles).toEqual(roles);
  expect(own.integration).toEqual(integration);
  expect(own.standups).toEqual(standups);
  expect(own.reviews).toEqual(reviews);
  expect(own.report).toEqual(report);
});

test('what is missing and what contradicts itself is said with its line', () => {
  expect(inLines(imported(DOCUMENT).findings)).toMatchInlineSnapshot(`
"5: gap: The document counts weeks (3-6) but does not say on which day the first of them begins. Add start under phase, or no report can tell which week it is.
18: contradiction: "testing-infrastructure" is "SPAWNING" here but "ACTIVE" on line 33, which was taken. Use one vocabulary, and say it in one place.
19: contradiction: "kernel-events-expansion" is "SPAWNING" here but "ACTIVE" on line 51, which was taken. Use one vocabulary, and say it in one place.
22: contradiction: "storage-enhancements" is "READY" here but "QUEUED → ACTIVE" on line 69, which was taken. Use one vocabulary, and say it in one place.
23: contradiction: "security-enhancements" is "READY" here but "QUEUED → ACTIVE" on line 87, which was taken. Use one vocabulary, and say it in one place.
24: contradiction: "performance-observability" is "READY" here but "QUEUED → ACTIVE" on line 105, which was taken. Use one vocabulary, and say it in one place.
30: note: The workstreams are numbered 2 to 6, and number 1 stands nowhere in this document. It may be what the dependencies call "build-system-stabilization". If it is finished, nothing is to do; else add it.
43: gap: All 20 tasks have no probe, so they can only be claimed. Add done_when to each under tasks.
69: contradiction: "storage-enhancements" is called "QUEUED → ACTIVE" although it depends on "kernel-events-expansion" (ACTIVE), which is not done. Wait, or make the dependency optional.
69: contradiction: The status of "storage-enhancements" is a change, "QUEUED → ACTIVE", and no state; it was kept as it is. Write the state of now.
87: contradiction: The status of "security-enhancements" is a change, "QUEUED → ACTIVE", and no state; it was kept as it is. Write the state of now.
105: contradiction: "performance-observability" is called "QUEUED → ACTIVE" although it depends on "testing-infrastructure" (ACTIVE) and "kernel-events-expansion" (ACTIVE), which are not done. Wait, or make the dependency optional.
105: contradiction: The status of "performance-observability" is a change, "QUEUED → ACTIVE", and no state; it was kept as it is. Write the state of now.
129: gap: "Runtime", scheduled for Wednesday, is no workstream of this document. It was left out of the schedule. Add it under workstreams, or say which one owns it.
130: gap: "Auth", scheduled for Thursday, is no workstream of this document. It was left out of the schedule. Add it under workstreams, or say which one owns it.
138: gap: "build-system-stabilization" is depended on by "testing-infrastructure", "kernel-events-expansion", "storage-enhancements" and "security-enhancements" but is no workstream of this document; it was declared under external as not done. Say there when it is done, or which issue tracks it.
139: note: performance-baseline, integration-validation, agent-lifecycle-testing, error-handling, wal-generalization, semantic-analysis, jwt-rotation, audit-logging, benchmarking, monitoring are enabled but are no workstreams; they were taken as milestones. Nothing is to do.
161: gap: The document does not say which file declares the contract "WorkstreamEvent", so it stands as a comment. Add its path and owners under contracts, or import with --repo.
168: gap: The document does not say which file declares the contract "IntegrationTest", so it stands as a comment. Add its path and owners under contracts, or import with --repo.
180: note: The standups name workstreams by words only: "Testing Agent" as testing-infrastructure, "Kernel Events Agent" as kernel-events-expansion, "Storage Agent" as storage-enhancements, "Security Agent" as security-enhancements, "Performance Agent" as performance-observability were taken. Check them, or write the names.
190: gap: "Documentation updates and API review" is weekly but has no day, so it was left out. Give it a day under reviews, or do it on the day of the report.
196: gap: The document names nobody for the roles "kernel-lead", "qa-lead", "arch-lead", "storage-lead", "security-lead", "performance-lead" and "ops-lead". Add logins or teams under roles; until then nothing that needs them can be approved.
241: contradiction: "kernel_events" and "kernel-events-expansion" are two names of one workstream; the first became an alias. Use one of them.
286: gap: The document does not name the checks of the stages "build", "unit", "integration", "performance", "security" and "documentation". Add globs of check runs under stages; until then nothing is known of them.
297: gap: The document does not name the checks that prove compatibility with v0.2.1. Add checks, globs of check runs, under compatibility.
317: gap: Nothing can prove "All existing tests pass without modification" yet, so it can only be claimed. Add a probe under when.
320: gap: Nothing can prove "Performance regression < 5%" yet, so it can only be claimed. Add a probe under when.
324: gap: Nothing can prove "Documentation coverage > 95% for public APIs" yet, so it can only be claimed. Add a probe under when.
330: gap: Nothing can prove "Shared interface contracts implemented" yet, so it can only be claimed. Add a probe under when.
331: gap: Nothing can prove "Cross-workstream dependencies resolved" yet, so it can only be claimed. Add a probe under when.
332: gap: Nothing can prove "Regular integration testing established" yet, so it can only be claimed. Add a probe under when.
340: gap: Nothing can prove "Integration testing pipeline established" yet, so it can only be claimed. Add a probe under when.
341: gap: Nothing can prove "Performance baselines validated" yet, so it can only be claimed. Add a probe under when.
342: gap: Nothing can prove "Documentation updated" yet, so it can only be claimed. Add a probe under when.
343: gap: Nothing can prove "Security audit initiated" yet, so it can only be claimed. Add a probe under when.
348: gap: Nothing can prove "Performance within acceptable bounds" yet, so it can only be claimed. Add a probe under when.
349: gap: Nothing can prove "All tests passing consistently" yet, so it can only be claimed. Add a probe under when."
`);
});

test('every heading of the document has its place, or a line that says why not', () => {
  const { yaml } = imported(DOCUMENT);
  const headings = DOCUMENT.split('\n').flatMap((text, at) =>
    /^#{1,6} /.test(text) && !inFence(DOCUMENT, at)
      ? [{ text: text.replace(/^#+ /, ''), line: at + 1 }]
      : [],
  );
  expect(headings).toHaveLength(34);
  const parsed = parsePlan(yaml);
  const plan = parsed.ok ? parsed.plan : null;
  for (const { text, line } of headings) {
    const row = yaml.split('\n').find((one) => one.startsWith(`#   line ${line}, `)) ?? '';
    expect(row).toContain(`"${text}": `);
    const places = row.slice(row.indexOf('": ') + 3).split(', ');
    expect(places).not.toContain('nothing was taken over');
    for (const place of places) {
      if (!/^[\w.*-]+( and \w+)?$/.test(place)) continue;
      const keys = place
        .replace(/ and .*/, '')
        .split('.')
        .filter((key) => key !== '*');
      // Contracts stand as comments until somebody says which file declares them.
      if (keys[0] !== 'contracts') expect(Object.keys(plan ?? {})).toContain(keys[0]);
    }
  }
});

function inFence(text: string, at: number): boolean {
  return (
    text
      .split('\n')
      .slice(0, at)
      .filter((line) => line.startsWith('```')).length %
      2 ===
    1
  );
}

test('a plan in tables, with other headings, other languages and people, becomes this file', () => {
  const { yaml, findings } = imported(read('test/fixtures/plans/tables.md'));
  expect(yaml).toMatchInlineSnapshot(`
"# The plan of plan.md, as "weir plan import" understood it.
# Lines in comments are lines of that document. Check this file with "weir plan check".
version: 1
target: develop

# line 11: Duration: weeks 1 to 4
phase:
  name: Sprint 12
  version: v2.0
  start: "2026-01-05"
  weeks: "1-4"
  timezone: Europe/Berlin

# Who fills each role: logins, and teams as "@org/team".
roles:
  backend-lead: [ada, bert]
  web-lead: ["@acme/web"]

workstreams:
  api: # line 47
    number: 1
    title: API
    branch: feature/api
    agent: agent-1
    priority: high
    status: in progress
    approvals: [backend-lead]
    metrics: { endpoints: "target: 12, current: 4", p95_latency: "target: < 200ms, current: 240ms" }
  web-client: # line 48
    number: 2
    title: Web client
    branch: feature/web-client
    agent: agent-2
    status: active
    depends_on:
      - api
      - { name: design-system, optional: true }
    approvals: [web-lead, backend-lead]

external:
  design-system: { done: false } # line 48

integration:
  schedule:
    tuesday: [api] # line 35: API
    thursday: all # line 36: everything

standups:
  api: "09:15" # line 40
  web-client: "09:30" # line 41

criteria:
  transition: # line 64
    - { text: Code coverage above 80%, done: true, when: { coverage: ">80%" } }
    - { text: All workstreams merged, when: { integrated: all } }

# contracts: complete these and take away the "#"
#   - path: PATH  (line 72)
#     symbol: Session
#     owners: [ROLE]
#     signature: |-
#       export interface Session { id: string }

# What was not taken over:
# line 9 (prose)
#   This page is the plan. Everything below is kept by hand.
# line 52 (quotes and HTML are not read)
#   > Tasks live in the tracker.
# line 60 (a finding says why)
#   | Web client | pages | many | 2 |
# line 67 (a finding says why)
#   * [ ] (optional) Blog post written

# Where the sections of the document went:
#   line 6, "Delivery plan for Sprint 12": phase
#   line 15, "Who signs off": roles, workstreams.*.approvals
#   line 31, "Schedule": integration.schedule
#   line 38, "Daily standup": standups
#   line 43, "Workstreams": workstreams
#   line 50, "Tasks": not taken over, see above
#   line 54, "Success metrics": workstreams.*.metrics
#   line 62, "Exit criteria": criteria.transition
#   line 69, "Shared interfaces": contracts
"
`);
  expect(inLines(findings)).toMatchInlineSnapshot(`
"9: note: Line 9 is prose or details that the plan has no key for; it stands as comments at the end of the file. Nothing is to do unless something there must hold.
41: contradiction: Times of day stand in the time zone "CET", but a plan has one. They were taken as they stand; write them in the time zone of the phase.
48: gap: "design-system" is depended on by "web-client" but is no workstream of this document; it was declared under external as not done. Say there when it is done, or which issue tracks it.
48: contradiction: "web-client" is called "active" although it depends on "api" (in progress), which is not done. Wait, or make the dependency optional.
48: gap: The priority "P1" is none of high, medium and low, so it was left out. Write one of them.
52: gap: What begins with "> Tasks live in the tracker." under "Tasks" was not taken over: quotes and HTML are not read. It stands as a comment at the end of the file; move what matters to a key.
60: gap: The metric "pages" has no goal that can be measured: "target: many, current: 2". Write it as "target: >80%, current: 0%".
67: note: The criterion "Blog post written" is optional, and a criterion in the plan must be met, so it was left out. Nothing is to do.
72: gap: The document does not say which file declares the contract "Session", so it stands as a comment. Add its path and owners under contracts, or import with --repo."
`);
});

/** A document with two workstreams and something else; what the plan then says of the workstreams. */
const TWO = `# Plan
## Workstream 1: Kernel events
Branch: feature/kernel-events
Agent ID: kernel-agent-007
## Workstream 2: Storage
Branch: feature/storage
`;

test.each<[string, string, (plan: Plan) => unknown, unknown]>([
  [
    'a matrix as a Rust HashMap',
    '## Approvals\n```rust\nlet m = HashMap::from([("kernel-events", vec!["a-lead", "b-lead"]), ("storage", vec![])]);\n```',
    (plan) => plan.workstreams['kernel-events']?.approvals,
    ['a-lead', 'b-lead'],
  ],
  [
    'a matrix as a Python dictionary, a Go map and a Java map',
    '## Approvals\n```python\nM = {"kernel-events": ["a"]}\n```\n\n```go\nvar m = map[string][]string{"storage": []string{"b"}}\n```\n\n```java\nMap.of("storage", List.of("c"))\n```',
    (plan) => Object.values(plan.workstreams).map(({ approvals }) => approvals),
    [['a'], ['b', 'c']],
  ],
  [
    'a matrix as a table and as YAML under its own key',
    '## People\n| Workstream | Reviewers |\n|-|-|\n| Storage | x-lead, y-lead |\n\n```yaml\napproval_matrix:\n  kernel_events: [z-lead]\n```',
    (plan) => Object.values(plan.workstreams).map(({ approvals }) => approvals),
    [['z-lead'], ['x-lead', 'y-lead']],
  ],
  [
    'near miss: code that maps names to lists but says nothing of approvals',
    '## Layout\n```rust\nlet m = HashMap::from([("storage", vec!["file", "memory"])]);\n```',
    (plan) => plan.workstreams.storage?.approvals,
    [],
  ],
  [
    'dependencies as sentences, by number and by title',
    '## Dependencies\n- Workstream 2: depends on Workstream 1\n',
    (plan) => plan.workstreams.storage?.depends_on,
    [{ name: 'kernel-events', optional: false }],
  ],
  [
    'dependencies that wait for each other: the one that closes the circle is left out',
    '## Dependencies\n```yaml\nstorage: { depends_on: [kernel-events] }\nkernel-events: { depends_on: [storage] }\n```',
    (plan) =>
      Object.values(plan.workstreams).map(({ depends_on }) => depends_on.map(({ name }) => name)),
    [['storage'], []],
  ],
  [
    'a schedule by day, with everything on Friday',
    '## Integration days\n- Mon: Kernel + Auth\n- Friday - everything\n',
    (plan) => plan.integration.schedule,
    { monday: ['kernel-events'], friday: 'all' },
  ],
  [
    'standups by agent id, in the afternoon',
    '## Standups\n| Agent | Time |\n|-|-|\n| kernel-agent-007 | 1:05 PM |\n',
    (plan) => plan.standups,
    { 'kernel-events': '13:05' },
  ],
  [
    'tasks with boxes: ticked ones are claimed, crossed out ones are none, nested ones count',
    '### Tasks\n- [x] One\n- [ ] ~~Two~~\n- Three\n  - [X] Three a\n- [ ] [OPTIONAL] Four\n',
    (plan) => plan.workstreams.storage?.tasks,
    [
      { text: 'One', done: true },
      { text: 'Three a', done: true },
      { text: 'Four', optional: true },
    ],
  ],
  [
    'metrics of one workstream below it',
    '### Metrics\n- backends: target: 3, current: 1\n- latency: < 5ms\n',
    (plan) => Object.keys(plan.workstreams.storage?.metrics ?? {}),
    ['backends', 'latency'],
  ],
  [
    'criteria that have a probe, and near misses that have none',
    `## Compatibility\nEverything must stay compatible with v1.2.0.\n## Success criteria\n${[
      'Code coverage maintained > 85%',
      'Line coverage of at least 85%',
      'Documentation coverage > 95% for public APIs',
      'Build reliability > 99%',
      'No breaking API changes',
      'Fewer breaking API changes',
      'Zero conflicts',
      'Zero conflicts in the kernel',
      'Zero high-severity vulnerabilities',
      '100% of deliverables complete',
      'All workstreams merged',
      'All workstreams merged but one',
    ]
      .map((text) => `- [ ] ${text}\n`)
      .join('')}`,
    (plan) =>
      plan.criteria.criteria?.map((one) => ('when' in one ? Object.keys(one.when ?? {})[0] : null)),
    [
      'coverage',
      null,
      null,
      'builds',
      'api_unchanged_since',
      null,
      'conflicts',
      null,
      'findings',
      'deliverables',
      'integrated',
      null,
    ],
  ],
  [
    'no breaking changes since what? Without a version to compare with nothing proves it',
    '## Success criteria\n- [ ] Zero breaking API changes\n',
    (plan) => plan.criteria.criteria,
    [{ text: 'Zero breaking API changes' }],
  ],
  [
    'a phase with dates; the next one; the day of the report',
    '## Facts\nPhase: 4\nStart date: 2026-02-02\nWeeks: 9-12\nNext review: every Thursday\nPhase 5 target: week 13\n',
    ({ phase, report }) => [phase?.name, phase?.start, phase?.weeks, phase?.next?.name, report.day],
    ['Phase 4', '2026-02-02', { from: 9, to: 12 }, 'Phase 5', 'thursday'],
  ],
  [
    'the next phase follows the one that a line names, whatever headings came before',
    '# Phase 1\n## Phase 2\n## Phase 3 outlook\n## Facts\nPhase: 2\n',
    ({ phase }) => [phase?.name, phase?.next?.name],
    ['Phase 2', 'Phase 3'],
  ],
  [
    'no next phase: a sprint is a part of a phase',
    '# Phase 2 plan\n## Sprint 3\n',
    ({ phase }) => [phase?.name, phase?.next],
    ['Phase 2', undefined],
  ],
])('%s', (_name, more, of, expected) => {
  expect(of(planOf(TWO + more))).toEqual(expected);
});

test.each<[string, string, string[]]>([
  [
    'two phases side by side',
    '# Roadmap\n## Phase 1: Now\n## Phase 2\n',
    [
      '3: contradiction: The document has a heading for "Phase 2", too, and the plan is made for "Phase 1" with every workstream that was found. Keep one phase in the document; take the headings and workstreams of the others out.',
    ],
  ],
  [
    'three of them, and a line that says which one',
    '# Phase 1\n## Phase 2\n## Facts\nPhase: 2\n## Phase 3 (2026)\n',
    [
      '1: contradiction: The document has headings for "Phase 1" and "Phase 3", too, and the plan is made for "Phase 2" with every workstream that was found. Keep one phase in the document; take the headings and workstreams of the others out.',
    ],
  ],
  [
    'ok: the way to the next one, what was learnt from the last one, the same one again',
    '# Phase 2 plan\n## Phase 2 objectives\n## Lessons of phase 1\n## Phase 3 readiness checklist\n## Transition to Phase 3\n',
    [],
  ],
  [
    'ok: sprints of one phase',
    '# Phase 2 plan\n## Phase 1 summary\n## Sprint 1\n## Sprint 2\n',
    [],
  ],
])('several phases: %s', (_name, headings, said) => {
  const { findings } = imported(`${headings}${TWO}`);
  const found = findings.filter(({ kind }) => kind === 'several-phases');
  expect(found.map(({ level, line, message }) => `${line}: ${level}: ${message}`)).toEqual(said);
});

test.each([
  ['nothing', '', 'It is empty. Name a Markdown document with a plan.'],
  [
    'no workstream',
    '# Notes\n\n- milk\n',
    /^No workstream was found in it\. Give each one a heading/,
  ],
  ['too much of it', 'x'.repeat(600_000), 'It is larger than 512 KiB. Split off what is no plan.'],
  ['too many lines', '\n'.repeat(20_000), /^It (is empty|has more than 10000 lines)/],
  [
    'too many items',
    '- a\n'.repeat(9_000),
    'It has too many list items and table rows to be read. Split it.',
  ],
])('%s is refused', (_name, text, refused) => {
  const result = importPlan(text, 'plan.md');
  expect(result.ok ? '' : result.refused).toMatch(refused);
});

test('what a repository has and has not is said; contracts get the file that declares them', () => {
  const known = {
    at: 'main',
    oid: 'a'.repeat(40),
    files: new Set(['scripts/validate-config-compatibility.sh']),
    features: new Set(['default']),
    symbols: new Map([
      ['WorkstreamEvent', [{ path: 'crates/types/src/event.rs', line: 12 }]],
      ['IntegrationTest', []],
    ]),
    branches: new Set(['feature/testing-infrastructure']),
  };
  const result = importPlan(DOCUMENT, 'plan.md', known);
  if (!result.ok) throw new Error(result.refused);
  expect(result.plan.contracts).toEqual([
    {
      path: 'crates/types/src/event.rs',
      symbol: 'WorkstreamEvent',
      signature: expect.stringMatching(/^pub trait WorkstreamEvent \{\n {4}fn event_type.*\n\}$/s),
      owners: [],
    },
  ]);
  expect(result.yaml).toContain(
    '    signature: |-\n      pub trait WorkstreamEvent {\n          fn event_type',
  );
  expect(load(result.yaml)).toEqual(result.plan);
  const about = result.findings.filter(({ kind }) => /repository|contract/.test(kind));
  expect(inLines(about)).toMatchInlineSnapshot(`
"48: note: The branch "feature/kernel-events-expansion" of "kernel-events-expansion" does not exist in the repository yet. Push it when work begins.
66: note: The branch "feature/storage-enhancements" of "storage-enhancements" does not exist in the repository yet. Push it when work begins.
84: note: The branch "feature/security-enhancements" of "security-enhancements" does not exist in the repository yet. Push it when work begins.
102: note: The branch "feature/performance-observability" of "performance-observability" does not exist in the repository yet. Push it when work begins.
161: gap: The document does not say who owns the contract "WorkstreamEvent", so nobody is asked when it changes. Add roles to its owners.
168: gap: The contract "IntegrationTest" is declared nowhere in main. Declare it, or correct the name.
300: gap: The build feature "compatibility-v0_2_1" is declared in no manifest of main. Declare it, or take it out of the document.
306: gap: The script "scripts/validate-storage-compatibility.sh" does not exist in main. Write it, or take it out of the document.
309: gap: The script "scripts/validate-performance-regression.sh" does not exist in main. Write it, or take it out of the document."
`);
});
