/** The `EvidenceGit` port over any repository that git can open. */
import type { EvidenceGit } from '../../ports/evidence.ts';
import type { Oid, Repository } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { logOf } from './log.ts';
import { GitFailed, peelCommits } from './objects.ts';
import { symbolsIn, symbolsWritten } from './symbol-files.ts';
import { contents, regularFiles } from './tree-files.ts';

/** @param read hands over the repository that holds these commits or blobs, for as long as `work` takes */
export function evidenceOver(
  run: RunGit,
  read: <T>(
    repo: Repository,
    objects: { commits: readonly Oid[]; blobs: readonly Oid[] },
    work: (gitDir: string) => Promise<T>,
  ) => Promise<T>,
): EvidenceGit {
  return {
    paths: (repo, commit) =>
      read(repo, { commits: [commit], blobs: [] }, async (gitDir) => {
        const [found] = await peelCommits(run, gitDir, [commit]);
        if (!found) return null;
        return regularFiles(run, gitDir, found).catch((error: unknown) => {
          // Too large or too slow is an answer; damage is for the mirror to heal.
          if (error instanceof GitFailed && error.end.how !== 'exit') return null;
          throw error;
        });
      }),
    texts: (repo, blobs) =>
      read(repo, { commits: [], blobs }, (gitDir) => contents(run, gitDir, blobs)),
    symbols: (repo, files) =>
      read(repo, { commits: [], blobs: files.map(({ blob }) => blob) }, (gitDir) =>
        symbolsIn(run, gitDir, files),
      ),
    written: symbolsWritten,
    log: (repo, ask) => {
      const commits = ask.not === undefined ? [ask.tip] : [ask.tip, ask.not];
      return read(repo, { commits, blobs: [] }, (gitDir) => logOf(run, gitDir, ask));
    },
  };
}
