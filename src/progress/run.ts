/**
 * The progress feature: facts → decisions → the weekly issue, the plan issue and answers to commands. It reaches the
 * world only through `deps` and the standings that the shell hands over.
 */
import type { Effect } from '../effects.ts';
import { type CommandJob, replyTo } from '../jobs.ts';
import { code, link, type Markdown } from '../markdown.ts';
import type { Standings } from '../ports/standing.ts';
import type { Deps, Repository, Run } from '../ports.ts';
import {
  type Gathered,
  gatherFacts,
  gatherProgress,
  type NoPlan,
  type PlannedTarget,
  type ProgressDeps,
} from './gather.ts';
import { WEEKLY_LABEL } from './gather-history.ts';
import { pastWeek } from './past-week.ts';
import { renderPhase } from './render-phase.ts';
import { planIssueTitle, renderPlanIssue } from './render-plan-issue.ts';
import { renderWeek, weekTitle } from './render-week.ts';
import type { WeekReport } from './report.ts';
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

/** Files the report of this week, or brings it up to date; last week's is closed with a link to it. */
export async function* fileWeekReport(
  ask: { repo: Repository; lateMinutes: number },
  deps: Deps,
  standings: Standings,
): Run {
  const read = await gatherProgress(ask.repo, deps, standings, ask.lateMinutes);
  if (read.state === 'no-plan') {
    deps.log.info({ repo: ask.repo.id, why: read.kind }, 'there is no plan to report on');
    return;
  }
  yield [weekIssue(read, weekReport(read.facts))];
}

/** Writes the plan issue again where what it says has changed. */
export async function* updatePlanIssue(
  ask: { repo: Repository },
  deps: Deps,
  standings: Standings,
): Run {
  const read = await gatherProgress(ask.repo, deps, standings);
  if (read.state === 'no-plan') return;
  yield [planIssue(read, weekReport(read.facts))];
}

/** Answers `/report`: this week's report now, and where it stands. */
export async function* answerReport(job: CommandJob, deps: Deps, standings: Standings): Run {
  yield [seen(job)];
  const read = await gatherProgress(job.repo, deps, standings);
  if (read.state === 'no-plan') {
    yield [replyTo(job, noPlanMarkdown(read))];
    return;
  }
  const report = weekReport(read.facts);
  const [applied] = yield [weekIssue(read, report)];
  const where = applied?.url ? link('the weekly report', applied.url) : 'the weekly report';
  const done = applied?.outcome === 'created' ? 'Filed' : 'Brought up to date:';
  yield [replyTo(job, `${done} ${where}. ${totalsWords(report)}`)];
}

/** Answers `/status`: looks at everything again, and says where the plan issue stands. */
export async function* answerStatus(job: CommandJob, deps: Deps, standings: Standings): Run {
  yield [seen(job)];
  const read = await gatherProgress(job.repo, deps, standings);
  if (read.state === 'no-plan') {
    yield [replyTo(job, noPlanMarkdown(read))];
    return;
  }
  const report = weekReport(read.facts);
  const [applied] = yield [planIssue(read, report)];
  const where = applied?.url ? link('the plan issue', applied.url) : 'the plan issue';
  yield [
    replyTo(job, `Looked at everything again; ${where} is up to date. ${totalsWords(report)}`),
  ];
}

/** Answers `/phase`: the gate to the next phase, criterion by criterion. */
export async function* answerPhase(job: CommandJob, deps: Deps, standings: Standings): Run {
  yield [seen(job)];
  const read = await gatherProgress(job.repo, deps, standings);
  yield [
    replyTo(
      job,
      read.state === 'no-plan' ? noPlanMarkdown(read) : renderPhase(weekReport(read.facts)),
    ),
  ];
}

function weekIssue({ facts, weekly }: Gathered, report: WeekReport): Effect {
  const before = weekly && weekly.week < report.week ? { closes: weekly.number } : {};
  return {
    kind: 'issue',
    repo: facts.repo,
    key: `week:${report.week.toLowerCase()}`,
    title: weekTitle(report),
    body: renderWeek(report, pastWeek(report, null)),
    labels: [WEEKLY_LABEL],
    state: 'as-is',
    ...before,
  };
}

function planIssue({ facts, weekly }: Gathered, report: WeekReport): Effect {
  return {
    kind: 'issue',
    repo: facts.repo,
    key: 'plan',
    title: planIssueTitle(report),
    body: renderPlanIssue(report, weekly),
    labels: [PLAN_LABEL],
    state: 'open',
    pin: true,
  };
}

function seen({ repo, comment }: CommandJob): Effect {
  return { kind: 'reaction', repo, comment, content: 'eyes' };
}

function totalsWords({ totals: { verified, claimed, total } }: WeekReport): string {
  if (total === 0) return 'The plan has no tasks yet.';
  const said = claimed > 0 ? `, ${claimed} more ${claimed === 1 ? 'is' : 'are'} only claimed` : '';
  return `${verified} of ${total} tasks are verified${said}.`;
}

function noPlanMarkdown({ kind, target }: NoPlan): Markdown {
  switch (kind) {
    case 'absent':
      return `There is nothing to report on: ${code(target)} has no ${code('.github/workstreams.yml')}. Add one; ${code('/plan import PATH')} makes it from a plan document.`;
    case 'broken':
      return `Nothing could be reported: ${code('.github/workstreams.yml')} on ${code(target)} has errors. The check ${code('Weir / plan')} on a pull request that mends it shows each on its line.`;
    case 'empty':
      return `There is nothing to report on: ${code(target)} has no commit yet.`;
  }
}
