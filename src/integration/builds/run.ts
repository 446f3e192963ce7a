/**
 * Trial builds: heads merged onto a branch of Weir's own, so that the repository's CI runs on the combination. This
 * follows the checks, looks for the culprit when they are red, and cleans up. What is known of a build stands in the
 * ledger; whether a branch is there says GitHub.
 */
import { type Applied, type Effect, TRIAL_PREFIX, trialBranch } from '../../effects.ts';
import type { Job } from '../../jobs.ts';
import { readPlan } from '../../plan/read.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Deps, Oid, Repository, Run, TrialBuild } from '../../ports.ts';
import { nextStep, type Step, withResult } from './next-step.ts';
import type { Verdict } from './search.ts';
import {
  commented,
  ended,
  nextChain,
  nextTrial,
  pushed,
  refusal,
  saved,
  unmerged,
  withPush,
} from './trials.ts';

const HOUR = 3_600_000;
/** GitHub's list of branches may lag behind a push by a moment. Milliseconds. */
const LAG = 5 * 60_000;

type Settings = Plan['integration']['trial_builds'];
type Follow<T> = AsyncGenerator<Effect[], T, Applied[]>;

/** Takes every trial build of a repository as far as it goes now, and removes the branches that nothing needs. */
export async function* followBuilds(
  { repo }: Pick<Extract<Job, { kind: 'trial-builds' }>, 'kind' | 'repo'>,
  deps: Deps,
): Run {
  const builds = await deps.ledger.builds(repo);
  const branches = await deps.forge.branchesUnder(repo, TRIAL_PREFIX);
  const running = builds.filter(({ endedAt }) => endedAt === null);
  if (running.length === 0 && branches.size === 0) return;
  const settings = await readSettings(repo, deps);
  const kept = new Set<string>();
  for (const build of builds) {
    const now =
      build.endedAt === null ? yield* follow(repo, build, branches, settings, deps) : build;
    for (const branch of keptBranches(now, settings, deps.now())) kept.add(branch);
  }
  const stale = [...branches.keys()].filter((branch) => !kept.has(branch));
  for (const name of stale) {
    const problem = refusal(yield [{ kind: 'trial-branch', repo, name, tip: null }]);
    if (problem !== null) {
      deps.log.warn({ repo: repo.id, branch: name, reason: problem }, 'a trial branch stays');
    }
  }
}

async function* follow(
  repo: Repository,
  before: TrialBuild,
  branches: ReadonlyMap<string, Oid>,
  settings: Settings | null,
  deps: Deps,
): Follow<TrialBuild> {
  let build = before;
  const finish = async function* (stopped: string | null, verdict: Verdict | null) {
    build = ended({ ...build, stopped }, deps.now());
    // The comment first: a build that is stored as ended is not looked at again.
    yield [commented(repo, build, verdict), saved(repo, build)];
    return build;
  };
  if (!settings?.allow) {
    const stopped = `The plan on ${build.base.ref} does not allow trial builds any more.`;
    return yield* finish(stopped, null);
  }
  for (;;) {
    const running = build.trials.find(({ result }) => result === null);
    if (running && running.pushedAt === null) {
      // Weir may have ended between two writes; where the branch is there already, pushing changes nothing.
      const problem = refusal(yield [pushed(repo, build, running)]);
      if (problem !== null) return yield* finish(`A branch could not be pushed. ${problem}`, null);
      build = withPush(build, running, deps.now());
      yield [saved(repo, build)];
    } else if (running?.pushedAt) {
      const lost = lostBranch(
        branches.get(trialBranch(build.id, running.number)),
        running.tip,
        deps.now().getTime() - Date.parse(running.pushedAt),
      );
      if (lost) build = withResult(build, running, { state: 'undetermined', reason: lost });
    }
    const looked = await look(repo, build, settings, deps);
    build = looked.build;
    const { step } = looked;
    if (step.kind === 'done') return yield* finish(null, step.verdict);
    if (step.kind === 'wait') {
      yield [commented(repo, build, null), saved(repo, build)];
      return build;
    }
    const outcome = await deps.git.chain(repo, nextChain(build, step.question));
    const merged = nextTrial(build, step.question, outcome);
    const trial = 'trial' in merged ? merged.trial : unmerged(build, step.question, merged);
    build = { ...build, trials: [...build.trials, trial] };
    yield [saved(repo, build)];
  }
}

/** Reads the checks and decides. */
async function look(
  repo: Repository,
  build: TrialBuild,
  { checks, timeout_hours, max_pushes }: Settings,
  deps: Deps,
): Promise<{ build: TrialBuild; step: Step }> {
  const running = build.trials.find(({ result }) => result === null);
  const seen = running
    ? {
        tip: await deps.checks(repo, running.tip),
        base: await deps.checks(repo, build.base.oid),
      }
    : null;
  const rules = { required: checks, timeoutHours: timeout_hours, most: max_pushes };
  return nextStep(build, seen, rules, deps.now());
}

/** What somebody did to a branch that was pushed `age` milliseconds ago; null when it is as it was. */
function lostBranch(there: Oid | undefined, tip: Oid, age: number): string | null {
  if (there === tip || (there === undefined && age < LAG)) return null;
  return there === undefined ? 'somebody deleted its branch' : 'somebody moved its branch';
}

async function readSettings(repo: Repository, deps: Deps): Promise<Settings | null> {
  const { defaultBranch } = await deps.forge.repository(repo);
  const { state } = await readPlan(repo, defaultBranch, deps);
  return state.kind === 'valid' ? state.plan.integration.trial_builds : null;
}

/** Branches that must stay: that of the trial that runs, and for as long as the plan says those of the whole build. */
function keptBranches(build: TrialBuild, settings: Settings | null, now: Date): string[] {
  const { id, trials, endedAt } = build;
  const keep = (settings?.keep_hours ?? 0) * HOUR;
  const all = endedAt === null ? keep > 0 : now.getTime() < Date.parse(endedAt) + keep;
  return trials
    .filter(({ result }) => all || (endedAt === null && result === null))
    .map(({ number }) => trialBranch(id, number));
}
