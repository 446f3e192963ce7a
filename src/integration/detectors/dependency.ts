/**
 * Manifests, lock files and structured configuration that no longer agree once both heads have landed, though the text
 * merges. What a head has wrong by itself is said once, on that head.
 */
import type { Detected, FileDetector, FileVersion, PairFacts, PairSide } from '../detector.ts';
import { folderOf } from '../path-parts.ts';
import type { Place } from '../report.ts';
import { type DependencyDigest, digest, isBelow } from './dependency/digest.ts';
import { duplicateKey } from './dependency/duplicate-keys.ts';
import { isStructured, lockFile, manifestReader, rulingFiles } from './dependency/files.ts';
import { isSource } from './dependency/imports.ts';
import type { Manifest } from './dependency/manifest.ts';
import { lockProblems } from './dependency/merged-lock.ts';
import { excludesEachOther } from './dependency/ranges.ts';
import { isMember, type Spot, type Suspicion, suspicions } from './dependency/rules.ts';

export const dependency: FileDetector<DependencyDigest> = {
  kind: 'files',
  name: 'dependency',
  version: 1,
  summary:
    'Manifests, lock files and structured configuration that disagree once both have landed, though the text merges.',
  rules: [
    {
      finds:
        'A lock file that merges cleanly and no longer holds together: an edge that names nothing or two versions, an entry twice, a requirement it does not answer',
      confidence: 0.95,
    },
    { finds: 'A key that stands twice in merged YAML, JSON or TOML', confidence: 0.95 },
    {
      finds:
        'A package removed from the shared dependencies of a workspace, or from the repository, that the other newly asks for',
      confidence: 0.95,
    },
    {
      finds: 'A dependency removed from a manifest that new code of the other imports',
      confidence: 0.85,
    },
    { finds: 'A new package that the other leaves out of the workspace', confidence: 0.85 },
    { finds: 'Two new packages of one name', confidence: 0.85 },
    {
      finds:
        'Ranges of one package without a common version: certain in one manifest and where Cargo allows one version only, likely in one Python environment, a note between packages that may each have their own',
      confidence: [0.4, 0.9],
    },
    {
      finds: 'Editions, language or engine versions set to different values in one workspace',
      confidence: [0.4, 0.7],
    },
  ],
  reads: (path) =>
    manifestReader(path) !== null ||
    lockFile(path) !== null ||
    isStructured(path) ||
    isSource(path),
  digest,
  alone: (head, { broken, locks }) => [
    ...broken.map(
      (one): Detected => ({
        confidence: 0.95,
        message: `${one.path} no longer parses: ${one.reason}`,
        suggestion: `Mend ${one.path} on ${head.ref}; until then nothing about its dependencies can be told.`,
        places: [{ head: head.ref, path: one.path, line: one.line }],
      }),
    ),
    ...Object.entries(locks).flatMap(([path, problems]) =>
      problems.slice(0, 1).map(
        (problem): Detected => ({
          confidence: 0.8,
          message: `${path} does not hold together: ${problem}${more(problems)}`,
          suggestion: `Run ${lockFile(path)?.repair} on ${head.ref} and commit the result.`,
          places: [{ head: head.ref, path }],
        }),
      ),
    ),
  ],
  concerns: (own) => {
    const places = [...own.manifests, ...own.imports].map(({ path }) => path);
    const ruling = [...places, ...Object.keys(own.locks)].flatMap(rulingFiles);
    return { paths: [...new Set([...own.structured, ...ruling])] };
  },
  wants(a, b) {
    const found = suspicions(a, b);
    if (found.length === 0) return null;
    const paths = found.flatMap((one) => ('needs' in one ? one.needs : []));
    return paths.length === 0 ? {} : { merged: { paths: [...new Set(paths)], names: [] } };
  },
  detect: (pair, a, b, { merged }) =>
    suspicions(a, b).flatMap((one) => judged(one, pair, [a, b], merged)),
};

const more = (list: readonly string[]) => (list.length > 1 ? ` (and ${list.length - 1} more)` : '');

type Merged = ReadonlyMap<string, FileVersion> | null;

function judged(
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
  if ('needs' in found && !merged) return [];
  switch (found.kind) {
    case 'ranges': {
      const { name, one, other, ecosystem } = found;
      const excluded = excludesEachOther(ecosystem, one.range, other.range);
      const together = one.path === other.path || excluded;
      const confidence = excluded ? 0.9 : together ? 0.85 : ecosystem === 'python' ? 0.7 : 0.4;
      return said(
        confidence,
        `${side(one).ref} asks for ${name} ${one.range}, ${side(other).ref} for ${other.range}: no version is both`,
        together || ecosystem === 'python'
          ? `Agree on one range of ${name} before the second of the two lands.`
          : `Agree on one range of ${name}, or accept that both versions are built.`,
        [one, other],
      );
    }
    case 'unshared': {
      const { name, root, use } = found;
      const manifest = manifestIn(merged, root.path);
      if (!manifest || manifest.shared.some((one) => one.name === name)) return [];
      return said(
        0.95,
        `${side(root).ref} removes ${name} from the shared dependencies in ${root.path}, and ${side(use).ref} newly takes it from there in ${use.path}`,
        `Keep ${name} in ${root.path}, or give ${use.path} a version of its own.`,
        [root, use],
      );
    }
    case 'package-gone': {
      const { name, gone, use } = found;
      return said(
        0.95,
        `${side(gone).ref} removes the package ${name}, which ${side(use).ref} newly asks for in ${use.path}`,
        `Keep ${name}, or let ${use.path} ask for what replaces it.`,
        [gone, use],
      );
    }
    case 'import-gone': {
      const { name, manifest: at, use } = found;
      const manifest = manifestIn(merged, at.path);
      if (!manifest || manifest.requirements.some((one) => one.name === name)) return [];
      return said(
        0.85,
        `${side(at).ref} removes ${name} from ${at.path}, and ${side(use).ref} newly imports it in ${use.path}`,
        `Keep ${name} in ${at.path}, or do without it in ${use.path}.`,
        [at, use],
      );
    }
    case 'settings': {
      const { key, one, other, certain } = found;
      return said(
        certain ? 0.7 : 0.4,
        `${side(one).ref} sets ${key} to ${one.value} in ${one.path}, ${side(other).ref} sets it to ${other.value} in ${other.path}`,
        `Agree on one ${key} for the workspace.`,
        [one, other],
      );
    }
    case 'not-a-member': {
      const { root, member, folder } = found;
      const members = manifestIn(merged, root.path)?.members;
      if (!members || isMember(members, folderOf(root.path), folder)) return [];
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
          places: [pair.a, pair.b].map(({ ref }) => ({ head: ref, path: found.path })),
        },
      ];
    }
  }
}

function textIn(merged: Merged, path: string): string | null {
  const file = merged?.get(path);
  return file?.state === 'text' ? file.text : null;
}

function manifestIn(merged: Merged, path: string): Manifest | null {
  const text = textIn(merged, path);
  const reading = text === null ? null : manifestReader(path)?.(path, text);
  return reading?.state === 'read' ? reading.manifest : null;
}

/** The lock where a head changes it, else the manifest by which it takes part. */
function placeOf(digested: DependencyDigest | undefined, lock: string): string {
  if (!digested || lock in digested.locks) return lock;
  return digested.manifests.find(({ path }) => isBelow(path, folderOf(lock)))?.path ?? lock;
}
