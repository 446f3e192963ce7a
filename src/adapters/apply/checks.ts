/** Check runs: written when their content differs, one run per commit and name as far as GitHub allows. */
import { createHash } from 'node:crypto';
import {
  type Annotation,
  type Applied,
  type CheckButton,
  type CheckOutput,
  type Conclusion,
  type Effect,
  effectKey,
} from '../../effects.ts';
import type { WriteContext } from '../apply.ts';
import type { Octokit } from '../github/client.ts';
import type { PostedObject } from '../store/posted.ts';
import { IN_DOUBT } from '../store/posted.ts';
import { statusOf } from './gone.ts';
import { ANNOTATIONS_PER_REQUEST, shown } from './limits.ts';

type CheckRun = Extract<Effect, { kind: 'check-run' }>;
type CheckStarted = Extract<Effect, { kind: 'check-started' }>;
type ListedRun = Awaited<
  ReturnType<Octokit['rest']['checks']['listForRef']>
>['data']['check_runs'][number];

interface RunContent {
  owner: string;
  repo: string;
  external_id: string;
  status: 'in_progress' | 'completed';
  conclusion?: Conclusion;
  output: Omit<CheckOutput, 'footnote'> & { annotations?: ReturnType<typeof toAnnotation>[] };
  actions?: CheckButton[];
}

/** In `hash`: the run was announced and has no verdict yet. */
const STARTED = 'started';
/** In `hash`: a write of several requests was begun and not ended. */
const UNFINISHED = 'unfinished';
const PREFIX = 'weir:';
/**
 * For requests that add annotations: one that was done and whose answer was lost would add them again. The job is run
 * again instead, and finds a run that is not finished.
 */
const SENT_ONCE = { request: { retries: 0 } };

/** Writes a verdict; an equal one that stands is left alone. */
export async function writeCheck(effect: CheckRun, context: WriteContext): Promise<Applied> {
  const hash = hashOf(effect);
  const standing = await findStanding(effect, context);
  if (standing?.hash === hash) return { outcome: 'unchanged', url: standing.url };

  const [first, ...more] = inRequests(effect.annotations);
  const annotated = effect.annotations.length > 0;
  const content = (annotations: Annotation[], complete: boolean): RunContent => ({
    ...context.at,
    external_id: `${PREFIX}${complete ? hash : UNFINISHED}`,
    status: 'completed',
    conclusion: effect.conclusion,
    output: { ...shown(effect.output), annotations: annotations.map(toAnnotation) },
    actions: effect.buttons,
  });

  let result: { id: number; html_url: string | null } | null = null;
  let outcome: Applied['outcome'] = 'created';
  if (standing) {
    // Whatever is lost from here on, the words that stood are not taken for those that stand.
    const either = standing.annotated || annotated;
    await remember(effect, context, { ...standing, hash: UNFINISHED, annotated: either });
  }
  // GitHub appends annotations to a run and never removes one, so a run with some is not written again.
  if (standing && !standing.annotated) {
    result = await update(standing.remoteId, content(first ?? [], more.length === 0), context);
    if (result) outcome = 'updated';
  }
  if (!result) {
    const { data } = await context.octokit.rest.checks.create({
      ...content(first ?? [], more.length === 0),
      name: effect.name,
      head_sha: effect.oid,
    });
    result = data;
    if (standing) outcome = 'updated';
  }
  const { id: remoteId, html_url: url } = result;
  if (more.length > 0) {
    await remember(effect, context, { remoteId, url, hash: UNFINISHED, annotated });
  }
  for (const [index, annotations] of more.entries()) {
    await context.octokit.rest.checks.update({
      ...content(annotations, index === more.length - 1),
      check_run_id: remoteId,
      ...SENT_ONCE,
    });
  }
  await remember(effect, context, { remoteId, url, hash, annotated });
  return { outcome, url };
}

