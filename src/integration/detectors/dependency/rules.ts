/** What two heads may do to each other's dependencies, as far as their digests show it. */
import picomatch from 'picomatch';
import { folderOf } from '../../path-parts.ts';
import {
  asked,
  type DependencyDigest,
  isBelow,
  type ManifestChange,
  packageFolder,
} from './digest.ts';
import { lockFile } from './files.ts';
import { importsPackage } from './imports.ts';
import { type Ecosystem, inFolder, type Requirement } from './manifest.ts';
import { compatible } from './ranges.ts';

/** Which head is meant. */
export type Side = 'a' | 'b';

export interface Spot {
  side: Side;
  path: string;
  line: number;
}

/** Something that may be wrong once both have landed. `needs` names files of the merge that must confirm it. */
export type Suspicion =
  | { kind: 'ranges'; name: string; ecosystem: Ecosystem; one: Asked; other: Asked }
  | { kind: 'unshared'; name: string; root: Spot; use: Spot; needs: string[] }
  | { kind: 'package-gone'; name: string; gone: Spot; use: Spot }
  | { kind: 'import-gone'; name: string; manifest: Spot; use: Spot; needs: string[] }
  | { kind: 'settings'; key: string; one: Setting; other: Setting; certain: boolean }
  | { kind: 'not-a-member'; root: Spot; member: Spot; folder: string; needs: string[] }
  | { kind: 'same-package'; name: string; one: Spot; other: Spot }
  | { kind: 'lock'; path: string; needs: string[] }
  | { kind: 'keys'; path: string; needs: string[] };

interface Asked extends Spot {
  range: string;
}

interface Setting extends Spot {
  value: string;
}

export function suspicions(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const sides = [
    { of: a, side: 'a' as const, other: b, otherSide: 'b' as const },
    { of: b, side: 'b' as const, other: a, otherSide: 'a' as const },
  ];
  return [
    ...ranges(a, b),
    ...samePackages(a, b),
    ...settings(a, b),
    ...keys(a, b),
    ...locks(a, b),
    ...sides.flatMap(({ of, side, other, otherSide }) => [
      ...unshared(of, side, other, otherSide),
      ...packagesGone(of, side, other, otherSide),
      ...importsGone(of, side, other, otherSide),
      ...strangers(of, side, other, otherSide),
    ]),
  ];
}

const spot = (side: Side, path: string, { line }: { line: number }): Spot => ({ side, path, line });

/** Both ask for one package, in ranges that have nothing in common. */
function ranges(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const theirs = new Map<string, ReturnType<typeof asked>>();
  const keyOf = ({ manifest, requirement }: ReturnType<typeof asked>[number]) =>
    `${manifest.ecosystem} ${requirement.name}`;
  for (const one of asked(b)) theirs.set(keyOf(one), [...(theirs.get(keyOf(one)) ?? []), one]);
  return asked(a).flatMap((one) =>
    (theirs.get(keyOf(one)) ?? []).flatMap((other): Suspicion[] => {
      const [mine, its] = [one.requirement, other.requirement];
      const sameEntry = one.manifest.path === other.manifest.path && mine.section === its.section;
      // The same entry is git's to decide.
      if (sameEntry || mine.range === null || its.range === null) return [];
      const { ecosystem } = one.manifest;
      if (compatible(ecosystem, mine.range, its.range) !== false) return [];
      return [
        {
          kind: 'ranges',
          name: mine.name,
          ecosystem,
          one: { ...spot('a', one.manifest.path, mine), range: mine.range },
          other: { ...spot('b', other.manifest.path, its), range: its.range },
        },
      ];
    }),
  );
}

/** Both bring a new package of one name. */
function samePackages(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const fresh = ({ manifests }: DependencyDigest) =>
    manifests.filter(({ fate, name }) => fate === 'added' && name !== null);
  return fresh(a).flatMap((one) =>
    fresh(b).flatMap((other): Suspicion[] => {
      const same = one.name === other.name && one.ecosystem === other.ecosystem;
      if (!same || one.path === other.path) return [];
      return [
        {
          kind: 'same-package',
          name: one.name ?? '',
          one: spot('a', one.path, { line: 1 }),
          other: spot('b', other.path, { line: 1 }),
        },
      ];
    }),
  );
}

/** Settings that should agree in all packages of a workspace, and that both set anew. */
function settings(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  return a.manifests.flatMap((one) =>
    b.manifests.flatMap((other) => {
      if (one.path === other.path || one.ecosystem !== other.ecosystem) return [];
      return Object.entries(one.settings).flatMap(([key, value]): Suspicion[] => {
        const its = other.settings[key];
        if (its === undefined || its === value) return [];
        const isRange = key.startsWith('engines.') || key === 'requires-python';
        if (isRange && compatible(one.ecosystem, value, its) !== false) return [];
        return [
          {
            kind: 'settings',
            key,
            one: { ...spot('a', one.path, { line: 1 }), value },
            other: { ...spot('b', other.path, { line: 1 }), value: its },
            certain: isRange,
          },
        ];
      });
    }),
  );
}

