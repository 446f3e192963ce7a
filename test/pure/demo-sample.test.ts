import { describe, expect, test } from '@jest/globals';
import { laterBy, movedPlan, reportTime, untilReport } from '#demo/sample/dates.ts';
import { grow, type State, type Tree } from '#demo/sample/history.ts';
import { firstTree, sampleTrees, states } from '#demo/sample/index.ts';
import { fastImportStream } from '#demo/sample/pack.ts';
import { people } from '#demo/sample/people.ts';
import { pullRequests } from '#demo/sample/pull-requests.ts';
import { parsePlan } from '#src/plan/parse.ts';

const first: Tree = new Map([['a.txt', 'one\ntwo\n']]);

function state(name: string, from: string | null, changes: State['commits'][number]['changes']) {
  return {
    name,
    from,
    commits: [{ author: 'kim', at: '2025-07-07T09:00:00Z', message: name, changes }],
  };
}

describe('states grow from each other', () => {
  test('an edit, a removal, a new file and a file put back', () => {
    const grown = grow(first, [
      state('main', null, []),
      state('gone', 'main', [{ remove: 'a.txt' }, { write: 'b.txt', text: 'b\n' }]),
      state('back', 'gone', [{ restore: 'a.txt', of: 'main' }]),
      state('more', 'main', [{ edit: 'a.txt', replace: [['two', 'three']] }]),
    ]);
    expect(
      Object.fromEntries([...grown].map(([name, trees]) => [name, [...(trees[0] ?? [])]])),
    ).toMatchInlineSnapshot(`
{
  "back": [
    [
      "b.txt",
      "b
",
    ],
    [
      "a.txt",
      "one
two
",
    ],
  ],
  "gone": [
    [
      "b.txt",
      "b
",
    ],
  ],
  "main": [
    [
      "a.txt",
      "one
two
",
    ],
  ],
  "more": [
    [
      "a.txt",
      "one
three
",
    ],
  ],
}
`);
  });

  test.each([
    ['text that is not there', { edit: 'a.txt', replace: [['four', 'five']] }, '0 times, not once'],
    ['text that is there twice', { edit: 'a.txt', replace: [['o', '0']] }, '2 times, not once'],
    ['a file that is not there to edit', { edit: 'c.txt', replace: [] }, 'c.txt is not there'],
    ['a file that is not there to remove', { remove: 'c.txt' }, 'c.txt is not there'],
    ['a file the other state lacks', { restore: 'c.txt', of: 'main' }, 'c.txt is not in main'],
    ['a state that is not there yet', { restore: 'a.txt', of: 'later' }, 'no state later'],
  ] as [string, State['commits'][number]['changes'][number], string][])(
    'refuses %s',
    (_, change, message) => {
      const grown = () => grow(first, [state('main', null, []), state('x', 'main', [change])]);
      expect(grown).toThrow(message);
    },
  );
});

test('the stream names parents by mark, quotes paths and writes only differences', () => {
  const all = [
    state('main', null, []),
    state('odd', 'main', [{ write: 'a "b"\\\n|.md', text: 'é\n' }, { remove: 'a.txt' }]),
  ];
  expect(fastImportStream(all, grow(first, all))).toMatchInlineSnapshot(`
"commit refs/heads/state/main
mark :1
author Kim Lock <kim@users.noreply.github.com> 1751878800 +0000
committer Kim Lock <kim@users.noreply.github.com> 1751878800 +0000
data 5
main

M 100644 inline "a.txt"
data 8
one
two


commit refs/heads/state/odd
mark :2
author Kim Lock <kim@users.noreply.github.com> 1751878800 +0000
committer Kim Lock <kim@users.noreply.github.com> 1751878800 +0000
data 4
odd

from :1
D "a.txt"
M 100644 inline "a \\"b\\"\\\\\\n|.md"
data 3
é


done
"
`);
});

