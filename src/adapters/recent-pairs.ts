/** Pairs of names that were noted lately. */
import type { QuietPairs } from '../ports.ts';

/** More names than this are numbered anew; a product of two of them is exact. */
const MOST_NAMES = 2 ** 20;

/** @param limit of pairs; when there are more, all are forgotten, and whoever asks begins anew. A pair takes some 40 bytes. */
export function recentPairs(limit: number): QuietPairs {
  const numbers = new Map<string, number>();
  const pairs = new Set<number>();
  const keyOf = (one: number, other: number) => one * MOST_NAMES + other;
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  return {
    has(one, other) {
      const [a, b] = [numbers.get(one), numbers.get(other)];
      return a !== undefined && b !== undefined && pairs.has(keyOf(a, b));
    },
    add(one, other) {
      if (pairs.size >= limit || numbers.size > MOST_NAMES - 2) {
        numbers.clear();
        pairs.clear();
      }
      pairs.add(keyOf(numberOf(one), numberOf(other)));
    },
  };
}
