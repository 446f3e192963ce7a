/** Reads back what is to be found on the local GitHub, as a person who is signed in would see it. */
import type { Octokit } from '@octokit/rest';
import type { SeenAnnotation, SeenCheck, SeenComment, SeenHead, SeenReport } from './seen.ts';

interface At {
  owner: string;
  repo: string;
}

/** A head to look for: a pull request by number, or a branch. */
export type Wanted = { key: string; number: number } | { key: string; branch: string };

export async function readHeads(
  octokit: Octokit,
  at: At,
  wanted: readonly Wanted[],
): Promise<SeenHead[]> {
  // One list for all: a single pull request costs the local GitHub several starts of git.
  const pulls = new Map(
    (await octokit.paginate(octokit.rest.pulls.list, { ...at, state: 'all', per_page: 100 })).map(
      (pull) => [pull.number, pull],
    ),
  );
  return Promise.all(
    wanted.map(async (head): Promise<SeenHead> => {
      if ('branch' in head) {
        const { data } = await octokit.rest.repos.getBranch({ ...at, branch: head.branch });
        return { key: head.key, number: null, ref: head.branch, oid: data.commit.sha, asked: [] };
      }
      const pull = pulls.get(head.number);
      if (pull === undefined) throw new Error(`#${head.number} is not on the local GitHub`);
      const own = pull.head.repo?.owner.login === at.owner;
      const ref = own ? pull.head.ref : (pull.head.label ?? pull.head.ref);
      const asked = (pull.requested_reviewers ?? []).map(({ login }) => login);
      return { key: head.key, number: head.number, ref, oid: pull.head.sha, asked };
    }),
  );
}

/** The newest check run of each name on these commits, with its annotations. */
export async function readChecks(
  octokit: Octokit,
  at: At,
  oids: readonly string[],
): Promise<SeenCheck[]> {
  const lists = await Promise.all(
    [...new Set(oids)].map((ref) =>
      octokit.paginate(octokit.rest.checks.listForRef, {
        ...at,
        ref,
        filter: 'latest',
        per_page: 100,
      }),
    ),
  );
  return Promise.all(
    lists.flat().map(
      async (run): Promise<SeenCheck> => ({
        id: run.id,
        name: run.name,
        oid: run.head_sha,
        conclusion: run.conclusion,
        title: run.output.title ?? '',
        summary: run.output.summary ?? '',
        text: run.output.text ?? '',
        completedAt: run.completed_at,
        annotations:
          run.output.annotations_count > 0 ? await readAnnotations(octokit, at, run.id) : [],
      }),
    ),
  );
}

async function readAnnotations(octokit: Octokit, at: At, id: number): Promise<SeenAnnotation[]> {
  const annotations = await octokit.paginate(octokit.rest.checks.listAnnotations, {
    ...at,
    check_run_id: id,
    per_page: 100,
  });
  return annotations.map((annotation) => ({
    path: annotation.path,
    line: annotation.start_line,
    level: annotation.annotation_level ?? '',
    message: annotation.message ?? '',
  }));
}

/** Comments on the numbered pull requests, oldest first, with who reacted how. */
export async function readComments(
  octokit: Octokit,
  at: At,
  numbers: readonly number[],
): Promise<SeenComment[]> {
  const lists = await Promise.all(
    numbers.map(async (issue) => {
      const comments = await octokit.paginate(octokit.rest.issues.listComments, {
        ...at,
        issue_number: issue,
        per_page: 100,
      });
      return comments.map((comment) => ({ issue, comment }));
    }),
  );
  return Promise.all(
    lists.flat().map(
      async ({ issue, comment }): Promise<SeenComment> => ({
        id: comment.id,
        issue,
        author: comment.user?.login ?? '',
        body: comment.body ?? '',
        reactions: await readReactions(octokit, at, comment.id),
      }),
    ),
  );
}

async function readReactions(octokit: Octokit, at: At, id: number): Promise<string[]> {
  const reactions = await octokit.paginate(octokit.rest.reactions.listForIssueComment, {
    ...at,
    comment_id: id,
    per_page: 100,
  });
  return reactions.map(({ content, user }) => `${content} by ${user?.login ?? 'nobody'}`);
}

/** Open issues that are weekly reports, oldest first. */
export async function readReports(octokit: Octokit, at: At): Promise<SeenReport[]> {
  const { data } = await octokit.rest.issues.listForRepo({ ...at, labels: 'weir-report' });
  return data
    .map(({ number, title, user, body }) => ({
      number,
      title,
      author: user?.login ?? '',
      body: body ?? '',
    }))
    .sort((a, b) => a.number - b.number);
}
