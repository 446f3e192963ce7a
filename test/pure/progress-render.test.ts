import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytes } from '#src/markdown.ts';
import { hiddenBlock, readHiddenBlock } from '#src/progress/hidden-block.ts';
import { planIssueTitle, renderPlanIssue } from '#src/progress/render-plan-issue.ts';
import { orderList } from '#src/progress/render-sections.ts';
import { renderWeek, weekTitle } from '#src/progress/render-week.ts';
import { workstreamTable } from '#src/progress/render-workstreams.ts';
import type { WorkstreamStanding } from '#src/progress/report.ts';
import { hostile, LIVE, nodes, parse } from '../hostile.ts';
import { FULL, pastWeek, task, weekReport, workstream } from '../progress-reports.ts';

const KEPT = pastWeek('2025-W29', 3);
const shown = (body: string) => body.slice(0, body.lastIndexOf('<!-- weir:facts'));

test('the weekly issue of a project with something to decide', () => {
  expect(weekTitle(FULL)).toMatchInlineSnapshot(
    `"Week 29 · Phase 2 · 🟠 at risk · 3/5 verified (+2)"`,
  );
  expect(shown(renderWeek(FULL, KEPT))).toMatchInlineSnapshot(`
"**2 tasks were verified this week, and \`storage-enhancements\` is blocked for the fourth day.** Landing \`feature/kernel\` next week decides whether storage can begin in time.

Phase 2, v0.3.0 · week 4 of weeks 3 to 6 · 16 days left

| Workstream | State | Verified | Week | Approvals | Conflicts | Performance | Forecast |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 3. \`kernel\` | 🟣 in review | 2 of 3, 1 only claimed | +2 | [#12](https://github.example/acme/river/pull/12): \`arch-lead\` (3 days) | ❌ 1 | – | 2025-07-21 – 2025-07-29, 93 % in time (last week 2025-07-25 – 2025-08-04) |
| 4. \`storage\` | ⛔ blocked, declared \`QUEUED → ACTIVE\` ⚠️ | 1 of 2 | ±0 | – | ❌ 1 | – | not enough history (2 of 4 weeks) |

### Needs a human

1. @carol: Approve #​12 as \`arch-lead\`: \`storage\` waits for it. ([open](https://github.example/acme/river/pull/12))
2. @dave, \`carol\` and \`@​acme/storage\`: Rebase \`feature/storage\` once \`feature/kernel\` has landed.

### Blockers

| Workstream | Blocked by | For | Who can end it |
| --- | --- | --- | --- |
| \`storage\` | \`kernel\` has not landed | 4 days | \`kernel\` |

### Conflicts

- ❌ \`feature/kernel\` and \`feature/storage\`: Both change the same lines of \`src/event.rs\`

### Checks

|  | \`build\` | \`unit\` | \`security\` |
| --- | --- | --- | --- |
| \`kernel\` | ✅ | ❌ | ❔ |
| \`storage\` | ⏳ | ⏭️ | · |

✅ passed, ❌ failed, ⏳ running, ⏭️ skipped, which proves nothing, ❔ expected, never reported, · no open head

❔ unknown — compatibility with \`v0.2.1\`: No check called \`compat*\` has reported on main. Add one to CI.

### Slower since

- \`wal/append\` &#43;6.1 % &#91;+3.9, +8.2&#93; since \`cccccccccc\`: Flush on every write

### Gate to Phase 3

**Closed:** 1 of 3 criteria is met. 1 cannot be told, and that keeps it closed, too.

|  | Criterion | Why |
| --- | --- | --- |
| ✅ met | Zero breaking API changes | No public symbol of v0.2.1 is gone or changed. |
| ❌ not met | Code coverage &gt; 85% | Line coverage is 71.4 %. Claimed all the same. |
| ❔ unknown | Documentation coverage &gt; 95% | The plan names nothing that would prove it. |

### Said, not shown

- \`kernel\`: \`coverage\` is said to be 95 %, and nothing has measured it.

<details><summary>1 task is claimed, and nothing proves it. Add done_when to the plan, or the evidence.</summary>

- \`kernel\`: Add tracking events

</details>

### Order to land

1. \`feature/kernel\` can land without a conflict
2. [#12](https://github.example/acme/river/pull/12) \`feature/storage\` ⏳: rebase it after \`kernel\`

⏳ still lacks approvals.

<details><summary>Who waits for whom</summary>

\`\`\`mermaid
flowchart LR
  n1["kernel 2/3"]
  n2["storage 1/2"]
  n1 ==> n2
  style n1 fill:#ecd8ff,color:#1f2328
  style n2 fill:#ffcecb,color:#1f2328
\`\`\`

</details>

<details><summary>Burn-up</summary>

\`\`\`mermaid
xychart-beta
  title "Tasks verified, and all there are"
  x-axis ["W27", "W28", "W29"]
  y-axis "Tasks" 0 --> 5
  line [5, 5, 5]
  bar [0, 1, 3]
\`\`\`

▁▃█

| Week | Verified | Change | Only claimed | Total |
| --- | --- | --- | --- | --- |
| 2025-W27 | 0 | – | 1 | 5 |
| 2025-W28 | 1 | +1 | 1 | 5 |
| 2025-W29 | 3 | +2 | 1 | 5 |

</details>

<details><summary>Kernel Event Model: 2 of 3 tasks verified</summary>

🟣 in review: Its pull request is ready and waits for approval.

For: Expand the event model; Add &lt;error&gt; events

⬜ Makes possible: \`error-handling\`

- ✅ Design lifecycle events, 2025-07-16 — 8 variants of \`KernelEvent\`, at least 8 are wanted.
- ✅ Create error framework, 2025-07-10
- ☑️ Add tracking events — claimed [by \`bob\`](https://github.example/i/4), and nothing proves it

| Metric | Target | Now | From | Trend |  |
| --- | --- | --- | --- | --- | --- |
| \`lifecycle_events\` | ≥ 8 | 8 | symbols of crates/kernel, 2025-07-18 | ▁▅█ | ✅ met |
| \`coverage\` | > 80% | 95% | claimed | – | ❔ unknown |

</details>

<details><summary>Storage &lt;Layer&gt;: 1 of 2 tasks verified</summary>

⛔ blocked: It waits for \`kernel\`, which has not landed.

⚠️ The plan calls it active, but \`kernel\` has not landed. Change its status, or drop the dependency.

- ✅ Design WAL trait
- ⬜ Batch operations — nothing is named that would prove it

</details>

Verified is what Weir found evidence for; claimed is what somebody said. Made 2025-07-18 16:00 UTC. \`/report\` makes it again, \`/phase\` shows the gate, and the same facts stand in this text as JSON for agents.

"
`);
});

