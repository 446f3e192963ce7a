/** Check runs: the emulator keeps their state; annotations, buttons, App and limits are GitHub's own here. */
import { commitOf } from '../bare.ts';
import { decorate } from '../decorate.ts';
import { emit } from '../events.ts';
import type { Actor, Annotation, CheckExtra, Hub, Repo } from '../hub.ts';
import { appJson, fullName } from '../hub.ts';
import { asText, type CheckRunJson, isObject, type Json } from '../json.ts';
import {
  allow,
  at,
  type Call,
  forward,
  invalid,
  notFound,
  paged,
  Refusal,
  type Route,
  route,
} from '../routing.ts';
import { resolve } from './git.ts';

const READ = { app: ['checks'], level: 'read', role: 'read' } as const;
const WRITE = { app: ['checks'], level: 'write', role: 'admin' } as const;

/** GitHub counts bytes here, not characters. */
const OUTPUT_LIMIT = 65_535;
const ANNOTATIONS_A_REQUEST = 50;

/** Takes apart what the emulator understands from what it does not; refuses what GitHub refuses. */
function parts(body: Json) {
  const output = isObject(body.output) ? body.output : undefined;
  for (const field of ['summary', 'text']) {
    if (Buffer.byteLength(asText(output?.[field]) ?? '') > OUTPUT_LIMIT) {
      throw invalid('CheckRun', field, `${field} exceeds a maximum bytesize of ${OUTPUT_LIMIT}`);
    }
  }
  if (output !== undefined && (asText(output.title) ?? '') === '') {
    throw invalid('CheckRun', 'title', 'An output needs a title');
  }
  if (output !== undefined && asText(output.summary) === undefined) {
    throw invalid('CheckRun', 'summary', 'An output needs a summary');
  }
  const annotations = (
    Array.isArray(output?.annotations) ? output.annotations : []
  ) as Annotation[];
  if (annotations.length > ANNOTATIONS_A_REQUEST) {
    throw invalid('CheckRun', 'annotations', 'At most 50 annotations a request');
  }
  for (const one of annotations) {
    const complete =
      one.path && one.message && one.start_line > 0 && one.end_line >= one.start_line;
    if (!complete || !['notice', 'warning', 'failure'].includes(one.annotation_level)) {
      throw invalid('CheckRun', 'annotations', `Invalid annotation on ${one.path}`);
    }
  }
  const actions = Array.isArray(body.actions) ? (body.actions as CheckExtra['actions']) : undefined;
  for (const { label, description, identifier } of actions ?? []) {
    if (label.length > 20 || description.length > 40 || identifier.length > 20) {
      throw invalid('CheckRun', 'actions', `The button "${label}" is too long (20, 40, 20)`);
    }
  }
  if ((actions?.length ?? 0) > 3) throw invalid('CheckRun', 'actions', 'At most 3 actions');
  const { actions: _buttons, ...rest } = body;
  const status = body.conclusion === undefined ? {} : { status: 'completed' };
  const kept: Json = { ...rest, ...status };
  if (output !== undefined) kept.output = { ...output, annotations: [] };
  return { annotations, actions, kept };
}

async function create(call: Call) {
  if (call.actor.kind === 'person') {
    throw new Refusal(403, 'You must authenticate via a GitHub App.');
  }
  allow(call, WRITE);
  return createAs(call, call.actor, appJson(call.hub));
}

/** Creates a run in the name of an App. */
export async function createAs(call: Call, actor: Actor, app: Json) {
  const sha = asText(call.body.head_sha) ?? '';
  const known = /^[0-9a-f]{40}$/.test(sha) ? await commitOf(call.repo.dir, sha) : null;
  if (known === null) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const { annotations, actions, kept } = parts(call.body);
  const started = { started_at: call.hub.now().toISOString() };
  const answer = await forward(call, { body: { ...started, ...kept } });
  if (answer.status !== 201) return answer;
  const run = answer.body as CheckRunJson;
  const externalId = asText(run.external_id) ?? '';
  const { name } = run;
  const extra: CheckExtra = { sha, app, annotations, actions: actions ?? [], name, externalId };
  call.repo.checks.set(run.id, extra);
  await emitRun(call.hub, call.repo, 'created', run.id, actor);
  if (run.status === 'completed') await emitRun(call.hub, call.repo, 'completed', run.id, actor);
  return { ...answer, body: await readRun(call.hub, call.repo, run.id) };
}

export async function readRun(hub: Hub, repo: Repo, id: number): Promise<CheckRunJson> {
  const run = await hub.emulated.get<CheckRunJson>(`/repos/${fullName(repo)}/check-runs/${id}`);
  return decorate(hub, run) as CheckRunJson;
}

export async function emitRun(
  hub: Hub,
  repo: Repo,
  action: string,
  id: number,
  actor: Actor,
  more: Json = {},
): Promise<void> {
  // Only the App that owns a run hears of its buttons.
  const own = repo.checks.get(id)?.app.id === hub.app.id;
  if (!own && (action === 'rerequested' || action === 'requested_action')) return;
  const run = await readRun(hub, repo, id);
  const check_suite = {
    ...run.check_suite,
    head_branch: branchAt(repo, repo.checks.get(id)?.sha),
    app: run.app,
    pull_requests: run.pull_requests,
  };
  const check_run = { ...run, check_suite };
  await emit(hub, repo, 'check_run', { action, check_run, ...more }, actor);
}

