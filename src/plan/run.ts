/** The check `Weir / plan`: validates the plan file in every open pull request that changes it. */
import type { Deps, FileRead, Oid, OpenHead, PullRequest, Repository, Run } from '../ports.ts';
import { difference, differs, type PlanCheck, planState } from './check.ts';
import { PLAN_PATH } from './parse.ts';
import { readPlan } from './read.ts';
import { planCheckRun } from './render.ts';

type PullRequestHead = OpenHead & { pullRequest: PullRequest };

/**
 * Yields one check run for each head commit of an open PR that changes the plan file against the merge base
 * with its base branch. PRs that do not change it get none. A commit that git cannot read gets none either:
 * whether it changes the plan is unknown, and `Weir / integration` speaks about it.
 */
export async function* checkPlans(job: { repo: Repository }, deps: Deps): Run {
  const { repo } = job;
  const heads = (await deps.forge.pullRequests(repo)).filter(isPullRequest);
  if (heads.length === 0) return;
  const { defaultBranch } = await deps.forge.repository(repo);
  const ruling = await readPlan(repo, defaultBranch, deps);
  const target = { ref: ruling.target.ref, plan: ruling.state.kind };
  const bases = await deps.forge.branches(repo, [
    ...new Set(heads.map(({ pullRequest }) => pullRequest.base)),
  ]);
  const missing = await deps.git.fetch(repo, [
    ...new Set([...heads.map(({ oid }) => oid), ...bases.values()]),
  ]);

  const mayChangePlan = await changesOf(repo, heads, bases, missing, deps);
  const checks = new Map<Oid, PlanCheck>();
  for (const { oid, pullRequest } of heads) {
    const base = bases.get(pullRequest.base);
    const reason =
      missing.get(oid) ?? (base === undefined ? 'its base branch is gone' : missing.get(base));
    if (base === undefined || reason !== undefined) {
      const facts = { repo: repo.id, pullRequest: pullRequest.number, reason };
      deps.log.warn(facts, 'The plan of a pull request could not be checked');
      continue;
    }
    if (!mayChangePlan(base, oid)) continue;
    const { before, after } = await readBoth(repo, base, oid, deps);
    if (!differs(before, after)) continue;
    const check = checks.get(oid) ?? {
      oid,
      state: planState(after),
      changes: [],
      target,
    };
    check.changes.push({
      pullRequest: pullRequest.number,
      base: pullRequest.base,
      difference: difference(planState(before), check.state),
    });
    checks.set(oid, check);
  }
  if (checks.size > 0) yield [...checks.values()].map((check) => planCheckRun(repo, check));
}

function isPullRequest(head: OpenHead): head is PullRequestHead {
  return head.pullRequest !== null;
}

/**
 * Tells heads that leave the plan file alone without reading it: most do. What git could not list may
 * change it.
 */
async function changesOf(
  repo: Repository,
  heads: readonly PullRequestHead[],
  bases: ReadonlyMap<string, Oid>,
  missing: ReadonlyMap<Oid, string>,
  { git }: Pick<Deps, 'git'>,
): Promise<(base: Oid, head: Oid) => boolean> {
  const here = (oid: Oid) => !missing.has(oid);
  const changed = new Map<string, string[] | null>();
  for (const base of new Set([...bases.values()].filter(here))) {
    const on = heads.filter(({ pullRequest }) => bases.get(pullRequest.base) === base);
    const oids = [...new Set(on.map(({ oid }) => oid))].filter(here);
    for (const [head, { paths }] of await git.unlanded(repo, base, oids)) {
      changed.set(`${base} ${head}`, paths);
    }
  }
  return (base, head) => changed.get(`${base} ${head}`)?.includes(PLAN_PATH) ?? true;
}

async function readBoth(
  repo: Repository,
  base: Oid,
  head: Oid,
  { git }: Pick<Deps, 'git'>,
): Promise<{ before: FileRead; after: FileRead }> {
  // Without a common commit, what the head would change is measured against the base itself.
  const from = (await git.mergeBase(repo, base, head)) ?? base;
  return {
    before: await git.readFile(repo, from, PLAN_PATH),
    after: await git.readFile(repo, head, PLAN_PATH),
  };
}
