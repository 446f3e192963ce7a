/** Whom to ask for a review. Pure. */
import type { ReviewRequests } from '../ports.ts';
import { evaluate } from './evaluate.ts';
import type { ApprovalFacts } from './facts.ts';
import type { JudgedPull } from './report.ts';

/** Open pull requests that wait for a person's review, by login in lower case. */
export type ReviewLoad = ReadonlyMap<string, number>;

const key = (user: string) => user.toLowerCase();

/** Counts who is asked how often. */
export function reviewLoad(asked: Iterable<readonly string[]>): ReviewLoad {
  const load = new Map<string, number>();
  for (const users of asked) {
    for (const user of users) load.set(key(user), (load.get(key(user)) ?? 0) + 1);
  }
  return load;
}

/**
 * The people of all roles in the order in which they should be asked: who is asked already, then who has the
 * least to review, as the roles name them; `last` come last.
 */
export function preference(
  { roles }: Pick<ApprovalFacts, 'roles'>,
  asked: readonly string[],
  load: ReviewLoad,
  last: ReadonlySet<string> = new Set(),
): string[] {
  const waiting = new Set(asked.map(key));
  const group = (user: string) => (waiting.has(key(user)) ? 0 : last.has(key(user)) ? 2 : 1);
  const loadOf = (user: string) => load.get(key(user)) ?? 0;
  const people = [
    ...new Map(
      Object.values(roles)
        .flat()
        .map((user) => [key(user), user]),
    ).values(),
  ];
  return people.sort((a, b) => group(a) - group(b) || loadOf(a) - loadOf(b));
}

/**
 * Whom to ask in addition, so that all who are asked could complete it: the fewest people, with the least
 * reviews to give already. Nobody twice, nobody whose request was taken back, and nobody for a role that a team
 * which is asked can fill.
 */
export function whomToAsk(pull: JudgedPull, before: ReviewRequests, load: ReviewLoad): string[] {
  const { draft, result, facts, asked } = pull;
  if (draft || result.state !== 'pending') return [];
  const waiting = new Set(asked.map(key));
  const never = new Set([...before.asked, ...before.removed].map(key));
  const complete = evaluate(facts, preference(facts, asked, load, never)).completeWith ?? [];
  return complete
    .filter(({ user }) => !waiting.has(key(user)) && !never.has(key(user)))
    .filter(({ roles }) => !roles.every((role) => teamIsAsked(pull, role)))
    .map(({ user }) => user);
}

function teamIsAsked({ required, asked }: JudgedPull, role: string): boolean {
  const teams = new Set(asked.filter((who) => who.includes('/')).map(key));
  return required.some(
    (each) => each.role === role && each.filledBy.some((who) => teams.has(key(who))),
  );
}
