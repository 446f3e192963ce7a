/** Reads from GitHub's REST API about reviews, authorship, teams and merge queues. */
import type { ReviewForge } from '../../ports.ts';
import type { Store } from '../store.ts';
import type { GitHub } from './client.ts';

export function createReviewForge(_github: Pick<GitHub, 'reader'>, _store: Store): ReviewForge {
  const later = async () => {
    throw new Error('not built yet');
  };
  return {
    permission: later,
    headOf: later,
    reviews: later,
    authorship: later,
    coAuthors: later,
    team: later,
    reviewRequests: later,
    mergeQueue: later,
  };
}
