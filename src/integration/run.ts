/**
 * The integration feature: facts → trial merges → findings → check runs and comments. It reaches the world
 * only through `deps`. Judging is always done for the whole repository; what did not change costs nothing,
 * because trial merges are cached by object ids and effects that change nothing are not written.
 */
import type { Applied, Effect } from '../effects.ts';
import { type CommandJob, type Job, reactTo, replyTo } from '../jobs.ts';
import type { Deps, OpenHead, Repository, Run } from '../ports.ts';
import type { JudgeableFacts } from './check-effects.ts';
import { checks, distinctCommits, INTEGRATION_CHECK, ownFirst, started } from './check-effects.ts';
import { forecast } from './forecast.ts';
import { type Facts, gather } from './gather.ts';
import { otherTargets } from './gather-targets.ts';
import { describeHeads } from './heads.ts';
import { findHeads } from './names.ts';
import {
  renderAll,
  renderBrokenPlan,
  renderExplain,
  renderIntegrateComment,
  renderNoPlanCheck,
  renderNotAPullRequest,
  renderUnknownNames,
} from './render.ts';
import type { Forecast, Head } from './report.ts';
import { tryOrder } from './train.ts';

/** Judges every head of a repository and says so on each commit whose verdict is new or changed. */
export async function* integrate(job: Extract<Job, { kind: 'integrate' }>, deps: Deps): Run {
  const facts = await gather(job.repo, deps);
  if (facts.reading.state.kind !== 'valid') {
    yield await checksWithoutPlan(facts, deps);
    return;
  }
  if (!hasBase(facts)) return;
  yield distinctCommits(facts.heads).map((oid) => started(facts, oid, 'if-unjudged'));
  const result = await judge(facts, facts.heads, deps);
  yield checks(facts, result, await otherTargets(facts, deps));
}

/** Answers `/integrate`, `/integrate with NAME...` and `/integrate all` on a pull request; the last one on an issue, too. Permission was checked before. */
export async function* answerIntegrate(job: CommandJob, deps: Deps): Run {
  yield reactTo(job, 'eyes');
  const facts = await gather(job.repo, deps);
  if (isAll(job) && hasBase(facts)) {
    yield [await commentOnAll(job, facts, deps)];
    return;
  }
  const asked = facts.heads.filter((head) => head.pullRequest?.number === job.issue);
  const own = asked[0];
  if (!own || !hasBase(facts)) {
    yield [replyTo(job, renderNotAPullRequest(facts.reading.target.ref, facts.reading.state.kind))];
    return;
  }
  if (facts.reading.state.kind === 'broken') yield await checksWithoutPlan(facts, deps);
  const names = namesAsked(job.call.args);
  if (names.length === 0) yield* answerForAll(job, facts, own, deps);
  else yield* answerForSome(job, facts, own, names, deps);
}

async function* answerForAll(
  job: CommandJob,
  facts: JudgeableFacts,
  own: OpenHead,
  deps: Deps,
): Run {
  const planned = facts.reading.state.kind === 'valid';
  if (planned) yield [started(facts, own.oid, 'always')];
  const result = await judge(facts, facts.heads, deps);
  const applied: Applied[] = planned
    ? yield ownFirst(checks(facts, result, await otherTargets(facts, deps)), own)
    : [];
  yield [comment(job, facts, result, own, applied[0]?.url ?? null, [])];
}

async function* answerForSome(
  job: CommandJob,
  facts: JudgeableFacts,
  own: OpenHead,
  names: string[],
  deps: Deps,
): Run {
  const unlanded = await deps.git.unlanded(job.repo, facts.base.oid, distinctCommits(facts.heads));
  const described = describeHeads(facts.base, facts.heads, unlanded, facts.plan);
  const found = findHeads(names, described, facts.plan);
  if (!found.ok) {
    yield [replyTo(job, renderUnknownNames(found.unknown))];
    return;
  }
  const chosen = new Set([own.ref, ...found.heads.map((head) => head.ref)]);
  const some = facts.heads.filter((head) => chosen.has(head.ref));
  // A partial look never becomes the verdict of a commit: only the comment is written.
  yield [comment(job, facts, await judge(facts, some, deps), own, null, names)];
}

/** Answers a click on Re-integrate or Explain under a check run. */
export async function* answerButton(job: Extract<Job, { kind: 'button' }>, deps: Deps): Run {
  const facts = await gather(job.repo, deps);
  if (facts.reading.state.kind !== 'valid' || !hasBase(facts)) {
    yield await checksWithoutPlan(facts, deps);
    return;
  }
  const here = facts.heads.filter((head) => head.oid === job.oid);
  if (here.length === 0) {
    deps.log.info(
      { repo: job.repo.id, oid: job.oid },
      'a button was clicked on a commit that is no head now',
    );
    return;
  }
  if (job.action === 're-integrate') yield [started(facts, job.oid, 'always')];
  const result = await judge(facts, facts.heads, deps);
  yield checks(facts, result, await otherTargets(facts, deps));
  if (job.action === 'explain') {
    yield here.flatMap((open): Effect[] => {
      const head = headOf(result, open.ref);
      return open.pullRequest
        ? [
            {
              kind: 'comment',
              repo: job.repo,
              issue: open.pullRequest.number,
              key: 'explain',
              body: renderExplain(result, head),
            },
          ]
        : [];
    });
  }
}

