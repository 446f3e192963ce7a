/**
 * What heads make of the target, as the survey works it out from their trees, against what plain git makes of it: on
 * random histories, verdicts, trees and changes must be the same. `WEIR_LANDINGS` says how many targets.
 */
import { expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { HeadSurvey, TrialMerge } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { commandsFor } from '../history-commands.ts';
import { MergeTruth, type Truth } from '../merge-truth.ts';
import { commitsOf, randomSteps, type Step } from '../random-histories.ts';
import { createRepository } from '../repo.ts';

const TARGETS = Number(process.env.WEIR_LANDINGS ?? 20);
const FIRST = Number(process.env.WEIR_FIRST_SEED ?? 1);
/** With one target; each has some eight heads. */
const HISTORIES = 8;
const AT_ONCE = 10;
const GROUPS = Array.from(
  { length: Math.ceil(TARGETS / AT_ONCE) },
  (_, at) => FIRST + at * AT_ONCE,
);

/** Heads that landed, and merges that were put to git for them. */
const counts = { heads: 0, merges: 0 };

async function differences(histories: readonly (readonly Step[])[]): Promise<string[]> {
  const repo = createRepository({ commits: commitsOf('g', histories) });
  const truth = new MergeTruth(`${repo.dir}/objects`);
  try {
    const target = repo.oid('g-0');
    const tips = repo.git('for-each-ref', '--format=%(objectname)', 'refs/heads').trim();
    truth.trace([target, ...tips.split('\n')]);
    const heads = [...new Set(tips.split('\n'))].filter((tip) => !truth.unrelated(target, tip));
    truth.prepare(heads.map((head) => [target, head] as const));
    let merges = 0;
    const git = await openClone(repo.dir);
    const { surveys, told } = await git.withSurvey(
      REPO,
      target,
      heads,
      async (survey) => {
        const colliding = heads.filter(
          (head) => survey.heads.get(head)?.onTarget.verdict === 'conflict',
        );
        const whole = await survey.trialMerges(
          colliding.map((theirs) => ({ ours: target, theirs })),
        );
        return {
          surveys: survey.heads,
          told: new Map(colliding.map((head, at) => [head, whole[at]])),
        };
      },
      (_, of) => {
        merges = of;
      },
    );
    counts.heads += heads.length;
    counts.merges += merges;
    const root = repo.git('rev-parse', `${target}^{tree}`).trim();
    const clean = heads.filter((head) => truth.merge(target, head).verdict === 'clean');
    const listed = truth.changes(
      clean.map((head) => [root, truth.merge(target, head).tree] as const),
    );
    const changes = new Map(clean.map((head, at) => [head, listed[at] ?? '']));
    return heads.flatMap((head) =>
      unlike(
        `git merge-tree ${target} ${head}`,
        truth.merge(target, head),
        surveys.get(head),
        told.get(head),
        changes.get(head),
      ),
    );
  } finally {
    truth.close();
    repo.cleanup();
  }
}

function unlike(
  name: string,
  { verdict, tree, files }: Truth,
  survey: HeadSurvey | undefined,
  whole: TrialMerge | undefined,
  changes = '',
): string[] {
  if (verdict === 'crash') return [];
  const found = survey?.onTarget;
  if (found?.verdict !== verdict) return [`${name}: ${verdict}, not ${found?.verdict}`];
  if (found.verdict === 'conflict') {
    const said = found.conflicts.flatMap(({ paths }) => paths);
    if (!files.every((file) => said.includes(file))) return [`${name}: ${files}, not ${said}`];
    // Where only files were merged, it is told as if everything had been.
    const [own, other] = [found.conflicts, conflictsOf(whole)].map((one) => JSON.stringify(one));
    return own === other ? [] : [`${name}: ${other}, not ${own}`];
  }
  if (found.verdict === 'clean' && found.tree !== tree)
    return [`${name}: ${tree}, not ${found.tree}`];
  const landed = (survey?.landed ?? [])
    .map(
      ({ modes, oids, status, path }) =>
        `:${modes.join(' ')} ${oids.join(' ')} ${status}\t${path}\n`,
    )
    .join('');
  return landed === changes ? [] : [`${name}:\n${changes}not\n${landed}`];
}

const conflictsOf = (merge: TrialMerge | undefined) =>
  merge?.verdict === 'conflict' ? merge.conflicts : null;

test.each(GROUPS)('targets from %i', async (first) => {
  for (let group = first; group < first + AT_ONCE; group++) {
    const histories = Array.from({ length: HISTORIES }, (_, at) =>
      randomSteps(group, group * 1_000 + at),
    );
    const wrong = await differences(histories);
    if (wrong.length === 0) continue;
    // The first history that fails by itself, made smaller step by step.
    for (const whole of histories) {
      if ((await differences([whole])).length === 0) continue;
      let steps = whole;
      for (let at = steps.length - 1; at >= 0; at--) {
        const fewer = steps.filter((_, one) => one !== at);
        if ((await differences([fewer])).length > 0) steps = fewer;
      }
      const words = (await differences([steps])).map((one) => `# ${one}`).join('\n');
      throw new Error(`target ${group}:\n${commandsFor(commitsOf('g', [steps]))}\n${words}`);
    }
    throw new Error(`target ${group}:\n${wrong.join('\n')}`);
  }
});

test('most heads land without a merge of everything, or this file tests nothing', () => {
  expect(counts.heads).toBeGreaterThan(20 * TARGETS);
  expect(counts.merges / counts.heads).toBeLessThan(0.5);
});
