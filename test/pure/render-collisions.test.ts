import { expect, test } from '@jest/globals';
import { renderCheck, renderMarkdown, renderTerminal } from '#src/integration/render.ts';
import { forecast, head, readCheck as read, textual } from '../forecasts.ts';

const kernel = head('feature/kernel-events', 11);
const storage = head('feature/storage-enhancements', 12);
const testing = head('feature/testing', 13);
const security = head('feature/security', null);

const THREE_FILES = {
  a: 'feature/kernel-events',
  b: 'feature/storage-enhancements',
  findings: [
    textual(
      'feature/kernel-events',
      'src/event.rs:5-9',
      'feature/storage-enhancements',
      'src/event.rs:7-12',
    ),
    textual(
      'feature/kernel-events',
      'src/lib.rs:3',
      'feature/storage-enhancements',
      'src/lib.rs:4',
    ),
    {
      ...textual(
        'feature/kernel-events',
        'Cargo.toml',
        'feature/storage-enhancements',
        'Cargo.toml',
      ),
      message:
        'feature/kernel-events deletes Cargo.toml, which feature/storage-enhancements changes',
      places: [{ head: 'feature/storage-enhancements', path: 'Cargo.toml' }],
    },
  ],
};

test('one conflict with three files, from the side that lands later', () => {
  expect(
    read(
      forecast([kernel, storage, testing], [THREE_FILES]),
      'feature/storage-enhancements',
      'https://github.example/acme/river',
    ),
  ).toMatchInlineSnapshot(`
"[failure] 1 conflict with kernel-events (3 files)

**Next:** let \`kernel-events\` land first; then merge \`main\` into this branch and resolve 3 files. Agree on this with \`kernel-events-owner\`.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\` | \`kernel-events\` | \`kernel-events-owner\` | ❌ conflict | \`src/event.rs\`, \`src/lib.rs\`, \`Cargo.toml\` |

Workstream: \`storage-enhancements\`, because \`feature/storage-enhancements\` is the branch of storage-enhancements.

<details><summary>kernel-events #11: conflict in 3 files</summary>

\`feature/kernel-events\` lands first in the best order; then merge \`main\` into this branch and resolve there.

- Both change the same lines of \`src/event.rs\`: here lines [7–12](https://github.example/acme/river/blob/000c000c000c000c000c000c000c000c000c000c/src/event.rs#L7-L12), in \`feature/kernel-events\` lines [5–9](https://github.example/acme/river/blob/000b000b000b000b000b000b000b000b000b000b/src/event.rs#L5-L9).
- Both change the same lines of \`src/lib.rs\`: here line [4](https://github.example/acme/river/blob/000c000c000c000c000c000c000c000c000c000c/src/lib.rs#L4), in \`feature/kernel-events\` line [3](https://github.example/acme/river/blob/000b000b000b000b000b000b000b000b000b000b/src/lib.rs#L3).
- \`feature/kernel-events\` deletes \`Cargo.toml\`, which \`feature/storage-enhancements\` changes.

</details>

---
<details><summary>Merges cleanly with 1 other head</summary>

- [#13](https://github.example/acme/river/pull/13) \`feature/testing\`

</details>

Judged at \`000c000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes.

[text]
<details><summary>kernel-events: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in src/event.rs
CONFLICT (content): Merge conflict in src/lib.rs
CONFLICT (content): Merge conflict in Cargo.toml
\`\`\`

</details>

@ src/event.rs:7-12 failure [Conflict with kernel-events] Both change the same lines of src/event.rs. Other side: kernel-events (kernel-events-owner), lines 5–9. feature/kernel-events lands first in the best order; then merge main into this branch and resolve there.

@ src/lib.rs:4-4 failure [Conflict with kernel-events] Both change the same lines of src/lib.rs. Other side: kernel-events (kernel-events-owner), line 3. feature/kernel-events lands first in the best order; then merge main into this branch and resolve there.

@ Cargo.toml:1-1 failure [Conflict with kernel-events] feature/kernel-events deletes Cargo.toml, which feature/storage-enhancements changes. Other side: kernel-events (kernel-events-owner). feature/kernel-events lands first in the best order; then merge main into this branch and resolve there."
`);
});

