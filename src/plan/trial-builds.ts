/** The plan's words for trial builds: a part of the schema. */
import { z } from 'zod';
import { Glob } from './words.ts';

export const TrialBuilds = z
  .strictObject({
    allow: z
      .boolean()
      .default(false)
      .describe(
        'Whether `/integrate build` may push merges of heads to `weir/trial/...`, so that CI runs on them. The App needs `contents: write` for it.',
      ),
    checks: z
      .array(Glob)
      .default([])
      .describe(
        'Globs of the check runs that must be there and pass. Default: all that run on the branch.',
      ),
    timeout_hours: z
      .number()
      .positive()
      .max(72)
      .default(6)
      .describe('Hours that the checks of one branch may take; then it is undetermined.'),
    max_pushes: z
      .int()
      .min(1)
      .max(50)
      .default(12)
      .describe('Branches that one build may push, also while it looks for the culprit.'),
    keep_hours: z
      .number()
      .min(0)
      .max(168)
      .default(0)
      .describe(
        'Hours that the branches of a build stay after its end, for people to look at. Default: none.',
      ),
  })
  .prefault({})
  .describe('Trial branches, on which the CI of the repository runs on several heads together.');
