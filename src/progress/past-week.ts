/**
 * What is kept of a week for the next ones, and read back from JSON that anybody with write access may have changed:
 * what does not fit is left out, and nothing of it is trusted to be short. Pure.
 */
import { z } from 'zod';
import { mondayOf } from '../calendar.ts';
import { bare } from './lookup.ts';
import type { LifeState, Outlook, PastWeek, WeekReport } from './report.ts';

/** Kept of one week: more workstreams, tasks, metrics or blockers than these are left out. */
const MOST_ENTRIES = 500;
const MOST_KEY = 1_000;
const MOST_MISSED = 12;
const MOST_LATE_MINUTES = 366 * 24 * 60;
/** Characters of JSON that are looked at: an issue holds no more. */
const MOST_TEXT = 65_536;

export function pastWeek(report: WeekReport, issue: number | null): PastWeek {
  const { verified, claimed, total } = report.totals;
  const { missed = [] } = report;
  return {
    week: report.week,
    at: report.at,
    issue,
    ...(report.lateMinutes > 0 || missed.length > 0
      ? { late: { minutes: report.lateMinutes, missed } }
      : {}),
    totals: { verified, claimed, total },
    outlook: report.outlook,
    workstreams: bare(
      report.workstreams.map((one) => {
        const { name, counts, life, metrics, outlook, tasks } = one;
        const done = tasks.flatMap((task) =>
          task.state === 'verified' ? [[task.id, task.verifiedAt ?? report.at] as const] : [],
        );
        const measured = metrics.flatMap(({ name: metric, current }) =>
          current?.source === 'measured' ? [[metric, current.value.value] as const] : [],
        );
        const blockers = report.blockers
          .filter(({ workstream }) => workstream === name)
          .map(({ what, since }) => [what, since ?? report.at] as const);
        return [
          name,
          {
            ...counts,
            state: life.state,
            done: bare(done),
            metrics: bare(measured),
            outlook,
            blockers: bare(blockers),
          },
        ];
      }),
    ),
  };
}

const Count = z.int().min(0).max(100_000).catch(0);
const Instant = z
  .string()
  .max(40)
  .refine((at) => /^\d{4}-\d\d-\d\dT/.test(at) && Number.isFinite(Date.parse(at)));
const Day = z.iso.date();
const Week = z.string().refine((week) => mondayOf(week) !== null);
const Minutes = z.int().min(0).max(MOST_LATE_MINUTES).catch(0);
const Totals = z.object({ verified: Count, claimed: Count, total: Count });

const STATES: readonly LifeState[] = [
  'queued',
  'ready',
  'active',
  'in-review',
  'integrated',
  'done',
  'blocked',
  'paused',
  'stalled',
  'unknown',
];

const NoOutlook = z.object({ state: z.literal('none'), reason: z.string().max(MOST_KEY) });

const ReadOutlook: z.ZodType<Outlook | null> = z
  .union([
    z.object({ state: z.literal('finished') }),
    NoOutlook.extend({ weeks: z.object({ had: Count, needed: Count }) }),
    NoOutlook,
    z.object({
      state: z.literal('forecast'),
      p50: Day,
      p85: Day,
      inTime: z.number().min(0).max(1).nullable(),
    }),
  ])
  .nullable()
  .catch(null);

/** Entries that fit; what does not is left out, entry by entry. */
function entries<T>(value: z.ZodType<T>) {
  return z
    .unknown()
    .optional()
    .transform((written): Record<string, T> => {
      if (typeof written !== 'object' || written === null || Array.isArray(written))
        return bare([]);
      const kept = Object.entries(written)
        .slice(0, MOST_ENTRIES)
        .flatMap(([key, one]): [string, T][] => {
          const read = key.length <= MOST_KEY ? value.safeParse(one) : null;
          return read?.success ? [[key, read.data]] : [];
        });
      return bare(kept);
    });
}

const Workstream = Totals.extend({
  state: z.enum(STATES).catch('unknown'),
  done: entries(Instant),
  metrics: entries(z.number()),
  outlook: ReadOutlook,
  blockers: entries(Instant),
});

/** Older versions had fewer fields; newer ones may have more, which are left out. */
const Past = z.object({
  week: Week,
  at: Instant,
  issue: z.int().positive().nullable().catch(null),
  late: z
    .object({ minutes: Minutes, missed: z.array(Week).max(MOST_MISSED) })
    .optional()
    .catch(undefined),
  totals: Totals,
  outlook: ReadOutlook,
  workstreams: entries(Workstream),
});

/**
 * A past week from the JSON text of a hidden block; null when it is none, or so changed that its week or time cannot
 * be told.
 */
export function readPastWeek(json: string): PastWeek | null {
  if (json.length > MOST_TEXT) return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  // The block holds the report beside what is kept.
  const block = z.object({ kept: z.unknown() }).safeParse(value);
  const read = Past.safeParse(
    block.success && block.data.kept !== undefined ? block.data.kept : value,
  );
  if (!read.success) return null;
  const { late, ...past } = read.data;
  return late === undefined ? past : { ...past, late };
}
