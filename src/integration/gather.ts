import {
  gatherMerged,
  gatherMergedTips,
  type MergedWorkstreams,
  readOnce,
} from '../plan/gather-merged.ts';
import { type PlanReading, readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import type { Deps, Oid, OpenHead, Repository, RepositoryFacts } from '../ports.ts';
import { selectHeads, workstreamBranches } from './heads.ts';
import type { Base, LandsBy } from './report.ts';

/** Everything read once before a repository is judged. */
export interface Facts {
  repo: Repository;
  repository: RepositoryFacts;
  reading: PlanReading;
  /** Null in a repository without a commit on its target branch. */
  base: Base | null;
  plan: Plan | null;
  heads: OpenHead[];
  /** Every open PR, whatever it runs into. */
  pullRequests: OpenHead[];
  /** How heads land where the repository makes no merge commits; null where it does. */
  landsBy: LandsBy | null;
  /** Workstreams of which something was merged, as far as others depend on them. */
  merged: MergedWorkstreams | null;
}

/** Reads plan, open PRs and workstream branches, and makes their commits available to git. */
export async function gather(repo: Repository, deps: Deps): Promise<Facts> {
  const repository = await deps.forge.repository(repo);
  const reading = await readPlan(repo, repository.defaultBranch, deps);
  const plan = reading.state.kind === 'valid' ? reading.state.plan : null;
  const [pullRequests, tips] = await Promise.all([
    deps.forge.pullRequests(repo),
    deps.forge.branches(repo, workstreamBranches(plan)),
  ]);
  const found = selectHeads(reading.target.ref, plan, pullRequests, tips);
  const missing = await deps.git.fetch(repo, [...new Set(found.map((head) => head.oid))]);
  if (missing.size > 0) {
    deps.log.warn({ repo: repo.id, commits: [...missing] }, 'some heads could not be fetched');
  }
  const { merge, squash, rebase } = repository.mergeMethods;
  const { ref, oid } = reading.target;
  const reads = { ...deps, activity: readOnce(deps.activity) };
  const over = await leftOver(repo, plan, { ref, oid }, found, reads);
  const heads = found.filter((head) => !over.has(head));
  return {
    repo,
    repository,
    reading,
    base: oid === null ? null : { ref, oid },
    plan,
    heads,
    pullRequests,
    landsBy: merge ? null : squash ? 'squash' : rebase ? 'rebase' : null,
    merged: plan && (await gatherMerged(repo, plan, ref, reads, deps)),
  };
}

/**
 * Branches that stayed behind when their pull request was squashed or rebased into the target: nothing of them is left
 * to land, although the target lacks their commits.
 */
async function leftOver(
  repo: Repository,
  plan: Plan | null,
  target: { ref: string; oid: Oid | null },
  heads: readonly OpenHead[],
  { activity, git, now }: Pick<Deps, 'git' | 'now'> & Parameters<typeof gatherMergedTips>[3],
): Promise<Set<OpenHead>> {
  const alone = heads.filter(({ pullRequest }) => pullRequest === null);
  if (!plan || target.oid === null || alone.length === 0) return new Set();
  const merged = await gatherMergedTips(repo, plan, target.ref, { activity, now });
  const known = alone.filter(({ oid }) => merged.has(oid));
  if (known.length === 0) return new Set();
  // What a merge brought in is told as a part of the target.
  const unlanded = await git.unlanded(
    repo,
    target.oid,
    known.map(({ oid }) => oid),
  );
  return new Set(known.filter(({ oid }) => (unlanded.get(oid)?.commits.size ?? 0) > 0));
}
