/** What a head waits for: the workstreams that its own depends on and that have not landed on the target yet. */

import type { Dependency, Plan } from '../plan/schema.ts';
import { isDone } from '../plan/standing.ts';
import type { Base, Head, Waiting } from './report.ts';

/** Everything that a head waits for, required before optional, in the order of the plan. */
export function waitingFor(
  head: Head,
  base: Base,
  heads: readonly Head[],
  plan: Plan | null,
): Waiting[] {
  if (!plan || head.containedIn.includes(base.ref)) return [];
  const own = new Set(head.assignment?.workstreams ?? []);
  const needed = new Map<string, Dependency>();
  for (const name of own) {
    for (const one of plan.workstreams[name]?.depends_on ?? []) {
      if (own.has(one.name)) continue;
      const known = needed.get(one.name);
      if (!known || known.optional) needed.set(one.name, one);
    }
  }
  const found = [...needed.values()].flatMap(({ name, optional }): Waiting[] => {
    const standing = standingOf(name, base, heads, plan);
    if (standing === 'done') return [];
    // What comes along with this head needs no landing of its own.
    const open = standing.filter((other) => !other.containedIn.includes(head.ref));
    if (standing.length > 0 && open.length === 0) return [];
    const [status, next] = [plan.workstreams[name]?.status ?? null, waitsNext(name, plan)];
    const external = Object.hasOwn(plan.external, name);
    return [
      {
        name,
        optional,
        external,
        open: open.map(({ ref }) => ref),
        status,
        needs: next,
        integrated: 0,
        of: 0,
      },
    ];
  });
  const [of, integrated] = [needed.size, needed.size - found.length];
  return found
    .map((one) => ({ ...one, integrated, of }))
    .sort((x, y) => Number(x.optional) - Number(y.optional));
}

/**
 * `done`, or the heads that still have to land; none where nobody has opened one. A workstream is done when the plan
 * says so and nothing of it is open, or when an external one is marked as done. A branch that the target contains
 * proves nothing: a branch that was never worked on is contained, too.
 */
function standingOf(name: string, base: Base, heads: readonly Head[], plan: Plan): 'done' | Head[] {
  const external = Object.hasOwn(plan.external, name) ? plan.external[name] : undefined;
  if (external) return external.done ? 'done' : [];
  if (isDone(plan.workstreams[name]?.status)) return 'done';
  return heads.filter(
    ({ assignment, containedIn }) =>
      assignment?.workstreams.includes(name) && !containedIn.includes(base.ref),
  );
}

/** What the dependency itself requires and the plan does not call done: one step further. */
function waitsNext(name: string, plan: Plan): string[] {
  return (plan.workstreams[name]?.depends_on ?? []).flatMap((one) => {
    const done = plan.external[one.name]?.done || isDone(plan.workstreams[one.name]?.status);
    return one.optional || done ? [] : [one.name];
  });
}
