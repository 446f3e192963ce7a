import { expect, test } from '@jest/globals';
import { renderAll, renderExplain } from '#src/integration/render.ts';
import type { Finding } from '#src/integration/report.ts';
import { forecast, head, headOf, type Met, readCheck, textual } from '../forecasts.ts';

const [a, b] = [head('a', 1), head('b', 2)];
const [M, A, B] = ['bbbb', '0001', '0002'];

/** Nothing collides as text, and a detector has something to say. */
const beyond = (one: string, other: string, over: Partial<Finding>): Met => ({
  a: one,
  b: other,
  verdict: 'clean',
  findings: [{ ...textual(one, 'x.ts:3', other, 'src/y.ts:7'), severity: 'warn', ...over }],
});

/** What is offered to whoever wants to see it, with short object ids. */
function offered(met: Met): string[] {
  const judged = forecast([a, b], [met]);
  const told = renderExplain(judged, headOf(judged, 'b')).replaceAll('\u200b', '');
  const [, block = ''] = /```sh\n([\s\S]*?)\n```/.exec(told) ?? [];
  return block.replace(/\b([0-9a-f]{4})[0-9a-f]{36}\b/g, '$1').split('\n');
}

const order = { detector: 'order', places: [], message: 'b waits for `a`', suggestion: 'Land a.' };

const rows: [string, Met, string[]][] = [
  [
    'an API: what both have changed there',
    beyond('a', 'b', { detector: 'api' }),
    [
      `git fetch origin ${M} ${B} ${A}`,
      `git diff ${M}...${B} -- src/y.ts`,
      `git diff ${M}...${A} -- x.ts`,
    ],
  ],
  [
    'an API that the target has changed since',
    beyond('main', 'b', { detector: 'api' }),
    [
      `git fetch origin ${M} ${B}`,
      `git diff ${M}...${B} -- src/y.ts`,
      `git diff ${B}...${M} -- x.ts`,
    ],
  ],
  [
    'no path that a shell would read otherwise',
    beyond('a', 'b', {
      detector: 'contract',
      places: [
        { head: 'a', path: '$(rm -rf .).ts' },
        { head: 'b', path: 'with blank' },
      ],
    }),
    [''],
  ],
  ['who waits: nothing', beyond('main', 'b', order), ['']],
  ['benchmarks: nothing', beyond('main', 'b', { detector: 'performance' }), ['']],
  [
    'only where the first is squash-merged: that',
    beyond('a', 'b', { severity: 'note' }),
    [
      `git fetch origin ${M} ${B} ${A}`,
      '# the other lands first, squashed',
      `landed=$(git commit-tree -p ${M} -m landed "$(git merge-tree --write-tree ${M} ${A})")`,
      `git merge-tree --write-tree --messages "$landed" ${B}`,
      '# this lands first, squashed',
      `landed=$(git commit-tree -p ${M} -m landed "$(git merge-tree --write-tree ${M} ${B})")`,
      `git merge-tree --write-tree --messages "$landed" ${A}`,
    ],
  ],
];

test.each(rows)('%s', (_, met, lines) => {
  expect(offered(met)).toEqual(lines);
});

/** In a repository that makes no merge commits, what lands has one parent. */
test.each([
  ['squash', 'squashed'],
  ['rebase', 'rebased'],
] as const)('where only a %s lands, so do the commands', (landsBy, word) => {
  const clash = { a: 'a', b: 'b', findings: [textual('a', 'x.ts:3', 'b', 'x.ts:7')] };
  const judged = { ...forecast([a, b], [clash]), landsBy };
  const told = renderExplain(judged, headOf(judged, 'b'));
  expect(told).toContain(`# the other lands first, ${word}\n`);
  expect(told).toContain(`git commit-tree -p ${judged.base.oid} -m landed`);
  expect(told).not.toMatch(/commit-tree -p \S+ -p/);
  const whole = renderExplain(forecast([a, b], [clash]), b);
  expect(whole).toContain(`commit-tree -p ${judged.base.oid} -p ${a.oid} -m landed`);
});

test('where only rebases land, nobody is told to merge', () => {
  const met = [
    { a: 'a', b: 'b', findings: [textual('a', 'x.ts:3', 'b', 'x.ts:7')] },
    { a: 'main', b: 'b', findings: [textual('main', 'y.ts:3', 'b', 'y.ts:7')] },
  ];
  const judged = { ...forecast([a, b], met), landsBy: 'rebase' as const };
  const pages = ['a', 'b'].map((ref) => readCheck(judged, ref)).concat(renderAll(judged));
  expect(pages.join('\n')).not.toMatch(/merges? `?main/);
  expect(pages[1]).toContain('**Next:** rebase this branch onto `main` and resolve 1 file.');
  expect(pages[1]).toContain('each pair by landing one on `main` (rebased)');
  expect(pages[2]).toContain('❌ rebase it onto `main` first');
});

test('a head that waits: the text merges, and what makes it green', () => {
  const judged = forecast([a, b], [beyond('main', 'b', order)]);
  const told = renderExplain(judged, headOf(judged, 'b')).replaceAll('\u200b', '');
  expect(told.slice(told.indexOf('####'))).toMatchInlineSnapshot(`
"#### With \`main\`

Asked: does \`b\` merge with \`main\`? It does; what is told here is not about text that collides.

- Warning: b waits for \`a\`. Land a.

Green when what this waits for has landed, or the plan no longer asks for it.

1 other merge is clean. After every push, here or on \`main\`, all of this is judged again by itself."
`);
});
