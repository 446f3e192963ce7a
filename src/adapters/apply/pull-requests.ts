/** Pull requests of our own: files on a branch of its own, one commit for each change of what they say. */
import { createHash } from 'node:crypto';
import { type Applied, type Effect, effectKey } from '../../effects.ts';
import type { WriteContext } from '../apply.ts';
import { isRefused, orAbsent } from '../github/answers.ts';

type PullRequest = Extract<Effect, { kind: 'pull-request' }>;

interface OpenPull {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
}

const skipped = (reason: string): Applied => ({ outcome: 'skipped', url: null, reason });

/** Writes branch and pull request, or says why not. */
export async function writePullRequest(
  effect: PullRequest,
  context: WriteContext,
): Promise<Applied> {
  try {
    return await context.alone(effectKey(effect), () => write(effect, context));
  } catch (error) {
    if (!isRefused(error)) throw error;
    context.log.warn(
      { effect: effectKey(effect), reason: (error as Error).message },
      'A pull request was not opened: the App may not write contents in this repository',
    );
    return skipped(
      'The App may not push to this repository. Grant it "Contents: Read and write" and "Pull requests: Read and write" if it should open pull requests.',
    );
  }
}

async function write(effect: PullRequest, context: WriteContext): Promise<Applied> {
  const { octokit, github, at } = context;
  const { repo, branch, base } = effect;
  const { git } = github.contents(repo.installation).rest;
  const tip = (await orAbsent(git.getRef({ ...at, ref: `heads/${branch}` })))?.data.object.sha;
  const { data: pulls } = await octokit.rest.pulls.list({
    ...at,
    state: 'open',
    head: `${at.owner}:${branch}`,
    base: base.ref,
  });
  const open: OpenPull | undefined = pulls[0];
  if (tip !== undefined && !(await isOurs(tip, effect, context))) {
    return skipped(
      `Somebody else has committed to ${branch}, so it was left alone. Merge it or delete it, then ask again.`,
    );
  }
  // Without an open pull request, what the branch held has landed or was turned down: it begins again.
  const parent = open && tip !== undefined ? tip : base.oid;
  const before = await git.getCommit({ ...at, commit_sha: parent });
  const { data: tree } = await git.createTree({
    ...at,
    base_tree: before.data.tree.sha,
    tree: effect.files.map(({ path, text }) => ({
      path,
      mode: '100644' as const,
      type: 'blob' as const,
      content: text,
    })),
  });
  const changed = tree.sha !== before.data.tree.sha;
  if (changed) {
    const { data: commit } = await git.createCommit({
      ...at,
      message: `${effect.title}\n\n${mark(effect)}`,
      tree: tree.sha,
      parents: [parent],
    });
    if (tip === undefined) {
      await git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.sha });
    } else {
      const force = parent !== tip;
      await git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit.sha, force });
    }
  }
  if (!open) {
    if (!changed) return { outcome: 'unchanged', url: null };
    return create(effect, context);
  }
  return { ...(await update(effect, open, changed, context)), url: open.html_url };
}

/** Marks a commit as ours, beside whoever else may commit to the branch. */
function mark({ key }: PullRequest): string {
  return `Weir-Key: ${key}`;
}

async function isOurs(oid: string, effect: PullRequest, { github, at }: WriteContext) {
  const { git } = github.contents(effect.repo.installation).rest;
  const { data } = await git.getCommit({ ...at, commit_sha: oid });
  return data.message.trimEnd().endsWith(`\n${mark(effect)}`);
}

async function create(effect: PullRequest, context: WriteContext): Promise<Applied> {
  const { branch, base, title, body } = effect;
  const { data } = await context.octokit.rest.pulls.create({
    ...context.at,
    head: branch,
    base: base.ref,
    title,
    body,
    request: { retries: 0 },
  });
  await remember(effect, context, data);
  return { outcome: 'created', url: data.html_url };
}

/** Title and text are written again only when ours changed: what people made of them stays. */
async function update(
  effect: PullRequest,
  open: OpenPull,
  changed: boolean,
  context: WriteContext,
): Promise<Pick<Applied, 'outcome'>> {
  const { posted, octokit, at } = context;
  const known = await posted.find(effect.repo.id, effectKey(effect));
  const said = known ? known.hash === hashOf(effect) : open.body === effect.body;
  if (said) return { outcome: changed ? 'updated' : 'unchanged' };
  const { title, body } = effect;
  await octokit.rest.pulls.update({ ...at, pull_number: open.number, title, body });
  await remember(effect, context, open);
  return { outcome: 'updated' };
}

function hashOf({ title, body }: PullRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([title, body]))
    .digest('hex')
    .slice(0, 40);
}

async function remember(
  effect: PullRequest,
  { posted }: WriteContext,
  { number, html_url: url }: Pick<OpenPull, 'number' | 'html_url'>,
): Promise<void> {
  await posted.save(effect.repo.id, effectKey(effect), {
    remoteId: number,
    url,
    hash: hashOf(effect),
    annotated: false,
    checkName: null,
    oid: null,
  });
}
