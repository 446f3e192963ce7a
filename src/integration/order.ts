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
  const together = new Set(landNow(base, heads, doubtful, plan));
  const placed = inTurn(base, heads, together, doubtful, plan);
  const upset = new Set(collides.get(base.ref));
  const refs = placed.map(({ ref }) => ref);
  return placed.map((head, at) => {
    const { ref } = head;
    const now = together.has(head);
    const against = collides.get(ref);
    if (!against) return { ref, conflicts_with: [], now, newly_conflicting: [] };
    const later = now ? refs.slice(at + 1) : [];
    const newly = later.filter((one) => against.has(one) && !upset.has(one));
    for (const one of newly) upset.add(one);
    const earlier = [base.ref, ...refs.slice(0, at)];
    const conflicts = earlier.filter((one) => against.has(one));
    return { ref, conflicts_with: conflicts, now, newly_conflicting: newly };
  });
}

/** A head that is to land, and what is weighed: the least goes first. */
interface Candidate {
  head: Head;
  /** Heads that have to land before it and have not. */
  awaited: number;
  /** Heads that it meets, among those placed, and among those to come. */
  met: number;
  blocked: number;
  /** What does not change, from the most important on. */
  upsetsBase: number;
  draft: number;
  urgency: number;
  number: number;
}

/** All heads, each as soon as it is the best of those that are free. */
function inTurn(
  base: Base,
  heads: readonly Head[],
  together: ReadonlySet<Head>,
  doubtful: ReadonlyMap<string, ReadonlySet<string>>,
  plan: Plan | null,
): Head[] {
  const before = predecessors(heads, plan);
  const candidates = new Map(
    heads.map((head): [string, Candidate] => {
      const others = doubtful.get(head.ref);
      const upsetsBase = others?.has(base.ref) ? 1 : 0;
      return [
        head.ref,
        {
          head,
          awaited: before.get(head.ref)?.size ?? 0,
          met: 0,
          blocked: (others?.size ?? 0) - upsetsBase,
          upsetsBase,
          draft: head.pullRequest?.draft ? 1 : 0,
          urgency: urgency(head, plan),
          number: head.pullRequest?.number ?? Number.MAX_SAFE_INTEGER,
        },
      ];
    }),
  );
  const awaiting = new Map<string, Candidate[]>();
  for (const [ref, needed] of before) {
    const candidate = candidates.get(ref);
    if (!candidate) continue;
    for (const one of needed) awaiting.set(one, [...(awaiting.get(one) ?? []), candidate]);
  }
  const rest = new Set(candidates.values());
  const placed: Head[] = [];
  const isFirst = (one: Candidate) => together.has(one.head);
  while (rest.size > 0) {
    let next: Candidate | undefined;
    for (const one of rest) if (!next || precedes(one, next, isFirst)) next = one;
    if (!next) break;
    rest.delete(next);
    placed.push(next.head);
    for (const ref of doubtful.get(next.head.ref) ?? []) {
      const other = candidates.get(ref);
      if (!other) continue;
      other.met += 1;
      other.blocked -= 1;
    }
    for (const one of awaiting.get(next.head.ref) ?? []) one.awaited -= 1;
  }
  return placed;
}

function precedes(one: Candidate, other: Candidate, isFirst: (one: Candidate) => boolean): boolean {
  // Dependencies and containment together may form a circle; then the best of the rest goes on.
  const turn = (it: Candidate) => (it.awaited > 0 ? 2 : isFirst(it) ? 0 : 1);
  const difference =
    turn(one) - turn(other) ||
    one.upsetsBase - other.upsetsBase ||
    one.met - other.met ||
    one.draft - other.draft ||
    one.blocked - other.blocked ||
    other.urgency - one.urgency ||
    one.number - other.number;
  return difference !== 0 ? difference < 0 : one.head.ref < other.head.ref;
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
