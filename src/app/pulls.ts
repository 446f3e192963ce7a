/** Webhooks about pull requests and their reviews. */
import type { Probot } from 'probot';
import type { Oid, Repository } from '../ports.ts';
import { type Looks, repositoryOf } from './looks.ts';

/** What pull requests show that GitHub does not keep: it has to be noted when it is heard. */
export interface HeardOfPulls {
  /** Somebody moved a branch to this commit; `at` by GitHub's clock (ISO 8601), null when it did not say. */
  onPush(repo: Repository, oid: Oid, login: string, at: string | null): Promise<void>;
  /** A commit of a fork became the head of a pull request; `at` by GitHub's clock (ISO 8601). */
  onArrival(repo: Repository, number: number, oid: Oid, at: string): Promise<void>;
  onReviewEdited(repo: Repository, review: number, at: string | null): Promise<void>;
}

export function registerPulls(
  app: Pick<Probot, 'on'>,
  { enqueue, judge, approvals, watch }: Looks,
  { onPush, onArrival, onReviewEdited }: HeardOfPulls,
): void {
  app.on(
    [
      'pull_request.opened',
      'pull_request.synchronize',
      'pull_request.reopened',
      'pull_request.edited',
    ],
    async ({ payload }) => {
      const repo = repositoryOf(payload);
      const pull = payload.pull_request;
      // Before anything is judged: who pushed may not approve.
      if (repo && payload.action === 'synchronize') {
        await onPush(repo, pull.head.sha, payload.sender.login, pull.updated_at);
      }
      const fork = pull.head.repo?.id !== payload.repository.id;
      if (repo && fork && payload.action !== 'edited') {
        await onArrival(repo, pull.number, pull.head.sha, pull.updated_at);
      }
      await judge(repo, true);
      const moved = payload.action === 'synchronize' ? { before: payload.before } : {};
      await approvals(repo, { pull: pull.number, ...moved });
      await watch(repo);
    },
  );
  app.on(
    [
      'pull_request.closed',
      'pull_request.ready_for_review',
      'pull_request.converted_to_draft',
      'pull_request.labeled',
      'pull_request.unlabeled',
    ],
    async ({ payload }) => {
      await judge(repositoryOf(payload), false);
      await approvals(repositoryOf(payload), { pull: payload.pull_request.number });
      await watch(repositoryOf(payload));
    },
  );
  app.on(['pull_request.review_requested', 'pull_request.review_request_removed'], ({ payload }) =>
    approvals(repositoryOf(payload), { pull: payload.pull_request.number }),
  );
  app.on(
    [
      'pull_request_review.submitted',
      'pull_request_review.edited',
      'pull_request_review.dismissed',
    ],
    async ({ payload }) => {
      const repo = repositoryOf(payload);
      if (repo && payload.action === 'edited') {
        await onReviewEdited(repo, payload.review.id, payload.pull_request.updated_at);
      }
      await approvals(repo, { pull: payload.pull_request.number });
      // What can take an approval away may take it from a group that is queued already.
      if (
        repo &&
        (payload.action === 'dismissed' || payload.review.state === 'changes_requested')
      ) {
        await enqueue({ kind: 'merge-queue', repo });
      }
    },
  );
}
