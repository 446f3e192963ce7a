/** A head that does not merge with the target, on the pages of one that does: only what is between the two. */
import { expect, test } from '@jest/globals';
import { withOwners } from '#src/integration/others-conflict.ts';
import { renderAll, renderExplain, renderTerminal } from '#src/integration/render.ts';
import type { Forecast } from '#src/integration/report.ts';
import { forecast, head, headOf, type Met, readCheck, textual } from '../forecasts.ts';

const fresh = head('fresh', 11, { assignment: null });
const stale = head('stale', 12, { assignment: null });
const other = head('other', 13, { assignment: null });

const clash = (a: string, b: string, ...paths: string[]): Met => ({
  a,
  b,
  basis: 'direct',
  findings: paths.map((path) => textual(a, `${path}:1`, b, `${path}:2`)),
});

/** `stale` does not merge with main in a, b and c; `fresh` has changed x, as stale has. */
function judged(...met: Met[]): Forecast {
  const found = forecast(
    [fresh, stale, other],
    [clash('main', 'stale', 'a', 'b', 'c'), clash('fresh', 'stale', 'a', 'b', 'x'), ...met],
  );
  const changed: Record<string, string[]> = {
    fresh: ['x'],
    stale: ['a', 'b', 'c', 'x'],
    other: ['y'],
  };
  return { ...found, pairs: withOwners(found.pairs, 'main', (ref) => changed[ref] ?? null) };
}

test('only the file that both have changed is told, marked and counted', () => {
  const one = judged();
  expect(readCheck(one, 'fresh').split('\n\n---\n')[0]).toMatchInlineSnapshot(`
"[failure] 1 conflict with stale (1 file)

**Next:** land this before \`stale\`, which then merges \`main\` and resolves 1 file. Agree on this with \`stale-owner\`.

| With | Owners | Verdict | Files |
| --- | --- | --- | --- |
| [#12](https://github.example/acme/river/pull/12) \`stale\` | \`stale-owner\` | ❌ conflict | \`x\` |

<details><summary>stale #12: conflict in 1 file</summary>

This lands first in the best order; then \`stale\` merges \`main\` and resolves there.

- Both change the same lines of x: here line 1, in \`stale\` line 2.
- In 2 more files only \`stale\` is at odds with the target; these are settled when it follows the target.

</details>"
`);
  expect(readCheck(one, 'fresh')).toContain('@ x:1-1 failure');
  expect(readCheck(one, 'fresh')).not.toContain('@ a:1-1');
});

test('the other one sees it beside its own conflict with the target', () => {
  const check = readCheck(judged(), 'stale');
  expect(check).toContain('[failure] 2 conflicts: main (3 files) and fresh (1 file)');
  expect(check).toContain('@ a:2-2 failure [Conflict with main]');
});

test('what explains it, the table of all and the terminal say so, too', () => {
  const one = judged();
  const beside =
    'In 2 more files only `stale` is at odds with the target; these are settled when it follows the target.';
  expect(renderExplain(one, headOf(one, 'fresh'))).toContain(beside);
  expect(renderAll(one)).toContain('| ❌ conflict | `x` |');
  expect(renderTerminal(one, { color: false, width: 100 })).toContain(beside.replaceAll('`', ''));
});

test('two that do not merge with the target, each for itself, have nothing between them', () => {
  const both = judged(clash('main', 'other', 'y'), clash('stale', 'other', 'a', 'y'));
  const check = readCheck(both, 'other');
  expect(check).toMatch(/^\[failure\] 1 conflict with main \(1 file\)\n/);
  expect(check).toContain('1 other head meets this one just as `main` does');
  expect(renderAll(both)).not.toMatch(/rebase it after .*other/);
});
