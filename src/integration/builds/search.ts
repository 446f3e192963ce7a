/**
 * Who makes a combination red. The search asks for combinations until it knows; it is run again from the start with
 * every new answer, so that nothing but the answers has to be remembered.
 */
import type { Trial, TrialHead } from '../../ports.ts';

/** A combination whose checks have to be known, heads by position. */
export interface Question {
  heads: number[];
  why: 'all' | 'half' | 'alone' | 'again' | 'rest';
}

export interface Verdict {
  /** Smallest red combinations, each seen red twice. Of one with several heads any can land, but not all of them. */
  culprits: number[][];
  /** Heads whose combination is green; empty when none was shown to be. */
  green: number[];
  /** At least one more culprit is among these. */
  suspects: number[];
  /** A combination that was red and then green, with the same commits. */
  flaky: number[];
  /** Why there is more to find out than was found out. */
  open: 'limit' | 'undetermined' | 'flaky' | null;
}

export type Search = { ask: Question } | { verdict: Verdict };

type Answer = 'green' | 'red' | 'undetermined';
type Asking<T> = Generator<Question & { suspects: number[] }, T, Answer>;

/**
 * What to try next, or the verdict. More heads are taken to make a green combination red, but never a red one green;
 * what follows from that is not tried. A head brings those that it contains.
 *
 * @param trials in the order of their pushes, all with a result
 * @param most pushes in all
 */
export function searchCulprits(
  heads: readonly TrialHead[],
  trials: readonly Trial[],
  most: number,
): Search {
  const known = answersOf(trials);
  const search = findAll(heads);
  let said = search.next();
  let culprits: number[][] = [];
  for (;;) {
    if (said.done) return { verdict: said.value };
    const { suspects, ...question } = said.value;
    const asked = { ...question, heads: withContained(question.heads, heads) };
    const answer = known(asked);
    if (answer === null) {
      if (trials.length < most) return { ask: asked };
      return { verdict: { culprits, green: [], suspects, flaky: [], open: 'limit' } };
    }
    if (asked.why === 'again' && answer === 'red') culprits = [...culprits, question.heads];
    said = search.next(answer);
  }
}

/** Culprits one after the other: each found takes its last head out, until the rest is green. */
function* findAll(heads: readonly TrialHead[]): Asking<Verdict> {
  const culprits: number[][] = [];
  let rest = heads.map((_, at) => at);
  const ended = (over: Partial<Verdict>): Verdict => ({
    culprits,
    green: [],
    suspects: [],
    flaky: [],
    open: null,
    ...over,
  });
  while (rest.length > 0) {
    const why = culprits.length === 0 ? 'all' : 'rest';
    const first = yield { heads: rest, why, suspects: culprits.length === 0 ? [] : rest };
    if (first === 'green') return ended({ green: rest });
    if (first === 'undetermined') {
      return ended({ suspects: culprits.length === 0 ? [] : rest, open: 'undetermined' });
    }
    const found = yield* findOne(rest);
    if ('suspects' in found) return ended({ suspects: found.suspects, open: 'undetermined' });
    const again = yield { heads: found.culprit, why: 'again', suspects: found.culprit };
    if (again === 'green') return ended({ flaky: found.culprit, open: 'flaky' });
    if (again === 'undetermined') return ended({ suspects: found.culprit, open: 'undetermined' });
    culprits.push(found.culprit);
    const blamed = found.culprit.at(-1) as number;
    rest = rest.filter((at) => at !== blamed && !heads[at]?.contains.includes(blamed));
  }
  return ended({});
}

/**
 * A smallest red combination out of a red one: the shortest red beginning of the order ends with a head that is
 * needed; with that one fixed, the shortest beginning that is still red ends with the next, until those fixed are
 * red by themselves.
 */
function* findOne(red: readonly number[]): Asking<{ culprit: number[] } | { suspects: number[] }> {
  let fixed: number[] = [];
  let range = [...red];
  for (;;) {
    if (fixed.length > 0) {
      const alone = yield { heads: fixed, why: 'alone', suspects: [...range, ...fixed] };
      if (alone === 'red') return { culprit: fixed };
      if (alone === 'undetermined') return { suspects: [...range, ...fixed] };
    }
    // Without any of the range it is not red, with all of it it is.
    let low = 0;
    let high = range.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      const suspects = [...range.slice(fixed.length === 0 ? low : 0, high), ...fixed];
      const half = yield { heads: [...range.slice(0, middle), ...fixed], why: 'half', suspects };
      if (half === 'undetermined') return { suspects };
      if (half === 'red') high = middle;
      else low = middle;
    }
    const needed = range[high - 1];
    // Answers that contradict each other: what is left is as far as they lead.
    if (needed === undefined) return { culprit: fixed };
    fixed = [needed, ...fixed];
    range = range.slice(0, high - 1);
  }
}

/** What is known of a combination: its own first result, what follows from others, and for `again` only its second. */
function answersOf(trials: readonly Trial[]): (question: Question) => Answer | null {
  const results = new Map<string, Answer[]>();
  for (const { heads, result } of trials) {
    if (!result) continue;
    const key = heads.join(' ');
    results.set(key, [...(results.get(key) ?? []), result.state]);
  }
  const seen = [...results].map(([key, answers]) => ({
    heads: new Set(key === '' ? [] : key.split(' ').map(Number)),
    answer: answers[0] as Answer,
  }));
  return ({ heads, why }) => {
    const own = results.get(heads.join(' ')) ?? [];
    if (why === 'again' && own[0] !== 'green') return own[1] ?? null;
    if (own[0] !== undefined) return own[0];
    const asked = new Set(heads);
    const red = seen.some((one) => one.answer === 'red' && isWithin(one.heads, asked));
    const green = seen.some((one) => one.answer === 'green' && isWithin(asked, one.heads));
    return red === green ? null : red ? 'red' : 'green';
  };
}

/** A head cannot be merged without what it contains. */
function withContained(positions: readonly number[], heads: readonly TrialHead[]): number[] {
  const all = positions.flatMap((at) => [at, ...(heads[at]?.contains ?? [])]);
  return [...new Set(all)].sort((a, b) => a - b);
}

function isWithin(some: ReadonlySet<number>, all: ReadonlySet<number>): boolean {
  return [...some].every((one) => all.has(one));
}
