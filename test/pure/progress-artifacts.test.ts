import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Probe } from '#src/plan/probes.ts';
import type { Artifact, ArtifactContent, ArtifactForge } from '#src/ports.ts';
import { readArtifacts, readPerformance } from '#src/progress/gather-artifacts.ts';
import { measureMetrics } from '#src/progress/metrics.ts';
import type { ArtifactText, Given } from '#src/progress/probe.ts';
import { COVERAGE_ARTIFACTS } from '#src/progress/probes/coverage.ts';
import { SARIF_ARTIFACTS } from '#src/progress/probes/findings.ts';
import { answerOf } from '#src/progress/probes/index.ts';
import { countFindings } from '#src/progress/sarif.ts';
import { REPO } from '../fakes.ts';
import { given, NOW, planOf, TIP, tree } from '../progress.ts';
import { runs } from '../properties.ts';

const file = (path: string, text: string, artifact = 'ci'): ArtifactText => ({
  artifact,
  createdAt: NOW,
  run: 5,
  oid: TIP,
  path,
  text,
});
const read = (...files: ArtifactText[]) => ({ state: 'read' as const, files, leftOut: [] });
const lcov = (covered: number, of: number) => `SF:a.rs\nLF:${of}\nLH:${covered}\nend_of_record\n`;

function ask(probe: object, artifacts: Given['artifacts']): string {
  const { answer, reason, value } = answerOf(Probe.parse(probe), given({ artifacts }));
  return `${answer}${value === undefined ? '' : ` [${value.value}${value.unit}]`}: ${reason}`;
}

test.each<[string, ArtifactText[], string]>([
  [
    'one file',
    [file('lcov.info', lcov(86, 100))],
    'yes [86%]: 86% of lines are covered (lcov.info); more than 85% is wanted.',
  ],
  ['at the limit', [file('lcov.info', lcov(85, 100))], 'no [85%]'],
  [
    'two parts, added up',
    [file('a.info', lcov(95, 100)), file('b.info', lcov(1, 100))],
    'no [48%]: 48% of lines are covered (2 files of artifacts',
  ],
  [
    'other files beside it',
    [file('index.json', '{}'), file('lcov.info', lcov(90, 100))],
    'yes [90%]',
  ],
  [
    'a file that is cut off',
    [file('a.info', lcov(9, 10)), file('b.info', 'SF:b.rs\nLF:10\n')],
    'unknown: The coverage of main is not known: b.info could not be read',
  ],
  [
    'two rates without counts',
    [
      file('a.xml', '<coverage line-rate="0.9"></coverage>'),
      file('b.xml', '<coverage line-rate="0.2"></coverage>'),
    ],
    'unknown: The coverage of main is not known: artifacts',
  ],
  [
    'no coverage at all',
    [file('a.txt', 'hello')],
    'unknown: The coverage of main is not known: artifacts',
  ],
])('coverage: %s', (_name, files, expected) => {
  const found = ask({ coverage: '>85%' }, new Map([[COVERAGE_ARTIFACTS, read(...files)]]));
  expect(found.slice(0, expected.length)).toBe(expected);
});

test('coverage: no artifact, one that has expired, none that could be listed', () => {
  expect(ask({ coverage: '>85%' }, new Map([[COVERAGE_ARTIFACTS, read()]]))).toMatch(
    /^unknown: .*no artifact .* was uploaded/,
  );
  const gone = { state: 'read' as const, files: [], leftOut: ['coverage has expired'] };
  expect(ask({ coverage: '>85%' }, new Map([[COVERAGE_ARTIFACTS, gone]]))).toBe(
    'unknown: The coverage of main is not known: coverage has expired. Let CI upload it as an artifact.',
  );
  expect(ask({ coverage: '>85%' }, new Map())).toMatch(/^unknown/);
});

const sarif = (results: object[], rules: object[] = []) =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', rules } }, results }] });
const rule = (id: string, severity: string) => ({
  id,
  properties: { 'security-severity': severity },
});

