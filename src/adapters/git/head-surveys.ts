/** How heads merge with the target, and what they change before and after landing. */
import type { HeadSurvey, Oid, TreeChange, TrialMerge } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { inHalves } from './halving.ts';
import { ALL_WRITTEN } from './landed-trees.ts';
import { writeCommit } from './landings.ts';
import type { Look } from './looks.ts';
import type { Descent } from './merge-bases.ts';
import type { MergeLimits } from './merge-batches.ts';
import { GitFailed, nothingFound } from './objects.ts';
import { type Landing, plainLandings } from './plain-landings.ts';
import { treeChanges } from './tree-changes.ts';
import { walkTrees } from './tree-walk.ts';
import type { KnownTrees } from './trees.ts';
import { runTrialMerges } from './trial-merges.ts';
import { uprootedHeads } from './uprooted.ts';

/** A landing that changes more than this counts as unknown: the head is put to git with everybody. */
const MOST_CHANGES = 20_000;

interface Found extends Descent {
  raw: TreeChange[] | null;
}

/**
 * Surveys by head, and what git said about heads that are left out.
 *
 * @param open their commits and merge bases
 * @param progress told of heads that are put to git's merge
 */
export async function surveyHeads(
  look: Look,
  target: Oid,
  open: ReadonlyMap<Oid, Descent>,
  limits: MergeLimits,
  progress?: (done: number, of: number) => void,
): Promise<{ surveys: Map<Oid, HeadSurvey>; troubles: string[] }> {
  const { run, scratch, landed, trees } = look;
  const { gitDir } = scratch;
  const { found, troubles } = await inHalves([...open.keys()], (some) =>
    changesOf(run, gitDir, trees, open, some),
  );
  const plain = await plainLandings(
    look,
    target,
    new Map(
      [...found].flatMap(([head, one]) => {
        const { base } = onlyBase(one);
        return one.raw && base !== undefined ? [[head, { base, raw: one.raw }] as const] : [];
      }),
    ),
    limits,
  );
  const others = new Map([...found].filter(([head]) => !plain.has(head)));
  const whole = await wholeLandings(look, target, others, limits, progress);
  const uprooted = await uprootedHeads(run, gitDir, target, others, whole);
  const surveys = new Map<Oid, HeadSurvey>();
  for (const [head, landing] of [...plain, ...whole]) {
    const { onTarget, changes, unwritten } = landing;
    if (onTarget.verdict === 'clean' && onTarget.tree) {
      landed.set(scratch, target, head, onTarget.tree, unwritten);
    }
    surveys.set(head, {
      ...(found.get(head) as Found),
      onTarget,
      landed: changes && changes.length <= MOST_CHANGES ? changes : null,
      uprooted: uprooted.has(head),
    });
  }
  return { surveys, troubles };
}

/** Landings by git's own merge. */
async function wholeLandings(
  look: Look,
  target: Oid,
  heads: ReadonlyMap<Oid, Descent>,
  limits: MergeLimits,
  progress?: (done: number, of: number) => void,
): Promise<Map<Oid, Landing>> {
  // git need not look for merge bases again: that takes it longer than the merge itself.
  const requests = [...heads].map(([theirs, one]) => ({ ours: target, theirs, ...onlyBase(one) }));
  const merges = await runTrialMerges(look.run, look.scratch, requests, limits, progress);
  const onTarget = new Map(
    requests.map(({ theirs }, at) => {
      const merge = merges[at];
      if (!merge) throw new Error('git answered fewer trial merges than it was asked for');
      return [theirs, merge] as const;
    }),
  );
  const changes = await changesByLanding(look, target, onTarget);
  return new Map(
    [...onTarget].map(([head, merge]) => [
      head,
      { onTarget: merge, changes: changes.get(head) ?? null, unwritten: ALL_WRITTEN },
    ]),
  );
}

/** A base that git need not look for again. */
function onlyBase({ bases: [base, ...more] }: Descent): { base?: Oid } {
  return base !== undefined && more.length === 0 ? { base } : {};
}

/** Throws `GitFailed` where some head cannot be read. */
async function changesOf(
  run: RunGit,
  gitDir: string,
  trees: KnownTrees,
  descended: ReadonlyMap<Oid, Descent>,
  heads: readonly Oid[],
): Promise<Map<Oid, Found>> {
  const known = heads.flatMap((head) => {
    const one = descended.get(head);
    return one ? [[head, one] as const] : [];
  });
  const based = known.flatMap(([after, { bases }]) =>
    bases[0] === undefined ? [] : [{ before: bases[0], after }],
  );
  const lists = await fewOrMany(run, gitDir, trees, based).catch((error: unknown) => {
    if (error instanceof GitFailed && error.end.how !== 'exit') return [];
    throw error;
  });
  const raw = new Map(based.map(({ after }, at) => [after, lists[at] ?? null]));
  return new Map(known.map(([head, one]) => [head, { ...one, raw: raw.get(head) ?? null }]));
}

/** From the target to each head that lands cleanly. */
async function changesByLanding(
  { run, scratch, trees }: Look,
  target: Oid,
  onTarget: ReadonlyMap<Oid, TrialMerge>,
): Promise<Map<Oid, TreeChange[] | null>> {
  const clean = [...onTarget].flatMap(([head, merge]) =>
    merge.verdict === 'clean' && merge.tree
      ? [{ head, before: target, after: writeCommit(scratch, merge.tree, [target]) }]
      : [],
  );
  const lists = await fewOrMany(run, scratch.gitDir, trees, clean).catch(
    nothingFound((): TreeChange[][] => []),
  );
  return new Map(clean.map(({ head }, at) => [head, lists[at] ?? null]));
}

/** After a push it is one head, and starting git would take longer than reading its trees. Throws `GitFailed`. */
async function fewOrMany(
  run: RunGit,
  gitDir: string,
  trees: KnownTrees,
  pairs: { before: Oid; after: Oid }[],
) {
  return (await walkTrees(run, gitDir, trees, pairs)) ?? treeChanges(run, gitDir, pairs);
}