describe('the sample', () => {
  const logins = new Set(people.map(({ login }) => login));

  test('is small, and every text file ends with a newline', () => {
    const files = [...firstTree()];
    expect(files.length).toBeGreaterThanOrEqual(40);
    expect(files.length).toBeLessThan(60);
    const everything = [...sampleTrees().values()].flat().flatMap((tree) => [...tree]);
    expect(everything.filter(([, text]) => !text.endsWith('\n') || text.includes('\r'))).toEqual(
      [],
    );
  });

  test('is made by people it knows, in an order of time that can be', () => {
    const dates = new Map<string, number>();
    for (const { name, from, commits } of states) {
      let last = from === null ? 0 : (dates.get(from) ?? Number.NaN);
      for (const { author, at } of commits) {
        expect(logins).toContain(author);
        expect(Date.parse(at)).toBeGreaterThan(last);
        last = Date.parse(at);
      }
      dates.set(name, last);
    }
    expect(pullRequests.filter(({ author }) => !logins.has(author))).toEqual([]);
  });

  test('lists every package its manifests name in the lock file', () => {
    for (const [name, trees] of sampleTrees()) {
      const tree = trees.at(-1) ?? new Map<string, string>();
      const lock = tree.get('Cargo.lock') ?? '';
      for (const [path, text] of tree) {
        const crate = path.match(/^crates\/(.+)\/Cargo\.toml$/)?.[1];
        if (!crate) continue;
        const entry =
          lock.split('[[package]]').find((e) => e.includes(`name = "river-${crate}"`)) ?? '';
        const wanted = [...(text.split('[dependencies]')[1] ?? '').matchAll(/^([\w-]+) =/gm)];
        const locked = [...entry.matchAll(/^ "([\w-]+)",$/gm)];
        expect([name, crate, ...locked.map((m) => m[1])]).toEqual([
          name,
          crate,
          ...wanted.map((m) => m[1]),
        ]);
      }
    }
  });
});

test.each([
  ['2025-07-09T15:30:00Z', 0],
  ['2025-07-16T15:29:00Z', 0],
  ['2026-11-26T10:00:00Z', 72],
])(
  'at %s the sample is %s weeks later than written: its last commit is past, its phase begins on a Monday',
  (now, weeks) => {
    const later = laterBy(new Date(now));
    expect(later / 604_800_000).toBe(weeks);
    const report = reportTime(new Date(now));
    const plan = movedPlan(firstTree(), later, report).get('.github/workstreams.yml') ?? '';
    const start = new Date(/^ {2}start: (\S+)$/m.exec(plan)?.[1] ?? '');
    expect(start.getUTCDay()).toBe(1);
    const days = (Date.parse(now) - start.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(9);
    expect(days).toBeLessThan(17);
  },
);

test.each([
  ['a Monday', '2026-11-23T00:00:00Z', '2026-11-27T16:00:01Z'],
  ['a Thursday', '2026-11-26T18:00:00Z', '2026-11-27T16:00:01Z'],
  ['that morning', '2026-11-27T09:00:00Z', '2026-11-27T16:00:01Z'],
  ['a moment before', '2026-11-27T15:50:00Z', '2026-11-29T23:59:01Z'],
  ['that evening', '2026-11-27T16:00:01Z', '2026-11-29T23:59:01Z'],
  ['a Saturday', '2026-11-28T00:00:00Z', '2026-11-29T23:59:01Z'],
  ['a Sunday', '2026-11-29T20:00:00Z', '2026-11-29T23:59:01Z'],
])('on %s the weekly issue is not due yet', (_, now, due) => {
  const at = new Date(now);
  const report = reportTime(at);
  expect(new Date(at.getTime() + untilReport(at, report))).toEqual(new Date(due));
  const plan = movedPlan(firstTree(), 0, report).get('.github/workstreams.yml') ?? '';
  const parsed = parsePlan(plan);
  expect(parsed.ok && [parsed.plan.report.day, parsed.plan.report.time]).toEqual([
    report.day,
    report.time,
  ]);
});
