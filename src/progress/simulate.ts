/**
 * When things will be finished, by drawing weeks from the past: a bootstrap. Each simulated future first draws how
 * much to trust each past week (Bayesian bootstrap: weights of a flat Dirichlet distribution), since few weeks tell
 * the pace only roughly; then it draws week after week by these weights until nothing remains. Pure.
 */
import { createChance, seedOf } from './chance.ts';

// Looked up once: the innermost loops call them millions of times.
const { log, max, min } = Math;

/** One thing to finish. */
export interface Stream {
  name: string;
  /** Tasks that remain. */
  remaining: number;
  /** Tasks that were finished in each past week, weeks without any included. */
  weeks: readonly number[];
  /** Names of streams that must be finished first; names that are no stream are taken for finished. */
  after: readonly string[];
  /** Nothing is done before those are finished; otherwise it goes on beside them, but cannot end earlier. */
  waits: boolean;
}

/** Simulated futures, where nobody asks for fewer. */
export const RUNS = 1000;
/** A future that takes longer than this ends here. */
export const MOST_WEEKS = 520;

/**
 * For each stream the weeks from now until it is finished, one number for each simulated future. Futures of different
 * streams go together by their index. The same input gives the same output, and with more tasks no future ends
 * earlier: what is drawn does not depend on what remains.
 */
export function simulate(
  streams: readonly Stream[],
  seed: number,
  runs = RUNS,
): Map<string, number[]> {
  const ends = new Map<string, number[]>();
  for (const stream of inOrder(streams)) {
    const base = createChance(seedOf(`${seed} ${stream.name}`));
    const before = stream.after.flatMap((name) => ends.get(name) ?? []);
    const count = before.length / runs;
    const own = Array.from({ length: runs }, (_, run) => {
      let start = 0;
      // The futures of each prerequisite stand one after the other.
      for (let each = 0; each < count; each += 1)
        start = max(start, before[each * runs + run] ?? 0);
      const chance = createChance(base() * 2 ** 32);
      const weeks = duration(stream, chance);
      return min(MOST_WEEKS, stream.waits ? start + weeks : max(start, weeks));
    });
    ends.set(stream.name, own);
  }
  return ends;
}

/** Streams after those they depend on; where they wait for each other, as they stand. */
function inOrder(streams: readonly Stream[]): Stream[] {
  const left = new Map(streams.map((stream) => [stream.name, stream]));
  const ordered: Stream[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ after }) => !after.some((name) => left.has(name)));
    const next = free.length > 0 ? free : [...left.values()];
    for (const stream of next) {
      left.delete(stream.name);
      ordered.push(stream);
    }
  }
  return ordered;
}

/** Weeks until nothing remains; the last one counts by the share of it that was needed. */
function duration({ remaining, weeks }: Stream, chance: () => number): number {
  if (remaining <= 0) return 0;
  const trusted = cumulative(weeks.map(() => -log(1 - chance())));
  let done = 0;
  for (let week = 0; week < MOST_WEEKS; week += 1) {
    const finished = weeks[pick(trusted, chance())] ?? 0;
    if (done + finished >= remaining) return week + (remaining - done) / finished;
    done += finished;
  }
  return MOST_WEEKS;
}

function cumulative(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

function pick(sums: readonly number[], share: number): number {
  const at = share * (sums.at(-1) ?? 0);
  const found = sums.findIndex((sum) => at < sum);
  return found < 0 ? sums.length - 1 : found;
}

/** The value that `share` of 1 of the futures do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