function keys(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const theirs = new Set(b.structured);
  const broken = new Set([...a.broken, ...b.broken].map(({ path }) => path));
  return a.structured
    .filter((path) => theirs.has(path) && !broken.has(path))
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

/** One takes a package out of what the workspace shares; the other newly asks for it there. */
function unshared(
  of: DependencyDigest,
  side: Side,
  other: DependencyDigest,
  otherSide: Side,
): Suspicion[] {
  return of.manifests.flatMap((root) =>
    root.shared.removed.flatMap((gone) =>
      asked(other).flatMap(({ manifest, requirement }): Suspicion[] => {
        const same = manifest.ecosystem === root.ecosystem && requirement.name === gone.name;
        const inherits =
          requirement.from === 'workspace' ||
          (root.ecosystem === 'jvm' && requirement.range === null);
        if (!same || !inherits || !isBelow(manifest.path, folderOf(root.path))) return [];
        return [
          {
            kind: 'unshared',
            name: gone.name,
            root: spot(side, root.path, gone),
            use: spot(otherSide, manifest.path, requirement),
            needs: [root.path],
          },
        ];
      }),
    ),
  );
}

/** One takes a package of the repository away; the other newly asks for it. */
function packagesGone(
  of: DependencyDigest,
  side: Side,
  other: DependencyDigest,
  otherSide: Side,
): Suspicion[] {
  const gone = of.manifests.filter(({ fate, name }) => fate === 'removed' && name !== null);
  return gone.flatMap((one) =>
    asked(other).flatMap(({ manifest, requirement }): Suspicion[] => {
      const byPath = requirement.path !== null && requirement.path === packageFolder(one);
      const byName =
        requirement.name === one.name &&
        (requirement.from === 'workspace' || requirement.from === 'path');
      if (manifest.ecosystem !== one.ecosystem || !(byPath || byName)) return [];
      // Moved, not gone: who asks by name alone still finds it.
      const moved = of.manifests.some(
        ({ fate, name, ecosystem }) =>
          fate === 'added' && name === one.name && ecosystem === one.ecosystem,
      );
      if (moved && !byPath) return [];
      return [
        {
          kind: 'package-gone',
          name: one.name ?? one.path,
          gone: spot(side, one.path, { line: 1 }),
          use: spot(otherSide, manifest.path, requirement),
        },
      ];
    }),
  );
}

/** One takes a dependency out of a manifest; new code of the other imports it. */
function importsGone(
  of: DependencyDigest,
  side: Side,
  other: DependencyDigest,
  otherSide: Side,
): Suspicion[] {
  return of.manifests.flatMap((manifest) => {
    if (manifest.fate === 'removed') return [];
    const kept = new Set([...manifest.added, ...changedIn(manifest)].map(({ name }) => name));
    return manifest.removed
      .filter(({ name }) => !kept.has(name))
      .flatMap((gone) =>
        other.imports
          .filter(
            (one) =>
              one.ecosystem === manifest.ecosystem &&
              isBelow(one.path, folderOf(manifest.path)) &&
              importsPackage(one, gone.name),
          )
          .slice(0, 1)
          .map(
            (one): Suspicion => ({
              kind: 'import-gone',
              name: gone.name,
              manifest: spot(side, manifest.path, gone),
              use: spot(otherSide, one.path, one),
              needs: [manifest.path],
            }),
          ),
      );
  });
}

function changedIn({ changed }: ManifestChange): Requirement[] {
  return changed.map(({ after }) => after);
}

/** One changes who belongs to the workspace; the other brings a package that is left out then. */
function strangers(
  of: DependencyDigest,
  side: Side,
  other: DependencyDigest,
  otherSide: Side,
): Suspicion[] {
  return of.manifests.flatMap((root) => {
    if (!root.members) return [];
    const folder = folderOf(root.path);
    return other.manifests.flatMap((one): Suspicion[] => {
      const fresh = one.fate === 'added' && one.ecosystem === root.ecosystem;
      if (!fresh || !isBelow(one.path, folder) || one.path === root.path) return [];
      const wasIn = isMember(root.members?.before ?? [], folder, packageFolder(one));
      const isIn = isMember(root.members?.after ?? [], folder, packageFolder(one));
      if (!wasIn || isIn) return [];
      return [
        {
          kind: 'not-a-member',
          root: spot(side, root.path, { line: 1 }),
          member: spot(otherSide, one.path, { line: 1 }),
          folder: packageFolder(one),
          needs: [root.path],
        },
      ];
    });
  });
}

/** Whether a package in `folder` belongs to the workspace at `root`. */
export function isMember(members: readonly string[], root: string, folder: string): boolean {
  return members.some((member) => {
    if (member.startsWith('!')) return false;
    const pattern = inFolder(root, member);
    return pattern !== null && picomatch.isMatch(folder, pattern);
  });
}
