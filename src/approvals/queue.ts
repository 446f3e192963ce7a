/** The approvals feature on merge queues: each group is judged for every pull request in it. */
import type { Job } from '../jobs.ts';
import type { Plan } from '../plan/schema.ts';
import type { Deps, QueuedGroup, Run } from '../ports.ts';
import { judgePull, readSurroundings, type Surroundings } from './gather.ts';
import { type GroupMember, unexplainedCommits } from './merge-group.ts';
import { renderBrokenPlan, renderGroup, renderNoPlan } from './render.ts';
import { APPROVALS_CHECK, type JudgedGroup, type JudgedPull } from './report.ts';
import { checkRun } from './run.ts';

/** Judges every group that waits in a merge queue, each pull request in it for real. */
export async function* judgeMergeQueue(
  job: Extract<Job, { kind: 'merge-queue' }>,
  deps: Deps,
): Run {
  const groups = await deps.reviews.mergeQueue(job.repo);
  if (groups.length === 0) return;
  const around = await readSurroundings(job.repo, deps);
  const { state, target } = around.reading;
  if (state.kind === 'absent') {
    if (await deps.ledger.hasPosted(job.repo, APPROVALS_CHECK)) {
      yield groups.map(({ oid }) => checkRun(around, oid, renderNoPlan(target.ref)));
    }
    return;
  }
  if (state.kind === 'broken') {
    yield groups.map(({ oid }) =>
      checkRun(around, oid, renderBrokenPlan(state.problems, target.ref)),
    );
    return;
  }
  for (const group of groups) {
    const judged = await judgeGroup(state.plan, group, groups, around, deps);
    yield [checkRun(around, group.oid, renderGroup(judged))];
  }
}

/**
 * A group holds the pull requests of all groups of the same queue whose commits it contains. Every commit
 * on its way from the base must be one of theirs; what is not explained makes it undecidable.
 */
async function judgeGroup(
  plan: Plan,
  group: QueuedGroup,
  groups: readonly QueuedGroup[],
  around: Surroundings,
  deps: Deps,
): Promise<JudgedGroup> {
  const { repo } = around;
  const answer = { oid: group.oid, base: group.base };
  const failed = (problem: string): JudgedGroup => ({ ...answer, pulls: [], problem });
  const base = (await deps.forge.branches(repo, [group.base])).get(group.base);
  if (base === undefined) return failed(`The branch ${group.base} of the merge queue is gone.`);
  const missing = await deps.git.fetch(repo, [base, group.oid]);
  const history = missing.size > 0 ? null : await deps.git.history(repo, base, group.oid);
  if (history?.state !== 'whole') {
    return failed(
      'The commits of this merge group could not be read. Click Re-evaluate in a minute.',
    );
  }
  const inside = new Set(history.list.map(({ oid }) => oid));
  const pulls: JudgedPull[] = [];
  const members: GroupMember[] = [];
  for (const { number, oid } of groups.filter(
    (other) => other.base === group.base && inside.has(other.oid),
  )) {
    const pull = around.pulls.find(({ pullRequest }) => pullRequest.number === number);
    if (!pull) {
      return failed(
        `#${number} is in this merge group, but it is not open any more. Take it out of the queue.`,
      );
    }
    pulls.push(await judgePull(plan, around, pull, deps));
    const own = await deps.git.history(repo, base, pull.oid);
    const subjects = own.state === 'whole' ? own.list.map(({ subject }) => subject) : [];
    members.push({ number, oid, subjects });
  }
  const [stranger, ...more] = unexplainedCommits(group.oid, history.list, members);
  if (stranger !== undefined) {
    return failed(
      `${more.length + 1} commits of this merge group, the first of them ${stranger.slice(0, 12)}, belong to no pull request that waits in the queue. Take the pull requests out of the queue and add them again.`,
    );
  }
  return { ...answer, pulls, problem: null };
}
