/** What two heads may do to each other's dependencies, as far as their digests show it. */
import { folderOf, isBelow } from '../../path-parts.ts';
import { features, samePackages, settings, sharedMoved } from './at-odds.ts';
import type { DependencyDigest } from './digest.ts';
import { lockFile } from './files.ts';
import {
  importsGone,
  namesGone,
  packagesGone,
  strangers,
  unshared,
  versionsMoved,
} from './gone.ts';
import type { Ecosystem } from './manifest.ts';
import { ranges } from './ranges-at-odds.ts';

/** Which head is meant. */
export type Side = 'a' | 'b';

export interface Spot {
  side: Side;
  path: string;
  line: number;
}

export interface Asked extends Spot {
  range: string;
}

export interface Valued extends Spot {
  value: string;
}

/** Something that may be wrong once both have landed. `needs` names files of the merge that must confirm it. */
export type Suspicion =
  | Ranges
  | { kind: 'overridden'; name: string; ecosystem: Ecosystem; forced: Asked; direct: Asked }
  | { kind: 'features'; name: string; without: Spot; withThem: Spot }
  | { kind: 'shared-moved'; name: string; root: Spot; use: Spot; how: string }
  | {
      kind: 'unshared';
      name: string;
      catalog: string | null;
      root: Spot;
      use: Spot;
      needs: string[];
    }
  | { kind: 'package-gone'; name: string; renamed: string | null; gone: Spot; use: Spot }
  | { kind: 'version-moved'; name: string; moved: Valued; use: Asked }
  | {
      kind: 'import-gone';
      name: string;
      ecosystem: Ecosystem;
      imported: string;
      /** Built or installed with the package: what is asked for to develop it does not count. */
      shipped: boolean;
      manifest: Spot;
      use: Spot;
      needs: string[];
    }
  | { kind: 'name-gone'; key: string; what: string; gone: Spot; use: Spot; needs: string[] }
  | { kind: 'settings'; key: string; one: Valued; other: Valued; grave: boolean; needs: string[] }
  | { kind: 'not-a-member'; root: Spot; member: Spot; folder: string; needs: string[] }
  | { kind: 'same-package'; name: string; one: Spot; other: Spot }
  | { kind: 'lock'; path: string; needs: string[] }
  | { kind: 'keys'; path: string; needs: string[] };

/**
 * How far two ranges have to agree: in one manifest, in extras or groups of one that may be alternatives, in one Python
 * environment, where Cargo builds one version only, where one is a peer, or not at all.
 */
export type Bond = 'manifest' | 'choice' | 'environment' | 'workspace' | 'peer' | 'none';

interface Ranges {
  kind: 'ranges';
  name: string;
  ecosystem: Ecosystem;
  one: Asked;
  other: Asked;
  bond: Bond;
  /** Both change one entry. */
  entry: boolean;
  /** Nothing where it is told without the merge. */
  needs: string[];
}

export function suspicions(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const sides = [
    { of: a, side: 'a' as const, other: b, otherSide: 'b' as const },
    { of: b, side: 'b' as const, other: a, otherSide: 'a' as const },
  ];
  return [
    ...ranges(a, b),
    ...features(a, b),
    ...samePackages(a, b),
    ...settings(a, b),
    ...keys(a, b),
    ...locks(a, b),
    ...sides.flatMap((both) => [
      ...unshared(both),
      ...sharedMoved(both),
      ...packagesGone(both),
      ...versionsMoved(both),
      ...importsGone(both),
      ...namesGone(both),
      ...strangers(both),
    ]),
  ];
}

/** What one side does, and the other that it may be done to. */
export interface Sides {
  of: DependencyDigest;
  side: Side;
  other: DependencyDigest;
  otherSide: Side;
}

function keys(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const broken = new Set([...a.broken, ...b.broken].map(({ path }) => path));
  return Object.keys(a.structured)
    .filter((path) => Object.hasOwn(b.structured, path) && !broken.has(path))
    .map((path) => ({ kind: 'keys', path, needs: [path] }));
}

/** Locks that were merged, or that one side left behind while the other changed what they follow. */
function locks(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const paths = new Set([...Object.keys(a.locks), ...Object.keys(b.locks)]);
  return [...paths].flatMap((path): Suspicion[] => {
    const lock = lockFile(path);
    if (!lock) return [];
    const follows = ({ manifests }: DependencyDigest) =>
      manifests.filter(
        (one) => one.ecosystem === lock.ecosystem && isBelow(one.path, folderOf(path)),
      );
    const [ours, theirs] = [follows(a), follows(b)];
    const merged = path in a.locks && path in b.locks;
    const crossed = (path in a.locks && theirs.length > 0) || (path in b.locks && ours.length > 0);
    if (!merged && !crossed) return [];
    const manifests = [...ours, ...theirs].filter(({ fate }) => fate !== 'removed');
    return [{ kind: 'lock', path, needs: [path, ...manifests.map((one) => one.path)] }];
  });
}
