/** What a webhook can ask for: that something is looked at again. */
import type { About, Job } from '../jobs.ts';
import type { Repository } from '../ports.ts';

/** Stores a job; it is stored when the promise resolves. */
export type Enqueue = (job: Job) => Promise<void>;

/** Each does nothing where there is no repository. */
export interface Looks {
  enqueue: Enqueue;
  /** Which heads collide; with `plansToo`, what their plan files say. */
  judge(repo: Repository | null, plansToo: boolean): Promise<void>;
  /** Who still has to approve. */
  approvals(repo: Repository | null, about: About): Promise<void>;
  /** How far the workstreams are may have changed; what bots do to issues (we are one) says nothing. */
  watch(repo: Repository | null, sender?: { type?: string }): Promise<void>;
}

export function looksBy(enqueue: Enqueue): Looks {
  return {
    enqueue,
    async judge(repo, plansToo) {
      if (!repo) return;
      await enqueue({ kind: 'integrate', repo });
      if (plansToo) await enqueue({ kind: 'check-plans', repo });
    },
    async approvals(repo, about) {
      if (repo) await enqueue({ kind: 'approvals', repo, about });
    },
    async watch(repo, sender) {
      if (repo && sender?.type !== 'Bot') await enqueue({ kind: 'progress', repo });
    },
  };
}

/** Null for events that do not come through an installation: nothing could be read or written there. */
export function repositoryOf(payload: {
  installation?: { id: number } | null;
  repository?: { id: number; name: string; owner?: { login: string } | null };
}): Repository | null {
  const { installation, repository } = payload;
  if (!installation || !repository?.owner) return null;
  return {
    installation: installation.id,
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
  };
}
