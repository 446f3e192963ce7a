import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Measurement } from '#src/measurements/measurement.ts';
import { readResults } from '#src/measurements/read.ts';

/** `name = value unit, lower is better, [low, high], samples, on machine`. */
function line({ name, value, unit, better, interval, samples, environment }: Measurement): string {
  return [
    `${name} = ${value}${unit === '' ? '' : ` ${unit}`}`,
    better === null ? 'nobody knows which way' : `${better} is better`,
    ...(interval ? [`[${interval.low}, ${interval.high}]`] : []),
    ...(samples ? [`of ${samples.join(' ')}`] : []),
    ...(environment ? [`on ${environment}`] : []),
  ].join('; ');
}

function said(...files: [path: string, content: unknown][]): string[] {
  const read = readResults(
    files.map(([path, content]) => ({
      path,
      text: typeof content === 'string' ? content : JSON.stringify(content),
    })),
  );
  return [
    ...read.formats.map((format) => `${format}:`),
    ...read.measurements.map(line),
    ...read.history.map(
      ({ suite, commit, at, measurements }) =>
        `${suite} at ${commit}, ${at}: ${measurements.map(line).join(' | ')}`,
    ),
    ...read.notes,
    ...read.refused.map(({ path, reason }) => `${path}: ${reason}`),
  ];
}

const estimate = (value: number, spread: number) => ({
  confidence_interval: {
    confidence_level: 0.95,
    lower_bound: value - spread,
    upper_bound: value + spread,
  },
  point_estimate: value,
  standard_error: spread / 2,
});
const estimates = (mean: number, slope: number | null) => ({
  mean: estimate(mean, 2),
  median: estimate(mean - 1, 2),
  median_abs_dev: estimate(1, 0.5),
  slope: slope === null ? null : estimate(slope, 1),
  std_dev: estimate(3, 1),
});
const benchmark = (full_id: string) => ({
  group_id: full_id.split('/')[0],
  function_id: null,
  value_str: null,
  throughput: null,
  full_id,
  directory_name: full_id,
  title: full_id,
});

