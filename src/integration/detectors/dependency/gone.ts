/** What one head takes away, or calls otherwise, while the other begins to need it. */
import { fileName, folderOf, isBelow } from '../../path-parts.ts';
import { catalogOf, inherits, spot } from './at-odds.ts';
import { asked, type ManifestChange, packageFolder } from './digest.ts';
import { rulingFiles } from './files.ts';
import { isForDevelopment, isShipped } from './for-tests.ts';
import { isInstalled } from './forced.ts';
import { importsPackage } from './imports.ts';
import { newlyAsked, type Requirement } from './manifest.ts';
import { answers } from './ranges.ts';
import type { Sides, Suspicion } from './rules.ts';
import { isMember } from './workspaces.ts';

/** One takes a package out of what the workspace shares; the other newly asks for it there. */
export function unshared({ of, side, other, otherSide }: Sides): Suspicion[] {
  return of.manifests.flatMap((root) =>
    root.shared.removed.flatMap((gone) =>
      asked(other).flatMap(({ manifest, requirement }): Suspicion[] => {
        if (!inherits(root, gone, manifest, requirement)) return [];
        return [
          {
            kind: 'unshared',
            name: gone.name,
            catalog: catalogOf(gone),
            root: spot(side, root.path, gone),
            use: spot(otherSide, manifest.path, requirement),
            needs:
              root.ecosystem === 'jvm'
                ? [root.path, ...sameAbove(root.path, manifest.path)]
                : [root.path],
          },
        ];
      }),
    ),
  );
}

/** One takes a package of the repository away, or renames it; the other newly asks for it. */
export function packagesGone({ of, side, other, otherSide }: Sides): Suspicion[] {
  const gone = of.manifests.filter(
    ({ fate, name, renamed }) => (fate === 'removed' && name !== null) || renamed !== null,
  );
  return gone.flatMap((one) =>
    asked(other).flatMap(({ manifest, requirement }): Suspicion[] => {
      const was = one.renamed ?? one.name;
      const isNamed = requirement.name === was;
      const byPath = requirement.path !== null && requirement.path === packageFolder(one);
      const byName =
        isNamed &&
        (one.ecosystem === 'jvm' ||
          requirement.from === 'workspace' ||
          requirement.from === 'path');
      if (manifest.ecosystem !== one.ecosystem || !(byPath || byName)) return [];
      // By its path it is still found, under whatever name was asked for.
      if (one.renamed !== null && !isNamed) return [];
      // Moved, not gone: who asks by name alone still finds it.
      const moved = of.manifests.some(
        ({ fate, name, ecosystem, renamed }) =>
          (fate === 'added' || renamed !== null) && name === was && ecosystem === one.ecosystem,
      );
      if (moved && (!byPath || one.renamed !== null)) return [];
      return [
        {
          kind: 'package-gone',
          name: was ?? one.path,
          renamed: one.renamed === null ? null : one.name,
          gone: spot(side, one.path, { line: one.lines.name }),
          use: spot(otherSide, manifest.path, requirement),
        },
      ];
    }),
  );
}

/** One moves the version of a package of the repository; the other newly asks for the earlier one. */
export function versionsMoved({ of, side, other, otherSide }: Sides): Suspicion[] {
  return of.manifests.flatMap((one) => {
    const { version } = one;
    if (version === null) return [];
    return asked(other).flatMap(({ manifest, requirement }): Suspicion[] => {
      const local = one.ecosystem === 'jvm' || ['path', 'workspace'].includes(requirement.from);
      const same = manifest.ecosystem === one.ecosystem && requirement.name === one.name;
      const range = requirement.range?.replace(/^workspace:/, '') ?? null;
      if (!local || !same || range === null) return [];
      const isMet = (by: string) => answers(one.ecosystem, by, range);
      if (isMet(version.before) !== true || isMet(version.after) !== false) return [];
      return [
        {
          kind: 'version-moved',
          name: requirement.name,
          moved: {
            ...spot(side, one.path, { line: one.lines.version }),
            value: version.after,
          },
          use: { ...spot(otherSide, manifest.path, requirement), range },
        },
      ];
    });
  });
}

/** One takes a dependency out of a manifest; new code of the other imports it. */
export function importsGone({ of, side, other, otherSide }: Sides): Suspicion[] {
  const told = new Set<string>();
  return of.manifests.flatMap((manifest) => {
    // With a package goes its code; a list of requirements may be all that a project has.
    if (manifest.fate === 'removed' && manifest.name !== null) return [];
    return manifest.removed
      .filter((gone) => isInstalled(gone) && !['replace', 'parent', 'use'].includes(gone.section))
      .flatMap((gone) =>
        other.imports
          .filter(
            (one) =>
              one.ecosystem === manifest.ecosystem &&
              isBelow(one.path, folderOf(manifest.path)) &&
              importsPackage(one, gone) &&
              !isKept(of.manifests, gone, one.path, isShippedFrom(manifest, gone, one)),
          )
          .slice(0, 1)
          // A list and what was made from it lose the same.
          .filter(
            ({ path }) => !told.has(`${gone.name} ${path}`) && told.add(`${gone.name} ${path}`),
          )
          .map(
            (one): Suspicion => ({
              kind: 'import-gone',
              name: gone.name,
              ecosystem: manifest.ecosystem,
              imported: one.name,
              shipped: isShippedFrom(manifest, gone, one),
              manifest: spot(side, manifest.path, gone),
              use: spot(otherSide, one.path, one),
              needs: rulersOf(manifest, one.path),
            }),
          ),
      );
  });
}

