/** Reads from GitHub about what happened: the `ActivityForge` of the server. */
import type { ActivityForge, PullSummary } from '../../ports/evidence.ts';
import type { Oid, Repository } from '../../ports.ts';
import { isForbidden, need, notGranted, orAbsent } from './answers.ts';
import type { GitHub, Octokit } from './client.ts';

/** Pages of 100; a repository that closes more pull requests in the time asked about is read in part. */
const MOST_PAGES = 20;
/** A tag may name a tag that names a tag. */
const MOST_TAGS = 5;
const MOST_BODY = 16_384;

export function createActivity(github: Pick<GitHub, 'reader'>): ActivityForge {
  const at = ({ owner, name }: Repository) => ({ owner, repo: name });
  return {
    async mergedSince(repo, since) {
      const { rest } = github.reader(repo.installation);
      const from = Date.parse(since);
      const list: PullSummary[] = [];
      for (let page = 1; page <= MOST_PAGES; page++) {
        // https://docs.github.com/en/rest/pulls/pulls#list-pull-requests; merging updates a pull request.
        const answer = await rest.pulls
          .list({
            ...at(repo),
            state: 'closed',
            sort: 'updated',
            direction: 'desc',
            per_page: 100,
            page,
          })
          .catch(refusal);
        if (typeof answer === 'string') return { state: 'partial', reason: answer };
        const { data } = answer;
        list.push(
          ...data
            .filter(({ merged_at }) => merged_at && Date.parse(merged_at) >= from)
            .map((pull) => summary(pull, repo)),
        );
        const last = data.at(-1);
        if (data.length < 100 || !last || Date.parse(last.updated_at) < from) {
          return { state: 'whole', list: list.sort(newestFirst) };
        }
      }
      return {
        state: 'partial',
        reason: `more than ${MOST_PAGES * 100} pull requests changed since ${since}`,
      };
    },
    async pull(repo, number) {
      const { rest } = github.reader(repo.installation);
      const get = orAbsent(rest.pulls.get({ ...at(repo), pull_number: number }));
      const answer = await get.catch(refusal);
      if (typeof answer === 'string') return { state: 'unread', reason: answer };
      return answer && summary(answer.data, repo);
    },
    async tags(repo, names) {
      const octokit = github.reader(repo.installation);
      const found = await Promise.all(
        [...new Set(names)].map(async (name) => {
          const oid = await commitOfTag(octokit, at(repo), name);
          return oid === null ? [] : [[name, oid] as const];
        }),
      );
      return new Map(found.flat());
    },
  };
}

/** Why pull requests may not be read. @throws whatever else went wrong */
function refusal(error: unknown): string {
  if (isForbidden(error)) return notGranted('pull requests', 'Pull requests');
  throw error;
}

/** https://docs.github.com/en/rest/git/refs#get-a-reference; an annotated tag is an object of its own. */
async function commitOfTag(
  octokit: Octokit,
  at: { owner: string; repo: string },
  name: string,
): Promise<Oid | null> {
  const answer = await orAbsent(octokit.rest.git.getRef({ ...at, ref: `tags/${name}` }));
  // Older servers answer a list of everything that begins with the name.
  if (!answer || Array.isArray(answer.data) || answer.data.ref !== `refs/tags/${name}`) return null;
  let object: { type: string; sha: string } = answer.data.object;
  for (let step = 0; object.type === 'tag' && step < MOST_TAGS; step++) {
    const tag = await orAbsent(octokit.rest.git.getTag({ ...at, tag_sha: object.sha }));
    if (!tag) return null;
    object = tag.data.object;
  }
  return object.type === 'commit' ? object.sha : null;
}

interface Pull {
  number: number;
  title: string;
  body?: string | null;
  user?: { login: string } | null;
  labels?: { name?: string }[];
  head: { ref: string; sha: string };
  base: { ref: string };
  created_at: string;
  closed_at?: string | null;
  merged_at?: string | null;
  merge_commit_sha?: string | null;
  html_url?: string;
}

function summary(pull: Pull, repo: Repository): PullSummary {
  const what = `of #${pull.number}`;
  return {
    number: pull.number,
    title: pull.title ?? '',
    body: (pull.body ?? '').slice(0, MOST_BODY),
    author: pull.user?.login ?? null,
    labels: (pull.labels ?? []).flatMap(({ name }) => name ?? []),
    head: need(pull.head?.ref, `the head ${what}`, repo),
    base: need(pull.base?.ref, `the base ${what}`, repo),
    headOid: need(pull.head?.sha, `the head commit ${what}`, repo),
    createdAt: need(pull.created_at, `the date ${what}`, repo),
    closedAt: pull.closed_at ?? null,
    mergedAt: pull.merged_at ?? null,
    mergeOid: pull.merged_at ? (pull.merge_commit_sha ?? null) : null,
    url: pull.html_url ?? '',
  };
}

function newestFirst(a: PullSummary, b: PullSummary): number {
  return (b.mergedAt ?? '').localeCompare(a.mergedAt ?? '') || b.number - a.number;
}
