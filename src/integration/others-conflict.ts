/** Trouble of two heads that is one head's alone, so that the other has nothing to settle: a conflict, or that nobody can tell. */
import { isTextual } from './meetings.ts';
import type { Finding, Pair } from './report.ts';

/**
 * Adds `onlyOf` to pairs of heads of which one does not merge with the base, or of which nobody can tell whether it does, and
 * to single findings of such pairs.
 *
 * - A conflict, where both were merged as they are and collide in files that the other has not changed. There the other
 *   brings nothing but what it has from the base, older or newer: its landing leaves these files as they are, so whoever
 *   owns it has nothing to settle in them, whether it merges with the base or not. What the two have between them beside
 *   shows when the one has followed the base. Where a file has another name on the two sides, or is on one side only, the
 *   other may have moved or deleted it under a name that is not told: then it counts only where the owner has the very
 *   same conflict with the base.
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
  const verdictOf = (ref: string) => withBase.get(ref)?.verdict ?? 'undetermined';
  const changed = eachOnce((ref) => {
    const paths = changedBy(ref);
    return paths && new Set(paths);
  });
  const onBase = eachOnce((ref) => {
    const findings = withBase.get(ref)?.findings.filter(isTextual) ?? [];
    return new Set(findings.map((one) => wordsOf(one, ref)));
  });
  const collidesAlone = (finding: Finding, owner: string, other: string): boolean => {
    if (verdictOf(owner) !== 'conflict' || verdictOf(other) === 'undetermined') return false;
    const own = changed(other);
    const files = finding.places.map(({ path }) => path);
    if (own === null || files.length === 0 || files.some((path) => own.has(path))) return false;
    return isOfOneFile(finding) || onBase(owner).has(wordsOf(finding, owner));
  };
  const owned = (finding: Finding, { a, b }: Pair): Finding => {
    if (!isTextual(finding)) return finding;
    const [byA, byB] = [collidesAlone(finding, a, b), collidesAlone(finding, b, a)];
    // What neither has changed comes from somewhere else, such as a directory that was moved.
    return byA === byB ? finding : { ...finding, onlyOf: byA ? a : b };
  };
  const isUnknownAlone = (owner: string, other: string): boolean =>
    verdictOf(owner) === 'undetermined' && verdictOf(other) !== 'undetermined';
  return pairs.map((pair) => {
    const { a, b, basis, verdict } = pair;
    if (a === base || basis !== 'direct' || verdict === 'clean') return pair;
    if (verdict === 'undetermined') {
      if (!pair.findings.every(isTextual)) return pair;
      const owner = isUnknownAlone(a, b) ? a : isUnknownAlone(b, a) ? b : null;
      return owner === null ? pair : { ...pair, onlyOf: owner };
    }
    const findings = pair.findings.map((finding) => owned(finding, pair));
    const owners = new Set(findings.map(({ onlyOf }) => onlyOf));
    const [owner] = owners;
    return owners.size === 1 && owner !== undefined
      ? { ...pair, findings, onlyOf: owner }
      : { ...pair, findings };
  });
}

/** Asked of many pairs, and worked out once for each head. */
function eachOnce<T>(make: (ref: string) => T): (ref: string) => T {
  const known = new Map<string, { made: T }>();
  return (ref) => {
    const found = known.get(ref) ?? { made: make(ref) };
    known.set(ref, found);
    return found.made;
  };
}

/** Whether it is about one path that both heads have. */
function isOfOneFile({ places }: Finding): boolean {
  const paths = new Set(places.map(({ path }) => path));
  const heads = new Set(places.map(({ head }) => head));
  return paths.size === 1 && heads.size === 2;
}

/** A commit, as git's words name it. */
const COMMIT = /\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/g;

/** How a head collides, whoever the other one is: git's words, and the files on both sides. */
function wordsOf({ evidence = '', places }: Finding, head: string): string {
  const files = places.map((place) => `${place.head === head} ${place.path}`);
  return JSON.stringify([evidence.replaceAll(COMMIT, ''), files.sort()]);
}
