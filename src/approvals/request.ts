/** Whom to ask for a review. Pure. */
import type { ReviewRequests } from '../ports.ts';
import type { JudgedPull } from './report.ts';

/**
 * The fewest people to ask, with the least reviews to give already; nobody while somebody who is asked can
 * still fill each open role, nobody twice, and nobody whose request was taken back.
 *
 * @param load open pull requests that wait for a person, by login in lower case
 */
export function whomToAsk(
  { draft, result, asked }: JudgedPull,
  before: ReviewRequests,
  load: ReadonlyMap<string, number>,
): string[] {
  if (draft || result.state !== 'pending' || result.completeWith === null) return [];
  const key = (user: string) => user.toLowerCase();
  const waiting = new Set(asked.map(key));
  // Members of a team that is asked are not told apart from others: then somebody was asked.
  if (asked.some((who) => who.includes('/'))) return [];
  const never = new Set([...before.asked, ...before.removed].map(key));
  const chosen = new Set<string>();
  const users: string[] = [];
  for (const role of result.roles.filter(({ satisfied }) => !satisfied)) {
    let open = role.needed - role.have;
    for (const user of role.candidates) {
      if (open > 0 && waiting.has(key(user)) && !chosen.has(key(user))) {
        chosen.add(key(user));
        open--;
      }
    }
    const free = role.candidates
      .filter((user) => !waiting.has(key(user)) && !chosen.has(key(user)) && !never.has(key(user)))
      .sort((a, b) => (load.get(key(a)) ?? 0) - (load.get(key(b)) ?? 0));
    for (const user of free.slice(0, Math.max(0, open))) {
      chosen.add(key(user));
      users.push(user);
    }
  }
  return users;
}
