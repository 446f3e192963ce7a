import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { touch } from '#src/hunks.ts';
import { joined, mayJoin } from '#src/joined-lines.ts';
import type { Hunk } from '#src/ports.ts';
import { runs } from '../properties.ts';

/** An edit of a text: lines `from` up to `to` become `fresh`. */
interface Edit {
  from: number;
  to: number;
  fresh: string[];
}

const write = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));

function edited(base: readonly string[], edits: readonly Edit[]): string[] {
  const lines = [...base];
  for (const { from, to, fresh } of [...edits].reverse()) lines.splice(from, to - from, ...fresh);
  return lines;
}

const hunksOf = (base: readonly string[], edits: readonly Edit[]): Hunk[] =>
  edits.map(({ from, to, fresh }) => {
    return { from, to, lines: fresh.map(printOf), gone: base.slice(from, to).map(printOf) };
  });

const version = (base: readonly string[], edits: readonly Edit[]) => ({
  text: write(edited(base, edits)),
  hunks: hunksOf(base, edits),
});

/** A line's text as a number. */
const printOf = (line: string) =>
  [...Buffer.from(line)].reduce((sum, byte) => (sum * 31 + byte) | 0, 7);

/** A text, and edits none of which touch, each made by one side, the other or both. */
const ARBITRARY = fc
  .array(
    fc.record({
      kept: fc.integer({ min: 1, max: 4 }),
      gone: fc.integer({ min: 0, max: 3 }),
      fresh: fc.array(fc.constantFrom('x', 'y', ''), { maxLength: 3 }),
      by: fc.constantFrom('ours', 'theirs', 'both'),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    const base: string[] = [];
    const edits: (Edit & { by: string })[] = [];
    for (const { kept, gone, fresh, by } of parts) {
      for (let n = 0; n < kept; n++) base.push(`kept ${base.length}`);
      const from = base.length;
      for (let n = 0; n < gone; n++) base.push(`gone ${base.length}`);
      if (gone + fresh.length > 0) edits.push({ from, to: base.length, fresh, by });
    }
    return { base: [...base, 'end'], edits };
  });

describe('joining changes that keep apart or are the same', () => {
  test('makes what all edits together make, whoever is ours', () => {
    fc.assert(
      fc.property(ARBITRARY, ({ base, edits }) => {
        const ours = edits.filter(({ by }) => by !== 'theirs');
        const theirs = edits.filter(({ by }) => by !== 'ours');
        const together = edited(base, edits);
        for (const [one, other] of [
          [ours, theirs],
          [theirs, ours],
        ] as const) {
          const found = joined(version(base, one), version(base, other));
          expect(found?.text).toEqual(write(together));
          expect(mayJoin(hunksOf(base, one), hunksOf(base, other))).toBe(true);
          // Both ways lead where they are said to.
          const own = edited(base, one).map(printOf);
          const along = (way: readonly Hunk[] = []) =>
            way.toReversed().reduce((lines, { from, to, lines: fresh = [] }) => {
              return lines.toSpliced(from, to - from, ...fresh);
            }, own);
          expect(along(found?.change)).toEqual(together.map(printOf));
          expect(along(found?.undo)).toEqual(base.map(printOf));
        }
      }),
      runs(200),
    );
  });

  test('what both make of the same lines counts, not by which hunks', () => {
    const base = ['1', '2', '3', '4'];
    const ours = [{ from: 1, to: 3, fresh: ['B', '3'] }];
    const theirs = [{ from: 1, to: 2, fresh: ['B'] }];
    expect(joined(version(base, ours), version(base, theirs))?.text.toString()).toBe(
      '1\nB\n3\n4\n',
    );
    expect(mayJoin(hunksOf(base, ours), hunksOf(base, theirs))).toBe(true);
    const other = [{ from: 1, to: 2, fresh: ['C'] }];
    expect(joined(version(base, ours), version(base, other))).toBeNull();
    expect(mayJoin(hunksOf(base, ours), hunksOf(base, other))).toBe(false);
  });

  test('lines that only look alike, or border on each other, collide', () => {
    const looksAlike = (line: string) => ({
      text: write(['1', line, '3']),
      hunks: [{ from: 1, to: 2, lines: [7], gone: [2] }],
    });
    expect(joined(looksAlike('B'), looksAlike('B'))?.text.toString()).toBe('1\nB\n3\n');
    expect(joined(looksAlike('B'), looksAlike('C'))).toBeNull();
    const base = ['1', '2', '3'];
    const [first, second] = [
      [{ from: 0, to: 1, fresh: ['A'] }],
      [{ from: 1, to: 2, fresh: ['B'] }],
    ];
    expect(joined(version(base, first), version(base, second))).toBeNull();
  });

  test('a last line without an end is kept as it is', () => {
    const ours = {
      text: Buffer.from('A\nb\nc'),
      hunks: [{ from: 0, to: 1, lines: [1], gone: [2] }],
    };
    const theirs = {
      text: Buffer.from('a\nb\nx\ny\nc'),
      hunks: [{ from: 2, to: 2, lines: [1, 2] }],
    };
    expect(joined(ours, theirs)?.text.toString()).toBe('A\nb\nx\ny\nc');
  });

  test('where lines are not known, or are not there, it is not known', () => {
    const ours = { text: Buffer.from('A\nb\nc\n'), hunks: [{ from: 0, to: 1 }] };
    const theirs = { text: Buffer.from('a\nb\nC\n'), hunks: [{ from: 2, to: 3, lines: [1] }] };
    expect(joined(ours, theirs)).toBeNull();
    expect(joined(theirs, ours)).toBeNull();
    const short = { text: Buffer.from(''), hunks: theirs.hunks };
    const known = { ...ours, hunks: [{ from: 0, to: 1, lines: [1], gone: [2] }] };
    expect(joined(known, short)).toBeNull();
    expect(joined(known, theirs)).not.toBeNull();
    expect(joined({ ...ours, hunks: [{ from: 0, to: 1, lines: [1] }] }, theirs)).toBeNull();
  });
});

test('hunks touch exactly when some pair of them overlaps or borders', () => {
  const list = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { maxLength: 6 }).map((steps) => {
    let at = 0;
    return steps.map(([gap, size]): Hunk => {
      const from = at + gap;
      at = from + size + 1;
      return { from, to: from + size };
    });
  });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const slowly = a.some((one) => b.some((two) => one.from <= two.to && two.from <= one.to));
      expect(touch(a, b)).toBe(slowly);
      expect(touch(b, a)).toBe(slowly);
    }),
  );
});
