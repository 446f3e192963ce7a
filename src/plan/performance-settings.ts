/** The part of the plan's schema that is about benchmarks. */
import { z } from 'zod';
import { Glob, Percent } from './words.ts';

/** How artifacts with results of benchmarks are called where the plan says nothing. */
export const DEFAULT_ARTIFACT = 'bench-*';

const Benchmark = z.strictObject({
  name: Glob.describe('Glob of the names that this is about, such as `kernel/**`.'),
  max_regression: Percent.optional().describe('How much worse these may get.'),
  floor: z
    .number()
    .min(0)
    .default(0)
    .describe('Differences below this, in the unit of the benchmark, do not count.'),
  better: z
    .enum(['lower', 'higher'])
    .optional()
    .describe('Which way is better, where the tool does not say.'),
  ignore: z.boolean().default(false).describe('Leaves these out.'),
});

export const Performance = z.strictObject({
  max_regression: Percent.prefault('5%').describe('How much worse a benchmark may get.'),
  artifact: Glob.default(DEFAULT_ARTIFACT).describe(
    'Glob of the workflow artifacts with results. Where benchmarks may fail a head, results are expected.',
  ),
  files: z
    .array(Glob)
    .default([])
    .describe('Globs of files in the branches with results, such as `benches/results/*.json`.'),
  benchmarks: z
    .array(Benchmark)
    .max(100)
    .default([])
    .describe('What differs for single benchmarks; of several entries that fit, the last counts.'),
});
