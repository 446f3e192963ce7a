/** The check of several pull requests at once, of merge groups, and of plans that say nothing. */
import { describe, expect, test } from '@jest/globals';
import {
  renderApprovals,
  renderBrokenPlan,
  renderGroup,
  renderNoPlan,
} from '#src/approvals/render.ts';
import type { JudgedPull } from '#src/approvals/report.ts';
import { facts, judged, page, review } from '../approvals.ts';

const shown = (...pulls: JudgedPull[]) => page(renderApprovals(pulls));

describe('several pull requests', () => {
  const done = facts({ reviews: [review('bob', 'c1'), review('carol', 'c1')] });
  const veto = facts({ reviews: [review('bob', 'c1', 'CHANGES_REQUESTED')] });

  test('the worst one speaks first', () => {
    const text = shown(judged(done), judged(facts(), { number: 9 }), judged(veto, { number: 8 }));
    expect(
      text.split('\n').filter((line) => /^\w+:|^This|^###? |^\*\*/.test(line)),
    ).toMatchInlineSnapshot(`
[
  "failure: #8: bob requested changes; 0 of 2 roles approved",
  "This commit is the head of #8, #9 and #7. The check is green only when all of them are approved.",
  "### #8 A write-ahead log",
  "**Next:** bob must approve, or somebody with write access dismisses the review.",
  "### #9 A write-ahead log",
  "**Next:** ask bob (storage-lead) and dave (arch-lead) to approve.",
  "### #7 A write-ahead log",
  "**Next:** nothing, everybody who has to approve did.",
]
`);
    expect(shown(judged(done), judged(done, { number: 8 }))).toMatch(
      /^success: 2 of 2 roles approved\n/,
    );
    const error = facts({ unreadable: ['Lost. Ask again.'] });
    const all = [judged(done), judged(facts(), { number: 6 }), judged(veto, { number: 9 })];
    const rest = [judged(error, { number: 12 }), judged(facts(), { number: 5 })];
    expect(shown(...all, ...rest).split('\n')[2]).toBe(
      'This commit is the head of #12, #9, #5, #6 and #7. The check is green only when all of them are approved.',
    );
    expect(() => renderApprovals([])).toThrow('a check needs a pull request');
  });

  test('a merge group: whose approval is gone, and what to do', () => {
    const group = { oid: 'f'.repeat(40), base: 'main', problem: null };
    const green = renderGroup({ ...group, pulls: [judged(done), judged(done, { number: 8 })] });
    expect(page(green).split('\n').slice(0, 3)).toMatchInlineSnapshot(`
[
  "success: Approved: #7 and #8",
  "",
  "**Next:** nothing. The group holds #7 and #8, and everybody who has to approve did.",
]
`);
    const red = renderGroup({ ...group, pulls: [judged(done), judged(veto, { number: 8 })] });
    expect(page(red).split('\n').slice(0, 6)).toMatchInlineSnapshot(`
[
  "failure: #8 is not approved any more, though queued",
  "",
  "**Next:** take #8 out of the queue, or see to what is missing and click Re-evaluate. The group holds #8 and #7.",
  "",
  "### #8 A write-ahead log",
  "",
]
`);
    const draft = judged(facts({ draft: true }), { number: 5 });
    const both = renderGroup({
      ...group,
      pulls: [judged(veto), draft, judged(veto, { number: 3 })],
    });
    expect(both.output.title).toBe('#3, #7 and #5 are not approved any more, though queued');
    expect(both.conclusion).toBe('failure');
    expect(page(renderGroup({ ...group, pulls: [] }))).toMatchInlineSnapshot(`
"failure: It cannot be told what this merge group holds

No pull request of this merge group is known. Take it out of the queue and add it again.

[Re-evaluate]"
`);
    expect(
      page(renderGroup({ ...group, pulls: [judged(done)], problem: 'Gone. Ask again.' })),
    ).toMatchInlineSnapshot(`
"failure: It cannot be told what this merge group holds

Gone. Ask again.

[Re-evaluate]"
`);
  });
});

test('a plan that is broken, and one that is gone', () => {
  const problem = (line: number, level: 'error' | 'warning') => ({
    path: 'roles',
    line,
    column: 3,
    level,
    message: `roles.x${line} must be a list, not text. Write [alice].`,
  });
  const broken = renderBrokenPlan(
    [problem(4, 'error'), problem(5, 'warning'), problem(9, 'error')],
    'main',
  );
  expect(page(broken)).toMatchInlineSnapshot(`
"failure: The plan on main has 2 errors

**Next:** correct \`.github/workstreams.yml\` on \`main\`. It says who has to approve, and it cannot be read.

- line 4, column 3: roles.x4 must be a list, not text. Write &#91;alice&#93;.
- line 9, column 3: roles.x9 must be a list, not text. Write &#91;alice&#93;.

[Re-evaluate]"
`);
  for (const check of [broken, renderNoPlan('main')]) expect(check.annotations).toEqual([]);
  const many = renderBrokenPlan(
    Array.from({ length: 80 }, (_, n) => problem(n, 'error')),
    'main',
  );
  expect(many.output.title).toBe('The plan on main has 80 errors');
  expect(many.output.summary.match(/^- line/gm)).toHaveLength(50);
  expect(many.output.summary).toMatch(/\n- and 30 more$/);
  expect(page(renderNoPlan('main'))).toMatchInlineSnapshot(`
"success: Nothing is required: there is no plan on main

Nothing to do: no approval is required, because \`main\` has no \`.github/workstreams.yml\`.

"
`);
});
