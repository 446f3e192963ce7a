/** What kept-lines says about where changes lie, held against git's own hunks, on texts with many equal lines. */
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openClone } from '#src/adapters/git.ts';
import { touch } from '#src/hunks.ts';
import { changesBetween, changesNear } from '#src/integration/kept-lines.ts';
import { derive, referenceOf } from '#src/integration/reference-lines.ts';
import type { Hunk } from '#src/ports.ts';
import { asText, ENDS } from '../line-ends.ts';
import { createRepository, type Files, type TestRepository } from '../repo.ts';

const made: TestRepository[] = [];
afterAll(() => {
  for (const repository of made) repository.cleanup();
});

/** Texts have empty lines, too. */
const line = (one: number) => (one === 0 ? '' : `line ${one}`);

/** How lines are drawn: few different ones make git's diff choose; many make it certain; code ends each block alike. */
const kinds = {
  few: (one: number) => line(one % 12),
  many: line,
  code: (one: number) => (one % 2 === 0 ? line(one) : (['', ')', 'end'][(one >> 1) % 3] ?? '')),
};

/** Replaces `count` lines at a place by others, by lines from elsewhere in the text, or by nothing. */
interface Edit {
  at: number;
  count: number;
  instead: number[] | { from: number; lines: number };
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(200),
  count: fc.nat(6),
  instead: fc.oneof(
    fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }),
    fc.record({ from: fc.nat(200), lines: fc.nat(40) }),
  ),
});

function edited(
  text: readonly string[],
  edits: readonly Edit[],
  drawn: (one: number) => string,
): string[] {
  const lines = [...text];
  for (const { at, count, instead } of edits) {
    const fresh = Array.isArray(instead)
      ? instead.map(drawn)
      : text.slice(instead.from, instead.from + instead.lines);
    lines.splice(at % (lines.length + 1), count, ...fresh);
  }
  return lines;
}

const versions = fc
  .record({
    text: fc.oneof(
      fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 10, maxLength: 250 }),
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 20 }),
    ),
    kind: fc.constantFrom<keyof typeof kinds>('few', 'many', 'code'),
    before: fc.array(edit, { maxLength: 5 }),
    after: fc.array(edit, { maxLength: 5 }),
    // Of the reference, and of the versions before and after.
    ends: ENDS,
  })
  .map(({ text, kind, before, after, ends }) => {
    const drawn = kinds[kind];
    const reference = text.map(drawn);
    return {
      reference,
      before: edited(reference, before, drawn),
      after: edited(reference, after, drawn),
      ends,
    };
  });

const EVERYWHERE: Hunk[] = [{ from: 0, to: Number.POSITIVE_INFINITY }];

/** Where the hunk of git's own slides down beyond what both versions keep above the next anchor. */
const SLIDING = {
  reference: ['a', 'b', 'b', 'b', 'c', 'b', 'c', 'a', 'd'],
  before: ['a', 'b', 'b', 'b', 'c', 'a', 'd'],
  after: ['b', 'b', 'b', 'c', 'a', 'b', 'c', 'a', 'd'],
  ends: '+++',
};

function applied(text: Int32Array, hunks: readonly Hunk[]): number[] {
  const lines: number[] = [];
  let at = 0;
  for (const { from, to, lines: fresh = [] } of hunks) {
    lines.push(...text.subarray(at, from), ...fresh);
    at = to;
  }
  return [...lines, ...text.subarray(at)];
}

test('all that git changes from one version to another lies in what kept-lines names', async () => {
  let certain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(versions, { minLength: 150, maxLength: 150 }), async (cases) => {
      const files: Files = Object.fromEntries(
        cases.flatMap((one, at) =>
          (['reference', 'before', 'after'] as const).map((name, n) => [
            `${at}/${name}`,
            asText(one[name], one.ends[n]),
          ]),
        ),
      );
      const repository = createRepository({ commits: [{ branch: 'main', files }] });
      made.push(repository);
      const blobs = new Map(
        repository
          .git('ls-tree', '-r', 'main')
          .trim()
          .split('\n')
          .map((line): [string, string] => [line.split('\t')[1] ?? '', line.slice(12, 52)]),
      );
      const main = repository.oid('main');
      const clone = await openClone(repository.dir);
      const repo = { installation: 0, id: 0, owner: 'o', name: 'r' };
      await clone.withSurvey(repo, main, [], async (survey) => {
        const blob = (at: number, name: string) => blobs.get(`${at}/${name}`) ?? '';
        const lists = await survey.hunks(
          cases.flatMap((_, at) =>
            [
              ['reference', 'before'],
              ['reference', 'after'],
              ['before', 'after'],
            ].map(([a = '', b = '']) => ({
              before: blob(at, a),
              after: blob(at, b),
              landed: null,
            })),
          ),
        );
        const texts = await survey.lines(cases.map((_, at) => blob(at, 'reference')));
        const laterTexts = await survey.lines(cases.map((_, at) => blob(at, 'after')));
        for (const [at, one] of cases.entries()) {
          const text = texts[at];
          const [before, after, truth] = lists.slice(3 * at, 3 * at + 3);
          if (!text || !before || !after || !truth) throw new Error('not compared');
          const reference = referenceOf(text);
          const [was, is] = [derive(reference, before), derive(reference, after)];
          if (!was || !is) throw new Error('not derived');
          // A line is called the same in a hunk and in a text.
          expect(applied(text, after)).toEqual([...(laterTexts[at] ?? [])]);
          const [windows = [], near = []] = [false, true].map((closely) => {
            const changes = changesBetween(reference, was, is, closely);
            const named = changesNear(changes, EVERYWHERE);
            for (const hunk of truth) {
              const touching = named.filter((window) => touch([window], [hunk]));
              expect(changesNear(changes, [hunk])).toEqual(expect.arrayContaining(touching));
            }
            const outside = truth.filter(
              ({ from, to }) => !named.some((window) => window.from <= from && to <= window.to),
            );
            expect({ one, closely, named, outside }).toEqual({ one, closely, named, outside: [] });
            return named;
          });
          const lines = (of: readonly Hunk[]) =>
            of.reduce((sum, { from, to }) => sum + to - from, 0);
          expect(lines(near)).toBeLessThanOrEqual(lines(windows));
          if (lines(near) < one.before.length / 2) certain += 1;
        }
      });
    }),
    { numRuns: Number(process.env.WEIR_TEST_RUNS ?? 6), examples: [[[SLIDING]]] },
  );
  // It is of use only where it says more than "somewhere".
  expect(certain).toBeGreaterThan(100);
});
