/** Reads what all probes of a plan want, once, and has it judged. */
import type { Plan } from '../plan/schema.ts';
import type { IntegrationStanding, Unread } from '../ports/standing.ts';
import type { Deps, Oid, Repository } from '../ports.ts';
import { wantsOfPlan, weighEvidence } from './evidence.ts';
import type { CheckFact, ProgressFacts, WorkstreamActivity } from './facts.ts';
import { agreedTexts } from './faults/changed-contracts.ts';
import { faults, wantedForFaults } from './faults.ts';
import { foundFor } from './found.ts';
import { readArtifacts, readPerformance } from './gather-artifacts.ts';
import { readBaseline } from './gather-baseline.ts';
import { readSaid, type SaidDeps } from './gather-said.ts';
import { mergeWants, readTrees } from './gather-trees.ts';
import { clause } from './phrases.ts';
import type { Given, TreeSeen, Wants } from './probe.ts';
import type { PastWeek, ReportedProgress } from './report.ts';
import { type Report, reportedProgress } from './reported.ts';

/** What evidence is asked of. */
export interface EvidenceAsk {
  repo: Repository;
  plan: Plan;
  target: { ref: string; oid: Oid };
  /** Web address of the repository; null on a clone. */
  web: string | null;
  integration: IntegrationStanding | Unread;
  /** By workstream. */
  activity: Record<string, WorkstreamActivity>;
  activityUnread: string | null;
  /** Earlier weeks, oldest first. */
  history: PastWeek[];
  /** ISO 8601. */
  now: string;
}

export type EvidenceDeps = Pick<Deps, 'evidence' | 'activity' | 'git' | 'checks' | 'artifacts'> &
  SaidDeps;

export type GatheredEvidence = Pick<
  ProgressFacts,
  'tasks' | 'metrics' | 'criteria' | 'compatibility' | 'reported' | 'contradictions'
>;

/** @throws whatever git or GitHub failed with */
export async function gatherEvidence(
  ask: EvidenceAsk,
  deps: EvidenceDeps,
): Promise<GatheredEvidence> {
  const { plan, activity, now } = ask;
  const wants = mergeWants([...wantsOfPlan(plan), wantedForFaults(plan)]);
  const [given, said] = await Promise.all([readGiven(ask, wants, deps), readSaid(ask, deps)]);
  const weighed = weighEvidence(plan, given, { tracked: said.tracked, ...ask });
  const { tasks, metrics, criteria, compatibility } = weighed;
  const reported: [string, ReportedProgress][] = [];
  for (const [workstream, { report, ...from }] of Object.entries(said.reports)) {
    const performance = await measuredFor(workstream, report, ask, deps);
    const found = foundFor(workstream, { plan, tasks, activity, now, performance });
    reported.push([workstream, reportedProgress(report, from, found)]);
  }
  return {
    tasks,
    metrics,
    criteria,
    compatibility,
    reported: Object.fromEntries(reported),
    contradictions: faults({ plan, given, weighed, said, now }),
  };
}

/** Heads of one workstream whose artifacts are looked for. */
const MOST_HEADS = 5;

/** What CI measured of what a report says, if it says anything. */
export async function measuredFor(
  workstream: string,
  report: Report,
  { repo, plan, integration }: Pick<EvidenceAsk, 'repo' | 'plan' | 'integration'>,
  deps: Pick<EvidenceDeps, 'artifacts'>,
): Promise<Record<string, number>> {
  if (report.performance_impact === null || integration.state === 'unread') return {};
  const commits = integration.heads
    .filter(({ workstreams }) => workstreams.includes(workstream))
    .slice(0, MOST_HEADS)
    .map(({ oid }) => oid);
  const benchmarks = plan.integration.performance.artifact;
  return readPerformance({ repo, workstream, commits, benchmarks }, deps);
}

/** The plan's contracts as code. */
async function readAgreed(
  plan: Plan,
  tree: TreeSeen,
  { evidence }: Pick<EvidenceDeps, 'evidence'>,
): Promise<Given['agreed']> {
  const texts = agreedTexts(plan, tree);
  const read = await evidence.written(texts);
  return new Map(
    texts.map(({ key }, at) => [key, read[at] ?? { state: 'left-out', reason: 'missing' }]),
  );
}

async function readGiven(
  ask: EvidenceAsk,
  wants: Required<Wants>,
  deps: EvidenceDeps,
): Promise<Given> {
  const { repo, target } = ask;
  const { tree, tags, compared } = await readTrees(repo, target.oid, wants, deps);
  const pulls = wants.pulls.length > 0 ? await deps.activity.pulls(repo, wants.pulls) : new Map();
  return {
    web: ask.web,
    target: { ref: target.ref, tree },
    tags,
    compared,
    agreed: await readAgreed(ask.plan, tree, deps),
    pulls,
    checks: wants.checks ? await readChecks(repo, target.oid, deps) : NOT_ASKED,
    builds: wants.builds > 0 ? await readBuilds(repo, target.oid, wants.builds, deps) : NOT_ASKED,
    baseline: await baselineOf(ask, tree, tags, deps),
    artifacts: await readArtifacts(repo, target.oid, wants.artifacts, deps),
    plan: ask.plan,
    integration: ask.integration,
    activity: ask.activity,
    activityUnread: ask.activityUnread,
    tasks: null,
    metrics: null,
  };
}

/** Null where the plan does not ask how much slower the target may be, or there is no such tag. */
async function baselineOf(
  { repo, plan, web }: EvidenceAsk,
  target: TreeSeen,
  tags: Given['tags'],
  deps: EvidenceDeps,
): Promise<Given['baseline']> {
  const { baseline, max_regression: asked } = plan.compatibility ?? {};
  const tag = baseline === undefined ? null : tags.get(baseline);
  if (asked === undefined || !tag) return null;
  const settings = plan.integration.performance;
  return readBaseline({ repo, tag, target, settings, isClone: web === null }, deps);
}

const NOT_ASKED: Unread = { state: 'unread', reason: 'nobody asked for them' };

async function readChecks(
  repo: Repository,
  oid: Oid,
  { checks }: Pick<EvidenceDeps, 'checks'>,
): Promise<CheckFact[] | Unread> {
  const read = await checks(repo, oid);
  if (read.state === 'partial') return { state: 'unread', reason: clause(read.reason) };
  return read.list.map(({ name, status, conclusion, url, completedAt }) => ({
    name,
    status,
    conclusion,
    url,
    completedAt,
  }));
}

async function readBuilds(
  repo: Repository,
  tip: Oid,
  most: number,
  deps: EvidenceDeps,
): Promise<Given['builds']> {
  const log = await deps.evidence.log(repo, { tip, firstParent: true, most, cut: true });
  if (log.state === 'partial') return { state: 'unread', reason: clause(log.reason) };
  return Promise.all(
    log.list.map(async ({ oid }) => ({ oid, checks: await readChecks(repo, oid, deps) })),
  );
}
