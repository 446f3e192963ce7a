/** The `Git` port over the user's own clone. */
import type { EvidenceGit } from '../../ports/evidence.ts';
import type { Git, Oid } from '../../ports.ts';
import { buildChain } from './chain.ts';
import { gitRunner } from './child.ts';
import { cleanMerges } from './clean-merges.ts';
import { findStore } from './clone.ts';
import { evidenceOver } from './evidence.ts';
import { history } from './history.ts';
import { DEFAULT_LIMITS, type GitOptions } from './limits.ts';
import { createLooks } from './looks.ts';
import { isOid, lookUp } from './objects.ts';
import { patchIds } from './patch-ids.ts';
import { headByHead, mergeBase, readFile, unlanded } from './reads.ts';
import { withScratch } from './scratch.ts';
import { survey } from './survey.ts';
import { train } from './train.ts';
import { runTrialMerges } from './trial-merges.ts';
import { line } from './trunk.ts';
import { readGitVersion, requireSupported } from './version.ts';

/**
 * Git over the user's own repository: a work tree (or a folder in it), a linked work tree or a bare repository.
 * Throws `UnusableClone` where there is none or where it is shallow, `UnsupportedGit` with an unsuitable git. In a
 * partial clone, merges that need what it left out are `undetermined`. Every method ignores which repository it is asked about: there is only this one.
 * `close` ends what is kept for the next survey, which otherwise ends by itself after a while.
 */
export async function openClone(
  dir: string,
  { git, limits: given }: GitOptions = {},
): Promise<Git & { evidence: EvidenceGit; close(): Promise<void> }> {
  const run = gitRunner(git);
  const limits = { ...DEFAULT_LIMITS, ...given };
  requireSupported(await readGitVersion(run));
  const store = await findStore(run, dir);
  const looks = createLooks(run, limits);
  const read = <T>(work: (gitDir: string) => Promise<T>) =>
    withScratch(store, ({ gitDir }) => work(gitDir));
  return {
    fetch: (_repo, oids) =>
      read(async (gitDir) => {
        const headers = await lookUp(
          run,
          gitDir,
          oids.map((oid) => (isOid(oid) ? oid : 'none')),
        );
        const reason = 'this clone does not have the commit; fetch it there first';
        return new Map(
          oids.flatMap((oid, index): [Oid, string][] => (headers[index] ? [] : [[oid, reason]])),
        );
      }),
    readFile: (_repo, commit, path) => read((gitDir) => readFile(run, gitDir, commit, path)),
    mergeBase: (_repo, a, b) => read((gitDir) => mergeBase(run, gitDir, a, b)),
    line: (_repo, commit, most) => read((gitDir) => line(run, gitDir, commit, most)),
    unlanded: (_repo, target, heads) =>
      headByHead(heads, (some) => read((gitDir) => unlanded(run, gitDir, target, some))),
    history: (_repo, base, head) => read((gitDir) => history(run, gitDir, base, head)),
    cleanMerges: (_repo, merges) =>
      read(async (gitDir) => {
        const scratch = { gitDir, format: store.format };
        return (await cleanMerges(run, scratch, merges, limits)).found;
      }),
    patchIds: (_repo, base, commits) =>
      read(async (gitDir) => (await patchIds(run, gitDir, base, commits)).found),
    withSurvey: (_repo, target, heads, work, progress, earlier) =>
      looks.with(store, store.objects, async (look) =>
        work((await survey(look, { target, heads, earlier }, limits, progress)).seen),
      ),
    evidence: evidenceOver(run, (_repo, _objects, work) => read(work)),
    close: () => looks.end(),
    chain: (_repo, chain) =>
      read((gitDir) => buildChain(run, { gitDir, format: store.format }, chain, limits)),
    train: (_repo, target, heads, how) =>
      read((gitDir) => train(run, { gitDir, format: store.format }, target, heads, how, limits)),
    trialMerges: (_repo, requests, progress) =>
      read((gitDir) =>
        runTrialMerges(run, { gitDir, format: store.format }, requests, limits, progress),
      ),
  };
}
