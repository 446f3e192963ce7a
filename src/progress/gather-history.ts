/** Earlier weeks: from the hidden blocks of the weekly issues, and from git where there are none. */
import type { Plan } from '../plan/schema.ts';
import type { Deps, Oid, Repository } from '../ports.ts';
import { type BackfillDeps, backfill } from './backfill.ts';
import type { WorkstreamActivity } from './facts.ts';
import { readHiddenBlock } from './hidden-block.ts';
import { readPastWeek } from './past-week.ts';
import type { PastWeek } from './report.ts';

/** The weekly issues; the rest of their key is the week. */
export const WEEKLY = { label: 'weir-report', key: 'week:' };

/** A year and some more. */
const MOST_WEEKS = 60;

/** Earlier weeks, oldest first and each once, and the latest weekly issue; what git tells where issues may not be read. */
export async function readHistory(
  ask: {
    repo: Repository;
    plan: Plan;
    target: { ref: string; oid: Oid };
    now: string;
    activity: Record<string, WorkstreamActivity>;
  },
  deps: Pick<Deps, 'issues'> & BackfillDeps,
): Promise<{
  history: PastWeek[];
  weekly: { number: number; url: string; week: string } | null;
}> {
  const own = await deps.issues.own(ask.repo, WEEKLY, MOST_WEEKS);
  const filed = (own.state === 'whole' ? own.list : []).flatMap((issue) => {
    const kept = readPastWeek(readHiddenBlock(issue.body) ?? '');
    return kept === null ? [] : [{ issue, kept: { ...kept, issue: issue.number } }];
  });
  const byWeek = new Map<string, PastWeek>();
  for (const past of await backfill(ask, deps)) byWeek.set(past.week, past);
  for (const { kept } of filed.reverse()) byWeek.set(kept.week, kept);
  const history = [...byWeek.values()].sort((a, b) => a.week.localeCompare(b.week));
  const last = filed.at(-1);
  return {
    history,
    weekly: last ? { number: last.issue.number, url: last.issue.url, week: last.kept.week } : null,
  };
}
