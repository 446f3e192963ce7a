/** What an evaluation comes to: states and what takes precedence, roles, names, overrides. */
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '#src/approvals/evaluate.ts';
import type { ApprovalOptions, ApprovalState, OverrideFact } from '#src/approvals/facts.ts';
import { commit, facts, review } from '../approvals.ts';

type Over = Parameters<typeof facts>[0];
const bob = review('bob', 'c1');
const carol = review('carol', 'c1');
const veto = review('bob', 'c1', 'CHANGES_REQUESTED');
const hidden = [commit('c1', { author: null })];
const unreadable = ['The team @acme/x could not be read. Ask again.'];
const override: OverrideFact = {
  by: 'erin',
  commit: 'c1',
  reason: 'outage',
  at: '2026-01-05T09:00:00Z',
};
const roles = {
  'storage-lead': ['bob', 'dave'],
  'arch-lead': ['carol', 'dave'],
  release: ['zed', 'Erin'],
};
const may: Partial<ApprovalOptions> = { overrideRoles: ['gone', 'release'] };
const overridden: Over = { roles, override, options: may };

describe('the state', () => {
  test.each<[string, Over, ApprovalState]>([
    ['nothing is given', {}, 'pending'],
    ['one role of two', { reviews: [bob] }, 'pending'],
    ['both', { reviews: [bob, carol] }, 'approved'],
    ['a draft', { reviews: [bob, carol], draft: true }, 'pending'],
    ['a draft without roles', { required: [], draft: true }, 'pending'],
    ['no role', { required: [] }, 'approved'],
    ['one person who could fill both', { reviews: [review('dave', 'c1')] }, 'pending'],
    ['a veto', { reviews: [veto, carol, review('dave', 'c1')] }, 'blocked'],
    ['a veto on a draft', { reviews: [veto], draft: true }, 'blocked'],
    ['a commit of nobody', { commits: hidden, reviews: [bob, carol] }, 'blocked'],
    [
      'that does not matter',
      { commits: hidden, reviews: [bob, carol], options: { unattributed: 'ignore' } },
      'approved',
    ],
    ['a commit of nobody, and no role', { commits: hidden, required: [] }, 'approved'],
    [
      'a veto, and no role',
      { reviews: [veto], required: [], options: { changesRequested: 'ignore' } },
      'approved',
    ],
    [
      'X17: one role is undecidable, all others approve',
      { roles: { 'arch-lead': ['carol'] }, reviews: [carol] },
      'error',
    ],
    ['undecidable before blocked', { roles: { 'arch-lead': ['carol'] }, commits: hidden }, 'error'],
    ['something could not be read, all approve', { reviews: [bob, carol], unreadable }, 'error'],
    ['something could not be read, no role', { required: [], unreadable }, 'error'],
    ['an override', overridden, 'approved'],
    ['an override of a veto', { ...overridden, reviews: [veto] }, 'approved'],
    ['an override of a commit of nobody', { ...overridden, commits: hidden }, 'approved'],
    ['an override of an undecidable role', { ...overridden, required: ['lost'] }, 'approved'],
    ['an override of what could not be read', { ...overridden, unreadable }, 'error'],
    ['an override of a draft', { ...overridden, draft: true }, 'pending'],
    ['an override that does not hold', { ...overridden, options: {} }, 'pending'],
  ])('%s', (_case, over, state) => {
    expect(evaluate(facts(over)).state).toBe(state);
  });
});

