/** The report of a week, put together from everything that was decided. Pure. */
import { localDate, phaseTime, weekOf } from '../calendar.ts';
import { blockersOf } from './blockers.ts';
import { affairsOf, isCollision } from './collisions.ts';
import { contradictions } from './contradictions.ts';
import { decisions } from './decisions.ts';
import type { ProgressFacts } from './facts.ts';
import { gateOf } from './gate.ts';
import { headlineOf, verdictOf } from './headline.ts';
import { headsOf } from './heads.ts';
import { counted } from './landing.ts';
import { dependenciesOf, lives } from './life.ts';
import { entry } from './lookup.ts';
import { outlooks, timezoneOf } from './outlook.ts';
import { isToldByGit } from './probes/index.ts';
import type {
  Blocker,
  Life,
  Outlook,
  TaskStanding,
  WeekReport,
  WorkstreamStanding,
} from './report.ts';
import { stagesOf } from './stages.ts';

/** The same facts give the same report. */
export function weekReport(given: ProgressFacts): WeekReport {
  const week = weekOf(localDate(new Date(given.now), timezoneOf(given)));
  // A report that is made again in its week is compared with the week before, not with itself.
  const facts = { ...given, history: given.history.filter((past) => past.week < week) };
  const all = lives(facts);
  const heads = headsOf(facts);
  const foreseen = outlooks(facts, all);
  const blockers = blockersOf(given, all);
  const gate = gateOf(facts);
  const workstreams = Object.keys(facts.plan.workstreams).map((name) =>
    standing(name, facts, all, heads[name] ?? [], foreseen.each[name] ?? { state: 'finished' }),
  );
  const { approvals, history, integration } = facts;
  const read = integration.state === 'read' ? integration : null;
  const standings = {
    phase: phaseOf(facts),
    totals: totalsOf(workstreams, facts),
    workstreams,
    outlook: foreseen.all,
    waves: facts.plan.spawn.map(({ wave, workstreams: names }) => ({
      wave,
      workstreams: names.map((name) => ({ name, state: entry(all, name)?.state ?? 'unknown' })),
    })),
    decisions: decisions(facts, { all, each: foreseen.each, gate }),
    blockers,
    conflicts: read === null ? null : read.pairs,
    conflictsUnread: integration.state === 'unread' ? integration.reason : null,
    approvalsUnread: approvals.state === 'unread' ? approvals.reason : null,
    gate,
    history,
  };
  return {
    version: 1,
    repository: facts.repository,
    week,
    at: facts.now,
    lateMinutes: facts.lateMinutes,
    verdict: verdictOf(standings),
    headline: headlineOf(standings),
    moved: !isReadWhole(facts) || hasMoved(standings.totals, workstreams, blockers, facts),
    ...standings,
    lastOutlook: history.at(-1)?.outlook ?? null,
    order: read ? read.order : [],
    stages: Object.keys(facts.plan.stages),
    compatibility: facts.compatibility,
    changePoints: facts.changePoints,
    notRead: facts.notRead,
    contradictions: contradictions(facts, all),
  };
}

function standing(
  name: string,
  facts: ProgressFacts,
  all: Readonly<Record<string, Life>>,
  heads: readonly string[],
  outlook: Outlook,
): WorkstreamStanding {
  const workstream = entry(facts.plan.workstreams, name);
  const tasks = entry(facts.tasks, name) ?? [];
  const counts = countsOf(tasks);
  const last = entry(facts.history.at(-1)?.workstreams ?? {}, name);
  const life = entry(all, name);
  return {
    name,
    number: workstream?.number ?? null,
    title: workstream?.title ?? name,
    branch: workstream?.branch ?? null,
    agent: workstream?.agent ?? null,
    priority: workstream?.priority ?? null,
    dependsOn: dependenciesOf(name, facts, all),
    objectives: workstream?.objectives ?? [],
    enables: workstream?.enables ?? [],
    life: life ?? NO_LIFE,
    tasks,
    counts,
    change: last ? comparable(name, tasks, facts) - last.verified : null,
    metrics: entry(facts.metrics, name) ?? [],
    approvals: approvalsOf(name, facts),
    heads: [...heads],
    conflicts: conflictsOf(heads, facts),
    performance: performanceOf(heads, facts),
    stages: stagesOf(heads, name, facts),
    outlook,
    lastOutlook: last?.outlook ?? null,
    reported: entry(facts.reported, name) ?? null,
  };
}

const NO_LIFE: Life = {
  state: 'unknown',
  reason: 'Nothing is known of it.',
  declared: null,
  declaredState: null,
  drift: null,
  movedAt: null,
};

function countsOf(tasks: readonly TaskStanding[]): WorkstreamStanding['counts'] {
  const required = counted(tasks);
  const inState = (state: TaskStanding['state']) =>
    required.filter((task) => task.state === state).length;
  return { verified: inState('verified'), claimed: inState('claimed'), total: required.length };
}

