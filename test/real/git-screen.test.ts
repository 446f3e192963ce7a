/** Pairs that are shown clean without merging, against one plain git process per merge, on random histories. */
import { expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { forecast } from '#src/integration/forecast.ts';
import type { Git, OpenHead } from '#src/ports.ts';
import { ReferenceGit } from '../../bench/reference.ts';
import { REPO } from '../fakes.ts';
import { randomCommits } from '../random-repository.ts';
import { createRepository } from '../repo.ts';

const BRANCHES = 8;
const FIRST = Number(process.env.WEIR_FIRST_SEED ?? 1);
const SEEDS = Array.from({ length: Number(process.env.WEIR_SEEDS ?? 8) }, (_, at) => FIRST + at);

/** Merges that were asked for beside the one of each head with the target. */
let merged = 0;
let pairs = 0;

test.each(SEEDS)('seed %i', async (seed) => {
  const repo = createRepository({ commits: randomCommits(seed, BRANCHES) });
  const reference = new ReferenceGit(`${repo.dir}/objects`);
  try {
    const [base = '', ...oids] = Array.from({ length: BRANCHES }, (_, n) => repo.oid(`b${n}`));
    const heads = [...new Set(oids)].map(
      (oid, n): OpenHead => ({ ref: `h${n}`, branch: `h${n}`, oid, pullRequest: null }),
    );
    const git = await openClone(repo.dir);
    const counting: Git = {
      ...git,
      withSurvey: (at, target, oids, work) =>
        git.withSurvey(at, target, oids, (survey) =>
          work({
            ...survey,
            trialMerges(requests, progress) {
              merged += requests.length;
              return survey.trialMerges(requests, progress);
            },
          }),
        ),
    };
    const result = await forecast(
      {
        repo: REPO,
        base: { ref: 'base', oid: base },
        heads,
        plan: null,
        pairs: 'landing',
        squashOnly: false,
      },
      counting,
    );
    const oidOf = new Map([['base', base], ...heads.map(({ ref, oid }) => [ref, oid] as const)]);
    const wrong = result.pairs.flatMap(({ a, b, verdict }) => {
      const [one = '', two = ''] = [oidOf.get(a), oidOf.get(b)];
      const truth = a === 'base' ? reference.direct(one, two) : reference.landing(base, one, two);
      return truth === verdict ? [] : [`${a} ${b}: ${verdict}, but ${truth} (${one} ${two})`];
    });
    pairs += result.pairs.length - heads.length;
    expect(wrong).toEqual([]);
  } finally {
    reference.close();
    repo.cleanup();
  }
});

test('some of them are shown without merging, or this file tests nothing', () => {
  expect(merged).toBeGreaterThan(0);
  expect(merged).toBeLessThan(2 * pairs);
});
