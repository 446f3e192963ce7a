/** What the plan says of workstreams that stop moving: after how long, and who is told. The schema only. */
import { z } from 'zod';
import { Name } from './words.ts';

const Hours = z.number().positive().max(10_000);

export const Escalation = z
  .strictObject({
    after_hours: Hours.default(48).describe(
      'Hours without a commit, pull request or check after which a workstream that was begun is stalled and its owners are told.',
    ),
    then_hours: Hours.default(72).describe(
      'Further hours after which the roles under `to` are told as well.',
    ),
    to: z.array(Name).default([]).describe('Roles that are told of a workstream that stays still.'),
  })
  .prefault({})
  .describe('When a workstream counts as stalled, and who is told.');
