/** Heads of which an earlier look still says everything, though the target has moved. */

import { carriedOver, changedOnly } from '../../moved-target.ts';
import type { EarlierSurvey, HeadSurvey, MovedTarget, Oid, TreeChange } from '../../ports.ts';
import type { RunGit } from './child.ts';
import type { Descent } from './merge-bases.ts';
import { nothingFound } from './objects.ts';
import { treeChanges } from './tree-changes.ts';

/** What the target has changed; null where git cannot tell. */
export async function changesBetween(
  run: RunGit,
  gitDir: string,
  before: Oid,
  after: Oid,
): Promise<TreeChange[] | null> {
  const lists = await treeChanges(run, gitDir, [{ before, after }]).catch(
    nothingFound((): TreeChange[][] => []),
  );
  return lists[0] ?? null;
}

/**
 * Their surveys, by head.
 *
 * @param descended commits and merge bases with the target as it is now
 * @param moved what the target has changed since the earlier look
 */
export function carriedHeads(
  earlier: EarlierSurvey | null,
  descended: ReadonlyMap<Oid, Descent>,
  moved: readonly TreeChange[] | null,
): Map<Oid, HeadSurvey> {
  const paths = changedOnly(moved);
  if (!earlier || !paths) return new Map();
  return new Map(
    [...descended].flatMap(([head, now]) => {
      const before = earlier.heads.get(head);
      const survey = before ? carriedOver(before, now, paths) : null;
      return survey ? [[head, survey] as const] : [];
    }),
  );
}

/** What others may conclude from it. */
export function movedFrom(
  from: Oid,
  moved: readonly TreeChange[] | null,
  carried: ReadonlyMap<Oid, HeadSurvey>,
): MovedTarget | null {
  const paths = changedOnly(moved);
  if (!moved || !paths || carried.size === 0) return null;
  const changes = moved.filter(({ path }) => paths.has(path));
  return { from, changes, heads: new Set(carried.keys()) };
}
