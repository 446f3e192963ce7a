/** One look at many heads: how each merges with the target, and what it changes before and after landing. */
import type {
  EarlierSurvey,
  HeadSurvey,
  Hunk,
  MergeRequest,
  Oid,
  Survey,
  TreeChange,
  TrialMerge,
  Versions,
} from '../../ports.ts';
import { carriedHeads, changesBetween, movedFrom } from './carried-heads.ts';
import type { RunGit } from './child.ts';
import { isOfFiles, mergeFiles } from './file-merges.ts';
import { inHalves } from './halving.ts';
import type { Unwritten } from './landed-trees.ts';
import { writeCommit } from './landings.ts';
import { fileLines, lineHunks } from './line-hunks.ts';
import type { Look } from './looks.ts';
import { type Descent, descents } from './merge-bases.ts';
import type { MergeLimits } from './merge-batches.ts';
import { mergedFiles } from './merged-files.ts';
import { GitFailed, isOid, lookUp } from './objects.ts';
import { plainLandings } from './plain-landings.ts';
import { symbolsIn, symbolsWritten } from './symbol-files.ts';
import { treeChanges } from './tree-changes.ts';
import { contents } from './tree-files.ts';
import { walkTrees } from './tree-walk.ts';
import type { KnownTrees } from './trees.ts';
import { runTrialMerges } from './trial-merges.ts';
import { trunk } from './trunk.ts';
import { occurrences } from './word-search.ts';

/** A landing that changes more than this counts as unknown: the head is put to git with everybody. */
const MOST_CHANGES = 20_000;

interface Found extends Descent {
  raw: TreeChange[] | null;
}

/**
 * @param limits of the trial merges
 * @returns the survey, and what git said about heads that are left out of it
 */
