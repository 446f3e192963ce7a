/** Whether a lock file that merged cleanly still holds together and follows the manifests merged with it. */

import { folderOf, isBelow } from '../../path-parts.ts';
import type { DependencyDigest } from './digest.ts';
import { duplicateKey } from './duplicate-keys.ts';
import { lockFile } from './files.ts';
import { isForced } from './forced.ts';
import type { Lock } from './lock.ts';
import { type Manifest, newlyAsked, type Requirement } from './manifest.ts';
import { answers } from './ranges.ts';

/** What the rules of locks need of a digest. */
type Digested = Pick<DependencyDigest, 'locks' | 'manifests'>;

/**
 * Problems that neither head has by itself, in words. What a head's own lock does not answer either is none: the
 * manifest may follow another lock, or versions may be forced.
 *
 * @param text of the merged lock; null where it cannot be read
 * @param manifestAt reads a merged manifest
 */
export function lockProblems(
  path: string,
  text: string | null,
  digests: readonly Digested[],
  manifestAt: (path: string) => Manifest | null,
): string[] {
  const file = lockFile(path);
  if (!file || text === null || digests.some(({ locks }) => locks[path] === null)) return [];
  const known = new Set(digests.flatMap(({ locks }) => locks[path] ?? []).map(withoutFound));
  let lock: Lock;
  try {
    lock = file.read(text);
  } catch {
    // A conflict marker is no surprise here; broken on one side is said there.
    const twice = duplicateKey(path, text);
    const what = twice ? `${twice.key} stands there twice` : 'it does not parse';
    return known.size === 0 ? [what] : [];
  }
  const problems = [
    ...lock.problems,
    ...lock.strays,
    ...digests.flatMap((digested) => unansweredBy(lock, path, digested, manifestAt)),
  ];
  return [...new Set(problems)].filter((problem) => !known.has(withoutFound(problem)));
}

/** What is needed, whatever is found instead: where an override forces other versions, their next ones are no news. */
function withoutFound(problem: string): string {
  return problem.replace(/, (?:and finds .*|which is not there)$/, '');
}

/** What a head asks for, and locked, that a lock does not hold, in words; nothing where the lock does not parse. */
export function unanswered(
  path: string,
  text: string,
  digested: Digested,
  manifestAt: (path: string) => Manifest | null,
): string[] {
  try {
    const lock = lockFile(path)?.read(text);
    return lock ? unansweredBy(lock, path, digested, manifestAt) : [];
  } catch {
    return [];
  }
}

function unansweredBy(
  lock: Lock,
  path: string,
  digested: Digested,
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
      const fresh = new Set(newlyAsked(one).map(({ name }) => name));
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
  { name: owner, requirements }: Manifest,
  requirement: Requirement,
): boolean {
  const { name, range, section, from } = requirement;
  const versions = lock.packages.get(name) ?? [];
  if (ecosystem === 'go') {
    const replaced = requirements.some((one) => one.section === 'replace' && one.name === name);
    return section !== 'require' || replaced || (range !== null && versions.includes(range));
  }
  // Peers may be left to others.
  if (section === 'peerDependencies' || isForced(requirement)) return true;
  if (lock.asked) return from === 'path' || lock.asked.has(`${name}@${range}`);
  const needs = owner === null ? undefined : lock.owners?.get(owner);
  if (needs && !needs.has(name)) return false;
  if (versions.length === 0) return false;
  return range === null || versions.some((one) => answers(ecosystem, one, range) !== false);
}
