/** Branches, refs, commits, trees, files and comparisons, answered from the bare repository. */
import { commitOf, EMPTY_TREE, git, setRef, tryGit } from '../bare.ts';
import {
  type ChangedFile,
  type Commit,
  changedFiles,
  compare,
  log,
  readCommit,
} from '../history.ts';
import type { Repo } from '../hub.ts';
import { fullName, repositoryJson } from '../hub.ts';
import { asText, type Json } from '../json.ts';
import { accountOf } from '../people.ts';
import { takeUpRefs } from '../pushes.ts';
import { allow, type Call, notFound, paged, Refusal, type Route, route } from '../routing.ts';

const READ = { app: ['contents'], level: 'read', role: 'read' } as const;
const WRITE = { app: ['contents'], level: 'write', role: 'write' } as const;

const apiUrl = (call: Call): string => `${call.hub.url}/repos/${fullName(call.repo)}`;
const pageUrl = (call: Call): string => `${call.hub.url}/${fullName(call.repo)}`;

const defaultBranch = async (call: Call): Promise<string> =>
  (await repositoryJson(call.hub, call.repo)).default_branch;

/** The commit that a branch, tag, object id or `owner:branch` means. */
export async function resolve(call: Call, name: string): Promise<string> {
  const branch = name.includes(':') ? name.slice(name.indexOf(':') + 1) : name;
  const { refs, dir, pulls } = call.repo;
  const ref =
    refs.get(`refs/heads/${branch}`) ??
    refs.get(`refs/tags/${branch}`) ??
    refs.get(branch.startsWith('refs/') ? branch : `refs/${branch}`) ??
    [...pulls.values()].find((pull) => `${pull.headRepo.owner}:${pull.headRef}` === name)?.head;
  const start = ref ?? (/^[0-9a-f]{7,40}$/.test(name) ? name : null);
  const oid = start === null ? null : await commitOf(dir, start);
  if (oid === null) throw notFound();
  return oid;
}

/** As under `/git/commits`; `/commits` wraps it. */
export function gitCommit(call: Call, commit: Commit): Json {
  return {
    sha: commit.sha,
    url: `${apiUrl(call)}/git/commits/${commit.sha}`,
    html_url: `${pageUrl(call)}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${apiUrl(call)}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${apiUrl(call)}/git/commits/${sha}` })),
    // GitHub signs what it commits itself; anybody can write its name on a commit, but not its signature.
    verification: {
      verified: call.repo.made.has(commit.sha),
      reason: call.repo.made.has(commit.sha) ? 'valid' : commit.signed ? 'unknown_key' : 'unsigned',
      signature: null,
      payload: null,
    },
  };
}

export function commitItem(call: Call, commit: Commit): Json {
  const { author, committer, message, tree, verification } = gitCommit(call, commit);
  return {
    sha: commit.sha,
    url: `${apiUrl(call)}/commits/${commit.sha}`,
    html_url: `${pageUrl(call)}/commit/${commit.sha}`,
    commit: { author, committer, message, tree, comment_count: 0, verification },
    author: accountOf(call.hub, commit.author.email),
    committer: accountOf(call.hub, commit.committer.email),
    parents: commit.parents.map((sha) => ({ sha, url: `${apiUrl(call)}/commits/${sha}` })),
  };
}

export function fileItem(call: Call, file: ChangedFile, head: string): Json {
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${pageUrl(call)}/blob/${head}/${path}`,
    raw_url: `${pageUrl(call)}/raw/${head}/${path}`,
    contents_url: `${apiUrl(call)}/contents/${path}?ref=${head}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previous === undefined ? {} : { previous_filename: file.previous }),
  };
}

const branchItem = (call: Call, name: string, sha: string): Json => ({
  name,
  commit: { sha, url: `${apiUrl(call)}/commits/${sha}` },
  protected: false,
});

const refItem = (call: Call, ref: string, sha: string): Json => ({
  ref,
  url: `${apiUrl(call)}/git/${ref}`,
  object: { type: 'commit', sha, url: `${apiUrl(call)}/git/commits/${sha}` },
});

/** Branches, tags, and the heads of PRs. */
function allRefs(repo: Repo): [string, string][] {
  const pulls = [...repo.pulls.values()].map(({ number, head }): [string, string] => [
    `refs/pull/${number}/head`,
    head,
  ]);
  return [...repo.refs, ...pulls].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Moves a ref as a person's or the App's API call, with all that follows from it. */
async function moveRef(call: Call, ref: string, oid: string | null): Promise<void> {
  await call.hub.exclusive(async () => {
    await setRef(call.repo.dir, ref, oid);
    await takeUpRefs(call.hub, call.repo, call.actor);
  });
}

async function ownCommit(call: Call): Promise<string> {
  const sha = asText(call.body.sha) ?? '';
  const oid = /^[0-9a-f]{40}$/.test(sha) ? await commitOf(call.repo.dir, sha) : null;
  if (oid === null) throw new Refusal(422, 'Object does not exist');
  return oid;
}

async function tree(call: Call, oid: string, recursive: boolean): Promise<Json[]> {
  const flags = recursive ? ['-r', '-t'] : [];
  const done = await tryGit(call.repo.dir, ['ls-tree', '-z', '-l', ...flags, oid]);
  if (done.code !== 0) throw notFound();
  const lines = done.stdout.toString().split('\0');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [mode = '', type = '', sha = '', size = ''] = line.split('\t', 1)[0]?.split(/ +/) ?? [];
      const path = line.slice(line.indexOf('\t') + 1);
      return { path, mode, type, sha, ...(type === 'blob' ? { size: Number(size) } : {}) };
    });
}

