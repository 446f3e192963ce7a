/** Finds out how every pair of heads merges: shows what can be shown without merging, and puts the rest to git. */
import type { FileMerge, MergeRequest, Oid, Survey, TrialMerge } from '../ports.ts';
import { type Kinship, kinshipOf } from './kinship.ts';
import {
  directQuestion,
  landingQuestions,
  type Question,
  squashQuestions,
  verdictOf,
} from './pairs.ts';
import type { PairBasis, PairTrials } from './report.ts';
import { screenDirect } from './screen-direct.ts';
import { screenLanding } from './screen-landing.ts';

/** Two heads that can be read, and the trial merges answered so far. */
export interface OpenPair {
  a: Oid;
  b: Oid;
  basis: PairBasis;
  trials: PairTrials;
}

/** Pairs that are looked at before everybody else has a turn. */
const PAIRS_AT_ONCE = 1_000;

/** What a merge would say that need not be made. */
const SHOWN_CLEAN: TrialMerge = { verdict: 'clean', tree: null };

/**
 * Fills in the trials of the pairs.
 *
 * @param progress told after each batch how many of the trial merges known to be needed are done
 */
export async function tryPairs(
  survey: Survey,
  target: Oid,
  pairs: readonly OpenPair[],
  squashOnly: boolean,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const kinship = kinshipOf(survey, pairs.length <= survey.heads.size);
  let done = 0;
  const ask = async (wanted: readonly { pair: OpenPair; question: Question }[]) => {
    if (wanted.length === 0) return;
    const requests = wanted.map(({ question }) => question.request);
    const before = done;
    const answers = await survey.trialMerges(requests, (some) =>
      progress(before + some, before + requests.length),
    );
    done += requests.length;
    for (const [at, { pair, question }] of wanted.entries()) {
      const answer = answers[at];
      if (!answer)
        throw new Error(`git answered ${answers.length} of ${wanted.length} trial merges`);
      pair.trials[question.slot] = answer;
    }
  };
  await ask([
    ...(await landingDoubts(survey, kinship, target, pairs)),
    ...(await directDoubts(survey, kinship, pairs)),
  ]);
  await ask(
    pairs
      .filter(({ a, b, basis, trials }) => {
        if (basis !== 'landing' || !kinship(a, b)) return false;
        return squashOnly || verdictOf(trials, false).verdict === 'clean';
      })
      .flatMap((pair) =>
        squashQuestions(target, pair.a, pair.b).map((question) => ({ pair, question })),
      ),
  );
}

/** Questions that only git answers; the others are answered. */
async function landingDoubts(
  survey: Survey,
  kinship: Kinship,
  target: Oid,
  all: readonly OpenPair[],
): Promise<{ pair: OpenPair; question: Question }[]> {
  const pairs = all.filter(({ basis }) => basis === 'landing');
  if (pairs.length === 0) return [];
  const screen = await screenLanding(survey, kinship, pairs);
  const doubts: { pair: OpenPair; question: Question }[] = [];
  for (const [n, pair] of pairs.entries()) {
    if (n % PAIRS_AT_ONCE === PAIRS_AT_ONCE - 1) await survey.giveWay();
    const { a, b, trials } = pair;
    // Nearly all pairs.
    if (screen.areClean(a, b)) {
      trials.aThenB = trials.bThenA = SHOWN_CLEAN;
      continue;
    }
    const related = kinship(a, b);
    const orders: [Oid, Oid][] = [
      [a, b],
      [b, a],
    ];
    for (const [at, question] of landingQuestions(target, a, b).entries()) {
      const [first, second] = orders[at] as [Oid, Oid];
      if (screen.isClean(first, second)) {
        trials[question.slot] = SHOWN_CLEAN;
        continue;
      }
      // What is merged after a landing has the merge base it has with the target.
      const base = related ? null : baseOf(survey, second);
      doubts.push({ pair, question: knowing(question, base, screen.only(first, second)) });
    }
  }
  return doubts;
}

async function directDoubts(
  survey: Survey,
  kinship: Kinship,
  all: readonly OpenPair[],
): Promise<{ pair: OpenPair; question: Question }[]> {
  const pairs = all.filter(({ basis }) => basis === 'direct');
  if (pairs.length === 0) return [];
  const screen = await screenDirect(survey, kinship, pairs);
  return pairs.flatMap((pair) => {
    const { a, b, trials } = pair;
    if (screen.isClean(a, b)) {
      trials.direct = SHOWN_CLEAN;
      return [];
    }
    return directQuestion(a, b).map((question) => ({
      pair,
      question: knowing(question, screen.baseOf(a, b), screen.only(a, b)),
    }));
  });
}

function baseOf({ heads }: Survey, head: Oid): Oid | null {
  const [base, ...more] = heads.get(head)?.bases ?? [];
  return base !== undefined && more.length === 0 ? base : null;
}

function knowing(
  question: Question,
  base: Oid | null,
  only: readonly FileMerge[] | null,
): Question {
  const request: MergeRequest = {
    ...question.request,
    ...(base ? { base } : {}),
    ...(only ? { only } : {}),
  };
  return { ...question, request };
}
