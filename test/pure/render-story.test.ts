import { expect, test } from '@jest/globals';
import {
  renderBrokenPlan,
  renderExplain,
  renderIntegrateComment,
  renderMarkdown,
  renderNoPlanCheck,
  renderNotAPullRequest,
  renderTerminal,
  renderUnknownNames,
} from '#src/integration/render.ts';
import { forecast, head, headOf, textual } from '../forecasts.ts';

const kernel = head('feature/kernel-events', 11);
const storage = head('feature/storage-enhancements', 12);
const testing = head('feature/testing', 13);
const security = head('feature/security', null);
if (testing.pullRequest) testing.pullRequest.draft = true;
testing.assignment?.remarks.push({
  kind: 'wrong-lane',
  message: 'All 2 files belong to kernel-events (`src/kernel.rs`), but it counts for testing.',
});

/** Two heads collide, one collides with main, one pair is unknown. */
const judged = forecast(
  [kernel, storage, testing, security],
  [
    {
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
      ],
    },
    {
      a: 'main',
      b: 'feature/testing',
      findings: [textual('main', 'a.txt:1', 'feature/testing', 'a.txt:1-2')],
    },
    {
      a: 'feature/storage-enhancements',
      b: 'feature/security',
      verdict: 'undetermined',
      reason: 'too-large',
    },
  ],
);
const calm = forecast([kernel, storage]);
const look = { color: false, width: 100 };
const seen = (markdown: string) => markdown.replaceAll('\u200b', '');

test('the comment that /integrate leaves on a pull request that collides', () => {
  const context = {
    checkUrl: 'https://github.example/acme/river/runs/7',
    limitedTo: [],
    plan: 'valid' as const,
  };
  expect(
    seen(renderIntegrateComment(judged, headOf(judged, 'feature/storage-enhancements'), context)),
  ).toMatchInlineSnapshot(`
"**1 conflict with \`kernel-events\` (2 files); 1 undetermined**

**Next:** let \`kernel-events\` land first; then merge \`main\` into this branch and resolve 2 files. Agree on this with \`kernel-events-owner\`. 1 more pair could not be judged: \`security\`.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\` | \`kernel-events\` | \`kernel-events-owner\` | ❌ conflict | \`src/event.rs\`, \`src/lib.rs\` |
| \`feature/security\` | \`security\` | \`security-owner\` | ❔ undetermined: too large |  |

Best order to land them:

1. [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`
2. \`feature/security\`
3. **[#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\`, this one**, resolving against \`kernel-events\`

Judged at \`000c000\` with \`main\` and 3 other heads. Lines and details: [the check run](https://github.example/acme/river/runs/7)."
`);
});

test('on one that does not, limited to some heads, in a repository without a plan', () => {
  const context = { checkUrl: null, limitedTo: ['storage'], plan: 'absent' as const };
  expect(seen(renderIntegrateComment(calm, kernel, context))).toMatchInlineSnapshot(`
"**No conflicts with \`main\` or any other head**

Nothing to do: this merges with \`main\` and with every other head, whoever lands first.

Only \`storage\` and \`main\` were looked at, as asked. Comment \`/integrate\` to look at every head.

Judged at \`000b000\` with \`main\` and 1 other head.

There is no plan on \`main\`, so no check is posted and workstreams are unknown: to get both, commit \`.github/workstreams.yml\` with \`version: 1\` and your branches under \`workstreams:\`."
`);
});

