/** The `Git` port over mirrors that Weir keeps of GitHub's repositories: healed where they turn out to be damaged. */
import { join } from 'node:path';
import type { EvidenceGit } from '../../ports/evidence.ts';
import type {
  Git,
  Log,
  MergeSide,
  Oid,
  Repository,
  Survey,
  TrialChain,
  TrialMerge,
} from '../../ports.ts';
import { buildChain } from './chain.ts';
import { gitRunner } from './child.ts';
import { cleanMerges } from './clean-merges.ts';
import { isDamage } from './damage.ts';
import type { Remote } from './environment.ts';
import { evidenceOver } from './evidence.ts';
import type { Answers } from './halving.ts';
import { history } from './history.ts';
import { DEFAULT_LIMITS, type GitOptions } from './limits.ts';
import { createLooks } from './looks.ts';
import { checkedRemote, createMirrorStore } from './mirrors.ts';
import { patchIds } from './patch-ids.ts';
import { type PushOutcome, pushBranch } from './push.ts';
import { headByHead, mergeBase, readFile, unlanded } from './reads.ts';
import { sweepScratch, withScratch } from './scratch.ts';
import { survey } from './survey.ts';
import { train } from './train.ts';
import { runTrialMerges } from './trial-merges.ts';
import { line } from './trunk.ts';
import { readGitVersion, requireSupported } from './version.ts';

export interface MirrorOptions extends GitOptions {
  /** Folder of the mirrors: `<installation>/<repository id>.git`. */
  root: string;
  /** Address to fetch from, without credentials (https, or http on loopback), and a token that may read it. */
  remote: (repo: Repository) => Promise<Remote>;
  /** The same with a token that may push to it; without, nothing can be pushed. */
  pushRemote?: (repo: Repository) => Promise<Remote>;
  log?: Log;
}

export interface Mirrors extends Git {
  evidence: EvidenceGit;
  /** Removes the mirror of a repository, or all mirrors of an installation (`repoId` null). */
  forget(installation: number, repoId: number | null): Promise<void>;
  /** Makes a chain of merges and pushes it to its branch; `tip` is what it must come to. */
  pushTrial(repo: Repository, chain: TrialChain, tip: Oid): Promise<PushOutcome>;
  deleteTrial(repo: Repository, branch: string): Promise<PushOutcome>;
}

/**
 * Git over mirrors that are made on demand. `fetch` throws `FetchFailed` when nothing could be fetched at all
 * (network, token, address); a commit the remote does not have is answered instead. With an unsuitable git,
 * trial merges are `undetermined` (`unsupported-git`) and everything else throws `UnsupportedGit`.
 */
