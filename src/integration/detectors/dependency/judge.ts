/** What is wrong once both have landed, in words: suspicions that files of the merge confirm. */
import type { Detected, PairFacts, PairSide } from '../../detector.ts';
import { fileName, folderOf, isBelow } from '../../path-parts.ts';
import type { Place } from '../../report.ts';
import { catalogOf } from './at-odds.ts';
import type { DependencyDigest } from './digest.ts';
import { duplicateKey } from './duplicate-keys.ts';
import { lockFile } from './files.ts';
import { isForDevelopment } from './for-tests.ts';
import { isInstalled } from './forced.ts';
import { importsPackage } from './imports.ts';
import { isPlain } from './jvm-ranges.ts';
import { managedElsewhere } from './managed-versions.ts';
import type { Ecosystem, Manifest } from './manifest.ts';
import { bothStand, holds, type Merged, manifestIn, textIn } from './merged-files.ts';
import { lockProblems } from './merged-lock.ts';
import type { Bond, Spot, Suspicion } from './rules.ts';
import { isMember, workspaceOf } from './workspaces.ts';

/** How many more there are than the one that is told. */
export const more = (list: readonly string[]) =>
  list.length > 1 ? ` (and ${list.length - 1} more)` : '';

const CONFIDENCE: Readonly<Record<Bond, number>> = {
  workspace: 0.9,
  manifest: 0.85,
  environment: 0.7,
  peer: 0.6,
  choice: 0.4,
  none: 0.4,
};