test('the explanation behind the button', () => {
  expect(
    seen(renderExplain(judged, headOf(judged, 'feature/storage-enhancements'))),
  ).toMatchInlineSnapshot(`
"**1 conflict with \`kernel-events\` (2 files); 1 undetermined**

**Next:** let \`kernel-events\` land first; then merge \`main\` into this branch and resolve 2 files. Agree on this with \`kernel-events-owner\`. 1 more pair could not be judged: \`security\`.

#### With [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`

Asked: once one of the two has landed on \`main\`, does the other still merge?

- Both change the same lines of \`src/event.rs\`: here lines 7–12, in \`feature/kernel-events\` lines 5–9.
- Both change the same lines of \`src/lib.rs\`: here line 4, in \`feature/kernel-events\` line 3.

To see it on your clone:

\`\`\`sh
git fetch origin bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 000c000c000c000c000c000c000c000c000c000c 000b000b000b000b000b000b000b000b000b000b
# the other lands first
landed=$(git commit-tree -p bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -p 000b000b000b000b000b000b000b000b000b000b -m landed "$(git merge-tree --write-tree bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 000b000b000b000b000b000b000b000b000b000b)")
git merge-tree --write-tree --messages "$landed" 000c000c000c000c000c000c000c000c000c000c
# this lands first
landed=$(git commit-tree -p bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -p 000c000c000c000c000c000c000c000c000c000c -m landed "$(git merge-tree --write-tree bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 000c000c000c000c000c000c000c000c000c000c)")
git merge-tree --write-tree --messages "$landed" 000b000b000b000b000b000b000b000b000b000b
\`\`\`

Green when the two merge without a conflict. \`feature/kernel-events\` lands first in the best order; then merge \`main\` into this branch and resolve there.

#### With \`feature/security\`

Asked: once one of the two has landed on \`main\`, does the other still merge? It could not be answered: the merge is larger than Weir allows. Merge the two by hand once to see, or ask whoever runs Weir to raise the limit.

To see it on your clone:

\`\`\`sh
git fetch origin bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 000c000c000c000c000c000c000c000c000c000c 03e703e703e703e703e703e703e703e703e703e7
# the other lands first
landed=$(git commit-tree -p bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -p 03e703e703e703e703e703e703e703e703e703e7 -m landed "$(git merge-tree --write-tree bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 03e703e703e703e703e703e703e703e703e703e7)")
git merge-tree --write-tree --messages "$landed" 000c000c000c000c000c000c000c000c000c000c
# this lands first
landed=$(git commit-tree -p bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -p 000c000c000c000c000c000c000c000c000c000c -m landed "$(git merge-tree --write-tree bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 000c000c000c000c000c000c000c000c000c000c)")
git merge-tree --write-tree --messages "$landed" 03e703e703e703e703e703e703e703e703e703e7
\`\`\`

Green as soon as the merge can be answered and is clean.

2 other merges are clean. After every push, here or on \`main\`, all of this is judged again by itself."
`);
});

test('replies to commands that cannot be carried out', () => {
  const unknown = [
    { name: 'storag', nearest: ['storage', 'store'] },
    { name: '@acme/qa', nearest: [] },
  ];
  expect(
    seen([renderUnknownNames(unknown), renderNotAPullRequest('main', 'valid')].join('\n\n---\n\n')),
  ).toMatchInlineSnapshot(`
"Nothing was merged:

- \`storag\` is no workstream, branch or open pull request here. Did you mean \`storage\` or \`store\`?
- \`@acme/qa\` is no workstream, branch or open pull request here.

Correct the name, or comment \`/integrate\` alone to look at every head.

---

Nothing was merged: \`/integrate\` works on an open pull request into \`main\` or into the branch of a workstream. Comment it on one of those."
`);
});

test('a plan that is gone', () => {
  const { conclusion, output } = renderNoPlanCheck('main');
  expect(`[${conclusion}] ${output.title}\n\n${output.summary}`).toMatchInlineSnapshot(`
"[success] Nothing is required: there is no plan on main

Nothing to do: nothing was judged, because \`main\` has no \`.github/workstreams.yml\`.

To have every pull request judged, commit that file to \`main\`. This is enough to start:

\`\`\`yaml
version: 1
workstreams:
  storage:
    branch: feature/storage
  kernel:
    branch: feature/kernel
    depends_on: [storage]
\`\`\`"
`);
});

test('a plan with errors', () => {
  const { conclusion, output } = renderBrokenPlan(
    [
      {
        level: 'warning',
        line: 2,
        column: 1,
        path: 'roles.qa',
        message: 'The role qa has no people.',
      },
      {
        level: 'error',
        line: 12,
        column: 5,
        path: 'workstreams.a|b',
        message: 'Unknown key "brunch". Did you mean `branch`?',
      },
      { level: 'error', line: 3, column: 1, path: '', message: 'version must be 1.' },
    ],
    'main',
  );
  expect(`[${conclusion}] ${output.title}\n\n${output.summary}`).toMatchInlineSnapshot(`
"[failure] The plan on main has 2 errors

**Next:** correct these lines of \`.github/workstreams.yml\` on \`main\`. After that push everything is judged again by itself; until then nothing is.

| Line | Key | Problem |
| --- | --- | --- |
| 3:1 |  | version must be 1. |
| 12:5 | \`workstreams.a\\|b\` | Unknown key "brunch". Did you mean \`branch\`? |
| 2:1 | \`roles.qa\` | Warning: The role qa has no people. |

On a clone, \`weir plan check\` prints the same list."
`);
});

