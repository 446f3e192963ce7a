/**
 * Issues: one per repository and key, known again by a hidden marker, updated in place. The record in the database
 * says which one it is; where there is none, the App's own issues are listed, never searched, before one is made.
 */
import { type Applied, type Effect, effectKey } from '../../effects.ts';
import { marker } from '../../markdown.ts';
import type { WriteContext } from '../apply.ts';
import type { Octokit } from '../github/client.ts';
import { writeComment } from './comments.ts';
import { isGone, statusOf } from './gone.ts';
import { COMMENT_CHARACTERS } from './limits.ts';
import { pinIfFree } from './pins.ts';

type IssueEffect = Extract<Effect, { kind: 'issue' }>;
type RemoteIssue = Pick<
  Awaited<ReturnType<Octokit['rest']['issues']['get']>>['data'],
  'number' | 'title' | 'body' | 'state' | 'labels' | 'html_url' | 'node_id' | 'user'
>;

/** In `hash`, with the time: an issue was about to be made, and nobody recorded what came of it. */
const CREATING = 'creating ';
/** So long after it was made, GitHub lists an issue without fail. */
const LISTED_AFTER_MS = 20_000;
/** Pages of a hundred issues to look through, newest first. */
const MOST_PAGES = 10;

/** Makes the issue, updates it, or leaves it alone; one that was deleted by hand is made again. */
export async function writeIssue(effect: IssueEffect, context: WriteContext): Promise<Applied> {
  const standing = await findRecorded(effect, context);
  const applied = standing
    ? await update(effect, standing, context)
    : await context.alone(effectKey(effect), () => findOrCreate(effect, context));
  const { number } = applied;
  if (effect.closes !== undefined && number !== undefined && effect.closes !== number) {
    await closeOlder(effect, effect.closes, number, context);
  }
  return applied;
}

/** The issue that our own record names, if it still exists. */
async function findRecorded(
  effect: IssueEffect,
  { octokit, posted, at }: WriteContext,
): Promise<RemoteIssue | null> {
  const recorded = await posted.find(effect.repo.id, effectKey(effect));
  if (!recorded || recorded.hash.startsWith(CREATING)) return null;
  try {
    const { data } = await octokit.rest.issues.get({ ...at, issue_number: recorded.remoteId });
    return data;
  } catch (error) {
    if (!isGone(error)) throw error;
    await posted.remove(effect.repo.id, effectKey(effect));
    return null;
  }
}

/**
 * Nobody else is here at the same time; but somebody may just have been, or may have died before the record.
 *
 * @throws while GitHub may not list yet what was made by who died; trying again later is safe
 */
async function findOrCreate(effect: IssueEffect, context: WriteContext): Promise<Applied> {
  const { posted, now } = context;
  const key = effectKey(effect);
  const standing = (await findRecorded(effect, context)) ?? (await findMarked(effect, context));
  if (standing) return update(effect, standing, context);
  const begun = (await posted.find(effect.repo.id, key))?.hash.slice(CREATING.length);
  const ago = begun === undefined ? LISTED_AFTER_MS : now().getTime() - Date.parse(begun);
  if (ago < LISTED_AFTER_MS) {
    // The clock went back: what is waited for must not lie years ahead.
    if (ago < 0) await remember(effect, context, null);
    throw new Error(
      'Whether an issue was opened a moment ago is not known yet; it is looked for again shortly',
    );
  }
  return create(effect, context);
}

/**
 * The newest issue of our own with the marker; anybody else's is ignored. People may have taken off the label, and even
 * our part of the text: then those that this App opened are looked through, by marker and by title.
 */
async function findMarked(effect: IssueEffect, context: WriteContext): Promise<RemoteIssue | null> {
  const { github } = context;
  const { start } = markersOf(effect, github.appId);
  const isMarked = ({ body }: RemoteIssue) => body?.includes(start) ?? false;
  const login = await github.botLogin();
  const labelled = await findOwn({ labels: effect.labels[0] }, isMarked, login, context);
  if (labelled) return labelled;
  const anyMarker = marker(`issue:${github.appId}:end`);
  return findOwn(
    { creator: login },
    (issue) =>
      isMarked(issue) || (issue.title === effect.title && !issue.body?.includes(anyMarker)),
    login,
    context,
  );
}

async function findOwn(
  among: { labels: string } | { creator: string },
  isWanted: (issue: RemoteIssue) => boolean,
  login: string,
  { octokit, at }: WriteContext,
): Promise<RemoteIssue | null> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
    ...at,
    ...among,
    state: 'all',
    sort: 'created',
    direction: 'desc',
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    const found = data.filter(
      (issue) => issue.user?.login === login && !issue.pull_request && isWanted(issue),
    );
    // Should there ever be two, all agree on the first one.
    const first = found.sort((a, b) => a.number - b.number)[0];
    if (first) return first;
    if (++page === MOST_PAGES) break;
  }
  return null;
}

