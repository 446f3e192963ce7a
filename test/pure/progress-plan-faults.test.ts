import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { dependenciesInCi } from '#src/progress/faults/dependencies-in-ci.ts';
import { looseThresholds } from '#src/progress/faults/loose-thresholds.ts';
import { missingContracts } from '#src/progress/faults/missing-contracts.ts';
import { namelessHeads } from '#src/progress/faults/nameless-heads.ts';
import { phantomFeatures } from '#src/progress/faults/phantom-features.ts';
import { anyText } from '../any-text.ts';
import { given, head, planOf, standing, tree } from '../progress.ts';
import { runs } from '../properties.ts';

const said = (list: { what: string }[]) => list.map(({ what }) => what);
const plan = planOf(`
workstreams:
  testing: {}
  kernel: {}
  storage: { depends_on: [kernel], tasks: ["cargo test --features wal,compat"] }
  security: { depends_on: [storage] }
compatibility: { baseline: v1, max_regression: 5% }
`);

test.each<[string, string, string[]]>([
  ['a field in Rust', 'max_latency_regression: 20.0,', ['max_latency_regression 20%']],
  ['a constant with a type', 'const REGRESSION_LIMIT: f64 = 0.2;', ['REGRESSION_LIMIT 20%']],
  ['a share of all', '"slowdown": 1', ['slowdown 100%']],
  ['a percentage in words', "regression_threshold: '500%'", ['regression_threshold 500%']],
  ['a factor', 'regression_factor = 1.5', ['regression_factor 50%']],
  ['ok: what the plan allows', 'max_regression = 0.05\nmax_regression: 5%', []],
  ['ok: below one per cent', 'regression_percent = 0.5', []],
  ['ok: it may be a factor or a percentage', 'max_regression = 1.5', []],
  [
    'ok: a comparison, a count, a comment',
    'regression == 20\nregression_count: 20\n// regression: 20',
    [],
  ],
])('thresholds: %s', (_, text, named) => {
  expect(said(looseThresholds(tree({ 'src/perf.rs': text }), plan))).toEqual(
    named.map(
      (one) =>
        `src/perf.rs lets benchmarks get slower by more than the plan's 5% (line 1): ${one}. Take the plan's number, or change max_regression in the plan.`,
    ),
  );
  expect(looseThresholds(tree({ 'src/other.rs': text }), plan)).toEqual([]);
});

test.each<[string, string, string[]]>([
  [
    'a job that needs another',
    'jobs: { kernel: { needs: testing } }',
    ['kernel depend on testing'],
  ],
  [
    'a matrix',
    'jobs: { a: { strategy: { matrix: { include: [{ workstream: storage, depends_on: [kernel, build] }] } } } }',
    ['storage depend on build'],
  ],
  ['ok: in the plan, also through another', 'jobs: { security: { needs: [storage, kernel] } }', []],
  [
    'ok: jobs that are no workstreams',
    'jobs: { kernel: { needs: [build] }, a: { needs: [kernel] } }',
    [],
  ],
])('dependencies in CI: %s', (_, text, relations) => {
  const path = '.github/workflows/ci.yml';
  expect(said(dependenciesInCi(tree({ [path]: text }), plan))).toEqual(
    relations.map(
      (one) =>
        `${path} lets ${one}, which the plan does not. Write the dependency into the plan, or take it out of the workflow.`,
    ),
  );
});

test('contracts that are not there', () => {
  const shared = planOf(`
workstreams: { kernel: {} }
contracts:
  - { path: "src/*.rs", symbol: "store::EventStore" }
  - { path: "**", symbol: AuditSink }
  - { path: "schema/*.json" }
  - { path: "notes/*.md", symbol: Words }
`);
  const definition = { name: 'EventStore' } as never;
  const reading = { state: 'read', facts: { definitions: [definition] } } as never;
  const symbols = new Map([['src/a.rs', reading]]);
  const files = { ...tree({ 'src/a.rs': '', 'notes/a.md': '' }), symbols };
  expect(said(missingContracts(files, shared))).toEqual([
    'The plan shares AuditSink in **, but nothing there declares it. Declare it, or correct contracts in the plan.',
    'The plan shares schema/*.json, but no file of the target matches that. Write it, or correct contracts in the plan.',
  ]);
  const unread = new Map([
    ...symbols,
    ['src/b.rs', { state: 'left-out', reason: 'broken' } as never],
  ]);
  const more = { ...files, files: tree({ 'src/a.rs': '', 'src/b.rs': '' }).files, symbols: unread };
  expect(said(missingContracts(more, shared)).join()).not.toContain('AuditSink');
  expect(missingContracts({ ...files, files: null }, shared)).toEqual([]);
});

test('features that no manifest declares', () => {
  const compat = [
    'The plan speaks of the build feature compat, which no Cargo.toml of the target declares. Declare it, or correct the plan.',
  ];
  const feature = '[features]\nwal = []\n';
  const optional = '[dependencies]\nwal = { version = "1", optional = true }\n';
  expect(said(phantomFeatures(tree({ 'a/Cargo.toml': feature }), plan))).toEqual(compat);
  expect(said(phantomFeatures(tree({ 'Cargo.toml': optional }), plan))).toEqual(compat);
  expect(phantomFeatures(tree({ 'package.json': '{}' }), plan)).toEqual([]);
});

test('heads that nothing assigns, where they are the most', () => {
  const nameless = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...head(`cursor/${at}`, 'x'),
      workstreams: [] as string[],
    }));
  const own = head('feature/kernel', 'kernel');
  const names = (heads: ReturnType<typeof nameless>) =>
    said(namelessHeads(given({ integration: standing([], heads) })));
  expect(names([own, ...nameless(4)])).toEqual([
    '4 of 5 heads belong to no workstream, by name, label, description or files: cursor/0, cursor/1, cursor/2 and 1 more. Write a line "Workstream: NAME" into their descriptions, or add their patterns under also in the plan.',
  ]);
  expect(names(nameless(2))).toEqual([]);
  expect(names([own, own, own, ...nameless(3)])).toEqual([]);
});

test('any file at all is read or let be', () => {
  void fc.assert(
    fc.property(anyText(), (text) => {
      const seen = tree({ 'perf.rs': text, '.github/workflows/a.yml': text, 'Cargo.toml': text });
      for (const detect of [looseThresholds, dependenciesInCi, phantomFeatures, missingContracts])
        expect(Array.isArray(detect(seen, plan))).toBe(true);
    }),
    runs(30),
  );
});