test('the whole forecast as Markdown', () => {
  expect(seen(renderMarkdown(judged))).toMatchInlineSnapshot(`
"## Integration with \`main\`

**2 of 4 open heads can land on \`main\` now, one after the other, without a conflict.**

**Next:** land [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`, once it is approved and its checks are green. [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\` then conflicts with it and must be rebased.

Judged: \`main\` at \`bbbbbbb\` and 4 heads, 10 pairs: 2 conflicts, 1 undetermined.

| One | Other | Verdict | Files |
| --- | --- | --- | --- |
| \`main\` | [#13](https://github.example/acme/river/pull/13) \`feature/testing\` (draft) | ❌ conflict | \`a.txt\` |
| [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\` | [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\` | ❌ conflict | \`src/event.rs\`, \`src/lib.rs\` |
| [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\` | \`feature/security\` | ❔ undetermined: too large |  |

### Best order to land

|  | Head | Owners | Files | Lands | Conflicts from then on |
| --- | --- | --- | --- | --- | --- |
| 1 | [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\` | \`kernel-events-owner\` | 3 | ✅ now | [#12](https://github.example/acme/river/pull/12) |
| 2 | \`feature/security\` | \`security-owner\` | 3 | ✅ now |  |
| 3 | [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\` | \`storage-enhancements-owner\` | 3 | ❌ rebase it after [#11](https://github.example/acme/river/pull/11); ❔ not known whether it merges with \`security\` |  |
| 4 | [#13](https://github.example/acme/river/pull/13) \`feature/testing\` (draft) | \`testing-owner\` | 3 | ❌ merge \`main\` into it first; 📝 a draft |  |

### Matrix

|  | 0 | 1 | 2 | 3 | 4 |
| --- | --- | --- | --- | --- | --- |
| 0. \`main\` | · | ✅ | ✅ | ❌ | ✅ |
| 1. \`kernel-events\` | ✅ | · | ❌ | ✅ | ✅ |
| 2. \`storage-enhancements\` | ✅ | ❌ | · | ✅ | ❔ |
| 3. \`testing\` | ❌ | ✅ | ✅ | · | ✅ |
| 4. \`security\` | ✅ | ✅ | ❔ | ✅ | · |

❌ conflict, ❔ undetermined, ✅ clean.

### Workstreams to check

- [#13](https://github.example/acme/river/pull/13) \`feature/testing\` (draft): All 2 files belong to kernel-events (\`src/kernel.rs\`), but it counts for testing.

### Details

<details><summary>main × testing #13: conflict in 1 file</summary>

- Both change the same lines of \`a.txt\`: in \`main\` line 1, in \`feature/testing\` lines 1–2.

</details>

<details><summary>main × testing: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in a.txt
\`\`\`

</details>

<details><summary>feature/kernel-events × storage-enhancements #12: conflict in 2 files</summary>

- Both change the same lines of \`src/event.rs\`: in \`feature/kernel-events\` lines 5–9, in \`feature/storage-enhancements\` lines 7–12.
- Both change the same lines of \`src/lib.rs\`: in \`feature/kernel-events\` line 3, in \`feature/storage-enhancements\` line 4.

</details>

<details><summary>feature/kernel-events × storage-enhancements: what git says</summary>

\`\`\`
CONFLICT (content): Merge conflict in src/event.rs
CONFLICT (content): Merge conflict in src/lib.rs
\`\`\`

</details>
"
`);
});

test('in a terminal', () => {
  expect(renderTerminal(judged, look)).toMatchInlineSnapshot(`
"4 heads against main (bbbbbbb), 10 pairs: 2 conflicts, 1 undetermined
2 of 4 open heads can land on main now, one after the other, without a conflict.

✖ feature/kernel-events #11  1 conflict
✖ feature/storage-enhancements #12  1 conflict, 1 undetermined
✖ feature/testing #13  1 conflict, draft
? feature/security  1 undetermined

✖ main × feature/testing #13
    Both change the same lines of a.txt
      main line 1, feature/testing lines 1–2

✖ feature/kernel-events #11 × feature/storage-enhancements #12
    Both change the same lines of src/event.rs
      feature/kernel-events lines 5–9, feature/storage-enhancements lines 7–12
    Both change the same lines of src/lib.rs
      feature/kernel-events line 3, feature/storage-enhancements line 4

? feature/storage-enhancements #12 × feature/security: too large
    merge the two by hand once to see

Best order to land
  ✔ 1. feature/kernel-events #11
  ✔ 2. feature/security
  ✖ 3. feature/storag…ancements #12  rebase it after #11; not known whether it merges with security
  ✖ 4. feature/testing #13  merge main into it first; a draft

✖ failure: settle the conflicts above; who lands later resolves.
"
`);
});

test('in a terminal when all is well', () => {
  expect(renderTerminal(calm, look)).toMatchInlineSnapshot(`
"2 heads against main (bbbbbbb), 3 pairs: all clean
Both open heads can land on main now, one after the other, without a conflict.

✔ feature/kernel-events #11  clean
✔ feature/storage-enhancements #12  clean

Best order to land
  ✔ 1. feature/kernel-events #11
  ✔ 2. feature/storage-enhancements #12

✔ success: everything merges cleanly.
"
`);
});

test('a terminal without heads, and one with colours', () => {
  expect(renderTerminal(forecast([]), look)).toMatchInlineSnapshot(`
"There is nothing to merge with main: no other branch was found. Name some with --head.
"
`);
  const coloured = renderTerminal(calm, { ...look, color: true });
  expect(coloured).toContain('\u001b[32m✔\u001b[0m feature/kernel-events');
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderTerminal(calm, look));
});