/** Whether an import goes with the package, and so does what is taken away: not for tests or development. */
function isShippedFrom(
  { ecosystem, path }: ManifestChange,
  gone: Requirement,
  imported: Sides['other']['imports'][number],
): boolean {
  const isOwn = !isForDevelopment(ecosystem, gone.section) && imported.forTests !== true;
  return isOwn && isShipped(ecosystem, path, imported.path);
}

/** Whether whoever removes it asks for it elsewhere, where the importing file has it from. */
function isKept(
  manifests: readonly ManifestChange[],
  gone: Requirement,
  path: string,
  shipped: boolean,
): boolean {
  return manifests.some(
    (one) =>
      isBelow(path, folderOf(one.path)) &&
      newlyAsked(one).some(
        (asked) =>
          asked.name === gone.name &&
          asked.key === gone.key &&
          isInstalled(asked) &&
          !(shipped && isForDevelopment(one.ecosystem, asked.section)),
      ),
  );
}

/** The manifest, and others of its kind that the importing file may have the package from. */
function rulersOf(manifest: ManifestChange, path: string): string[] {
  const kinds =
    manifest.ecosystem === 'python'
      ? ['pyproject.toml', 'requirements.txt']
      : [fileName(manifest.path)];
  // Node looks for packages in all folders above.
  const folder = manifest.ecosystem === 'npm' ? '' : folderOf(manifest.path);
  const near = rulingFiles(path).filter(
    (one) => kinds.includes(fileName(one)) && isBelow(one, folder),
  );
  const all = new Set([manifest.path, ...near]);
  if (manifest.fate === 'removed') all.delete(manifest.path);
  return [...all];
}

/** One takes away what manifests or build scripts name (a feature, a property, an entry); the other begins to name it. */
export function namesGone({ of, side, other, otherSide }: Sides): Suspicion[] {
  const offered = new Set(of.manifests.flatMap(({ offers }) => offers.added.map(({ key }) => key)));
  return of.manifests.flatMap((manifest) => {
    // What goes with its whole package is said of the package.
    if (manifest.fate === 'removed' && manifest.name !== null) return [];
    return manifest.offers.removed
      .filter(({ key }) => !offered.has(key))
      .flatMap((gone) =>
        other.takes
          .filter((one) => one.key === gone.key && reaches(manifest, one.path, gone.key))
          .slice(0, 1)
          .map(
            (one): Suspicion => ({
              kind: 'name-gone',
              key: gone.key,
              what: gone.what,
              gone: spot(side, manifest.path, gone),
              use: spot(otherSide, one.path, one),
              needs: [
                ...(manifest.fate === 'removed' ? [] : [manifest.path]),
                one.path,
                ...(isInherited(gone.key) ? sameAbove(manifest.path, one.path) : []),
              ],
            }),
          ),
      );
  });
}

/**
 * Properties, tools and entries of catalogues are found from folder to folder; everything else has one name in the whole
 * repository.
 */
const isInherited = (key: string) => /^(property|tool|catalogue) /.test(key);

function reaches(manifest: ManifestChange, path: string, key: string): boolean {
  // A catalogue lies in a folder of its own, beside the build that has it.
  const folder = folderOf(manifest.path).replace(/(^|\/)gradle$/, '');
  return !isInherited(key) || isBelow(path, folder);
}

/** Files of the same kind in the folders above a path. */
function sameAbove(kind: string, path: string): string[] {
  return rulingFiles(path).filter((one) => fileName(one) === fileName(kind));
}

/** One changes who belongs to the workspace; the other brings a package that is left out then. */
export function strangers({ of, side, other, otherSide }: Sides): Suspicion[] {
  return of.manifests.flatMap((root) => {
    if (!root.members) return [];
    const folder = folderOf(root.path);
    return other.manifests.flatMap((one): Suspicion[] => {
      const fresh = one.fate === 'added' && one.ecosystem === root.ecosystem;
      if (!fresh || !isBelow(one.path, folder) || one.path === root.path) return [];
      const wasIn = isMember(root.members?.before ?? [], folder, packageFolder(one));
      const isIn = isMember(root.members?.after ?? [], folder, packageFolder(one));
      // Packages of Cargo that members ask for by their path are members (doc.rust-lang.org, the workspaces section).
      const byPath =
        root.ecosystem === 'cargo' &&
        asked(other).some(({ requirement }) => requirement.path === packageFolder(one));
      if (!wasIn || isIn || byPath) return [];
      return [
        {
          kind: 'not-a-member',
          root: spot(side, root.path, { line: root.lines.members }),
          member: spot(otherSide, one.path, { line: one.lines.name }),
          folder: packageFolder(one),
          needs: [root.path, one.path],
        },
      ];
    });
  });
}
