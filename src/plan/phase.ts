/** The phase of a plan, and the order in which its agents start: their part of the schema. */
import { z } from 'zod';
import { LocalDate, Name, TimeZone, WeekRange, Words } from './words.ts';

export const Phase = z.strictObject({
  name: Words.describe('Name of the phase.'),
  version: Words.optional().describe('The release that the phase works towards.'),
  start: LocalDate.optional().describe(
    "First day of the phase's first week, in the plan's time zone.",
  ),
  weeks: WeekRange.optional().describe('Weeks of the phase, such as `3-6`.'),
  timezone: TimeZone.default('UTC').describe('Time zone of every date and time in the plan.'),
  objectives: z.array(Words).default([]).describe('What the phase is for.'),
  next: z
    .strictObject({
      name: Words.describe('Name of the next phase.'),
      weeks: WeekRange.optional().describe('Weeks of the next phase, such as `7-8`.'),
    })
    .optional()
    .describe('The phase after this one.'),
});

export const SpawnWave = z.strictObject({
  wave: Words.describe('Name of the wave.'),
  workstreams: z.array(Name).min(1).describe('Workstreams whose agents start together.'),
});
