/** Reads of which workstreams something was merged, as far as what depends on them hangs on it. */
import type { ActivityForge, PullSummary } from '../ports/evidence.ts';
import type { Deps, Oid, Repository } from '../ports.ts';
import { assign } from './assign.ts';
import { lanesOf, mergedFrom } from './merged.ts';
import type { Plan } from './schema.ts';
import { isDone } from './standing.ts';

/** Workstreams of which something was merged into the target; those not in it are unknown unless the list is whole. */
export interface MergedWorkstreams {
  names: ReadonlySet<string>;
  whole: boolean;
}

/** What changed paths are read with. */
export type PathDeps = Pick<Deps, 'evidence' | 'memory'> & { git: Pick<Deps['git'], 'fetch'> };

/**
 * Null where nobody needs to know, or it could not be read.
 *
 * @param paths with what changed paths are read; null where only the words of pull requests count
 */
export async function gatherMerged(
  repo: Repository,
  plan: Plan,
  target: string,
  { activity, now }: { activity: Pick<ActivityForge, 'mergedSince'>; now: () => Date },
  paths: PathDeps | null,
): Promise<MergedWorkstreams | null> {
  if (!hangsOnIt(plan)) return null;
  try {
    const read = await activity.mergedSince(repo, mergedFrom(plan, now().toISOString()));
    const own = read.list.filter(({ base }) => base === target);
    const lanes = [...(await gatherLanes(repo, own, plan, paths)).values()];
    return {
      names: new Set(lanes.flatMap((known) => known ?? [])),
      whole: read.state === 'whole' && !lanes.includes(null),
    };
  } catch {
    // Unknown is an answer: what depends on it says so.
    return null;
  }
}

/** Commits that were the heads of pull requests when these were merged into the target; as many as could be read. */
export async function gatherMergedTips(
  repo: Repository,
  plan: Plan,
  target: string,
  { activity, now }: { activity: Pick<ActivityForge, 'mergedSince'>; now: () => Date },
): Promise<ReadonlySet<Oid>> {
  try {
    const { list } = await activity.mergedSince(repo, mergedFrom(plan, now().toISOString()));
    return new Set(list.filter(({ base }) => base === target).map(({ headOid }) => headOid));
  } catch {
    // What is not known to be merged is still to land.
    return new Set();
  }
}

/** The same answer for everybody who asks what was merged during one look. */
export function readOnce({
  mergedSince,
}: Pick<ActivityForge, 'mergedSince'>): Pick<ActivityForge, 'mergedSince'> {
  let answer: ReturnType<typeof mergedSince> | null = null;
  return { mergedSince: (...asked) => (answer ??= mergedSince(...asked)) };
}

/**
 * Workstreams that merged pull requests belong to: by their own words, else by the paths that they changed; null where
 * that is not known (yet).
 */
export async function gatherLanes(
  repo: Repository,
  pulls: readonly PullSummary[],
  plan: Plan,
  deps: PathDeps | null,
): Promise<Map<PullSummary, string[] | null>> {
  const found = new Map<PullSummary, string[] | null>();
  for (const pull of pulls) found.set(pull, lanesOf(pull, plan));
  const silent = pulls.filter((pull) => found.get(pull)?.length === 0);
  const { lanes } = await gatherChangedLanes(repo, silent, plan, deps);
  return new Map([...found, ...lanes]);
}

/** Pull requests whose changed paths are looked at in one go, whether that tells anything or not; the others follow the next times. */
const MOST_LOOKED_AT = 20;

/** By pull request; null where it is not known (yet). */
interface ChangedLanes {
  lanes: Map<PullSummary, string[] | null>;
  /** Those that nobody has looked at yet. */
  left: ReadonlySet<PullSummary>;
}

/** Workstreams whose paths merged pull requests changed. What was found is remembered by commit. */
export async function gatherChangedLanes(
  repo: Repository,
  pulls: readonly PullSummary[],
  plan: Plan,
  deps: PathDeps | null,
): Promise<ChangedLanes> {
  const owned = Object.entries(plan.workstreams).map(([name, { also }]) => [name, also.paths]);
  if (owned.every(([, paths]) => paths?.length === 0)) {
    return { lanes: new Map(pulls.map((pull) => [pull, []])), left: new Set() };
  }
  const found = new Map<PullSummary, string[] | null>();
  const rules = JSON.stringify(owned);
  const keyOf = ({ mergeOid }: PullSummary) => `lanes ${mergeOid}`;
  const known = deps ? await deps.memory.recall(repo, pulls.map(keyOf)) : new Map<string, string>();
  const fresh = new Map<string, string>();
  const unknown: { pull: PullSummary; isNew: boolean }[] = [];
  for (const pull of pulls) {
    const kept = readLanes(known.get(keyOf(pull)), rules);
    found.set(pull, kept?.lanes ?? null);
    if (!kept?.lanes) unknown.push({ pull, isNew: kept === null });
  }
  // A commit that is gone must not keep the others waiting.
  const next = unknown.sort((a, b) => Number(b.isNew) - Number(a.isNew)).splice(0, MOST_LOOKED_AT);
  for (const { pull } of deps ? next : []) {
    const lanes = deps && (await changedLanes(repo, pull, plan, deps));
    found.set(pull, lanes);
    fresh.set(keyOf(pull), JSON.stringify({ rules, lanes }));
  }
  if (deps && fresh.size > 0) await deps.memory.keep(repo, fresh);
  const left = unknown.flatMap(({ pull, isNew }) => (isNew ? [pull] : []));
  return { lanes: found, left: new Set(left) };
}

interface Kept {
  rules: string;
  /** Null where a look told nothing. */
  lanes: string[] | null;
}

/** Null where nothing is kept, or the plan has given paths to others since. */
function readLanes(text: string | undefined, rules: string): Kept | null {
  if (text === undefined) return null;
  const kept = JSON.parse(text) as Kept;
  return kept.rules === rules ? kept : null;
}

/** Workstreams whose paths a merged pull request changed; null where that could not be read. */
async function changedLanes(
  repo: Repository,
  { mergeOid }: PullSummary,
  plan: Plan,
  { evidence, git }: Pick<PathDeps, 'evidence' | 'git'>,
): Promise<string[] | null> {
  if (mergeOid === null || (await git.fetch(repo, [mergeOid])).size > 0) return null;
  const log = await evidence.log(repo, { tip: mergeOid, most: 1, cut: true });
  const parent = log.state === 'whole' ? log.list[0]?.parents[0] : undefined;
  if (parent === undefined) return null;
  const [before, after] = [
    await evidence.paths(repo, parent),
    await evidence.paths(repo, mergeOid),
  ];
  if (!before || !after) return null;
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return assign({ body: '', labels: [], base: null, branch: '', paths: changed }, plan).workstreams;
}

function hangsOnIt({ workstreams }: Plan): boolean {
  const needed = new Set(
    Object.values(workstreams).flatMap(({ depends_on: all }) => all.map(({ name }) => name)),
  );
  return Object.entries(workstreams).some(
    ([name, { status, tasks }]) => needed.has(name) && (isDone(status) || !wantsProof({ tasks })),
  );
}

/** Whether tasks of a workstream name what proves them: then there is more to it than that something was merged. */
export function wantsProof({ tasks }: Pick<Plan['workstreams'][string], 'tasks'>): boolean {
  return tasks.some((task) => 'done_when' in task && task.done_when !== undefined);
}
