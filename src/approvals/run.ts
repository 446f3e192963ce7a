/**
 * The approvals feature: a full re-read of each pull request, one check on each head. It reaches the world
 * only through `deps`.
 */
import type { Effect } from '../effects.ts';
import type { About, Job } from '../jobs.ts';
import { PLAN_PATH } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { ApprovalStanding } from '../ports/standing.ts';
import type { Deps, Oid, Repository, Run } from '../ports.ts';
import { toAnswer } from './answer.ts';
import { judgePull, type OpenPull, readSurroundings, type Surroundings } from './gather.ts';
import { type RenderedCheck, renderApprovals, renderBrokenPlan, renderNoPlan } from './render.ts';
import { APPROVALS_CHECK, type JudgedPull } from './report.ts';
import { whomToAsk } from './request.ts';

/** Judges the open pull requests that a job is about, and all others that share their heads. */
export async function* judgeApprovals(job: Extract<Job, { kind: 'approvals' }>, deps: Deps): Run {
  const around = await readSurroundings(job.repo, deps);
  const heads = await headsAbout(job.about, around, deps);
  const { state, target } = around.reading;
  if (state.kind !== 'valid') {
    if (state.kind === 'absent' && !(await deps.ledger.hasPosted(job.repo, APPROVALS_CHECK)))
      return;
    const check =
      state.kind === 'broken'
        ? renderBrokenPlan(state.problems, target.ref)
        : renderNoPlan(target.ref);
    yield heads.map((oid) => checkRun(around, oid, check));
    return;
  }
  const failures: unknown[] = [];
  for (const oid of heads) {
    // One pull request that cannot be read must not keep the others waiting; the job is run again for it.
    try {
      yield* judgeHead(oid, state.plan, around, deps);
    } catch (error) {
      deps.log.warn({ repo: job.repo.id, oid, error }, 'the approvals of a head were not judged');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Judges all pull requests with this head, says so, and asks for the reviews that are missing. */
async function* judgeHead(oid: Oid, plan: Plan, around: Surroundings, deps: Deps): Run {
  const judged: JudgedPull[] = [];
  for (const pull of around.pulls.filter((each) => each.oid === oid)) {
    judged.push(await judgePull(plan, around, pull, deps));
  }
  yield [checkRun(around, oid, renderApprovals(judged))];
  const requests = await requestsFor(plan, judged, around, deps);
  if (requests.length > 0) yield requests;
}

/** Judges one open pull request and writes nothing; where that cannot be, a sentence with what to do. */
export async function judgeOpenPull(
  repo: Repository,
  number: number,
  deps: Deps,
): Promise<{ judged: JudgedPull } | { refused: string }> {
  const around = await readSurroundings(repo, deps);
  const { state, target } = around.reading;
  const pull = around.pulls.find(({ pullRequest }) => pullRequest.number === number);
  if (!pull)
    return { refused: `There is no open pull request #${number} in ${repo.owner}/${repo.name}.` };
  if (state.kind === 'absent') {
    return {
      refused: `There is no plan on ${target.ref}, so no role has to approve. Add ${PLAN_PATH} there to name the roles.`,
    };
  }
  if (state.kind === 'broken') {
    const [first] = state.problems;
    const where = first ? ` (line ${first.line}: ${first.message})` : '';
    return { refused: `The plan on ${target.ref} is not valid${where}. Mend it first.` };
  }
  return { judged: await judgePull(state.plan, around, pull, deps) };
}

/** What is open in every open pull request, and nothing written; `unread` is why that cannot be told. */
export async function readStandings(
  repo: Repository,
  deps: Deps,
): Promise<{ pulls: ApprovalStanding[] } | { unread: string }> {
  const around = await readSurroundings(repo, deps);
  const { state, target } = around.reading;
  if (state.kind === 'absent') return { unread: `there is no plan on ${target.ref}` };
  if (state.kind === 'broken') return { unread: `the plan on ${target.ref} is not valid` };
  const pulls: ApprovalStanding[] = [];
  for (const pull of around.pulls) {
    try {
      pulls.push(toStanding(await judgePull(state.plan, around, pull, deps)));
    } catch (error) {
      deps.log.warn({ repo: repo.id, oid: pull.oid, error }, 'approvals could not be read');
      const { number, title, url, draft } = pull.pullRequest;
      const unknown = { workstreams: [], missing: [], asked: [], overridden: null };
      pulls.push({ number, title, url, draft, head: pull.oid, state: 'error', ...unknown });
    }
  }
  return { pulls };
}

function toStanding(judged: JudgedPull): ApprovalStanding {
  const { number, title, url, head, draft, assignment, asked, result } = judged;
  const { state, missing } = toAnswer(result);
  const { override } = result;
  return {
    number,
    title,
    url,
    head,
    draft,
    workstreams: assignment.workstreams,
    state,
    missing,
    asked,
    overridden: override?.holds ? { by: override.by, reason: override.reason } : null,
  };
}

/** The whole explanation as JSON, in snake_case. */
export function toExplanation({ number, title, url, head, required, result }: JudgedPull): object {
  const roles = required.map(({ role, because, filledBy }) => ({
    role,
    because,
    filled_by: filledBy,
  }));
  return { number, title, url, head, required: roles, ...toAnswer(result) };
}

/** The whole explanation of an open pull request as JSON, or null where there is none to give. Writes nothing. */
export async function explainPull(
  repo: Repository,
  number: number,
  deps: Deps,
): Promise<object | null> {
  const found = await judgeOpenPull(repo, number, deps);
  return 'judged' in found ? toExplanation(found.judged) : null;
}

/** Distinct head commits of the open pull requests in question. */
async function headsAbout(about: About, around: Surroundings, deps: Deps): Promise<Oid[]> {
  const { pulls, reading, repo } = around;
  const heads = (some: readonly OpenPull[]) => [...new Set(some.map(({ oid }) => oid))];
  if (about === 'all') return heads(pulls);
  if ('commit' in about) return heads(pulls.filter(({ oid }) => oid === about.commit));
  if ('base' in about) {
    if (about.base === reading.target.ref) return heads(pulls);
    return heads(pulls.filter(({ pullRequest }) => pullRequest.base === about.base));
  }
  const own = pulls.find(({ pullRequest }) => pullRequest.number === about.pull);
  // Closed: nothing is written for it, but others may share its head.
  const oid = own?.oid ?? (await deps.reviews.headOf(repo, about.pull));
  // What stands on the head before may still speak of it.
  return heads(pulls.filter((pull) => pull.oid === oid || pull.oid === about.before));
}

/** The check on one commit. */
export function checkRun({ repo }: Surroundings, oid: Oid, check: RenderedCheck): Effect {
  return { kind: 'check-run', repo, oid, name: APPROVALS_CHECK, ...check };
}

/** Asks for reviews where a role is open and nobody who was asked can fill it. */
async function requestsFor(
  plan: Plan,
  judged: readonly JudgedPull[],
  around: Surroundings,
  deps: Deps,
): Promise<Effect[]> {
  if (!plan.approval.request_reviews) return [];
  const effects: Effect[] = [];
  const { load } = around;
  for (const pull of judged) {
    if (whomToAsk(pull, { asked: [], removed: [] }, load).length === 0) continue;
    const before = await deps.reviews.reviewRequests(around.repo, pull.number);
    const users = whomToAsk(pull, before, load);
    if (users.length === 0) continue;
    effects.push({ kind: 'review-request', repo: around.repo, number: pull.number, users });
  }
  return effects;
}
