/**
 * Manifests, lock files and structured configuration that no longer agree once both heads have landed, though the text
 * merges. What a head has wrong by itself is said once, on that head.
 */
import type { Detected, FileDetector } from '../detector.ts';
import { fileName } from '../path-parts.ts';
import { type DependencyDigest, digest } from './dependency/digest.ts';
import { isStructured, lockFile, manifestReader, rulingFiles } from './dependency/files.ts';
import { isBuildScript } from './dependency/gradle.ts';
import { isSource } from './dependency/imports.ts';
import { judged, more } from './dependency/judge.ts';
import { newlyAsked } from './dependency/manifest.ts';
import { suspicions } from './dependency/rules.ts';

export const dependency: FileDetector<DependencyDigest> = {
  kind: 'files',
  name: 'dependency',
  version: 4,
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
        'A package removed from the shared dependencies of a workspace, or removed from the repository or renamed, that the other newly asks for; less certain where another pom may give its version',
      confidence: [0.6, 0.95],
    },
    {
      finds:
        'A feature, extra, dependency group, property, or entry of a version catalogue that one takes away and the other newly names, in a manifest or a Gradle build script; a package that new scripts of package.json call, or a tool of go.mod that new lines for go generate run',
      confidence: 0.9,
    },
    {
      finds:
        'A package of the repository whose version one moves, while the other newly asks for the earlier one',
      confidence: 0.9,
    },
    {
      finds:
        'A dependency removed from a manifest that new code of the other imports, or go.mod newly names as a tool; in Cargo.toml and package.json also one kept for development only, where code outside of tests imports it; in Java and Kotlin, where packages are known by their artifacts’ names only, less certain; a note where another list of requirements may still have it',
      confidence: [0.45, 0.85],
    },
    { finds: 'A new package that the other leaves out of the workspace', confidence: 0.85 },
    { finds: 'Two new packages of one name', confidence: 0.85 },
    {
      finds:
        'Ranges of one package without a common version, or two revisions of one git repository: certain in one manifest and where Cargo builds one version only, likely in one Python environment or where one is a peer, a note where each may have its own',
      confidence: [0.4, 0.9],
    },
    {
      finds:
        'A version that package.json or uv forces on everybody, while the other asks for another one directly',
      confidence: 0.85,
    },
    {
      finds:
        'A shared dependency moved to versions without the earlier ones, or stripped of features, that the other newly takes',
      confidence: 0.6,
    },
    {
      finds: 'A package asked for with its default features by one and without them by the other',
      confidence: 0.4,
    },
    {
      finds:
        'Editions, language or engine versions set to different values (not of Go, which takes the largest): in one workspace, and a note between packages that may have nothing to do with each other',
      confidence: [0.4, 0.7],
    },
  ],
  reads: (path) =>
    manifestReader(path) !== null ||
    lockFile(path) !== null ||
    isStructured(path) ||
    isBuildScript(path) ||
    isSource(path),
  digest,
  alone: (head, { broken, lockFaults }) => [
    ...broken.map(
      (one): Detected => ({
        confidence: 0.95,
        message: `${one.path} no longer parses: ${one.reason}`,
        suggestion: `Mend ${one.path} on ${head.ref}; until then nothing about its dependencies can be told.`,
        places: [{ head: head.ref, path: one.path, line: one.line }],
      }),
    ),
    ...Object.entries(lockFaults).flatMap(([path, problems]) =>
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
    const places = [...own.manifests, ...own.imports, ...own.takes].map(({ path }) => path);
    const ruling = [...places, ...Object.keys(own.locks)].flatMap(rulingFiles);
    const asked = own.manifests.flatMap((manifest) =>
      newlyAsked(manifest).flatMap((one) =>
        // A package of the repository has a manifest of the same name.
        one.path === null ? [] : [`${one.path}/${fileName(manifest.path)}`],
      ),
    );
    return { paths: [...new Set([...Object.keys(own.structured), ...ruling, ...asked])] };
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