export function createMirrors({
  root,
  remote,
  pushRemote = async () => {
    throw new Error('Pushing was not provided for here.');
  },
  log,
  git,
  limits: given,
}: MirrorOptions): Mirrors {
  const run = gitRunner(git);
  const limits = { ...DEFAULT_LIMITS, ...given };
  const scratchRoot = join(root, 'scratch');
  sweepScratch(scratchRoot);
  const version = once(() => readGitVersion(run));
  const mirrors = createMirrorStore({
    root,
    remote,
    log,
    run,
    fetchWallClock: limits.fetchWallClock,
  });

  const looks = createLooks(run, limits, scratchRoot);

  /** Does something with a mirror; where that turns out to be damaged, once more after it was fetched anew. */
  const healing = async <T>(
    repo: Repository,
    oids: readonly Oid[],
    attempt: () => Promise<T>,
    words: (result: T) => string[],
  ): Promise<T> => {
    requireSupported(await version());
    const before = mirrors.generation(repo);
    const [result, damage] = await attempt().then(
      (done): [T | null, string | undefined] => [done, words(done).find(isDamage)],
      (error: unknown): [null, string] => {
        if (error instanceof Error && isDamage(error.message)) return [null, error.message];
        throw error;
      },
    );
    if (damage === undefined || !(await mirrors.rebuild(repo, oids, before, damage))) {
      // Nothing more can be done about it; the outcome says so by itself.
      return result ?? (await attempt());
    }
    return attempt();
  };

  const read = <T>(
    repo: Repository,
    oids: readonly Oid[],
    work: (gitDir: string) => Promise<T>,
    words: (result: T) => string[] = () => [],
    objects: readonly Oid[] = oids,
  ): Promise<T> =>
    healing(
      repo,
      oids,
      () => withScratch(mirrors.store(repo, objects), ({ gitDir }) => work(gitDir), scratchRoot),
      words,
    );

  const readMany = async <T>(
    repo: Repository,
    oids: readonly Oid[],
    work: (gitDir: string) => Promise<Answers<T>>,
  ) => (await read(repo, oids, work, ({ troubles }) => troubles)).found;

  return {
    async fetch(repo, oids) {
      requireSupported(await version());
      return mirrors.fetch(repo, oids);
    },
    readFile: (repo, commit, path) =>
      read(repo, [commit], (gitDir) => readFile(run, gitDir, commit, path)),
    mergeBase: (repo, a, b) => read(repo, [a, b], (gitDir) => mergeBase(run, gitDir, a, b)),
    line: (repo, commit, most) => read(repo, [commit], (gitDir) => line(run, gitDir, commit, most)),
    unlanded: (repo, target, heads) =>
      headByHead(heads, (some) =>
        read(repo, [target, ...some], (gitDir) => unlanded(run, gitDir, target, some)),
      ),
    history: (repo, base, head) =>
      read(
        repo,
        [base, head],
        (gitDir) => history(run, gitDir, base, head),
        (answer) => (answer.state === 'partial' ? [answer.reason] : []),
      ),
    cleanMerges: (repo, merges) =>
      readMany(repo, merges, (gitDir) =>
        cleanMerges(run, { gitDir, format: mirrors.store(repo, merges).format }, merges, limits),
      ),
    patchIds: (repo, base, commits) =>
      readMany(repo, [base, ...commits], (gitDir) => patchIds(run, gitDir, base, commits)),
    async withSurvey(repo, target, heads, work, progress, earlier) {
      const oids = [target, ...heads];
      const attempt = () => {
        const store = mirrors.store(repo, oids);
        const key = `${store.objects} ${mirrors.generation(repo)}`;
        return looks.with(store, key, async (look) => {
          const { seen, troubles } = await survey(
            look,
            { target, heads, earlier },
            limits,
            progress,
          );
          return { troubles: [...troubles, ...troublesOf(seen)], result: await work(seen) };
        });
      };
      return (await healing(repo, oids, attempt, ({ troubles }) => troubles)).result;
    },
    async trialMerges(repo, requests, progress) {
      const found = await version();
      if (!found.supported) return requests.map(() => unsupported(found.problem));
      const oids = [
        ...new Set(requests.flatMap(({ ours, theirs }) => [...named(ours), ...named(theirs)])),
      ];
      return read(
        repo,
        oids,
        (gitDir) =>
          runTrialMerges(
            run,
            { gitDir, format: mirrors.store(repo, oids).format },
            requests,
            limits,
            progress,
          ),
        detailsOf,
      );
    },
    async train(repo, target, heads, how) {
      const found = await version();
      if (!found.supported) return heads.map(() => unsupported(found.problem));
      const oids = [target, ...heads];
      return read(
        repo,
        oids,
        (gitDir) => {
          const { format } = mirrors.store(repo, oids);
          return train(run, { gitDir, format }, target, heads, how, limits);
        },
        detailsOf,
      );
    },
    evidence: evidenceOver(run, (repo, { commits, blobs }, work) =>
      read(repo, commits, work, undefined, [...commits, ...blobs]),
    ),
    chain: (repo, chain) =>
      read(
        repo,
        [chain.base, ...chain.heads],
        (gitDir) => {
          const { format } = mirrors.store(repo, [chain.base]);
          return buildChain(run, { gitDir, format }, chain, limits);
        },
        (outcome) => (outcome.state === 'undetermined' ? [outcome.reason] : []),
      ),
    async pushTrial(repo, chain, tip) {
      requireSupported(await version());
      // A mirror that was made anew since may lack what is only needed here.
      await mirrors.fetch(repo, [chain.base, ...chain.heads]);
      const to = checkedRemote(await pushRemote(repo));
      return read(repo, [chain.base, ...chain.heads], async (gitDir) => {
        const { format } = mirrors.store(repo, [chain.base]);
        const made = await buildChain(run, { gitDir, format }, chain, limits);
        if (made.state !== 'built' || made.tip !== tip) {
          return { refused: 'The merge does not come out as it did before, so it was not pushed.' };
        }
        return pushBranch(run, gitDir, to, chain.branch, tip, limits.fetchWallClock);
      });
    },
    async deleteTrial(repo, branch) {
      requireSupported(await version());
      const to = checkedRemote(await pushRemote(repo));
      return withScratch(
        mirrors.store(repo, []),
        ({ gitDir }) => pushBranch(run, gitDir, to, branch, null, limits.fetchWallClock),
        scratchRoot,
      );
    },
    forget: (installation, repoId) => mirrors.forget(installation, repoId),
  };
}

/** git's words about heads that could not be merged with the target. */
function troublesOf({ heads }: Survey): string[] {
  return [...heads.values()].flatMap(({ onTarget }) =>
    onTarget.verdict === 'undetermined' ? [onTarget.detail] : [],
  );
}

function unsupported(detail: string): TrialMerge {
  return { verdict: 'undetermined', reason: 'unsupported-git', detail };
}

function named(side: MergeSide): Oid[] {
  return typeof side === 'string' ? [side] : [side.on, side.landed];
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= read();
    return result;
  };
}

/** What git said of merges that it could not do: a damaged mirror shows there. */
function detailsOf(outcomes: readonly TrialMerge[]): string[] {
  return outcomes.flatMap((one) => (one.verdict === 'undetermined' ? [one.detail] : []));
}
