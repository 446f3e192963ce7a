/** Puts right what the emulator's JSON says: object ids of PRs, links to pages, who posted, what a check holds. */
import type { CheckExtra, Hub, Repo } from './hub.ts';
import { appJson, botLogin, findRepo, fullName } from './hub.ts';
import { asText, isObject, type Json } from './json.ts';
import { askedJson } from './people.ts';

/** Walks an answer and corrects every pull request, issue, comment, check run and review in it. */
export function decorate(hub: Hub, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => decorate(hub, entry));
  if (!isObject(value)) return value;
  const walked: Json = {};
  for (const [key, entry] of Object.entries(value)) walked[key] = decorate(hub, entry);
  const repo = repoOf(hub, walked);
  if (repo === undefined) return walked;
  if (isObject(walked.head) && isObject(walked.base) && typeof walked.number === 'number') {
    return decoratePull(hub, repo, walked);
  }
  if (typeof walked.repository_url === 'string' && typeof walked.number === 'number') {
    return decorateIssue(hub, repo, walked);
  }
  if (typeof walked.issue_url === 'string' && typeof walked.body === 'string') {
    return decorateComment(hub, repo, walked);
  }
  if (typeof walked.head_sha === 'string' && isObject(walked.output)) {
    return decorateCheckRun(hub, repo, walked);
  }
  return walked;
}

/** The repository an object belongs to, by its API address. */
function repoOf(hub: Hub, value: Json): Repo | undefined {
  const url = asText(value.url) ?? '';
  if (!url.startsWith(`${hub.url}/repos/`)) return undefined;
  const [owner = '', name = ''] = url.slice(hub.url.length + '/repos/'.length).split('/');
  return findRepo(hub, owner, name);
}

function decoratePull(hub: Hub, repo: Repo, json: Json): Json {
  const pull = repo.pulls.get(Number(json.number));
  if (pull === undefined || !isObject(json.head) || !isObject(json.base)) return json;
  const statuses = `${hub.url}/repos/${fullName(repo)}/statuses/${pull.head}`;
  const asked = askedJson(hub, repo, pull.number);
  return {
    ...json,
    requested_reviewers: asked.users,
    requested_teams: asked.teams,
    head: { ...json.head, sha: pull.head },
    base: { ...json.base, sha: pull.base },
    merge_commit_sha: pull.mergeCommit,
    statuses_url: statuses,
    _links: { ...(isObject(json._links) ? json._links : {}), statuses: { href: statuses } },
  };
}

function decorateIssue(hub: Hub, repo: Repo, json: Json): Json {
  const pull = repo.pulls.get(Number(json.number));
  if (pull === undefined) return withApp(hub, json);
  const html = `${hub.url}/${fullName(repo)}/pull/${pull.number}`;
  const url = `${hub.url}/repos/${fullName(repo)}/pulls/${pull.number}`;
  return withApp(hub, {
    ...json,
    html_url: html,
    draft: json.draft ?? false,
    pull_request: {
      url,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.state === 'merged' ? (json.closed_at ?? null) : null,
    },
  });
}

function decorateComment(hub: Hub, repo: Repo, json: Json): Json {
  const number = Number((asText(json.issue_url) ?? '').split('/').at(-1));
  const kind = repo.pulls.has(number) ? 'pull' : 'issues';
  const reactions = repo.reactions.get(Number(json.id)) ?? [];
  const counts: Json = isObject(json.reactions) ? { ...json.reactions } : {};
  counts.total_count = reactions.length;
  for (const { content } of reactions) counts[content] = Number(counts[content] ?? 0) + 1;
  return withApp(hub, {
    ...json,
    html_url: `${hub.url}/${fullName(repo)}/${kind}/${number}#issuecomment-${json.id}`,
    reactions: counts,
  });
}

/** `performed_via_github_app` on what the App's bot wrote. */
function withApp(hub: Hub, json: Json): Json {
  const user = isObject(json.user) ? json.user : null;
  return user?.login === botLogin(hub) ? { ...json, performed_via_github_app: appJson(hub) } : json;
}

function decorateCheckRun(hub: Hub, repo: Repo, json: Json): Json {
  const extra = repo.checks.get(Number(json.id));
  if (extra === undefined || !isObject(json.output)) return json;
  const url = `${hub.url}/repos/${fullName(repo)}/check-runs/${json.id}`;
  const html = checkPage(hub, repo, Number(json.id), extra);
  return {
    ...json,
    html_url: html,
    details_url: json.details_url ?? html,
    app: extra.app,
    output: {
      ...json.output,
      annotations_count: extra.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    // GitHub lists open PRs from the same repository only; a fork's PR never stands here.
    pull_requests: [...repo.pulls.values()]
      .filter((pull) => pull.state === 'open' && pull.head === extra.sha && pull.headRepo === repo)
      .map((pull) => ({
        id: pull.number,
        number: pull.number,
        url: `${hub.url}/repos/${fullName(repo)}/pulls/${pull.number}`,
        head: { ref: pull.headRef, sha: pull.head, repo: brief(hub, repo) },
        base: { ref: pull.baseRef, sha: pull.base, repo: brief(hub, repo) },
      })),
  };
}

const brief = (hub: Hub, repo: Repo): Json => ({
  id: repo.id,
  name: repo.name,
  url: `${hub.url}/repos/${fullName(repo)}`,
});

/** A check is shown on its PR's page, or on a page of its own when no PR has the commit. */
function checkPage(hub: Hub, repo: Repo, id: number, extra: CheckExtra): string {
  const pull = [...repo.pulls.values()].find(({ head }) => head === extra.sha);
  const page = `${hub.url}/${fullName(repo)}`;
  return pull === undefined ? `${page}/runs/${id}` : `${page}/pull/${pull.number}#check-${id}`;
}
