/** Whether two ranges have a version in common, by each ecosystem's own rules. */
import { satisfies as pepSatisfies, validRange as pepValid, valid } from '@renovatebot/pep440';
import { coerce, intersects, major, minVersion, satisfies, subset, validRange } from 'semver';
import { cargoRange } from './cargo.ts';
import { intervalsMeet, isPlain } from './jvm-ranges.ts';
import type { Ecosystem } from './manifest.ts';
import { poetryRange } from './poetry-ranges.ts';

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
      // Plain versions are wishes: of two, one is taken, whatever the other says.
      if (!isPlain(one) || !isPlain(other)) return intervalsMeet(one, other);
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
  if (ecosystem !== 'cargo') return false;
  const compatibleWith = (range: string) => {
    const least = minVersion(cargoRange(range));
    const line = least && `^${least.version}`;
    // Who takes versions of several lines may take another one.
    return line !== null && subset(cargoRange(range), line) ? lineOf(least?.version ?? '') : null;
  };
  const mine = compatibleWith(one);
  return mine !== null && mine === compatibleWith(other);
}

/** `1.2.3` → 1, `0.2.3` → 0.2, `0.0.3` → 0.0.3: what Cargo builds one version of. */
const lineOf = (version: string) => /^(?:0\.0\.\d+|0\.\d+|\d+)/.exec(version)?.[0] ?? null;

/** Whether a locked version answers a range; null where that cannot be told. */
export function answers(ecosystem: Ecosystem, version: string, range: string): boolean | null {
  switch (ecosystem) {
    case 'cargo':
    case 'npm': {
      const wanted = validRange(ecosystem === 'cargo' ? cargoRange(range) : range);
      return wanted === null ? null : satisfies(version, wanted, { includePrerelease: true });
    }
    case 'python':
      return pythonAnswers(version, range);
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

/** Poetry's `||`, and its `|`, mean either. */
const alternatives = (range: string) => range.split(/\|\|?/).map((one) => poetryRange(one.trim()));

function eitherWay(one: string, other: string): boolean | null {
  return anyOf(
    alternatives(one).flatMap((mine) =>
      alternatives(other).map((its) => pythonCompatible(mine, its)),
    ),
  );
}

function pythonAnswers(version: string, range: string): boolean | null {
  if (valid(version) === null) return null;
  return anyOf(
    alternatives(range).map((one) =>
      pepValid(one) ? pepSatisfies(version, one, { prereleases: true }) : null,
    ),
  );
}

const anyOf = (answers: readonly (boolean | null)[]) =>
  answers.includes(true) ? true : answers.includes(null) ? null : false;

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
