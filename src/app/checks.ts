/** Webhooks about check runs and workflows: our own that are asked for again, and what CI says. */
import type { Probot } from 'probot';
import { isTrialBranch } from '../effects.ts';
import type { Oid, Repository } from '../ports.ts';
import { type Looks, repositoryOf } from './looks.ts';

export interface OwnChecks {
  /** Check runs of other Apps are not our business. */
  appId: number;
  /** GitHub put our check runs of this commit back to "queued": what we know about them is out of date. */
  onRerun(repo: Repository, oid: Oid): Promise<void>;
}

export function registerChecks(
  app: Pick<Probot, 'on'>,
  { enqueue, judge, approvals, watch }: Looks,
  { appId, onRerun }: OwnChecks,
): void {
  /** Everything that stands on a commit is judged again. */
  const again = async (repo: Repository, oid: Oid) => {
    await onRerun(repo, oid);
    await judge(repo, true);
    await approvals(repo, { commit: oid });
    await enqueue({ kind: 'merge-queue', repo });
  };
  /** CI has said something on the branch of a trial build; false for every other branch. */
  const trial = async (repo: Repository | null, branch: string | null | undefined) => {
    if (!repo || !isTrialBranch(branch ?? '')) return false;
    await enqueue({ kind: 'trial-builds', repo });
    return true;
  };
  app.on('check_run.rerequested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (repo && payload.check_run.app?.id === appId) await again(repo, payload.check_run.head_sha);
  });
  app.on('check_run.created', async ({ payload }) => {
    await trial(repositoryOf(payload), payload.check_run.check_suite?.head_branch);
  });
  app.on('check_run.requested_action', async ({ payload }) => {
    const repo = repositoryOf(payload);
    const action = payload.requested_action?.identifier;
    if (!repo || payload.check_run.app?.id !== appId) return;
    const oid = payload.check_run.head_sha;
    if (action === 're-evaluate') {
      await approvals(repo, { commit: oid });
      await enqueue({ kind: 'merge-queue', repo });
    }
    if (action !== 're-integrate' && action !== 'explain') return;
    await enqueue({ kind: 'button', repo, oid, actor: payload.sender.login, action });
  });
  // Of the many that a push sets off, all but the first find the same job waiting.
  app.on('check_suite.completed', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (await trial(repo, payload.check_suite.head_branch)) return;
    if (payload.check_suite.app?.id !== appId) await watch(repo);
  });
  app.on('check_run.completed', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (await trial(repo, payload.check_run.check_suite?.head_branch)) return;
    if (payload.check_run.app?.id !== appId) await watch(repo);
  });
  app.on('check_suite.rerequested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (repo && payload.check_suite.app.id === appId) {
      await again(repo, payload.check_suite.head_sha);
    }
  });
  // Its artifacts may hold results of benchmarks.
  app.on('workflow_run.completed', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (!(await trial(repo, payload.workflow_run.head_branch))) await judge(repo, false);
  });
}
