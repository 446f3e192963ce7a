/** Webhooks about branches: pushes, and those that a merge queue makes. */
import type { Probot } from 'probot';
import { isTrialBranch } from '../effects.ts';
import { type Looks, repositoryOf } from './looks.ts';
import type { HeardOfPulls } from './pulls.ts';

/** Branches that merge queues build; they are no heads. */
const QUEUE = 'gh-readonly-queue/';

export function registerBranches(
  app: Pick<Probot, 'on'>,
  { enqueue, judge, approvals, watch }: Looks,
  { onPush }: Pick<HeardOfPulls, 'onPush'>,
): void {
  app.on('push', async ({ payload }) => {
    const repo = repositoryOf(payload);
    const branch = /^refs\/heads\/(.+)$/.exec(payload.ref)?.[1];
    if (!repo || branch === undefined) return;
    // Weir's own: its checks are heard of, its pushes say nothing.
    if (isTrialBranch(branch)) return;
    if (branch.startsWith(QUEUE)) return enqueue({ kind: 'merge-queue', repo });
    if (!payload.deleted && payload.sender) {
      await onPush(repo, payload.after, payload.sender.login, null);
    }
    await judge(repo, true);
    await approvals(repo, { base: branch });
    // The plan may have other times now.
    await enqueue({ kind: 'timetable', repo });
    await watch(repo);
  });
  app.on('merge_group.checks_requested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (repo) await enqueue({ kind: 'merge-queue', repo });
  });
}
