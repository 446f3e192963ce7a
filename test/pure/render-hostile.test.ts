import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import {
  renderAll,
  renderBrokenPlan,
  renderCheck,
  renderExplain,
  renderIntegrateComment,
  renderMarkdown,
  renderTerminal,
  renderUnknownNames,
} from '#src/integration/render.ts';
import type { Finding, Forecast } from '#src/integration/report.ts';
import { bytes } from '#src/markdown.ts';
import { pullRequest } from '../fakes.ts';
import { forecast, head, headOf, textual } from '../forecasts.ts';
import { hostile, LIVE, nodes, parse } from '../hostile.ts';
import { runs } from '../properties.ts';

/** A forecast of three heads in which everything that comes from outside is hostile. */
const evil: fc.Arbitrary<Forecast> = fc
  .record({
    refs: fc.uniqueArray(
      hostile.filter((s) => s !== '' && s !== 'main'),
      { minLength: 3, maxLength: 3 },
    ),
    words: fc.array(hostile, { minLength: 8, maxLength: 8 }),
    severity: fc.constantFrom('fail' as const, 'warn' as const, 'note' as const),
  })
  .map(({ refs: [a = 'a', b = 'b', c = 'c'], words, severity }) => {
    const [title, owner, lane, reason, remark, path = '', message, evidence = ''] = words;
    const evilHead = (ref: string, number: number | null) =>
      head(ref, number, {
        pullRequest:
          number === null
            ? null
            : pullRequest(number, {
                title: title ?? '',
                author: owner ?? '',
                draft: true,
                url: `https://a.example/${owner}`,
              }),
        owners: [owner ?? ''],
        assignment: {
          workstreams: [lane ?? ''],
          rule: 'trailer',
          reason: reason ?? '',
          remarks: [{ kind: 'wrong-lane', message: remark ?? '' }],
        },
        containedIn: [c],
      });
    const finding: Finding = {
      ...textual(a, path, b, `${path}x`),
      severity,
      message: `Both change ${path} ${message}`,
      suggestion: `Land ${a}, not ${path}`,
      evidence,
    };
    return forecast(
      [evilHead(a, 1), evilHead(b, 2), evilHead(c, null)],
      [
        { a, b, findings: [finding, { ...finding, detector: 'api' }] },
        { a: 'main', b, findings: [finding] },
        { a, b: c, verdict: 'undetermined', reason: path },
      ],
    );
  });

/** What may stand in a tree whatever it says. */
const OURS = new Set(
  'root paragraph inlineCode code table tableRow tableCell list listItem heading strong emphasis'.split(
    ' ',
  ),
);

