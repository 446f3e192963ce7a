/** From a job to what comes of it: an exhaustive switch to the features, and the loop that applies effects. */
import { answerOverride } from './approvals/override.ts';
import { judgeMergeQueue } from './approvals/queue.ts';
import { judgeApprovals } from './approvals/run.ts';
import { COMMANDS, helpMarkdown, unknownCommandMarkdown } from './commands.ts';
import type { Applied, Effect } from './effects.ts';
import { answerBuild, asksForBuild } from './integration/builds/begin.ts';
import { followBuilds } from './integration/builds/run.ts';
import { answerButton, answerIntegrate, integrate } from './integration/run.ts';
import { integrateScheduled } from './integration/run-scheduled.ts';
import { type CommandJob, type Job, reactTo, replyTo } from './jobs.ts';
import { keepOccasion, type OccasionJob } from './occasions.ts';
import { answerPlan } from './plan/import/run.ts';
import { checkPlans } from './plan/run.ts';
import { mayWrite } from './ports/permission.ts';
import type { Deps, Run } from './ports.ts';
import { answerProgress } from './progress/answer-progress.ts';
import { answerPhase, answerReport, answerStatus, fileWeekReport } from './progress/run.ts';
import { tellReview } from './progress/run-review.ts';
import { answerStandup, tellStandup } from './progress/run-standup.ts';
import { watchProgress } from './progress/run-watch.ts';
import { standingsOf } from './standings.ts';
import type { TimedDeps } from './timetable.ts';

/** Jobs about one repository that a feature does; all others belong to the shell, which knows the queue. */
export type RepositoryJob = Exclude<Extract<Job, { repo: { id: number } }>, { kind: 'timetable' }>;

/**
 * Runs a job to its end, applying effects as they come.
 *
 * @throws whatever GitHub, git or the database failed with; running the job again is always safe
 */
export async function runJob(job: RepositoryJob, deps: TimedDeps): Promise<void> {
  const run = start(job, deps);
  let applied: Applied[] = [];
  for (;;) {
    const step: IteratorResult<Effect[], void> = await run.next(applied);
    if (step.done) return;
    applied = await deps.apply(step.value);
  }
}

function start(job: RepositoryJob, deps: TimedDeps): Run {
  switch (job.kind) {
    case 'integrate':
      return integrate(job, deps);
    case 'check-plans':
      return checkPlans(job, deps);
    case 'approvals':
      return judgeApprovals(job, deps);
    case 'merge-queue':
      return judgeMergeQueue(job, deps);
    case 'trial-builds':
      return followBuilds(job, deps);
    case 'button':
      return answerButton(job, deps);
    case 'progress':
      return watchProgress(job, deps, standingsOf(job.repo, deps));
    case 'occasion':
      return keepOccasion(job, deps, () => occasionRun(job, deps));
    case 'command':
      return answerCommand(job, deps);
  }
}

function occasionRun(job: OccasionJob, deps: Deps): Run {
  const { repo, occasion } = job;
  switch (occasion.kind) {
    case 'integration':
      return integrateScheduled(job, deps);
    case 'review':
      return tellReview(job, deps, standingsOf(repo, deps));
    case 'standup':
      return tellStandup(job, deps, standingsOf(repo, deps));
    case 'report':
      return fileWeekReport(job, deps, standingsOf(repo, deps));
  }
}

/** Who may, then what: one place for all slash commands. */
async function* answerCommand(job: CommandJob, deps: Deps): Run {
  const command = COMMANDS.find(({ name }) => name === job.call.name);
  if (command?.who === 'write' && !mayWrite(await deps.forge.permission(job.repo, job.author))) {
    yield [
      ...reactTo(job, 'confused'),
      replyTo(
        job,
        `Nothing was run: \`/${command.name}\` is for people who can write to this repository. Ask one of them to comment it.`,
      ),
    ];
    return;
  }
  switch (command?.name) {
    case 'integrate':
      yield* asksForBuild(job) ? answerBuild(job, deps) : answerIntegrate(job, deps);
      return;
    case 'override':
      yield* answerOverride(job, deps);
      return;
    case 'progress':
      yield* answerProgress(job, deps, standingsOf(job.repo, deps));
      return;
    case 'plan':
      yield* answerPlan(job, deps);
      return;
    case 'report':
      yield* answerReport(job, deps, standingsOf(job.repo, deps));
      return;
    case 'status':
      yield* answerStatus(job, deps, standingsOf(job.repo, deps));
      return;
    case 'standup':
      yield* answerStandup(job, deps, standingsOf(job.repo, deps));
      return;
    case 'phase':
      yield* answerPhase(job, deps, standingsOf(job.repo, deps));
      return;
    case 'help':
      yield [replyTo(job, helpMarkdown())];
      return;
    default:
      yield [replyTo(job, unknownCommandMarkdown(job.call))];
  }
}