test.each<[string, Over, string | null]>([
  ['holds', {}, null],
  ['in other letters', { override: { ...override, by: 'ERIN' } }, null],
  ['by somebody else', { override: { ...override, by: 'bob' } }, 'not-in-override-role'],
  [
    'by a holder of a role that may not',
    { options: { overrideRoles: ['arch-lead'] } },
    'not-in-override-role',
  ],
  [
    'by a role that every object has',
    { options: { overrideRoles: ['constructor'] } },
    'not-in-override-role',
  ],
  ['by a bot', { userTypes: { erin: 'Bot' } }, 'bot'],
  ['by the author', { author: 'erin' }, 'contributor'],
  ['by who pushed', { pushers: ['Erin'] }, 'contributor'],
  [
    'by a contributor, where contributors may approve',
    { pushers: ['Erin'], options: { ...may, allowContributors: true } },
    'contributor',
  ],
  ['for another commit', { override: { ...override, commit: 'c0' } }, 'other-commit'],
  ['with blanks for a reason', { override: { ...override, reason: ' \n ' } }, 'no-reason'],
  [
    'of everything wrong, the right comes first',
    { userTypes: { erin: 'Bot' }, author: 'erin', options: {} },
    'not-in-override-role',
  ],
  ['then whether it is a bot', { userTypes: { erin: 'Bot' }, author: 'erin' }, 'bot'],
  [
    'then who took part',
    { author: 'erin', override: { ...override, commit: 'c0' } },
    'contributor',
  ],
  ['then the commit', { override: { ...override, commit: 'c0', reason: '' } }, 'other-commit'],
])('an override %s', (_case, over, why) => {
  const about = facts({ ...overridden, ...over });
  expect(evaluate(about).override).toEqual({
    by: about.override?.by,
    reason: about.override?.reason,
    at: override.at,
    holds: why === null,
    why,
  });
});

test('no override', () => {
  expect(evaluate(facts()).override).toBeNull();
});

describe('roles that cannot be decided', () => {
  const problems = (over: Over) => evaluate(facts(over)).problems;

  test('are named with what to do, what could not be read first', () => {
    const over = {
      roles: { few: ['dan', 'DAN'], none: [], fine: ['carol', 'dan'] },
      required: ['few', 'none', 'gone', 'constructor', 'fine'],
      reviews: [bob, carol],
      unreadable,
      options: { counts: { few: 2 } },
    };
    expect(problems(over)).toMatchInlineSnapshot(`
[
  "The team @acme/x could not be read. Ask again.",
  "The role few needs 2 approvals, but only 1 can be given by its people. Add people to it, or ask for fewer.",
  "The role none is required, but nobody fills it. Add people to it.",
  "The role gone is required, but not declared. Declare it under roles, with the people who fill it.",
  "The role constructor is required, but not declared. Declare it under roles, with the people who fill it.",
]
`);
    const result = evaluate(facts(over));
    expect(
      result.roles.map(({ role, satisfied, candidates }) => [role, satisfied, candidates]),
    ).toEqual([
      ['few', false, []],
      ['none', false, []],
      ['gone', false, []],
      ['constructor', false, []],
      ['fine', true, []],
    ]);
    expect(result.roles[0]).toMatchObject({ needed: 2, have: 0, filledBy: [] });
    // Nobody is asked for what cannot be decided.
    expect(result.completeWith).toEqual([]);
  });

  test('X31: as many as needed is enough, and a count of another role is none of its business', () => {
    const two = { roles: { lead: ['bob', 'dave'] }, required: ['lead'] };
    expect(problems({ ...two, options: { counts: { lead: 2 } } })).toEqual([]);
    expect(problems({ ...two, options: { counts: { lead: 3 } } })).toEqual([
      'The role lead needs 3 approvals, but only 2 can be given by its people. Add people to it, or ask for fewer.',
    ]);
    expect(problems({ ...two, options: { counts: { arch: 3 } } })).toEqual([]);
    expect(problems({ roles: { constructor: ['bob'] }, required: ['constructor'] })).toEqual([]);
  });
});

