/** The form of `weir approvals`: what is read, and every mistake with its place. */
import { expect, test } from '@jest/globals';
import { evaluateText } from '#src/approvals/answer.ts';
import { readInput } from '#src/approvals/input.ts';

const LEAST = {
  author: 'kim',
  commits: [{ sha: 'c1', author: 'kim', committer: null }],
  required: [],
};

test('what is left out has the defaults of the page', () => {
  expect(readInput(JSON.stringify(LEAST))).toMatchInlineSnapshot(`
{
  "facts": {
    "author": "kim",
    "commits": [
      {
        "author": "kim",
        "cleanMerge": null,
        "coAuthors": [],
        "committedViaWeb": false,
        "committer": null,
        "isBaseMerge": false,
        "parents": [],
        "sha": "c1",
      },
    ],
    "delegations": [],
    "draft": false,
    "head": "c1",
    "now": null,
    "options": {
      "allowAuthor": false,
      "allowContributors": false,
      "botsMayApprove": false,
      "changesRequested": "role-holders",
      "contributorScope": "author+committer",
      "countCoAuthors": true,
      "counts": {},
      "dismissed": "no-resurrect",
      "distinct": false,
      "ignoreBaseMerges": true,
      "ignoreCommitsBy": [],
      "ignoreEdited": false,
      "maxAgeHours": null,
      "minPermission": null,
      "overrideRoles": [],
      "stale": "any-push",
      "unattributed": "block",
    },
    "override": null,
    "patchIds": {},
    "permissions": {},
    "pushers": [],
    "required": [],
    "reviews": [],
    "roles": {},
    "unreadable": [],
    "userTypes": {},
  },
  "ok": true,
}
`);
});

test('everything that is given arrives', () => {
  const at = '2026-01-05T09:00:00Z';
  const all = {
    ...LEAST,
    head: 'c9',
    draft: true,
    commits: [
      {
        sha: 'c1',
        author: null,
        committer: 'lee',
        co_authors: ['zoe'],
        committed_via_web: true,
        parents: ['p'],
        pushed_at: at,
        is_base_merge: true,
        clean_merge: false,
      },
    ],
    reviews: [
      { user: null, state: 'DISMISSED', commit: null, submitted_at: at, edited_at: at, id: 3 },
      { user: 'bob', state: 'APPROVED', commit: 'c1', submitted_at: at },
    ],
    roles: { lead: ['bob'] },
    required: ['lead'],
    options: {
      distinct: true,
      counts: { lead: 2 },
      allow_author: true,
      allow_contributors: true,
      contributor_scope: 'author',
      count_co_authors: false,
      stale: 'patch-id',
      ignore_base_merges: false,
      ignore_commits_by: ['fmt'],
      changes_requested: 'anyone-with-write',
      dismissed: 'resurrect',
      unattributed: 'ignore',
      bots_may_approve: true,
      min_permission: 'write',
      max_age_hours: 1.5,
      ignore_edited: true,
      override_roles: ['lead'],
    },
    patch_ids: { c1: 'x' },
    permissions: { bob: 'admin' },
    user_types: { bob: 'User' },
    pushers: ['pat'],
    delegations: [{ role: 'lead', from: 'ann', to: 'bob', until: at }],
    override: { by: 'bob', commit: 'c9', reason: 'now', at },
    now: at,
  };
  expect(readInput(JSON.stringify(all))).toMatchInlineSnapshot(`
{
  "facts": {
    "author": "kim",
    "commits": [
      {
        "author": null,
        "cleanMerge": false,
        "coAuthors": [
          "zoe",
        ],
        "committedViaWeb": true,
        "committer": "lee",
        "isBaseMerge": true,
        "parents": [
          "p",
        ],
        "sha": "c1",
      },
    ],
    "delegations": [
      {
        "from": "ann",
        "role": "lead",
        "to": "bob",
        "until": "2026-01-05T09:00:00Z",
      },
    ],
    "draft": true,
    "head": "c9",
    "now": "2026-01-05T09:00:00Z",
    "options": {
      "allowAuthor": true,
      "allowContributors": true,
      "botsMayApprove": true,
      "changesRequested": "anyone-with-write",
      "contributorScope": "author",
      "countCoAuthors": false,
      "counts": {
        "lead": 2,
      },
      "dismissed": "resurrect",
      "distinct": true,
      "ignoreBaseMerges": false,
      "ignoreCommitsBy": [
        "fmt",
      ],
      "ignoreEdited": true,
      "maxAgeHours": 1.5,
      "minPermission": "write",
      "overrideRoles": [
        "lead",
      ],
      "stale": "patch-id",
      "unattributed": "ignore",
    },
    "override": {
      "at": "2026-01-05T09:00:00Z",
      "by": "bob",
      "commit": "c9",
      "reason": "now",
    },
    "patchIds": {
      "c1": "x",
    },
    "permissions": {
      "bob": "admin",
    },
    "pushers": [
      "pat",
    ],
    "required": [
      "lead",
    ],
    "reviews": [
      {
        "commit": null,
        "editedAt": "2026-01-05T09:00:00Z",
        "id": 3,
        "state": "DISMISSED",
        "submittedAt": "2026-01-05T09:00:00Z",
        "user": null,
      },
      {
        "commit": "c1",
        "editedAt": null,
        "id": null,
        "state": "APPROVED",
        "submittedAt": "2026-01-05T09:00:00Z",
        "user": "bob",
      },
    ],
    "roles": {
      "lead": [
        "bob",
      ],
    },
    "unreadable": [],
    "userTypes": {
      "bob": "User",
    },
  },
  "ok": true,
}
`);
});

