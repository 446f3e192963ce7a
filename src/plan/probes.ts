/** Probes: how a task or a criterion is proved. The schema only; each is answered by the progress feature. */
import { z } from 'zod';
import { Comparison, Glob, Words } from './words.ts';

/** Which symbols to count; exactly one of `enum`, `trait` and `name`. */
const COUNTED = {
  path: Glob.describe('Glob of the source files to look into.'),
  enum: Words.optional().describe('Count the variants of this public enum.'),
  trait: Words.optional().describe('Count the methods of this public trait or interface.'),
  name: Words.optional().describe(
    'Count the definitions with this name, public or not; `*` stands for anything.',
  ),
};

function oneCounted(counted: object, context: z.RefinementCtx): void {
  const given = ['enum', 'trait', 'name'].filter((key) => key in counted);
  if (given.length === 1) return;
  const found = given.length === 0 ? 'has none' : `has ${given.join(' and ')}`;
  const message = `needs exactly one of enum, trait and name, but ${found}.`;
  context.addIssue({ code: 'custom', message });
}

/** Symbols as a number, for a metric. */
export const CountedSymbols = z.strictObject(COUNTED).superRefine(oneCounted);

const Symbols = z
  .strictObject({
    ...COUNTED,
    at_least: z.int().min(0).default(1).describe('How many must be there.'),
  })
  .superRefine(oneCounted)
  .describe('Symbols that must exist in the source.');

const PROBES = {
  check: Words.optional().describe('Glob of check runs that must all be green on the target.'),
  file: Glob.optional().describe(
    'A path or glob; at least one such file must exist on the target.',
  ),
  symbols: Symbols.optional(),
  metric: Words.optional().describe('Name of a measured metric; `is` says what it must be.'),
  merged: z.int().positive().optional().describe('Number of a pull request that must be merged.'),
  deliverables: Comparison.optional().describe('Share of tasks that are proved, such as `>=95%`.'),
  conflicts: Comparison.optional().describe('Number of conflicting pairs of heads, such as `0`.'),
  integrated: z
    .union([z.literal('all'), z.array(Words)])
    .optional()
    .describe('Workstreams that must have landed on the target, or `all`.'),
  builds: Comparison.optional().describe('Share of green builds on the target, such as `>99%`.'),
  files_unchanged_since: z
    .strictObject({
      ref: Words.describe('A tag.'),
      paths: z.array(Glob).min(1).describe('Globs of the files that must be the same.'),
    })
    .optional()
    .describe('Files that must be the same as at a tag.'),
  api_unchanged_since: Words.optional().describe('A tag; the public symbols are compared with it.'),
  coverage: Comparison.optional().describe(
    'Line coverage reported for the target, such as `>85%`.',
  ),
  findings: z
    .record(Words, Comparison)
    .optional()
    .describe('Allowed findings of scanners (SARIF) by severity, such as `{ critical: 0 }`.'),
};

const KINDS = Object.keys(PROBES);

/** One way to prove something: exactly one probe, `metric` together with `is`. */
export const Probe = z
  .strictObject({
    ...PROBES,
    is: Comparison.optional().describe(
      'What the metric must be, such as `>85%`; only with `metric`.',
    ),
  })
  .superRefine((probe, context) => {
    const given = KINDS.filter((kind) => kind in probe);
    const say = (message: string) => context.addIssue({ code: 'custom', message });
    if (given.length !== 1) {
      const found = given.length === 0 ? 'has none' : `has ${given.join(' and ')}`;
      say(`needs exactly one probe, but ${found}. The probes are: ${KINDS.join(', ')}.`);
    } else if ('metric' in probe !== 'is' in probe) {
      say('needs metric and is together, such as { metric: code_coverage, is: ">85%" }.');
    }
  });

export type Probe = z.output<typeof Probe>;
