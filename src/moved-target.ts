/**
 * What is known of heads when the target moves on: most of it still holds, since the target has changed files that most
 * heads do not touch. Pure; in doubt nothing holds, and git is asked again.
 *
 * Merging a head with the target is a three-way merge of their merge base X, the target M and the head H. Let M' be M
 * but for the contents of some files, none of which H changes or its landing does. Then H merges with M' as with M: such
 * a file comes from M', since H has it as X does; everything else is the same on all three sides, and so are renames
 * (git's merge-ort), which lead from files that one side no longer has to files that it has newly:
 *
 * - what H has no more is a change of H, and what it has newly, too: contents on this side are the same. They matter
 *   where H removes what the target has changed, and may be found in another order then (src/head-renames.ts): nothing
 *   holds;
 * - what the target has no more matters to H only where H changes it: such heads are `uprooted`, and nothing holds.
 *
 * For a pair, L is M with A landed, and B is merged with it. The same is true of L and L' for B, with one more side to
 * look at: files that A's landing takes away may be found again as any file that the target has newly, also as one that
 * has changed now. So A's landing must take nothing away, and B must not remove what it has changed. Heads that share
 * commits have another merge base, and are merged again.
 *
 * test/real/git-moved-target.test.ts holds this against git on random histories.
 */
import { isRemoval, removesChanged } from './head-renames.ts';
import type { HeadSurvey, TreeChange } from './ports.ts';
import { NOTHING, TREE } from './tree-modes.ts';

/**
 * Paths of the files that the target has changed, where it has done nothing but that: nothing came, went or became
 * another kind of thing. Null otherwise, and where attributes, which say how files are merged, have changed.
 */
export function changedOnly(moved: readonly TreeChange[] | null): ReadonlySet<string> | null {
  const paths = new Set<string>();
  for (const { path, modes } of moved ?? []) {
    const [before, after] = modes;
    if (before !== after || /(^|\/)\.gitattributes$/.test(path)) return null;
    if (before !== TREE) paths.add(path);
  }
  return moved && paths;
}

/**
 * The survey of a head on the moved target, as the earlier one says it; null where it does not.
 *
 * @param now commits and merge bases of the head with the moved target
 * @param paths of `changedOnly`
 */
export function carriedOver(
  earlier: HeadSurvey,
  now: Pick<HeadSurvey, 'commits' | 'bases'>,
  paths: ReadonlySet<string>,
): HeadSurvey | null {
  const { onTarget, bases, raw, landed, uprooted, commits } = earlier;
  // Of heads that do not land it is not known whether they are uprooted.
  if (onTarget.verdict !== 'clean' || uprooted || bases.length !== 1) return null;
  if (raw === null || landed === null) return null;
  if (now.bases.length !== 1 || now.bases[0] !== bases[0]) return null;
  if (now.commits.size !== commits.size || ![...commits].every((oid) => now.commits.has(oid)))
    return null;
  const isMet = ({ path }: TreeChange) => paths.has(path);
  if (raw.some(isMet) || landed.some(isMet) || removesChanged(earlier)) return null;
  return { ...earlier, onTarget: { ...onTarget, tree: null } };
}

/** Whether merging `theirs` after `lander` has landed comes to the same as before, both of which are carried over. */
export function pairHolds(lander: HeadSurvey, theirs: HeadSurvey): boolean {
  if (lander.landed === null || lander.landed.some(isTaken)) return false;
  const removed = new Set(theirs.raw?.filter(isRemoval).map(({ path }) => path));
  if (removed.size > 0 && lander.landed.some(({ path }) => removed.has(path))) return false;
  const [few, many] = [lander.commits, theirs.commits].sort((a, b) => a.size - b.size);
  return !!few && !!many && [...few].every((oid) => !many.has(oid));
}

/** A file, link or submodule that goes or becomes another kind of thing. */
function isTaken({ modes: [before, after] }: TreeChange): boolean {
  if (before === NOTHING || before === TREE) return false;
  const kindOf = (mode: string) => mode.slice(0, 3);
  return kindOf(before) !== kindOf(after);
}
