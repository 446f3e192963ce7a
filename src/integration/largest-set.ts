/**
 * The heaviest set of nodes without a conflict among them that holds, with each node, everything the node needs: a
 * maximum-weight independent set that is closed under predecessors. Exact by branch and bound in each connected part,
 * as far as a budget of steps goes; beyond it the best set that was seen, which begins with a greedy one made better by
 * exchanges. The same question always has the same answer.
 */

/** Nodes are 0 … n-1. */
export interface Question {
  /** Positive; larger is better. */
  weights: readonly number[];
  /** For each node, whom it cannot stand with. Symmetric. */
  conflicts: readonly ReadonlySet<number>[];
  /** For each node, what must be in the set if it is. */
  needs: readonly ReadonlySet<number>[];
}

export interface Answer {
  /** Ascending. */
  nodes: number[];
  /** The search was finished: there is no heavier set. */
  exact: boolean;
}

/** Steps of the search in one connected part; some tens of milliseconds. */
const BUDGET = 20_000;

/** @param budget steps per connected part; 0 leaves it at the greedy answer */
export function largestSet(question: Question, budget = BUDGET): Answer {
  const needs = closure(question.needs);
  const whole: Question = { ...question, needs };
  const possible = question.weights
    .map((_, node) => node)
    .filter((node) => isPossible(whole, node));
  const answers = partsOf(whole, possible).map((part) => search(whole, part, budget));
  return {
    nodes: answers.flatMap(({ nodes }) => nodes).sort((x, y) => x - y),
    exact: answers.every(({ exact }) => exact),
  };
}

/** Everything that each node needs, over any number of steps; a node does not need itself. */
function closure(needs: readonly ReadonlySet<number>[]): Set<number>[] {
  return needs.map((_, node) => {
    const found = new Set<number>();
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const one of needs[next] ?? []) {
        if (one === node || found.has(one)) continue;
        found.add(one);
        open.push(one);
      }
    }
    return found;
  });
}

/** Not what conflicts with something it needs, or needs two that conflict. */
function isPossible({ conflicts, needs }: Question, node: number): boolean {
  const group = [node, ...(needs[node] ?? [])];
  return !group.some((one) => group.some((other) => conflicts[one]?.has(other)));
}

