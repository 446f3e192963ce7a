import { distance } from 'fastest-levenshtein';

/**
 * The candidates that `name` was probably meant to be, best first. Case does not count. A candidate is near
 * when few letters differ, or when one of the two begins with or contains the other, give or take a slip.
 */
export function nearest(name: string, candidates: readonly string[], max = 3): string[] {
  const wanted = fold(name);
  if (wanted === '') return [];
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, score: score(wanted, fold(candidate)) }))
    .filter(({ score }) => score < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.score - b.score)
    .slice(0, max)
    .map(({ candidate }) => candidate);
}

/** Smaller is nearer; infinite means not near at all. Letters that differ count most, containment next. */
function score(wanted: string, candidate: string): number {
  if (candidate === '') return Number.POSITIVE_INFINITY;
  const edits = distance(wanted, candidate);
  const longest = Math.max(wanted.length, candidate.length);
  // Two letters that changed places are two edits.
  if (edits <= Math.max(longest < 4 ? 1 : 2, Math.floor(longest / 3))) return edits / longest;
  const [short, long] =
    wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted];
  if (short.length < 2) return Number.POSITIVE_INFINITY;
  if (long.startsWith(short)) return 1 + edits / longest;
  if (long.includes(short)) return 2 + edits / longest;
  const slips = Math.min(...parts(long, short.length).map((part) => distance(short, part)));
  return short.length >= 4 && slips <= Math.floor(short.length / 4)
    ? 3 + slips / short.length
    : Number.POSITIVE_INFINITY;
}

/** Stretches of a name that begin with one of its words: `kernel-evnts` is meant to be the start of a longer one. */
function parts(name: string, length: number): string[] {
  return [...name.matchAll(/[^-_/.:\s]+/g)].map(({ index }) => name.slice(index, index + length));
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