test('every mistake at once, each with its place', () => {
  const wrong = {
    nothing: '',
    'a list': '[]',
    'a whole vector': '{"id": "AV001", "given": {}}',
    'several mistakes':
      '{"author": "", "commits": [], "reviews": [{"user": 3}], "options": {"stale": "x"}}',
    'a time that is none': JSON.stringify({ ...LEAST, now: 'soon' }),
    'a count of nothing': JSON.stringify({ ...LEAST, options: { counts: { lead: 0 } } }),
    'a role of no name': JSON.stringify({ ...LEAST, required: [''] }),
    'too much': `"${'x'.repeat(10 * 1024 ** 2)}"`,
  };
  const problems = Object.entries(wrong).map(([name, text]) => {
    const read = readInput(text);
    expect(evaluateText(text)).toEqual(read);
    return [name, read.ok ? 'read' : read.problems.map((problem) => problem.slice(0, 90))];
  });
  expect(Object.fromEntries(problems)).toMatchInlineSnapshot(`
{
  "a count of nothing": [
    "options.counts.lead: must be at least 1",
  ],
  "a list": [
    "The input: must be an object",
  ],
  "a role of no name": [
    "required.0: must not be empty",
  ],
  "a time that is none": [
    "now: must be a time in ISO 8601, such as 2026-01-05T09:00:00Z",
  ],
  "a whole vector": [
    "given: pass only what stands under \`given\`.",
  ],
  "nothing": [
    "It is not JSON: Unexpected end of JSON input",
  ],
  "several mistakes": [
    "author: must not be empty",
    "commits: must hold at least one commit",
    "reviews.0.user: must be a text",
    "reviews.0.state: must be one of "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED",",
    "reviews.0.commit: is missing; it must be a text",
    "reviews.0.submitted_at: is missing; it must be a text",
    "required: is missing; it must be a list",
    "options.stale: must be one of "any-push", "patch-id", "never"",
  ],
  "too much": [
    "It is larger than 10 MB. Give the facts of one pull request.",
  ],
}
`);
});

test('the largest input that is allowed is read', () => {
  expect(readInput(JSON.stringify(LEAST).padEnd(10 * 1024 ** 2)).ok).toBe(true);
});