/** Shows that work has begun; with `if-unjudged` only where no verdict stands. */
export async function announceCheck(effect: CheckStarted, context: WriteContext): Promise<Applied> {
  const standing = await findStanding(effect, context);
  if (standing?.hash === STARTED) return { outcome: 'unchanged', url: standing.url };
  const unfinished = standing?.hash === UNFINISHED;
  if (standing && !unfinished && effect.when === 'if-unjudged') {
    return { outcome: 'unchanged', url: standing.url };
  }
  const content: RunContent = {
    ...context.at,
    external_id: `${PREFIX}${STARTED}`,
    status: 'in_progress',
    output: { title: effect.title, summary: effect.summary },
  };
  // A verdict that stands stays in the history: the announcement gets a run of its own.
  let result =
    unfinished && !standing.annotated ? await update(standing.remoteId, content, context) : null;
  if (!result) {
    const { data } = await context.octokit.rest.checks.create({
      ...content,
      name: effect.name,
      head_sha: effect.oid,
    });
    result = data;
  }
  await remember(effect, context, {
    remoteId: result.id,
    url: result.html_url,
    hash: STARTED,
    annotated: false,
  });
  return { outcome: 'created', url: result.html_url };
}

/** The run that counts, from our own record or, where that knows nothing, from GitHub. */
async function findStanding(
  effect: CheckRun | CheckStarted,
  context: WriteContext,
): Promise<PostedObject | null> {
  const recorded = await context.posted.find(effect.repo.id, effectKey(effect));
  if (recorded && recorded.hash !== IN_DOUBT) return recorded;
  const { data } = await context.octokit.rest.checks.listForRef({
    ...context.at,
    ref: effect.oid,
    check_name: effect.name,
    app_id: context.github.appId,
    filter: 'latest',
    per_page: 100,
  });
  const own = (data.check_runs ?? [])
    .filter((run) => run.name === effect.name && isOurs(run, context.github.appId))
    .sort((a, b) => b.id - a.id)[0];
  if (!own) return null;
  const standing: PostedObject = {
    remoteId: own.id,
    url: own.html_url,
    hash: standingHash(own),
    annotated: (own.output?.annotations_count ?? 0) > 0,
  };
  await remember(effect, context, standing);
  return standing;
}

function standingHash(run: ListedRun): string {
  const said = run.external_id?.startsWith(PREFIX) ? run.external_id.slice(PREFIX.length) : '';
  if (run.status === 'in_progress' && said === STARTED) return STARTED;
  // "Re-run" on GitHub puts a run back to queued: whatever it said does not stand any more.
  if (run.status !== 'completed') return UNFINISHED;
  return said === STARTED ? UNFINISHED : said;
}

function isOurs(run: ListedRun, appId: number): boolean {
  return run.app ? run.app.id === appId : (run.external_id ?? '').startsWith(PREFIX);
}

/** Updates a run in place; null when it is gone. */
async function update(
  id: number,
  content: RunContent,
  context: WriteContext,
): Promise<{ id: number; html_url: string | null } | null> {
  try {
    const { data } = await context.octokit.rest.checks.update({
      ...content,
      check_run_id: id,
      ...(content.output.annotations?.length ? SENT_ONCE : {}),
    });
    return data;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

async function remember(
  effect: CheckRun | CheckStarted,
  { posted }: WriteContext,
  object: PostedObject,
): Promise<void> {
  await posted.save(effect.repo.id, effectKey(effect), {
    ...object,
    checkName: effect.name,
    oid: effect.oid,
  });
}

/** Ids of commits and blobs, in links and in git's own words: they change with every push of the other side. */
const OBJECT_IDS = /\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g;

/** What counts as a change; the footnote and object ids do not. */
function hashOf({ conclusion, output, annotations, buttons }: CheckRun): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        conclusion,
        output.title,
        output.summary,
        output.text ?? null,
        annotations.map(toAnnotation),
        buttons.map(({ label, description, identifier }) => [label, description, identifier]),
      ]).replace(OBJECT_IDS, ''),
    )
    .digest('hex')
    .slice(0, 40);
}

function toAnnotation({ path, startLine, endLine, level, title, message }: Annotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    title,
    message,
  };
}

function inRequests(annotations: Annotation[]): Annotation[][] {
  const requests: Annotation[][] = [];
  for (let start = 0; start < annotations.length; start += ANNOTATIONS_PER_REQUEST) {
    requests.push(annotations.slice(start, start + ANNOTATIONS_PER_REQUEST));
  }
  return requests;
}
