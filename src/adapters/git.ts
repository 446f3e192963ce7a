/**
 * The `Git` port over real git: mirrors that Weir keeps of GitHub's repositories, or the user's own clone.
 * Both are read through a throw-away bare repository over the object store, so that refs, attributes, hooks
 * and configuration of what is read never take part, and nothing is written to it.
 */
import { gitRunner } from './git/child.ts';
import { type GitVersion, readGitVersion } from './git/version.ts';

export type { GitOptions } from './git/limits.ts';
export { openClone } from './git/over-clone.ts';
export { createMirrors, type MirrorOptions, type Mirrors } from './git/over-mirrors.ts';

/** Which git there is and whether it will do; for `weir doctor`. */
export function gitVersion(git?: string): Promise<GitVersion> {
  return readGitVersion(gitRunner(git));
}
