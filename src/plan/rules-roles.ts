/** What must hold of roles, of who stands in for whom, and of teams. Pure; knows no calendar and no GitHub. */
import { type Issue, type Path, quote } from './issue.ts';
import { nearest } from './names.ts';
import type { Outline, OutlinedDelegation, OutlinedRole, Said } from './outline.ts';

const issue = (
  level: Issue['level'],
  path: Path,
  message: string,
  at: Issue['at'] = 'value',
): Issue => ({ level, path, at, message });

/** Roles, and everything that names one. Nothing is said where `roles` itself cannot be read. */
export function roleIssues(plan: Outline): Issue[] {
  const { roles } = plan;
  if (roles === null) return [];
  return [
    ...roles.flatMap(peopleIssues),
    ...undeclared(plan, roles),
    ...plan.counts.flatMap((count) => tooFew(count, roles)),
    ...unusedTeams(plan, roles),
  ];
}

function peopleIssues({ name, people, path }: OutlinedRole): Issue[] {
  if (people === null) return [];
  if (people.length === 0) {
    return [
      issue(
        'warning',
        path,
        `The role ${quote(name)} has no people, so nothing that needs it can be approved. Add logins or a team.`,
        'key',
      ),
    ];
  }
  return people.flatMap(({ text, path: place }, at) => {
    const first = people.findIndex((other) => key(other.text) === key(text));
    if (first === at) return [];
    const reason = `${quote(text)} stands twice in ${quote(name)}`;
    return [issue('warning', place, `${reason}, and counts once. Remove one of them.`)];
  });
}

/** A near miss is a mistake; a name unlike any other may be a role that is still to come. */
function undeclared(plan: Outline, roles: readonly OutlinedRole[]): Issue[] {
  const declared = roles.map((role) => role.name);
  const value = (each: Said) => ({ ...each, at: 'value' as const });
  const used = [
    ...plan.workstreams.flatMap(({ approvals }) => approvals ?? []).map(value),
    ...plan.entries
      .filter(({ says }) => says === 'approvals')
      .flatMap(({ list }) => list)
      .map(value),
    ...plan.roleMentions,
  ];
  return used.flatMap(({ text, path, at }): Issue[] => {
    if (declared.includes(text)) return [];
    const near = nearest(text, declared, 2);
    if (near !== null) {
      const ask = `Did you mean ${quote(near)}? If not, declare it there.`;
      return [issue('error', path, `${quote(text)} is not a role under roles. ${ask}`, at)];
    }
    const reason = `The role ${quote(text)} is not declared, so it has no people and cannot approve`;
    return [issue('warning', path, `${reason}. Declare it under roles.`, at)];
  });
}

/** What a team holds is known to GitHub only. */
function tooFew(
  { role, needed, path }: Outline['counts'][number],
  roles: readonly OutlinedRole[],
): Issue[] {
  const people = roles.find(({ name }) => name === role)?.people;
  if (!people || people.length === 0 || people.some(({ text }) => isTeam(text))) return [];
  const have = new Set(people.map(({ text }) => key(text))).size;
  if (have >= needed) return [];
  const reason = `${quote(role)} needs ${needed} approvals, but only ${have} can be given by its people`;
  return [issue('error', path, `${reason}. Add people to the role, or ask for fewer.`)];
}

function unusedTeams({ teams }: Outline, roles: readonly OutlinedRole[]): Issue[] {
  const used = new Set(roles.flatMap(({ people }) => people ?? []).map(({ text }) => key(text)));
  return teams.flatMap(({ text, path }) => {
    if (used.has(key(text))) return [];
    const reason = `No role is filled by the team ${quote(text)}`;
    return [issue('warning', path, `${reason}, so its number is not needed. Remove it.`, 'key')];
  });
}

/** An absence that lasts longer than a quarter of a year is a change of the role, not a delegation. */
const LONGEST_DAYS = 92;
const DAY_MS = 86_400_000;

/** Delegations: between two people, for a time, for roles that the person who is away fills. */
export function delegationIssues({ delegations, roles }: Outline): Issue[] {
  return delegations.flatMap((each) => [
    ...betweenTwo(each),
    ...forATime(each),
    ...(roles === null ? [] : ofTheirRoles(each, roles)),
  ]);
}

function betweenTwo({ from, to, path }: OutlinedDelegation): Issue[] {
  if (from === null || to === null || key(from) !== key(to)) return [];
  const reason = `${quote(to)} cannot stand in for themselves`;
  return [issue('error', [...path, 'to'], `${reason}. Name somebody else.`)];
}

function forATime({ since, until, path }: OutlinedDelegation): Issue[] {
  if (since === null || until === null) return [];
  const days = (Date.parse(until) - Date.parse(since)) / DAY_MS;
  const at = [...path, 'until'];
  if (days < 0) {
    return [issue('error', at, `${quote(until)} is before since, ${quote(since)}. Exchange them.`)];
  }
  if (days < LONGEST_DAYS) return [];
  const reason = `${quote(until)} is more than ${LONGEST_DAYS} days after since, ${quote(since)}`;
  return [issue('error', at, `${reason}. Change the people of the role instead.`)];
}

function ofTheirRoles(
  { from, roles: only, path }: OutlinedDelegation,
  roles: readonly OutlinedRole[],
): Issue[] {
  if (from === null) return [];
  const mayFill = ({ people }: OutlinedRole) =>
    people === null || people.some(({ text }) => isTeam(text) || key(text) === key(from));
  if (only === null) {
    if (roles.some(mayFill)) return [];
    const reason = `${quote(from)} fills no role, so this delegates nothing`;
    return [issue('warning', [...path, 'from'], `${reason}. Correct the login, or remove this.`)];
  }
  return only.flatMap(({ text, path: place }) => {
    const role = roles.find(({ name }) => name === text);
    if (!role || mayFill(role)) return [];
    const reason = `${quote(from)} does not fill ${quote(text)}, so there is nothing to stand in for`;
    return [issue('warning', place, `${reason}. Remove the role here, or correct the login.`)];
  });
}

function isTeam(person: string): boolean {
  return person.includes('/');
}

/** Logins and teams are the same whatever their case. */
function key(person: string): string {
  return person.toLowerCase();
}
