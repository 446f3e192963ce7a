import { expect, test } from '@jest/globals';
import { conclude } from '#src/integration/conclude.ts';
import { detect } from '#src/integration/detect.ts';
import { comparedIn } from '#src/integration/gather-benchmarks.ts';
import { renderCheck } from '#src/integration/render-check.ts';
import type { Forecast, HeadBenchmarks, MeasuredSet, Pair } from '#src/integration/report.ts';
import type { Measurement } from '#src/measurements/measurement.ts';
import { parsePlan } from '#src/plan/parse.ts';
import { BASE, head } from '../forecasts.ts';

const one = (value: number, over: Partial<Measurement> = {}): Measurement => ({
  name: 'fold',
  unit: 'ns',
  better: 'lower',
  value,
  ...over,
});
/** Four samples within 1 % of a value. */
const sampled = (value: number, over: Partial<Measurement> = {}) =>
  one(value, { samples: [0.99, 1, 1.01, 1].map((share) => value * share), ...over });
const bench = (over: Partial<MeasuredSet>): MeasuredSet => ({
  label: 'bench-linux',
  paths: [],
  base: [],
  head: [],
  history: [],
  fromFork: false,
  problems: [],
  ...over,
});
const QUIET = Array.from({ length: 10 }, (_, at) => [one(100 + (at % 3))]);