describe('the whole answer', () => {
  test('roles once each, people as the roles write them, who stands in for whom', () => {
    const about = facts({
      roles: { a: ['Bob', 'dave'], b: ['BOB', 'Erin', 'kim'], c: ['zoe'] },
      required: ['a', 'b', 'a'],
      reviews: [
        review('bob', 'c1'),
        review('ERIN', 'c1'),
        review('zoe', 'c1'),
        review('DAVE', 'c1'),
      ],
      delegations: [
        { role: 'a', from: 'ann', to: 'erin', until: '2026-02-01T00:00:00Z' },
        { role: 'b', from: 'cas', to: 'dave', until: '2026-02-01T00:00:00Z' },
        { role: 'b', from: 'dan', to: 'eRin', until: '2026-02-01T00:00:00Z' },
      ],
    });
    const { roles: parts, votes, completeWith } = evaluate(about);
    expect(parts).toMatchInlineSnapshot(`
[
  {
    "candidates": [],
    "filledBy": [
      "Bob",
    ],
    "have": 1,
    "needed": 1,
    "problem": null,
    "role": "a",
    "satisfied": true,
  },
  {
    "candidates": [],
    "filledBy": [
      "Erin",
    ],
    "have": 1,
    "needed": 1,
    "problem": null,
    "role": "b",
    "satisfied": true,
  },
]
`);
    expect(
      votes.map(({ user, role, counts, reason, delegatedBy }) => [
        user,
        role,
        counts,
        reason,
        delegatedBy,
      ]),
    ).toEqual([
      ['bob', 'a', true, 'counted', null],
      ['ERIN', 'b', true, 'counted', 'dan'],
      ['zoe', null, false, 'no-role', null],
      ['DAVE', null, false, 'not-needed', null],
    ]);
    expect(completeWith).toEqual([]);
  });

  test('a role that is open: who can fill it, in the order of the role', () => {
    const about = facts({
      roles: { a: ['Dave', 'kim', 'bob', 'robot[bot]'], b: ['Carol', 'dave'] },
      required: ['a', 'b'],
      reviews: [bob],
    });
    expect(evaluate(about).roles.map(({ candidates }) => candidates)).toEqual([
      [],
      ['Carol', 'Dave'],
    ]);
    const nothing = { ...about, reviews: [] };
    expect(evaluate(nothing).roles.map(({ candidates }) => candidates)).toEqual([
      ['Dave', 'bob'],
      ['Carol', 'Dave'],
    ]);
    expect(
      evaluate({ ...nothing, options: { ...about.options, botsMayApprove: true } }).roles[0]
        ?.candidates,
    ).toEqual(['Dave', 'bob', 'robot[bot]']);
  });

  test('who is named first: those who are preferred, then in the order of the roles', () => {
    const who = (...preferred: string[]) =>
      evaluate(facts(), preferred).completeWith?.map(
        ({ user, roles: filled }) => `${user}: ${filled.join(' ')}`,
      );
    expect(who()).toEqual(['bob: storage-lead', 'dave: arch-lead']);
    expect(who('CAROL')).toEqual(['carol: arch-lead', 'bob: storage-lead']);
    expect(who('dave', 'carol')).toEqual(['dave: storage-lead', 'carol: arch-lead']);
    expect(who('nobody', 'carol', 'dave')).toEqual(['carol: arch-lead', 'dave: storage-lead']);
  });

  test('X30: nobody can', () => {
    const only = facts({ roles: { 'storage-lead': ['kim'], 'arch-lead': ['carol'] } });
    expect(evaluate(only).completeWith).toBeNull();
    expect(evaluate(only).problems).toEqual([]);
  });

  test('one person of several roles has a line for each, where that is allowed', () => {
    const both = facts({ reviews: [review('dave', 'c1')], options: { distinct: false } });
    expect(evaluate(both).votes.map(({ user, role }) => `${user} ${role}`)).toEqual([
      'dave storage-lead',
      'dave arch-lead',
    ]);
    expect(evaluate(both).state).toBe('approved');
  });

  test('what a vote was about', () => {
    const given = review('bob', 'c1', 'APPROVED', { submittedAt: '2026-01-05T09:30:00Z' });
    expect(evaluate(facts({ reviews: [given] })).votes).toEqual([
      {
        user: 'bob',
        role: 'storage-lead',
        counts: true,
        reason: 'counted',
        commit: 'c1',
        submittedAt: '2026-01-05T09:30:00Z',
        delegatedBy: null,
      },
    ]);
  });
});
