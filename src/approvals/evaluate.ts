/**
 * Who still has to approve: the one evaluation of a pull request, pure, over facts that were read whole.
 * The rules in plain words: docs/approvals.md.
 */
import { loginKey, type Participation, participation } from './contributors.ts';
import type {
  ApprovalFacts,
  ApprovalResult,
  ApprovalState,
  OverrideRefusal,
  RoleResult,
  Vote,
} from './facts.ts';
import { fewestToComplete, type Matching, matchRoles, type RoleSlots } from './match.ts';
import { isBot, type Standing, standings, whyBarred } from './votes.ts';

/**
 * Evaluates one pull request.
 *
 * @param preferred logins to name first where several people could complete it (asked already, little load)
 */
export function evaluate(facts: ApprovalFacts, preferred: readonly string[] = []): ApprovalResult {
  const taken = participation(facts);
  const required = [...new Set(facts.required)].map((role) => askedRole(role, facts));
  const decidable = required.filter(({ problem }) => problem === null);
  const people = standings(facts, taken, (key) => required.some((role) => role.people.has(key)));
  const approvers = approving(people);
  const matching = matchRoles(decidable, approvers, facts.options.distinct);
  const free = freePeople(decidable, people, facts, taken, preferred);
  const missing = decidable.some(({ role }) => !matching.satisfied.has(role));
  const complete = missing
    ? fewestToComplete(decidable, approvers, free, facts.options.distinct)
    : [];
  const name = names(facts);
  const roles = required.map((role) => roleResult(role, matching, free, name));
  const vetoes = people.filter(({ reason }) => reason === 'veto').map(({ user }) => user);
  const override = judgeOverride(facts, taken);
  const problems = [
    ...facts.unreadable,
    ...required.flatMap(({ problem }) => (problem === null ? [] : [problem])),
  ];
  return {
    state: stateOf(facts, { roles, vetoes, unattributed: taken.unattributed, override }),
    roles,
    votes: people.flatMap((person) => votesOf(person, facts, decidable, matching)),
    vetoes,
    completeWith: complete?.map((each) => ({ user: name(each.person), roles: each.roles })) ?? null,
    contributors: [...taken.contributors.values()],
    unattributed: taken.unattributed,
    override,
    problems,
  };
}

type AskedRole = RoleSlots & { problem: string | null };

/** A required role with its people, or why it cannot be decided. */
function askedRole(role: string, { roles, options }: ApprovalFacts): AskedRole {
  const needed = Object.hasOwn(options.counts, role) ? (options.counts[role] ?? 1) : 1;
  const declared = declaredPeople(role, roles);
  const people = new Set(declared?.map(loginKey));
  return { role, needed, people, problem: problemOf(role, needed, declared && people.size) };
}

function declaredPeople(
  role: string,
  roles: ApprovalFacts['roles'],
): readonly string[] | undefined {
  return Object.hasOwn(roles, role) ? roles[role] : undefined;
}

function problemOf(role: string, needed: number, people: number | undefined): string | null {
  if (people === undefined) {
    return `The role ${role} is required, but not declared. Declare it under roles, with the people who fill it.`;
  }
  if (people === 0) {
    return `The role ${role} is required, but nobody fills it. Add people to it.`;
  }
  if (people < needed) {
    return `The role ${role} needs ${needed} approvals, but only ${people} can be given by its people. Add people to it, or ask for fewer.`;
  }
  return null;
}

function approving(people: readonly Standing[]): string[] {
  return people.filter(({ reason }) => reason === 'counted').map(({ key }) => key);
}

/** People of the roles who have no approval that counts yet and may give one; preferred ones first. */
function freePeople(
  roles: readonly AskedRole[],
  standing: readonly Standing[],
  facts: ApprovalFacts,
  taken: Participation,
  preferred: readonly string[],
): string[] {
  const done = new Set(approving(standing));
  const all = [...new Set(roles.flatMap(({ people }) => [...people]))];
  const free = all.filter((key) => !done.has(key) && whyBarred(key, facts, taken) === null);
  const rank = new Map(preferred.map((user, at) => [loginKey(user), at]));
  const rankOf = (key: string) => rank.get(key) ?? preferred.length;
  return free.sort((a, b) => rankOf(a) - rankOf(b));
}

function roleResult(
  { role, needed, people, problem }: AskedRole,
  { filledBy, satisfied }: Matching,
  free: readonly string[],
  name: (key: string) => string,
): RoleResult {
  const filled = filledBy.get(role) ?? [];
  const done = satisfied.has(role);
  return {
    role,
    needed,
    have: filled.length,
    satisfied: done,
    filledBy: filled.map(name),
    candidates:
      done || problem !== null ? [] : [...people].filter((key) => free.includes(key)).map(name),
    problem,
  };
}

/** One line a role that a person fills, or one line that says why none. */
function votesOf(
  { key, user, reason, review }: Standing,
  facts: ApprovalFacts,
  roles: readonly AskedRole[],
  { filledBy }: Matching,
): Vote[] {
  const vote = (role: string | null, why: Vote['reason']): Vote => ({
    user,
    role,
    counts: why === 'counted',
    reason: why,
    commit: review.commit,
    submittedAt: review.submittedAt,
    delegatedBy: delegatorOf(key, role, facts),
  });
  if (reason !== 'counted') return [vote(null, reason)];
  const filled = [...filledBy].filter(([, filling]) => filling.includes(key));
  if (filled.length > 0) return filled.map(([role]) => vote(role, 'counted'));
  return [vote(null, roles.some(({ people }) => people.has(key)) ? 'not-needed' : 'no-role')];
}

function delegatorOf(
  key: string,
  role: string | null,
  { delegations }: ApprovalFacts,
): string | null {
  const found = delegations.find(
    (delegation) => delegation.role === role && loginKey(delegation.to) === key,
  );
  return found?.from ?? null;
}

/** Names as the roles write them. */
function names({ roles }: ApprovalFacts): (key: string) => string {
  const written = new Map<string, string>();
  for (const user of Object.values(roles).flat()) {
    if (!written.has(loginKey(user))) written.set(loginKey(user), user);
  }
  return (key) => written.get(key) ?? key;
}

function judgeOverride(
  facts: ApprovalFacts,
  { contributors }: Participation,
): ApprovalResult['override'] {
  const { override, roles, options, head } = facts;
  if (!override) return null;
  const key = loginKey(override.by);
  const holds = options.overrideRoles.some((role) =>
    declaredPeople(role, roles)?.some((user) => loginKey(user) === key),
  );
  const why = ((): OverrideRefusal | null => {
    if (!holds) return 'not-in-override-role';
    if (isBot(key, facts)) return 'bot';
    if (contributors.has(key)) return 'contributor';
    if (override.commit !== head) return 'other-commit';
    return override.reason.trim() === '' ? 'no-reason' : null;
  })();
  return { by: override.by, reason: override.reason, at: override.at, holds: why === null, why };
}

function stateOf(
  facts: ApprovalFacts,
  judged: Pick<ApprovalResult, 'roles' | 'vetoes' | 'unattributed' | 'override'>,
): ApprovalState {
  const { roles, vetoes, unattributed, override } = judged;
  if (facts.unreadable.length > 0) return 'error';
  const finished = facts.draft ? 'pending' : 'approved';
  if (roles.length === 0 || override?.holds) return finished;
  if (roles.some(({ problem }) => problem !== null)) return 'error';
  const hidden = unattributed.length > 0 && facts.options.unattributed === 'block';
  if (vetoes.length > 0 || hidden) return 'blocked';
  return roles.every(({ satisfied }) => satisfied) ? finished : 'pending';
}
