/** Answers trial merges: finds the commits, lands what must have landed first, merges, and says what collides. */
import type { MergeRequest, MergeSide, Oid, TrialMerge } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { findConflicts } from './conflict-kinds.ts';
import { type ConflictedMerge, completeConflicts } from './conflict-places.ts';
import { type LandedTrees, landedTrees } from './landed-trees.ts';
import { writeCommit } from './landings.ts';
import {
  type CommitPair,
  type MergeAnswer,
  type MergeLimits,
  mergeInBatches,
} from './merge-batches.ts';
import { writeTogether } from './object-packs.ts';
import { isOid, lookUp } from './objects.ts';
import type { Scratch } from './scratch.ts';
import { shortenHistories } from './short-histories.ts';

type Undetermined = Extract<TrialMerge, { verdict: 'undetermined' }>;
type Landing = Exclude<MergeSide, Oid>;

/** Outcomes in the order of the requests, exactly one for each; equal requests are made once. */
export async function runTrialMerges(
  run: RunGit,
  scratch: Scratch,
  requests: readonly MergeRequest[],
  limits: MergeLimits,
  progress: (done: number, of: number) => void = () => {},
  landed: LandedTrees = landedTrees(),
): Promise<TrialMerge[]> {
  const unique = new Map(requests.map((request) => [requestKey(request), request]));
  const landings = new Map<string, Landing>();
  const oids = new Set<Oid>();
  for (const { ours, theirs, base } of unique.values()) {
    if (base !== undefined) oids.add(base);
    for (const side of [ours, theirs]) {
      if (typeof side === 'string') oids.add(side);
      else {
        oids.add(side.on).add(side.landed);
        landings.set(sideKey(side), side);
      }
    }
  }
  const { commits, trees } = await findCommits(run, scratch, [...oids]);
  const trunks = new Map(
    [...landings.values()]
      .map((one) => [trunkKey(one), one] as const)
      .filter(([, { on, landed: head }]) => !landed.has(on, head)),
  );
  const of = trunks.size + unique.size;
  let done = 0;
  const step = () => progress(++done, of);

  const made = await land(run, scratch, { landings, trunks, commits, trees, landed, limits, step });
  const resolve = (side: MergeSide): Oid | Undetermined =>
    typeof side === 'string'
      ? (commits.get(side) ?? missing(side))
      : (made.get(sideKey(side)) ?? missing(side.landed));

  const outcomes = new Map<string, TrialMerge>();
  const pairs = new Map<string, CommitPair>();
  const bases = new Map<string, Oid>();
  const keyed: { key: string; request: MergeRequest; pair: string }[] = [];
  for (const [key, request] of unique) {
    const ours = resolve(request.ours);
    const theirs = resolve(request.theirs);
    if (typeof ours !== 'string' || typeof theirs !== 'string') {
      outcomes.set(key, typeof ours === 'string' ? (theirs as Undetermined) : ours);
      step();
      continue;
    }
    const pair = `${ours} ${theirs}`;
    pairs.set(pair, { ours, theirs });
    if (request.base !== undefined) bases.set(pair, request.base);
    keyed.push({ key, request, pair });
  }
  writeTogether(scratch.gitDir, scratch.format, () =>
    shortenHistories(scratch, pairs, bases, trees),
  );
  const names = [...pairs.keys()];
  const answers = await mergeInBatches(run, scratch, [...pairs.values()], limits, step);
  const answered = new Map(names.map((name, index) => [name, answers[index]]));

  const conflicted: (ConflictedMerge & { key: string; tree: Oid })[] = [];
  for (const { key, request, pair } of keyed) {
    const answer = answered.get(pair);
    const sides = pairs.get(pair);
    if (!answer || !sides) continue;
    if ('undetermined' in answer) outcomes.set(key, undetermined(answer));
    else if (answer.clean) outcomes.set(key, { verdict: 'clean', tree: answer.tree });
    else {
      const found = findConflicts(answer);
      conflicted.push({
        key,
        tree: answer.tree,
        ...sides,
        found,
        shown: shownNames(request, sides),
      });
    }
  }
  await completeConflicts(run, scratch.gitDir, conflicted);
  for (const { key, tree, found } of conflicted) {
    const conflicts = found.map(({ conflict }) => conflict);
    outcomes.set(key, { verdict: 'conflict', tree, conflicts });
  }
  return requests.map(
    (request) =>
      outcomes.get(requestKey(request)) ?? {
        verdict: 'undetermined',
        reason: 'failed',
        detail: 'git gave no answer',
      },
  );
}

