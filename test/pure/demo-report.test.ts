import { describe, expect, test } from '@jest/globals';
import { everything, finalTable, findings, verdictOf } from '#demo/report.ts';
import { screen } from '#demo/story/screen.ts';
import {
  changedChecks,
  checkOf,
  inOrder,
  type Seen,
  type SeenCheck,
  type SeenHead,
} from '#demo/story/seen.ts';

const counts = { merged: 0, remembered: 0, checksWritten: 0, checksUnchanged: 0 };
const three: SeenHead = {
  key: 'storage',
  number: 3,
  ref: 'feature/storage',
  oid: 'a'.repeat(40),
  asked: [],
};
const alone: SeenHead = {
  key: 'perf',
  number: null,
  ref: 'feature/perf',
  oid: 'b'.repeat(40),
  asked: [],
};

const SUMMARY = `**Next:** let \`kernel\` land first.

| With | Workstream | Verdict | Files |
| --- | --- | --- | --- |
| [#2](http://x) \`feature/k|ernel\` | \`kernel\` | ❌ conflict | \`a.rs\` |
| \`odd\` | | ❔ undetermined | |

Workstream: \`storage-enhancements\`, because its branch says so.`.replace('k|ernel', 'k\\|ernel');

function check(over: Partial<SeenCheck> = {}): SeenCheck {
  return {
    id: 1,
    name: 'Weir / integration',
    oid: three.oid,
    conclusion: 'failure',
    title: '1 conflict with kernel (1 file); 1 undetermined',
    summary: SUMMARY,
    text: '',
    completedAt: null,
    annotations: [],
    ...over,
  };
}

const seen: Seen = {
  heads: [three, alone],
  checks: [
    check({
      annotations: [{ path: 'a.rs', line: 7, level: 'failure', message: 'Both change it.' }],
    }),
  ],
  reports: [],
  comments: [
    { id: 9, issue: 3, author: 'alice', body: '/integrate', reactions: ['eyes by weir[bot]'] },
  ],
  counts,
};

function printed(work: (to: ReturnType<typeof screen>) => void): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  work(screen({ write, columns: 90 }, {}));
  return text;
}

test('the final table says for each head what it is, how it stands and with whom', () => {
  expect(printed((to) => finalTable(seen, to))).toMatchInlineSnapshot(`
"     head                workstream            integration                 colliding with
  ✖  #3 feature/storage  storage-enhancements  1 conflict; 1 undetermined  #2 feature/k|ernel
  ?  feature/perf        –                     no verdict
"
`);
});

test('where approvals are judged, the table says how they stand, and the checks of a commit stand together', () => {
  const approvals = check({
    id: 2,
    name: 'Weir / approvals',
    conclusion: 'action_required',
    title: '1 of 2 roles approved, waiting for arch-lead',
    summary: '',
  });
  const clean = check({
    id: 3,
    oid: alone.oid,
    conclusion: 'success',
    title: 'No conflicts with main or any other head',
    summary: '',
  });
  const now = { ...seen, checks: [clean, ...seen.checks, approvals] };
  expect(printed((to) => finalTable(now, to))).toMatchInlineSnapshot(`
"     head                workstream            approvals                integration                 colliding with
  ✖  #3 feature/storage  storage-enhancements  ? 1 of 2 roles approved  1 conflict; 1 undetermined  #2 feature/k|ernel
  ✔  feature/perf        –                     –                        No conflicts
"
`);
  expect(inOrder(now.checks, now).map(({ id }) => id)).toEqual([2, 1, 3]);
});

test('everything is printed as a person would read it', () => {
  expect(printed((to) => everything(seen, to))).toMatchInlineSnapshot(`
"
✖ 1 conflict with kernel (1 file); 1 undetermined
  Weir / integration on #3 feature/storage at aaaaaaa

  Next: let kernel land first.

  With                Workstream  Verdict         Files
  #2 feature/k|ernel  kernel      ❌ conflict      a.rs
  odd                             ❔ undetermined

  Workstream: storage-enhancements, because its branch says so.

    a.rs:7 failure: Both change it.

alice on #3 · eyes by weir[bot]

  /integrate
"
`);
});

describe('without a plan the verdict is read from the answer', () => {
  test.each([
    ['No conflicts with main or any other head', 'success'],
    ['Already contained in main', 'success'],
    ['2 conflicts: a and b', 'failure'],
    ['Undetermined: could not be merged with a', null],
  ])('%s', (title, conclusion) => {
    const body = `<!-- weir:integrate -->\n**${title}**\n\n**Next:** wait.`;
    const answer = { id: 1, issue: 3, author: 'weir[bot]', body, reactions: [] };
    const now = { ...seen, checks: [], comments: [...seen.comments, answer] };
    expect(verdictOf(now, three)).toMatchObject({ title, conclusion, collidingWith: [] });
  });

  test('and nothing counts as unknown', () => {
    expect(verdictOf({ ...seen, checks: [] }, three)).toMatchObject({
      title: 'no verdict',
      conclusion: null,
    });
  });
});

describe('what was expected', () => {
  const found = { step: 'Alice asks', that: 'eyes on #3', found: true };
  const missing = { step: 'Alice asks', that: 'an answer on #3', found: false };

  test('is listed when all was found', () => {
    expect(printed((to) => expect(findings([found], to)).toBe(true))).toMatchInlineSnapshot(`
"
✔ All 1 things expected were found on the local GitHub:
  ✔ eyes on #3
"
`);
  });

  test('is named where it is missing', () => {
    const text = printed((to) => expect(findings([found, missing], to)).toBe(false));
    expect(text).toMatchInlineSnapshot(`
"
✖ 1 of 2 things expected were not found on the local GitHub:
  ✖ an answer on #3 (after: Alice asks)
"
`);
  });
});

test('a check counts as changed when its words or its conclusion changed, not when it was replaced', () => {
  const changed = (over: Partial<SeenCheck>) =>
    changedChecks(seen, { ...seen, checks: [{ ...(seen.checks[0] ?? check()), ...over }] }).length;
  expect(changed({ id: 2, completedAt: 'later' })).toBe(0);
  expect(changed({ title: 'other' })).toBe(1);
  expect(changed({ conclusion: 'success' })).toBe(1);
  expect(changed({ oid: alone.oid })).toBe(1);
});

test('two checks of one name on one commit are not taken for one', () => {
  expect(checkOf(seen, 'storage')?.id).toBe(1);
  expect(checkOf({ ...seen, checks: [check(), check({ id: 2 })] }, 'storage')).toBeNull();
});