function partsOf({ conflicts, needs }: Question, nodes: readonly number[]): number[][] {
  const among = new Set(nodes);
  const near = new Map(nodes.map((node) => [node, new Set<number>()]));
  for (const node of nodes) {
    for (const other of [...(conflicts[node] ?? []), ...(needs[node] ?? [])]) {
      if (!among.has(other)) continue;
      near.get(node)?.add(other);
      near.get(other)?.add(node);
    }
  }
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (const start of nodes) {
    if (seen.has(start)) continue;
    const part: number[] = [];
    const open = [start];
    seen.add(start);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      part.push(node);
      for (const other of near.get(node) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
    parts.push(part.sort((x, y) => x - y));
  }
  return parts;
}

/** What taking a node means: the nodes that come with it, and those that fall out. */
interface Choice {
  takes: readonly number[];
  drops: readonly number[];
}

function choicesOf({ conflicts, needs }: Question, part: readonly number[]): Map<number, Choice> {
  const dependents = new Map<number, number[]>(part.map((node) => [node, []]));
  for (const node of part) {
    for (const need of needs[node] ?? []) dependents.get(need)?.push(node);
  }
  return new Map(
    part.map((node) => {
      const takes = [node, ...(needs[node] ?? [])];
      const hit = new Set(takes.flatMap((one) => [...(conflicts[one] ?? [])]));
      const drops = new Set([...hit].flatMap((one) => [one, ...(dependents.get(one) ?? [])]));
      return [node, { takes, drops: [...drops] }];
    }),
  );
}

function search(question: Question, part: readonly number[], budget: number): Answer {
  const weight = (node: number) => question.weights[node] ?? 0;
  const total = (nodes: Iterable<number>) => [...nodes].reduce((sum, one) => sum + weight(one), 0);
  const choices = choicesOf(question, part);
  const dependents = (node: number) =>
    part.filter((other) => other === node || question.needs[other]?.has(node));
  let best = improved(question, choices, greedy(question, part, choices), part);
  let most = total(best);
  let steps = 0;

  /** `open` can still be taken or left; `taken` is fixed. False when the budget is used up. */
  const branch = (taken: readonly number[], open: readonly number[], sum: number): boolean => {
    steps += 1;
    if (steps > budget) return false;
    if (sum > most) {
      most = sum;
      best = new Set(taken);
    }
    if (open.length === 0 || sum + bound(question, open) <= most) return true;
    const among = new Set(open);
    const degree = (node: number) =>
      (choices.get(node)?.drops ?? []).filter((one) => among.has(one)).length;
    const ranked = open.map((node) => ({ node, degree: degree(node) }));
    const [pick] = ranked.sort((x, y) => y.degree - x.degree || weight(y.node) - weight(x.node));
    if (!pick) return true;
    if (pick.degree === 0) {
      // Nothing that is left conflicts with anything that is left.
      return branch([...taken, ...open], [], sum + total(open));
    }
    const { takes, drops } = choices.get(pick.node) as Choice;
    const coming = takes.filter((one) => among.has(one));
    const gone = new Set([...takes, ...drops]);
    const rest = open.filter((one) => !gone.has(one));
    if (!branch([...taken, ...coming], rest, sum + total(coming))) return false;
    const without = new Set(dependents(pick.node));
    return branch(
      taken,
      open.filter((one) => !without.has(one)),
      sum,
    );
  };
  const exact = branch([], part, 0);
  return { nodes: [...best], exact };
}

/** More than any choice among these can weigh: of nodes that all conflict with each other, one counts. */
function bound({ weights, conflicts }: Question, open: readonly number[]): number {
  const cliques: number[][] = [];
  let sum = 0;
  for (const node of [...open].sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0))) {
    const clique = cliques.find((one) => one.every((other) => conflicts[node]?.has(other)));
    if (clique) clique.push(node);
    else {
      cliques.push([node]);
      sum += weights[node] ?? 0;
    }
  }
  return sum;
}

/** Takes again and again what brings the most for the least that falls out. */
function greedy(
  { weights }: Question,
  part: readonly number[],
  choices: ReadonlyMap<number, Choice>,
): Set<number> {
  const taken = new Set<number>();
  const open = new Set(part);
  const sum = (nodes: readonly number[]) =>
    nodes.reduce((all, one) => all + (open.has(one) ? (weights[one] ?? 0) : 0), 0);
  while (open.size > 0) {
    let next: number | undefined;
    let worth = Number.NEGATIVE_INFINITY;
    for (const node of open) {
      const { takes, drops } = choices.get(node) as Choice;
      const value = sum(takes) - sum(drops);
      if (value > worth) [next, worth] = [node, value];
    }
    if (next === undefined) break;
    const { takes, drops } = choices.get(next) as Choice;
    for (const one of takes) taken.add(one);
    for (const one of [...takes, ...drops]) open.delete(one);
  }
  return taken;
}

/** Takes in what is out, at the price of what that drops, and fills up again, as long as the set gets heavier. */
function improved(
  question: Question,
  choices: ReadonlyMap<number, Choice>,
  start: Set<number>,
  part: readonly number[],
): Set<number> {
  const weight = (nodes: Iterable<number>) =>
    [...nodes].reduce((sum, one) => sum + (question.weights[one] ?? 0), 0);
  const fits = (set: ReadonlySet<number>, node: number) =>
    !set.has(node) && !(choices.get(node)?.drops ?? []).some((one) => set.has(one));
  let best = start;
  for (let again = true; again; ) {
    again = false;
    for (const node of part) {
      if (best.has(node)) continue;
      const { takes, drops } = choices.get(node) as Choice;
      const next = new Set([...best].filter((one) => !drops.includes(one)));
      for (const one of takes) next.add(one);
      for (const other of part) {
        if (!fits(next, other)) continue;
        for (const one of choices.get(other)?.takes ?? []) next.add(one);
      }
      if (weight(next) > weight(best)) [best, again] = [next, true];
    }
  }
  return best;
}