describe('formats', () => {
  test('Criterion: a folder for each benchmark and baseline, and critcmp’s one file', () => {
    expect(
      said(
        ['target/criterion/fold/8/new/estimates.json', estimates(100, 99)],
        ['target/criterion/fold/8/new/benchmark.json', benchmark('fold/8')],
        [
          'target/criterion/fold/8/new/sample.json',
          { sampling_mode: 'Linear', iters: [10, 20], times: [990, 2000] },
        ],

        ['target/criterion/fold/8/base/estimates.json', estimates(90, 89)],
        ['target/criterion/fold/8/base/benchmark.json', benchmark('fold/8')],
        // What Criterion says of the change is a share, and no time.
        [
          'target/criterion/fold/8/change/estimates.json',
          { mean: estimate(0.1, 0.01), median: estimate(0.1, 0.01) },
        ],

        ['target/criterion/flat/new/estimates.json', estimates(500, null)],
        ['target/criterion/flat/new/benchmark.json', benchmark('flat')],
      ),
    ).toMatchInlineSnapshot(`
[
  "Criterion:",
  "fold/8 = 99 ns; lower is better; [98, 100]; of 99 100",
  "flat = 500 ns; lower is better; [498, 502]",
]
`);
    expect(
      said([
        'anything',
        {
          name: 'after',
          benchmarks: {
            'fold/8': {
              baseline: 'after',
              fullname: 'after/fold/8',
              criterion_benchmark_v1: benchmark('fold/8'),
              criterion_estimates_v1: estimates(100, 99),
            },
            broken: { baseline: 'after', fullname: 'after/broken' },
          },
        },
      ]),
    ).toMatchInlineSnapshot(`
[
  "critcmp:",
  "fold/8 = 99 ns; lower is better; [98, 100]",
  "broken has no estimates",
]
`);
  });

  test('Criterion: estimates without deviations, but never those of a change', () => {
    const short = { mean: estimate(100, 2), median: estimate(99, 2) };
    expect(
      said(
        ['fold/new/estimates.json', short],
        ['fold/new/benchmark.json', benchmark('fold')],
        ['fold/change/estimates.json', { mean: estimate(0.1, 0.01), median: estimate(0.1, 0.01) }],
        ['fold/change/benchmark.json', benchmark('fold')],
      ),
    ).toMatchInlineSnapshot(`
[
  "Criterion:",
  "fold = 100 ns; lower is better; [98, 102]",
]
`);
  });

  test('a message or an event on each line: cargo-criterion, and go test -json', () => {
    const criterion = {
      reason: 'benchmark-complete',
      id: 'fold/8',
      iteration_count: [10, 20],
      measured_values: [990, 2000],
      unit: 'ns',
      typical: { estimate: 99, lower_bound: 98, upper_bound: 100, unit: 'ns' },
    };
    const lines = (...messages: unknown[]) =>
      `${messages.map((one) => JSON.stringify(one)).join('\n')}\n`;
    const output = (Output: string) => ({ Action: 'output', Package: 'x.org/y', Output });
    expect(
      said(['a', lines(criterion, { reason: 'group-complete', group_name: 'fold' })]),
    ).toMatchInlineSnapshot(`
[
  "Criterion:",
  "fold/8 = 99 ns; lower is better; [98, 100]; of 99 100",
]
`);
    expect(
      said([
        'b',
        lines(
          { Action: 'start', Package: 'x.org/y' },
          output('goos: linux\n'),
          output('pkg: x.org/y\n'),
          // test2json cuts where the program has written.
          output('BenchmarkFib-8 \t'),
          output(' 1000000\t      1000 ns/op\n'),
        ),
      ]),
    ).toMatchInlineSnapshot(`
[
  "go test -bench:",
  "x.org/y.BenchmarkFib = 1000 ns/op; lower is better; on linux, 8 threads",
]
`);
    expect(said(['c', lines({ Action: 'pass' }, { reason: 'nothing' })])).toMatchInlineSnapshot(`
[
  "c: it is not JSON: Unexpected non-whitespace character after JSON at position 18 (line 2 column 1)",
]
`);
  });

  test('hyperfine: every run’s time; a command that failed says nothing', () => {
    expect(
      said([
        'x',
        {
          results: [
            {
              command: 'weir help',
              mean: 0.2,
              stddev: 0.01,
              median: 0.2,
              user: 0.1,
              system: 0.1,
              min: 0.19,
              max: 0.21,
              times: [0.19, 0.2, 0.21],
              memory_usage_byte: [1000, 1200, 1100],
              exit_codes: [0, 0, 0],
            },
            { command: 'false', mean: 0.001, times: [0.001], exit_codes: [1] },
            { command: 'older', mean: 1.5, stddev: null },
          ],
        },
      ]),
    ).toMatchInlineSnapshot(`
[
  "hyperfine:",
  "weir help = 0.2 s; lower is better; of 0.19 0.2 0.21",
  "weir help (memory) = 1100 B; lower is better; of 1000 1200 1100",
  "older = 1.5 s; lower is better",
  "false failed in 1 of its runs, so its times say nothing",
]
`);
  });

  test('github-action-benchmark: the list of its custom tools, and the history in data.js', () => {
    expect(
      said([
        'x',
        [
          { name: 'encode', unit: 'ns/iter', value: 120, range: '± 4.5' },
          { name: 'load', unit: 'requests/sec', value: 9000, range: '±1%', extra: '10 clients' },
          { name: 'score', unit: 'points', value: 7 },
          { name: 'something', unit: 'units', value: 3, range: 'n/a' },
        ],
      ]),
    ).toMatchInlineSnapshot(`
[
  "github-action-benchmark:",
  "encode = 120 ns/iter; lower is better; [115.5, 124.5]",
  "load = 9000 requests/sec; higher is better; [8910, 9090]",
  "score = 7 points; higher is better",
  "something = 3 units; nobody knows which way",
]
`);
    const point = (id: string, date: number, tool: string, value: number, unit: string) => ({
      commit: { id, message: 'x', timestamp: '2025-07-01T00:00:00Z', url: 'https://x.example' },
      date,
      tool,
      benches: [
        { name: 'encode', unit, value, range: '± 1' },
        { name: 'encode', unit, value: value + 1 },
      ],
    });
    expect(
      said([
        'dev/bench/data.js',
        `window.BENCHMARK_DATA = ${JSON.stringify({
          lastUpdate: 1,
          repoUrl: 'https://github.com/acme/river',
          entries: {
            Rust: [point('a'.repeat(40), 1_751_328_000_000, 'cargo', 100, 'ns/iter')],
            Python: [point('b'.repeat(40), 1_751_414_400_000, 'pytest', 50, 'iter/sec')],
            Custom: [point('c'.repeat(40), 1, 'customBiggerIsBetter', 50, 'frogs')],
          },
        })}\n`,
      ]),
    ).toMatchInlineSnapshot(`
[
  "github-action-benchmark (history):",
  "Rust at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 2025-07-01T00:00:00.000Z: encode = 100 ns/iter; lower is better; [99, 101] | encode = 101 ns/iter; lower is better",
  "Python at bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, 2025-07-02T00:00:00.000Z: encode = 50 iter/sec; higher is better; [49, 51] | encode = 51 iter/sec; higher is better",
  "Custom at cccccccccccccccccccccccccccccccccccccccc, 1970-01-01T00:00:00.001Z: encode = 50 frogs; higher is better; [49, 51] | encode = 51 frogs; higher is better",
]
`);
  });

  test('Bencher Metric Format: several measures of one benchmark', () => {
    expect(
      said([
        'x',
        {
          'fold/8': {
            latency: { value: 88, lower_value: 87.4, upper_value: 88.8 },
            throughput: { value: 5, lower_value: 4 },
            'file-size': { value: 4096 },
            elephants: { value: 2 },
          },
        },
      ]),
    ).toMatchInlineSnapshot(`
[
  "Bencher:",
  "fold/8 (latency) = 88 ns; lower is better; [87.4, 88.8]",
  "fold/8 (throughput) = 5 ops/s; higher is better",
  "fold/8 (file-size) = 4096 B; lower is better",
  "fold/8 (elephants) = 2; nobody knows which way",
]
`);
  });

  test('pytest-benchmark: means with their spread, and the processor', () => {
    expect(
      said([
        'x',
        {
          machine_info: {
            node: 'runner-7',
            python_version: '3.12.4',
            cpu: { brand_raw: 'AMD EPYC 7763' },
          },
          commit_info: { id: 'x' },
          benchmarks: [
            {
              group: null,
              name: 'test_fold',
              fullname: 'tests/test_fold.py::test_fold',
              stats: { min: 1, max: 3, mean: 2, stddev: 0.5, rounds: 4, data: [1, 2, 2, 3] },
            },
            { name: 'test_one', stats: { mean: 2, stddev: 0, rounds: 1 } },
          ],

          version: '4.0.0',
        },
      ]),
    ).toMatchInlineSnapshot(`
[
  "pytest-benchmark:",
  "tests/test_fold.py::test_fold = 2 s; lower is better; [1.2045, 2.7955]; of 1 2 2 3; on AMD EPYC 7763, Python 3.12",
  "test_one = 2 s; lower is better; on AMD EPYC 7763, Python 3.12",
]
`);
  });

  test('JMH: the mode says which way is better', () => {
    const entry = (mode: string, over: object, primaryMetric: object) => ({
      jmhVersion: '1.37',
      benchmark: 'acme.Fold.run',
      mode,
      threads: 1,
      forks: 2,
      jdkVersion: '21.0.2',
      ...over,
      primaryMetric: { scoreError: 1, scorePercentiles: {}, ...primaryMetric },
    });
    expect(
      said([
        'x',
        [
          entry(
            'thrpt',
            { params: { size: '10' } },
            {
              score: 50,
              scoreConfidence: [48, 52],
              scoreUnit: 'ops/ms',
              rawData: [
                [49, 50],
                [51, 50],
              ],
            },
          ),
          // JMH writes what is no number as text.
          entry(
            'avgt',
            {},
            { score: 3, scoreError: 'NaN', scoreConfidence: ['NaN', 'NaN'], scoreUnit: 'us/op' },
          ),
          entry('ss', { params: { size: 'x' } }, { score: 'NaN', scoreUnit: 's/op' }),
        ],
      ]),
    ).toMatchInlineSnapshot(`
[
  "JMH:",
  "acme.Fold.run (size=10) = 50 ops/ms; higher is better; [48, 52]; of 49 50 51 50; on JDK 21.0.2",
  "acme.Fold.run = 3 us/op; lower is better; on JDK 21.0.2",
  "acme.Fold.run (size=x) has no score",
]
`);
  });

  test('go test -bench: repeated lines are samples, every unit is a measurement', () => {
    expect(
      said([
        'bench.txt',
        `goos: linux
goarch: amd64
pkg: example.com/river/kernel
cpu: AMD EPYC 7763 64-Core Processor
Unit frogs/op better=higher
BenchmarkFold/size-10-4         	 8423	    141 ns/op	      56 B/op	       2 allocs/op
BenchmarkFold/size-10-4         	 8500	    139.5 ns/op	      56 B/op	       2 allocs/op
BenchmarkCopy-4   	    1000	      1e+03 ns/op	 250.00 MB/s	 3 frogs/op
BenchmarkBroken-4 	--- FAIL: BenchmarkBroken-4
PASS
ok  	example.com/river/kernel	2.5s
pkg: example.com/river/storage
BenchmarkCopy-4   	    1000	      5 ns/op
`,
      ]),
    ).toMatchInlineSnapshot(`
[
  "go test -bench:",
  "example.com/river/kernel.BenchmarkFold/size-10 = 140.25 ns/op; lower is better; of 141 139.5; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
  "example.com/river/kernel.BenchmarkFold/size-10 (B/op) = 56 B/op; lower is better; of 56 56; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
  "example.com/river/kernel.BenchmarkFold/size-10 (allocs/op) = 2 allocs/op; lower is better; of 2 2; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
  "example.com/river/kernel.BenchmarkCopy = 1000 ns/op; lower is better; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
  "example.com/river/kernel.BenchmarkCopy (MB/s) = 250 MB/s; higher is better; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
  "example.com/river/kernel.BenchmarkCopy (frogs/op) = 3 frogs/op; higher is better; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
  "example.com/river/storage.BenchmarkCopy = 5 ns/op; lower is better; on AMD EPYC 7763 64-Core Processor, linux amd64, 4 threads",
]
`);
    expect(
      said(['b', 'BenchmarkSize/size-10 \t 10 \t 5 ns/op\nBenchmarkOther \t 10 \t 6 ns/op\n']),
    ).toMatchInlineSnapshot(`
[
  "go test -bench:",
  "BenchmarkSize/size-10 = 5 ns/op; lower is better",
  "BenchmarkOther = 6 ns/op; lower is better",
]
`);
  });

  test('Google Benchmark: repetitions are samples, aggregates stand in where they are all there is', () => {
    const run = (over: object) => ({
      run_type: 'iteration',
      repetitions: 3,
      threads: 1,
      iterations: 100,
      cpu_time: 1,
      time_unit: 'ns',
      ...over,
    });
    const aggregate = (aggregate_name: string, real_time: number) =>
      run({
        name: `BM_Copy/8_${aggregate_name}`,
        run_name: 'BM_Copy/8',
        run_type: 'aggregate',
        aggregate_name,
        real_time,
        time_unit: 'us',
      });
    expect(
      said([
        'x',
        {
          context: { date: '2025-07-11', host_name: 'runner-7', num_cpus: 4, library_version: '1' },
          benchmarks: [
            run({ name: 'BM_Fold', run_name: 'BM_Fold', real_time: 10 }),
            run({ name: 'BM_Fold', run_name: 'BM_Fold', real_time: 12 }),
            aggregate('mean', 4),
            aggregate('median', 4),
            aggregate('stddev', 0.5),
            run({
              name: 'BM_Bad',
              run_name: 'BM_Bad',
              error_occurred: true,
              error_message: 'no file',
              real_time: 0,
            }),
          ],
        },
      ]),
    ).toMatchInlineSnapshot(`
[
  "Google Benchmark:",
  "BM_Fold = 11 ns; lower is better; of 10 12; on 4 processors",
  "BM_Copy/8 = 4 us; lower is better; [2.75783089583852, 5.24216910416148]; on 4 processors",
  "BM_Bad failed: no file",
]
`);
  });

  test('names that every object has are names like others', () => {
    const measures = '{"toString":{"value":1},"constructor":{"value":2},"__proto__":{"value":3}}';
    expect(said(['x', `{"__proto__":${measures}}`])).toEqual([
      'Bencher:',
      '__proto__ (toString) = 1; nobody knows which way',
      '__proto__ (constructor) = 2; nobody knows which way',
      '__proto__ (__proto__) = 3; nobody knows which way',
    ]);
  });

  test('what is bad to have much of is bad in any time, and hits of a simulated cache may be', () => {
    const list = [
      ['requests', 'ops/s'],
      ['faults', 'errors/s'],
      ['faults', 'cache misses/sec'],
      ['x/ram-hits', ''],
      ['x/hit rate', ''],
    ].map(([name, unit]) => ({ name, unit, value: 1 }));
    expect(said(['x', list]).slice(1)).toEqual([
      'requests = 1 ops/s; higher is better',
      'faults = 1 errors/s; lower is better',
      'faults #2 = 1 cache misses/sec; lower is better',
      'x/ram-hits = 1; nobody knows which way',
      'x/hit rate = 1; higher is better',
    ]);
  });

  test('a name that several files give gets theirs, and one that one file gives does not', () => {
    const list = (...names: string[]) => names.map((name) => ({ name, unit: 'ns', value: 1 }));
    expect(
      said(['arm.json', list('fold')], ['linux.json', list('fold', 'copy', 'copy')]).slice(1),
    ).toEqual([
      'fold (arm.json) = 1 ns; lower is better',
      'fold (linux.json) = 1 ns; lower is better',
      'copy = 1 ns; lower is better',
      'copy #2 = 1 ns; lower is better',
    ]);
  });

  test('the plan’s own metrics, by themselves and in a progress report', () => {
    const performance_impact = {
      operations_per_second: 1500,
      memory_usage_mb: 64,
      latency_p95_ms: 12,
      error_rate: 0.01,
    };
    expect(said(['x', performance_impact])).toMatchInlineSnapshot(`
[
  "PerformanceMetrics:",
  "operations_per_second = 1500 ops/s; higher is better",
  "memory_usage_mb = 64 MB; lower is better",
  "latency_p95_ms = 12 ms; lower is better",
  "error_rate = 0.01; lower is better",
]
`);
    expect(
      said([
        'x',
        [
          {
            agent_id: 'kernel-events-003',
            workstream: 'kernel-events',
            phase: 'Testing',
            deliverables_completed: 3,
            deliverables_total: 8,
            integration_tests_passing: true,
            performance_impact,
            next_milestone: 'x',
            blockers: [],
          },
        ],
      ]),
    ).toMatchInlineSnapshot(`
[
  "PerformanceMetrics:",
  "kernel-events: operations_per_second = 1500 ops/s; higher is better",
  "kernel-events: memory_usage_mb = 64 MB; lower is better",
  "kernel-events: latency_p95_ms = 12 ms; lower is better",
  "kernel-events: error_rate = 0.01; lower is better",
]
`);
  });
});