test('the answer with everything in it', () => {
  const at = '2026-01-05T09:00:00Z';
  const given = {
    author: 'kim',
    commits: [{ sha: 'c1', author: 'kim', committer: 'kim' }],
    reviews: [
      { user: 'bob', state: 'APPROVED', commit: 'c1', submitted_at: at },
      { user: 'eve', state: 'CHANGES_REQUESTED', commit: 'c1', submitted_at: at },
    ],
    roles: { lead: ['bob'], arch: ['dan', 'eve'], none: [] },
    required: ['lead', 'arch', 'none'],
    delegations: [{ role: 'lead', from: 'ann', to: 'bob', until: at }],
    override: { by: 'eve', commit: 'c1', reason: 'now', at },
  };
  const read = evaluateText(JSON.stringify(given));
  expect(read.ok && read.answer).toMatchInlineSnapshot(`
{
  "candidates": {
    "arch": [
      "dan",
      "eve",
    ],
    "none": [],
  },
  "complete_with": [
    {
      "roles": [
        "arch",
      ],
      "user": "dan",
    },
  ],
  "contributors": [
    {
      "commits": [
        "c1",
      ],
      "user": "kim",
      "why": "author",
    },
  ],
  "missing": [
    "arch",
    "none",
  ],
  "override": {
    "at": "2026-01-05T09:00:00Z",
    "by": "eve",
    "holds": false,
    "reason": "now",
    "why": "not-in-override-role",
  },
  "problems": [
    "The role none is required, but nobody fills it. Add people to it.",
  ],
  "roles": [
    {
      "filled_by": [
        "bob",
      ],
      "have": 1,
      "needed": 1,
      "problem": null,
      "role": "lead",
    },
    {
      "filled_by": [],
      "have": 0,
      "needed": 1,
      "problem": null,
      "role": "arch",
    },
    {
      "filled_by": [],
      "have": 0,
      "needed": 1,
      "problem": "The role none is required, but nobody fills it. Add people to it.",
      "role": "none",
    },
  ],
  "satisfied": [
    "lead",
  ],
  "state": "error",
  "unattributed": [],
  "vetoes": [
    "eve",
  ],
  "votes": [
    {
      "commit": "c1",
      "counts": true,
      "delegated_by": "ann",
      "reason": "counted",
      "role": "lead",
      "submitted_at": "2026-01-05T09:00:00Z",
      "user": "bob",
    },
    {
      "commit": "c1",
      "counts": false,
      "delegated_by": null,
      "reason": "veto",
      "role": null,
      "submitted_at": "2026-01-05T09:00:00Z",
      "user": "eve",
    },
  ],
}
`);
  const held = { ...given, options: { override_roles: ['arch'] } };
  expect(evaluateText(JSON.stringify(held))).toMatchObject({
    ok: true,
    answer: { state: 'approved', overridden: true },
  });
});

test('the answer to the least there is', () => {
  expect(evaluateText(JSON.stringify(LEAST))).toMatchInlineSnapshot(`
{
  "answer": {
    "candidates": {},
    "complete_with": [],
    "contributors": [
      {
        "commits": [
          "c1",
        ],
        "user": "kim",
        "why": "author",
      },
    ],
    "missing": [],
    "override": null,
    "problems": [],
    "roles": [],
    "satisfied": [],
    "state": "approved",
    "unattributed": [
      "c1",
    ],
    "vetoes": [],
    "votes": [],
  },
  "ok": true,
}
`);
});

/** Every word of the form, so that none is lost unseen. */
test.each([
  ['min_permission', ['none', 'read', 'triage', 'write', 'maintain', 'admin', null]],
  ['contributor_scope', ['author+committer', 'author']],
  ['stale', ['any-push', 'patch-id', 'never']],
  ['changes_requested', ['role-holders', 'anyone-with-write', 'ignore']],
  ['dismissed', ['no-resurrect', 'resurrect']],
  ['unattributed', ['block', 'ignore']],
])('option %s knows its words and no other', (option, words) => {
  const reads = (value: unknown) =>
    readInput(JSON.stringify({ ...LEAST, options: { [option]: value } })).ok;
  expect(words.filter((word) => !reads(word))).toEqual([]);
  expect(['', 'other'].filter(reads)).toEqual([]);
});

test('states of reviews and permissions are those of GitHub and no other', () => {
  const review = (state: string) =>
    readInput(
      JSON.stringify({
        ...LEAST,
        reviews: [{ user: 'lee', state, commit: 'c1', submitted_at: '2026-01-05T09:00:00Z' }],
      }),
    ).ok;
  const states = ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING'];
  expect(states.filter((state) => !review(state))).toEqual([]);
  expect(['', 'approved'].filter(review)).toEqual([]);
});

test.each(['null', '[]', '"given"', '7', '{"given": {}}'])('%s is refused in words', (text) => {
  const reading = readInput(text);
  expect(reading.ok ? [] : reading.problems).toEqual([
    text.includes('{') ? expect.stringContaining('given') : expect.stringContaining('The input'),
  ]);
});
