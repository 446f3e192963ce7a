/** The small building blocks of the plan's schema: names, branches, globs, people, times, quantities. */
import { z } from 'zod';
import { DAYS } from '../days.ts';
import { globProblem } from './glob.ts';
import { parseComparison, parsePercent, parseWeeks } from './quantities.ts';

/** Any text that is not empty. */
export const Words = z.string().min(1).max(1000);

/** A glob over paths, branches or names of checks. */
export const Glob = z.string().superRefine((glob, context) => {
  const problem = globProblem(glob);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

/** A workstream, role or milestone: also a key, so no integers (objects would reorder those). */
export const Name = z
  .string()
  .max(100)
  .regex(/^(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9._/-]*$/, {
    error:
      'must start with a letter or digit, hold only letters, digits, . _ - and /, and not be a bare number.',
  });

/** A branch name that git accepts. */
export const Branch = z
  .string()
  .max(200)
  .regex(
    /^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[^\s~^:?*[\\\x00-\x1f\x7f]+(?<![/.])$/,
    {
      error:
        'is not a name that git accepts for a branch. Write it without spaces and without refs/heads/.',
    },
  );

/** A login (`alice`), or a team (`@acme/qa`). A login is kept without its @. */
export const Person = z
  .string()
  .regex(
    /^(?:@?[A-Za-z0-9][A-Za-z0-9_-]{0,60}(?:\[bot\])?|@[A-Za-z0-9][A-Za-z0-9-]{0,60}\/[A-Za-z0-9._-]{1,100})$/,
    {
      error: 'must be a login, such as alice, or a team, such as "@acme/qa".',
    },
  )
  .transform((person) => (person.includes('/') ? person : person.replace(/^@/, '')));

/** A login (`alice`, `fmt-bot[bot]`), kept without its @. */
export const Login = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,60}(?:\[bot\])?$/, {
    error: 'must be a login, such as alice.',
  })
  .transform((login) => login.replace(/^@/, ''));

/** A team: `@acme/qa`. */
export const Team = z.string().regex(/^@[A-Za-z0-9][A-Za-z0-9-]{0,60}\/[A-Za-z0-9._-]{1,100}$/, {
  error: 'must be a team, such as "@acme/qa".',
});

/** A calendar day. */
export const LocalDate = z.iso.date({ error: 'must be a date, such as 2025-07-07.' });

export const Day = z.enum(DAYS);

/** A time of day in the plan's time zone. */
export const Time = z
  .string()
  .regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'must be a time of day, such as "09:15".' });

/** A time zone by its IANA name. */
export const TimeZone = z.string().refine(
  (zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions() !== undefined;
    } catch {
      return false;
    }
  },
  { error: 'must be a time zone, such as UTC or Europe/Berlin.' },
);

/** `5%`, read as the fraction 0.05. */
export const Percent = z.string().transform((text, context): number => {
  const value = parsePercent(text);
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'must be a percentage, such as 5%.' });
  return z.NEVER;
});

/** `3-6` or `7`. */
export const WeekRange = z.union([z.string(), z.int()]).transform((written, context) => {
  const weeks = parseWeeks(String(written));
  if (weeks) return weeks;
  context.addIssue({ code: 'custom', message: 'must be a week or a range of weeks, such as 3-6.' });
  return z.NEVER;
});

/** A condition on a number: `>85%`, `<=3`, `0`; without an operator it means exactly. */
export const Comparison = z.union([z.string(), z.number()]).transform((written, context) => {
  const comparison = parseComparison(String(written), '=');
  if (comparison) return comparison;
  context.addIssue({
    code: 'custom',
    message: 'must be a condition on a number, such as ">85%" or 0.',
  });
  return z.NEVER;
});
