/** What was answered before, in memory and in the store, so that git is asked for the rest only. */
import type { Oid, Repository } from '../ports.ts';
import type { Recent } from '../recent.ts';
import type { MergeCache } from './store/merges.ts';

/**
 * Answers at hand or in the store, by what was asked.
 *
 * @param holds whether an answer is good for ever; others are left to the store, which knows until when
 * @param least for fewer the store is not asked
 */
export async function recall<K extends string, T>(
  merges: MergeCache,
  repo: Repository,
  atHand: Recent<T>,
  asked: readonly K[],
  keyOf: (one: K) => string,
  read: (json: string) => T,
  weigh: (value: T) => number,
  { holds = () => true, least = 1 }: { holds?: (value: T) => boolean; least?: number } = {},
): Promise<Map<K, T>> {
  const known = new Map<K, T>();
  const unknown: K[] = [];
  for (const one of asked) {
    const value = atHand.get(`${repo.id} ${keyOf(one)}`);
    if (value === undefined) unknown.push(one);
    else known.set(one, value);
  }
  if (unknown.length < least) return known;
  const stored = await merges.get(repo.id, unknown.map(keyOf));
  for (const one of unknown) {
    const json = stored.get(keyOf(one));
    if (json === undefined) continue;
    const value = read(json);
    known.set(one, value);
    if (holds(value)) atHand.set(`${repo.id} ${keyOf(one)}`, value, weigh(value));
  }
  return known;
}

/** Answers that are kept in memory only: git gives them as fast as the store would. */
export async function atHand<T extends object>(
  known: Recent<T>,
  keyOf: (one: Oid) => string,
  asked: readonly Oid[],
  ask: (missing: Oid[]) => Promise<(T | null)[]>,
  weigh: (answer: T) => number,
): Promise<(T | null)[]> {
  const found = new Map<Oid, T | null>();
  for (const one of asked) {
    const answer = known.get(keyOf(one));
    if (answer !== undefined) found.set(one, answer);
  }
  const missing = [...new Set(asked)].filter((one) => !found.has(one));
  const fresh = missing.length === 0 ? [] : await ask(missing);
  for (const [at, one] of missing.entries()) {
    const answer = fresh[at] ?? null;
    found.set(one, answer);
    if (answer === null) continue;
    known.set(keyOf(one), answer, weigh(answer) + 1);
  }
  return asked.map((one) => found.get(one) ?? null);
}