/** All heads of a repository as they stand, and nothing written; `unread` is why that cannot be told. */
export async function forecastOpenHeads(
  repo: Repository,
  deps: Deps,
): Promise<Forecast | { unread: string }> {
  const facts = await gather(repo, deps);
  return isJudgeable(facts) ? judge(facts, facts.heads, deps) : whyNot(facts);
}

/** All heads of a repository in their best order, tried out, or why that cannot be told. */
export type Judgement =
  /** `url` is the repository's web address. */
  { forecast: Forecast; url: string | null } | { unread: string };

/** As `forecastOpenHeads`, with the order tried out as in the answer to `/integrate all`. */
export async function judgeOpenHeads(repo: Repository, deps: Deps): Promise<Judgement> {
  const facts = await gather(repo, deps);
  if (!isJudgeable(facts)) return whyNot(facts);
  return { forecast: await judgeInOrder(facts, deps), url: facts.repository.url };
}

/** Without a plan everything can be judged; with a broken one nobody knows by what rules. */
function isJudgeable(facts: Facts): facts is JudgeableFacts {
  return facts.reading.state.kind !== 'broken' && hasBase(facts);
}

function whyNot({ reading: { state, target } }: Facts): { unread: string } {
  return state.kind === 'broken'
    ? { unread: `the plan on ${target.ref} is not valid` }
    : { unread: `there is no commit on ${target.ref}` };
}

function judge(facts: JudgeableFacts, heads: readonly OpenHead[], deps: Deps): Promise<Forecast> {
  const { repo, base, landsBy, merged, plan } = facts;
  const pairs = 'landing' as const;
  const input = { repo, base, heads, plan, pairs, squashOnly: landsBy !== null, landsBy, merged };
  return forecast(input, deps.git, deps.artifacts);
}

/**
 * Without a valid plan on the target: a broken one fails every open head with its lines; an absent one is
 * silent, except where Weir has spoken before, so that no old verdict stays behind.
 */
async function checksWithoutPlan(facts: Facts, deps: Deps): Promise<Effect[]> {
  const { state, target } = facts.reading;
  if (state.kind === 'valid') return [];
  if (state.kind === 'absent' && !(await deps.ledger.hasPosted(facts.repo, INTEGRATION_CHECK))) {
    return [];
  }
  const rendered =
    state.kind === 'broken'
      ? renderBrokenPlan(state.problems, target.ref)
      : renderNoPlanCheck(target.ref);
  // Which branches are workstreams is unknown now, so every open PR is told.
  return distinctCommits([...facts.heads, ...facts.pullRequests]).map((oid) => ({
    kind: 'check-run',
    repo: facts.repo,
    oid,
    name: INTEGRATION_CHECK,
    ...rendered,
  }));
}

function comment(
  job: CommandJob,
  facts: JudgeableFacts,
  result: Forecast,
  own: OpenHead,
  checkUrl: string | null,
  limitedTo: string[],
): Effect {
  const body = renderIntegrateComment(result, headOf(result, own.ref), {
    checkUrl,
    limitedTo,
    plan: facts.reading.state.kind,
  });
  return { kind: 'comment', repo: job.repo, issue: job.issue, key: 'integrate', body };
}

function isAll({ call }: CommandJob): boolean {
  return call.args.length === 1 && call.args[0]?.toLowerCase() === 'all';
}

/** The whole repository in the best order, tried out; no verdict on any commit. */
async function commentOnAll(job: CommandJob, facts: JudgeableFacts, deps: Deps): Promise<Effect> {
  const body = renderAll(await judgeInOrder(facts, deps));
  return { kind: 'comment', repo: job.repo, issue: job.issue, key: 'integrate-all', body };
}

async function judgeInOrder(facts: JudgeableFacts, deps: Deps): Promise<Forecast> {
  const how = facts.landsBy === null ? 'merge' : 'squash';
  return tryOrder(await judge(facts, facts.heads, deps), facts.repo, how, deps.git);
}

/** `/integrate with a, b` → [a, b]; `with` and `and` are only read, never looked up. */
function namesAsked(args: readonly string[]): string[] {
  return args.filter((arg) => !['with', 'and'].includes(arg.toLowerCase()));
}

function hasBase(facts: Facts): facts is JudgeableFacts {
  return facts.base !== null;
}

function headOf(result: Forecast, ref: string): Head {
  const head = result.heads.find((candidate) => candidate.ref === ref);
  if (!head) throw new Error(`the forecast has no head ${ref}`);
  return head;
}