/** The check of a head of which this was measured: findings, then conclusion, title and next step. */
function said(
  measured: MeasuredSet | Omit<HeadBenchmarks, 'base'>,
  plan = 'integration: { detectors: { performance: fail } }',
) {
  const parsed = parsePlan(`version: 1\ntarget: main\nworkstreams: {}\n${plan}\n`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const own = head('feature/kernel', 3);
  const benchmarks: HeadBenchmarks = {
    base: 'c0ffee0'.padEnd(40, '0'),
    ...('sets' in measured ? measured : { sets: [measured], unread: null }),
  };
  const side = (ref: string, isBase: boolean) => ({ ref, isBase, changedFiles: 1 });
  const findings = detect(
    {
      a: side('main', true),
      b: side(own.ref, false),
      target: 'main',
      trials: { direct: { verdict: 'clean', tree: null } },
      squashOnly: false,
    },
    parsed.plan.integration,
    { plan: parsed.plan, heads: [own], benchmarks: new Map([[own.ref, benchmarks]]) },
  );
  const pair: Pair = { a: 'main', b: own.ref, basis: 'landing', verdict: 'clean', findings };
  const forecast: Forecast = {
    base: BASE,
    heads: [own],
    pairs: [pair],
    order: [{ ref: own.ref, conflicts_with: [], now: true, newly_conflicting: [] }],
    conclusion: conclude([pair]),
  };
  const compared = comparedIn(benchmarks);
  if (compared > 0) own.measured = { base: benchmarks.base, benchmarks: compared };
  const { conclusion, output } = renderCheck(forecast, [own], { repoUrl: null });
  expect(/\d+ benchmarks? (was|were) compared/.test(output.footnote ?? '')).toBe(compared > 0);
  return [
    ...findings.map(
      ({ confidence, message, severity, suggestion, undetermined }) =>
        `${undetermined ? 'undetermined' : severity} ${confidence} ${message}. ${suggestion}`,
    ),
    `${conclusion}: ${output.title}`,
    output.summary.split('\n\n')[0],
  ].join('\n');
}

test('a regression names both values, its bounds, and what to do', () => {
  expect(said(bench({ base: [[sampled(100)]], head: [[sampled(106.1)]] }))).toMatchInlineSnapshot(`
"fail 0.95 \`fold\` got worse: 100 ns → 106.1 ns, +6.1 % [+4.0, +8.2] (\`bench-linux\`). Find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.
failure: 1 benchmark got worse
**Next:** find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price."
`);
});

test('one that rests on a single run asks for another; two runs do not', () => {
  const base = [[one(100)]];
  expect(said(bench({ base, head: [[one(120)]], history: QUIET }))).toMatchInlineSnapshot(`
"fail 0.8 \`fold\` got worse: 100 ns → 120 ns, +20.0 %, far out of what 10 earlier results on \`main\` spread over (\`bench-linux\`). Confirm: run the benchmark again on this commit, since this rests on one run. If it stays, find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.
failure: 1 benchmark got worse
**Next:** confirm: run the benchmark again on this commit, since this rests on one run. If it stays, find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price."
`);
  expect(
    said(bench({ base, head: [[one(120)], [one(121)]], history: QUIET })),
  ).toMatchInlineSnapshot(`
"fail 0.9 \`fold\` got worse: 100 ns → 120.5 ns, +20.5 %, far out of what 10 earlier results on \`main\` spread over (\`bench-linux\`). Find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.
failure: 1 benchmark got worse
**Next:** find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price."
`);
});

test('what is given in units of something else is said, whichever number is larger', () => {
  for (const [before, after] of [
    [100, 1],
    [1, 100],
  ] as const) {
    const head = [[one(after, { unit: 'B' })]];
    expect(said(bench({ base: [[one(before)]], head }))).toMatch(
      /^warn 1 Inconclusive: `fold` .*, because it is given in different units/,
    );
  }
});

test('inconclusive is neither red nor green, whatever the plan calls the detector', () => {
  const set = bench({ base: [[one(100)]], head: [[one(120)]] });
  expect(said(set)).toMatchInlineSnapshot(`
"warn 1 Inconclusive: \`fold\` 100 ns → 120 ns, +20.0 % (\`bench-linux\`), because there is one value on a side, and \`main\` has fewer than 8 earlier results to say how much it varies. Run the benchmark again, here and on \`c0ffee0\` (four runs of each are enough), or let the tool write its samples.
neutral: 1 warning with main; no conflicts
**Next:** nothing blocks, but look at the warning before this lands. Run the benchmark again, here and on \`c0ffee0\` (four runs of each are enough), or let the tool write its samples."
`);
  expect(said(set, 'integration: { detectors: { performance: warn } }')).toContain('neutral');
  expect(said(set, 'integration: { detectors: { performance: note } }')).toContain('success');
});

test('each doubt is told by itself', () => {
  const apart = { interval: { low: 99, high: 101 } };
  expect(
    said(
      bench({
        base: [
          [
            sampled(100, { name: 'frogs', better: null }),
            one(100, { name: 'machine', environment: 'a', ...apart }),
            one(100, { name: 'noisy', samples: [80, 120, 100, 100] }),
            one(100, { name: 'few', samples: [100, 101] }),
            one(100, { name: 'unit', unit: 'us' }),
            one(100, { name: 'faster' }),
          ],
        ],

        head: [
          [
            sampled(110, { name: 'frogs', better: null }),
            one(110, {
              name: 'machine',
              environment: 'b',
              interval: { low: 109, high: 111 },
            }),
            one(110, { name: 'noisy', samples: [90, 130, 110, 110] }),
            one(110, { name: 'few', samples: [110, 111] }),
            one(0.1, { name: 'unit' }),
            // Perhaps faster: nothing that anybody has to do.
            one(50, { name: 'faster' }),
          ],
        ],
      }),
    ),
  ).toMatchInlineSnapshot(`
"warn 1 Inconclusive: \`frogs\` 100 ns → 110 ns, +10.0 % [+7.9, +12.1] (\`bench-linux\`), because nobody says whether more is better. Say so in the plan: \`better: lower\` or \`better: higher\` under \`integration.performance.benchmarks\`.
warn 1 Inconclusive: \`machine\` 100 ns → 110 ns, +10.0 % [+7.9, +12.1] (\`bench-linux\`), because it was measured on different machines. Measure both on one kind of machine.
warn 1 Inconclusive: \`noisy\` 100 ns → 110 ns, +10.0 % [-30.0, +50.0] (\`bench-linux\`), because what was measured varies more than it has changed. Run the benchmark again, with more samples or on a quieter machine.
warn 1 Inconclusive: \`few\` 100 ns → 110 ns, +10.0 % (\`bench-linux\`), because there are too few samples for a test. Take at least four samples on each side; ten are better.
neutral: 1 warning with main; no conflicts
**Next:** nothing blocks, but look at the warning before this lands. Say so in the plan: \`better: lower\` or \`better: higher\` under \`integration.performance.benchmarks\`."
`);
});

test('a benchmark that is gone warns; a new one and a better one do not', () => {
  expect(
    said(
      bench({
        base: [[sampled(100), sampled(100, { name: 'copy' })]],
        head: [[sampled(50), sampled(7, { name: 'new' })]],
      }),
    ),
  ).toMatchInlineSnapshot(`
"warn 1 \`copy\` is measured at the merge base \`c0ffee0\` and not here (\`bench-linux\`). Bring it back, since what is not measured may get worse unseen; nothing is to be done if it was removed on purpose.
note 1 \`fold\` 100 ns → 50 ns, -50.0 % [-51.5, -48.5]: better than at the merge base \`c0ffee0\` (\`bench-linux\`). Nothing to do.
neutral: 1 warning with main; no conflicts
**Next:** nothing blocks, but look at the warning before this lands. Bring it back, since what is not measured may get worse unseen; nothing is to be done if it was removed on purpose."
`);
});

test('results of one side only', () => {
  const results = [[sampled(100)]];
  expect(said(bench({ base: results }))).toMatchInlineSnapshot(`
"warn 1 There are no results in \`bench-linux\` of this commit yet, and the merge base \`c0ffee0\` has some. Wait for the workflow that measures, or run it on this commit.
neutral: 1 warning with main; no conflicts
**Next:** nothing blocks, but look at the warning before this lands. Wait for the workflow that measures, or run it on this commit."
`);
  expect(said(bench({ head: results }))).toMatchInlineSnapshot(`
"warn 1 The results in \`bench-linux\` have nothing to be compared with: there are none of the merge base \`c0ffee0\`. Let the workflow that measures run on the target, too, or run it once on that commit.
neutral: 1 warning with main; no conflicts
**Next:** nothing blocks, but look at the warning before this lands. Let the workflow that measures run on the target, too, or run it once on that commit."
`);
  // Files that are new or deleted tell both sides.
  expect(said(bench({ label: null, head: results, paths: ['b.json'] }))).toContain('success');
  expect(said(bench({ label: null, base: results, paths: ['b.json'] }))).toContain('not here');
});

test('what could not be read leaves the answer open where it is all there is', () => {
  const problems = ['`bench-linux` could not be read: it is too large'];
  expect(said(bench({ head: [[sampled(100)]], problems }))).toMatchInlineSnapshot(`
"undetermined 1 Some results could not be read: \`bench-linux\` could not be read: it is too large. Upload or commit them in one of the formats that Weir knows, within its limits.
action_required: Undetermined: benchmarks could not be compared with main
**Next:** some results could not be read: \`bench-linux\` could not be read: it is too large. Upload or commit them in one of the formats that Weir knows, within its limits."
`);
  expect(
    said(bench({ base: [[sampled(100)]], head: [[sampled(100)]], problems })),
  ).toMatchInlineSnapshot(`
"note 1 Some results could not be read: \`bench-linux\` could not be read: it is too large. Upload or commit them in one of the formats that Weir knows, within its limits.
success: No conflicts with main
Nothing to do: this merges with \`main\`."
`);
  const deleted = said(
    bench({ label: null, base: [[sampled(100)]], problems: ['b.json was left out'] }),
  );
  expect(deleted).toContain('action_required');
  expect(deleted).not.toContain('not here');
  const unread = { reason: 'Weir may not read artifacts here. Ask an owner.', expected: true };
  expect(said({ sets: [], unread })).toMatchInlineSnapshot(`
"undetermined 1 Artifacts with results of benchmarks cannot be listed. Weir may not read artifacts here. Ask an owner. Then press Re-integrate.
action_required: Undetermined: benchmarks could not be compared with main
**Next:** artifacts with results of benchmarks cannot be listed. Weir may not read artifacts here. Ask an owner. Then press Re-integrate."
`);
  expect(said({ sets: [], unread: { ...unread, expected: false } })).toContain('success');
});

test('what a fork uploaded is for information only', () => {
  const set = bench({ base: [[sampled(100)]], head: [[sampled(150)]], fromFork: true });
  expect(said(set)).toMatchInlineSnapshot(`
"note 0.95 \`fold\` got worse: 100 ns → 150 ns, +50.0 % [+47.5, +52.5] (\`bench-linux\`); uploaded by a run of a fork, so this is for information only. Find out what made it worse, or raise its limit in the plan (\`integration.performance.benchmarks\`), so that everybody sees the price.
success: No conflicts with main
Nothing to do: this merges with \`main\`."
`);
  const problems = ['it is broken'];
  expect(said({ sets: [bench({ problems, fromFork: true })], unread: null })).toContain('success');
});

test('the plan sets limits, floors and directions by name, and leaves benchmarks out', () => {
  const set = bench({
    base: [[sampled(100), sampled(100, { name: 'io/read' }), sampled(1, { name: 'tiny' })]],
    head: [[sampled(108), sampled(130, { name: 'io/read' }), sampled(3, { name: 'tiny' })]],
  });
  const plan = (benchmarks: string) =>
    `integration: { detectors: { performance: fail }, performance: { max_regression: 5%, benchmarks: [${benchmarks}] } }`;
  const names = (benchmarks: string) =>
    [...said(set, plan(benchmarks)).matchAll(/^fail \d.*?`([^`]+)`/gm)].map(([, name]) => name);
  expect(names('')).toEqual(['tiny', 'io/read', 'fold']);
  expect(names('{ name: "io/*", max_regression: 50% }')).toEqual(['tiny', 'fold']);
  expect(names('{ name: tiny, floor: 5 }')).toEqual(['io/read', 'fold']);
  expect(names('{ name: "**", ignore: true }, { name: fold }')).toEqual(['fold']);
  expect(names('{ name: "**", better: higher }')).toEqual([]);
});

test('many regressions are told one by one, then summed up', () => {
  const many = (value: number) => [
    Array.from({ length: 14 }, (_, at) => sampled(value + at, { name: `case/${at}` })),
  ];
  const text = said(bench({ base: many(100), head: many(200) }));
  expect(text.match(/^fail \d/gm)).toHaveLength(11);
  expect(text).toContain('4 more benchmarks got worse');
});

test('names from strangers stay names', () => {
  const name = '`@alice` <b>|`';
  const text = said(bench({ base: [[sampled(1, { name })]], head: [[sampled(2, { name })]] }));
  expect(text).toContain("`'@alice' <b>|'` got worse");
});