export async function survey(
  look: Look,
  {
    target,
    heads,
    earlier = null,
  }: { target: Oid; heads: readonly Oid[]; earlier?: EarlierSurvey | null | undefined },
  limits: MergeLimits,
  progress?: (done: number, of: number) => void,
): Promise<{ seen: Survey; troubles: string[] }> {
  const { run, scratch, landed, tips, trees } = look;
  const { gitDir } = scratch;
  const unique = [...new Set(heads)];
  for (const oid of [target, ...unique]) if (isOid(oid)) tips.add(oid);
  const [descended, moved] = await Promise.all([
    inHalves(unique, (some) => descents(run, gitDir, target, some)),
    earlier ? changesBetween(run, gitDir, earlier.target, target) : null,
  ]);
  const carried = carriedHeads(earlier, descended.found, moved);
  const open = new Map([...descended.found].filter(([head]) => !carried.has(head)));
  const { found, troubles } = await inHalves([...open.keys()], (some) =>
    changesOf(run, gitDir, trees, open, some),
  );
  // What landing compares is mostly asked for again.
  const compared = new Map<string, Hunk[] | null>();
  const compare = async (versions: readonly Versions[]) => {
    const keyOf = ({ before, after }: Versions) => `${before} ${after}`;
    const missing = versions.filter((one) => !compared.has(keyOf(one)));
    const fresh = await lineHunks(run, gitDir, missing, limits.parallel);
    for (const [at, one] of missing.entries()) compared.set(keyOf(one), fresh[at] ?? null);
    return versions.map((one) => compared.get(keyOf(one)) ?? null);
  };
  const plain = await plainLandings(
    look,
    target,
    new Map(
      [...found].flatMap(([head, { bases, raw }]) =>
        raw && bases.length === 1 ? [[head, raw] as const] : [],
      ),
    ),
    compare,
    limits,
  );
  const others = [...found].filter(([head]) => !plain.has(head));
  const merges = await runTrialMerges(
    run,
    scratch,
    // git need not look for merge bases again: that takes it longer than the merge itself.
    others.map(([theirs, one]) => ({ ours: target, theirs, ...onlyBase(one) })),
    limits,
    progress,
  );
  const onTarget = new Map<Oid, TrialMerge>();
  const remember = (head: Oid, outcome: TrialMerge | undefined, unwritten?: Unwritten) => {
    const tree = outcome?.verdict === 'clean' ? outcome.tree : null;
    if (tree) landed.set(target, head, tree, unwritten);
  };
  for (const [head, { onTarget: outcome, unwritten }] of plain) {
    onTarget.set(head, outcome);
    remember(head, outcome, unwritten);
  }
  for (const [at, [head]] of others.entries()) {
    const outcome = merges[at];
    if (!outcome) throw new Error('git answered fewer trial merges than it was asked for');
    onTarget.set(head, outcome);
    remember(head, outcome);
  }
  const whole = new Map([...onTarget].filter(([head]) => !plain.has(head)));
  const landings = await landingsOf(look, target, whole);
  const uprooted = await uprootedHeads(run, gitDir, target, new Map(others), landings);
  for (const [head, { changes }] of plain) landings.set(head, fewEnough(changes ?? undefined));
  const surveys = new Map<Oid, HeadSurvey>(carried);
  for (const [head, { commits, bases, raw }] of found) {
    surveys.set(head, {
      onTarget: onTarget.get(head) as TrialMerge,
      commits,
      bases,
      raw,
      landed: landings.get(head) ?? null,
      uprooted: uprooted.has(head),
    });
  }
  /** Files that only exist once a head has landed, of heads that were looked at earlier: those land again. */
  const landAgain = async (heads: readonly Oid[]) => {
    const gone = [...new Set(heads)].filter((head) => !landed.has(target, head));
    if (gone.length === 0) return;
    const lands = gone.map((theirs) => ({ ours: target, theirs }));
    const outcomes = await runTrialMerges(run, scratch, lands, limits);
    for (const [at, head] of gone.entries()) remember(head, outcomes[at]);
  };
  const seen: Survey = {
    heads: surveys,
    moved: earlier && movedFrom(earlier.target, moved, carried),
    async hunks(versions) {
      await landAgain(versions.flatMap((one) => one.landed ?? []));
      return compare(versions).catch(
        nothingFound((): (Hunk[] | null)[] => versions.map(() => null)),
      );
    },
    lines: (blobs) =>
      fileLines(run, gitDir, blobs).catch(nothingFound((): null[] => blobs.map(() => null))),
    async trialMerges(requests, told) {
      const ofFiles = requests.filter(isOfFiles);
      await landAgain(
        ofFiles.flatMap(({ ours }) => (typeof ours === 'string' ? [] : [ours.landed])),
      );
      const outcomes = await mergeFiles(run, scratch, ofFiles, limits);
      const known = new Map<MergeRequest, TrialMerge>();
      for (const [at, request] of ofFiles.entries()) {
        const outcome = outcomes[at];
        if (outcome) known.set(request, outcome);
      }
      const others = requests.filter((request) => !known.has(request));
      if (known.size > 0) told?.(known.size, requests.length);
      const whole = await runTrialMerges(
        run,
        scratch,
        others,
        limits,
        (done, of) => told?.(known.size + done, known.size + of),
        landed,
      );
      for (const [at, request] of others.entries()) known.set(request, whole[at] as TrialMerge);
      return requests.map((request) => known.get(request) as TrialMerge);
    },
    trunk: (bases, paths) => trunk(run, gitDir, target, bases, paths),
    newcomers: (bases) =>
      newcomers(run, gitDir, target, bases).catch(
        nothingFound((): null[] => bases.map(() => null)),
      ),
    contents: (blobs) => contents(run, gitDir, blobs),
    symbols: (files) => symbolsIn(run, gitDir, files),
    written: symbolsWritten,
    merged: (asked) =>
      mergedFiles(run, gitDir, asked, (requests) =>
        runTrialMerges(run, scratch, requests, limits, () => {}, landed),
      ),
    occurrences: (commit, words) => occurrences(run, gitDir, commit, words),
    // git itself remembers nothing; src/adapters/cached-survey.ts does.
    recall: async () => new Map(),
    keep: async () => {},
  };
  return { seen, troubles: [...descended.troubles, ...troubles] };
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
async function landingsOf(
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
  return new Map(clean.map(({ head }, at) => [head, fewEnough(lists[at])]));
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

const isTree = (mode: string) => mode === '040000';
const isThere = (mode: string) => mode !== '000000';

/** Heads that touch something which the target has removed, renamed or made another kind of thing of. */
async function uprootedHeads(
  run: RunGit,
  gitDir: string,
  target: Oid,
  found: ReadonlyMap<Oid, Found>,
  landings: ReadonlyMap<Oid, TreeChange[] | null>,
): Promise<Set<Oid>> {
  const uprooted = new Set<Oid>();
  const asked: { head: Oid; name: string; tree: boolean }[] = [];
  for (const [head, { raw }] of found) {
    const onTarget = new Map(landings.get(head)?.map(({ path, modes }) => [path, modes[0]]));
    for (const { path, modes } of raw ?? []) {
      if (!isThere(modes[0])) continue;
      const mode = onTarget.get(path);
      const tree = isTree(modes[0]);
      if (mode === undefined) asked.push({ head, name: `${target}:${path}`, tree });
      else if (!isThere(mode) || isTree(mode) !== tree) uprooted.add(head);
    }
  }
  // Heads that do not land are not asked about.
  const names = asked.filter(({ head }) => landings.get(head) && !uprooted.has(head));
  const headers = await lookUp(
    run,
    gitDir,
    names.map(({ name }) => name),
  ).catch(nothingFound((): null[] => []));
  for (const [at, { head, tree }] of names.entries()) {
    const type = headers[at]?.type;
    if (type === undefined || (type === 'tree') !== tree) uprooted.add(head);
  }
  return uprooted;
}

/** Regular files of the target that are none at its ancestors. Throws `GitFailed`. */
async function newcomers(
  run: RunGit,
  gitDir: string,
  target: Oid,
  bases: readonly Oid[],
): Promise<Set<string>[]> {
  const asked = bases.map((before) => ({ before, after: target }));
  const isRegular = (mode: string) => mode.startsWith('100');
  return (await treeChanges(run, gitDir, asked)).map(
    (changes) =>
      new Set(
        changes.flatMap(({ path, modes }) =>
          isRegular(modes[1]) && !isRegular(modes[0]) ? [path] : [],
        ),
      ),
  );
}

function fewEnough(list: TreeChange[] | undefined): TreeChange[] | null {
  return list && list.length <= MOST_CHANGES ? list : null;
}

/** What cannot be read here is put to git in a merge, which says why. */
function nothingFound<T>(instead: () => T): (error: unknown) => T {
  return (error) => {
    if (error instanceof GitFailed) return instead();
    throw error;
  };
}
