/** Tells merge commits that git alone has made from those that somebody has had a hand in. */
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { isDamage } from './damage.ts';
import { gitEnvironment } from './environment.ts';
import { type Answers, inHalves } from './halving.ts';
import { type CommitPair, type MergeLimits, mergeInBatches } from './merge-batches.ts';
import { GitFailed, isOid, peelCommits } from './objects.ts';
import type { Scratch } from './scratch.ts';

interface MergeCommit extends CommitPair {
  oid: Oid;
  tree: Oid;
}

/**
 * Whether each commit holds exactly the tree that git makes of its two parents, without a conflict. False for
 * everything else, and for everything that could not be made again: other merge engines and settings
 * (rename limits, attributes, drivers) may rightly differ, an octopus is made by another engine.
 */
export async function cleanMerges(
  run: RunGit,
  scratch: Scratch,
  commits: readonly Oid[],
  limits: MergeLimits,
): Promise<Answers<boolean>> {
  const read = await inHalves([...new Set(commits)].filter(isOid), (some) =>
    readMerges(run, scratch, some),
  );
  const made = await mergeAgain(run, scratch, [...read.found.values()], limits);
  return {
    found: new Map(commits.map((oid) => [oid, made.clean.has(oid)])),
    troubles: [...read.troubles, ...made.troubles],
  };
}

/** Those of the commits that exist and have two parents. */
async function readMerges(
  run: RunGit,
  { gitDir }: Scratch,
  oids: readonly Oid[],
): Promise<Map<Oid, MergeCommit>> {
  // A tag is not the commit that it names.
  const peeled = await peelCommits(run, gitDir, oids);
  const existing = oids.filter((oid, index) => peeled[index] === oid);
  if (existing.length === 0) return new Map();
  const end = await run({
    args: ['rev-list', '--no-walk=unsorted', '--no-commit-header', '--format=%H %T %P', '--stdin'],
    env: gitEnvironment(gitDir),
    input: existing.map((oid) => `${oid}\n`).join(''),
    wallClock: 60_000,
    memory: MERGE_MEMORY_BYTES,
    output: 64 * 1024 ** 2,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('read merge commits', end);
  const merges = new Map<Oid, MergeCommit>();
  for (const line of end.stdout.toString('latin1').split('\n')) {
    const [oid, tree, ours, theirs, ...more] = line.split(' ');
    if (oid && tree && ours && theirs && more.length === 0) {
      merges.set(oid, { oid, tree, ours, theirs });
    }
  }
  return merges;
}

async function mergeAgain(
  run: RunGit,
  scratch: Scratch,
  merges: readonly MergeCommit[],
  limits: MergeLimits,
): Promise<{ clean: Set<Oid>; troubles: string[] }> {
  const troubles: string[] = [];
  const parents = [...new Set(merges.flatMap(({ ours, theirs }) => [ours, theirs]))];
  const known = await inHalves(parents, async (some) => {
    const peeled = await peelCommits(run, scratch.gitDir, some);
    return new Map(some.map((oid, index) => [oid, peeled[index] === oid]));
  });
  troubles.push(...known.troubles);
  for (const oid of parents) if (!known.found.get(oid)) troubles.push(`missing commit ${oid}`);
  const possible = merges.filter(
    ({ ours, theirs }) => known.found.get(ours) && known.found.get(theirs),
  );

  // git merges a tree that is missing as if it were empty, and says so only on the side.
  let doubted = new Set<string>();
  const listening: RunGit = async (request) => {
    const end = await run(request);
    const damage = end.stderr.split('\n').find(isDamage);
    if (damage !== undefined) {
      troubles.push(damage);
      for (const line of `${request.input ?? ''}`.split('\n')) doubted.add(line);
    }
    return end;
  };
  const clean = new Set<Oid>();
  const merge = async (some: readonly MergeCommit[], batch: number) => {
    const answers = await mergeInBatches(listening, scratch, some, { ...limits, batch });
    for (const [index, { oid, tree }] of some.entries()) {
      const answer = answers[index];
      if (answer && 'clean' in answer && answer.clean && answer.tree === tree) clean.add(oid);
    }
  };
  await merge(possible, limits.batch);
  const again = possible.filter((one) => doubted.has(lineOf(one)));
  if (again.length > 0) {
    // One at a time, to tell those that need what is damaged from those that were beside them.
    for (const { oid } of again) clean.delete(oid);
    doubted = new Set();
    await merge(again, 1);
    for (const one of again) if (doubted.has(lineOf(one))) clean.delete(one.oid);
  }
  return { clean, troubles };
}

/** How a merge is put to git. */
function lineOf({ ours, theirs }: CommitPair): string {
  return `${ours} ${theirs}`;
}
