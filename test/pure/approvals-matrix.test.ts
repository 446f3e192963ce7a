/** From the plan to what a pull request needs, and who fills a role today. */
import { describe, expect, test } from '@jest/globals';
import { optionsOf, requiredRoles, resolveRoles, teamsOf } from '#src/approvals/matrix.ts';
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import type { TeamRead } from '#src/ports.ts';

function plan(lines: string): Plan {
  const parsed = parsePlan(`version: 1\n${lines}`);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.plan;
}

const WORK = `roles: { kernel: [ann], arch: [bob, "@acme/arch"], qa: ["@acme/qa"], sec: [cas], docs: [dan] }
workstreams:
  kernel: { also: { paths: ["kernel/**", "shared/k.rs"] }, approvals: [kernel, arch] }
  storage: { also: { paths: ["storage/**"] }, approvals: [arch, qa] }
  loose: {}
approval:
  also_approve: { "shared/**": [sec], "**/*.md": [docs, sec] }
contracts:
  - { path: shared/api.rs, owners: [arch, undeclared] }
`;

describe('required roles', () => {
  const needs = (workstreams: string[], ...paths: string[]) => {
    const assignment = { workstreams, rule: null, reason: '', remarks: [] };
    return requiredRoles(plan(WORK), assignment, paths).map(
      ({ role, because }) => `${role} because ${because}`,
    );
  };

  test('of the workstreams first, then of paths, of also_approve and of contracts, each once', () => {
    expect(needs(['storage'], 'storage/a.rs', 'kernel/b.rs', 'shared/api.rs')).toEqual([
      'arch because it belongs to storage',
      'qa because it belongs to storage',
      'kernel because it changes kernel/b.rs, which belongs to kernel',
      'sec because it changes shared/api.rs (also_approve shared/**)',
      'undeclared because it changes the contract shared/api.rs',
    ]);
  });

  test.each<[string, string[], string[], string[]]>([
    ['nothing', [], [], []],
    ['a workstream without roles', ['loose'], ['other.txt'], []],
    ['paths of nobody', [], ['kernel.txt', 'a/kernel/x'], []],
    ['a path alone', [], ['storage/x'], ['arch', 'qa']],
    ['two workstreams', ['kernel', 'storage'], [], ['kernel', 'arch', 'qa']],
    ['the second of several globs', [], ['shared/k.rs'], ['kernel', 'arch', 'sec']],
    ['a contract', [], ['shared/api.rs'], ['sec', 'arch', 'undeclared']],
    ['a file beside a contract', [], ['shared/api.rs.txt'], ['sec']],
    ['one file for two rules', [], ['shared/README.md'], ['sec', 'docs']],
    ['a workstream that is not in the plan', ['gone'], [], []],
  ])('%s', (_case, workstreams, paths, roles) => {
    expect(needs(workstreams, ...paths).map((line) => line.split(' ')[0])).toEqual(roles);
  });

  test('with the people of the plan, teams as they are written', () => {
    const assignment = { workstreams: ['storage'], rule: null, reason: '', remarks: [] };
    expect(
      requiredRoles(plan(WORK), assignment, ['shared/api.rs']).map(({ filledBy }) => filledBy),
    ).toEqual([['bob', '@acme/arch'], ['@acme/qa'], ['cas'], []]);
  });
});

test('every option of the plan reaches the evaluation, and the defaults are those of the page', () => {
  expect(optionsOf(plan('workstreams: {}\n'))).toMatchInlineSnapshot(`
{
  "allowAuthor": false,
  "allowContributors": false,
  "botsMayApprove": false,
  "changesRequested": "role-holders",
  "contributorScope": "author+committer",
  "countCoAuthors": true,
  "counts": {},
  "dismissed": "no-resurrect",
  "distinct": true,
  "ignoreBaseMerges": true,
  "ignoreCommitsBy": [],
  "ignoreEdited": false,
  "maxAgeHours": null,
  "minPermission": null,
  "overrideRoles": [],
  "stale": "any-push",
  "unattributed": "block",
}
`);
  const all = `workstreams: {}
roles: { a: [x, y] }
approval: { distinct: false, counts: { a: 2 }, allow_author: true, allow_contributors: true, contributor_scope: author,
  count_co_authors: false, stale: never, ignore_base_merges: false, ignore_commits_by: [fmt], changes_requested: ignore,
  dismissed: resurrect, unattributed: ignore, bots_may_approve: true, min_permission: triage, max_age_hours: 3,
  ignore_edited: true, override_roles: [a] }
`;
  expect(optionsOf(plan(all))).toMatchInlineSnapshot(`
{
  "allowAuthor": true,
  "allowContributors": true,
  "botsMayApprove": true,
  "changesRequested": "ignore",
  "contributorScope": "author",
  "countCoAuthors": false,
  "counts": {
    "a": 2,
  },
  "dismissed": "resurrect",
  "distinct": false,
  "ignoreBaseMerges": false,
  "ignoreCommitsBy": [
    "fmt",
  ],
  "ignoreEdited": true,
  "maxAgeHours": 3,
  "minPermission": "triage",
  "overrideRoles": [
    "a",
  ],
  "stale": "never",
  "unattributed": "ignore",
}
`);
});