test('the plan issue of the same project', () => {
  expect(planIssueTitle(FULL)).toMatchInlineSnapshot(`"Workstreams: Phase 2"`);
  expect(
    renderPlanIssue(FULL, { number: 41, url: 'https://github.example/acme/river/issues/41' }),
  ).toMatchInlineSnapshot(`
"**🟠 at risk.** 3 of 5 tasks verified, 1 only claimed. Latest report: [#41](https://github.example/acme/river/issues/41). Weir keeps this issue up to date; what you write outside of its text stays. Tick a box to run it:

- [ ] Integrate all heads now and show the best order <!-- weir:box:integrate-all -->
- [ ] Look at everything again and update this issue <!-- weir:box:status -->
- [ ] File this week's report now <!-- weir:box:report -->

| Workstream | State | Why | Verified | Waits for | Who | Last moved |
| --- | --- | --- | --- | --- | --- | --- |
| 3. \`kernel\` | 🟣 in review | Its pull request is ready and waits for approval. | 2 of 3 | – | kernel-events-003 | 2025-07-17 |
| 4. \`storage\` | ⛔ blocked | It waits for \`kernel\`, which has not landed. | 1 of 2 | \`kernel\` | – | 2025-07-17 |

### Needs a human

1. \`carol\`: Approve #​12 as \`arch-lead\`: \`storage\` waits for it. ([open](https://github.example/acme/river/pull/12))
2. \`dave\`, \`carol\` and \`@​acme/storage\`: Rebase \`feature/storage\` once \`feature/kernel\` has landed.

### Order to land

1. \`feature/kernel\` can land without a conflict
2. [#12](https://github.example/acme/river/pull/12) \`feature/storage\` ⏳: rebase it after \`kernel\`

⏳ still lacks approvals.

### Conflicts

- ❌ \`feature/kernel\` and \`feature/storage\`: Both change the same lines of \`src/event.rs\`

### Checks

|  | \`build\` | \`unit\` | \`security\` |
| --- | --- | --- | --- |
| \`kernel\` | ✅ | ❌ | ❔ |
| \`storage\` | ⏳ | ⏭️ | · |

✅ passed, ❌ failed, ⏳ running, ⏭️ skipped, which proves nothing, ❔ expected, never reported, · no open head

### Order to start

1. Immediate: \`kernel\` 🟣 in review
2. Once the foundation is ready: \`storage\` ⛔ blocked

<details><summary>Gate to Phase 3</summary>

**Closed:** 1 of 3 criteria is met. 1 cannot be told, and that keeps it closed, too.

|  | Criterion | Why |
| --- | --- | --- |
| ✅ met | Zero breaking API changes | No public symbol of v0.2.1 is gone or changed. |
| ❌ not met | Code coverage &gt; 85% | Line coverage is 71.4 %. Claimed all the same. |
| ❔ unknown | Documentation coverage &gt; 95% | The plan names nothing that would prove it. |

</details>

<details><summary>Who waits for whom</summary>

\`\`\`mermaid
flowchart LR
  n1["kernel 2/3"]
  n2["storage 1/2"]
  n1 ==> n2
  style n1 fill:#ecd8ff,color:#1f2328
  style n2 fill:#ffcecb,color:#1f2328
\`\`\`

</details>"
`);
});

