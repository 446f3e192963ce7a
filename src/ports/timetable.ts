/** Which occasions of a plan were kept: the memory of schedules. Types only. */
import type { Repository } from './names.ts';

/** One occasion of a series, such as the report of a week, or the standup of a workstream on a day. */
export interface KeptOccasion {
  /** `report`, `review`, `integration` or `standup NAME`. */
  series: string;
  /** ISO week or local day: `2026-W48`, `2026-11-27`. Unique within the series. */
  period: string;
  /** ISO 8601. */
  dueAt: string;
  /** When it was begun (ISO 8601). */
  claimedAt: string;
  /** When it was done (ISO 8601); null while it is under way, or was cut off. */
  doneAt: string | null;
}

/** The ledger of occasions. The database may be deleted: what must not happen twice is held by GitHub as well. */
export interface Timetable {
  /** Occasions that were due at `since` (ISO 8601) or later. */
  kept(repo: Repository, since: string): Promise<KeptOccasion[]>;
  /** Takes an occasion on, before anything is done for it, and answers how it stands; one that was taken on stays as it was. */
  claim(
    repo: Repository,
    occasion: Pick<KeptOccasion, 'series' | 'period' | 'dueAt'>,
  ): Promise<KeptOccasion>;
  /** @param ref where people can see it, if anywhere */
  done(repo: Repository, series: string, period: string, ref: string | null): Promise<void>;
  /** When the plan is to be looked at again (ISO 8601); null: when it changes. */
  setNext(repo: Repository, at: string | null): Promise<void>;
}
