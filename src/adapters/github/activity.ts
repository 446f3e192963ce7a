/** Reads from GitHub about what happened: the `ActivityForge` of the server. */
import type { ActivityForge, EvidenceMemory, PullSummary } from '../../ports/evidence.ts';
import type { Unread } from '../../ports/standing.ts';
import type { Oid, Repository } from '../../ports.ts';
import { isForbidden, need, orAbsent, whyRefused } from './answers.ts';
import type { GitHub, Octokit } from './client.ts';
import { mergedSince, type PullPage } from './merged-pulls.ts';
import { namedPulls } from './named-pulls.ts';

/** A tag may name a tag that names a tag. */
const MOST_TAGS = 5;
const MOST_BODY = 16_384;

/** @param memory what was merged stays merged: it is not read twice */
export function createActivity(
  github: Pick<GitHub, 'reader'>,
  memory: EvidenceMemory,
): ActivityForge {
  const reader = (repo: Repository) => github.reader(repo.installation);
  return {
    mergedSince: (repo, since) =>
      mergedSince(repo, since, (page) => closedPage(reader(repo), repo, page), memory),
    pull: (repo, number) => readPull(reader(repo), repo, number),
    pulls: (repo, numbers) =>
      namedPulls(repo, numbers, (number) => readPull(reader(repo), repo, number), memory),
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

const at = ({ owner, name }: Repository) => ({ owner, repo: name });

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests; a reason where they may not be read. */
async function closedPage(
  octokit: Octokit,
  repo: Repository,
  page: number,
): Promise<PullPage | string> {
  const newest = { state: 'closed', sort: 'updated', direction: 'desc', per_page: 100 } as const;
  const list = octokit.rest.pulls.list({ ...at(repo), ...newest, page });
  const answer = await list.catch(refusal);
  if (typeof answer === 'string') return answer;
  const last = /[?&]page=(\d+)[^>]*>; rel="last"/.exec(answer.headers.link ?? '')?.[1];
  return {
    pulls: answer.data.map((pull) => ({
      updatedAt: need(pull.updated_at, `when #${pull.number} was updated`, repo),
      summary: summary(pull, repo),
    })),
    pages: last === undefined ? null : Number(last),
  };
}

async function readPull(
  octokit: Octokit,
  repo: Repository,
  number: number,
): Promise<PullSummary | Unread | null> {
  const get = orAbsent(octokit.rest.pulls.get({ ...at(repo), pull_number: number }));
  const answer = await get.catch(refusal);
  if (typeof answer === 'string') return { state: 'unread', reason: answer };
  return answer && summary(answer.data, repo);
}

/** Why pull requests may not be read. @throws whatever else went wrong */
function refusal(error: unknown): string {
  if (isForbidden(error)) {
    return whyRefused(error, { do: 'read', what: 'pull requests', permission: 'Pull requests' });
  }
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