/**
 * Verified tasks that can be compared with the last week: where only git knows of that week, those that git alone could
 * have told.
 */
function comparable(
  name: string,
  tasks: readonly TaskStanding[],
  { history, plan }: ProgressFacts,
): number {
  const isFiled = history.at(-1)?.issue !== null;
  const planned = entry(plan.workstreams, name)?.tasks ?? [];
  return tasks.filter(({ optional, state }, at) => {
    if (optional || state !== 'verified') return false;
    const task = planned[at];
    const probe = task && 'done_when' in task ? task.done_when : undefined;
    return isFiled || (probe !== undefined && isToldByGit(probe));
  }).length;
}

function totalsOf(
  workstreams: readonly WorkstreamStanding[],
  facts: ProgressFacts,
): WeekReport['totals'] {
  const sum = (key: 'verified' | 'claimed' | 'total') =>
    workstreams.reduce((total, { counts }) => total + counts[key], 0);
  const last = facts.history.at(-1);
  const verified = sum('verified');
  const compared = workstreams.map(({ name, tasks }) => comparable(name, tasks, facts));
  const change = last
    ? compared.reduce((total, count) => total + count, 0) - last.totals.verified
    : null;
  return { verified, claimed: sum('claimed'), total: sum('total'), change };
}

function phaseOf({ plan, now }: ProgressFacts): WeekReport['phase'] {
  if (!plan.phase) return null;
  const { name, weeks, version, objectives } = plan.phase;
  const time = phaseTime(plan.phase, new Date(now));
  return {
    name,
    version: version ?? null,
    objectives,
    now: time?.week ?? null,
    from: weeks?.from ?? null,
    to: weeks?.to ?? null,
    daysLeft: time?.daysLeft ?? null,
  };
}

function approvalsOf(name: string, facts: ProgressFacts): WorkstreamStanding['approvals'] {
  if (facts.approvals.state === 'unread') return [];
  const opened = new Map(
    entry(facts.activity, name)?.pulls.map(({ number, createdAt }) => [number, createdAt]),
  );
  return facts.approvals.pulls
    .filter(({ workstreams }) => workstreams.includes(name))
    .map((pull) => ({ ...pull, since: opened.get(pull.number) ?? null }));
}

/** Pairs that collide, as the checks of the heads count them. Null as soon as one cannot be told and none is known to conflict. */
function conflictsOf(heads: readonly string[], { integration }: ProgressFacts): number | null {
  if (integration.state === 'unread') return null;
  const own = affairsOf(heads, integration.pairs);
  const count = own.filter(isCollision).length;
  return count === 0 && own.some(({ verdict }) => verdict === 'undetermined') ? null : count;
}

function performanceOf(heads: readonly string[], { integration }: ProgressFacts): string | null {
  if (integration.state === 'unread') return null;
  const findings = integration.pairs
    .filter(({ a, b }) => heads.includes(a) || heads.includes(b))
    .flatMap((pair) => pair.findings.filter(({ detector }) => detector === 'performance'));
  const worst =
    findings.find(({ severity, undetermined }) => severity === 'fail' && !undetermined) ??
    findings.find(({ undetermined }) => !undetermined) ??
    findings[0];
  return worst?.message ?? null;
}

/** Where something could not be read, nobody can say that nothing happened. */
function isReadWhole(facts: ProgressFacts): boolean {
  const { activityUnread, approvals, integration, notRead } = facts;
  const isKnown = activityUnread === null && notRead.length === 0;
  return isKnown && approvals.state === 'read' && integration.state === 'read';
}

/** Whether anything happened since last week's report; without one, whether there is anything to tell. */
function hasMoved(
  totals: WeekReport['totals'],
  workstreams: readonly WorkstreamStanding[],
  blockers: readonly Blocker[],
  { history }: ProgressFacts,
): boolean {
  const last = history.at(-1);
  if (!last) return true;
  if (totals.change !== 0 || totals.claimed !== last.totals.claimed) return true;
  if (totals.total !== last.totals.total) return true;
  const then = new Set(
    Object.entries(last.workstreams).flatMap(([name, one]) =>
      Object.keys(one.blockers).map((what) => `${name} ${what}`),
    ),
  );
  const now = blockers.map(({ workstream, what }) => `${workstream} ${what}`);
  if (now.length !== then.size || now.some((one) => !then.has(one))) return true;
  return workstreams.some(({ name, life, counts }) => {
    const moved = life.movedAt !== null && Date.parse(life.movedAt) > Date.parse(last.at);
    const before = entry(last.workstreams, name);
    // One task more here and one less there leave the sum as it was.
    return moved || before?.state !== life.state || before.verified !== counts.verified;
  });
}
