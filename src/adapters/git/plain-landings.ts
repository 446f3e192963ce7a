/** Lands heads whose trees alone say what becomes of the target, without git's merge of everything. */
import type {
  MergeRequest,
  ModifiedFile,
  Oid,
  TreeChange,
  TrialMerge,
  Versions,
} from '../../ports.ts';
import { isRegularFile } from '../../tree-modes.ts';
import { type FilesRequest, isOfFiles, mergeFiles } from './file-merges.ts';
import { ALL_WRITTEN, type Unwritten } from './landed-trees.ts';
import { fileKey, mergeLines } from './line-merges.ts';
import type { Look } from './looks.ts';
import { objectId } from './loose-objects.ts';
import type { MergeLimits } from './merge-batches.ts';
import { nothingFound } from './objects.ts';
import { beginMerge, filesOf, finishMerge, mergeAt, type Place } from './plain-merge.ts';
import { readTrees, rootsOf } from './trees.ts';

/** Heads, as after a push, and files of theirs that are compared before anybody asks. */
const [FEW, MOST_SOON] = [2, 20];

/** What a head makes of the target. */
export interface Landing {
  onTarget: TrialMerge;
  /** From the target; null where it does not land, or nobody knows. */
  changes: TreeChange[] | null;
  unwritten: Unwritten;
}

/** A head whose trees are merged, its files not yet. */
interface Begun {
  head: Oid;
  root: Place;
  files: ModifiedFile[];
}

/** What a head changes since its only merge base with the target. */
export interface Descended {
  base: Oid;
  raw: readonly TreeChange[];
}

/** By head; those in doubt are left out. */
export async function plainLandings(
  look: Look,
  target: Oid,
  heads: ReadonlyMap<Oid, Descended>,
  limits: MergeLimits,
): Promise<Map<Oid, Landing>> {
  const [ahead, others] = [new Map<Oid, Descended>(), new Map<Oid, Descended>()];
  for (const [head, one] of heads) (one.base === target ? ahead : others).set(head, one);
  const work = async () => {
    const begun = await mergeTrees(look, target, others);
    const merged = await mergeTexts(look, target, begun, limits, soonCompared(heads));
    return new Map([...(await asTheyAre(look, ahead)), ...merged]);
  };
  return work().catch(nothingFound((): Map<Oid, Landing> => new Map()));
}

/** Heads that begin at the target: it becomes what they are. */
async function asTheyAre(
  { run, scratch: { gitDir, format }, trees }: Look,
  heads: ReadonlyMap<Oid, Descended>,
): Promise<Map<Oid, Landing>> {
  const empty = objectId(format, 'tree', Buffer.alloc(0));
  const roots = await rootsOf(run, gitDir, trees, [...heads.keys()]);
  const landings = new Map<Oid, Landing>();
  for (const [at, [head, { raw }]] of [...heads].entries()) {
    const tree = roots[at];
    // Where nothing is left of the target there is nothing to reason about.
    if (!tree || tree === empty) continue;
    const onTarget: TrialMerge = { verdict: 'clean', tree };
    landings.set(head, { onTarget, changes: [...raw], unwritten: ALL_WRITTEN });
  }
  return landings;
}

async function mergeTrees(
  { run, scratch: { gitDir }, trees }: Look,
  target: Oid,
  heads: ReadonlyMap<Oid, Descended>,
): Promise<Begun[]> {
  const [tree] = await rootsOf(run, gitDir, trees, [target]);
  if (!tree) return [];
  const roots = new Map<Oid, Place>();
  for (const [head, { raw }] of heads) {
    const root = beginMerge(tree, raw);
    if (root) roots.set(head, root);
  }
  let open = [...roots].map(([head, place]) => ({ head, place }));
  while (open.length > 0) {
    const entries = await readTrees(
      run,
      gitDir,
      trees,
      open.map(({ place }) => place.tree),
    );
    open = open.flatMap(({ head, place }) => {
      const ours = entries.get(place.tree);
      const inside = ours && roots.has(head) ? mergeAt(place, ours) : null;
      if (!inside) roots.delete(head);
      return (inside ?? []).map((one) => ({ head, place: one }));
    });
  }
  return [...roots].map(([head, root]) => ({ head, root, files: filesOf(root) }));
}

async function mergeTexts(
  look: Look,
  target: Oid,
  begun: readonly Begun[],
  limits: MergeLimits,
  soon: readonly Versions[],
): Promise<Map<Oid, Landing>> {
  const { scratch } = look;
  const texts = await mergeLines(
    look,
    begun.flatMap(({ files }) => files),
    soon,
  );
  const landings = new Map<Oid, Landing>();
  const colliding: FilesRequest[] = [];
  for (const { head, root, files } of begun) {
    const only = files.filter((file) => !texts.has(fileKey(file)));
    const request: MergeRequest = { ours: target, theirs: head, only };
    if (isOfFiles(request)) colliding.push(request);
    if (only.length > 0) continue;
    const textOf = (file: ModifiedFile) => texts.get(fileKey(file)) as Oid;
    const { tree, changes, bodies } = finishMerge(root, textOf, (body) =>
      objectId(scratch.format, 'tree', body),
    );
    // Where nothing is left of the target there is nothing to reason about.
    if (tree === null) continue;
    const unwritten = { trees: bodies, texts: files.map(textOf) };
    landings.set(head, { onTarget: { verdict: 'clean', tree }, changes, unwritten });
  }
  const outcomes = await mergeFiles(look, colliding, limits);
  for (const [at, { theirs }] of colliding.entries()) {
    const onTarget = outcomes[at];
    // What merges after all, since not all its lines were known here: nobody knows its tree.
    if (typeof theirs === 'string' && onTarget?.verdict === 'conflict') {
      landings.set(theirs, { onTarget, changes: null, unwritten: ALL_WRITTEN });
    }
  }
  return landings;
}

/** What a pushed head changes, where that is little: it is about to meet the others. */
function soonCompared(heads: ReadonlyMap<Oid, Descended>): Versions[] {
  if (heads.size > FEW) return [];
  const modified = [...heads.values()]
    .flatMap(({ raw }) => raw)
    .filter(({ modes: [before, after] }) => before === after && isRegularFile(before));
  if (modified.length > MOST_SOON) return [];
  return modified.map(({ oids: [before, after] }) => ({ before, after, landed: null }));
}
