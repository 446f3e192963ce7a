/**
 * Ranges of Maven and Gradle: `[1.0,2.0)`, `(,1.0],[1.2,)`, `[1.5]`; Gradle's `]1.0, 2.0[` and `1.+`
 * (maven.apache.org/enforcer/enforcer-rules/versionRanges.html; docs.gradle.org, dynamic versions).
 */

interface Bound {
  /** Null for no bound. */
  version: readonly number[] | null;
  included: boolean;
}

interface Interval {
  low: Bound;
  high: Bound;
}

/** Whether a version is a wish only, and no range. */
export const isPlain = (range: string) => !/[[\](),+]|^latest\./.test(range);

/**
 * Whether two ranges have a version in common; null where that cannot be told, as of versions with words, whose order is
 * a matter of its own. A plain version stands for itself.
 */
export function intervalsMeet(one: string, other: string): boolean | null {
  const [mine, its] = [intervalsOf(one), intervalsOf(other)];
  if (mine === null || its === null) return null;
  return mine.some((a) => its.some((b) => meet(a, b)));
}

function intervalsOf(range: string): Interval[] | null {
  const plus = /^(\d+(?:\.\d+)*)\.\+$/.exec(range)?.[1];
  if (plus !== undefined) {
    const low = numbersOf(plus) ?? [];
    const high = [...low.slice(0, -1), (low.at(-1) ?? 0) + 1];
    return [{ low: { version: low, included: true }, high: { version: high, included: false } }];
  }
  if (isPlain(range)) return exactly(range);
  const parts = [
    ...range.matchAll(/([[\](])\s*([^,[\]()]*?)\s*(?:(,)\s*([^,[\]()]*?)\s*)?([\])[])\s*,?\s*/g),
  ];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== range) return null;
  const intervals = parts.flatMap(([, open, from = '', comma, to = '', close]) => {
    if (comma === undefined) return exactly(from) ?? [null];
    const low = boundOf(from, open === '[');
    const high = boundOf(to, close === ']');
    return [low && high && { low, high }];
  });
  const known = intervals.filter((one) => one !== null);
  return known.length === intervals.length ? known : null;
}

function exactly(version: string): Interval[] | null {
  const numbers = numbersOf(version);
  const bound = { version: numbers, included: true };
  return numbers && [{ low: bound, high: bound }];
}

function boundOf(version: string, included: boolean): Bound | null {
  if (version === '') return { version: null, included: false };
  const numbers = numbersOf(version);
  return numbers && { version: numbers, included };
}

function numbersOf(version: string): number[] | null {
  return /^\d+(\.\d+)*$/.test(version) ? version.split('.').map(Number) : null;
}

const meet = (a: Interval, b: Interval) => isBefore(a.low, b.high) && isBefore(b.low, a.high);

/** Whether there is something between a lower and an upper bound. */
function isBefore(low: Bound, high: Bound): boolean {
  if (low.version === null || high.version === null) return true;
  const order = compare(low.version, high.version);
  return order < 0 || (order === 0 && low.included && high.included);
}

/** `1` and `1.0` are one version. */
function compare(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const step = (one[at] ?? 0) - (other[at] ?? 0);
    if (step !== 0) return step;
  }
  return 0;
}
