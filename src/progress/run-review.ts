/** Reviews: the agenda of a day, in one comment of the calendar issue. */
import { dayOf } from '../calendar.ts';
import { calendarIssue } from '../plan/calendar-issue.ts';
import type { Standings } from '../ports/standing.ts';
import type { Deps, Repository, Run } from '../ports.ts';
import type { DueOccasion } from '../schedule.ts';
import { gatherProgress } from './gather.ts';
import { renderReview } from './render-review.ts';
import { weekReport } from './week-report.ts';

/** Writes the agenda; the one of last week, for the same day, is replaced. */
export async function* tellReview(
  { repo, occasion }: { repo: Repository; occasion: DueOccasion },
  deps: Deps,
  standings: Standings,
): Run {
  const read = await gatherProgress(repo, deps, standings);
  if (read.state === 'no-plan') return;
  const { facts } = read;
  const day = dayOf(occasion.date);
  const what = facts.plan.reviews[day];
  // The plan may have changed since it was due.
  if (what === undefined) return;
  const [issue] = yield [calendarIssue(repo, facts.plan)];
  if (issue?.number === undefined) return;
  const body = renderReview(what, weekReport(facts), facts, occasion);
  yield [{ kind: 'comment', repo, issue: issue.number, key: `review-${day}`, body }];
}