test('a week in which nothing happened is one line, and calls nobody', () => {
  const quiet = { ...FULL, moved: false };
  expect(shown(renderWeek(quiet, KEPT))).toMatchInlineSnapshot(`
"Nothing happened since last week: no commit, review or check moved a workstream. 3 of 5 tasks are verified, as before. 2 decisions still wait: \`/report\` lists them.

"
`);
});

test('of several findings of a pair the first is told, and the others are counted', () => {
  const conflicts = (FULL.conflicts ?? []).map((pair) => ({
    ...pair,
    findings: [...pair.findings, ...pair.findings, ...pair.findings],
  }));
  expect(shown(renderWeek({ ...FULL, conflicts }, KEPT))).toContain(
    'Both change the same lines of `src/event.rs` (and 2 more findings)\n',
  );
});

test('many that can land are one line, and the others keep their numbers', () => {
  const step = (at: number, why: string | null) => ({
    ref: `h${at}`,
    pull: null,
    now: why === null,
    conflictsWith: [],
    why,
  });
  const free = Array.from({ length: 28 }, (_, at) => step(at + 1, null));
  const told = orderList(weekReport({ order: [...free, step(29, 'a draft'), step(30, null)] }));
  const [first = '', rest] = told?.split('\n\n') ?? [];
  expect(first).toMatch(
    /^\*\*The first 28 of 30 can land now, one after the other, without a conflict:\*\* `h1`, `h2`, .*, `h28`\.$/,
  );
  expect(rest).toBe('29. `h29`: a draft\n30. `h30` can land without a conflict');
  expect(orderList(weekReport({ order: free }))).toMatch(/^\*\*All 28 can land now/);
  expect(orderList(weekReport({ order: free.slice(0, 3) }))).toMatch(/^1\. `h1` can land/);
});

test('what keeps several workstreams from having a date is said once below the table', () => {
  const outlooks: WorkstreamStanding['outlook'][] = [
    { state: 'none', reason: 'Too little: 0 of 4.', weeks: { had: 0, needed: 4 } },
    { state: 'none', reason: 'Too little: 2 of 4.', weeks: { had: 2, needed: 4 } },
    { state: 'none', reason: 'It is paused.' },
    { state: 'none', reason: 'It has no tasks.' },
    { state: 'none', reason: 'It has no tasks.' },
    { state: 'finished' },
  ];
  const all = outlooks.map((outlook, at) => workstream(`w${at}`, { outlook }));
  const [rows = '', below] = workstreamTable(weekReport({ workstreams: all })).split('\n\n');
  const last = rows.split('\n').map((row) => row.split(' | ').at(-1));
  expect(last.slice(2)).toEqual([
    '0 of 4 weeks (1) |',
    '2 of 4 weeks (1) |',
    'It is paused. |',
    'none (2) |',
    'none (2) |',
    'finished |',
  ]);
  expect(below).toBe(
    'No forecast: (1) There is not enough history: a forecast needs 4 weeks in which it could be worked on. (2) It has no tasks.',
  );
});

