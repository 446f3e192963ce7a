/** From a job to what comes of it: an exhaustive switch to the features, and the loop that applies effects. */
import { answerOverride } from './approvals/override.ts';
import { judgeMergeQueue } from './approvals/queue.ts';
import { judgeApprovals } from './approvals/run.ts';
import { COMMANDS, helpMarkdown, unknownCommandMarkdown } from './commands.ts';
import type { Applied, Effect } from './effects.ts';
import { answerButton, answerIntegrate, integrate } from './integration/run.ts';
import { type CommandJob, type Job, replyTo } from './jobs.ts';
import { answerPlan } from './plan/import/run.ts';
import { checkPlans } from './plan/run.ts';
import type { Deps, Permission, Run } from './ports.ts';
import { answerProgress } from './progress/answer-progress.ts';
import { standingsOf } from './standings.ts';

/** Jobs about one repository; `sweep` and `forget` belong to the shell that knows the installations. */
export type RepositoryJob = Extract<Job, { repo: { id: number } }>;

/**
 * Runs a job to its end, applying effects as they come.
 *
 * @throws whatever GitHub, git or the database failed with; running the job again is always safe
 */
export async function runJob(job: RepositoryJob, deps: Deps): Promise<void> {
  const run = start(job, deps);
  let applied: Applied[] = [];
  for (;;) {
    const step: IteratorResult<Effect[], void> = await run.next(applied);
    if (step.done) return;
    applied = await deps.apply(step.value);
  }
}

function start(job: RepositoryJob, deps: Deps): Run {
  switch (job.kind) {
    case 'integrate':
      return integrate(job, deps);
    case 'check-plans':
      return checkPlans(job, deps);
    case 'approvals':
      return judgeApprovals(job, deps);
    case 'merge-queue':
      return judgeMergeQueue(job, deps);
    case 'button':
      return answerButton(job, deps);
    case 'command':
      return answerCommand(job, deps);
  }
}

/** Who may, then what: one place for all slash commands. */
async function* answerCommand(job: CommandJob, deps: Deps): Run {
  const command = COMMANDS.find(({ name }) => name === job.call.name);
  if (command?.who === 'write' && !mayWrite(await deps.forge.permission(job.repo, job.author))) {
    yield [
      { kind: 'reaction', repo: job.repo, comment: job.comment, content: 'confused' },
      replyTo(
        job,
        `Nothing was run: \`/${command.name}\` is for people who can write to this repository. Ask one of them to comment it.`,
      ),
    ];
    return;
  }
  switch (command?.name) {
    case 'integrate':
      yield* answerIntegrate(job, deps);
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
    case 'help':
      yield [replyTo(job, helpMarkdown())];
      return;
    default:
      yield [replyTo(job, unknownCommandMarkdown(job.call))];
  }
}

function mayWrite(permission: Permission): boolean {
  return permission === 'write' || permission === 'maintain' || permission === 'admin';
}
