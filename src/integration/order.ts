import type { Plan } from '../plan/schema.ts';
import { largestSet } from './largest-set.ts';
import { isWaiting } from './meetings.ts';
import type { Base, Finding, Head, OrderStep, Pair } from './report.ts';

/**
 * The order in which heads should land: nothing before what it depends on or contains. First the largest set that can
 * land together now (no two of it collide, in text or otherwise, none is a draft, breaks the plan file or waits for
 * something that nobody has opened; of sets equally large, the one of higher priority, then that of the larger changes, since a small one is rebased
 * with less work). Then the rest, greedily: of the heads that are free to land, one that meets the fewest already placed, and of
 * those the one that blocks the fewest others. What could not be judged is held back like a conflict, but not called one.
 */
export function landingOrder(
  base: Base,
  heads: readonly Head[],
  pairs: readonly Pair[],
  plan: Plan | null,
): OrderStep[] {
  const collides = meetings(pairs, ({ verdict }) => verdict === 'conflict');
  const doubtful = meetings(pairs, (pair) => pair.verdict !== 'clean' || pair.findings.some(fails));
  const before = predecessors(heads, plan);
  const together = new Set(landNow(base, heads, doubtful, plan));
  const rest = new Set(heads);
  const placed: Head[] = [];
  const done = new Set<string>();
  while (rest.size > 0) {
    const waiting = new Set([...rest].map((head) => head.ref));
    const free = [...rest].filter(
      (head) => ![...(before.get(head.ref) ?? [])].some((ref) => waiting.has(ref)),
    );
    const first = free.filter((head) => together.has(head));
    // Dependencies and containment together may form a circle; then the best of the rest goes on.
    const among = first.length > 0 ? first : free.length > 0 ? free : [...rest];
    const next = best(among, base, done, waiting, doubtful, plan);
    if (!next) break;
    placed.push(next);
    done.add(next.ref);
    rest.delete(next);
  }
  const upset = new Set(collides.get(base.ref));
  return placed.map((head, at) => {
    const against = collides.get(head.ref) ?? new Set();
    const later = placed.slice(at + 1).map(({ ref }) => ref);
    const newly = together.has(head)
      ? later.filter((ref) => against.has(ref) && !upset.has(ref))
      : [];
    for (const ref of newly) upset.add(ref);
    return {
      ref: head.ref,
      conflicts_with: [base.ref, ...placed.slice(0, at).map(({ ref }) => ref)].filter((ref) =>
        against.has(ref),
      ),
      now: together.has(head),
      newly_conflicting: newly,
    };
  });
}

/** The largest set of heads that can all land now, one after the other, without anybody resolving anything. */
function landNow(
  base: Base,
  heads: readonly Head[],
  doubtful: ReadonlyMap<string, ReadonlySet<string>>,
  plan: Plan | null,
): Head[] {
  const required = dependencies(heads, plan, 'required');
  const at = new Map(heads.map(({ ref }, index) => [ref, index]));
  const among = (refs: ReadonlySet<string> | undefined) =>
    new Set([...(refs ?? [])].flatMap((ref) => at.get(ref) ?? []));
  const isReady = (head: Head) =>
    !head.pullRequest?.draft &&
    head.planFault === undefined &&
    !doubtful.get(head.ref)?.has(base.ref) &&
    !(head.waitsFor ?? []).some(
      ({ declared, optional, open }) => !optional && !declared && open.length === 0,
    );
  const conflicts = heads.map(({ ref }) => among(doubtful.get(ref)));
  for (const [index, head] of heads.entries()) {
    // Conflicting with itself, it is in no set, and neither is what needs it.
    if (!isReady(head)) conflicts[index]?.add(index);
  }
  const { nodes } = largestSet({
    weights: heads.map((head) => worth(head, plan)),
    conflicts,
    // What a head contains comes along with it.
    needs: heads.map(({ ref }) => {
      const comes = heads.filter(({ containedIn }) => containedIn.includes(ref));
      const needed = among(required.get(ref));
      for (const one of comes) needed.delete(at.get(one.ref) ?? -1);
      return needed;
    }),
  });
  return nodes.flatMap((index) => heads[index] ?? []);
}

