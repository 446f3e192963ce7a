/**
 * Earlier weeks from git: what the probes that need git objects only would have said at the end of each week, about
 * the commit that was the target's tip then. So forecasts have a history from the first day on, and on a clone, too.
 * By today's plan: what it asked for in those weeks is not known.
 */
import { addDays, instantOf, localDate, mondayOf, weekOf } from '../calendar.ts';
import type { Plan } from '../plan/schema.ts';
import type { PullSummary } from '../ports/evidence.ts';
import type { Deps, Oid, Repository } from '../ports.ts';
import { mergeWants, readOnce, readTrees } from './gather-trees.ts';
import { isGitOnlySource, measure, wantsOfSource } from './metrics.ts';
import { isOptional } from './optional.ts';
import type { Given } from './probe.ts';
import { answerOf, isToldByGit, wantsOf } from './probes/index.ts';
import type { PastWeek } from './report.ts';
import { hash, stableIds } from './wording.ts';

export interface BackfillAsk {
  repo: Repository;
  plan: Plan;
  target: { ref: string; oid: Oid };
  /** ISO 8601. */
  now: string;
  /** Weeks that are worked out at most. Default 12. */
  most?: number;
}

export type BackfillDeps = Pick<Deps, 'evidence' | 'git' | 'activity' | 'memory'>;

/** Commits of the target's own line that are looked at. */
const MOST_COMMITS = 20_000;
/** Another one whenever the same commit would be judged otherwise. */
const VERSION = 1;

/** Weeks that are over, oldest first, as far back as the phase or the target goes. */
export async function backfill(ask: BackfillAsk, given: BackfillDeps): Promise<PastWeek[]> {
  const { repo, plan, target } = ask;
  const deps = { ...given, evidence: readOnce(given.evidence) };
  const line = await deps.evidence.log(repo, {
    tip: target.oid,
    firstParent: true,
    most: MOST_COMMITS,
    cut: true,
  });
  if (line.state === 'partial') return [];
  const pulls = await readPulls(ask, deps);
  const weeks: PastWeek[] = [];
  for (const { week, end } of endedWeeks(ask)) {
    // Newest first: the first commit that is old enough was the tip.
    const tip = line.list.find(({ committedAt }) => committedAt <= end)?.oid;
    if (tip === undefined) break;
    const then = new Map(pulls.map((pull) => [pull.number, asOf(pull, end)]));
    const seen = await judged(ask, tip, then, deps);
    weeks.unshift(pastWeek(plan, week, end, seen));
  }
  return withFirstTimes(weeks);
}

/** Weeks that ended before this one began, newest first. */
function endedWeeks({ plan, now, most = 12 }: BackfillAsk): { week: string; end: string }[] {
  const zone = plan.phase?.timezone ?? 'UTC';
  const start = plan.phase?.start;
  const thisMonday = mondayOf(weekOf(localDate(new Date(now), zone)));
  const weeks: { week: string; end: string }[] = [];
  for (let back = 1; thisMonday !== null && back <= most; back++) {
    const next = addDays(thisMonday, -7 * (back - 1));
    if (start !== undefined && next <= start) break;
    const end = new Date(instantOf(next, '00:00', zone).getTime() - 1).toISOString();
    weeks.push({ week: weekOf(addDays(next, -7)), end });
  }
  return weeks;
}

/** Pull requests that tasks name: when they were merged is known for every week. */
async function readPulls(
  { repo, plan }: BackfillAsk,
  { activity }: BackfillDeps,
): Promise<PullSummary[]> {
  const numbers = probedTasks(plan).flatMap(({ probe }) => probe?.merged ?? []);
  if (numbers.length === 0) return [];
  const read = await activity.pulls(repo, [...new Set(numbers)]);
  return [...read.values()].flatMap((pull) => (pull === null || 'state' in pull ? [] : [pull]));
}

function asOf(pull: PullSummary, end: string): PullSummary {
  const merged = pull.mergedAt !== null && Date.parse(pull.mergedAt) <= Date.parse(end);
  return merged ? pull : { ...pull, mergedAt: null, closedAt: null };
}

/** What held at one commit: places of verified tasks, and values of metrics, by workstream. */
type Held = Record<string, { tasks: number[]; metrics: Record<string, number> }>;

