/** Reads everything that progress is decided from, once. What cannot be read is said, and never taken for nothing. */
import { plural } from '../markdown.ts';
import { gatherChangedLanes, gatherLanes } from '../plan/gather-merged.ts';
import { mergedFrom } from '../plan/merged.ts';
import { readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import type { IntegrationStanding, StandingHead, Standings, Unread } from '../ports/standing.ts';
import type { Deps, Oid, Repository } from '../ports.ts';
import type { CheckFact, ProgressFacts, WorkstreamActivity } from './facts.ts';
import { type EvidenceDeps, gatherEvidence } from './gather-evidence.ts';
import { readHistory } from './gather-history.ts';
import { noting } from './not-read.ts';
import { clause } from './phrases.ts';

/** Commits of a head beside the target that are looked at. */
const MOST_COMMITS = 500;

/** Why there is nothing to report, as a sentence with what to do. */
export interface NoPlan {
  state: 'no-plan';
  kind: 'absent' | 'broken' | 'empty';
  target: string;
}

export interface Gathered {
  state: 'facts';
  facts: ProgressFacts;
  /** Web address of the repository; null on a clone. */
  web: string | null;
  /** The latest weekly report, where one was filed. */
  weekly: { number: number; url: string; week: string } | null;
}

/** What progress asks of the world. */
export type ProgressDeps = Pick<
  Deps,
  'forge' | 'git' | 'evidence' | 'activity' | 'checks' | 'issues' | 'memory' | 'now'
> &
  EvidenceDeps;

/** A plan, and the branch that it leads into. */
export interface PlannedTarget {
  repo: Repository;
  /** As people call it. */
  repository: string;
  /** Web address; null on a clone. */
  web: string | null;
  plan: Plan;
  target: { ref: string; oid: Oid };
  /** How late this is, because Weir was not running. */
  lateMinutes: number;
}

/** Reads the plan that rules the repository, and everything else by it. */
export async function gatherProgress(
  repo: Repository,
  deps: ProgressDeps,
  standings: Standings,
  lateMinutes = 0,
): Promise<Gathered | NoPlan> {
  const { defaultBranch, url: web } = await deps.forge.repository(repo);
  const { target, state } = await readPlan(repo, defaultBranch, deps);
  const { ref, oid } = target;
  if (state.kind !== 'valid') return { state: 'no-plan', kind: state.kind, target: ref };
  if (oid === null) return { state: 'no-plan', kind: 'empty', target: ref };
  const repository = `${repo.owner}/${repo.name}`;
  const { plan } = state;
  const planned = { repo, repository, web, plan, target: { ref, oid }, lateMinutes };
  return gatherFacts(planned, deps, standings);
}

/** Reads standings, activity, evidence and earlier weeks. */
export async function gatherFacts(
  planned: PlannedTarget,
  reads: ProgressDeps,
  standings: Standings,
): Promise<Gathered> {
  const { repo, repository, web, plan, target, lateMinutes } = planned;
  const { deps, reasons } = noting(reads);
  const now = deps.now().toISOString();
  const [integration, approvals] = [await standings.integration(), await standings.approvals()];
  const { unlooked, ...happened } = await readActivity(repo, plan, target, integration, now, deps);
  const { activity } = happened;
  const { history, weekly } = await readHistory({ repo, plan, target, now, activity }, deps);
  const evidence = await gatherEvidence(
    { repo, plan, target, web, integration, ...happened, history, now },
    deps,
  );
  const facts: ProgressFacts = {
    repo,
    repository,
    now,
    lateMinutes,
    plan,
    target,
    integration,
    approvals,
    ...happened,
    changePoints: [],
    history,
    ...evidence,
    // A clone lacks what only GitHub has: that is no news.
    notRead: web === null ? [] : [...reasons(), ...notLookedAt(unlooked)],
  };
  return { state: 'facts', facts, web, weekly };
}

/** Pull requests that went into branches of workstreams, and whose files nobody has looked at yet. */
function notLookedAt(count: number): string[] {
  if (count === 0) return [];
  const [which, lane] =
    count === 1
      ? ['1 older pull request', 'it was in its lane']
      : [plural(count, 'older pull request'), 'they were in their lanes'];
  return [
    `What ${which} into ${count === 1 ? 'the branch of a workstream' : 'branches of workstreams'} changed was not looked at yet, so it is not known whether ${lane}; the next looks read on.`,
  ];
}

async function readActivity(
  repo: Repository,
  plan: Plan,
  target: { ref: string; oid: Oid },
  integration: IntegrationStanding | Unread,
  now: string,
  deps: ProgressDeps,
): Promise<Pick<ProgressFacts, 'activity' | 'activityUnread' | 'landed'> & { unlooked: number }> {
  const names = Object.keys(plan.workstreams);
  const activity = Object.assign(
    Object.create(null) as Record<string, WorkstreamActivity>,
    Object.fromEntries(
      names.map((name): [string, WorkstreamActivity] => [
        name,
        { commits: [], pulls: [], landed: [], gathered: [], checks: {} },
      ]),
    ),
  );
  const unread: string[] = [];
  if (integration.state === 'unread') unread.push(integration.reason);
  else {
    for (const head of integration.heads) {
      const reason = await addHead(repo, head, target, activity, deps);
      if (reason !== null) unread.push(reason);
    }
  }
  const merged = await deps.activity.mergedSince(repo, mergedFrom(plan, now));
  if (merged.state === 'partial') unread.push(clause(merged.reason));
  const branches = new Map(names.map((name) => [plan.workstreams[name]?.branch, name]));
  const onTarget = merged.list.filter(({ base }) => base === target.ref);
  const lanes = await gatherLanes(repo, onTarget, plan, deps);
  for (const pull of onTarget) {
    for (const name of lanes.get(pull) ?? []) activity[name]?.landed.push(pull);
  }
  const inside = merged.list.filter(({ base }) => base !== target.ref && branches.has(base));
  const changed = await gatherChangedLanes(repo, inside, plan, deps);
  for (const pull of inside) {
    const own = branches.get(pull.base) ?? '';
    // Its words are asked where its files cannot be read, not where nobody has tried.
    const lanes = changed.left.has(pull) ? [] : (changed.lanes.get(pull) ?? null);
    activity[own]?.gathered.push({ ...pull, ...(lanes === null ? {} : { lanes }) });
  }
  for (const one of Object.values(activity)) {
    one.commits.sort((a, b) => b.committedAt.localeCompare(a.committedAt));
  }
  const told = onTarget.filter((pull) => lanes.get(pull) !== null);
  const nameless = told.filter((pull) => lanes.get(pull)?.length === 0);
  return {
    activity,
    activityUnread: unread[0] ?? null,
    landed: { of: told.length, nameless },
    unlooked: changed.left.size,
  };
}

/** Adds commits, pull request and checks of a head; the reason where they could not be read whole. */
async function addHead(
  repo: Repository,
  head: StandingHead,
  target: { oid: Oid },
  activity: Record<string, WorkstreamActivity>,
  deps: ProgressDeps,
): Promise<string | null> {
  const streams = head.workstreams.flatMap((name) => activity[name] ?? []);
  if (streams.length === 0) return null;
  const log = await deps.evidence.log(repo, {
    tip: head.oid,
    not: target.oid,
    most: MOST_COMMITS,
    cut: true,
  });
  const read = await deps.checks(repo, head.oid);
  const checks: CheckFact[] | Unread =
    read.state === 'partial'
      ? { state: 'unread', reason: clause(read.reason) }
      : read.list.map(({ name, status, conclusion, url, completedAt }) => ({
          name,
          status,
          conclusion,
          url,
          completedAt,
        }));
  const pull = head.pullRequest && (await deps.activity.pull(repo, head.pullRequest.number));
  const known = pull && !('state' in pull) ? pull : null;
  for (const one of streams) {
    if (log.state === 'whole') {
      const there = new Set(one.commits.map(({ oid }) => oid));
      one.commits.push(...log.list.filter(({ oid }) => !there.has(oid)));
    }
    one.checks[head.ref] = checks;
    if (head.pullRequest && known) {
      const { number, draft, url } = head.pullRequest;
      one.pulls.push({ number, draft, url, createdAt: known.createdAt });
    }
  }
  return log.state === 'partial' ? log.reason : null;
}
