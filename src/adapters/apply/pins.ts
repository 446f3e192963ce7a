/** Pins issues, where GitHub has room for one more. */
import type { Log } from '../../ports.ts';
import type { Octokit } from '../github/client.ts';

/** GitHub shows this many above the list of issues. */
const SLOTS = 3;

const PINNED = `query($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { pinnedIssues(first: ${SLOTS}) { totalCount } }
}`;
const PIN = `mutation($id: ID!) { pinIssue(input: { issueId: $id }) { issue { number } } }`;

/** Pins an issue unless that would unpin another one. A pin is a nicety: what goes wrong is only logged. */
export async function pinIfFree(
  octokit: Octokit,
  at: { owner: string; repo: string },
  { number, node_id: id }: { number: number; node_id: string },
  log: Log,
): Promise<void> {
  try {
    const { repository } = await octokit.graphql<{
      repository: { pinnedIssues: { totalCount: number } };
    }>(PINNED, at);
    if (repository.pinnedIssues.totalCount >= SLOTS) {
      log.info({ issue: number }, 'An issue was not pinned, because three others are');
      return;
    }
    await octokit.graphql(PIN, { id });
  } catch (error) {
    log.info({ issue: number, reason: (error as Error).message }, 'An issue could not be pinned');
  }
}
