/** The check of one pull request, as people read it. */
import { describe, expect, test } from '@jest/globals';
import type { ApprovalFacts, ApprovalOptions } from '#src/approvals/facts.ts';
import { renderApprovals } from '#src/approvals/render.ts';
import type { JudgedPull } from '#src/approvals/report.ts';
import { commit, facts, judged, page, review } from '../approvals.ts';

const shown = (...pulls: JudgedPull[]) => page(renderApprovals(pulls));

describe('one pull request', () => {
  test('waiting: one role is filled, of the other it is said who can fill it, and who is asked', () => {
    const about = facts({
      reviews: [review('bob', 'c1'), review('pete', 'c1'), review('carol', 'c1', 'COMMENTED')],
    });
    expect(shown(judged(about, { asked: ['carol', '@acme/qa'] }))).toMatchInlineSnapshot(`
"action_required: 1 of 2 roles approved, waiting for arch-lead

**Next:** ask dave (arch-lead) to approve.

- ✅ **storage-lead**: bob, on \`c1\`
- ⬜ **arch-lead**: carol (asked) and dave can approve

#### Reviews that do not count

- pete approved, but holds none of the required roles.

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`bob\`, \`dave\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`, \`dave\`

</details>

[Re-evaluate]"
`);
  });

  test('waiting, and nobody is asked yet', () => {
    expect(shown(judged(facts()))).toMatchInlineSnapshot(`
"action_required: 0 of 2 roles approved, waiting for storage-lead and arch-lead

**Next:** ask bob (storage-lead) and dave (arch-lead) to approve.

- ⬜ **storage-lead**: bob and dave can approve
- ⬜ **arch-lead**: carol and dave can approve

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`bob\`, \`dave\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`, \`dave\`

</details>

[Re-evaluate]"
`);
  });

  test('approved, one vote by delegation', () => {
    const about = facts({
      reviews: [review('bob', 'c1'), review('erin', 'c1')],
      roles: { 'storage-lead': ['bob'], 'arch-lead': ['carol', 'erin'] },
      delegations: [
        { role: 'arch-lead', from: 'carol', to: 'erin', until: '2026-01-17T00:00:00Z' },
      ],
    });
    expect(shown(judged(about))).toMatchInlineSnapshot(`
"success: 2 of 2 roles approved

**Next:** nothing, everybody who has to approve did.

- ✅ **storage-lead**: bob, on \`c1\`
- ✅ **arch-lead**: erin for carol, on \`c1\`

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`bob\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`, \`erin\`

</details>

[Re-evaluate]"
`);
  });

  test('every reason why a review does not count', () => {
    const about = facts({
      commits: [commit('c1'), commit('c2', { author: 'lee', parents: ['c1'] })],
      reviews: [
        review('kim', 'c2'),
        review('lee', 'c2'),
        review('pat', 'c2'),
        review('bob', 'c1'),
        review('robot[bot]', 'c2'),
        review('dave', 'c2', 'DISMISSED'),
        review('zoe', 'c2', 'CHANGES_REQUESTED'),
        review('pete', 'c2'),
        review('carol', 'c2', 'APPROVED', { editedAt: '2026-01-06T09:00:00Z' }),
      ],
      pushers: ['pat'],
      options: { ignoreEdited: true },
    });
    expect(shown(judged(about))).toMatchInlineSnapshot(`
"action_required: 0 of 2 roles approved, waiting for storage-lead and arch-lead

**Next:** ask bob (storage-lead) and dave (arch-lead) to approve.

- ⬜ **storage-lead**: bob and dave can approve
- ⬜ **arch-lead**: carol and dave can approve

#### Reviews that do not count

- kim opened this pull request, so another person has to approve.
- lee took part in this pull request, so another person has to approve. See \`c2\`.
- pat took part in this pull request, so another person has to approve. They pushed to it.
- bob approved an older commit; what came after it needs a new look. Reviewed was \`c1\`.
- robot&#91;bot&#93; is a bot, and bots do not approve here.
- dave had the review dismissed; approve again.
- zoe requested changes, but holds none of the required roles, so this blocks nothing.
- pete approved, but holds none of the required roles.
- carol edited the review afterwards; approve again.

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`bob\`, \`dave\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`, \`dave\`

</details>

[Re-evaluate]"
`);
  });

  test('no permission, too long ago, not needed', () => {
    const about = facts({
      reviews: [review('bob', 'c1'), review('dave', 'c1'), review('carol', 'c1')],
      required: ['storage-lead'],
      permissions: { bob: 'read', dave: 'write', carol: 'write' },
      options: { minPermission: 'write' },
    });
    const late = facts({
      reviews: [review('bob', 'c1')],
      required: ['storage-lead'],
      now: '2026-02-05T09:00:00Z',
      options: { maxAgeHours: 24 },
    });
    const spare = facts({
      reviews: [review('bob', 'c1'), review('dave', 'c1')],
      required: ['storage-lead'],
    });
    const lines = [about, late, spare].map((each) =>
      shown(judged(each))
        .split('\n')
        .filter((line) => /^- [a-z]/.test(line) && !line.includes('because')),
    );
    expect(lines).toMatchInlineSnapshot(`
[
  [
    "- bob lacks the permission that approvers need here.",
    "- carol approved, but holds none of the required roles.",
  ],
  [
    "- bob approved too long ago; approve again.",
  ],
  [
    "- dave approved too; others fill the role already.",
  ],
]
`);
  });

  test('blocked by two people', () => {
    const about = facts({
      reviews: [
        review('bob', 'c1', 'CHANGES_REQUESTED'),
        review('carol', 'c1', 'CHANGES_REQUESTED'),
      ],
    });
    expect(shown(judged(about))).toMatchInlineSnapshot(`
"failure: bob and carol requested changes; 0 of 2 roles approved

**Next:** bob and carol must approve, or somebody with write access dismisses the review.

- ⬜ **storage-lead**: bob and dave can approve
- ⬜ **arch-lead**: carol and dave can approve

#### Changes requested

- bob requested changes. That holds over pushes, until bob approves or the review is dismissed.
- carol requested changes. That holds over pushes, until carol approves or the review is dismissed.

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`bob\`, \`dave\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`, \`dave\`

</details>

[Re-evaluate]"
`);
  });

  test('blocked by commits of nobody', () => {
    const about = facts({ commits: [commit('c1'.repeat(20), { author: null })] });
    expect(shown(judged(about))).toMatchInlineSnapshot(`
"failure: 1 commit of no known account; 0 of 2 roles approved

**Next:** give the commits below an author and committer that GitHub knows. Whoever wrote them may not approve, and so it must be known who that is.

- ⬜ **storage-lead**: bob and dave can approve
- ⬜ **arch-lead**: carol and dave can approve

#### Commits of no known account

- \`c1c1c1c1c1c1\`: its author or committer belongs to no account. Add the e-mail address to an account, or write the commit again with one that has it.

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`bob\`, \`dave\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`, \`dave\`

</details>

[Re-evaluate]"
`);
  });

  test('X30: nobody is left who could approve', () => {
    const about = facts({ roles: { 'storage-lead': ['kim'], 'arch-lead': ['carol'] } });
    expect(shown(judged(about))).toMatchInlineSnapshot(`
"action_required: 0 of 2 roles approved, waiting for storage-lead and arch-lead

**Next:** nobody who may still approve is left for every open role. Add people to the roles in the plan.

- ⬜ **storage-lead**: nobody is left who may
- ⬜ **arch-lead**: carol can approve

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: \`kim\`
- arch-lead, because it belongs to storage. In the plan: \`carol\`

</details>

[Re-evaluate]"
`);
  });

  test('X30: nobody is left, but somebody may override', () => {
    const about = facts({
      roles: { 'storage-lead': ['kim'], 'arch-lead': ['carol'] },
      options: { overrideRoles: ['release', 'lead'] },
    });
    expect(nextOf(judged(about))).toMatchInlineSnapshot(
      `"nobody who may still approve is left for every open role. Add people to the roles in the plan, or let a holder of release or lead decide with \`/override approvals REASON\`."`,
    );
  });

  const rows = (about: ApprovalFacts) =>
    shown(judged(about))
      .split('\n')
      .filter((line) => line.startsWith('- ') && !line.includes('because it'));

  const ASKING = /^\*\*Next:\*\* (.*)$/m;
  function nextOf(pull: JudgedPull): string {
    return ASKING.exec(shown(pull))?.[1] ?? '';
  }

  test('whom to ask, and who was asked already', () => {
    const swap = facts({
      roles: { a: ['bob', 'cas'], b: ['bob'], c: ['dan'] },
      required: ['a', 'b', 'c'],
      reviews: [review('bob', 'c1')],
    });
    const many = facts({
      roles: { a: ['bob', 'cas', 'dan'], b: ['cas'] },
      required: ['a', 'b'],
      reviews: [review('bob', 'c1'), review('cas', 'c1')],
      options: { counts: { a: 2 } },
    });
    const next = (asked: string[], about = facts()) => nextOf(judged(about, { asked }));
    expect({
      'nobody was asked': next([]),
      'one of two': next(['BOB']),
      both: next(['dave', 'bob', 'carol']),
      'one, the other approved': next(['dave'], facts({ reviews: [review('bob', 'c1')] })),
      'a draft': next([], facts({ draft: true })),
      'a draft, all asked': next(['bob', 'dave'], facts({ draft: true })),
      'somebody moves over': next([], swap),
      'one of several moves over': next([], many),
      'one person for two roles': next([], {
        ...facts({ options: { distinct: false } }),
        roles: { 'storage-lead': ['dave'], 'arch-lead': ['dave'] },
      }),
    }).toMatchInlineSnapshot(`
{
  "a draft": "ask bob (storage-lead) and dave (arch-lead) to approve. Then mark the pull request as ready for review; a draft is never green.",
  "a draft, all asked": "wait; bob (storage-lead) and dave (arch-lead) have been asked for a review. Then mark the pull request as ready for review; a draft is never green.",
  "both": "wait; bob (storage-lead) and dave (arch-lead) have been asked for a review.",
  "nobody was asked": "ask bob (storage-lead) and dave (arch-lead) to approve.",
  "one of several moves over": "ask dan (a, so that one of bob and cas can count for another role) to approve.",
  "one of two": "ask dave (arch-lead) to approve. bob (storage-lead) has been asked for a review already.",
  "one person for two roles": "ask dave (storage-lead, arch-lead) to approve.",
  "one, the other approved": "wait; dave (arch-lead) has been asked for a review.",
  "somebody moves over": "ask cas (a, so that bob can count for another role) and dan (c) to approve.",
}
`);
  });

  test('requests for changes that block nothing, each with why', () => {
    const lines = (options: Partial<ApprovalOptions>) =>
      shown(
        judged(
          facts({
            reviews: [
              review('bob', 'c1', 'CHANGES_REQUESTED'),
              review('zoe', 'c1', 'CHANGES_REQUESTED'),
              review('Robot[bot]', 'c1', 'CHANGES_REQUESTED'),
            ],
            options,
          }),
        ),
      )
        .split('\n')
        .filter((line) => line.includes('requested changes'));
    expect({
      'role-holders': lines({}),
      'anyone-with-write': lines({ changesRequested: 'anyone-with-write' }),
      ignore: lines({ changesRequested: 'ignore' }),
    }).toMatchInlineSnapshot(`
{
  "anyone-with-write": [
    "- bob requested changes, but is not known to have write access, so this blocks nothing.",
    "- zoe requested changes, but is not known to have write access, so this blocks nothing.",
    "- Robot&#91;bot&#93; requested changes, but is a bot, so this blocks nothing.",
  ],
  "ignore": [
    "- bob requested changes, which blocks nothing here.",
    "- zoe requested changes, which blocks nothing here.",
    "- Robot&#91;bot&#93; requested changes, which blocks nothing here.",
  ],
  "role-holders": [
    "failure: bob requested changes; 0 of 2 roles approved",
    "- bob requested changes. That holds over pushes, until bob approves or the review is dismissed.",
    "- zoe requested changes, but holds none of the required roles, so this blocks nothing.",
    "- Robot&#91;bot&#93; requested changes, but is a bot, so this blocks nothing.",
  ],
}
`);
  });

  test('commits of nobody are listed where they matter', () => {
    const commits = [commit('c1', { author: null }), commit('c2', { committer: null })];
    const title = (over: Parameters<typeof facts>[0]) => {
      const text = shown(judged(facts({ commits, ...over })));
      return [text.split('\n')[0], text.includes('Commits of no known account')];
    };
    expect(title({})).toEqual([
      'failure: 2 commits of no known account; 0 of 2 roles approved',
      true,
    ]);
    expect(title({ options: { unattributed: 'ignore' } })).toEqual([
      'action_required: 0 of 2 roles approved, waiting for storage-lead and arch-lead',
      false,
    ]);
    expect(title({ required: [] })).toEqual(['success: No approval is required', false]);
  });

  test('what counts of which commit, and what does not', () => {
    const sha = 'abcdef0123456789'.repeat(2);
    const two = facts({
      commits: [commit('1'.repeat(40)), commit(sha, { author: 'pat', parents: ['1'.repeat(40)] })],
      reviews: [review('bob', sha), review('dave', sha), review('carol', '1'.repeat(40))],
      options: { counts: { 'storage-lead': 2 } },
    });
    expect(rows(two)).toMatchInlineSnapshot(`
[
  "- ✅ **storage-lead**: bob, on \`abcdef012345\`; dave, on \`abcdef012345\`",
  "- ⬜ **arch-lead**: carol can approve",
  "- carol approved an older commit; what came after it needs a new look. Reviewed was \`111111111111\`.",
]
`);
    const took = { ...two, reviews: [review('pat', sha)], author: 'zoe' };
    expect(rows(took).at(-1)).toBe(
      '- pat took part in this pull request, so another person has to approve. See `abcdef012345`.',
    );
    const about = facts({
      commits: [commit('c1', { author: 'pat', committer: 'pat' }), commit(sha)],
      reviews: [
        review('bob', '', 'APPROVED', { commit: null }),
        review('carol', 'c0'),
        review('pat', sha),
      ],
      options: { stale: 'never', counts: { 'storage-lead': 2 } },
    });
    const outdated = { ...about, options: { ...about.options, stale: 'any-push' as const } };
    expect(rows(about)).toMatchInlineSnapshot(`
[
  "- ⬜ **storage-lead** (1 of 2): bob; dave can approve",
  "- ✅ **arch-lead**: carol, on \`c0\`",
  "- pat took part in this pull request, so another person has to approve. See \`c1\`.",
]
`);
    expect(rows(outdated)).toMatchInlineSnapshot(`
[
  "- ⬜ **storage-lead** (0 of 2): bob and dave can approve",
  "- ⬜ **arch-lead**: carol and dave can approve",
  "- bob approved an older commit; what came after it needs a new look.",
  "- carol approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- pat took part in this pull request, so another person has to approve. See \`c1\`.",
]
`);
  });

  test('more than four commits of one person, more than five people of one role', () => {
    const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    const about = facts({
      commits: ['a1', 'a2', 'a3', 'a4'].map((sha) => commit(sha, { author: 'lee' })),
      reviews: [review('LEE', 'a4')],
      roles: { five: people.slice(1), six: people, one: ['lee'] },
      required: ['five', 'six'],
    });
    expect(
      shown(judged(about, { asked: ['P6', 'p4'] }))
        .split('\n')
        .filter((line) => line.startsWith('- ') && !line.includes('because it')),
    ).toMatchInlineSnapshot(`
[
  "- ⬜ **five**: p4 (asked), p6 (asked), p2, p3 and p5 can approve",
  "- ⬜ **six**: p4 (asked), p6 (asked), p1, p2, p3 and 1 other can approve",
  "- LEE took part in this pull request, so another person has to approve. See \`a1\`, \`a2\`, \`a3\`.",
]
`);
  });

  test('it cannot be decided', () => {
    const about = facts({
      roles: { 'storage-lead': [] },
      unreadable: [
        'The members of the team @acme/qa could not be read: it is secret. Let the App see it.',
      ],
    });
    expect(shown(judged(about))).toMatchInlineSnapshot(`
"failure: Cannot be decided: The members of the team @acme/qa could not be read: it is secret

**Next:** mend what stands below, then click Re-evaluate. Until then this cannot be green.

- ❌ **storage-lead**: The role storage-lead is required, but nobody fills it. Add people to it.
- ❌ **arch-lead**: The role arch-lead is required, but not declared. Declare it under roles, with the people who fill it.

#### What cannot be decided

- The members of the team @acme/qa could not be read: it is secret. Let the App see it.
- The role storage-lead is required, but nobody fills it. Add people to it.
- The role arch-lead is required, but not declared. Declare it under roles, with the people who fill it.

<details><summary>Where the roles come from</summary>

Its branch is storage/log.

- storage-lead, because it belongs to storage. In the plan: nobody
- arch-lead, because it belongs to storage. In the plan: nobody

</details>

[Re-evaluate]"
`);
  });

  test('several approvals of one role, and more people than are named', () => {
    const many = Array.from({ length: 9 }, (_, n) => `p${n}`);
    const about = facts({
      reviews: [review('p3', 'c1')],
      roles: { crowd: many },
      required: ['crowd'],
      options: { counts: { crowd: 3 } },
    });
    expect(shown(judged(about)).split('\n').slice(0, 6)).toMatchInlineSnapshot(`
[
  "action_required: 0 of 1 role approved, waiting for crowd",
  "",
  "**Next:** ask p0 (crowd) and p1 (crowd) to approve.",
  "",
  "- ⬜ **crowd** (1 of 3): p3, on \`c1\`; p0, p1, p2, p4, p5 and 3 others can approve",
  "",
]
`);
  });

  test('overridden, and an override that does not hold', () => {
    const override = {
      by: 'erin',
      commit: 'c1',
      reason: 'Outage **42**',
      at: '2026-01-05T09:59:31Z',
    };
    const roles = { 'storage-lead': ['bob'], 'arch-lead': ['carol'], release: ['erin'] };
    const about = facts({ override, roles, options: { overrideRoles: ['release'] } });
    expect(shown(judged(about)).split('\n').slice(0, 4)).toMatchInlineSnapshot(`
[
  "success: Overridden by erin; 0 of 2 roles approved",
  "",
  "**Next:** nothing. erin overrode the approvals at 2026-01-05 09:59 UTC: “Outage &#42;&#42;42&#42;&#42;”. The next push ends this.",
  "",
]
`);
    const other = facts({ override: { ...override, commit: 'c0' }, roles });
    expect(shown(judged(other))).not.toContain('erin');
    const draft = facts({
      ...about,
      draft: true,
      reviews: [review('bob', 'c1', 'CHANGES_REQUESTED')],
    });
    expect(shown(judged(draft)).split('\n').slice(0, 3)).toMatchInlineSnapshot(`
[
  "action_required: Draft; overridden by erin; 0 of 2 roles approved",
  "",
  "**Next:** mark the pull request as ready for review; a draft is never green.",
]
`);
    const failing = judged({ ...about, unreadable: ['Lost. Ask again.'] });
    expect(shown(failing)).toMatch(/^failure: Cannot be decided: Lost\n/);
    expect(nextOf(failing)).toMatch(/^mend what stands below/);
    const short = judged({ ...about, unreadable: ['Lost.'] });
    expect(shown(short)).toMatch(/^failure: Cannot be decided: Lost\n/);
    const none = facts({ ...about, required: [] });
    expect(shown(judged(none))).toMatch(/^success: No approval is required\n/);
  });

  const SAYS = '**Next:** nothing, no role has to approve here.';
  const READY = '**Next:** mark the pull request as ready for review; a draft is never green.';
  test.each<[string, { allowed?: boolean; draft?: boolean; lost?: boolean }, string, string]>([
    ['in a workstream', {}, 'success: No approval is required', SAYS],
    ['a draft', { draft: true }, 'action_required: Draft; no approval is required', READY],
    [
      'in no workstream',
      { lost: true, allowed: true },
      'success: Not part of any workstream, so no approval is required',
      SAYS,
    ],
    [
      'in no workstream, a draft',
      { lost: true, allowed: true, draft: true },
      'action_required: Draft; not part of any workstream, so no approval is required',
      READY,
    ],
    [
      'X16: in no workstream, where that must not be',
      { lost: true },
      'action_required: Not part of any workstream: assign it to one',
      '**Next:** add a line `Workstream: NAME` to the description, or the label of a workstream.',
    ],
  ])('no role: %s', (_case, { allowed = false, draft = false, lost = false }, title, next) => {
    const pull = judged(facts({ required: [], draft }), { passesWithoutRoles: allowed || !lost });
    const nowhere = { ...pull.assignment, workstreams: [], rule: null };
    const { conclusion, output } = renderApprovals([
      lost ? { ...pull, assignment: nowhere } : pull,
    ]);
    expect(`${conclusion}: ${output.title}`).toBe(title);
    expect(output.summary).toBe(next);
  });

  test('that no role would be needed changes nothing where one is', () => {
    const strict = { passesWithoutRoles: false };
    const [bob, carol] = [review('bob', 'c1'), review('carol', 'c1')];
    const titles = [
      facts({ reviews: [bob, carol] }),
      facts({ reviews: [bob] }),
      facts({ reviews: [review('bob', 'c1', 'CHANGES_REQUESTED')] }),
      facts({ required: [], unreadable: ['Lost. Ask again.'] }),
    ].map((about) => [shown(judged(about, strict)).split('\n')[0], nextOf(judged(about, strict))]);
    expect(titles).toMatchInlineSnapshot(`
[
  [
    "success: 2 of 2 roles approved",
    "nothing, everybody who has to approve did.",
  ],
  [
    "action_required: 1 of 2 roles approved, waiting for arch-lead",
    "ask dave (arch-lead) to approve.",
  ],
  [
    "failure: bob requested changes; 0 of 2 roles approved",
    "bob must approve, or somebody with write access dismisses the review.",
  ],
  [
    "failure: Cannot be decided: Lost",
    "mend what stands below, then click Re-evaluate. Until then this cannot be green.",
  ],
]
`);
  });

  test('a draft with all approvals is not green, and says what to do', () => {
    const about = facts({ draft: true, reviews: [review('bob', 'c1'), review('carol', 'c1')] });
    expect(shown(judged(about)).split('\n').slice(0, 4)).toMatchInlineSnapshot(`
[
  "action_required: Draft; 2 of 2 roles approved",
  "",
  "**Next:** mark the pull request as ready for review; a draft is never green.",
  "",
]
`);
  });
});
