import { expect, test } from '@jest/globals';
import { parsePlan } from '#src/plan/parse.ts';

/** Everything that is said about roles and delegations of a plan with these lines, as `line: level: message`. */
function said(lines: string): string[] {
  const text = `version: 1\nworkstreams: { kernel: { approvals: [lead] } }\n${lines}`;
  const parsed = parsePlan(text);
  const problems = parsed.ok ? parsed.warnings : parsed.problems;
  return problems.map(
    ({ line, column, level, message }) => `${line}:${column} ${level}: ${message}`,
  );
}

const ROLES = 'roles: { lead: [ann, bob], qa: ["@acme/qa"], ops: [cas] }\n';

test('what is right is passed over in silence', () => {
  expect(
    said(`${ROLES}approval:
  counts: { lead: 2, qa: 7 }
  also_approve: { "docs/**": [qa] }
  override_roles: [ops]
contracts: [{ path: a.rs, owners: [ops] }]
teams: { "@ACME/qa": 7 }
delegations:
  - { from: Ann, to: cas, until: 2025-08-01 }
  - { from: dan, to: cas, roles: [qa], since: 2025-05-01, until: 2025-07-31 }
`),
  ).toEqual([]);
});

test.each<[string, string, string[]]>([
  [
    'a role that is nearly named',
    'approval:\n  counts: { laed: 1 }\n  also_approve: { "a/**": [opps] }\n  override_roles: [qaa]\ndelegations: [{ from: ann, to: cas, until: 2025-08-01, roles: [leed] }]\n',
    [
      '5:13 error: "laed" is not a role under roles. Did you mean "lead"? If not, declare it there.',
      '6:28 error: "opps" is not a role under roles. Did you mean "ops"? If not, declare it there.',
      '7:20 error: "qaa" is not a role under roles. Did you mean "qa"? If not, declare it there.',
      '8:64 error: "leed" is not a role under roles. Did you mean "lead"? If not, declare it there.',
    ],
  ],
  [
    'a role unlike any other',
    'approval: { override_roles: [security] }\n',
    [
      '4:30 warning: The role "security" is not declared, so it has no people and cannot approve. Declare it under roles.',
    ],
  ],
  [
    'X31: more approvals than people',
    'approval: { counts: { lead: 3, ops: 1 } }\n',
    [
      '4:29 error: "lead" needs 3 approvals, but only 2 can be given by its people. Add people to the role, or ask for fewer.',
    ],
  ],
  [
    'a number for a team that fills nothing',
    'teams: { "@acme/qs": 7 }\n',
    [
      '4:11 warning: No role is filled by the team "@acme/qs", so its number is not needed. Remove it.',
    ],
  ],
  [
    'a delegation to oneself',
    'delegations: [{ from: ann, to: ANN, until: 2025-08-01 }]\n',
    ['4:32 error: "ANN" cannot stand in for themselves. Name somebody else.'],
  ],
  [
    'a delegation that ends before it begins',
    'delegations: [{ from: ann, to: cas, since: 2025-08-02, until: 2025-08-01 }]\n',
    ['4:63 error: "2025-08-01" is before since, "2025-08-02". Exchange them.'],
  ],
  [
    'a delegation for ever',
    'delegations: [{ from: ann, to: cas, since: 2025-05-01, until: 2025-08-01 }]\n',
    [
      '4:63 error: "2025-08-01" is more than 92 days after since, "2025-05-01". Change the people of the role instead.',
    ],
  ],
  [
    'a delegation of a role that the person does not fill',
    'delegations: [{ from: ann, to: bob, until: 2025-08-01, roles: [lead, ops] }]\n',
    [
      '4:70 warning: "ann" does not fill "ops", so there is nothing to stand in for. Remove the role here, or correct the login.',
    ],
  ],
])('%s', (_case, lines, expected) => {
  expect(said(ROLES + lines)).toEqual(expected);
});

test('a delegation by somebody without any role; somebody twice', () => {
  expect(
    said(
      'roles: { lead: [ann, bob, Ann] }\ndelegations: [{ from: dan, to: bob, until: 2025-08-01 }]\n',
    ),
  ).toEqual([
    '3:27 warning: "Ann" stands twice in "lead", and counts once. Remove one of them.',
    '4:23 warning: "dan" fills no role, so this delegates nothing. Correct the login, or remove this.',
  ]);
});