function isHarmless(node: Nodes): boolean {
  if (node.type === 'html')
    return /^(<details><summary>[^<>\n]*<\/summary>|<\/details>)$/.test(node.value);
  if (node.type === 'text') return !LIVE.test(node.value.replace(/^#\d+$/, ''));
  if (node.type === 'link') return /^https:\/\/(a|r|github)\.example\//.test(node.url);
  return OURS.has(node.type);
}

// One expectation for all nodes: there are thousands, and each costs more than looking at one.
function expectHarmless(markdown: string): void {
  expect(nodes(parse(markdown)).filter((node) => !isHarmless(node))).toEqual([]);
}

test('nothing that comes from outside becomes markup, in any rendering', () => {
  const context = { checkUrl: 'https://a.example/check', plan: 'absent' as const };
  fc.assert(
    fc.property(evil, hostile, (judged, name) => {
      for (const one of judged.heads) {
        const { output } = renderCheck(judged, [one], { repoUrl: 'https://r.example/x' });
        expectHarmless(`${output.summary}\n\n${output.footnote}`);
        expectHarmless(output.text ?? '');
        expect(output.title).not.toMatch(
          /[\n\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/,
        );
        expectHarmless(renderExplain(judged, one));
        expectHarmless(renderIntegrateComment(judged, one, { ...context, limitedTo: [name] }));
      }
      expectHarmless(renderMarkdown(judged));
      expectHarmless(renderAll(judged));
      expectHarmless(renderUnknownNames([{ name, nearest: [name, name] }]));
      const problem = { level: 'error' as const, line: 1, column: 2, path: name, message: name };
      expectHarmless(renderBrokenPlan([problem], name).output.summary);
    }),
    runs(15),
  );
});

test('a terminal is told nothing but lines of text', () => {
  fc.assert(
    fc.property(evil, (judged) => {
      const shown = renderTerminal(judged, { color: false, width: 80 });
      expect(shown).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/,
      );
    }),
    runs(15),
  );
});

test('200 colliding heads with 40 files each keep to the budgets, verdict first', () => {
  const heads = Array.from({ length: 200 }, (_, at) => head(`feature/workstream-${at}`, at + 1));
  const [own] = heads.map(({ ref }) => ref);
  const met = heads.slice(1).map(({ ref }) => ({
    a: own ?? '',
    b: ref,
    findings: Array.from({ length: 40 }, (_, at) =>
      textual(
        own ?? '',
        `src/module/file-${at}.rs:${at + 1}-${at + 9}`,
        ref,
        `src/module/file-${at}.rs:7`,
      ),
    ),
  }));
  const judged = forecast(heads, met);
  const { output, annotations } = renderCheck(judged, [headOf(judged, own ?? '')], {
    repoUrl: 'https://r.example/x',
  });

  expect(bytes(`${output.summary}\n\n${output.footnote}`)).toBeLessThanOrEqual(65_535);
  expect(bytes(`${output.summary}\n\n${output.footnote}`)).toBeGreaterThan(50_000);
  expect(bytes(output.text ?? '')).toBeLessThanOrEqual(65_535);
  expect(annotations).toHaveLength(40);
  expectHarmless(`${output.summary}\n\n${output.footnote}`);
  expect(output.title).toMatchInlineSnapshot(
    `"199 conflicts: workstream-1 (40 files), workstream-2 (40 files) and 197 more"`,
  );
  expect(
    output.summary
      .split('\n\n')
      .filter((part) => !/^(\||<|- |`|…)/.test(part))
      .join('\n\n'),
  ).toMatchInlineSnapshot(`
"**Next:** let \`workstream-1\`, \`workstream-2\`, \`workstream-3\` and 196 more land first; then merge \`main\` into this branch and resolve 40 files. Agree on this with \`workstream-1-owner\`, \`workstream-2-owner\`, \`workstream-3-owner\` and 196 more.

Workstream: \`workstream-0\`, because \`feature/workstream-0\` is the branch of workstream-0.

_179 sections left out, because GitHub shows only so much text._ On a clone, \`weir integrate --json\` prints all of it."
`);
  expect(annotations[0]).toMatchInlineSnapshot(`
{
  "endLine": 9,
  "level": "failure",
  "message": "Both change the same lines of src/module/file-0.rs. Other sides: workstream-1 (workstream-1-owner), line 7; workstream-2 (workstream-2-owner), line 7; workstream-3 (workstream-3-owner), line 7; and 196 more. feature/workstream-1, feature/workstream-2, feature/workstream-3 and 196 more land first in the best order; then merge main into this branch and resolve there.",
  "path": "src/module/file-0.rs",
  "startLine": 1,
  "title": "Conflict with workstream-1, workstream-2, workstream-3 and 196 more",
}
`);
  expect(
    renderIntegrateComment(judged, headOf(judged, own ?? ''), {
      checkUrl: null,
      limitedTo: [],
      plan: 'valid',
    }).length,
  ).toBeLessThan(5_000);
  expect(renderExplain(judged, headOf(judged, own ?? '')).length).toBeLessThanOrEqual(60_000);
});

test.each([
  [200, null],
  [201, '1 more place is not'],
  [260, '60 more places are not'],
])('of %i places the gravest 200 are marked, and the others counted', (places, others) => {
  const [a, b] = [head('feature/a', 1), head('feature/b', 2)];
  const findings = Array.from({ length: places }, (_, at) => ({
    ...textual(a.ref, `f.rs:${at + 1}`, b.ref, 'f.rs:7'),
    severity: at < 5 ? ('note' as const) : ('fail' as const),
  }));
  const judged = forecast([a, b], [{ a: a.ref, b: b.ref, findings }]);
  const { output, annotations } = renderCheck(judged, [headOf(judged, a.ref)], { repoUrl: null });
  expect(annotations).toHaveLength(200);
  expect(annotations.filter(({ level }) => level === 'failure')).toHaveLength(
    Math.min(200, places - 5),
  );
  const said = /The gravest 200 places are marked in the changed files; (.*)$/m.exec(
    output.summary,
  );
  expect(said?.[1] ?? null).toBe(
    others && `${others}. On a clone, \`weir integrate --json\` prints all of it.`,
  );
});

test('one meeting that is larger than the budget still says who and how many', () => {
  const long = (at: number) => `${'deep/'.repeat(60)}${at}.rs`;
  const [a, b] = [head('a', 1), head('b', 2)];
  const findings = Array.from({ length: 5_000 }, (_, at) => textual('a', long(at), 'b', long(at)));
  const { output } = renderCheck(forecast([a, b], [{ a: 'a', b: 'b', findings }]), [a], {
    repoUrl: null,
  });
  expect(bytes(`${output.summary}\n\n${output.footnote}`)).toBeLessThanOrEqual(65_535);
  expect(output.title).toBe('1 conflict with b (5,000 files)');
  expect(output.summary).toContain('more findings.');
});
