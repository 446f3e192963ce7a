/** Conflicts of two heads that are one head's alone: it does not merge with the base, and meets the other in that only. */
import type { Finding, Pair } from './report.ts';

/**
 * Adds `onlyOf` where a pair that was merged as it is collides in files that the one head has not changed, and in which
 * the other one collides with the base as well. There the first brings nothing but what it has from the base, so whoever
 * owns it has nothing to settle; what the two have between them shows when the other one has followed the base.
 *
 * @param base its ref
 * @param pathsOf files that a head has changed since it left the base; null where git could not list them
 */
export function withOwners(
  pairs: readonly Pair[],
  base: string,
  pathsOf: (ref: string) => readonly string[] | null,
): Pair[] {
  const withBase = new Map(pairs.flatMap((pair) => (pair.a === base ? [[pair.b, pair]] : [])));
  const colliding = new Map(
    [...withBase].flatMap(([ref, pair]) =>
      pair.verdict === 'conflict' ? [[ref, new Set(filesOf(pair))]] : [],
    ),
  );
  const isOnlyOf = (pair: Pair, owner: string, other: string): boolean => {
    const known = colliding.get(owner);
    const own = pathsOf(other);
    if (!known || own === null || withBase.get(other)?.verdict !== 'clean') return false;
    const files = filesOf(pair);
    const changed = new Set(own);
    return files.length > 0 && files.every((path) => known.has(path) && !changed.has(path));
  };
  return pairs.map((pair) => {
    const { a, b, basis, verdict, findings } = pair;
    if (a === base || basis !== 'direct' || verdict !== 'conflict') return pair;
    if (!findings.every(isTextual)) return pair;
    const owner = isOnlyOf(pair, a, b) ? a : isOnlyOf(pair, b, a) ? b : null;
    return owner === null ? pair : { ...pair, onlyOf: owner };
  });
}

const isTextual = ({ detector }: Finding) => detector === 'textual';

function filesOf({ findings }: Pair): string[] {
  return findings.filter(isTextual).flatMap(({ places }) => places.map(({ path }) => path));
}
