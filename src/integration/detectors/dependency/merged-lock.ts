/** Whether a lock file that merged cleanly still holds together and follows the manifests merged with it. */

import { folderOf } from '../../path-parts.ts';
import { type DependencyDigest, isBelow } from './digest.ts';
import { lockFile } from './files.ts';
import type { Lock } from './lock.ts';
import type { Manifest, Requirement } from './manifest.ts';
import { answers } from './ranges.ts';

/**
 * Problems that neither head has by itself, in words.
 *
 * @param text of the merged lock; null where it cannot be read
 * @param manifestAt reads a merged manifest
 */
export function lockProblems(
  path: string,
  text: string | null,
  digests: readonly DependencyDigest[],
  manifestAt: (path: string) => Manifest | null,
): string[] {
  const file = lockFile(path);
  if (!file || text === null) return [];
  let lock: Lock;
  try {
    lock = file.read(text);
  } catch {
    // A conflict marker is no surprise here; broken on one side is said there.
    return digests.every(({ locks }) => (locks[path] ?? []).length === 0)
      ? ['it does not parse']
      : [];
  }
  const known = new Set(digests.flatMap(({ locks }) => locks[path] ?? []));
  return [
    ...lock.problems.filter((problem) => !known.has(problem)),
    ...digests.flatMap((digested) => unanswered(path, lock, digested, manifestAt)),
  ];
}

/** What a head asks for, and locked, that the merged lock has lost. */
function unanswered(
  path: string,
  lock: Lock,
  digested: DependencyDigest,
  manifestAt: (path: string) => Manifest | null,
): string[] {
  const file = lockFile(path);
  // A head that left its own lock behind has that by itself.
  if (!file || !(path in digested.locks)) return [];
  return digested.manifests
    .filter((one) => one.ecosystem === file.ecosystem && isBelow(one.path, folderOf(path)))
    .flatMap((one) => {
      const merged = manifestAt(one.path);
      if (!merged) return [];
      const fresh = new Set(
        [...one.added, ...one.changed.map(({ after }) => after)].map(({ name }) => name),
      );
      return merged.requirements
        .filter(({ name, from }) => fresh.has(name) && from !== 'git')
        .filter((requirement) => !isAnswered(lock, file.ecosystem, merged, requirement))
        .map(({ name, range }) => `${one.path} asks for ${name}${range ? ` ${range}` : ''}`)
        .map((what) => `${what}, which it does not hold`);
    });
}

function isAnswered(
  lock: Lock,
  ecosystem: Manifest['ecosystem'],
  { name: owner }: Manifest,
  { name, range, section, from }: Requirement,
): boolean {
  if (ecosystem === 'go')
    return section !== 'require' || (lock.packages.get(name) ?? []).length > 0;
  // Peers may be left to others.
  if (section === 'peerDependencies') return true;
  if (lock.asked) return from === 'path' || lock.asked.has(`${name}@${range}`);
  const needs = owner === null ? undefined : lock.owners?.get(owner);
  if (needs && !needs.has(name)) return false;
  const versions = lock.packages.get(name) ?? [];
  if (versions.length === 0) return false;
  return range === null || versions.some((one) => answers(ecosystem, one, range) !== false);
}
