import type { Plan } from '../plan/schema.ts';
import type {
  Git,
  MergeRequest,
  Oid,
  OpenHead,
  Repository,
  TrialMerge,
  Unlanded,
} from '../ports.ts';
import { conclude } from './conclude.ts';
import { DEFAULT_SETTINGS, detect, type PairSide } from './detect.ts';
import { describeHeads } from './heads.ts';
import { landingOrder } from './order.ts';
import {
  basisOf,
  directQuestion,
  landingQuestions,
  type Question,
  squashQuestions,
  verdictOf,
} from './pairs.ts';
import type { Base, Forecast, Head, Pair, PairBasis, PairTrials } from './report.ts';
import { screen } from './screen.ts';

/** What to forecast. Refs of heads are unique; heads and base are commits that exist or cannot be had. */
export interface ForecastInput {
  repo: Repository;
  base: Base;
  heads: readonly OpenHead[];
  /** Null without a plan: then no head has a workstream and default severities hold. */
  plan: Plan | null;
  pairs: PairBasis;
  /** The repository allows nothing but squash merges. */
  squashOnly: boolean;
}

/** A pair on its way: who meets whom, and the trial merges answered so far. */
interface OpenPair {
  a: PairSide;
  b: PairSide;
  basis: PairBasis;
  trials: PairTrials;
}

/**
 * Merges every head with the base and with every other head, and says what collides. Everything that could
 * not be judged comes out as `undetermined` with its reason.
 *
 * @param progress told after each batch how many of the trial merges known to be needed are done
 */
export async function forecast(
  input: ForecastInput,
  git: Git,
  progress: (done: number, of: number) => void = () => {},
): Promise<Forecast> {
  const { repo, base } = input;
  const plan = input.plan && { ...input.plan, target: input.plan.target ?? base.ref };
  const unlanded = await git.unlanded(repo, base.oid, [...new Set(input.heads.map((h) => h.oid))]);
  const heads = describeHeads(base, input.heads, unlanded, plan);
  // git takes a tree that is missing for an empty one: what cannot be read is not put to it at all.
  const readable = (...some: Head[]) => some.every(({ oid }) => unlanded.has(oid));
  const surveyed = [...new Set(heads.filter((head) => readable(head)).map(({ oid }) => oid))];
  return git.withSurvey(
    repo,
    base.oid,
    surveyed,
    async (survey) => {
      const asker = new Asker(git, repo, progress);
      const withBase = heads.map(
        (head): OpenPair => openPair(baseSide(base), side(head), input.pairs),
      );
      for (const [at, pair] of withBase.entries()) {
        const onTarget = survey.heads.get(headAt(heads, at).oid)?.onTarget;
        if (onTarget) pair.trials.direct = onTarget;
        else leave([{ pair }]);
      }

      const between = pairsBetween(heads, withBase, input.pairs);
      leave(between.filter(({ a, b }) => !readable(a, b)));
      const related = (a: Oid, b: Oid) => shareCommits(unlanded.get(a), unlanded.get(b));
      const isClean =
        input.pairs === 'landing' ? await screen(survey, surveyed, related) : () => false;
      const doubtful = between.filter(({ pair, a, b }) => {
        if (!readable(a, b)) return false;
        if (pair.basis !== 'landing' || !isClean(a.oid, b.oid)) return true;
        pair.trials.aThenB = SHOWN_CLEAN;
        pair.trials.bThenA = SHOWN_CLEAN;
        return false;
      });
      await asker.ask(
        doubtful.map(({ pair, a, b }) => ({
          pair,
          questions:
            pair.basis === 'landing'
              ? landingQuestions(base.oid, a.oid, b.oid)
              : directQuestion(a.oid, b.oid),
        })),
      );

      const sharing = between.filter(
        ({ pair, a, b }) =>
          pair.basis === 'landing' && shareCommits(unlanded.get(a.oid), unlanded.get(b.oid)),
      );
      await asker.ask(
        sharing
          .filter(
            ({ pair }) => input.squashOnly || verdictOf(pair.trials, false).verdict === 'clean',
          )
          .map(({ pair, a, b }) => ({ pair, questions: squashQuestions(base.oid, a.oid, b.oid) })),
      );

      const settings = plan?.integration ?? DEFAULT_SETTINGS;
      const pairs = [...withBase, ...between.map(({ pair }) => pair)].map(
        ({ a, b, basis, trials }): Pair => ({
          a: a.ref,
          b: b.ref,
          basis,
          ...verdictOf(trials, input.squashOnly),
          findings: detect(
            { a, b, target: base.ref, trials, squashOnly: input.squashOnly },
            settings,
          ),
        }),
      );
      return {
        base,
        heads,
        pairs,
        order: landingOrder(base, heads, pairs, plan),
        conclusion: conclude(pairs),
      };
    },
    progress,
  );
}

