/** The dashboard's page of a repository, from forecasts made by hand. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overviewOf } from '#src/integration/overview.ts';
import type { Finding, Forecast } from '#src/integration/report.ts';
import { homePage } from '#src/web/dashboard/home-page.ts';
import { repositoryPage } from '#src/web/dashboard/repository-page.ts';
import { STYLE } from '#src/web/dashboard/style.ts';
import { forecast, head, type Met, place, textual } from '../forecasts.ts';
import { hostile } from '../hostile.ts';
import { pageText } from '../page-text.ts';

const AT = new Date('2025-07-07T09:00:00Z');
const URL = 'https://github.example/acme/river';

function pageOf(judged: Forecast, refresh: number | null = null): string {
  return repositoryPage({
    login: 'alice',
    full: 'acme/river',
    url: URL,
    at: AT,
    overview: overviewOf(judged),
    posted: { planIssue: null, checks: new Map() },
    refresh,
  });
}

const read = (judged: Forecast) => pageText(pageOf(judged));

/** One call that breaks where the other head changes what is called. */
const api: Finding = {
  detector: 'api',
  severity: 'warn',
  confidence: 0.8,
  message: 'feature/kernel gives `load` another parameter, which feature/docs calls',
  suggestion: 'Agree on the new signature before either lands.',
  places: [place('feature/kernel', 'src/load.ts:3-5'), place('feature/docs', 'src/app.ts:9')],
};

test('what to merge next, what collides, who waits and what is unknown, in this order', () => {
  const [kernel, storage, docs, tests, old] = [
    head('feature/kernel', 1),
    head('feature/storage', 2, { owners: ['bob', 'carol'] }),
    head('feature/docs', 3),
    head('feature/tests', null, {
      waitsFor: [
        {
          name: 'kernel',
          optional: false,
          external: false,
          open: ['feature/kernel'],
          status: 'active',
          needs: [],
          integrated: 0,
          of: 1,
        },
      ],
      leftOut: [{ detector: 'api', path: 'gen/all.ts', reason: 'generated' }],
    }),
    head('feature/old', 9, { containedIn: ['main'] }),
  ];
  const met: Met[] = [
    {
      a: 'feature/kernel',
      b: 'feature/storage',
      findings: [textual('feature/kernel', 'a.txt:1-2', 'feature/storage', 'a.txt:1')],
    },
    { a: 'feature/kernel', b: 'feature/docs', findings: [api] },
    { a: 'feature/docs', b: 'feature/tests', verdict: 'undetermined', reason: 'timeout' },
  ];
  expect(read(forecast([kernel, storage, docs, tests, old], met))).toMatchInlineSnapshot(`
"acme/river
2 of 4 open heads can land on main now, one after the other, without a conflict, but look at 1 of them first.
Next: land #1 feature/kernel, once it is approved and its checks are green. #2 then conflicts with it and must be rebased.
Judged 2025-07-07 09:00 UTC against main at bbbbbbb: 5 heads, 15 pairs: 1 conflict, 1 undetermined, 1 warning.
Pull requests on GitHub
What to merge next
2 heads can land together, one after the other, without anybody resolving anything: #1, #3. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased.
Open heads in the best order to land
Place | Head | Owners | Files | Lands | Collides from then on
1 | #1 feature/kernel Change 1 | kernel-owner | 3 | ✔ now | #2
2 | #3 feature/docs Change 3 | docs-owner | 3 | ! now, but first look at the warning with #1 | none
3 | #2 feature/storage Change 2 | bob, carol | 3 | ✖ rebase it after #1 | none
4 | feature/tests | tests-owner | 3 | ? not known whether it merges with #3 … waits for kernel | none
What collides
Pairs that collide, the gravest first
Pair | Verdict | Files | What was found, and what to do
#1 feature/kernel with #2 feature/storage 0001000 and 0002000 | ✖ Conflict | a.txt | feature/kernel lands first in the best order; then merge main into feature/storage and resolve there.
Both change the same lines of a.txt.
Detector textual, fails, 100% sure.
a.txt:1–2 in #1, a.txt:1 in #2
#1 feature/kernel with #3 feature/docs 0001000 and 0003000 | ! Warning | src/load.ts | feature/kernel gives load another parameter, which feature/docs calls. Agree on the new signature before either lands.
Detector api, warning, 80% sure.
src/load.ts:3–5 in #1, src/app.ts:9 in #3
Who waits for whom
Heads that depend on what has not landed, by the plan
Head | Waits for | Who brings it | As the plan has it | Integrated
feature/tests | kernel | #1 feature/kernel | active | 0 of 1
What could not be judged
Unknown is not clean: nothing below may be taken for fine.
Pairs that could not be judged
Pair | Verdict | Why | What to do
#3 feature/docs with feature/tests | ? Unknown | timeout | git needed longer than Weir allows. Press Re-integrate to try again; if it stays so, merge the two by hand once to see.
Files that detectors could not look at: 1 file of feature/tests. Their text was merged; what it means was not read. The check runs say why.
Already landed
main contains these; nothing of them is left to merge, so they can be closed: #9 feature/old."
`);
});

test('nothing open is said, and no empty table is shown', () => {
  expect(read(forecast([]))).toMatchInlineSnapshot(`
"acme/river
Nothing is open, so there is nothing to merge.
Judged 2025-07-07 09:00 UTC against main at bbbbbbb: No head is open.
Pull requests on GitHub"
`);
  expect(pageOf(forecast([]))).not.toContain('<table');
});