/** A branch whose tip a commit is; null when it is none's. */
function branchAt(repo: Repo, sha: string | undefined): string | null {
  const found = [...repo.refs].find(([ref, oid]) => ref.startsWith('refs/heads/') && oid === sha);
  return found?.[0].slice('refs/heads/'.length) ?? null;
}

function extraOf(call: Call): CheckExtra {
  const extra = call.repo.checks.get(Number(call.params.id));
  if (extra === undefined) throw notFound();
  return extra;
}

async function update(call: Call) {
  allow(call, WRITE);
  const extra = extraOf(call);
  if (call.actor.kind === 'person' || extra.app.id !== call.hub.app.id) {
    throw new Refusal(403, 'Invalid app_id: the check run belongs to another App.');
  }
  const before = await readRun(call.hub, call.repo, Number(call.params.id));
  const { annotations, actions, kept } = parts(call.body);
  const answer = await forward(call, { body: kept });
  if (answer.status !== 200) return answer;
  const run = answer.body as CheckRunJson;
  // GitHub appends the annotations of later requests and replaces the buttons.
  extra.annotations.push(...annotations);
  if (actions !== undefined) extra.actions = actions;
  extra.name = run.name;
  if (run.status === 'completed' && before.status !== 'completed') {
    await emitRun(call.hub, call.repo, 'completed', run.id, call.actor);
  }
  return { ...answer, body: await readRun(call.hub, call.repo, run.id) };
}

/** Runs of a commit; `latest` keeps the newest of each name and App. */
async function list(call: Call) {
  allow(call, READ);
  const sha = await resolve(call, call.params.ref ?? '');
  const all = [...call.repo.checks].filter(([, extra]) => extra.sha === sha).reverse();
  const app = call.query.get('app_id');
  const named = all.filter(
    ([, extra]) =>
      (call.query.get('check_name') ?? extra.name) === extra.name &&
      (app === null || Number(app) === extra.app.id),
  );
  const seen = new Set<string>();
  const latest = named.filter(([, extra]) => {
    const key = `${extra.app.id} ${extra.name}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  const chosen = call.query.get('filter') === 'all' ? named : latest;
  const runs = await Promise.all(chosen.map(([id]) => readRun(call.hub, call.repo, id)));
  const status = call.query.get('status');
  const fitting = runs.filter((run) => status === null || run.status === status);
  return paged(call, fitting, (check_runs) => ({ total_count: fitting.length, check_runs }));
}

async function annotations(call: Call) {
  allow(call, READ);
  const extra = extraOf(call);
  const base = `${call.hub.url}/${fullName(call.repo)}/blob/${extra.sha}`;
  return paged(
    call,
    extra.annotations.map((one) => ({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...one,
      blob_href: `${base}/${one.path}`,
    })),
  );
}

async function rerequest(call: Call) {
  allow(call, { ...WRITE, role: 'write' });
  extraOf(call);
  await emitRun(call.hub, call.repo, 'rerequested', Number(call.params.id), call.actor);
  return { status: 201, body: {} };
}

async function rerequestSuite(call: Call) {
  allow(call, { ...WRITE, role: 'write' });
  const suites = at(call, `/check-suites/${call.params.id}`);
  const suite = await call.hub.emulated.get<Json>(suites);
  await emitSuite(call.hub, call.repo, suite, call.actor);
  return { status: 201, body: {} };
}

/** `check_suite.rerequested`, as "Re-run all checks" sends it. */
export async function emitSuite(hub: Hub, repo: Repo, suite: Json, actor: Actor): Promise<void> {
  const pulls = [...repo.pulls.values()].filter(({ head }) => head === suite.head_sha);
  const pull_requests = pulls.map(({ number, head, headRef, base, baseRef }) => ({
    number,
    head: { ref: headRef, sha: head },
    base: { ref: baseRef, sha: base },
  }));
  const check_suite = { ...suite, app: appJson(hub), pull_requests };
  await emit(hub, repo, 'check_suite', { action: 'rerequested', check_suite }, actor);
}

const RUN = '/repos/:owner/:repo/check-runs/:id';

export const CHECK_ROUTES: Route[] = [
  route('POST', '/repos/:owner/:repo/check-runs', create),
  route('PATCH', RUN, update),
  route('GET', `${RUN}/annotations`, annotations),
  route('POST', `${RUN}/rerequest`, rerequest),
  route('POST', '/repos/:owner/:repo/check-suites/:id/rerequest', rerequestSuite),
  route('GET', '/repos/:owner/:repo/commits/*ref/check-runs', list),
  route('GET', '/repos/:owner/:repo/commits/*ref/check-suites', async (call) => {
    allow(call, READ);
    const sha = await resolve(call, call.params.ref ?? '');
    const ids = [...call.repo.checks].filter(([, extra]) => extra.sha === sha);
    const runs = await Promise.all(ids.map(([id]) => readRun(call.hub, call.repo, id)));
    const suites = [
      ...new Map(runs.map(({ check_suite }) => [check_suite.id, check_suite])).values(),
    ];
    return paged(call, suites, (check_suites) => ({ total_count: suites.length, check_suites }));
  }),
];
