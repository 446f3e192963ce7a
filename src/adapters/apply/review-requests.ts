/** Asks people to review a pull request. */
import type { Applied, Effect } from '../../effects.ts';
import type { WriteContext } from '../apply.ts';

type ReviewRequest = Extract<Effect, { kind: 'review-request' }>;

/**
 * Asks everybody at once and, where GitHub refuses that, one by one: who cannot be asked (no collaborator,
 * say) keeps nobody else from it.
 */
export async function requestReviews(
  effect: ReviewRequest,
  context: WriteContext,
): Promise<Applied> {
  const { octokit, at, log } = context;
  const ask = async (reviewers: string[]): Promise<boolean> => {
    try {
      await octokit.rest.pulls.requestReviewers({ ...at, pull_number: effect.number, reviewers });
      return true;
    } catch (error) {
      if ((error as { status?: number }).status !== 422) throw error;
      return false;
    }
  };
  const { users } = effect;
  if (users.length === 0) return { outcome: 'unchanged', url: null };
  let asked = (await ask(users)) ? users.length : 0;
  if (asked === 0 && users.length > 1) {
    for (const user of users) if (await ask([user])) asked++;
  }
  if (asked < users.length) {
    log.warn(
      { repo: effect.repo.id, number: effect.number, users },
      'GitHub refused to ask some people for a review; they may not be collaborators',
    );
  }
  return { outcome: asked > 0 ? 'created' : 'skipped', url: null };
}
