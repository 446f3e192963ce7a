import { isTrialBranch } from '../effects.ts';
import { type Assignment, assign } from '../plan/assign.ts';
import type { Plan } from '../plan/schema.ts';
import type { Oid, OpenHead, Unlanded } from '../ports.ts';
import type { Base, Head } from './report.ts';

/** The branches that workstreams live on. */
export function workstreamBranches(plan: Plan | null): string[] {
  return Object.values(plan?.workstreams ?? {}).flatMap((workstream) => workstream.branch ?? []);
}

/**
 * What takes part: open PRs against the target or against a workstream branch, and workstream branches
 * that no open PR brings in; branches of Weir's own trial builds never do. Refs come out unique: two PRs from one branch carry their numbers.
 */
export function selectHeads(
  target: string,
  plan: Plan | null,
  pullRequests: readonly OpenHead[],
  branchTips: ReadonlyMap<string, Oid>,
): OpenHead[] {
  const branches = workstreamBranches(plan).filter((branch) => !isTrialBranch(branch));
  const bases = new Set([target, ...branches]);
  const opened = pullRequests.filter(
    ({ ref, pullRequest }) =>
      !isTrialBranch(ref) && (pullRequest === null || bases.has(pullRequest.base)),
  );
  // A PR into some other branch does not bring a workstream branch in: it still has to land on the target.
  const broughtIn = new Set(opened.map((head) => head.ref));
  const alone = branches
    .filter((branch) => branch !== target && !broughtIn.has(branch))
    .flatMap((branch): OpenHead[] => {
      const oid = branchTips.get(branch);
      return oid === undefined ? [] : [{ ref: branch, branch, oid, pullRequest: null }];
    });
  return unique(target, [...opened, ...alone]);
}

/** The target counts, too: a PR that merges it into a workstream branch has its name. */
function unique(target: string, heads: OpenHead[]): OpenHead[] {
  const times = new Map([[target, 1]]);
  for (const { ref } of heads) times.set(ref, (times.get(ref) ?? 0) + 1);
  return heads.map((head) =>
    (times.get(head.ref) ?? 0) > 1 && head.pullRequest
      ? { ...head, ref: `${head.ref} (#${head.pullRequest.number})` }
      : head,
  );
}

/** Adds to what was read everything a reader may ask: workstream, owners, size, what contains it. */
export function describeHeads(
  base: Base,
  heads: readonly OpenHead[],
  unlanded: ReadonlyMap<Oid, Unlanded>,
  plan: Plan | null,
): Head[] {
  // Every head is looked for in every other.
  const all = heads.map(({ oid }) => unlanded.get(oid));
  return heads.map((head, at) => {
    const own = all[at];
    const assignment = plan && assignHead(head, own?.paths ?? null, plan);
    const containers = heads.filter(
      (other, n) => all[n]?.commits.has(head.oid) && other.oid !== head.oid,
    );
    return {
      ref: head.ref,
      branch: head.branch,
      oid: head.oid,
      pullRequest: head.pullRequest,
      assignment,
      owners: ownersOf(head, assignment, plan),
      changedFiles: own?.paths?.length ?? null,
      containedIn: own?.commits.size === 0 ? [base.ref] : containers.map((other) => other.ref),
    };
  });
}

function assignHead(head: OpenHead, paths: string[] | null, plan: Plan): Assignment {
  return assign(
    {
      body: head.pullRequest?.body ?? '',
      labels: head.pullRequest?.labels ?? [],
      base: head.pullRequest?.base ?? null,
      branch: head.branch,
      paths,
    },
    plan,
  );
}

function ownersOf(head: OpenHead, assignment: Assignment | null, plan: Plan | null): string[] {
  const people = assignment?.workstreams.flatMap((name) => {
    const workstream = plan?.workstreams[name];
    return [...(workstream?.owners ?? []), ...(workstream?.agent ? [workstream.agent] : [])];
  });
  return [...new Set([...(head.pullRequest ? [head.pullRequest.author] : []), ...(people ?? [])])];
}