async function contents(call: Call) {
  allow(call, READ);
  const path = (call.params.path ?? '').replace(/\/+$/, '');
  const oid = await resolve(call, call.query.get('ref') ?? (await defaultBranch(call)));
  const spec = `${oid}:${path}`;
  const found = await tryGit(call.repo.dir, ['rev-parse', '--verify', '--quiet', spec]);
  if (found.code !== 0) throw notFound();
  const sha = found.stdout.toString().trim();
  const type = (await git(call.repo.dir, ['cat-file', '-t', sha])).toString().trim();
  const url = `${apiUrl(call)}/contents/${path.split('/').map(encodeURIComponent).join('/')}?ref=${oid}`;
  if (type === 'tree') {
    const entries = await tree(call, sha, false);
    return {
      status: 200,
      body: entries.map((entry) => ({
        name: entry.path,
        path: path === '' ? entry.path : `${path}/${entry.path}`,
        sha: entry.sha,
        size: entry.size ?? 0,
        type: entry.type === 'tree' ? 'dir' : entry.mode === '120000' ? 'symlink' : 'file',
      })),
    };
  }
  const blob = await git(call.repo.dir, ['cat-file', 'blob', sha]);
  const common = { type: 'file', name: path.split('/').at(-1), path, sha, size: blob.length, url };
  const inline = blob.length <= 1_000_000;
  return {
    status: 200,
    body: {
      ...common,
      html_url: `${pageUrl(call)}/blob/${oid}/${path}`,
      encoding: inline ? 'base64' : 'none',
      content: inline ? blob.toString('base64') : '',
    },
  };
}

const unsupported = async (): Promise<never> => {
  throw new Refusal(
    501,
    'The local GitHub takes new objects by git push only. Push them, then retry.',
  );
};

