/** The ledger of occasions in memory, as the database keeps it. */
import type { KeptOccasion, Timetable } from '#src/ports/timetable.ts';

export interface TimetableMemory extends Timetable {
  rows: KeptOccasion[];
  /** When to look again (ISO 8601). */
  next: string | null;
}

export function timetableInMemory(now: () => number): TimetableMemory {
  const memory: TimetableMemory = {
    rows: [],
    next: null,
    kept: async (_repo, since) =>
      memory.rows.filter(({ dueAt }) => dueAt >= since).map((row) => ({ ...row })),
    async claim(_repo, { series, period, dueAt }) {
      const known = memory.rows.find((row) => row.series === series && row.period === period);
      const row = known ?? {
        series,
        period,
        dueAt,
        claimedAt: new Date(now()).toISOString(),
        doneAt: null,
      };
      if (!known) memory.rows.push(row);
      return { ...row };
    },
    async done(_repo, series, period) {
      const row = memory.rows.find((each) => each.series === series && each.period === period);
      if (row) row.doneAt ??= new Date(now()).toISOString();
    },
    async setNext(_repo, at) {
      memory.next = at;
    },
  };
  return memory;
}