/**
 * One more head outweighs the priorities of all, and any priority the size of all changes together, for up to a thousand
 * heads; sums stay whole numbers.
 */
export function worth(head: Head, plan: Plan | null): number {
  return 1e12 + urgency(head, plan) * 1e7 + Math.min(head.changedFiles ?? 0, 4_000);
}

function urgency(head: Head, plan: Plan | null): number {
  const steps = { high: 3, medium: 2, low: 1 } as const;
  const own = head.assignment?.workstreams.flatMap(
    (name) => plan?.workstreams[name]?.priority ?? [],
  );
  return Math.max(0, ...(own ?? []).map((priority) => steps[priority]));
}

function best(
  candidates: readonly Head[],
  base: Base,
  placed: ReadonlySet<string>,
  waiting: ReadonlySet<string>,
  doubtful: ReadonlyMap<string, ReadonlySet<string>>,
  plan: Plan | null,
): Head | undefined {
  const weigh = (head: Head) => {
    const others = doubtful.get(head.ref) ?? new Set<string>();
    return [
      others.has(base.ref) ? 1 : 0,
      [...others].filter((ref) => placed.has(ref)).length,
      head.pullRequest?.draft ? 1 : 0,
      [...others].filter((ref) => waiting.has(ref)).length,
      -urgency(head, plan),
      head.pullRequest?.number ?? Number.MAX_SAFE_INTEGER,
    ];
  };
  let found: { head: Head; weights: number[] } | undefined;
  for (const head of candidates) {
    const weights = weigh(head);
    const difference = found ? compare(weights, found.weights) : -1;
    if (difference < 0 || (difference === 0 && found && head.ref < found.head.ref)) {
      found = { head, weights };
    }
  }
  return found?.head;
}

function compare(x: readonly number[], y: readonly number[]): number {
  for (let at = 0; at < x.length; at++) {
    const difference = (x[at] ?? 0) - (y[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether two that merge must not land together as they are. Who waits for whom is told by the plan itself. */
function fails(finding: Finding): boolean {
  return finding.severity === 'fail' && !isWaiting(finding);
}

/** For each ref, the refs (heads or base) that it meets so. */
function meetings(
  pairs: readonly Pair[],
  isMeant: (pair: Pair) => boolean,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (ref: string, other: string) => {
    const known = found.get(ref) ?? new Set();
    found.set(ref, known.add(other));
  };
  for (const pair of pairs) {
    if (!isMeant(pair)) continue;
    const { a, b } = pair;
    add(a, b);
    add(b, a);
  }
  return found;
}

/** For each head, the refs that land before it: what it contains, and the heads it depends on. */
function predecessors(heads: readonly Head[], plan: Plan | null): Map<string, Set<string>> {
  const before = dependencies(heads, plan, 'all');
  for (const head of heads) {
    for (const container of head.containedIn) before.get(container)?.add(head.ref);
  }
  return before;
}

/** For each head, the heads of the workstreams that its own depend on. */
function dependencies(
  heads: readonly Head[],
  plan: Plan | null,
  which: 'all' | 'required',
): Map<string, Set<string>> {
  const byWorkstream = new Map<string, Head[]>();
  for (const head of heads) {
    for (const name of head.assignment?.workstreams ?? []) {
      byWorkstream.set(name, [...(byWorkstream.get(name) ?? []), head]);
    }
  }
  return new Map(
    heads.map((head) => {
      const needed = (head.assignment?.workstreams ?? [])
        .flatMap((name) => plan?.workstreams[name]?.depends_on ?? [])
        .filter(({ optional }) => which === 'all' || !optional)
        .flatMap(({ name }) => byWorkstream.get(name) ?? [])
        .filter((other) => other !== head);
      return [head.ref, new Set(needed.map(({ ref }) => ref))];
    }),
  );
}
