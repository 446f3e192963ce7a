/** The check with hostile names, and with more than GitHub shows. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderApprovals } from '#src/approvals/render.ts';
import { bytes } from '#src/markdown.ts';
import { commit, facts, judged, review } from '../approvals.ts';
import { hostile, LIVE, nodes, parse, values } from '../hostile.ts';
import { runs } from '../properties.ts';

test('nothing hostile gets through, wherever it stands', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const about = facts({
        commits: [commit(name, { author: null })],
        reviews: [
          review(name, name),
          review('bob', name),
          review(`${name}x`, 'c0', 'CHANGES_REQUESTED'),
        ],
        roles: { [name]: [name, 'bob', `${name}x`], other: [name] },
        required: [name, 'other'],
        unreadable: [name],
      });
      const pull = judged(about, { title: name, asked: [name], number: 8 });
      const { output } = renderApprovals([pull, judged(about)]);
      expect(nodes(parse(output.summary)).map(({ type }) => type)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(link|image|table|blockquote)/)]),
      );
      for (const html of values(output.summary, 'html')) {
        expect(html).toMatch(/^<\/?(details|summary)>|^<details>\n<summary>/);
      }
      for (const text of values(output.summary, 'text')) {
        expect(text.replace(/^#[78]\b|#[78]\b/g, '')).not.toMatch(LIVE);
      }
    }),
    runs(25),
  );
});

test('thousands of people and commits fit, with the next step first', () => {
  const people = Array.from({ length: 1500 }, (_, n) => `person-number-${n}`);
  const about = facts({
    commits: people.map((_, n) => commit(`${n}`.padStart(40, '0'), { author: null })),
    reviews: people.map((user) => review(user, 'c0')),
    roles: { crowd: people },
    required: ['crowd', ...people.slice(0, 300)],
  });
  const { output, buttons, annotations } = renderApprovals([
    judged(about),
    judged(about, { number: 8 }),
  ]);
  expect(buttons).toEqual([
    { label: 'Re-evaluate', description: 'Read all reviews again', identifier: 're-evaluate' },
  ]);
  expect(annotations).toEqual([]);
  const lines = output.summary.split('\n');
  expect(lines.filter((line) => line.startsWith('- and '))).toMatchInlineSnapshot(`
[
  "- and 281 more",
]
`);
  expect(lines.filter((line) => /^#|^_/.test(line))).toMatchInlineSnapshot(`
[
  "### #7 A write-ahead log",
  "### #8 A write-ahead log",
  "_8 sections left out, because GitHub shows only so much text._",
]
`);
  expect(bytes(output.summary)).toBeLessThanOrEqual(65_535);
  expect(output.summary).toContain('**Next:**');
  expect(output.title.length).toBeLessThanOrEqual(120);
});

test('where a page is too long, a list says how much of it is left out', () => {
  const people = Array.from({ length: 1500 }, (_, n) => `person-number-${n}`);
  const about = facts({ reviews: people.map((user) => review(user, 'c0')) });
  const { summary } = renderApprovals([judged(about)]).output;
  expect(summary.slice(summary.indexOf('####')).split('\n')).toMatchInlineSnapshot(`
[
  "#### Reviews that do not count",
  "",
  "- person-number-0 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-1 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-2 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-3 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-4 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-5 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-6 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-7 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-8 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- person-number-9 approved an older commit; what came after it needs a new look. Reviewed was \`c0\`.",
  "- and 1490 more",
  "",
  "_1 section left out, because GitHub shows only so much text._",
]
`);
});

test('a list that is short enough stays whole, however long the page is', () => {
  const required = Array.from({ length: 20 }, (_, n) => `r${n}`);
  const pulls = Array.from({ length: 60 }, (_, n) => judged(facts({ required }), { number: n }));
  const { summary } = renderApprovals(pulls).output;
  expect(bytes(summary)).toBeLessThanOrEqual(65_535);
  expect(summary).toContain('**r19**');
  expect(summary).not.toMatch(/^- and/m);
});
