/** A head of which nothing can be told: said once on its own check, and on the others that it was left out. */
import { expect, test } from '@jest/globals';
import { withOwners } from '#src/integration/others-conflict.ts';
import { renderExplain, renderIntegrateComment, renderMarkdown } from '#src/integration/render.ts';
import type { Forecast } from '#src/integration/report.ts';
import { forecast, head, headOf, type Met, readCheck, textual } from '../forecasts.ts';

const kernel = head('feature/kernel', 11);
const storage = head('feature/storage', 12);
const site = head('site', 13, { assignment: null });
const old = head('old', 14, { assignment: null });

/** As the forecast gives it: `lost` are heads that share no history with anybody. */
function judged(lost: string[], more: Met[] = []): Forecast {
  const heads = [kernel, storage, site, old];
  const refs = ['main', ...heads.map(({ ref }) => ref)];
  const unknown = refs.flatMap((a, at) =>
    refs.slice(at + 1).flatMap((b): Met[] => {
      const isLost = lost.includes(a) || lost.includes(b);
      return isLost
        ? [{ a, b, basis: 'direct', verdict: 'undetermined', reason: 'unrelated' }]
        : [];
    }),
  );
  const found = forecast(heads, [...unknown, ...more]);
  return { ...found, pairs: withOwners(found.pairs, 'main', () => null) };
}

const above = (check: string) => check.split('\n\n---\n')[0];

test('its own check asks for a person, once; the others are not green and say who is missing', () => {
  const one = judged(['site']);
  expect(above(readCheck(one, 'site'))).toMatchInlineSnapshot(`
"[action_required] Undetermined: could not be merged with main (no common history)

**Next:** find out whether this merges with \`main\`: the two have no commit in common, so git has nothing to compare. Rebase this branch onto the target, if it belongs here.

| With | Owners | Verdict | Files |
| --- | --- | --- | --- |
| \`main\` |  | ❔ undetermined: no common history |  |

3 other heads meet this one just as \`main\` does: settle that first, then look again."
`);
  expect(above(readCheck(one, 'feature/kernel'))).toMatchInlineSnapshot(`
"[neutral] No conflicts with main or any head that could be judged; undetermined: site

Nothing to do: this merges with \`main\` and with every other head that could be judged, whoever lands first.

❔ Left out: [#13](https://github.example/acme/river/pull/13) \`site\` (no common history). Whether it merges could not be told, not even with \`main\`, and unknown is not green. Its own check says what to do. Nobody has to act here: once it is done, this is judged again by itself.

Workstream: \`kernel\`, because \`feature/kernel\` is the branch of kernel."
`);
});

test('the comment and what explains it say the same', () => {
  const one = judged(['site']);
  const own = headOf(one, 'feature/kernel');
  const context = { checkUrl: null, limitedTo: [], plan: 'valid' as const };
  expect(renderIntegrateComment(one, own, context)).toMatchInlineSnapshot(`
"**No conflicts with \`main\` or any head that could be judged; undetermined: \`site\`**

Nothing to do: this merges with \`main\` and with every other head that could be judged, whoever lands first.

❔ Left out: [#13](https://github.example/acme/river/pull/13) \`site\` (no common history). Whether it merges could not be told, not even with \`main\`, and unknown is not green. Its own check says what to do. Nobody has to act here: once it is done, this is judged again by itself.

Judged at \`000b000\` with \`main\` and 3 other heads."
`);
  expect(renderExplain(one, own)).toMatchInlineSnapshot(`
"**No conflicts with \`main\` or any head that could be judged; undetermined: \`site\`**

Nothing to do: this merges with \`main\` and with every other head that could be judged, whoever lands first.

❔ Left out: [#13](https://github.example/acme/river/pull/13) \`site\` (no common history). Whether it merges could not be told, not even with \`main\`, and unknown is not green. Its own check says what to do. Nobody has to act here: once it is done, this is judged again by itself.

3 other merges are clean. After every push, here or on \`main\`, all of this is judged again by itself."
`);
});

test('beside a conflict it changes nothing of the verdict, and is told below', () => {
  const clash = {
    a: 'feature/kernel',
    b: 'feature/storage',
    findings: [textual('feature/kernel', 'a.rs:1', 'feature/storage', 'a.rs:1')],
  };
  const [title, , ...rest] = (above(readCheck(judged(['site'], [clash]), 'feature/kernel')) ?? '')
    .split('\n')
    .filter((line) => line !== '');
  expect(title).toBe('[failure] 1 conflict with storage (1 file)');
  expect(rest.join('\n')).toMatch(/^❔ Left out: .*site/m);
});

test('a pair that cannot be told of two that merge with the target asks for a person on both', () => {
  const pair: Met = {
    a: 'feature/kernel',
    b: 'feature/storage',
    verdict: 'undetermined',
    reason: 'timeout',
  };
  const one = judged(['site'], [pair]);
  for (const ref of [pair.a, pair.b]) {
    expect(readCheck(one, ref)).toMatch(
      /^\[action_required\] Undetermined: .* \(timeout\); undetermined: site/,
    );
  }
});

test('several are counted together', () => {
  const check = above(readCheck(judged(['site', 'old']), 'feature/kernel'));
  expect(check).toContain('[neutral] No conflicts with main or any head that could be judged; ');
  expect(check).toMatch(/undetermined: site and old\n/);
  expect(check).toMatch(/Whether they merge could not be told.* Their own checks say what to do\./);
});

test('the matrix shows who has something to settle, and marks what goes with that', () => {
  const clash = (a: string, b: string): Met => ({
    a,
    b,
    findings: [textual(a, 'a.rs:1', b, 'a.rs:1')],
  });
  const heads = [clash('feature/kernel', 'feature/storage'), clash('main', 'old')];
  const along: Met = { ...clash('feature/kernel', 'old'), basis: 'direct' };
  const told = renderMarkdown(judged(['site'], [...heads, along]));
  expect(told.split('### Matrix\n\n')[1]?.split('\n\n###')[0]).toMatchInlineSnapshot(`
"|  | 0 | 1 | 2 | 3 | 4 |
| --- | --- | --- | --- | --- | --- |
| 0. \`main\` | · | ✅ | ✅ | ❔ | ❌ |
| 1. \`kernel\` | ✅ | · | ❌ | ➖ | ➖ |
| 2. \`storage\` | ✅ | ❌ | · | ➖ | ✅ |
| 3. \`site\` | ❔ | ➖ | ➖ | · | ➖ |
| 4. \`old\` | ❌ | ➖ | ✅ | ➖ | · |

❌ conflict, ❔ undetermined, ✅ clean, ➖ nothing of its own: goes with what one of the two has with \`main\`."
`);
});
