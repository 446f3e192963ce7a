/** Which git there is, and whether its trial merges can be trusted. */
import { gitWords, MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';

export type GitVersion =
  | { supported: true; version: string }
  /** `problem`: what was found, why it does not do, and what to install. */
  | { supported: false; version: string | null; problem: string };

/** Thrown by reads that need git where git is absent or unsuitable; the message is for people. */
export class UnsupportedGit extends Error {
  override name = 'UnsupportedGit';
}

const INSTALL = 'Install git 2.39 or newer (but none of 2.43.0 to 2.45.2), then start Weir again.';

/** Asks git for its version. */
export async function readGitVersion(run: RunGit): Promise<GitVersion> {
  const end = await run({
    args: ['version'],
    env: gitEnvironment(null),
    wallClock: 10_000,
    memory: MERGE_MEMORY_BYTES,
    output: 10_000,
  });
  if (end.how !== 'exit' || end.code !== 0) {
    return {
      supported: false,
      version: null,
      problem: `git could not be started (${gitWords(end)}). ${INSTALL}`,
    };
  }
  return judgeGitVersion(end.stdout.toString('utf8').trim());
}

/** Judges what `git version` printed. Pure. */
export function judgeGitVersion(printed: string): GitVersion {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(printed);
  if (!found) {
    const problem = `git said "${printed.slice(0, 80)}" when asked for its version. ${INSTALL}`;
    return { supported: false, version: null, problem };
  }
  const version = found[0];
  const number = Number(found[1]) * 1e6 + Number(found[2]) * 1e3 + Number(found[3] ?? 0);
  if (number < 2_038_000) {
    const problem = `git ${version} cannot merge without a work tree. ${INSTALL}`;
    return { supported: false, version, problem };
  }
  if (number >= 2_043_000 && number <= 2_045_002) {
    const problem =
      `git ${version} lets a repository's own .gitattributes decide trial merges, which can hide ` +
      `conflicts and run programs. ${INSTALL}`;
    return { supported: false, version, problem };
  }
  return { supported: true, version };
}

/** Throws `UnsupportedGit`. */
export function requireSupported(version: GitVersion): void {
  if (!version.supported) throw new UnsupportedGit(version.problem);
}
