/** Metrics of the plan: a goal, what somebody wrote down, and where the value is measured. The schema only. */
import { z } from 'zod';
import { CountedSymbols } from './probes.ts';
import { metricOf, parseMetric } from './quantities.ts';
import { Glob, Name, Words } from './words.ts';

const FORM = 'must be written as "target: >80%, current: 0%".';

const SOURCES = {
  coverage: Glob.optional().describe(
    'Line coverage: glob of the workflow artifacts of the target, or of files in it, with lcov, Cobertura or llvm-cov results.',
  ),
  symbols: CountedSymbols.optional().describe('Number of symbols in the source of the target.'),
  files: Glob.optional().describe('Number of files of the target that match this glob.'),
  check: Glob.optional().describe('Number of green check runs on the target that match this glob.'),
  artifact: z
    .strictObject({
      name: Glob.describe('Glob of the workflow artifacts, such as `workstream-metrics*`.'),
      file: Glob.default('**/*.json').describe('Glob of the JSON files in them.'),
      key: Words.describe('Where the number stands in the file, such as `totals.e2e_scenarios`.'),
    })
    .optional()
    .describe('A number in a JSON file that CI uploads.'),
  benchmark: z
    .strictObject({
      name: Words.describe('Name of the benchmark, as its tool writes it.'),
      artifact: Glob.optional().describe(
        'Glob of the workflow artifacts with results. Default: `integration.performance.artifact`.',
      ),
    })
    .optional()
    .describe('The result of a benchmark on the target.'),
};

/** Where a metric is measured: exactly one source. */
export const MetricSource = z.strictObject(SOURCES).superRefine((source, context) => {
  const given = Object.keys(SOURCES).filter((key) => key in source);
  if (given.length === 1) return;
  const found = given.length === 0 ? 'has none' : `has ${given.join(' and ')}`;
  const message = `needs exactly one source, but ${found}. The sources are: ${Object.keys(SOURCES).join(', ')}.`;
  context.addIssue({ code: 'custom', message });
});

export type MetricSource = z.output<typeof MetricSource>;

const Metric = z
  .union([
    z.string(),
    z.strictObject({
      target: z
        .union([z.string(), z.number()])
        .describe('The goal, such as `>80%`; bare numbers mean at least.'),
      current: z
        .union([z.string(), z.number()])
        .optional()
        .describe('A value somebody wrote down: a claim.'),
      from: MetricSource.optional().describe(
        'Where it is measured: exactly one source. Without one the value can only be claimed.',
      ),
    }),
  ])
  .transform((written, context) => {
    const metric =
      typeof written === 'string'
        ? parseMetric(written)
        : metricOf(
            String(written.target),
            written.current === undefined ? undefined : String(written.current),
          );
    const from = typeof written === 'string' ? undefined : written.from;
    if (metric) return from === undefined ? metric : { ...metric, from };
    context.addIssue({ code: 'custom', message: FORM });
    return z.NEVER;
  })
  .transform((metric): PlanMetric => metric);

/** A metric of the plan. */
export type PlanMetric = NonNullable<ReturnType<typeof parseMetric>> & { from?: MetricSource };

export const Metrics = z
  .record(Name, Metric)
  .describe(
    'Metrics by name, each as `"target: >80%, current: 0%"`, or as `{ target, current, from }`; a target without a sign means at least.',
  );
