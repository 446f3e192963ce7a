import type { Plan } from '../plan/schema.ts';
import type { Base, Head, OrderStep, Pair } from './report.ts';

/**
 * The order in which heads should land: nothing before what it depends on or contains, and as many as
 * possible before the first one that conflicts. Greedy: of the heads that are free to land, take one that
 * meets nothing already placed, and of those the one that blocks the fewest others. What could not be judged
 * is held back like a conflict, but not called one.
 */
export function landingOrder(
  base: Base,
  heads: readonly Head[],
  pairs: readonly Pair[],
  plan: Plan | null,
): OrderStep[] {
  const collides = meetings(pairs, ['conflict']);
  const doubtful = meetings(pairs, ['conflict', 'undetermined']);
  const before = predecessors(heads, plan);
  const rest = new Set(heads);
  const placed: Head[] = [];
  while (rest.size > 0) {
    const waiting = new Set([...rest].map((head) => head.ref));
    const free = [...rest].filter(
      (head) => ![...(before.get(head.ref) ?? [])].some((ref) => waiting.has(ref)),
    );
    // Dependencies and containment together may form a circle; then the best of the rest goes on.
    const next = best(free.length > 0 ? free : [...rest], base, placed, waiting, doubtful);
    if (!next) break;
    placed.push(next);
    rest.delete(next);
  }
  return placed.map((head, at) => ({
    ref: head.ref,
    conflicts_with: [base.ref, ...placed.slice(0, at).map((earlier) => earlier.ref)].filter((ref) =>
      collides.get(head.ref)?.has(ref),
    ),
  }));
}

function best(
  candidates: readonly Head[],
  base: Base,
  placed: readonly Head[],
  waiting: ReadonlySet<string>,
  doubtful: ReadonlyMap<string, ReadonlySet<string>>,
): Head | undefined {
  const weigh = (head: Head) => {
    const others = doubtful.get(head.ref) ?? new Set<string>();
    return [
      others.has(base.ref) ? 1 : 0,
      placed.filter((earlier) => others.has(earlier.ref)).length,
      head.pullRequest?.draft ? 1 : 0,
      [...others].filter((ref) => waiting.has(ref)).length,
      head.pullRequest?.number ?? Number.MAX_SAFE_INTEGER,
    ];
  };
  const weights = new Map(candidates.map((head) => [head, weigh(head)]));
  return [...candidates].sort(
    (x, y) =>
      compare(weights.get(x) ?? [], weights.get(y) ?? []) ||
      (x.ref < y.ref ? -1 : x.ref > y.ref ? 1 : 0),
  )[0];
}

function compare(x: readonly number[], y: readonly number[]): number {
  for (let at = 0; at < x.length; at++) {
    const difference = (x[at] ?? 0) - (y[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** For each ref, the refs (heads or base) that it meets with one of these verdicts. */
function meetings(
  pairs: readonly Pair[],
  verdicts: readonly Pair['verdict'][],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (ref: string, other: string) => {
    const known = found.get(ref) ?? new Set();
    found.set(ref, known.add(other));
  };
  for (const { a, b, verdict } of pairs) {
    if (!verdicts.includes(verdict)) continue;
    add(a, b);
    add(b, a);
  }
  return found;
}

/** For each head, the refs that must land before it: what it contains, and the heads it depends on. */
function predecessors(heads: readonly Head[], plan: Plan | null): Map<string, Set<string>> {
  const byWorkstream = new Map<string, Head[]>();
  for (const head of heads) {
    for (const name of head.assignment?.workstreams ?? []) {
      byWorkstream.set(name, [...(byWorkstream.get(name) ?? []), head]);
    }
  }
  const before = new Map(heads.map((head) => [head.ref, new Set<string>()]));
  for (const head of heads) {
    for (const container of head.containedIn) before.get(container)?.add(head.ref);
    for (const name of head.assignment?.workstreams ?? []) {
      for (const { name: needed } of plan?.workstreams[name]?.depends_on ?? []) {
        for (const other of byWorkstream.get(needed) ?? []) {
          if (other !== head) before.get(head.ref)?.add(other.ref);
        }
      }
    }
  }
  return before;
}
