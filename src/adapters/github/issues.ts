/** Reads of issues and discussions: the `IssueForge` of the server. */
import { marker } from '../../markdown.ts';
import type { Issue, IssueComment, IssueForge } from '../../ports/issues.ts';
import type { Unread } from '../../ports/standing.ts';
import type { Repository } from '../../ports.ts';
import { isForbidden, need, orAbsent, whyRefused } from './answers.ts';
import type { GitHub, Octokit } from './client.ts';

/** Comments of one discussion to read at most. */
const MOST_COMMENTS = 2_000;
/** The App opens few issues: these are many years. */
const MOST_OWN_PAGES = 10;
const PAGE = 100;

const ISSUES = { do: 'read', what: 'issues', permission: 'Issues' } as const;

/** @throws what is no refusal for good */
function refusal(error: unknown): Unread {
  if (!isForbidden(error)) throw error;
  return { state: 'unread', reason: whyRefused(error, ISSUES) };
}

export function createIssueForge(
  github: Pick<GitHub, 'appId' | 'issues' | 'reader' | 'botLogin'>,
): IssueForge {
  const open = (repo: Repository) => ({
    octokit: github.issues(repo.installation),
    at: { owner: repo.owner, repo: repo.name },
  });
  return {
    async own(repo, { label, key }, most) {
      const { octokit, at } = open(repo);
      const login = await github.botLogin();
      const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
        ...at,
        state: 'all',
        creator: login,
        sort: 'created',
        direction: 'desc',
        per_page: PAGE,
      });
      const mark = marker(`issue:${github.appId}:${key}`).replace(/ -->$/, '');
      const list: Issue[] = [];
      let looked = 0;
      try {
        for await (const { data } of pages) {
          for (const listed of data) {
            if (listed.pull_request || listed.user?.login !== login) continue;
            const issue = toIssue(listed, login, repo);
            const hasLabel = issue.labels.some((name) => name.toLowerCase() === label);
            if (!hasLabel && !issue.body.includes(mark)) continue;
            if (list.length === most) return { state: 'whole', list };
            list.push(issue);
          }
          if (++looked === MOST_OWN_PAGES) break;
        }
      } catch (error) {
        if (isForbidden(error)) return { state: 'partial', reason: whyRefused(error, ISSUES) };
        // Where issues are switched off there are none.
        if ((error as { status?: number }).status !== 410) throw error;
      }
      return { state: 'whole', list };
    },
    async issue(repo, number) {
      const { octokit, at } = open(repo);
      const get = octokit.rest.issues.get({ ...at, issue_number: number });
      const answer = await orAbsent(get).catch(refusal);
      if (answer && 'reason' in answer) return answer;
      if (!answer || answer.data.pull_request) return null;
      return toIssue(answer.data, await github.botLogin(), repo);
    },
    async comment(repo, id) {
      const { at } = open(repo);
      const octokit = github.reader(repo.installation);
      const get = orAbsent(octokit.rest.issues.getComment({ ...at, comment_id: id }));
      const answer = await get.catch(refusal);
      if (answer && 'reason' in answer) return answer;
      return answer && toComment(answer.data, await github.botLogin(), repo);
    },
    async comments(repo, number, since) {
      const { at } = open(repo);
      const login = await github.botLogin();
      // Those of pull requests may be read by who may read pull requests.
      const octokit = github.reader(repo.installation);
      const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...at,
        issue_number: number,
        per_page: PAGE,
        ...(since === undefined ? {} : { since }),
      });
      const list: IssueComment[] = [];
      try {
        for await (const { data } of pages) {
          list.push(...data.map((comment) => toComment(comment, login, repo)));
          if (list.length >= MOST_COMMENTS && data.length === PAGE) {
            return {
              state: 'partial',
              reason: `#${number} has more than ${MOST_COMMENTS.toLocaleString('en')} comments`,
            };
          }
        }
      } catch (error) {
        if (isForbidden(error)) return { state: 'partial', reason: whyRefused(error, ISSUES) };
        // Deleted between one request and the next, or never there.
        const { status } = error as { status?: number };
        if (status !== 404 && status !== 410) throw error;
        return { state: 'partial', reason: `GitHub knows no #${number} here` };
      }
      return { state: 'whole', list: list.sort((a, b) => a.id - b.id) };
    },
  };
}

type RemoteIssue = Awaited<ReturnType<Octokit['rest']['issues']['get']>>['data'];
type RemoteComment = Awaited<ReturnType<Octokit['rest']['issues']['listComments']>>['data'][number];

function toIssue(remote: RemoteIssue, login: string, repo: Repository): Issue {
  const number = need(remote.number, 'the number of an issue', repo);
  const author = remote.user?.login ?? null;
  return {
    number,
    title: remote.title ?? '',
    body: remote.body ?? '',
    state: remote.state === 'open' ? 'open' : 'closed',
    author,
    own: author === login,
    labels: (remote.labels ?? []).flatMap((label) =>
      typeof label === 'string' ? label : (label.name ?? []),
    ),
    createdAt: need(remote.created_at, `when #${number} was opened`, repo),
    updatedAt: remote.updated_at ?? remote.created_at,
    closedAt: remote.closed_at ?? null,
    url: remote.html_url ?? '',
  };
}

function toComment(remote: RemoteComment, login: string, repo: Repository): IssueComment {
  const author = remote.user?.login ?? null;
  return {
    id: need(remote.id, 'the id of a comment', repo),
    author,
    own: author === login,
    body: remote.body ?? '',
    createdAt: need(remote.created_at, 'when a comment was written', repo),
    updatedAt: remote.updated_at ?? remote.created_at,
    url: remote.html_url ?? '',
  };
}
