/** Sticky comments: one per discussion and key, known again by a hidden marker, updated in place. */
import { createHash } from 'node:crypto';
import { type Applied, type Effect, effectKey } from '../../effects.ts';
import { marker } from '../../markdown.ts';
import type { WriteContext } from '../apply.ts';
import { isGone } from './gone.ts';
import { COMMENT_CHARACTERS } from './limits.ts';

type Comment = Extract<Effect, { kind: 'comment' }>;

interface RemoteComment {
  id: number;
  html_url: string;
  body?: string | undefined;
}

/** Creates the comment, updates it, or leaves it alone; one that was deleted by hand is created again. */
export async function writeComment(effect: Comment, context: WriteContext): Promise<Applied> {
  const body = withMarker(effect);
  const existing = (await findRecorded(effect, context)) ?? (await findMarked(effect, context));
  if (!existing) {
    const { data } = await context.octokit.rest.issues.createComment({
      ...context.at,
      issue_number: effect.issue,
      body,
      // After an outage nobody knows whether it was created: the next run looks before it writes.
      request: { retries: 0 },
    });
    await remember(effect, context, data, body);
    return { outcome: 'created', url: data.html_url };
  }
  // GitHub stores line breaks its own way.
  if (existing.body?.replaceAll('\r\n', '\n') === body) {
    await remember(effect, context, existing, body);
    return { outcome: 'unchanged', url: existing.html_url };
  }
  const { data } = await context.octokit.rest.issues.updateComment({
    ...context.at,
    comment_id: existing.id,
    body,
  });
  await remember(effect, context, data, body);
  return { outcome: 'updated', url: data.html_url };
}

function withMarker({ key, body }: Comment): string {
  const mark = marker(key);
  const marked = `${mark}\n${body}`;
  if (marked.length > COMMENT_CHARACTERS) {
    throw new RangeError(
      `A comment with its marker has ${marked.length} characters; GitHub takes at most ${COMMENT_CHARACTERS}. This is a bug in Weir; please report it.`,
    );
  }
  return marked;
}

/** The comment that our own record names, if it still exists. */
async function findRecorded(
  effect: Comment,
  { octokit, posted, at }: WriteContext,
): Promise<RemoteComment | null> {
  const recorded = await posted.find(effect.repo.id, effectKey(effect));
  if (!recorded) return null;
  try {
    const { data } = await octokit.rest.issues.getComment({ ...at, comment_id: recorded.remoteId });
    return data;
  } catch (error) {
    if (!isGone(error)) throw error;
    await posted.remove(effect.repo.id, effectKey(effect));
    return null;
  }
}

/** The oldest comment of our own bot with the marker; anybody else's is ignored. */
async function findMarked(
  effect: Comment,
  { octokit, github, at }: WriteContext,
): Promise<RemoteComment | null> {
  const mark = marker(effect.key);
  const login = await github.botLogin();
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...at,
    issue_number: effect.issue,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const found = data.find(({ user, body }) => user?.login === login && body?.startsWith(mark));
    if (found) return found;
  }
  return null;
}

async function remember(
  effect: Comment,
  { posted }: WriteContext,
  { id, html_url: url }: RemoteComment,
  body: string,
): Promise<void> {
  await posted.save(effect.repo.id, effectKey(effect), {
    remoteId: id,
    url,
    hash: createHash('sha256').update(body).digest('hex').slice(0, 40),
    annotated: false,
    checkName: null,
    oid: null,
  });
}