describe('who fills a role', () => {
  const found = (...members: string[]): TeamRead => ({ state: 'found', id: 1, members });
  const NOON = new Date('2026-01-10T12:00:00Z');

  test('people in their place, members of teams in theirs, each once, whatever the case', () => {
    const here = plan(
      'workstreams: {}\nroles: { a: [Ann, "@acme/x", bob], b: ["@acme/x"], c: [] }\n',
    );
    expect(teamsOf(here, ['a', 'b', 'c', 'gone'])).toEqual(['@acme/x']);
    expect(teamsOf(here, ['c'])).toEqual([]);
    const teams = new Map([['@acme/x', found('ANN', 'cas', 'Bob')]]);
    expect(resolveRoles(here, ['a', 'b', 'c', 'gone', 'a'], teams, NOON)).toEqual({
      roles: { a: ['Ann', 'cas', 'Bob'], b: ['ANN', 'cas', 'Bob'], c: [] },
      delegations: [],
      unreadable: [],
    });
  });

  test.each<[string, TeamRead | undefined, string]>([
    [
      'absent',
      { state: 'absent' },
      'The team @acme/x does not exist, or Weir may not see it. Correct its name under roles, or let the App see it.',
    ],
    [
      'X02: another one of its name',
      { state: 'replaced', id: 8, before: 7 },
      'The name @acme/x now belongs to another team (number 8, formerly 7). If that one is meant, write teams: { "@acme/x": 8 } into the plan.',
    ],
    [
      'not readable',
      { state: 'unreadable', reason: 'GitHub is down. Try later.' },
      'The members of the team @acme/x could not be read: GitHub is down. Try later.',
    ],
    ['not read', undefined, 'The members of the team @acme/x could not be read: it was not read'],
  ])(
    'a team that is %s is a problem, said once, and nobody is taken for a member',
    (_case, read, says) => {
      const here = plan('workstreams: {}\nroles: { a: ["@acme/x"], b: ["@acme/x", bob] }\n');
      const teams = new Map(read ? [['@acme/x', read]] : []);
      const { roles, unreadable } = resolveRoles(here, ['a', 'b'], teams, NOON);
      expect(roles).toEqual({ a: [], b: ['bob'] });
      expect(unreadable).toEqual([says]);
    },
  );

  describe('delegations', () => {
    const away = (rest: string, at: string, zone = 'UTC') => {
      const here = plan(`phase: { name: P, start: 2026-01-05, weeks: 1-9, timezone: ${zone} }
workstreams: {}
roles: { a: [Erin, "@acme/x"], b: [erin], c: [bob] }
delegations: [{ from: erin, to: carol, ${rest} }]
`);
      const teams = new Map([['@acme/x', found('zoe')]]);
      const { roles, delegations } = resolveRoles(here, ['a', 'b', 'c'], teams, new Date(at));
      return { roles, until: delegations.map(({ role, until }) => `${role} ${until}`) };
    };
    const NOBODY = { roles: { a: ['Erin', 'zoe'], b: ['erin'], c: ['bob'] }, until: [] };

    test('for all roles that the person fills, at the end of the list', () => {
      expect(away('until: 2026-01-16', '2026-01-10T12:00:00Z')).toEqual({
        roles: { a: ['Erin', 'zoe', 'carol'], b: ['erin', 'carol'], c: ['bob'] },
        until: ['a 2026-01-17T00:00:00.000Z', 'b 2026-01-17T00:00:00.000Z'],
      });
    });

    test('for the roles that are named, where the person fills them', () => {
      const { roles } = away('roles: [b, c], until: 2026-01-16', '2026-01-10T12:00:00Z');
      expect(roles).toEqual({ a: ['Erin', 'zoe'], b: ['erin', 'carol'], c: ['bob'] });
    });

    test.each<[string, string, string, string, boolean]>([
      [
        'before the first day',
        'since: 2026-01-12, until: 2026-01-16',
        '2026-01-11T23:59:59Z',
        'UTC',
        false,
      ],
      [
        'on the first day',
        'since: 2026-01-12, until: 2026-01-16',
        '2026-01-12T00:00:00Z',
        'UTC',
        true,
      ],
      ['at the end of the last day', 'until: 2026-01-16', '2026-01-16T23:59:59Z', 'UTC', true],
      ['X36: when it is over', 'until: 2026-01-16', '2026-01-17T00:00:00Z', 'UTC', false],
      [
        'where the last day is over already',
        'until: 2026-01-16',
        '2026-01-16T12:00:00Z',
        'Pacific/Auckland',
        false,
      ],
      [
        'where it is not over yet',
        'until: 2026-01-16',
        '2026-01-17T09:00:00Z',
        'Pacific/Honolulu',
        true,
      ],
    ])('%s', (_case, rest, at, zone, holds) => {
      const { roles, until } = away(rest, at, zone);
      expect(roles.b?.includes('carol')).toBe(holds);
      if (!holds) expect({ roles, until }).toEqual(NOBODY);
    });

    test.each([
      ['Europe/Berlin', '2026-03-29', '2026-03-29T22:00:00.000Z'],
      ['Europe/Berlin', '2026-03-28', '2026-03-28T23:00:00.000Z'],
      ['America/New_York', '2026-11-01', '2026-11-02T05:00:00.000Z'],
      ['Asia/Kathmandu', '2026-01-16', '2026-01-16T18:15:00.000Z'],
      ['Pacific/Kiritimati', '2026-01-16', '2026-01-16T10:00:00.000Z'],
      ['Pacific/Pago_Pago', '2026-01-16', '2026-01-17T11:00:00.000Z'],
    ])('in %s the day %s ends at %s, daylight saving right', (zone, day, end) => {
      expect(away(`until: ${day}`, `${day}T08:00:00Z`, zone).until[0]).toBe(`a ${end}`);
    });
  });
});
