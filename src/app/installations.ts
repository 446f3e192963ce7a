/** Webhooks about where the App is installed, and about who may do what there. */
import type { Probot } from 'probot';
import { type Enqueue, type Looks, repositoryOf } from './looks.ts';

/** Who fills a role, and what people may do, has changed somewhere in the installation. */
export function registerPeople(app: Pick<Probot, 'on'>, enqueue: Enqueue): void {
  app.on(
    [
      'membership',
      'team.edited',
      'team.deleted',
      'team.created',
      'team.added_to_repository',
      'team.removed_from_repository',
      'team_add',
      'member',
      'organization.member_added',
      'organization.member_removed',
    ],
    async ({ payload }) => {
      const { installation } = payload as { installation?: { id: number } };
      if (installation) await enqueue({ kind: 'people', installation: installation.id });
    },
  );
}

export function registerInstallations(
  app: Pick<Probot, 'on'>,
  { enqueue, judge }: Pick<Looks, 'enqueue' | 'judge'>,
): void {
  app.on('repository.renamed', ({ payload }) => judge(repositoryOf(payload), true));
  app.on(
    [
      'installation.created',
      'installation.unsuspend',
      'installation.new_permissions_accepted',
      'installation_repositories.added',
    ],
    ({ payload }) => enqueue({ kind: 'sweep', installation: payload.installation.id }),
  );
  app.on(['installation.deleted', 'installation.suspend'], ({ payload }) =>
    enqueue({ kind: 'forget', installation: payload.installation.id, repo: null }),
  );
  app.on('installation_repositories.removed', async ({ payload }) => {
    for (const { id } of payload.repositories_removed) {
      await enqueue({ kind: 'forget', installation: payload.installation.id, repo: id as number });
    }
  });
}
