/** Trees and commits that are made by API calls, in the bare repository. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { commitOf, commitTree, git, tryGit } from '../bare.ts';
import { readCommit } from '../history.ts';
import { actorLogin } from '../hub.ts';
import { asText, isObject, type Json } from '../json.ts';
import { allow, type Call, notFound, Refusal, type Route, route } from '../routing.ts';
import { gitCommit } from './git.ts';

const WRITE = { app: ['contents'], level: 'write', role: 'write' } as const;
const MODES = ['100644', '100755', '120000', '160000', '040000'];

/** A tree of entries on top of another one; an entry without content and object takes its path away. */
async function makeTree(call: Call) {
  allow(call, WRITE);
  const { dir } = call.repo;
  const entries = Array.isArray(call.body.tree) ? call.body.tree.filter(isObject) : [];
  if (entries.length === 0) throw new Refusal(422, 'Invalid tree info');
  const index = `${dir}/index-${randomBytes(6).toString('hex')}`;
  const env = { GIT_INDEX_FILE: index };
  try {
    const base = asText(call.body.base_tree);
    if (base !== undefined) {
      const known = /^[0-9a-f]{40}$/.test(base);
      const read = known ? await tryGit(dir, ['read-tree', base], { env }) : null;
      if (read?.code !== 0) throw notFound();
    }
    for (const entry of entries) await place(dir, entry, env);
    const sha = (await git(dir, ['write-tree'], { env })).toString().trim();
    return { status: 201, body: { sha, tree: [], truncated: false } };
  } finally {
    await rm(index, { force: true });
  }
}

async function place(dir: string, entry: Json, env: Record<string, string>): Promise<void> {
  const [path, mode] = [asText(entry.path) ?? '', asText(entry.mode) ?? ''];
  if (
    path === '' ||
    path.startsWith('/') ||
    /(^|\/)\.{1,2}(\/|$)/.test(path) ||
    !MODES.includes(mode)
  ) {
    throw new Refusal(422, 'tree.path contains a malformed path component');
  }
  const content = asText(entry.content);
  const made = async (text: string) =>
    (await git(dir, ['hash-object', '-w', '--stdin'], { input: text })).toString().trim();
  const sha = content === undefined ? asText(entry.sha) : await made(content);
  const line = sha === undefined ? `0 ${'0'.repeat(40)}\t${path}` : `${mode} ${sha}\t${path}`;
  await git(dir, ['update-index', '-z', '--add', '--index-info'], { env, input: `${line}\0` });
}

/** A commit by the sender; GitHub signs what an App makes. */
async function makeCommit(call: Call) {
  allow(call, WRITE);
  const { dir, made } = call.repo;
  const parents = Array.isArray(call.body.parents)
    ? call.body.parents.map((one) => asText(one) ?? '')
    : [];
  for (const parent of parents) {
    const known = /^[0-9a-f]{40}$/.test(parent) ? await commitOf(dir, parent) : null;
    if (known === null)
      throw new Refusal(422, 'Parent SHA does not exist or is not a commit object');
  }
  const tree = asText(call.body.tree) ?? '';
  const found = await tryGit(dir, ['cat-file', '-e', `${tree}^{tree}`]);
  if (!/^[0-9a-f]{40}$/.test(tree) || found.code !== 0) {
    throw new Refusal(422, 'Tree SHA does not exist');
  }
  const message = asText(call.body.message) ?? '';
  const oid = await commitTree(dir, {
    tree,
    parents,
    message,
    author: actorLogin(call.hub, call.actor),
  });
  made.add(oid);
  const commit = await readCommit(dir, oid);
  if (commit === null) throw notFound();
  return { status: 201, body: gitCommit(call, commit) };
}

export const GIT_OBJECT_ROUTES: Route[] = [
  route('POST', '/repos/:owner/:repo/git/trees', makeTree),
  route('POST', '/repos/:owner/:repo/git/commits', makeCommit),
];
