/** One look at many heads: how each merges with the target, and what it changes before and after landing. */
import type { HeadSurvey, Hunk, Oid, Survey, TreeChange, Versions } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { writeCommit } from './landings.ts';
import { lineHunks } from './line-hunks.ts';
import { mergeBases } from './merge-bases.ts';
import type { MergeLimits } from './merge-batches.ts';
import { GitFailed, lookUp } from './objects.ts';
import type { Scratch } from './scratch.ts';
import { treeChanges } from './tree-changes.ts';
import { runTrialMerges } from './trial-merges.ts';

/** A head that changes more than this is put to git with everybody. */
const MOST_CHANGES = 20_000;

/** @param limits of the trial merges */
export async function survey(
  run: RunGit,
  scratch: Scratch,
  { target, heads }: { target: Oid; heads: readonly Oid[] },
  limits: MergeLimits,
  progress?: (done: number, of: number) => void,
): Promise<Survey> {
  const { gitDir } = scratch;
  const unique = [...new Set(heads)];
  const land = (some: readonly Oid[]) =>
    runTrialMerges(
      run,
      scratch,
      some.map((theirs) => ({ ours: target, theirs })),
      limits,
      progress,
    );
  const merges = await land(unique);
  const surveys = new Map<Oid, HeadSurvey>();
  const clean: { head: Oid; tree: Oid }[] = [];
  for (const [at, head] of unique.entries()) {
    const onTarget = merges[at];
    if (!onTarget) throw new Error('git answered fewer trial merges than it was asked for');
    surveys.set(head, { onTarget, changes: null });
    if (onTarget.verdict === 'clean' && onTarget.tree) clean.push({ head, tree: onTarget.tree });
  }
  const changes = await changesOf(run, scratch, target, clean).catch((error: unknown) => {
    // What cannot be read here is put to git, which says why.
    if (error instanceof GitFailed) return new Map<Oid, HeadSurvey['changes']>();
    throw error;
  });
  for (const [head, found] of changes) {
    const known = surveys.get(head);
    if (known) surveys.set(head, { ...known, changes: found });
  }
  return {
    heads: surveys,
    async hunks(versions) {
      await bringBack(run, gitDir, versions, land);
      return lineHunks(run, gitDir, versions).catch((error: unknown): (Hunk[] | null)[] => {
        if (error instanceof GitFailed) return versions.map(() => null);
        throw error;
      });
    },
  };
}

async function changesOf(
  run: RunGit,
  scratch: Scratch,
  target: Oid,
  clean: readonly { head: Oid; tree: Oid }[],
): Promise<Map<Oid, HeadSurvey['changes']>> {
  const { gitDir } = scratch;
  const bases = await mergeBases(
    run,
    gitDir,
    target,
    clean.map(({ head }) => head),
  );
  const known = clean.flatMap(({ head, tree }) => {
    const [base, ...more] = bases.get(head) ?? [];
    return base !== undefined && more.length === 0 ? [{ head, tree, base }] : [];
  });
  const raw = await treeChanges(
    run,
    gitDir,
    known.map(({ head, base }) => ({ before: base, after: head })),
  );
  const commits: Oid[] = [];
  for (const { tree } of known) commits.push(await writeCommit(scratch, tree, [target]));
  const landed = await treeChanges(
    run,
    gitDir,
    commits.map((after) => ({ before: target, after })),
  );
  const few = (list: TreeChange[] | undefined): list is TreeChange[] =>
    list !== undefined && list.length <= MOST_CHANGES;
  return new Map(
    known.flatMap(({ head }, at) => {
      const [before, after] = [raw[at], landed[at]];
      return few(before) && few(after) ? [[head, { raw: before, landed: after }] as const] : [];
    }),
  );
}

/** Files that only exist once a head has landed, of heads that were looked at earlier: they land again. */
async function bringBack(
  run: RunGit,
  gitDir: string,
  versions: readonly Versions[],
  land: (heads: readonly Oid[]) => Promise<unknown>,
): Promise<void> {
  const made = versions.filter(({ landed }) => landed !== null);
  const headers = await lookUp(
    run,
    gitDir,
    made.map(({ after }) => after),
  );
  const gone = made.flatMap(({ landed }, at) => (headers[at] ? [] : [landed as Oid]));
  if (gone.length > 0) await land([...new Set(gone)]);
}
