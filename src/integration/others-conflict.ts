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
 *   shows when the one has followed the base.
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
  const changes = new Map<string, ReadonlySet<string> | null>();
  const changed = (ref: string): ReadonlySet<string> | null => {
    const known = changes.get(ref);
    if (known !== undefined) return known;
    const paths = changedBy(ref);
    const found = paths && new Set(paths);
    changes.set(ref, found);
    return found;
  };
  const collidesAlone = (files: readonly string[], owner: string, other: string): boolean => {
    const own = changed(other);
    if (verdictOf(owner) !== 'conflict' || verdictOf(other) === 'undetermined') return false;
    return own !== null && files.length > 0 && files.every((path) => !own.has(path));
  };
  const owned = (finding: Finding, { a, b }: Pair): Finding => {
    if (!isTextual(finding)) return finding;
    const files = finding.places.map(({ path }) => path);
    const [byA, byB] = [collidesAlone(files, a, b), collidesAlone(files, b, a)];
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
