/** Trouble of two heads that is one head's alone, so that the other has nothing to settle: a conflict, or that nobody can tell. */
import { isTextual, pathsOf } from './meetings.ts';
import type { Pair } from './report.ts';

/**
 * Adds `onlyOf` to pairs of heads of which one does not merge with the base, or of which nobody can tell whether it does.
 *
 * - A conflict, where both were merged as they are and collide only in files that the other has not changed. There the
 *   other brings nothing but what it has from the base, older or newer: its landing leaves these files as they are, so
 *   whoever owns it has nothing to settle. What the two have between them beside shows when the one has followed the base.
 * - No answer, where none could be had about the one head and the base either, but about the other head and the base.
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
  const verdictOf = (ref: string) => withBase.get(ref)?.verdict;
  const collidesAlone = (pair: Pair, owner: string, other: string): boolean => {
    const own = changedBy(other);
    if (verdictOf(owner) !== 'conflict' || verdictOf(other) !== 'clean' || own === null)
      return false;
    const files = pathsOf(pair);
    const changed = new Set(own);
    return files.length > 0 && files.every((path) => !changed.has(path));
  };
  const isUnknownAlone = (owner: string, other: string): boolean =>
    verdictOf(owner) === 'undetermined' && ['clean', 'conflict'].includes(verdictOf(other) ?? '');
  const isOnlyOf = (pair: Pair, owner: string, other: string): boolean =>
    pair.verdict === 'conflict' ? collidesAlone(pair, owner, other) : isUnknownAlone(owner, other);
  return pairs.map((pair) => {
    const { a, b, basis, verdict, findings } = pair;
    if (a === base || basis !== 'direct' || verdict === 'clean') return pair;
    if (!findings.every(isTextual)) return pair;
    const owner = isOnlyOf(pair, a, b) ? a : isOnlyOf(pair, b, a) ? b : null;
    return owner === null ? pair : { ...pair, onlyOf: owner };
  });
}