test('the same from the side that lands first', () => {
  expect(
    read(forecast([kernel, storage, testing], [THREE_FILES]), 'feature/kernel-events'),
  ).toMatchInlineSnapshot(`
"[failure] 1 conflict with storage-enhancements (3 files)

**Next:** land this before \`storage-enhancements\`, which then merges \`main\` and resolves 3 files. Agree on this with \`storage-enhancements-owner\`.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\` | \`storage-enhancements\` | \`storage-enhancements-owner\` | ❌ conflict | \`src/event.rs\`, \`src/lib.rs\`, \`Cargo.toml\` |

Workstream: \`kernel-events\`, because \`feature/kernel-events\` is the branch of kernel-events.

<details><summary>storage-enhancements #12: conflict in 3 files</summary>

This lands first in the best order; then \`feature/storage-enhancements\` merges \`main\` and resolves there.

- Both change the same lines of \`src/event.rs\`: here lines 5–9, in \`feature/storage-enhancements\` lines 7–12.
- Both change the same lines of \`src/lib.rs\`: here line 3, in \`feature/storage-enhancements\` line 4.
- \`feature/kernel-events\` deletes \`Cargo.toml\`, which \`feature/storage-enhancements\` changes.

</details>

---
<details><summary>Merges cleanly with 1 other head</summary>

- [#13](https://github.example/acme/river/pull/13) \`feature/testing\`

</details>

Judged at \`000b000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes.

[text]
<details><summary>storage-enhancements: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in src/event.rs
CONFLICT (content): Merge conflict in src/lib.rs
CONFLICT (content): Merge conflict in Cargo.toml
\`\`\`

</details>

@ src/event.rs:5-9 failure [Conflict with storage-enhancements] Both change the same lines of src/event.rs. Other side: storage-enhancements (storage-enhancements-owner), lines 7–12. This lands first in the best order; then feature/storage-enhancements merges main and resolves there.

@ src/lib.rs:3-3 failure [Conflict with storage-enhancements] Both change the same lines of src/lib.rs. Other side: storage-enhancements (storage-enhancements-owner), line 4. This lands first in the best order; then feature/storage-enhancements merges main and resolves there."
`);
});

test('a conflict with the base and others', () => {
  const met = [
    {
      a: 'main',
      b: 'feature/testing',
      findings: [textual('main', 'a.txt:1', 'feature/testing', 'a.txt:1-2')],
    },
    {
      a: 'feature/kernel-events',
      b: 'feature/testing',
      basis: 'direct' as const,
      findings: [
        textual('feature/kernel-events', 'b.txt:1', 'feature/testing', 'b.txt:1-2'),
        textual('feature/kernel-events', 'c.txt:1', 'feature/testing', 'c.txt:1-2'),
      ],
    },
    {
      a: 'feature/testing',
      b: 'feature/security',
      basis: 'direct' as const,
      findings: [textual('feature/testing', 'b.txt:1-2', 'feature/security', 'b.txt:8')],
    },
  ];
  expect(
    read(forecast([kernel, storage, testing, security], met), 'feature/testing'),
  ).toMatchInlineSnapshot(`
"[failure] 3 conflicts: main (1 file), kernel-events (2 files) and 1 more

**Next:** merge \`main\` into this branch, or rebase onto it, and resolve 1 file. Then look again at \`kernel-events\` and \`security\`: until then Weir can only merge the two branches as they are.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ❌ conflict | \`a.txt\` |
| [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\` | \`kernel-events\` | \`kernel-events-owner\` | ❌ conflict | \`b.txt\`, \`c.txt\` |
| \`feature/security\` | \`security\` | \`security-owner\` | ❌ conflict | \`b.txt\` |

Workstream: \`testing\`, because \`feature/testing\` is the branch of testing.

<details><summary>main: conflict in 1 file</summary>

Merge \`main\` into this branch, or rebase onto it, and resolve there.

- Both change the same lines of \`a.txt\`: here lines 1–2, in \`main\` line 1.

</details>

<details><summary>kernel-events #11: conflict in 2 files</summary>

\`feature/kernel-events\` lands first in the best order; then merge \`main\` into this branch and resolve there.

- Both change the same lines of \`b.txt\`: here lines 1–2, in \`feature/kernel-events\` line 1.
- Both change the same lines of \`c.txt\`: here lines 1–2, in \`feature/kernel-events\` line 1.

</details>

<details><summary>security: conflict in 1 file</summary>

\`feature/security\` lands first in the best order; then merge \`main\` into this branch and resolve there.

- Both change the same lines of \`b.txt\`: here lines 1–2, in \`feature/security\` line 8.

</details>

---
<details><summary>Merges cleanly with 1 other head</summary>

- [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\`

</details>

Judged at \`000d000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders. 2 pairs were merged as they are, because one of the two does not merge with \`main\` itself.

Weir judges again on every push, and writes here again only when what it says above changes.

[text]
<details><summary>main: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in a.txt
\`\`\`

</details>

<details><summary>kernel-events: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in b.txt
CONFLICT (content): Merge conflict in c.txt
\`\`\`

</details>

<details><summary>security: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in b.txt
\`\`\`

</details>

@ a.txt:1-2 failure [Conflict with main] Both change the same lines of a.txt. Other side: main, line 1. Merge main into this branch, or rebase onto it, and resolve there.

@ b.txt:1-2 failure [Conflict with kernel-events and security] Both change the same lines of b.txt. Other sides: kernel-events (kernel-events-owner), line 1; security (security-owner), line 8. feature/kernel-events and feature/security land first in the best order; then merge main into this branch and resolve there.

@ c.txt:1-2 failure [Conflict with kernel-events] Both change the same lines of c.txt. Other side: kernel-events (kernel-events-owner), line 1. feature/kernel-events lands first in the best order; then merge main into this branch and resolve there."
`);
});

