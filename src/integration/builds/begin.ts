/** `/integrate build`: which heads, whether they may be built, and the first branch. */
import { type CommandJob, reactTo, replyTo } from '../../jobs.ts';
import type { Markdown } from '../../markdown.ts';
import type { Deps, Oid, Repository, Run, Trial, TrialBuild } from '../../ports.ts';
import { forecast } from '../forecast.ts';
import { type Facts, gather } from '../gather.ts';
import { findHeads } from '../names.ts';
import { renderUnknownNames } from '../render.ts';
import type { Base, Head } from '../report.ts';
import { tryOrder } from '../train.ts';
import { isFromFork, unboundHeads } from './bind-forks.ts';
import { type Choice, chooseHeads, readWish, toTrialHeads } from './choose-heads.ts';
import {
  refuseByPlan,
  refuseChain,
  refuseDefinitions,
  refuseEmpty,
  refuseHere,
  refusePush,
  refuseTooMany,
  refuseUnbound,
  refuseUnknownCommits,
} from './refusals.ts';
import { followBuilds } from './run.ts';
import {
  commented,
  ended,
  nextChain,
  nextTrial,
  pushed,
  refusal,
  saved,
  withPush,
} from './trials.ts';

/** Builds of one repository that may go on at once. */
const MOST_AT_ONCE = 3;

/** Whether a call of `/integrate` asks for a trial build. */
export function asksForBuild({ call }: CommandJob): boolean {
  return call.args[0]?.toLowerCase() === 'build';
}

/** Digits: the comment's number, or for a box the time at which it was ticked. */
function idOf({ comment, at }: CommandJob): string {
  return String(comment ?? Date.parse(at));
}

/** Begins a build, or says why there is none. Permission was checked before. */
export async function* answerBuild(job: CommandJob, deps: Deps): Run {
  const { repo } = job;
  yield reactTo(job, 'eyes');
  const builds = await deps.ledger.builds(repo);
  // Otherwise the job was interrupted and runs again: what it began goes on.
  if (!builds.some(({ id }) => id === idOf(job))) {
    const planned = await plan(job, await gather(repo, deps), builds, deps);
    if ('refused' in planned) {
      yield [replyTo(job, planned.refused)];
      return;
    }
    const { build, trial } = planned;
    for (const before of builds) {
      if (before.issue !== build.issue || before.endedAt !== null) continue;
      const stopped = 'A newer `/integrate build` took its place.';
      yield [saved(repo, ended({ ...before, stopped }, deps.now()))];
    }
    yield [saved(repo, build)];
    const problem = refusal(yield [pushed(repo, build, trial)]);
    if (problem !== null) {
      yield [
        { kind: 'trial-build', repo, id: build.id, build: null },
        replyTo(job, refusePush(problem)),
      ];
      return;
    }
    const running = withPush(build, trial, deps.now());
    yield [saved(repo, running), commented(repo, running, null)];
  }
  yield* followBuilds({ kind: 'trial-builds', repo }, deps);
}

/** The build with its first trial, not pushed yet, or why there is none. */
async function plan(
  job: CommandJob,
  facts: Facts,
  builds: readonly TrialBuild[],
  deps: Deps,
): Promise<{ refused: Markdown } | { build: TrialBuild; trial: Trial }> {
  const { base } = facts;
  const { target, state } = facts.reading;
  if (!facts.plan?.integration.trial_builds.allow || !base) {
    return { refused: refuseByPlan(target.ref, state.kind) };
  }
  const others = builds.filter(({ issue, endedAt }) => endedAt === null && issue !== job.issue);
  if (others.length >= MOST_AT_ONCE) return { refused: refuseTooMany(others.length) };
  const choice = await choose(job, { ...facts, base }, deps);
  if ('refused' in choice) return choice;
  if (choice.heads.length === 0) return { refused: refuseEmpty(base.ref) };
  const build: TrialBuild = {
    id: idOf(job),
    issue: job.issue,
    by: job.author,
    startedAt: deps.now().toISOString(),
    base,
    heads: toTrialHeads(choice.heads),
    leftOut: choice.leftOut,
    redOnBase: null,
    trials: [],
    endedAt: null,
    stopped: null,
  };
  const all = { heads: build.heads.map((_, at) => at), why: 'all' as const };
  const merged = nextTrial(build, all, await deps.git.chain(job.repo, nextChain(build, all)));
  if ('failed' in merged) return { refused: refuseChain(merged.failed, build.heads, base.ref) };
  if ('definitions' in merged) {
    return { refused: refuseDefinitions(merged.definitions, base.ref) };
  }
  return { build: { ...build, trials: [merged.trial] }, trial: merged.trial };
}

/** Which heads were meant, as far as they may be built. */
async function choose(
  job: CommandJob,
  facts: Facts & { base: Base },
  deps: Deps,
): Promise<Choice | { refused: Markdown }> {
  const { repo, base, heads, landsBy, merged, plan } = facts;
  const squashOnly = landsBy !== null;
  const wish = readWish(job.call.args);
  const asker = heads.find(({ pullRequest }) => pullRequest?.number === job.issue);
  if (!asker && !wish.all && wish.names.length === 0) return { refused: refuseHere(base.ref) };
  const strange = wish.commits.filter((oid) => !heads.some((head) => head.oid === oid));
  if (strange.length > 0) return { refused: refuseUnknownCommits(strange) };
  const input = { repo, base, heads, plan, pairs: 'landing' as const, squashOnly, merged };
  const judged = await tryOrder(await forecast(input, deps.git), repo, 'merge', deps.git);
  const own = wish.all ? undefined : judged.heads.find(({ ref }) => ref === asker?.ref);
  const found = findHeads(wish.names, judged.heads, plan);
  if (!found.ok) return { refused: renderUnknownNames(found.unknown) };
  const named = wish.names.length > 0 ? found.heads : null;
  const choice = chooseHeads(judged, own ?? null, named);
  const arrived = await arrivals(repo, choice.heads, deps);
  const unbound = unboundHeads(choice.heads, wish.commits, arrived, job.at);
  const asked = new Set([own, ...(named ?? [])].map((head) => head?.ref));
  const refused = unbound.filter(({ ref }) => asked.has(ref));
  if (refused.length > 0) return { refused: refuseUnbound(refused) };
  const without = new Set(unbound.map(({ ref }) => ref));
  return {
    heads: choice.heads.filter(({ ref }) => !without.has(ref)),
    leftOut: [...choice.leftOut, ...unbound],
  };
}

/** By commit: when the head of a fork was seen to arrive. */
async function arrivals(
  repo: Repository,
  heads: readonly Head[],
  deps: Deps,
): Promise<Map<Oid, string>> {
  const found = new Map<Oid, string>();
  for (const head of heads) {
    if (!isFromFork(head) || !head.pullRequest) continue;
    const at = await deps.ledger.arrival(repo, head.pullRequest.number, head.oid);
    if (at !== null) found.set(head.oid, at);
  }
  return found;
}
