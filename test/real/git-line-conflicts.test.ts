/** Files whose lines collide by git's own hunks, held against git's merge of everything. */
import { expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { MergeConflict } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { asText } from '../line-ends.ts';
import { createRepository } from '../repo.ts';

/** Repeatable numbers below `most`. */
function chance(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * most);
  };
}

/** Few different lines, as in code with many braces, and some that stand once. */
function textOf(random: (most: number) => number): string[] {
  return Array.from({ length: 8 + random(30) }, (_, at) =>
    random(3) === 0 ? (['}', '', 'return', 'x'][random(4)] ?? '') : `line ${at}`,
  );
}

function edited(lines: readonly string[], random: (most: number) => number): string[] {
  const after = [...lines];
  for (let edits = 1 + random(3); edits > 0; edits--) {
    const at = random(after.length);
    const fresh = Array.from({ length: random(4) }, () =>
      random(2) === 0 ? '}' : `new ${random(4)}`,
    );
    after.splice(at, random(4), ...fresh);
  }
  return after;
}

/** The last line of some has no end. */
const content = (lines: readonly string[], random: (most: number) => number) =>
  asText(lines, random(6) === 0 ? '-' : '+');

const FILES = 90;
const SEEDS = [1, 2, 3, 4, 5];

test('what git says when it merges everything', async () => {
  const sides = SEEDS.map((seed) => {
    const random = chance(seed);
    const files = Array.from({ length: FILES }, (_, at) => {
      const base = textOf(random);
      return {
        path: `${seed}/${at}.txt`,
        base: content(base, random),
        main: content(edited(base, random), random),
        head: content(edited(base, random), random),
      };
    });
    const of = (side: 'base' | 'main' | 'head') =>
      Object.fromEntries(files.map((file) => [file.path, file[side]]));
    return { branch: `head-${seed}`, base: of('base'), main: of('main'), head: of('head') };
  });
  const repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: Object.assign({}, ...sides.map((one) => one.base)) },
      ...sides.map(({ branch, head }) => ({ branch, parents: ['base'], files: head })),
      { branch: 'main', files: Object.assign({}, ...sides.map((one) => one.main)) },
    ],
  });
  try {
    const clone = await openClone(repo.dir);
    const [target, ...heads] = ['main', ...sides.map(({ branch }) => branch)].map((branch) =>
      repo.oid(branch),
    );
    if (target === undefined) throw new Error('no target');
    let [same, regions] = [0, 0];
    await clone.withSurvey(REPO, target, heads, async (survey) => {
      const whole = await survey.trialMerges(heads.map((theirs) => ({ ours: target, theirs })));
      for (const [at, head] of heads.entries()) {
        const [quick, full] = [survey.heads.get(head)?.onTarget, whole[at]];
        if (quick?.verdict !== 'conflict' || full?.verdict !== 'conflict') {
          throw new Error(`${quick?.verdict} and ${full?.verdict}`);
        }
        const plain = (all: readonly MergeConflict[]) =>
          all.map((one) => ({ ...one, regions: [] }));
        expect(plain(quick.conflicts)).toEqual(plain(full.conflicts));
        for (const [n, { regions: told }] of quick.conflicts.entries()) {
          regions += 1;
          const wanted = full.conflicts[n]?.regions;
          if (JSON.stringify(told) === JSON.stringify(wanted)) same += 1;
        }
      }
    });
    expect(regions).toBeGreaterThan(100);
    // Which of two equal lines belongs to a collision is told otherwise now and then.
    expect(regions - same).toBeLessThan(regions / 100);
  } finally {
    repo.cleanup();
  }
});