test('a pair that could not be judged', () => {
  const met = [
    { a: 'main', b: 'feature/security', verdict: 'clean' as const },
    {
      a: 'feature/kernel-events',
      b: 'feature/security',
      verdict: 'undetermined' as const,
      reason: 'timeout',
    },
  ];
  expect(read(forecast([kernel, security], met), 'feature/kernel-events')).toMatchInlineSnapshot(`
"[action_required] Undetermined: could not be merged with security (timeout)

**Next:** find out whether this merges with \`security\`: git needed longer than Weir allows. Press **Re-integrate** to try again; if it stays so, merge the two by hand once to see.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`feature/security\` | \`security\` | \`security-owner\` | ❔ undetermined: timeout |  |

Workstream: \`kernel-events\`, because \`feature/kernel-events\` is the branch of kernel-events.

---
Judged at \`000b000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes."
`);
});

test('a draft with a warning and a note', () => {
  const draft = head('feature/testing', 13);
  if (draft.pullRequest) draft.pullRequest.draft = true;
  const api = {
    ...textual('feature/kernel-events', 'src/lib.rs:3', 'feature/testing', 'tests/all.rs:40-44'),
    detector: 'api',
    severity: 'warn' as const,
    confidence: 0.8,
    message:
      '`Kernel::start` takes another argument in feature/kernel-events, and feature/testing calls it',
    suggestion: 'Adapt the call in tests/all.rs before both are on main.',
  };
  const squash = {
    ...textual('feature/storage-enhancements', 'x.txt', 'feature/testing', 'x.txt'),
    severity: 'note' as const,
    message: 'Only if the first of the two is squash-merged: Both add x.txt',
    suggestion: 'Land the first with a merge commit.',
  };
  const met = [
    { a: 'feature/kernel-events', b: 'feature/testing', findings: [api] },
    {
      a: 'feature/storage-enhancements',
      b: 'feature/testing',
      verdict: 'clean' as const,
      findings: [squash],
    },
  ];
  expect(read(forecast([kernel, storage, draft], met), 'feature/testing')).toMatchInlineSnapshot(`
"[neutral] 1 warning with kernel-events (1 file); no conflicts

**Next:** nothing blocks, but look at the warning before this lands. Adapt the call in \`tests/all.rs\` before both are on main.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\` | \`kernel-events\` | \`kernel-events-owner\` | ⚠️ warning: API | \`tests/all.rs\` |
| [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\` | \`storage-enhancements\` | \`storage-enhancements-owner\` | ℹ️ note | \`x.txt\` |

Workstream: \`testing\`, because \`feature/testing\` is the branch of testing.

This pull request is a draft. It takes part, so that collisions show early.

<details><summary>kernel-events #11: warning in 1 file (API)</summary>

- Warning: \`Kernel::start\` takes another argument in \`feature/kernel-events\`, and \`feature/testing\` calls it: here \`tests/all.rs\` lines 40–44, in \`feature/kernel-events\` \`src/lib.rs\` line 3 (80% sure). Adapt the call in \`tests/all.rs\` before both are on main.

</details>

<details><summary>storage-enhancements #12: note in 1 file</summary>

- Note: Only if the first of the two is squash-merged: Both add \`x.txt\`. Land the first with a merge commit.

</details>

---
Judged at \`000d000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes.

[text]
<details><summary>kernel-events: evidence (API)</summary>

\`\`\`
CONFLICT (content): Merge conflict in src/lib.rs
\`\`\`

</details>

<details><summary>storage-enhancements: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in x.txt
\`\`\`

</details>

@ tests/all.rs:40-44 warning [Warning with kernel-events] \`Kernel::start\` takes another argument in feature/kernel-events, and feature/testing calls it. Other side: kernel-events (kernel-events-owner), src/lib.rs line 3. Adapt the call in tests/all.rs before both are on main.

@ x.txt:1-1 notice [Note with storage-enhancements] Only if the first of the two is squash-merged: Both add x.txt. Other side: storage-enhancements (storage-enhancements-owner). Land the first with a merge commit."
`);
});