describe('what is not known', () => {
  const green = /class="mark good"/;

  test('is never green, wherever it stands', () => {
    const heads = [head('feature/kernel', 1), head('feature/storage', 2)];
    const met: Met[] = heads.map(({ ref }) => ({
      a: 'main',
      b: ref,
      verdict: 'undetermined',
      reason: 'unrelated',
    }));
    const page = pageOf(forecast(heads, met));
    expect(page).not.toMatch(green);
    expect(pageText(page)).toContain('no common history');
    // The near miss: the same heads, judged.
    expect(pageOf(forecast(heads))).toMatch(green);
  });

  test('after those before it have landed is not green either', () => {
    const judged = forecast([head('feature/kernel', 1)]);
    const order = judged.order.map((step) => ({
      ...step,
      now: false,
      tried: { outcome: 'undetermined' as const, paths: [] },
    }));
    expect(pageOf({ ...judged, order })).not.toMatch(green);
  });
});

test('of two hundred heads that all collide a bounded page tells the first, and how many more there are', () => {
  const heads = Array.from({ length: 200 }, (_, at) => head(`feature/w${at}`, at + 1));
  const met = heads.flatMap((a, at) =>
    heads.slice(at + 1, at + 13).map((b): Met => {
      const findings = Array.from({ length: 9 }, (_, n) =>
        textual(a.ref, `src/file-${n}.ts:1-9`, b.ref, `src/file-${n}.ts:4`),
      );
      return { a: a.ref, b: b.ref, findings };
    }),
  );
  const page = pageOf(forecast(heads, met));
  expect(page.length).toBeLessThan(600_000);
  expect(pageText(page)).toContain(
    `… and ${(met.length - 60).toLocaleString('en')} more pairs, which this page has no room for: all of it stands in GET /api/integration/acme/river.`,
  );
  expect(pageText(page)).toContain('… and 3 more findings');
});

/** Names that browsers would act on, if they came through. */
const EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e`@team`';

test('names, titles and messages from outside are shown and do nothing', () => {
  const ref = `feature/${EVIL}`;
  const evil = head(ref, 1, { owners: [EVIL] });
  if (evil.pullRequest) {
    evil.pullRequest.title = EVIL;
    evil.pullRequest.url = 'javascript:alert(1)';
  }
  const finding = { ...api, message: EVIL, suggestion: EVIL, places: [place(ref, `${EVIL}:1`)] };
  const page = pageOf(forecast([evil], [{ a: 'main', b: ref, findings: [finding] }]));
  expect(page).not.toMatch(/<script|<img|javascript:|\u202e/);
  expect(pageText(page)).toContain('<script>alert(1)</script>');
  expect(page).toContain('\\u{202e}');
});

test('names written from right to left change the order of nothing beside them', () => {
  const heads = ['\u05d0', '\u05d1'].map((name) => head(name, null));
  const page = pageOf(forecast(heads));
  expect(page).toContain('<code>\u05d0</code>, <code>\u05d1</code>');
  const isolated = /([^{}]*)\{unicode-bidi:isolate\}/.exec(STYLE)?.[1];
  expect(isolated?.trim().split(',')).toContain('code');
});

test('whatever heads and files are called, a page has the kinds of tags of the program and no others', () => {
  const kinds = (page: string) =>
    new Set(page.match(/<[^>]*>/g)?.map((tag) => tag.replace(/="[^"]*"/g, '=""')));
  const built = (name: string) =>
    pageOf(
      forecast(
        [head(`x${name}`, 1, { owners: [name] })],
        [
          {
            a: 'main',
            b: `x${name}`,
            findings: [
              { ...api, message: 'm', suggestion: 's', places: [{ head: `x${name}`, path: name }] },
            ],
          },
        ],
      ),
    );
  const known = kinds(built('name'));
  fc.assert(
    fc.property(hostile, (name) => {
      expect([...kinds(built(name))].filter((kind) => !known.has(kind))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a page that waits for a newer look asks again by itself; others do not', () => {
  expect(pageOf(forecast([]), 5)).toContain('<meta http-equiv="refresh" content="5">');
  expect(pageOf(forecast([]))).not.toContain('http-equiv');
});

test('repositories are listed with what is known of them', () => {
  const page = (repositories: Parameters<typeof homePage>[0]['repositories'], partial = false) =>
    pageText(homePage({ login: 'alice', repositories, partial }));
  const last = { at: AT, words: '1 of 2 open heads can land on `main` now without a conflict' };
  expect(
    page(
      [
        { owner: 'acme', name: 'lake', last: null },
        { owner: 'acme', name: 'river', last },
      ],

      true,
    ),
  ).toMatchInlineSnapshot(`
"Repositories
2 repositories that Weir is installed on and you may read. Open one to see what to merge next.
Repositories and what the last look at them found
Repository | Standing
acme/lake | Not looked at here lately; opening it looks.
acme/river | 1 of 2 open heads can land on main now without a conflict. Judged 2025-07-07 09:00 UTC.
There are more than this page has room for. Any other one stands at /OWNER/NAME of this server."
`);
  expect(page([])).toMatchInlineSnapshot(`
"Repositories
There is none that Weir is installed on and you may read. Install the App on a repository, or ask its owner to, then load this page again."
`);
});
