/**
 * Heads that have taken over some of what the target has changed, each in a file of its own, as after a cherry-pick: what
 * becomes of them on the target, held against git. `WEIR_TEXTS` says how many files.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openClone } from '#src/adapters/git.ts';
import { REPO } from '../fakes.ts';
import { asText, ENDS } from '../line-ends.ts';
import { MergeTruth } from '../merge-truth.ts';
import { createRepository } from '../repo.ts';

const TEXTS = Number(process.env.WEIR_TEXTS ?? 400);
const SEED = Number(process.env.WEIR_FIRST_SEED ?? 1);

/** Few different lines, as in code with many braces, and some that stand once. */
const LINES = fc
  .array(fc.constantFrom('}', '}\r', '', 'return', null, null, null), { maxLength: 30 })
  .map((all) => all.map((line, at) => line ?? `line ${at}`));

const EDIT = fc.record({
  at: fc.nat(30),
  gone: fc.nat(3),
  fresh: fc.array(fc.constantFrom('}', '', 'new 1', 'new 2', 'line 3'), { maxLength: 3 }),
});

/** A text, what the target makes of it and what a head does: some of the edits are the same. */
const SIDES = fc.record({
  base: LINES,
  both: fc.array(EDIT, { minLength: 1, maxLength: 3 }),
  main: fc.array(EDIT, { maxLength: 2 }),
  head: fc.array(EDIT, { maxLength: 2 }),
  // Of the base, on the target and in the head.
  ends: ENDS,
});

function edited(
  base: readonly string[],
  edits: readonly { at: number; gone: number; fresh: string[] }[],
  end: string | undefined,
) {
  const lines = [...base];
  // From below, so that the places of the others stay what they are.
  for (const { at, gone, fresh } of edits.toSorted((a, b) => b.at - a.at)) {
    if (at < lines.length) lines.splice(at, gone, ...fresh);
  }
  return asText(lines, end);
}

test('what git makes of them, without merging everything', async () => {
  const texts = fc.sample(SIDES, { seed: SEED, numRuns: TEXTS });
  const files = texts.map(({ base, both, main, head, ends }, at) => ({
    path: `${at % 20}/${at}.txt`,
    base: edited(base, [], ends[0]),
    main: edited(base, [...both, ...main], ends[1]),
    head: edited(base, [...both, ...head], ends[2]),
  }));
  const all = (side: 'base' | 'main') =>
    Object.fromEntries(files.map((file) => [file.path, file[side]]));
  const branches = files.map((file, at) => ({ ...file, branch: `head-${at}` }));
  const repo = createRepository({
    commits: [
      { branch: 'main', as: 'base', files: all('base') },
      ...branches.map(({ branch, path, head }) => ({
        branch,
        parents: ['base'],
        files: { [path]: head, [`${branch}.txt`]: 'own\n' },
      })),
      { branch: 'main', files: all('main') },
    ],
  });
  const truth = new MergeTruth(`${repo.dir}/objects`);
  try {
    const target = repo.oid('main');
    const heads = branches.map(({ branch }) => repo.oid(branch));
    truth.trace([target, ...heads]);
    truth.prepare(heads.map((head) => [target, head] as const));
    let merges = 0;
    const clone = await openClone(repo.dir);
    const told = await clone.withSurvey(
      REPO,
      target,
      heads,
      async (survey) => heads.map((head) => survey.heads.get(head)?.onTarget),
      (_, of) => {
        merges = of;
      },
    );
    const said = heads.map((head) => truth.merge(target, head));
    expect(told.map((one) => [one?.verdict, one?.verdict === 'clean' ? one.tree : null])).toEqual(
      said.map(({ verdict, tree }) => [verdict, verdict === 'clean' ? tree : null]),
    );
    const clean = said.filter(({ verdict }) => verdict === 'clean').length;
    expect(clean).toBeGreaterThan(TEXTS / 3);
    expect(merges).toBe(0);
  } finally {
    truth.close();
    repo.cleanup();
  }
});
