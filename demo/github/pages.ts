/** Web pages of the local GitHub: what the App wrote, as GitHub would show it. Plain HTML, no script. */
import { html } from 'hono/html';
import { tryGit } from './bare.ts';
import { asIssue, readIssue, readPull } from './events.ts';
import { findRepo, fullName, type Hub, type Pull, type Repo } from './hub.ts';
import type { CommentJson, IssueJson, PullJson } from './json.ts';
import type { Pages } from './overlay.ts';
import { submitForm } from './page-forms.ts';
import * as part from './page-parts.ts';
import { reviewsSection } from './page-reviews.ts';
import { readRun } from './routes/checks.ts';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

export function createPages(hub: Hub): Pages {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', hub.url);
    if (request.method === 'POST') return submitForm(hub, url, request, response);
    const page = await find(hub, url.pathname);
    const place = placeOf([...hub.repos.values()][0]);
    const shown =
      page ??
      part.layout(
        'Not found',
        place,
        html`<h1>Not found</h1><p>There is no page here. <a href="/">All pull requests</a></p>`,
      );
    response.writeHead(page === null ? 404 : 200, HEADERS).end(String(await shown));
  };
}

const placeOf = (repo: Repo | undefined): part.Place => {
  const full = repo === undefined ? 'local' : fullName(repo);
  return { full, home: `/${full}` };
};

async function find(hub: Hub, pathname: string): Promise<part.Html | null> {
  const segments = pathname.split('/').slice(1).map(decodeURIComponent);
  const [owner = '', name = '', kind = '', id = '', ...rest] = segments;
  if (owner === '') return overview(hub);
  const repo = findRepo(hub, owner, name);
  if (repo === undefined) return null;
  if (kind === '') return overview(hub);
  const number = Number(id);
  if (kind === 'pull' || kind === 'issues') {
    if (repo.pulls.has(number)) return pullPage(hub, repo, number);
    const issues = await listOf<IssueJson>(hub, repo, 'issues?state=all');
    return issues.some((issue) => issue.number === number) ? issuePage(hub, repo, number) : null;
  }
  if (kind === 'runs' && repo.checks.has(number)) return runPage(hub, repo, number);
  if (kind === 'blob') return blobPage(repo, id, rest.join('/'));
  return null;
}

async function listOf<T>(hub: Hub, repo: Repo, what: string): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const query = `${what.includes('?') ? '&' : '?'}per_page=100&page=${page}`;
    const items = await hub.emulated.get<T[]>(`/repos/${fullName(repo)}/${what}${query}`);
    all.push(...items);
    if (items.length < 100) return all;
  }
}

/** Newest run of each name and App on a commit, in order of their names. */
async function checksOn(hub: Hub, repo: Repo, sha: string): Promise<part.CheckView[]> {
  const newest = new Map<string, number>();
  for (const [id, extra] of repo.checks) {
    if (extra.sha === sha) newest.set(`${extra.name} ${extra.app.slug}`, id);
  }
  const ids = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, id]) => id);
  return Promise.all(ids.map((id) => viewOf(hub, repo, id)));
}

async function viewOf(hub: Hub, repo: Repo, id: number): Promise<part.CheckView> {
  const extra = repo.checks.get(id);
  return {
    run: await readRun(hub, repo, id),
    app: String(extra?.app.slug ?? ''),
    annotations: extra?.annotations ?? [],
    actions: extra?.actions ?? [],
  };
}

const stateOf = (pull: Pull, json: PullJson) =>
  pull.state === 'open' && json.draft ? 'draft' : pull.state;

async function overview(hub: Hub): Promise<part.Html> {
  const repos = [...new Set(hub.repos.values())].filter(({ fork }) => fork === null);
  const sections = repos.map(async (repo) => {
    const place = placeOf(repo);
    const rows = [...repo.pulls.values()].map(async (pull) => {
      const json = await readPull(hub, repo, pull.number);
      const checks = await checksOn(hub, repo, pull.head);
      return html`<tr><td><a href="${place.home}/pull/${pull.number}"><b>${json.title}</b></a> <span class="number">#${pull.number}</span><br><code class="ref">${pull.headRepo === repo ? pull.headRef : json.head.label}</code> into <code class="ref">${pull.baseRef}</code></td>
<td>${part.statePill(stateOf(pull, json))}</td>
<td><ul>${checks.map(({ run }) => html`<li>${part.conclusion(run)} ${run.name}: ${run.output.title ?? ''}</li>`)}</ul></td></tr>`;
    });
    const issues = await listOf<IssueJson>(hub, repo, 'issues?state=all');
    return html`<h1>${place.full}</h1><h2>Pull requests</h2>
${rows.length === 0 ? html`<p>None yet. They appear here when somebody opens one.</p>` : html`<div class="scroll"><table class="list"><thead><tr><th scope="col">Pull request</th><th scope="col">State</th><th scope="col">Checks</th></tr></thead><tbody>${await Promise.all(rows)}</tbody></table></div>`}
<h2>Issues</h2>${issues.length === 0 ? html`<p>None yet.</p>` : html`<ul>${issues.map((issue) => html`<li><a href="${place.home}/issues/${issue.number}">${issue.title}</a> <span class="number">#${issue.number}</span></li>`)}</ul>`}`;
  });
  return part.layout('Pull requests', placeOf(repos[0]), html`${await Promise.all(sections)}`);
}