/** Nothing of one can collide with anything of the other (screen.ts). */
const SHOWN_CLEAN: TrialMerge = { verdict: 'clean', tree: null };

/** Asks git in batches and hands each answer back to the pair that wanted it. */
class Asker {
  private done = 0;
  private readonly git: Git;
  private readonly repo: Repository;
  private readonly progress: (done: number, of: number) => void;

  constructor(git: Git, repo: Repository, progress: (done: number, of: number) => void) {
    this.git = git;
    this.repo = repo;
    this.progress = progress;
  }

  async ask(wanted: readonly { pair: OpenPair; questions: Question[] }[]): Promise<void> {
    const asked = wanted.flatMap(({ pair, questions }) =>
      questions.map((question) => ({ pair, ...question })),
    );
    if (asked.length === 0) return;
    const requests: MergeRequest[] = asked.map(({ request }) => request);
    const before = this.done;
    const answers = await this.git.trialMerges(this.repo, requests, (done) => {
      this.progress(before + done, before + requests.length);
    });
    this.done += requests.length;
    asked.forEach(({ pair, slot }, at) => {
      const answer: TrialMerge | undefined = answers[at];
      if (!answer)
        throw new Error(`git answered ${answers.length} of ${asked.length} trial merges`);
      pair.trials[slot] = answer;
    });
  }
}

function pairsBetween(
  heads: readonly Head[],
  withBase: readonly OpenPair[],
  wanted: PairBasis,
): { pair: OpenPair; a: Head; b: Head }[] {
  const onTarget = (at: number): TrialMerge =>
    withBase[at]?.trials.direct ?? { verdict: 'undetermined', reason: 'failed', detail: '' };
  return heads.flatMap((a, i) =>
    heads.slice(i + 1).map((b, offset) => {
      const basis = basisOf(wanted, onTarget(i), onTarget(i + 1 + offset));
      return { a, b, pair: openPair(side(a), side(b), basis) };
    }),
  );
}

function openPair(a: PairSide, b: PairSide, basis: PairBasis): OpenPair {
  return { a, b, basis, trials: {} };
}

function side(head: Head): PairSide {
  return { ref: head.ref, isBase: false, changedFiles: head.changedFiles };
}

function baseSide(base: Base): PairSide {
  return { ref: base.ref, isBase: true, changedFiles: null };
}

function headAt(heads: readonly Head[], at: number): Head {
  const head = heads[at];
  if (!head) throw new RangeError(`there is no head ${at}`);
  return head;
}

/** Marks pairs as undetermined because one of their heads cannot be read. */
function leave(pairs: readonly { pair: OpenPair }[]): void {
  const detail = 'commits, trees or files of one of the two could not be read';
  for (const { pair } of pairs) {
    pair.trials.direct = { verdict: 'undetermined', reason: 'missing-object', detail };
  }
}

/** Whether two heads have a commit in common that has not landed; then squashing one changes the other. */
function shareCommits(a: Unlanded | undefined, b: Unlanded | undefined): boolean {
  if (!a || !b) return false;
  const [few, many] =
    a.commits.size <= b.commits.size ? [a.commits, b.commits] : [b.commits, a.commits];
  for (const commit of few) if (many.has(commit)) return true;
  return false;
}
