/** Where two heads ask for what does not go together: features, shared versions, settings, names. */
import { fileName, folderOf, isBelow } from '../../path-parts.ts';
import { asked, type DependencyDigest } from './digest.ts';
import { rulingFiles } from './files.ts';
import type { Requirement } from './manifest.ts';
import { compatible } from './ranges.ts';
import type { Side, Sides, Spot, Suspicion } from './rules.ts';

export const spot = (side: Side, path: string, { line }: { line: number }): Spot => ({
  side,
  path,
  line,
});

export type AskedIn = ReturnType<typeof asked>[number];

/** What both ask for, by package, in whatever manifests. */
export function bothAsk(
  a: DependencyDigest,
  b: DependencyDigest,
): [one: AskedIn, other: AskedIn][] {
  const theirs = new Map<string, AskedIn[]>();
  const keyOf = ({ manifest, requirement }: AskedIn) => `${manifest.ecosystem} ${requirement.name}`;
  for (const one of asked(b)) theirs.set(keyOf(one), [...(theirs.get(keyOf(one)) ?? []), one]);
  return asked(a).flatMap((one) =>
    (theirs.get(keyOf(one)) ?? []).map((other): [AskedIn, AskedIn] => [one, other]),
  );
}

/** One asks for a package without its default features, the other with them: built together, it has them. */
export function features(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  return bothAsk(a, b).flatMap(([one, other]): Suspicion[] => {
    const [mine, its] = [one.requirement, other.requirement];
    const differ = mine.defaultFeatures !== its.defaultFeatures;
    const elsewhere = one.manifest.path !== other.manifest.path;
    const own = [mine, its].every(({ from }) => from !== 'workspace');
    if (one.manifest.ecosystem !== 'cargo' || !differ || !elsewhere || !own) return [];
    const [here, there] = [spot('a', one.manifest.path, mine), spot('b', other.manifest.path, its)];
    const [withThem, without] = mine.defaultFeatures ? [here, there] : [there, here];
    return [{ kind: 'features', name: mine.name, without, withThem }];
  });
}

/** One moves what the workspace shares to versions or features that the other, newly taking it, did not see. */
export function sharedMoved({ of, side, other, otherSide }: Sides): Suspicion[] {
  return of.manifests.flatMap((root) =>
    root.shared.changed.flatMap(({ before, after }) => {
      const how = movedApart(root.ecosystem, before, after);
      if (how === null) return [];
      return asked(other).flatMap(({ manifest, requirement }): Suspicion[] => {
        if (!inherits(root, after, manifest, requirement)) return [];
        const has = after.features.concat(requirement.features);
        const lost = before.features.filter((one) => !has.includes(one));
        if (how === 'features' && lost.length === 0) return [];
        return [
          {
            kind: 'shared-moved',
            name: after.name,
            root: spot(side, root.path, after),
            use: spot(otherSide, manifest.path, requirement),
            how:
              how === 'range'
                ? `moves the shared ${after.name} from ${before.range} to ${after.range}`
                : how === 'defaults'
                  ? `takes its default features away from the shared ${after.name}`
                  : `takes ${lost.join(', ')} away from the features of the shared ${after.name}`,
          },
        ];
      });
    }),
  );
}

type Root = DependencyDigest['manifests'][number];

function movedApart(
  ecosystem: Root['ecosystem'],
  before: Requirement,
  after: Requirement,
): 'range' | 'defaults' | 'features' | null {
  // A package of the repository moves with everything in it.
  const [from, to] = after.path === null ? [before.range, after.range] : [null, null];
  if (from && to && compatible(ecosystem, from, to) === false) return 'range';
  if (before.defaultFeatures && !after.defaultFeatures) return 'defaults';
  return before.features.some((one) => !after.features.includes(one)) ? 'features' : null;
}

/** Whether a requirement takes its version from what the workspace at `root` shares. */
export function inherits(
  root: Root,
  shared: Requirement,
  manifest: Root,
  requirement: Requirement,
): boolean {
  if (manifest.ecosystem !== root.ecosystem || requirement.name !== shared.name) return false;
  if (!isBelow(manifest.path, folderOf(root.path))) return false;
  if (root.ecosystem === 'jvm') return requirement.range === null;
  const catalog = catalogOf(shared);
  if (catalog === null) return requirement.from === 'workspace';
  return (
    requirement.range?.startsWith('catalog:') === true && catalogAsked(requirement) === catalog
  );
}

/** Name of the pnpm catalogue that a shared package stands in; null where there are none. */
export function catalogOf({ section }: Requirement): string | null {
  if (section === 'catalog') return 'default';
  return /^catalogs\.(.+)$/.exec(section)?.[1] ?? null;
}

const catalogAsked = ({ range }: Requirement) => range?.slice('catalog:'.length) || 'default';

/** Both bring a new package of one name. */
export function samePackages(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
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
          one: spot('a', one.path, { line: one.lines.name }),
          other: spot('b', other.path, { line: other.lines.name }),
        },
      ];
    }),
  );
}

/** Settings that should agree in all packages of a workspace, and that both set anew; each is told once. */
export function settings(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const told = new Set<string>();
  return a.manifests.flatMap((one) =>
    b.manifests.flatMap((other) => {
      if (one.path === other.path || one.ecosystem !== other.ecosystem) return [];
      // Of the versions that modules ask for Go takes the largest.
      if (one.ecosystem === 'go') return [];
      return Object.entries(one.settings).flatMap(([key, set]): Suspicion[] => {
        const its = other.settings[key];
        if (its === undefined || its.value === set.value || told.has(key)) return [];
        const isRange = key.startsWith('engines.') || key === 'requires-python';
        if (isRange && compatible(one.ecosystem, set.value, its.value) !== false) return [];
        told.add(key);
        return [
          {
            kind: 'settings',
            key,
            one: { ...spot('a', one.path, set), value: set.value },
            other: { ...spot('b', other.path, its), value: its.value },
            // A new package may well be born with another edition.
            grave: isRange || (one.fate === 'changed' && other.fate === 'changed'),
            needs: rootsOf(one.path, other.path),
          },
        ];
      });
    }),
  );
}

const ROOTS = new Set([
  'Cargo.toml',
  'package.json',
  'pnpm-workspace.yaml',
  'pyproject.toml',
  'pom.xml',
]);

/** Manifests that may hold both packages together, in the folders above both. */
function rootsOf(one: string, other: string): string[] {
  const above = new Set(rulingFiles(other));
  return rulingFiles(one).filter((path) => above.has(path) && ROOTS.has(fileName(path)));
}
