/** What stands on the local GitHub, read back through its API. */
import type { Octokit } from '@octokit/rest';
import type { CheckExtra, Repo } from './hub.ts';
import type { Snapshot } from './types.ts';

/** The newest check run of each name and commit, all comments, and the issues that are no PRs. */
export async function takeSnapshot(
  octokit: Octokit,
  where: Pick<Repo, 'owner' | 'name'>,
  checked: readonly Pick<CheckExtra, 'sha'>[],
): Promise<Snapshot> {
  const repo = { owner: where.owner, repo: where.name, per_page: 100 };
  const everything = { ...repo, state: 'all', direction: 'asc' } as const;
  const [pulls, issues, comments] = await Promise.all([
    octokit.paginate(octokit.rest.pulls.list, everything),
    octokit.paginate(octokit.rest.issues.listForRepo, everything),
    octokit.paginate(octokit.rest.issues.listCommentsForRepo, repo),
  ]);
  const check_runs: Snapshot['check_runs'] = [];
  for (const sha of new Set(checked.map((one) => one.sha))) {
    const query = { ...repo, ref: sha, filter: 'latest' } as const;
    const runs = await octokit.paginate(octokit.rest.checks.listForRef, query);
    for (const run of runs.reverse()) {
      // The API lists only open PRs of the same repository; a reader wants to find the others, too.
      const numbers = pulls.filter(({ head }) => head.sha === sha).map(({ number }) => number);
      const listed = run.pull_requests.map(({ number }) => number);
      check_runs.push({
        name: run.name,
        head_sha: run.head_sha,
        pull_requests: [...new Set([...listed, ...numbers])].sort((a, b) => a - b),
        conclusion: run.conclusion,
        output: { title: run.output.title, summary: run.output.summary },
      });
    }
  }
  return {
    check_runs,
    comments: comments.map(({ issue_url, body }) => ({
      issue: Number(issue_url.split('/').at(-1)),
      body: body ?? '',
    })),
    issues: issues
      .filter(({ pull_request }) => pull_request === undefined)
      .map(({ number, title, body }) => ({ number, title, body: body ?? '' }))
      .sort((a, b) => a.number - b.number),
  };
}
