/** Whether two ranges have a version in common, by each ecosystem's own rules. */
import { satisfies as pepSatisfies, validRange as pepValid } from '@renovatebot/pep440';
import { coerce, intersects, major, minVersion, satisfies, validRange } from 'semver';
import { cargoRange } from './cargo.ts';
import type { Ecosystem } from './manifest.ts';

/** Null where that cannot be told, as for a git reference. */
export function compatible(ecosystem: Ecosystem, one: string, other: string): boolean | null {
  if (one === other) return true;
  switch (ecosystem) {
    case 'cargo':
      return npmCompatible(cargoRange(one), cargoRange(other));
    case 'npm':
      return npmCompatible(one.replace(/^npm:.*@/, ''), other.replace(/^npm:.*@/, ''));
    // The larger of two versions serves both, unless they differ before the first dot.
    case 'go':
      return majorOf(one) === null || majorOf(other) === null
        ? null
        : majorOf(one) === majorOf(other);
    case 'python':
      return pythonCompatible(one, other);
    case 'jvm':
      // Plain versions are wishes: the nearest one wins, whatever the other says.
      return majorOf(one) === null || majorOf(other) === null
        ? null
        : majorOf(one) === majorOf(other);
  }
}

/**
 * Whether two ranges without a common version stop Cargo altogether: it builds 1.x beside 2.x, but never two versions
 * that it calls compatible (doc.rust-lang.org/cargo/reference/resolver.html).
 */
export function excludesEachOther(ecosystem: Ecosystem, one: string, other: string): boolean {
  const line = (range: string) => {
    const found = minVersion(cargoRange(range));
    return found && (found.major > 0 ? `${found.major}` : `0.${found.minor}`);
  };
  return ecosystem === 'cargo' && line(one) !== null && line(one) === line(other);
}

/** Whether a locked version answers a range; null where that cannot be told. */
export function answers(ecosystem: Ecosystem, version: string, range: string): boolean | null {
  switch (ecosystem) {
    case 'cargo':
    case 'npm': {
      const wanted = validRange(ecosystem === 'cargo' ? cargoRange(range) : range);
      return wanted === null ? null : satisfies(version, wanted, { includePrerelease: true });
    }
    case 'python':
      return pepValid(range) ? pepSatisfies(version, range, { prereleases: true }) : null;
    case 'go':
      return version === range;
    case 'jvm':
      return null;
  }
}

function npmCompatible(one: string, other: string): boolean | null {
  if (validRange(one) === null || validRange(other) === null) return null;
  return intersects(one, other, { includePrerelease: true });
}

/** `v1.2.3` → 1; Go's versions without compatibility (`v0.0.0-2024…`) and anything else: null. */
function majorOf(version: string): number | null {
  const found = coerce(version);
  return found ? major(found) : null;
}

/**
 * PEP 440 has no notion of two ranges meeting, so the versions where either may begin or end are tried, and those
 * next to them.
 */
function pythonCompatible(one: string, other: string): boolean | null {
  if (!pepValid(one) || !pepValid(other)) return null;
  const bounds = `${one},${other}`.match(/\d+(\.\d+)*/g) ?? [];
  const tried = bounds.flatMap((bound) => {
    const numbers = bound.split('.').map(Number);
    return numbers
      .flatMap((_, at) =>
        [-1, 0, 1].map((step) =>
          numbers.map((number, n) => (n === at ? Math.max(0, number + step) : number)).join('.'),
        ),
      )
      .concat(`${bound}.1`, `${bound}.0.1`);
  });
  return ['0', '9999', ...tried].some(
    (version) => pepSatisfies(version, one) && pepSatisfies(version, other),
  );
}
