/**
 * The progress feature: facts → decisions → the weekly issue, the plan issue and answers to commands. It reaches the
 * world only through `deps` and the standings that the shell hands over.
 */
import type { Applied, Effect } from '../effects.ts';
import { type CommandJob, reactTo, replyTo } from '../jobs.ts';
import { link, type Markdown, prose } from '../markdown.ts';
import type { Standings, Unread } from '../ports/standing.ts';
import type { Deps, Repository, Run } from '../ports.ts';
import type { DueOccasion } from '../schedule.ts';
import type { ProgressFacts } from './facts.ts';
import {
  type Gathered,
  gatherFacts,
  gatherProgress,
  type PlannedTarget,
  type ProgressDeps,
} from './gather.ts';
import { WEEKLY } from './gather-history.ts';
import { readSlower } from './gather-slower.ts';
import { pastWeek } from './past-week.ts';
import { clause } from './phrases.ts';
import { noPlanMarkdown } from './render-no-plan.ts';
import { renderPhase } from './render-phase.ts';
import { planIssueTitle, renderPlanIssue } from './render-plan-issue.ts';
import { renderWeek, weekTitle } from './render-week.ts';
import type { WeekReport } from './report.ts';
import { proposeNextPhase } from './run-gate.ts';
import { weekReport } from './week-report.ts';

const PLAN_LABEL = 'weir-plan';

/** The report of this week, written nowhere: for the command line. */
export async function reportOf(
  planned: PlannedTarget,
  deps: ProgressDeps,
  standings: Standings,
): Promise<WeekReport> {
  const { facts } = await gatherFacts(planned, deps, standings);
  return weekReport(facts);
}

/**
 * Files the report that is due, or brings it up to date; the one before is closed with a link to it. What was due last
 * week, while Weir was not running, is still the report of that week.
 */
export async function* fileWeekReport(
  { repo, occasion }: { repo: Repository; occasion: DueOccasion },
  deps: Deps,
  standings: Standings,
): Run {
  const read = await gatherProgress(repo, deps, standings, occasion.lateMinutes);
  if (read.state === 'no-plan') {
    deps.log.info({ repo: repo.id, why: read.kind }, 'there is no plan to report on');
    return;
  }
  const week = occasion.period;
  // What is filed late is compared with the week before it, not with what git knows of the week itself.
  const facts = {
    ...read.facts,
    history: read.facts.history.filter((one) => one.week < week),
  };
  const { missed } = occasion;
  const report = {
    ...(await withSlower(facts, read, deps)),
    week,
    ...(missed.length === 0 ? {} : { missed }),
  };
  yield [weekIssue({ ...read, facts }, report)];
  // What only artifacts show moves nothing in between.
  yield* proposeNextPhase({ facts, report }, deps);
}

/** Answers `/report`: this week's report now, and where it stands. */
export async function* answerReport(job: CommandJob, deps: Deps, standings: Standings): Run {
  const read = yield* gatheredFor(job, deps, standings);
  if (read === null) return;
  const report = asFiled(await withSlower(read.facts, read, deps), read.facts);
  const [applied] = yield [weekIssue(read, report)];
  const where = applied?.url ? link('the weekly report', applied.url) : 'the weekly report';
  const done = applied?.outcome === 'created' ? 'Filed' : 'Brought up to date:';
  const said = notWritten('The weekly report', applied) ?? `${done} ${where}.`;
  yield [replyTo(job, `${said} ${totalsWords(report)}`)];
}

/** This week's report that was filed late stays one, however often it is made again. */
function asFiled(report: WeekReport, { history }: ProgressFacts): WeekReport {
  const { late } = history.find(({ week, issue }) => week === report.week && issue !== null) ?? {};
  if (late === undefined) return report;
  const { minutes: lateMinutes, missed } = late;
  return { ...report, lateMinutes, ...(missed.length === 0 ? {} : { missed }) };
}

