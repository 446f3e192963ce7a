import { gatherMerged, type MergedWorkstreams } from '../plan/gather-merged.ts';
import { type PlanReading, readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import type { Deps, OpenHead, Repository, RepositoryFacts } from '../ports.ts';
import { selectHeads, workstreamBranches } from './heads.ts';
import type { Base } from './report.ts';

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
  /** Landing here always squashes. */
  squashOnly: boolean;
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
  const heads = selectHeads(reading.target.ref, plan, pullRequests, tips);
  const missing = await deps.git.fetch(repo, [...new Set(heads.map((head) => head.oid))]);
  if (missing.size > 0) {
    deps.log.warn({ repo: repo.id, commits: [...missing] }, 'some heads could not be fetched');
  }
  const { merge, squash, rebase } = repository.mergeMethods;
  const { ref, oid } = reading.target;
  return {
    repo,
    repository,
    reading,
    base: oid === null ? null : { ref, oid },
    plan,
    heads,
    pullRequests,
    squashOnly: squash && !merge && !rebase,
    merged: plan && (await gatherMerged(repo, plan, ref, deps, deps)),
  };
}
