/** Batches against the slow way: one plain git process per merge, on repositories made to be difficult. */
import { expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { MergeConflict, MergeSide, TrialMerge } from '#src/ports.ts';
import { ReferenceGit } from '../../bench/reference.ts';
import { REPO } from '../fakes.ts';
import { randomCommits } from '../random-repository.ts';
import { createRepository } from '../repo.ts';

const BRANCHES = 8;
const SEEDS = Array.from({ length: Number(process.env.WEIR_SEEDS ?? 2) }, (_, index) => index + 1);

/** What a plain `git merge-tree` says: the verdict, the tree and the files it left unmerged. */
function slowly(reference: ReferenceGit, ours: string, theirs: string) {
  const { status, out } = reference.run(
    'merge-tree',
    '--write-tree',
    '-z',
    '--name-only',
    '--no-messages',
    ours,
    theirs,
  );
  const [tree, ...files] = out.split('\0');
  const verdict = status === 0 ? 'clean' : status === 1 ? 'conflict' : 'undetermined';
  return { verdict, tree, files: files.filter((file) => file !== '') };
}

/** What is wrong about a conflict's places, judged by the files of both sides. */
function wrongPlaces(
  reference: ReferenceGit,
  sides: [string, string],
  conflict: MergeConflict,
): string[] {
  const read = (commit: string, path: string) => reference.run('show', `${commit}:${path}`);
  const wrong: string[] = [];
  for (const [index, side] of [conflict.ours, conflict.theirs].entries()) {
    const commit = sides[index] ?? '';
    if (side.path === null) continue;
    const listed = reference.run('ls-tree', '-z', commit, '--', side.path).out;
    if (!/^(100|120|160)/.test(listed))
      wrong.push(`${conflict.message}: ${side.path} is not in ${commit}`);
    const lines = read(commit, side.path).out.split('\n').length;
    for (const region of conflict.regions) {
      const { from, to } = index === 0 ? region.ours : region.theirs;
      if (from < 1 || to < from - 1 || to > lines)
        wrong.push(`${side.path}: lines ${from} to ${to} of ${lines}`);
    }
  }
  const texts = conflict.regions.map(({ ours, theirs }) => [
    read(sides[0], conflict.ours.path ?? '')
      .out.split('\n')
      .slice(ours.from - 1, ours.to),
    read(sides[1], conflict.theirs.path ?? '')
      .out.split('\n')
      .slice(theirs.from - 1, theirs.to),
  ]);
  if (texts.some(([mine, other]) => mine?.join('\n') === other?.join('\n'))) {
    wrong.push(`${conflict.paths[0]}: the colliding lines are the same on both sides`);
  }
  return wrong;
}

test.each(SEEDS)(
  'seed %i: the same verdicts, trees and files as one process per pair',
  async (seed) => {
    const repo = createRepository({ commits: randomCommits(seed, BRANCHES) });
    const reference = new ReferenceGit(`${repo.dir}/objects`);
    try {
      const oids = Array.from({ length: BRANCHES }, (_, index) => repo.oid(`b${index}`));
      const pairs = oids.flatMap((a) => oids.map((b): [string, string] => [a, b]));
      const git = await openClone(repo.dir);
      const progress: string[] = [];
      const outcomes = await git.trialMerges(
        REPO,
        pairs.map(([ours, theirs]) => ({ ours, theirs })),
        (done, of) => progress.push(`${done}/${of}`),
      );
      const distinct = new Set(pairs.map((pair) => pair.join())).size;
      expect(progress).toEqual(
        Array.from({ length: distinct }, (_, index) => `${index + 1}/${distinct}`),
      );
      const differing: unknown[] = [];
      for (const [index, pair] of pairs.entries()) {
        const outcome = outcomes[index] as TrialMerge;
        const slow = slowly(reference, ...pair);
        const paths =
          outcome.verdict === 'conflict' ? outcome.conflicts.flatMap((one) => one.paths) : [];
        const unnamed = slow.files.filter((file) => !paths.includes(file));
        const tree = outcome.verdict === 'undetermined' ? null : outcome.tree;
        if (outcome.verdict !== slow.verdict || tree !== slow.tree || unnamed.length > 0) {
          differing.push({ pair, slow, outcome });
        }
        const conflicts = outcome.verdict === 'conflict' ? outcome.conflicts : [];
        differing.push(...conflicts.flatMap((one) => wrongPlaces(reference, pair, one)));
        differing.push(...conflicts.filter(({ kind }) => kind === 'other'));
      }
      expect(differing).toEqual([]);
      // The repository is worth the trouble only if much collides in it.
      expect(outcomes.filter(({ verdict }) => verdict === 'conflict').length).toBeGreaterThan(
        BRANCHES,
      );
    } finally {
      reference.close();
      repo.cleanup();
    }
  },
);

test.each(SEEDS)('seed %i: landing first, by merge or squash, as done by hand', async (seed) => {
  const repo = createRepository({ commits: randomCommits(1000 + seed, BRANCHES) });
  // The target moves on, so that landing is a merge; and one branch is stacked on another.
  repo.commit({ branch: 'main', files: { 'f-main.txt': 'news\n' } });
  repo.commit({ branch: 'b0', parents: ['b1'], files: { 'stacked.txt': 'on b1\n' } });
  const reference = new ReferenceGit(`${repo.dir}/objects`);
  try {
    const on = repo.oid('main');
    const oids = Array.from({ length: BRANCHES }, (_, index) => repo.oid(`b${index}`));
    const requests = oids.flatMap((landed) =>
      oids
        .filter((theirs) => theirs !== landed)
        .flatMap((theirs) => [
          { ours: { landed, on, how: 'merge' } as MergeSide, theirs },
          { ours: { landed, on, how: 'squash' } as MergeSide, theirs },
        ]),
    );
    const git = await openClone(repo.dir);
    const outcomes = await git.trialMerges(REPO, requests);
    const expected = requests.map(({ ours, theirs }) => {
      if (typeof ours === 'string') throw new Error('a landing was meant');
      const { status, out } = reference.run('merge-tree', '--write-tree', on, ours.landed);
      if (status !== 0) return 'undetermined';
      const parents = ours.how === 'merge' ? ['-p', on, '-p', ours.landed] : ['-p', on];
      const commit = reference
        .run('commit-tree', out.trim(), ...parents, '-m', 'landing')
        .out.trim();
      return reference.direct(commit, theirs);
    });
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(expected);
    expect(new Set(expected).has('clean') && new Set(expected).has('conflict')).toBe(true);
    for (const outcome of outcomes) {
      if (outcome.verdict === 'undetermined')
        expect(outcome.detail).toMatch(/itself conflicts with/);
      // Nobody knows the ids of landings: what is shown names commits that exist.
      if (outcome.verdict !== 'conflict') continue;
      const shown = outcome.conflicts
        .flatMap(({ message, paths }) => [message, ...paths])
        .join(' ');
      for (const oid of shown.match(/[0-9a-f]{40}/g) ?? []) {
        expect([...oids, '1', '2', '3', '4'].map((one) => one.padStart(40, '0'))).toContain(oid);
      }
    }
  } finally {
    reference.close();
    repo.cleanup();
  }
});