test.each<[string, string, object, string]>([
  [
    'none',
    sarif([]),
    { critical: 0, error: 0 },
    'yes: Findings: 0 critical (0 wanted), 0 error (0 wanted).',
  ],
  [
    'a critical one',
    sarif([{ ruleId: 'a' }], [rule('a', '9.1')]),
    { critical: 0 },
    'no: Findings: 1 critical (0 wanted).',
  ],
  [
    'a high one is not critical',
    sarif([{ ruleId: 'a' }], [rule('a', '8.9')]),
    { critical: 0, high: '<=1' },
    'yes',
  ],
  [
    'suppressed, absent, passed',
    sarif(
      [
        { ruleId: 'a', suppressions: [{ kind: 'inSource' }] },
        { ruleId: 'a', baselineState: 'absent' },
        { ruleId: 'a', kind: 'pass' },
      ],
      [rule('a', '9.1')],
    ),
    { critical: 0 },
    'yes',
  ],
  [
    'a suppression under review',
    sarif(
      [{ ruleId: 'a', suppressions: [{ kind: 'external', status: 'underReview' }] }],
      [rule('a', '9.1')],
    ),
    { critical: 0 },
    'no',
  ],
  [
    'an error without severity may be critical',
    sarif([{ level: 'error' }]),
    { critical: 0 },
    'unknown: Findings: 0 to 1 critical (0 wanted). Some findings have no severity.',
  ],
  ['a warning without severity is not', sarif([{ level: 'warning' }]), { critical: 0 }, 'yes'],
  [
    'level of the rule',
    sarif([{ ruleId: 'a' }], [{ id: 'a', defaultConfiguration: { level: 'error' } }]),
    { error: 0 },
    'no',
  ],
  [
    'no SARIF',
    '{}',
    { critical: 0 },
    'unknown: x.sarif could not be read: it has no runs, so it is no SARIF.',
  ],
  [
    'a run that did not look',
    JSON.stringify({ runs: [{}] }),
    { critical: 0 },
    'unknown: x.sarif could not be read: a run in it has no results.',
  ],
  [
    'a severity that does not exist',
    sarif([]),
    { severe: 0 },
    'unknown: There is no severity severe.',
  ],
])('findings: %s', (_name, text, spec, expected) => {
  const found = ask({ findings: spec }, new Map([[SARIF_ARTIFACTS, read(file('x.sarif', text))]]));
  expect(found.slice(0, expected.length)).toBe(expected);
});

test('a part that could not be read is not taken for nothing', () => {
  const leftOut = ['b.sarif in audit could not be read: it is larger than 10 MB'];
  const part = (...files: ArtifactText[]) => ({ ...read(...files), leftOut });
  const found = (text: string, spec: object) =>
    ask({ findings: spec }, new Map([[SARIF_ARTIFACTS, part(file('a.sarif', text))]]));
  expect(found(sarif([]), { critical: 0 })).toBe(
    'unknown: Findings: 0 or more critical (0 wanted). But b.sarif in audit could not be read: it is larger than 10 MB.',
  );
  // What was found is enough to say no.
  const two = sarif([{ ruleId: 'a' }, { ruleId: 'a' }], [rule('a', '9.1')]);
  expect(found(two, { critical: '<=1' })).toMatch(/^no: Findings: 2 or more critical/);
  expect(
    ask(
      { coverage: '>85%' },
      new Map([[COVERAGE_ARTIFACTS, part(file('lcov.info', lcov(9, 10)))]]),
    ),
  ).toMatch(/^unknown: The coverage of main is not known: b\.sarif/);
});

test('findings: any file at all is counted or refused', () => {
  const value = fc
    .jsonValue({ maxDepth: 4 })
    .map((one) => JSON.stringify({ runs: [{ results: [one], tool: one }] }));
  void fc.assert(
    fc.property(fc.oneof(fc.string(), value), (text) => {
      expect(['counted', 'refused']).toContain(countFindings([text]).state);
    }),
    runs(60),
  );
});

