/** What a head waits for: the workstreams that its own depends on and that have not landed on the target yet. */

import { type MergedWorkstreams, wantsProof } from '../plan/gather-merged.ts';
import type { Dependency, Plan } from '../plan/schema.ts';
import { dependencyState, isDone } from '../plan/standing.ts';
import type { Base, Head, Waiting } from './report.ts';

/** Everything that a head waits for, required before optional, in the order of the plan. */
export function waitingFor(
  head: Head,
  base: Base,
  heads: readonly Head[],
  plan: Plan | null,
  merged: MergedWorkstreams | null = null,
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
    const standing = standingOf(name, base, heads, plan, merged);
    if (standing === 'done') return [];
    const declared = standing === 'declared';
    const own = declared ? [] : standing;
    // What comes along with this head needs no landing of its own.
    const open = own.filter((other) => !other.containedIn.includes(head.ref));
    if (own.length > 0 && open.length === 0) return [];
    const [status, next] = [plan.workstreams[name]?.status ?? null, waitsNext(name, plan)];
    const external = Object.hasOwn(plan.external, name);
    return [
      {
        name,
        optional,
        external,
        ...(declared ? { declared } : {}),
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
 * `done`, `declared` where nothing but the plan's words say so, or the heads that still have to land; none where nobody
 * has opened one. An external one is done when the plan marks it so. A branch that the target contains proves nothing:
 * a branch that was never worked on is contained, too.
 */
function standingOf(
  name: string,
  base: Base,
  heads: readonly Head[],
  plan: Plan,
  merged: MergedWorkstreams | null,
): 'done' | 'declared' | Head[] {
  const external = Object.hasOwn(plan.external, name) ? plan.external[name] : undefined;
  if (external) return external.done ? 'done' : [];
  const own = heads.filter(
    ({ assignment, containedIn }) =>
      assignment?.workstreams.includes(name) && !containedIn.includes(base.ref),
  );
  const workstream = plan.workstreams[name];
  const state = dependencyState({
    status: workstream?.status,
    open: own.length > 0,
    merged: merged?.names.has(name) ? true : merged?.whole ? false : null,
    // What tasks want proved is looked at elsewhere.
    wanting: workstream && !wantsProof(workstream) ? false : null,
  });
  return state === 'open' ? own : state;
}

/** What the dependency itself requires and the plan does not call done: one step further. */
function waitsNext(name: string, plan: Plan): string[] {
  return (plan.workstreams[name]?.depends_on ?? []).flatMap((one) => {
    const done = plan.external[one.name]?.done || isDone(plan.workstreams[one.name]?.status);
    return one.optional || done ? [] : [one.name];
  });
}
