import { expect, test } from '@jest/globals';
import { renderMarkdown } from '#src/integration/render.ts';
import { bytes } from '#src/markdown.ts';
import { forecast, head, type Met, textual } from '../forecasts.ts';

/** Heads of which each collides with each, in `files` files. */
function crowd(count: number, files: number) {
  const heads = Array.from({ length: count }, (_, at) => head(`feature/n${at}`, at + 1));
  const met = heads.flatMap((a, at) =>
    heads.slice(at + 1).map(
      (b): Met => ({
        a: a.ref,
        b: b.ref,
        findings: Array.from({ length: files }, (_, file) =>
          textual(a.ref, `src/file-${file}.rs:${file + 1}`, b.ref, `src/file-${file}.rs:7`),
        ),
      }),
    ),
  );
  return forecast(heads, met);
}

const pairsTold = (markdown: string) => markdown.match(/<summary>.* × .*: conflict/g) ?? [];

test('what fits is told whole', () => {
  const told = renderMarkdown(crowd(6, 12));
  expect(pairsTold(told)).toHaveLength(15);
  expect(told.match(/Both change the same lines/g)).toHaveLength(15 * 12);
  expect(told.match(/what git says/g)).toHaveLength(15);
  expect(told).not.toContain('left out');
});

test('what does not fit is shortened first: each pair is told, and says how much more there is', () => {
  const whole = bytes(renderMarkdown(crowd(6, 12)));
  const told = renderMarkdown(crowd(6, 12), whole - 1);
  expect(bytes(told)).toBeLessThan(whole);
  expect(pairsTold(told)).toHaveLength(15);
  expect(
    told.match(/… and 7 more findings\. On a clone, `weir integrate --json` prints all of it\./g),
  ).toHaveLength(15);
  expect(told).not.toContain('left out');
});

test.each([20_000, 40_000])(
  'in %i bytes the verdict stands first, sections are whole, and the pairs left out are counted',
  (most) => {
    const told = renderMarkdown(crowd(20, 12), most);
    expect(bytes(told)).toBeLessThanOrEqual(most);
    expect(bytes(told)).toBeGreaterThan(most - 2_500);
    expect(told).toMatch(/^## Integration with `main`\n\n\*\*1 of 20 open heads can land/);
    expect(told.match(/<details>/g)?.length).toBe(told.match(/<\/details>/g)?.length);
    const left =
      /_Details of (\d+) pairs left out, because GitHub shows only so much text\._ On a clone, `weir integrate --json` prints all of it\.\n$/.exec(
        told,
      );
    expect(pairsTold(told).length + Number(left?.[1])).toBe(190);
  },
);

test('two hundred heads that all collide stay within what GitHub shows of a summary', () => {
  const told = renderMarkdown(crowd(200, 1));
  expect(bytes(told)).toBeLessThanOrEqual(1_000_000);
  expect(told).toMatch(/… and 18,900 more pairs\.$/m);
  expect(told).toMatch(/_Details of [\d,]+ pairs left out/);
});