test('what could not be read is said, and is not green', () => {
  const blind = weekReport({
    verdict: 'unknown',
    conflicts: null,
    conflictsUnread: 'the mirror is being fetched',
    approvalsUnread: 'GitHub answered 502',
    workstreams: [
      workstream('kernel', { conflicts: null, approvals: FULL.workstreams[0]?.approvals ?? [] }),
    ],
    lateMinutes: 180,
  });
  expect(weekTitle(blind)).toBe('Week 29 · Phase 2 · ⚪ unknown');
  const body = shown(renderWeek(blind, KEPT));
  expect(body).toContain('Conflicts could not be read: the mirror is being fetched');
  expect(body).toContain('filed 3 hours late, because Weir was not running');
  expect(body).toMatch(/\| `kernel` \| 🟢 active \| no tasks \| – \| ❔ unknown \| ❔ unknown \|/);
  expect(body).not.toContain('✅');
});

test('forty workstreams with long tasks fit, states and decisions first, facts as far as there is room', () => {
  const tasks = Array.from({ length: 20 }, (_, at) =>
    task(`${'Ünïcode '.repeat(20)}${at}`, 'open'),
  );
  const many = Array.from({ length: 40 }, (_, at) => workstream(`stream-${at}`, { tasks }));
  const body = renderWeek({ ...FULL, workstreams: many }, KEPT);
  expect(bytes(body)).toBeLessThanOrEqual(64_000);
  expect(body).toContain('`stream-39`');
  expect(body).toContain('### Needs a human');
  expect(body).toMatch(/sections? left out/);
  expect(JSON.parse(readHiddenBlock(body) ?? '')).toMatchObject({
    kept: KEPT,
    left_out: expect.any(String),
  });
});

test('a person is mentioned once, and only in the weekly issue', () => {
  const mentions = (body: string) => body.match(/(?<![\w`\u200b])@[\w-]+/g) ?? [];
  expect(mentions(shown(renderWeek(FULL, KEPT)))).toEqual(['@carol', '@dave']);
  expect(mentions(shown(renderWeek(FULL, KEPT, false)))).toEqual([]);
  expect(mentions(renderPlanIssue(FULL, null))).toEqual([]);
});

test('words of strangers stay words', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      const report = weekReport({
        headline: [one],
        workstreams: [
          workstream('kernel', {
            title: one,
            tasks: [task(other, 'claimed')],
            dependsOn: [{ name: other, optional: false, met: false }],
          }),
        ],
        contradictions: [{ workstream: null, what: other }],
        blockers: [
          { workstream: 'kernel', what: one, owners: [other], since: null, source: 'report' },
        ],
      });
      const body = renderWeek(report, KEPT);
      expect(JSON.parse(readHiddenBlock(body) ?? '').report.contradictions[0].what).toBe(other);
      for (const node of nodes(parse(shown(body)))) {
        if (node.type === 'text') expect(node.value).not.toMatch(LIVE);
        if (node.type === 'html')
          expect(node.value).toMatch(/^<details><summary>[^<]*<\/summary>$|^<\/details>$/);
      }
    }),
    { numRuns: 40 },
  );
});

test('what could not be read is said, in a quiet week, too', () => {
  const blind = { ...FULL, notRead: ['Weir may not read issues. Grant it.'] };
  for (const report of [blind, { ...blind, moved: false }]) {
    expect(renderWeek(report, KEPT)).toContain('- ❔ Weir may not read issues. Grant it.');
  }
});

test('a report says that it is late and which weeks have none, in a quiet week, too', () => {
  for (const moved of [true, false]) {
    const body = shown(
      renderWeek({ ...FULL, moved, lateMinutes: 3 * 1440, missed: ['2025-W27', '2025-W28'] }, KEPT),
    );
    expect(body).toContain('filed 3 days late, because Weir was not running');
    expect(body).toContain('no report of 2025-W27 and 2025-W28, because Weir was not running');
  }
});

test('a hidden block survives what would end a comment', () => {
  const facts = { a: '--> <!-- <b> -- ---', b: ['\u2028', '\\--'] };
  const body = `Text.\n\n${hiddenBlock(facts)}\n\nMore.`;
  expect(body.match(/-->/g)).toHaveLength(1);
  expect(JSON.parse(readHiddenBlock(body) ?? '')).toEqual(facts);
  const quoted = `${body}\n\n<!-- weir:issue:42:end -->\n\n> ${hiddenBlock({ a: 'forged' })}`;
  expect(JSON.parse(readHiddenBlock(quoted) ?? '')).toEqual(facts);
  expect(readHiddenBlock('nothing')).toBeNull();
  expect(readHiddenBlock(body.slice(0, 30))).toBeNull();
});
