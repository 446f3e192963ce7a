/**
 * What may change git's choice among a head's own renames. It looks for them where the head removes what the other side
 * has changed. Of two files that fit equally well it takes the one that it comes to first, and it comes later to
 * directories that only the head has changed than to those that both sides have (merge-ort.c of git 2.39).
 */
import type { HeadSurvey, TreeChange } from './ports.ts';
import { NOTHING, TREE } from './tree-modes.ts';

/** Whether a head, landed, removes a file or directory that the target has not as it was at their merge base. */
export function removesChanged({ raw, landed }: Pick<HeadSurvey, 'raw' | 'landed'>): boolean {
  const removals = raw?.filter(isRemoval) ?? [];
  // Of most heads: this is asked of all of them after each push.
  if (removals.length === 0) return false;
  const onTarget = new Map(landed?.map((change) => [change.path, change]));
  return removals.some(({ path, modes, oids }) => {
    const change = onTarget.get(path);
    return change?.modes[0] !== modes[0] || change.oids[0] !== oids[0];
  });
}

/** A file or directory that goes, or becomes the other. */
export function isRemoval({ modes: [before, after] }: Pick<TreeChange, 'modes'>): boolean {
  if (before === NOTHING) return false;
  return after === NOTHING || (before === TREE) !== (after === TREE);
}

/**
 * Whether git comes to a directory at another time once somebody has landed.
 *
 * @param landing what that does to it
 * @param own what the head does to it
 */
export function changesTurn(
  landing: Pick<TreeChange, 'oids'>,
  own: Pick<TreeChange, 'oids'>,
): boolean {
  return landing.oids.includes(own.oids[0]);
}
