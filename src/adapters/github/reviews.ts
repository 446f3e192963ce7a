/** Reads from GitHub about reviews, the people who give them, and merge queues: the `ReviewForge` of the server. */
import type {
  Permission,
  QueuedGroup,
  Repository,
  Review,
  ReviewForge,
  ReviewRequests,
  WholeList,
} from '../../ports.ts';
import type { People } from '../store/people.ts';
import { need, orAbsent } from './answers.ts';
import { readAuthorship } from './authorship.ts';
import type { GitHub, Octokit } from './client.ts';
import { readCoAuthors } from './co-authors.ts';
import { readPermission } from './permission.ts';
import { readTeam } from './teams.ts';

/** @param store remembers teams and permissions for an hour, or until it is flushed */
export function createReviewForge(
  github: Pick<GitHub, 'reader' | 'teams'>,
  { people }: { people: People },
): ReviewForge {
  const read = (repo: Repository) => github.reader(repo.installation);
  return {
    async headOf(repo, number) {
      const answer = await orAbsent(
        read(repo).rest.pulls.get({ ...at(repo), pull_number: number }),
      );
      return answer && need(answer.data.head?.sha, `the head commit of #${number}`, repo);
    },
    permission: (repo, user) =>
      people.recall<Permission>(
        repo.installation,
        `permission ${repo.id} ${user.toLowerCase()}`,
        () => readPermission(read(repo), repo, user),
      ),
    reviews: (repo, number) => readReviews(read(repo), repo, number),
    authorship: (repo, number, expected) => readAuthorship(read(repo), repo, number, expected),
    coAuthors: (repo, commits) => readCoAuthors(read(repo), repo, commits),
    team: (repo, team, pinned) =>
      readTeam(() => github.teams(repo.installation), people, repo, team, pinned),
    reviewRequests: (repo, number) => readReviewRequests(read(repo), repo, number),
    mergeQueue: (repo) => readMergeQueue(read(repo), repo),
  };
}

const at = ({ owner, name }: Repository) => ({ owner, repo: name });

const STATES: readonly Review['state'][] = [
  'APPROVED',
  'CHANGES_REQUESTED',
  'COMMENTED',
  'DISMISSED',
];

/** https://docs.github.com/en/rest/pulls/reviews#list-reviews-for-a-pull-request */
async function readReviews(
  octokit: Octokit,
  repo: Repository,
  number: number,
): Promise<WholeList<Review>> {
  const listed = await octokit.paginate(octokit.rest.pulls.listReviews, {
    ...at(repo),
    pull_number: number,
    per_page: 100,
  });
  const list: Review[] = [];
  for (const { id, user, state, commit_id: commit, submitted_at: submittedAt } of listed) {
    // Not submitted yet: GitHub shows it to its author only, and nobody has voted.
    if (state === 'PENDING') continue;
    const known = STATES.find((word) => word === state);
    if (!id || !known || !submittedAt) {
      return {
        state: 'partial',
        reason: `GitHub's list of the reviews of #${number} has an entry that Weir does not understand (review ${id ?? 'without a number'}). Update Weir, or report this if it is up to date.`,
      };
    }
    list.push({
      id,
      user: user?.login ?? null,
      userType: user?.type ?? null,
      state: known,
      commit: commit || null,
      submittedAt,
    });
  }
  return { state: 'whole', list };
}

/**
 * https://docs.github.com/en/rest/issues/events#list-issue-events. A request that ends because the person
 * answers it leaves no event, so what is read as removed was taken back by somebody.
 */
async function readReviewRequests(
  octokit: Octokit,
  repo: Repository,
  number: number,
): Promise<ReviewRequests> {
  const events = await octokit.paginate(octokit.rest.issues.listEvents, {
    ...at(repo),
    issue_number: number,
    per_page: 100,
  });
  const last = new Map<string, { login: string; removed: boolean }>();
  const inOrder = [...(events as RequestEvent[])].sort((a, b) => a.id - b.id);
  for (const { event, requested_reviewer: person } of inOrder) {
    const removed = event === 'review_request_removed';
    // A team that is asked has no login.
    if (!person?.login || (event !== 'review_requested' && !removed)) continue;
    last.set(person.login.toLowerCase(), { login: person.login, removed });
  }
  const people = [...last.values()];
  return {
    asked: people.map(({ login }) => login),
    removed: people.filter(({ removed }) => removed).map(({ login }) => login),
  };
}

interface RequestEvent {
  id: number;
  event?: string;
  requested_reviewer?: { login?: string } | null;
}

/** Where GitHub keeps the commits that wait: `BASE/pr-NUMBER-COMMIT`, and a base may contain slashes. */
const QUEUE = 'heads/gh-readonly-queue/';
const GROUP = /^refs\/heads\/(gh-readonly-queue\/(.+)\/pr-(\d+)-(?:[0-9a-f]{40}|[0-9a-f]{64}))$/;

/** https://docs.github.com/en/rest/git/refs#list-matching-references */
async function readMergeQueue(octokit: Octokit, repo: Repository): Promise<QueuedGroup[]> {
  const listed = octokit.paginate(octokit.rest.git.listMatchingRefs, {
    ...at(repo),
    ref: QUEUE,
    per_page: 100,
  });
  const refs = (await orAbsent(listed)) ?? [];
  return refs.flatMap(({ ref, object }): QueuedGroup[] => {
    const [, branch, base, number] = GROUP.exec(ref) ?? [];
    if (!branch || !base || !number) return [];
    const oid = need(object?.sha, `the commit of ${branch}`, repo);
    return [{ ref: branch, oid, base, number: Number(number) }];
  });
}