/** The commits behind names of commits or tags, each with its tree; what is not there is left out. */
async function findCommits(
  run: RunGit,
  { gitDir }: Scratch,
  oids: readonly Oid[],
): Promise<{ commits: Map<Oid, Oid>; trees: Map<Oid, Oid> }> {
  const valid = oids.filter(isOid);
  const headers = await lookUp(
    run,
    gitDir,
    valid.flatMap((oid) => [`${oid}^{commit}`, `${oid}^{tree}`]),
  );
  const commits = new Map<Oid, Oid>();
  const trees = new Map<Oid, Oid>();
  for (const [at, oid] of valid.entries()) {
    const [commit, tree] = [headers[2 * at]?.oid, headers[2 * at + 1]?.oid];
    if (commit) commits.set(oid, commit);
    if (commit && tree) trees.set(commit, tree);
  }
  return { commits, trees };
}

/** What landings are made from, and with. */
interface Landings {
  landings: ReadonlyMap<string, Landing>;
  /** Those that have to be merged for it, each once however it lands. */
  trunks: ReadonlyMap<string, Landing>;
  commits: ReadonlyMap<Oid, Oid>;
  /** By commit; those of the landings are added. */
  trees: Map<Oid, Oid>;
  landed: LandedTrees;
  limits: MergeLimits;
  step: () => void;
}

/** Makes the commits that stand for landed heads: the trial merge on the target, wrapped in a commit. */
async function land(
  run: RunGit,
  scratch: Scratch,
  around: Landings,
): Promise<Map<string, Oid | Undetermined>> {
  const { landings, commits, trees, landed } = around;
  const failed = await mergeTrunks(run, scratch, around);
  const wrapped = (landing: Landing): Oid | Undetermined => {
    const on = commits.get(landing.on);
    const head = commits.get(landing.landed);
    if (!on || !head) return missing(on ? landing.landed : landing.on);
    const tree = landed.get(scratch, landing.on, landing.landed);
    if (tree === undefined) return failed.get(trunkKey(landing)) ?? missing(landing.landed);
    const commit = writeCommit(scratch, tree, landing.how === 'merge' ? [on, head] : [on]);
    trees.set(commit, tree);
    return commit;
  };
  return writeTogether(
    scratch.gitDir,
    scratch.format,
    () => new Map([...landings].map(([key, landing]) => [key, wrapped(landing)])),
  );
}

/** Merges heads with what they land on: `landed` knows the trees then. Gives what came of the others, by trunk. */
async function mergeTrunks(
  run: RunGit,
  scratch: Scratch,
  { trunks, commits, landed, limits, step }: Landings,
): Promise<Map<string, Undetermined>> {
  const possible = [...trunks.values()].flatMap((landing) => {
    const ours = commits.get(landing.on);
    const theirs = commits.get(landing.landed);
    return ours && theirs ? [{ landing, pair: { ours, theirs } }] : [];
  });
  for (let skipped = possible.length; skipped < trunks.size; skipped += 1) step();
  const pairs = possible.map(({ pair }) => pair);
  const answers = await mergeInBatches(run, scratch, pairs, limits, step);
  const failed = new Map<string, Undetermined>();
  for (const [at, { landing }] of possible.entries()) {
    const answer = answers[at];
    if (!answer) continue;
    if ('undetermined' in answer) failed.set(trunkKey(landing), undetermined(answer));
    else if (!answer.clean) failed.set(trunkKey(landing), cannotLand(landing));
    else landed.set(scratch, landing.on, landing.landed, answer.tree);
  }
  return failed;
}

function cannotLand({ on, landed }: Landing): Undetermined {
  const detail = `${landed} itself conflicts with ${on}, so it cannot land there first`;
  return { verdict: 'undetermined', reason: 'failed', detail };
}

/** git's words name both sides by id; a landing's own id is known to nobody, so its head's stands for it. */
function shownNames({ ours, theirs }: MergeRequest, pair: CommitPair): Map<Oid, Oid> {
  return new Map([
    [pair.ours, typeof ours === 'string' ? ours : ours.landed],
    [pair.theirs, typeof theirs === 'string' ? theirs : theirs.landed],
  ]);
}

function undetermined({
  undetermined: reason,
  detail,
}: Extract<MergeAnswer, { undetermined: unknown }>): Undetermined {
  return { verdict: 'undetermined', reason, detail };
}

function missing(oid: Oid): Undetermined {
  const detail = `this repository has no commit ${oid.slice(0, 64)}`;
  return { verdict: 'undetermined', reason: 'missing-object', detail };
}

function requestKey({ ours, theirs }: MergeRequest): string {
  return `${sideKey(ours)} ${sideKey(theirs)}`;
}

function sideKey(side: MergeSide): string {
  return typeof side === 'string' ? side : `${side.how}:${trunkKey(side)}`;
}

function trunkKey({ on, landed }: Landing): string {
  return `${on}:${landed}`;
}
