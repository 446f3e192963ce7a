/** Reads what commits meet that are brought into other branches than the target, too. */
import type { Deps, Oid } from '../ports.ts';
import { forecast } from './forecast.ts';
import type { Facts } from './gather.ts';
import type { OtherTarget } from './render.ts';

/** By commit: open PRs that bring a judged commit into a branch which is otherwise none of our business. */
export async function otherTargets(facts: Facts, deps: Deps): Promise<Map<Oid, OtherTarget[]>> {
  const { repo, heads, plan } = facts;
  const commits = new Set(heads.map(({ oid }) => oid));
  const judged = new Set(heads.map(({ pullRequest }) => pullRequest?.number));
  const others = facts.pullRequests.flatMap((head) =>
    head.pullRequest && commits.has(head.oid) && !judged.has(head.pullRequest.number)
      ? [{ head, ...head.pullRequest }]
      : [],
  );
  const tips = await deps.forge.branches(repo, [...new Set(others.map(({ base }) => base))]);
  if (tips.size > 0) await deps.git.fetch(repo, [...tips.values()]);
  const found = new Map<Oid, OtherTarget[]>();
  for (const { head, number, base } of others) {
    // A branch that is gone has no commit of this name: the merge comes out as undetermined.
    const onto = { ref: base, oid: tips.get(base) ?? 'gone' };
    const input = { repo, base: onto, heads: [head], plan, pairs: 'direct' as const };
    const [pair] = (await forecast({ ...input, squashOnly: false }, deps.git)).pairs;
    if (pair) found.set(head.oid, [...(found.get(head.oid) ?? []), { number, base, pair }]);
  }
  return found;
}
