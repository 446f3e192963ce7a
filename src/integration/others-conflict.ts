/** Conflicts of two heads that are one head's alone: it does not merge with the base, and the other has no part in it. */
import { isTextual, pathsOf } from './meetings.ts';
import type { Pair } from './report.ts';

/**
 * Adds `onlyOf` where a pair was merged as it is, since the one head does not merge with the base, and collides only in
 * files that the other has not changed. There the other brings nothing but what it has from the base, older or newer: its
 * landing leaves these files as they are, so whoever owns it has nothing to settle. What the two have between them beside
 * shows when the one has followed the base.
 *
 * @param base its ref
 * @param changedBy files that a head has changed since it left the base; null where git could not list them
 */
export function withOwners(
  pairs: readonly Pair[],
  base: string,
  changedBy: (ref: string) => readonly string[] | null,
): Pair[] {
  const withBase = new Map(pairs.flatMap((pair) => (pair.a === base ? [[pair.b, pair]] : [])));
  const isOnlyOf = (pair: Pair, owner: string, other: string): boolean => {
    const own = changedBy(other);
    const [one, two] = [withBase.get(owner)?.verdict, withBase.get(other)?.verdict];
    if (one !== 'conflict' || two !== 'clean' || own === null) return false;
    const files = pathsOf(pair);
    const changed = new Set(own);
    return files.length > 0 && files.every((path) => !changed.has(path));
  };
  return pairs.map((pair) => {
    const { a, b, basis, verdict, findings } = pair;
    if (a === base || basis !== 'direct' || verdict !== 'conflict') return pair;
    if (!findings.every(isTextual)) return pair;
    const owner = isOnlyOf(pair, a, b) ? a : isOnlyOf(pair, b, a) ? b : null;
    return owner === null ? pair : { ...pair, onlyOf: owner };
  });
}