describe('what is no result', () => {
  test.each<[string, string]>([
    ['a package', '{"name":"river","version":"1.0.0","scripts":{"bench":"x"}}'],
    ['a list of names', '["a","b"]'],
    ['nothing', ''],
    ['prose', 'Benchmarks ran fine.\nBenchmark 12 of 13\n'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['one metric alone', '{"error_rate":0.1}'],
    ['null', 'null'],
    ['a number', '17'],
  ])('%s is let be', (_, text) => {
    expect(said(['x', text])).toEqual([]);
  });

  test('what is broken, deep or large is refused with a reason', () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    expect(
      said(
        ['cut.json', '[{"name":"encode","unit":"ns","va'],
        ['deep.json', deep],
        ['deep-in-text.json', JSON.stringify({ a: deep })],
        ['large.json', `[${'1,'.repeat(6_000_000)}1]`],
        ['data.js', 'window.BENCHMARK_DATA = {'],
        ['infinite.json', '[{"name":"x","unit":"ns","value":1e999}]'],
      ),
    ).toMatchInlineSnapshot(`
[
  "cut.json: it is not JSON: Unterminated string in JSON at position 33 (line 1 column 34)",
  "deep.json: it is nested deeper than 64 levels",
  "large.json: it is larger than 10 million characters",
  "data.js: it is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
]
`);
  });

  test('no text makes the reader fail, and every number that it gives is one', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => `{"results":${json},"benchmarks":${json},"entries":${json}}`),
      fc.jsonValue().map((value) => JSON.stringify([{ name: 'x', unit: '', value }])),
    );
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 3 }), (all) => {
        const read = readResults(all.map((text, at) => ({ path: `${at}/new/x.json`, text })));
        for (const { value, samples = [] } of read.measurements) {
          expect([value, ...samples].every(Number.isFinite)).toBe(true);
        }
        const names = read.measurements.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 100 },
    );
  });
});
