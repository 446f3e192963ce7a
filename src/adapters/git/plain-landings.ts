/** Lands heads whose trees alone say what becomes of the target, without git's merge of everything. */
import type { FileMerge, Oid, TreeChange, TrialMerge } from '../../ports.ts';
import { type FilesMerge, type FilesRequest, isOfFiles, mergeFiles } from './file-merges.ts';
import type { Unwritten } from './landed-trees.ts';
import type { Look } from './looks.ts';
import { objectId } from './loose-objects.ts';
import type { MergeLimits } from './merge-batches.ts';
import { GitFailed, lookUp } from './objects.ts';
import { beginMerge, filesOf, finishMerge, mergeAt, type Place } from './plain-merge.ts';
import { readTrees } from './trees.ts';

/** A head that landed, or collides with the target in some files. */
export interface PlainLanding {
  onTarget: Exclude<TrialMerge, { verdict: 'undetermined' }>;
  /** From the target; null where it collides. */
  changes: TreeChange[] | null;
  unwritten: Unwritten;
}

/** A head whose trees are merged, its files not yet. */
interface Begun {
  head: Oid;
  root: Place;
  files: FileMerge[];
}

/**
 * By head; those in doubt are left out.
 *
 * @param heads what each changes since its only merge base with the target
 */
export async function plainLandings(
  look: Look,
  target: Oid,
  heads: ReadonlyMap<Oid, readonly TreeChange[]>,
  limits: MergeLimits,
): Promise<Map<Oid, PlainLanding>> {
  try {
    const begun = await mergeTrees(look, target, heads);
    return await mergeTexts(look, target, begun, limits);
  } catch (error) {
    if (error instanceof GitFailed) return new Map();
    throw error;
  }
}

async function mergeTrees(
  { run, scratch: { gitDir }, trees }: Look,
  target: Oid,
  heads: ReadonlyMap<Oid, readonly TreeChange[]>,
): Promise<Begun[]> {
  const [tree] = await lookUp(run, gitDir, [`${target}^{tree}`]);
  if (!tree) return [];
  const roots = new Map<Oid, Place>();
  for (const [head, raw] of heads) {
    const root = beginMerge(tree.oid, raw);
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
  { run, scratch, trees }: Look,
  target: Oid,
  begun: readonly Begun[],
  limits: MergeLimits,
): Promise<Map<Oid, PlainLanding>> {
  const requests = begun.map(
    ({ head, files }): FilesRequest => ({ ours: target, theirs: head, only: files }),
  );
  const asked = requests.filter(isOfFiles);
  const answers = await mergeFiles(run, scratch, asked, limits);
  const merges = new Map(asked.map((request, at) => [request, answers[at] ?? null]));
  const groups = await readTrees(
    run,
    scratch.gitDir,
    trees,
    answers.flatMap((one) =>
      one?.verdict === 'clean' ? [...one.texts.values()].map(({ tree }) => tree) : [],
    ),
  );
  const texts = new Map(
    [...groups].map(([tree, files]) => [tree, new Map(files.map(({ name, oid }) => [name, oid]))]),
  );
  const idOf = (body: Buffer) => objectId(scratch.format, 'tree', body);
  const landings = new Map<Oid, PlainLanding>();
  for (const [at, { head, root, files }] of begun.entries()) {
    const merge = files.length === 0 ? NO_FILES : merges.get(requests[at] as FilesRequest);
    if (merge?.verdict === 'conflict') {
      landings.set(head, { onTarget: merge, changes: null, unwritten: [] });
    }
    if (merge?.verdict !== 'clean') continue;
    const { tree, changes, bodies } = finishMerge(
      root,
      ({ path }) => {
        const { tree: group = '', name = '' } = merge.texts.get(path) ?? {};
        const text = texts.get(group)?.get(name);
        if (!text) throw new Error(`the merged text of ${path} is missing`);
        return text;
      },
      idOf,
    );
    // Nothing is left of the target: that is no landing to reason about.
    if (tree === null) continue;
    landings.set(head, { onTarget: { verdict: 'clean', tree }, changes, unwritten: bodies });
  }
  return landings;
}

const NO_FILES: FilesMerge = { verdict: 'clean', tree: null, texts: new Map() };