async function judged(
  { repo, plan, target }: BackfillAsk,
  tip: Oid,
  pulls: ReadonlyMap<number, PullSummary>,
  deps: BackfillDeps,
): Promise<Held> {
  const merged = [...pulls.values()].flatMap(({ mergedAt, number }) =>
    mergedAt === null ? [] : [number],
  );
  const asked = JSON.stringify([questionsOf(plan), merged, target.ref]);
  const key = `week ${VERSION} ${hash(asked)}${hash(`${asked}.`)} ${asked.length} ${tip}`;
  const known = (await deps.memory.recall(repo, [key])).get(key);
  if (known !== undefined) return JSON.parse(known) as Held;
  const probes = probedTasks(plan).flatMap(({ probe }) => (probe ? [wantsOf(probe)] : []));
  const sources = Object.values(plan.workstreams)
    .flatMap(({ metrics }) => Object.values(metrics))
    .flatMap(({ from }) => (isGitOnlySource(from) ? [wantsOfSource(from, '')] : []));
  const trees = await readTrees(repo, tip, mergeWants([...probes, ...sources]), deps);
  const held = heldAt(plan, givenOf(plan, target.ref, trees, pulls));
  await deps.memory.keep(repo, new Map([[key, JSON.stringify(held)]]));
  return held;
}

function givenOf(
  plan: Plan,
  ref: string,
  { tree, tags, compared }: Awaited<ReturnType<typeof readTrees>>,
  pulls: ReadonlyMap<number, PullSummary>,
): Given {
  const unread = { state: 'unread' as const, reason: 'only git is asked about earlier weeks' };
  return {
    web: null,
    target: { ref, tree },
    tags,
    compared,
    agreed: new Map(),
    pulls,
    checks: unread,
    builds: unread,
    baseline: null,
    artifacts: new Map(),
    plan,
    integration: unread,
    activity: {},
    activityUnread: unread.reason,
    tasks: null,
    metrics: null,
  };
}

function heldAt(plan: Plan, given: Given): Held {
  return Object.fromEntries(
    Object.entries(plan.workstreams).map(([name, { metrics }]) => {
      const tasks = probedTasks(plan).flatMap(({ workstream, at, probe }) =>
        workstream === name && probe && answerOf(probe, given).answer === 'yes' ? [at] : [],
      );
      const values = Object.entries(metrics).flatMap(([metric, written]): [string, number][] => {
        if (!isGitOnlySource(written.from)) return [];
        const found = measure(written.from, written, given, '');
        return found.state === 'measured' ? [[metric, found.value.value]] : [];
      });
      return [name, { tasks, metrics: Object.fromEntries(values) }];
    }),
  );
}

/** Tasks with the probes that can be answered for an earlier week, else with null. */
function probedTasks(plan: Plan) {
  return Object.entries(plan.workstreams).flatMap(([workstream, { tasks }]) =>
    tasks.map((task, at) => {
      const probe = 'done_when' in task ? task.done_when : undefined;
      const isAsked = probe !== undefined && isToldByGit(probe);
      return { workstream, at, text: task.text, probe: isAsked ? probe : null };
    }),
  );
}

function questionsOf(plan: Plan): unknown[] {
  return [
    ...probedTasks(plan).map(({ workstream, at, probe }) => [workstream, at, probe]),
    ...Object.entries(plan.workstreams).map(([name, { metrics }]) => [name, metrics]),
  ];
}

function pastWeek(plan: Plan, week: string, end: string, held: Held): PastWeek {
  const workstreams = Object.fromEntries(
    Object.entries(plan.workstreams).map(([name, { tasks }]) => {
      const ids = stableIds(
        tasks.map(({ text }) => text),
        [],
      );
      const isCounted = (at: number) => {
        const task = tasks[at];
        return task && !('optional' in task && task.optional) && !isOptional(task.text);
      };
      const { tasks: verified = [], metrics = {} } = held[name] ?? {};
      const total = tasks.filter((_, at) => isCounted(at)).length;
      const counted = verified.filter(isCounted).length;
      return [
        name,
        {
          verified: counted,
          claimed: 0,
          total,
          state: total > 0 && counted === total ? ('done' as const) : ('active' as const),
          done: Object.fromEntries(verified.map((at) => [ids[at] ?? '', end])),
          metrics,
          outlook: null,
          blockers: {},
        },
      ];
    }),
  );
  const all = Object.values(workstreams);
  return {
    week,
    at: end,
    issue: null,
    outlook: null,
    totals: {
      verified: all.reduce((sum, { verified }) => sum + verified, 0),
      claimed: 0,
      total: all.reduce((sum, { total }) => sum + total, 0),
    },
    workstreams,
  };
}

/** A task keeps the time at which it was first seen done, as long as it stays so. */
function withFirstTimes(weeks: readonly PastWeek[]): PastWeek[] {
  let before: PastWeek | null = null;
  return weeks.map((week) => {
    const workstreams = Object.fromEntries(
      Object.entries(week.workstreams).map(([name, one]) => {
        const earlier = before?.workstreams[name]?.done ?? {};
        const done = Object.entries(one.done).map(([id, at]) => [id, earlier[id] ?? at]);
        return [name, { ...one, done: Object.fromEntries(done) as Record<string, string> }];
      }),
    );
    before = { ...week, workstreams };
    return before;
  });
}
