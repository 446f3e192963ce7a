/** From the plan to what a pull request needs: required roles, options, and who fills a role now. Pure. */
import type { Assignment } from '../plan/assign.ts';
import { anyGlob } from '../plan/glob.ts';
import type { Plan } from '../plan/schema.ts';
import type { TeamRead } from '../ports.ts';
import { loginKey } from './contributors.ts';
import type { ApprovalOptions, DelegationFact } from './facts.ts';
import type { RequiredRole } from './report.ts';

/**
 * Roles that must approve, each once, in this order: those of the assigned workstreams, of further
 * workstreams whose paths are touched, of `also_approve`, and owners of contracts.
 */
export function requiredRoles(
  plan: Plan,
  assignment: Assignment,
  paths: readonly string[],
): RequiredRole[] {
  const found = new Map<string, RequiredRole>();
  const add = (roles: readonly string[], because: string) => {
    for (const role of roles) {
      if (found.has(role)) continue;
      found.set(role, { role, because, filledBy: declared(plan, role) ?? [] });
    }
  };
  for (const name of assignment.workstreams) {
    add(plan.workstreams[name]?.approvals ?? [], `it belongs to ${name}`);
  }
  for (const [name, { also, approvals }] of Object.entries(plan.workstreams)) {
    const path = firstMatch(also.paths, paths);
    if (path !== undefined) add(approvals, `it changes ${path}, which belongs to ${name}`);
  }
  for (const [glob, roles] of Object.entries(plan.approval.also_approve)) {
    const path = firstMatch([glob], paths);
    if (path !== undefined) add(roles, `it changes ${path} (also_approve ${glob})`);
  }
  for (const contract of plan.contracts) {
    const path = firstMatch([contract.path], paths);
    if (path !== undefined) add(contract.owners, `it changes the contract ${path}`);
  }
  return [...found.values()];
}

function firstMatch(globs: readonly string[], paths: readonly string[]): string | undefined {
  const matches = anyGlob(globs);
  return paths.find((path) => matches(path));
}

/** The plan's `approval:` as options of the evaluation. */
export function optionsOf({ approval }: Plan): ApprovalOptions {
  return {
    distinct: approval.distinct,
    counts: approval.counts,
    allowAuthor: approval.allow_author,
    allowContributors: approval.allow_contributors,
    contributorScope: approval.contributor_scope,
    countCoAuthors: approval.count_co_authors,
    stale: approval.stale,
    ignoreBaseMerges: approval.ignore_base_merges,
    ignoreCommitsBy: approval.ignore_commits_by,
    changesRequested: approval.changes_requested,
    dismissed: approval.dismissed,
    unattributed: approval.unattributed,
    botsMayApprove: approval.bots_may_approve,
    minPermission: approval.min_permission ?? null,
    maxAgeHours: approval.max_age_hours ?? null,
    ignoreEdited: approval.ignore_edited,
    overrideRoles: approval.override_roles,
  };
}

/** Teams that fill some of these roles, as `@org/slug`. */
export function teamsOf(plan: Plan, roles: readonly string[]): string[] {
  return [...new Set(roles.flatMap((role) => declared(plan, role)?.filter(isTeam) ?? []))];
}

export interface ResolvedRoles {
  roles: Record<string, string[]>;
  delegations: DelegationFact[];
  /** Teams that could not be read, each as a sentence with what to do. */
  unreadable: string[];
}

/**
 * Who fills these roles now: people in the order of the plan, members of teams in their place, delegates last.
 *
 * @param teams what was read of each team that `teamsOf` names
 */
export function resolveRoles(
  plan: Plan,
  wanted: readonly string[],
  teams: ReadonlyMap<string, TeamRead>,
  now: Date,
): ResolvedRoles {
  const roles: Record<string, string[]> = {};
  const delegations: DelegationFact[] = [];
  const unreadable = new Set<string>();
  const away = activeDelegations(plan, now);
  for (const role of new Set(wanted)) {
    const written = declared(plan, role);
    if (!written) continue;
    const people: string[] = [];
    for (const person of written) {
      if (!isTeam(person)) people.push(person);
      else {
        const team = teams.get(person) ?? { state: 'unreadable', reason: 'it was not read' };
        if (team.state === 'found') people.push(...team.members);
        else unreadable.add(teamProblem(person, team));
      }
    }
    const holders = new Set(people.map(loginKey));
    for (const { from, to, roles: only, until } of away) {
      if (!holders.has(loginKey(from)) || (only && !only.includes(role))) continue;
      people.push(to);
      delegations.push({ role, from, to, until });
    }
    roles[role] = unique(people);
  }
  return { roles, delegations, unreadable: [...unreadable] };
}

function declared(plan: Plan, role: string): string[] | undefined {
  return Object.hasOwn(plan.roles, role) ? plan.roles[role] : undefined;
}

function isTeam(person: string): boolean {
  return person.includes('/');
}

function unique(people: readonly string[]): string[] {
  return [...new Map(people.toReversed().map((one) => [loginKey(one), one])).values()].reverse();
}

function teamProblem(team: string, read: Exclude<TeamRead, { state: 'found' }>): string {
  switch (read.state) {
    case 'absent':
      return `The team ${team} does not exist, or Weir may not see it. Correct its name under roles, or let the App see it.`;
    case 'replaced':
      return `The name ${team} now belongs to another team (number ${read.id}, formerly ${read.before}). If that one is meant, write teams: { "${team}": ${read.id} } into the plan.`;
    case 'unreadable':
      return `The members of the team ${team} could not be read: ${read.reason}`;
  }
}

interface ActiveDelegation {
  from: string;
  to: string;
  roles: readonly string[] | undefined;
  /** ISO 8601: the end of the last day. */
  until: string;
}

/** Delegations that hold today, by the calendar of the plan's time zone. */
function activeDelegations(plan: Plan, now: Date): ActiveDelegation[] {
  const zone = plan.phase?.timezone ?? 'UTC';
  const today = dayIn(zone, now);
  return plan.delegations
    .filter(({ since, until }) => (since === undefined || since <= today) && today <= until)
    .map(({ from, to, roles, until }) => ({ from, to, roles, until: endOfDay(until, zone) }));
}

/** The calendar day of an instant, as `2025-07-07`. */
function dayIn(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const { year, month, day } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

const QUARTER_MS = 15 * 60_000;

/**
 * The first quarter of an hour after the day; time zones change at such instants only. Nowhere does a day end
 * before 10:00 UTC.
 */
function endOfDay(day: string, zone: string): string {
  let at = Date.parse(`${day}T10:00:00Z`);
  while (dayIn(zone, new Date(at)) <= day) at += QUARTER_MS;
  return new Date(at).toISOString();
}
