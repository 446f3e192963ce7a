/** Whether two ranges have a version in common, by each ecosystem's own rules. */
import { satisfies as pepSatisfies, validRange as pepValid, valid } from '@renovatebot/pep440';
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
    // A module has one path for all versions that Go calls compatible, and of those the largest serves everybody
    // (go.dev/ref/mod, minimal version selection).
    case 'go':
      return one.endsWith('+incompatible') && other.endsWith('+incompatible')
        ? majorOf(one) === majorOf(other)
        : null;
    case 'python':
      return eitherWay(one, other);
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
    if (!found || found.major > 0) return found && `${found.major}`;
    return found.minor > 0 ? `0.${found.minor}` : `0.0.${found.patch}`;
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
      return pepValid(range) && valid(version) !== null
        ? pepSatisfies(version, range, { prereleases: true })
        : null;
    case 'go':
      return version === range;
    case 'jvm':
      // Anything but a plain version is a range of its own kind.
      return /^[\w.-]+$/.test(range) ? version === range : null;
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

/** Poetry's `||` means either. */
function eitherWay(one: string, other: string): boolean | null {
  const answers = one
    .split('||')
    .flatMap((mine) => other.split('||').map((its) => pythonCompatible(mine.trim(), its.trim())));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/**
 * PEP 440 has no notion of two ranges meeting, so the versions where either may begin or end are tried, and those
 * next to them.
 */
function pythonCompatible(one: string, other: string): boolean | null {
  if (!pepValid(one) || !pepValid(other)) return null;
  const both = `${one},${other}`;
  // As they stand, with whatever follows the numbers (`2.0b1`, `2.1.0+cpu`).
  const written = both
    .split(',')
    .map((part) => part.replace(/^[\s<>=!~]+/, '').replace(/\.\*$/, ''));
  const tried = (both.match(/\d+(\.\d+)*/g) ?? []).flatMap((bound) => {
    const numbers = bound.split('.').map(Number);
    return numbers
      .flatMap((_, at) =>
        [-1, 0, 1].map((step) =>
          numbers.map((number, n) => (n === at ? Math.max(0, number + step) : number)).join('.'),
        ),
      )
      .concat(`${bound}.1`, `${bound}.0.1`);
  });
  return ['0', '9999', ...written.filter((one) => valid(one) !== null), ...tried].some(
    (version) =>
      pepSatisfies(version, one, { prereleases: true }) &&
      pepSatisfies(version, other, { prereleases: true }),
  );
}