export function judged(
  found: Suspicion,
  pair: PairFacts,
  digests: readonly [DependencyDigest, DependencyDigest],
  merged: Merged,
): Detected[] {
  const side = (one: Spot): PairSide => pair[one.side];
  const place = (one: Spot): Place => ({ head: side(one).ref, path: one.path, line: one.line });
  const said = (
    confidence: number,
    message: string,
    suggestion: string,
    spots: readonly Spot[],
  ): Detected[] => [{ confidence, message, suggestion, places: spots.map(place) }];
  // Where the text does not merge there is nothing to look into yet.
  if ('needs' in found && found.needs.length > 0 && !merged) return [];
  const merging = (path: string) => manifestIn(merged, path);
  switch (found.kind) {
    case 'ranges': {
      const { name, one, other, ecosystem, entry } = found;
      // Git has made one of two entries, or left both.
      if (entry && !bothStand(merging(one.path), name, one, other)) return [];
      const isApart = workspaceOf(one.path, merging) !== workspaceOf(other.path, merging);
      if (found.bond === 'workspace' && isApart) return [];
      const locked = found.needs.some((path) => merged?.has(path));
      const bond = found.bond === 'choice' && locked ? 'manifest' : found.bond;
      return said(CONFIDENCE[bond], rangesApart(), rangesTogether(), [one, other]);

      function rangesApart(): string {
        const [mine, its] = [side(one).ref, side(other).ref];
        if (ecosystem === 'go' && one.range === other.range)
          return `One of ${mine} and ${its} asks for ${name} ${one.range}, the other excludes it`;
        const asked = `${mine} asks for ${name} ${one.range}, ${its} for ${other.range}`;
        const wishes = ecosystem === 'jvm' && isPlain(one.range) && isPlain(other.range);
        return `${asked}: ${wishes ? 'a build with both takes one of them' : 'no version is both'}`;
      }

      function rangesTogether(): string {
        if (CONFIDENCE[bond] > CONFIDENCE.none)
          return `Agree on one range of ${name} before the second of the two lands.`;
        const otherwise: Partial<Record<Ecosystem, string>> = {
          jvm: 'if the two are built together',
          python: 'if the two are installed together',
        };
        return `Agree on one range of ${name}, ${otherwise[ecosystem] ?? 'or accept that both versions are built'}.`;
      }
    }
    case 'overridden': {
      const { name, ecosystem, forced, direct } = found;
      const byName =
        ecosystem === 'npm' ? `, or let the override name the dependency ("$${name}")` : '';
      return said(
        0.85,
        `${side(forced).ref} forces ${name} ${forced.range} on everybody, and ${side(direct).ref} asks for ${direct.range} directly`,
        `Write one version of ${name} in both places${byName}.`,
        [forced, direct],
      );
    }
    case 'features': {
      const { name, without, withThem } = found;
      return said(
        0.4,
        `${side(without).ref} asks for ${name} without its default features, ${side(withThem).ref} with them: built together, it has them`,
        `Agree whether ${name} has its default features.`,
        [without, withThem],
      );
    }
    case 'shared-moved': {
      const { name, root, use, how } = found;
      return said(
        0.6,
        `${side(root).ref} ${how} in ${root.path}, and ${side(use).ref} newly takes it from there in ${use.path}`,
        `See whether ${use.path} works with ${name} as ${side(root).ref} leaves it, or give it a version of its own.`,
        [root, use],
      );
    }
    case 'unshared': {
      const { name, catalog, root, use } = found;
      const kept = merging(root.path);
      if (!kept || kept.shared.some((one) => one.name === name && catalogOf(one) === catalog))
        return [];
      const managed =
        kept.ecosystem === 'jvm' ? managedElsewhere(use.path, kept, name, merging) : 'no';
      if (managed === 'likely') return [];
      return said(
        managed === 'maybe' ? 0.6 : 0.95,
        `${side(root).ref} removes ${name} from the shared dependencies in ${root.path}, and ${side(use).ref} newly takes it from there in ${use.path}`,
        `Keep ${name} in ${root.path}, or give ${use.path} a version of its own.`,
        [root, use],
      );
    }
    case 'package-gone': {
      const { name, renamed, gone, use } = found;
      return said(
        0.95,
        renamed === null
          ? `${side(gone).ref} removes the package ${name}, which ${side(use).ref} newly asks for in ${use.path}`
          : `${side(gone).ref} renames the package ${name} to ${renamed}, and ${side(use).ref} newly asks for ${name} in ${use.path}`,
        renamed === null
          ? `Keep ${name}, or let ${use.path} ask for what replaces it.`
          : `Ask for ${renamed} in ${use.path} once the rename has landed.`,
        [gone, use],
      );
    }
    case 'version-moved': {
      const { name, moved, use } = found;
      return said(
        0.9,
        `${side(moved).ref} moves ${name} to ${moved.value} in ${moved.path}, and ${side(use).ref} newly asks for ${use.range} in ${use.path}`,
        `Ask for ${name} ${moved.value} in ${use.path} once ${side(moved).ref} has landed.`,
        [moved, use],
      );
    }
    case 'import-gone': {
      const { name, ecosystem, imported, manifest: at, shipped, use, needs } = found;
      if (needs.includes(at.path) && !manifestIn(merged, at.path)) return [];
      const rulers = needs.flatMap((path) => {
        const manifest = manifestIn(merged, path);
        return manifest ? [{ path, manifest }] : [];
      });
      // Another entry, or a manifest nearer to the file, may bring what is imported.
      const offered = ({ manifest }: (typeof rulers)[number]) =>
        manifest.requirements.filter(
          (one) => isInstalled(one) && importsPackage({ ecosystem, name: imported }, one),
        );
      const isMissed = (path: string, section: string) =>
        shipped && path === at.path && isForDevelopment(ecosystem, section);
      const brings = (one: (typeof rulers)[number]) =>
        offered(one).some(({ section }) => !isMissed(one.path, section));
      const ownNearer = rulers.some(({ path }) => folderOf(path) !== folderOf(at.path));
      if (rulers.some(brings) || (ownNearer && ecosystem !== 'npm' && ecosystem !== 'jvm'))
        return [];
      const isTool = fileName(use.path) === 'go.mod';
      const uses = `${side(use).ref} newly ${isTool ? `names ${imported} as a tool` : 'imports it'} in ${use.path}`;
      const left = rulers.filter((one) => offered(one).length > 0);
      if (left.length > 0) {
        if (!left.some(({ manifest }) => isUsedAlone(manifest))) return [];
        return said(
          ecosystem === 'cargo' ? 0.85 : 0.6,
          `${side(at).ref} keeps ${name} for development only in ${at.path}, and ${uses}`,
          `Keep ${name} under dependencies in ${at.path}, or do without it in ${use.path}.`,
          [at, use],
        );
      }
      return said(
        confidenceOfImport(ecosystem, at.path),
        `${side(at).ref} removes ${name} from ${at.path}, and ${uses}`,
        `Keep ${name} in ${at.path}, or do without it in ${use.path}.`,
        [at, use],
      );
    }
    case 'name-gone': {
      const { key, what, gone, use, needs } = found;
      const stands = needs.some((path) =>
        manifestIn(merged, path)?.offers.some((one) => one.key === key),
      );
      const isRead = !needs.includes(gone.path) || manifestIn(merged, gone.path) !== null;
      if (stands || !isRead) return [];
      const inFile = (word: string) => (what === gone.path ? '' : ` ${word} ${gone.path}`);
      return said(
        0.9,
        `${side(gone).ref} removes ${what}${inFile('from')}, and ${side(use).ref} newly uses it in ${use.path}`,
        `Keep ${what}${inFile('in')}, or do without it in ${use.path}.`,
        [gone, use],
      );
    }
    case 'settings': {
      const { key, one, other, grave, needs } = found;
      const together = needs.some((path) => holds(path, manifestIn(merged, path), one, other));
      return said(
        together && grave ? 0.7 : 0.4,
        `${side(one).ref} sets ${key} to ${one.value} in ${one.path}, ${side(other).ref} sets it to ${other.value} in ${other.path}`,
        together
          ? `Agree on one ${key} for the workspace.`
          : `Agree on one ${key}, if the two are used together.`,
        [one, other],
      );
    }
    case 'not-a-member': {
      const { root, member, folder } = found;
      const members = merging(root.path)?.members;
      const isRoot = (merging(member.path)?.members ?? null) !== null;
      if (!members || isRoot || isMember(members, folderOf(root.path), folder)) return [];
      return said(
        0.85,
        `${side(member).ref} adds a package in ${folder}, which is no member of the workspace any more as ${side(root).ref} leaves it in ${root.path}`,
        `Add ${folder} to the members in ${root.path}.`,
        [root, member],
      );
    }
    case 'same-package': {
      const { name, one, other } = found;
      return said(
        0.85,
        `Both add a package called ${name}: ${one.path} and ${other.path}`,
        'Give one of the two another name.',
        [one, other],
      );
    }
    case 'lock': {
      const problems = lockProblems(found.path, textIn(merged, found.path), digests, (path) =>
        manifestIn(merged, path),
      );
      if (problems.length === 0) return [];
      return [
        {
          confidence: 0.95,
          message: `${found.path} merges cleanly and does not hold together any more: ${problems[0]}${more(problems)}`,
          suggestion: `Whoever lands second runs ${lockFile(found.path)?.repair} after merging ${pair.target}.`,
          places: [pair.a, pair.b].map(({ ref }, at) => ({
            head: ref,
            path: placeOf(digests[at], found.path),
          })),
          evidence: problems.slice(0, 20).join('\n'),
        },
      ];
    }
    case 'keys': {
      const twice = duplicateKey(found.path, textIn(merged, found.path) ?? '');
      if (!twice) return [];
      return [
        {
          confidence: 0.95,
          message: `${twice.key} stands twice in ${found.path} once both have landed (line ${twice.line} of the merged file)`,
          suggestion: `Whoever lands second joins the two after merging ${pair.target}.`,
          places: [pair.a, pair.b].map(({ ref }, at): Place => {
            const line = digests[at]?.structured[found.path]?.[twice.key];
            return { head: ref, path: found.path, ...(line !== undefined && { line }) };
          }),
        },
      ];
    }
  }
}

/** Of packages of the JVM only names are known; a list of requirements for one purpose may not be the only one. */
function confidenceOfImport(ecosystem: Ecosystem, path: string): number {
  const isGeneral = /^(pyproject\.toml|requirements\.(txt|in))$/.test(fileName(path));
  if (ecosystem === 'python' && !isGeneral) return 0.45;
  return ecosystem === 'jvm' ? 0.6 : 0.85;
}

/** Whether a package is used with its dependencies alone; what has none is bundled with what it is developed with. */
function isUsedAlone({ ecosystem, requirements }: Manifest): boolean {
  return ecosystem === 'cargo' || requirements.some(({ section }) => section === 'dependencies');
}

/** The lock where a head changes it, else the manifest by which it takes part. */
function placeOf(digested: DependencyDigest | undefined, lock: string): string {
  if (!digested || lock in digested.locks) return lock;
  return digested.manifests.find(({ path }) => isBelow(path, folderOf(lock)))?.path ?? lock;
}