test('metrics are measured where they say from what', () => {
  const plan = planOf(`
workstreams:
  testing:
    metrics:
      scenarios: { target: 5, current: 9, from: { artifact: { name: "metrics*", key: e2e.scenarios } } }
      share: { target: ">80%", from: { artifact: { name: "metrics*", key: share } } }
      nothing: { target: 1, from: { artifact: { name: "metrics*", key: e2e.none } } }
      coverage: { target: ">80%", from: { coverage: "reports/*.info" } }
      latency: { target: "<5ms", from: { benchmark: { name: open } } }
      enough: "target: 1, current: 4"
`);
  const facts = given({
    plan,
    target: { ref: 'main', tree: tree({ 'reports/unit.info': lcov(9, 10) }) },
    artifacts: new Map([
      ['metrics*', read(file('m.json', '{"e2e": {"scenarios": 4}, "share": "81%"}', 'metrics-1'))],
      ['bench-*', read(file('b.json', '[{"name":"open","unit":"us","value":4200}]'))],
      ['reports/*.info', read()],
    ]),
  });
  const { metrics, trouble } = measureMetrics(plan, facts, { history: [], now: NOW });
  expect(
    metrics.testing?.map(
      ({ name, current, reached }) =>
        `${name}: ${current?.value.value}${current?.value.unit} ${current?.source} from ${current?.from}: ${reached}`,
    ),
  ).toEqual([
    'scenarios: 4 measured from e2e.scenarios in m.json (metrics-1): no',
    'share: 81% measured from share in m.json (metrics-1): yes',
    'nothing: undefinedundefined undefined from undefined: unknown',
    'coverage: 90% measured from reports/unit.info: yes',
    'latency: 4200us measured from benchmark open: yes',
    'enough: 4 claimed from the plan: unknown',
  ]);
  expect(trouble).toEqual([
    {
      workstream: 'testing',
      name: 'nothing',
      reason: 'no file **/*.json in artifacts metrics* has a number at e2e.none',
    },
  ]);
});

test('artifacts: those of the newest commit that has any, never those of forks', async () => {
  const artifact = (
    id: number,
    name: string,
    oid: string,
    over: Partial<Artifact> = {},
  ): Artifact => ({
    id,
    name,
    size: 1,
    expired: false,
    run: id,
    oid,
    fromFork: false,
    createdAt: NOW,
    ...over,
  });
  const all = [
    artifact(1, 'bench-a', 'old'),
    artifact(2, 'bench-a', 'new', { createdAt: '2025-07-01T00:00:00Z' }),
    artifact(3, 'bench-a', 'new'),
    artifact(4, 'bench-b', 'new'),
    artifact(5, 'bench-c', 'old'),
    artifact(6, 'bench-d', 'tip', { fromFork: true }),
  ];
  const content = (id: number): ArtifactContent =>
    id === 4
      ? { state: 'gone' }
      : { state: 'found', files: [{ path: 'x', text: String(id) }], leftOut: [] };
  const artifacts: ArtifactForge = {
    artifacts: async (_repo, _commits, wanted) => ({
      state: 'whole',
      list: all.filter(({ name }) => wanted(name)),
    }),
    content: async (_repo, { id }) => content(id),
  };
  const commit = (oid: string) => ({
    oid,
    parents: [],
    authorName: '',
    authorEmail: '',
    committedAt: NOW,
    subject: '',
  });
  const evidence = {
    log: async () => ({ state: 'whole' as const, list: ['tip', 'new', 'old'].map(commit) }),
    paths: async () => null,
    texts: async () => new Map(),
    symbols: async () => [],
    written: async () => [],
  };
  const found = await readArtifacts(REPO, 'tip', ['bench-*', 'none'], { artifacts, evidence });
  expect(found.get('bench-*')).toMatchObject({
    files: [{ artifact: 'bench-a', text: '3' }],
    leftOut: ['bench-b has expired'],
  });
  expect(found.get('none')).toEqual({ state: 'read', files: [], leftOut: [] });
});

test('what CI measured of the numbers in a report: the first head that has any', async () => {
  const of = (name: string, oid: string, fromFork = false) => ({
    id: 1,
    name,
    size: 1,
    expired: false,
    run: 1,
    oid,
    fromFork,
    createdAt: NOW,
  });
  const text = '{"workstream": "kernel", "latency_p95_ms": 4, "memory_usage_mb": 210}';
  const artifacts = (list: Artifact[]): ArtifactForge => ({
    artifacts: async () => ({ state: 'whole', list }),
    content: async () => ({ state: 'found', files: [{ path: 'm.json', text }], leftOut: [] }),
  });
  const ask = { repo: REPO, workstream: 'kernel', commits: ['a', 'b'], benchmarks: 'bench-*' };
  const measured = { latency_p95_ms: 4, memory_usage_mb: 210 };
  const own = [of('workstream-metrics-1', 'b')];
  expect(await readPerformance(ask, { artifacts: artifacts(own) })).toEqual(measured);
  const fork = [of('workstream-metrics-1', 'b', true)];
  expect(await readPerformance(ask, { artifacts: artifacts(fork) })).toEqual({});
  const other = { ...ask, workstream: 'storage' };
  expect(await readPerformance(other, { artifacts: artifacts(own) })).toEqual({});
});