test('two pull requests on one commit share its verdict', () => {
  const again = {
    ...kernel,
    ref: 'feature/kernel-events (#14)',
    pullRequest: head('x', 14).pullRequest,
  };
  const judged = forecast([kernel, again, storage], [THREE_FILES]);
  const { conclusion, output } = renderCheck(judged, [again, kernel], { repoUrl: null });
  expect([conclusion, output.title]).toEqual([
    'failure',
    '1 conflict with storage-enhancements (3 files)',
  ]);
  expect(output.summary.replaceAll('\u200b', '')).toContain(
    '[#14](https://github.example/acme/river/pull/14) `feature/kernel-events (#14)`: Workstream: `kernel-events`',
  );
});

test('several at one place are told in one sentence, whoever of them lands first', () => {
  const heads = ['a', 'b', 'c', 'd'].map((name, at) => head(`feature/${name}`, 21 + at));
  const own = 'feature/b';
  const met = ['feature/a', 'feature/c', 'feature/d'].map((other) => {
    const [a, b] = [own, other].sort() as [string, string];
    const at = (ref: string) => (ref === own ? 'x.ts:4-6' : 'x.ts:5');
    return { a, b, findings: [textual(a, at(a), b, at(b)), textual(a, at(a), b, at(b))] };
  });
  const judged = { ...forecast(heads, met) };
  judged.order = heads.map(({ ref }) => ({
    ref,
    conflicts_with: [],
    newly_conflicting: [],
    now: false,
  }));
  const { annotations } = renderCheck(judged, heads.slice(1, 2), { repoUrl: null });
  expect(annotations.map(({ message }) => message)).toEqual([
    'Both change the same lines of x.ts. Other sides: a (a-owner), line 5; c (c-owner), line 5; d (d-owner), line 5. feature/a lands first in the best order; then merge main into this branch and resolve there. After this one, feature/c and feature/d merge main and resolve there.',
  ]);
});

test('collapsed titles tell kinds where it is not text alone, and for whom a head waits', () => {
  const { a, b } = THREE_FILES;
  const api = (at: number) => ({
    ...textual(a, `api.rs:${at}`, b, 'use.rs:4'),
    detector: 'api',
    severity: 'warn' as const,
    evidence: 'pub fn run(at: u32)',
  });
  const waits = {
    ...textual('main', 'x', b, 'x'),
    detector: 'order',
    severity: 'warn' as const,
    message: `${b} waits for \`kernel\`, whose open head has not landed on \`main\``,
    suggestion: 'Land #11 `feature/kernel-events` first.',
    places: [],
    evidence: '',
  };
  const dependency = {
    ...{ name: 'kernel', optional: false, external: false, open: [a], status: null },
    ...{ needs: [], integrated: 0, of: 1 },
  };
  const held = { ...storage, waitsFor: [dependency] };
  const judged = forecast(
    [kernel, held],
    [
      { a: 'main', b, findings: [waits] },
      { ...THREE_FILES, findings: [...THREE_FILES.findings, api(1), api(8)] },
    ],
  );
  const titles = (markdown: string) =>
    [...markdown.replaceAll('\u200b', '').matchAll(/<summary>(.*?)<\/summary>/g)].map(
      ([, words]) => words,
    );
  const { output } = renderCheck(judged, [held], { repoUrl: null });
  expect(titles(`${output.summary}${output.text}`)).toEqual([
    'kernel-events #11: conflict in 4 files (3 × text and 2 × API)',
    'main: waits for kernel',
    'kernel-events: evidence (3 × text and 2 × API)',
  ]);
  expect(output.summary).toContain('⏳ waits for `kernel`');
  expect(titles(renderMarkdown(judged))).toContain(
    'main × storage-enhancements #12: waits for kernel',
  );
  // Something else to look at does not make the wait a matter of no account.
  const both = forecast([kernel, held], [{ a: 'main', b, findings: [waits, api(1)] }]);
  const { summary } = renderCheck(both, [held], { repoUrl: null }).output;
  expect(titles(summary)[0]).toBe('main: warning in 1 file (API), waits for kernel');
  expect(summary).toContain('| ⚠️ warning: API, waits for `kernel` |');
  expect(summary).toMatch(
    /^\*\*Next:\*\* this waits for `kernel`; before it lands, look at the warning, too\. /,
  );
  expect(renderTerminal(judged, { color: false, width: 100 }).split('\n').slice(3, 5)).toEqual([
    `✖ ${a} #11  1 conflict`,
    `✖ ${b} #12  1 conflict, waits for kernel`,
  ]);
});