async function conversation(hub: Hub, repo: Repo, issue: IssueJson): Promise<part.Html> {
  const place = placeOf(repo);
  const comments = await listOf<CommentJson>(hub, repo, `issues/${issue.number}/comments`);
  const posts: part.Post[] = [
    {
      id: 'description',
      user: issue.user,
      body: issue.body ?? '',
      at: issue.created_at,
      verb: 'wrote on',
      reactions: [],
    },
    ...comments.map((one) => ({
      id: `issuecomment-${one.id}`,
      user: one.user,
      body: one.body,
      at: one.created_at,
      verb:
        one.updated_at === one.created_at ? 'commented on' : 'commented, and edited it since, on',
      reactions: repo.reactions.get(one.id) ?? [],
    })),
  ];
  const people = [...new Set(hub.people.values())];
  return html`<section aria-labelledby="conversation"><h2 id="conversation">Conversation</h2>${posts.map((one) => part.post(one, place))}</section>
${part.sayForm(`${place.home}/issues/${issue.number}/say`, people)}`;
}

async function pullPage(hub: Hub, repo: Repo, number: number): Promise<part.Html | null> {
  const place = placeOf(repo);
  const pull = repo.pulls.get(number);
  if (pull === undefined) return null;
  const json = await readPull(hub, repo, number);
  const checks = await checksOn(hub, repo, pull.head);
  const issue = asIssue(hub, repo, json);
  return part.layout(
    `${json.title} #${number}`,
    place,
    html`<h1>${json.title} <span class="number">#${number}</span></h1>
<div class="meta">${part.statePill(stateOf(pull, json))}<span>${part.author(json.user)} wants to bring <code class="ref">${pull.headRepo === repo ? pull.headRef : json.head.label}</code> into <code class="ref">${pull.baseRef}</code> · head <code>${pull.head.slice(0, 7)}</code></span>${part.labels(issue)}</div>
<section aria-labelledby="checks"><h2 id="checks">Checks</h2>${checks.length === 0 ? html`<p>No checks on this commit yet. Reload the page in a moment.</p>` : checks.map((one) => part.check(one, place, one.run.conclusion !== 'success'))}</section>
${reviewsSection(hub, repo, pull, place)}
${await conversation(hub, repo, issue)}`,
  );
}

async function issuePage(hub: Hub, repo: Repo, number: number): Promise<part.Html> {
  const issue = await readIssue(hub, repo, number);
  const state = issue.state === 'open' ? 'open' : 'closed';
  return part.layout(
    `${issue.title} #${number}`,
    placeOf(repo),
    html`<h1>${issue.title} <span class="number">#${number}</span></h1>
<div class="meta">${part.statePill(state)}<span>${part.author(issue.user)} opened this issue</span>${part.labels(issue)}</div>
${await conversation(hub, repo, issue)}`,
  );
}

async function runPage(hub: Hub, repo: Repo, id: number): Promise<part.Html> {
  const view = await viewOf(hub, repo, id);
  const shown = part.check(view, placeOf(repo), true);
  return part.layout(view.run.name, placeOf(repo), html`<h1>${view.run.name}</h1>${shown}`);
}

/** A text file at a commit, with lines to point at. */
async function blobPage(repo: Repo, sha: string, path: string): Promise<part.Html | null> {
  const oid = /^[0-9a-f]{7,40}$/.test(sha) ? sha : repo.refs.get(`refs/heads/${sha}`);
  if (oid === undefined) return null;
  const blob = await tryGit(repo.dir, ['cat-file', 'blob', `${oid}:${path}`]);
  if (blob.code !== 0) return null;
  const binary = blob.stdout.includes(0);
  const lines = blob.stdout.toString().replace(/\n$/, '').split('\n').slice(0, 20_000);
  const body = binary
    ? html`<p>This file is binary: ${blob.stdout.length} bytes.</p>`
    : html`<div class="box blob" role="region" tabindex="0" aria-label="File"><table><tbody>${lines.map((line, index) => html`<tr id="L${index + 1}"><td>${index + 1}</td><td>${line}</td></tr>`)}</tbody></table></div>`;
  return part.layout(
    path,
    placeOf(repo),
    html`<h1>${path}</h1><div class="meta">at commit <code>${oid.slice(0, 7)}</code></div>${body}`,
  );
}