async function create(effect: IssueEffect, context: WriteContext): Promise<Applied> {
  const { octokit, posted, github, at, log } = context;
  await remember(effect, context, null);
  const { data } = await octokit.rest.issues
    .create({
      ...at,
      title: effect.title,
      body: blockOf(effect, github.appId),
      labels: [...effect.labels],
      // After an outage nobody knows whether it was made: the next run looks before it writes.
      request: { retries: 0 },
    })
    .catch(async (error: unknown) => {
      const status = statusOf(error) ?? 500;
      if (status < 500) await posted.remove(effect.repo.id, effectKey(effect));
      throw error;
    });
  await remember(effect, context, data);
  const missing = missingLabels(effect.labels, data);
  if (missing.length > 0) {
    await octokit.rest.issues.addLabels({ ...at, issue_number: data.number, labels: missing });
  }
  if (effect.state === 'closed') {
    await octokit.rest.issues.update({ ...at, issue_number: data.number, state: 'closed' });
  }
  if (effect.pin) await pinIfFree(octokit, at, data, log);
  return { outcome: 'created', url: data.html_url, number: data.number };
}

async function update(
  effect: IssueEffect,
  standing: RemoteIssue,
  context: WriteContext,
): Promise<Applied> {
  const { octokit, github, at, log } = context;
  const { number, html_url: url } = standing;
  const before = (standing.body ?? '').replaceAll('\r\n', '\n');
  const body = withBlock(before, effect, github.appId);
  if (body.length > COMMENT_CHARACTERS) {
    log.warn(
      { repo: effect.repo.id, issue: number, characters: body.length },
      "An issue was left as it is: what people wrote around Weir's part leaves too little room",
    );
    const reason = `Issue #${number} was left as it is, because what people wrote around Weir's part leaves too little room. Move some of it into a comment.`;
    return { outcome: 'skipped', url, number, reason };
  }
  const changes = {
    ...(standing.title === effect.title ? {} : { title: effect.title }),
    ...(before.trimEnd() === body.trimEnd() ? {} : { body }),
    ...(effect.state === 'as-is' || effect.state === standing.state ? {} : { state: effect.state }),
  };
  // People may take other labels off; by the first one it is found.
  const missing = missingLabels([effect.labels[0]], standing);
  if (missing.length > 0) {
    await octokit.rest.issues.addLabels({ ...at, issue_number: number, labels: missing });
  }
  const changed = Object.keys(changes).length > 0;
  if (changed) await octokit.rest.issues.update({ ...at, issue_number: number, ...changes });
  await remember(effect, context, standing);
  return { outcome: changed || missing.length > 0 ? 'updated' : 'unchanged', url, number };
}

/** Closes an older issue with a link to the one that goes on; the link first, so that a crash loses neither. */
async function closeOlder(
  effect: IssueEffect,
  older: number,
  newer: number,
  context: WriteContext,
): Promise<void> {
  const { octokit, github, at } = context;
  const standing = await octokit.rest.issues
    .get({ ...at, issue_number: older })
    .then(({ data }) => data)
    .catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
  if (standing?.state !== 'open' || standing.user?.login !== (await github.botLogin())) return;
  const body = `Continued in #${newer}.`;
  const { repo, key } = effect;
  const link = { kind: 'comment', repo, issue: older, key: `continued-${key}`, body } as const;
  await writeComment(link, context);
  await octokit.rest.issues.update({
    ...at,
    issue_number: older,
    state: 'closed',
    state_reason: 'completed',
  });
}

function markersOf({ key }: IssueEffect, appId: number) {
  return { start: marker(`issue:${appId}:${key}`), end: marker(`issue:${appId}:end`) };
}

/** What is ours, between its markers. */
function blockOf(effect: IssueEffect, appId: number): string {
  const { start, end } = markersOf(effect, appId);
  const block = `${start}\n${effect.body}\n\n${end}`;
  if (block.length > COMMENT_CHARACTERS) {
    throw new RangeError(
      `An issue with its markers has ${block.length} characters; GitHub takes at most ${COMMENT_CHARACTERS}. This is a bug in Weir; please report it.`,
    );
  }
  return block;
}

/** The text with our part replaced; where the end is gone, everything behind the start is taken for ours. */
function withBlock(text: string, effect: IssueEffect, appId: number): string {
  const { start, end } = markersOf(effect, appId);
  const block = blockOf(effect, appId);
  const from = text.indexOf(start);
  if (from < 0) return text.trim() === '' ? block : `${text.trimEnd()}\n\n${block}`;
  const to = text.indexOf(end, from);
  return text.slice(0, from) + block + (to < 0 ? '' : text.slice(to + end.length));
}

function missingLabels(wanted: readonly string[], { labels }: RemoteIssue): string[] {
  const there = new Set(
    labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')).toLowerCase()),
  );
  return wanted.filter((label) => !there.has(label.toLowerCase()));
}

/** @param issue null: about to be made */
async function remember(
  effect: IssueEffect,
  { posted, now }: WriteContext,
  issue: RemoteIssue | null,
): Promise<void> {
  await posted.save(effect.repo.id, effectKey(effect), {
    remoteId: issue?.number ?? 0,
    url: issue?.html_url ?? null,
    hash: issue ? 'issue' : `${CREATING}${now().toISOString()}`,
    annotated: false,
    checkName: null,
    oid: null,
  });
}
