import { expect, test } from '@jest/globals';
import {
  renderAll,
  renderExplain,
  renderIntegrateComment,
  renderTerminal,
} from '#src/integration/render.ts';
import type { Finding, Forecast, Head, Waiting } from '#src/integration/report.ts';
import { bytes } from '#src/markdown.ts';
import { forecast, head, headOf, type Met, readCheck, textual } from '../forecasts.ts';

const seen = (markdown: string) => markdown.replaceAll('\u200b', '');
const look = { color: false, width: 100 };
const [kernel, storage, testing] = [head('kernel', 1), head('storage', 2), head('testing', 3)];

/** Both merge, and what one changes breaks what the other one calls. */
function call(severity: Finding['severity']): Finding {
  return {
    detector: 'api',
    severity,
    confidence: 0.9,
    message: 'kernel changes run; storage newly calls it',
    suggestion: 'Whoever lands second: bring the new call into line.',
    places: [
      { head: 'kernel', path: 'src/run.rs', line: 3 },
      { head: 'storage', path: 'src/use.rs', line: 7 },
    ],
  };
}

const first = (judged: Forecast) => seen(renderAll(judged)).split('\n\n').slice(0, 2).join('\n');
/** What the table says of each head, a pull request by its number alone. */
function lands(judged: Forecast): (string | undefined)[] {
  const [header = '', , ...cells] = seen(renderAll(judged)).split('\n\n')[2]?.split('\n') ?? [];
  const at = header.split(' | ').findIndex((cell) => cell.startsWith('Lands'));
  return cells.map((row) =>
    row
      .split(' | ')
      [at]?.replace(/ \|$/, '')
      .replace(/\[(#\d+)\]\(\S+?\)/g, '$1'),
  );
}

interface Row {
  name: string;
  heads: Head[];
  met: Met[];
  says: string;
  lands: string[];
}

const rows: Row[] = [
  {
    name: 'one head is no order',
    heads: [kernel],
    met: [],
    says: '**The only open head can land on `main` now without a conflict.**',
    lands: ['✅ now'],
  },
  {
    name: 'one head that cannot',
    heads: [kernel],
    met: [{ a: 'main', b: 'kernel', findings: [textual('main', 'a:1', 'kernel', 'a:1')] }],
    says: '**The only open head cannot land on `main` as it is.**',
    lands: ['❌ merge `main` into it first'],
  },
  {
    name: 'text that merges is not green where calls break: the one that lands second is marked',
    heads: [kernel, storage, testing],
    met: [{ a: 'kernel', b: 'storage', findings: [call('warn')] }],
    says: '**All 3 open heads can land on `main` now, one after the other, without a conflict, but look at 1 of them first.**',
    lands: ['✅ now', '⚠️ now, but first look at the warning with #1', '✅ now'],
  },
  {
    name: 'where the plan lets it fail they do not land together',
    heads: [kernel, storage],
    met: [{ a: 'kernel', b: 'storage', findings: [call('fail')] }],
    says: '**1 of 2 open heads can land on `main` now without a conflict.**',
    lands: ['✅ now', '❌ settle first what fails with #1'],
  },
  {
    name: 'one that fails with the base does not land, though it merges',
    heads: [kernel, storage],
    met: [{ a: 'main', b: 'kernel', findings: [{ ...call('fail'), places: [] }] }],
    says: '**1 of 2 open heads can land on `main` now without a conflict.**',
    lands: ['✅ now', '❌ settle first what fails with `main`'],
  },
  {
    name: 'a note keeps nobody back',
    heads: [kernel, storage],
    met: [{ a: 'kernel', b: 'storage', findings: [call('note')] }],
    says: '**Both open heads can land on `main` now, one after the other, without a conflict.**',
    lands: ['✅ now', '✅ now'],
  },
  {
    name: 'what could not be judged is said',
    heads: [kernel, storage],
    met: [{ a: 'kernel', b: 'storage', verdict: 'undetermined', reason: 'timeout' }],
    says: '**1 of 2 open heads can land on `main` now without a conflict.**',
    lands: ['✅ now', '❔ not known whether it merges with #1'],
  },
];

test.each(rows)('$name', ({ heads, met, says, lands: expected }) => {
  const judged = forecast(heads, met);
  expect(first(judged).split('\n')[0]).toBe(says);
  expect(lands(judged)).toEqual(expected);
});

test('one that gives way to a later one, which waits for its dependencies, says to whom', () => {
  const judged = forecast(
    [kernel, storage],
    [{ a: 'kernel', b: 'storage', findings: [textual('kernel', 'a:1', 'storage', 'a:1')] }],
  );
  judged.order = ['kernel', 'storage'].map((ref) => ({
    ref,
    conflicts_with: [],
    newly_conflicting: [],
    now: ref === 'storage',
  }));
  expect(lands(judged)).toEqual(['❌ gives way to #2; rebase it then', '✅ now']);
});

test('begin with one that nothing is held against', () => {
  const judged = forecast(
    [kernel, storage],
    [{ a: 'main', b: 'kernel', findings: [{ ...call('warn'), places: [] }] }],
  );
  expect(first(judged)).toContain('**Next:** land [#2]');
});

test('what is one head’s alone is no reason to rebase it after the other, and is counted once', () => {
  const judged = forecast(
    [kernel, storage],
    [
      { a: 'main', b: 'kernel', findings: [textual('main', 'a:1', 'kernel', 'a:1')] },
      {
        a: 'kernel',
        b: 'storage',
        basis: 'direct',
        onlyOf: 'kernel',
        findings: [textual('kernel', 'b:1', 'storage', 'b:1')],
      },
    ],
  );
  expect(lands(judged)).toEqual(['✅ now', '❌ merge `main` into it first']);
  expect(renderTerminal(judged, look).split('\n')[0]).toBe(
    '2 heads against main (bbbbbbb), 3 pairs: 1 conflict, 1 pair that repeats what a head has with the target',
  );
  expect(readCheck(judged, 'storage').split('\n\n').slice(0, 2)).toEqual([
    '[success] No conflicts with main or any head that merges with it',
    'Nothing to do: this merges with `main` and with every other head that merges with `main`, whoever lands first.',
  ]);
  expect(readCheck(judged, 'kernel').split('\n\n')[0]).toBe(
    '[failure] 1 conflict with main (1 file)',
  );
});

test('of forty heads the few that collide are shown, in comments and in a terminal', () => {
  const heads = Array.from({ length: 40 }, (_, at) => head(`topic-${at + 1}`, at + 1));
  const judged = forecast(heads, [
    {
      a: 'topic-7',
      b: 'topic-30',
      findings: [textual('topic-7', 'go.mod:5', 'topic-30', 'go.mod:5')],
    },
  ]);
  expect(seen(renderAll(judged)).split('Who collides with whom')[1]).toMatchInlineSnapshot(`
"</summary>

| One | Other | Verdict | Files |
| --- | --- | --- | --- |
| [#7](https://github.example/acme/river/pull/7) \`topic-7\` | [#30](https://github.example/acme/river/pull/30) \`topic-30\` | ❌ conflict | \`go.mod\` |

|  | 0 | 1 | 2 |
| --- | --- | --- | --- |
| 0. \`main\` | · | ✅ | ✅ |
| 1. \`topic-7\` | ✅ | · | ❌ |
| 2. \`topic-30\` | ✅ | ❌ | · |

❌ conflict, ✅ clean. 38 other heads are clean with everybody.

</details>

Judged with \`main\` at \`bbbbbbb\`: 820 pairs, 1 conflict. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased."
`);
  const lines = renderTerminal(judged, look).split('\n');
  expect([...lines.slice(0, 12), '…', ...lines.slice(-6)].join('\n')).toMatchInlineSnapshot(`
"40 heads against main (bbbbbbb), 820 pairs: 1 conflict
39 of 40 open heads can land on main now, one after the other, without a conflict.

✖ topic-7 #7  1 conflict
✖ topic-30 #30  1 conflict
✔ 38 other heads  clean

✖ topic-7 #7 × topic-30 #30
    Both change the same lines of go.mod
      topic-7 line 5, topic-30 line 5

Best order to land
…
  ✔ 38. topic-40 #40
  ✔ 39. topic-7 #7
  ✖ 40. topic-30 #30  rebase it after #7

✖ failure: settle the conflicts above; who lands later resolves.
"
`);
});

test('a head that does not merge with the target says so once, not with everybody', () => {
  const heads = Array.from({ length: 30 }, (_, at) => head(`topic-${at + 1}`, at + 1));
  const others = heads.slice(1).map(({ ref }) => ref);
  const judged = forecast(heads, [
    { a: 'main', b: 'topic-1', findings: [textual('main', 'go.mod:5', 'topic-1', 'go.mod:5')] },
    ...others.map((b) => ({
      a: 'topic-1',
      b,
      basis: 'direct' as const,
      findings: [
        textual('topic-1', 'go.mod:5', b, 'go.mod:5'),
        // A file of its own: not what it has with the target.
        ...(b === 'topic-9' ? [textual('topic-1', 'a.txt:1', b, 'a.txt:1')] : []),
      ],
    })),
  ]);
  const lines = renderTerminal(judged, look).split('\n');
  expect(lines.slice(0, lines.indexOf('Best order to land')).join('\n')).toMatchInlineSnapshot(`
"30 heads against main (bbbbbbb), 465 pairs: 2 conflicts, 28 pairs that repeat what a head has with the target
29 of 30 open heads can land on main now, one after the other, without a conflict.

✖ topic-1 #1  2 conflicts
✖ topic-9 #9  1 conflict
… 28 heads  clean but for heads that do not merge with main themselves

✖ main × topic-1 #1
    Both change the same lines of go.mod
      main line 5, topic-1 line 5

✖ topic-1 #1 × topic-9 #9 (merged as they are)
    Both change the same lines of go.mod
      topic-1 line 5, topic-9 line 5
    Both change the same lines of a.txt
      topic-1 line 1, topic-9 line 1

  topic-1 meets 28 other heads just as it meets main: settle that first.
"
`);
  expect(readCheck(judged, 'topic-1').split('<details>')[0]).toMatchInlineSnapshot(`
"[failure] 2 conflicts: main (1 file) and topic-9 (2 files)

**Next:** merge \`main\` into this branch, or rebase onto it, and resolve 1 file. Then look again at \`topic-9\`: until then Weir can only merge the two branches as they are.

| With | Workstream | Owners | Verdict | Files |
| --- | --- | --- | --- | --- |
| \`main\` |  |  | ❌ conflict | \`go.mod\` |
| [#9](https://github.example/acme/river/pull/9) \`topic-9\` | \`topic-9\` | \`topic-9-owner\` | ❌ conflict | \`go.mod\`, \`a.txt\` |

28 other heads meet this one just as \`main\` does: settle that first, then look again.

Workstream: \`topic-1\`, because \`topic-1\` is the branch of topic-1.

"
`);
  expect(readCheck(judged, 'topic-2').split('\n\n').slice(0, 2)).toMatchInlineSnapshot(`
[
  "[failure] 1 conflict with topic-1 (1 file)",
  "**Next:** land this before \`topic-1\`, which then merges \`main\` and resolves 1 file. Agree on this with \`topic-1-owner\`.",
]
`);
  const own = headOf(judged, 'topic-1');
  const context = { checkUrl: null, limitedTo: [], plan: 'valid' as const };
  const once =
    '28 other heads meet this one just as `main` does: settle that first, then look again.';
  for (const told of [renderExplain(judged, own), renderIntegrateComment(judged, own, context)]) {
    expect(seen(told).split(once)).toHaveLength(2);
    // Those that simply go with it have no row and no section.
    expect(told).toContain('[#9]');
    expect(told).not.toContain('[#3]');
  }
});

test('with many heads, those held up are told before the long table', () => {
  const many = Array.from({ length: 14 }, (_, at) => head(`h${at}`, 50 + at, { assignment: null }));
  const clash = (b: string) => ({ a: 'main', b, findings: [textual('main', 'a', b, 'a')] });
  const held = (heads: Head[]) => {
    const met = [clash('h3'), clash('h5')];
    const judged = forecast(heads, met);
    return renderAll(judged).split('\n\n')[2];
  };
  const draft = many.map((one) =>
    one.ref === 'h7' && one.pullRequest
      ? { ...one, pullRequest: { ...one.pullRequest, draft: true } }
      : one,
  );
  expect(held(draft)).toBe(
    [
      '- 📝 a draft: [#57](https://github.example/acme/river/pull/57) `h7` (draft)',
      '- ❌ merge `main` into it first: [#53](https://github.example/acme/river/pull/53) `h3` and [#55](https://github.example/acme/river/pull/55) `h5`',
    ].join('\n'),
  );
  // What fits a screen is seen in the table.
  expect(held(draft.slice(0, 12))).toMatch(/^\| {2}\| Head/);
});

test('a head lands in its turn, after what it depends on', () => {
  const waiting = (over: Partial<Waiting> = {}): Waiting => ({
    name: 'kernel',
    optional: false,
    external: false,
    open: ['kernel'],
    status: null,
    needs: [],
    integrated: 0,
    of: 1,
    ...over,
  });
  const lands = (waitsFor: Waiting[]) =>
    /\| 2 \|.*\| (✅.*?) \|/.exec(
      renderAll(forecast([head('kernel', 1), head('storage', 2, { waitsFor })])),
    )?.[1];
  expect(lands([waiting()])).toBe('✅ now, after `kernel`');
  expect(lands([waiting({ optional: true })])).toBe('✅ now');
  expect(lands([waiting({ declared: true })])).toBe('✅ now');
});

test('two hundred heads with long names fit, what was judged stays, and where the rest stands is said', () => {
  const many = Array.from({ length: 200 }, (_, at) =>
    head(`${'ünïcode-'.repeat(12)}${at}`, at + 1, { assignment: null }),
  );
  const clash = many
    .filter((_, at) => at % 3 === 0)
    .map(({ ref }) => ({ a: 'main', b: ref, findings: [textual('main', 'a', ref, 'a')] }));
  const told = renderAll(forecast(many, clash));
  expect(bytes(told)).toBeLessThanOrEqual(60_000);
  expect(told).toMatch(/^\*\*133 of 200 open heads can land on `main` now/);
  expect(told).toContain('and 47 more\n');
  expect(told).toContain('Judged with `main` at');
  expect(told).toMatch(/left out, because .*`weir integrate --json` prints all of it\.$/);
});