/** Answers `/status`: looks at everything again, and says where the plan issue stands. */
export async function* answerStatus(job: CommandJob, deps: Deps, standings: Standings): Run {
  const read = yield* gatheredFor(job, deps, standings);
  if (read === null) return;
  const report = weekReport(read.facts);
  const [applied] = yield [planIssue(read, report)];
  const where = applied?.url ? link('the plan issue', applied.url) : 'the plan issue';
  const said =
    notWritten('The plan issue', applied) ?? `Looked at everything again; ${where} is up to date.`;
  yield [replyTo(job, `${said} ${totalsWords(report)}`)];
}

/** Answers `/phase`: the gate to the next phase, criterion by criterion. */
export async function* answerPhase(job: CommandJob, deps: Deps, standings: Standings): Run {
  const read = yield* gatheredFor(job, deps, standings);
  if (read !== null) yield [replyTo(job, renderPhase(weekReport(read.facts)))];
}

/** Shows that the command was seen and reads everything; without a plan it says so, and there is nothing to answer. */
async function* gatheredFor(
  job: CommandJob,
  deps: Deps,
  standings: Standings,
): AsyncGenerator<Effect[], Gathered | null, Applied[]> {
  yield reactTo(job, 'eyes');
  const read = await gatherProgress(job.repo, deps, standings);
  if (read.state === 'facts') return read;
  yield [replyTo(job, noPlanMarkdown(read))];
  return null;
}

/** The report with what only artifacts show; one that does not know it is better than none. */
async function withSlower(
  facts: ProgressFacts,
  { web }: Gathered,
  deps: Deps,
): Promise<WeekReport> {
  const read = await readSlower(facts, web, deps).catch((error: unknown): Unread => {
    deps.log.warn({ repo: facts.repo.id, err: error }, 'what was measured could not be read');
    const reason = error instanceof Error ? error.message : String(error);
    return { state: 'unread', reason: `reading what was measured failed: ${clause(reason)}` };
  });
  if (Array.isArray(read)) return weekReport({ ...facts, changePoints: read });
  const report = weekReport(facts);
  const why = `Which benchmarks got worse for good is unknown: ${read.reason}.`;
  // It moves no workstream: a quiet week stays one.
  return { ...report, notRead: [...report.notRead, why] };
}

/** Why an issue is not what it should be; null where it is. */
function notWritten(what: string, applied: Applied | undefined): Markdown | null {
  if (applied && applied.outcome !== 'skipped') return null;
  const why = applied?.reason ?? 'Check that issues are switched on in this repository.';
  return `${what} was not written. ${prose(why)}`;
}

function weekIssue({ facts }: Gathered, report: WeekReport): Effect {
  // Also where this week's issue is there already: whoever opened it may have been cut off before this.
  const before = facts.history.findLast(({ issue, week }) => issue !== null && week < report.week);
  return {
    kind: 'issue',
    repo: facts.repo,
    key: `${WEEKLY.key}${report.week.toLowerCase()}`,
    title: weekTitle(report),
    body: renderWeek(report, pastWeek(report, null)),
    labels: [WEEKLY.label],
    state: 'as-is',
    ...(before?.issue ? { closes: before.issue } : {}),
  };
}

/** Key of the plan issue, of which a repository has one. */
export const PLAN_ISSUE = 'plan';

/** The plan issue as it should be. */
export function planIssue({ facts, weekly }: Gathered, report: WeekReport): Effect {
  return {
    kind: 'issue',
    repo: facts.repo,
    key: PLAN_ISSUE,
    title: planIssueTitle(report),
    body: renderPlanIssue(report, weekly),
    labels: [PLAN_LABEL],
    state: 'open',
    pin: true,
  };
}

function totalsWords({ totals: { verified, claimed, total } }: WeekReport): string {
  if (total === 0) return 'The plan has no tasks yet.';
  const said = claimed > 0 ? `, ${claimed} more ${claimed === 1 ? 'is' : 'are'} only claimed` : '';
  return `${verified} of ${total} tasks are verified${said}.`;
}