export const GIT_ROUTES: Route[] = [
  route('GET', '/repos/:owner/:repo/branches', async (call) => {
    allow(call, READ);
    const heads = [...call.repo.refs].filter(([ref]) => ref.startsWith('refs/heads/'));
    return paged(
      call,
      heads.map(([ref, sha]) => branchItem(call, ref.slice(11), sha)),
    );
  }),
  route('GET', '/repos/:owner/:repo/branches/*branch', async (call) => {
    allow(call, READ);
    const name = call.params.branch ?? '';
    const sha = call.repo.refs.get(`refs/heads/${name}`);
    if (sha === undefined) throw new Refusal(404, 'Branch not found');
    const commit = await readCommit(call.repo.dir, sha);
    if (commit === null) throw notFound();
    return {
      status: 200,
      body: { ...branchItem(call, name, sha), commit: commitItem(call, commit) },
    };
  }),
  route('GET', '/repos/:owner/:repo/git/matching-refs/*ref', async (call) => {
    allow(call, READ);
    const prefix = `refs/${call.params.ref}`;
    const found = allRefs(call.repo).filter(([ref]) => ref.startsWith(prefix));
    return paged(
      call,
      found.map(([ref, sha]) => refItem(call, ref, sha)),
    );
  }),
  route('GET', '/repos/:owner/:repo/git/ref/*ref', async (call) => {
    allow(call, READ);
    const found = allRefs(call.repo).find(([ref]) => ref === `refs/${call.params.ref}`);
    if (found === undefined) throw notFound();
    return { status: 200, body: refItem(call, ...found) };
  }),
  route('POST', '/repos/:owner/:repo/git/refs', async (call) => {
    allow(call, WRITE);
    const ref = asText(call.body.ref) ?? '';
    if (!/^refs\/(heads|tags)\/./.test(ref)) throw new Refusal(422, 'Reference name is not valid');
    if (call.repo.refs.has(ref)) throw new Refusal(422, 'Reference already exists');
    const oid = await ownCommit(call);
    await moveRef(call, ref, oid);
    return { status: 201, body: refItem(call, ref, oid) };
  }),
  route('PATCH', '/repos/:owner/:repo/git/refs/*ref', async (call) => {
    allow(call, WRITE);
    const ref = `refs/${call.params.ref}`;
    const before = call.repo.refs.get(ref);
    if (before === undefined) throw new Refusal(422, 'Reference does not exist');
    const oid = await ownCommit(call);
    const forward = await tryGit(call.repo.dir, ['merge-base', '--is-ancestor', before, oid]);
    if (call.body.force !== true && forward.code !== 0) {
      throw new Refusal(422, 'Update is not a fast forward');
    }
    await moveRef(call, ref, oid);
    return { status: 200, body: refItem(call, ref, oid) };
  }),
  route('DELETE', '/repos/:owner/:repo/git/refs/*ref', async (call) => {
    allow(call, WRITE);
    const ref = `refs/${call.params.ref}`;
    if (!call.repo.refs.has(ref)) throw new Refusal(422, 'Reference does not exist');
    await moveRef(call, ref, null);
    return { status: 204 };
  }),
  route('GET', '/repos/:owner/:repo/git/commits/:sha', async (call) => {
    allow(call, READ);
    const commit = await readCommit(call.repo.dir, await resolve(call, call.params.sha ?? ''));
    if (commit === null) throw notFound();
    return { status: 200, body: gitCommit(call, commit) };
  }),
  route('GET', '/repos/:owner/:repo/git/trees/*name', async (call) => {
    allow(call, READ);
    const name = call.params.name ?? '';
    const oid = /^[0-9a-f]{40}$/.test(name) ? name : await resolve(call, name);
    const recursive = call.query.has('recursive');
    const root = (await git(call.repo.dir, ['rev-parse', `${oid}^{tree}`])).toString().trim();
    const entries = await tree(call, root, recursive);
    return { status: 200, body: { sha: root, tree: entries, truncated: false } };
  }),
  route('GET', '/repos/:owner/:repo/git/blobs/:sha', async (call) => {
    allow(call, READ);
    const sha = call.params.sha ?? '';
    if (!/^[0-9a-f]{40}$/.test(sha)) throw notFound();
    const blob = await tryGit(call.repo.dir, ['cat-file', 'blob', sha]);
    if (blob.code !== 0) throw notFound();
    const content = blob.stdout.toString('base64');
    return { status: 200, body: { sha, size: blob.stdout.length, content, encoding: 'base64' } };
  }),
  route('GET', '/repos/:owner/:repo/compare/*range', async (call) => {
    allow(call, READ);
    const [left = '', right = ''] = (call.params.range ?? '').split('...');
    const [base, head] = [await resolve(call, left), await resolve(call, right)];
    const result = await compare(call.repo.dir, base, head);
    if (result.mergeBase === null) throw notFound();
    const origin = await readCommit(call.repo.dir, result.mergeBase);
    const ahead = result.commits.length;
    const { behind } = result;
    const moved =
      ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
    // As at GitHub: the first 250 commits when no page is asked for, files on the first page only.
    const size = Math.min(250, Number(call.query.get('per_page')) || 250);
    const page = Math.max(1, Number(call.query.get('page')) || 1);
    const commits = result.commits.slice((page - 1) * size, page * size);
    const files = page === 1 ? result.files.slice(0, 300) : [];
    return {
      status: 200,
      body: {
        status: moved,
        ahead_by: ahead,
        behind_by: behind,
        total_commits: ahead,
        merge_base_commit: origin === null ? null : commitItem(call, origin),
        commits: commits.map((commit) => commitItem(call, commit)),
        files: files.map((file) => fileItem(call, file, head)),
      },
    };
  }),
  route('GET', '/repos/:owner/:repo/commits', async (call) => {
    allow(call, READ);
    if (call.repo.refs.size === 0) throw new Refusal(409, 'Git Repository is empty.');
    const start = await resolve(call, call.query.get('sha') ?? (await defaultBranch(call)));
    const path = call.query.get('path');
    const commits = await log(call.repo.dir, [start], 1000, path === null ? [] : [path]);
    return paged(
      call,
      commits.map((commit) => commitItem(call, commit)),
    );
  }),
  route('GET', '/repos/:owner/:repo/commits/:sha', async (call) => {
    allow(call, READ);
    const oid = await resolve(call, call.params.sha ?? '');
    const commit = await readCommit(call.repo.dir, oid);
    if (commit === null) throw notFound();
    const files = await changedFiles(call.repo.dir, commit.parents[0] ?? EMPTY_TREE, oid);
    const listed = files.slice(0, 300).map((file) => fileItem(call, file, oid));
    return { status: 200, body: { ...commitItem(call, commit), files: listed } };
  }),
  route('GET', '/repos/:owner/:repo/contents', contents),
  route('GET', '/repos/:owner/:repo/contents/*path', contents),
  route('PUT', '/repos/:owner/:repo/contents/*path', unsupported),
  route('DELETE', '/repos/:owner/:repo/contents/*path', unsupported),
  route('POST', '/repos/:owner/:repo/git/blobs', unsupported),
  route('POST', '/repos/:owner/:repo/git/tags', unsupported),
];
