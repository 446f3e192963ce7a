/**
 * Forecasts of many sets of heads with one target for little more than the price of one: a single survey looks at all
 * heads, and what the forecasts ask at the same time is asked at once. Each sees its own heads only.
 */
import { forecast } from '#src/integration/forecast.ts';
import type { Forecast, PairBasis } from '#src/integration/report.ts';
import type { Git, MergeRequest, Oid, OpenHead, Survey, TrialMerge, Versions } from '#src/ports.ts';
import { REPO } from './fakes.ts';

export interface Wanted {
  heads: readonly Oid[];
  pairs: PairBasis;
  /** Told of every trial merge that was asked for. */
  watch?: (request: MergeRequest, outcome: TrialMerge | undefined) => void;
}

/** In the order of `wanted`; refs are object ids. */
export function forecastTogether(
  git: Git,
  target: Oid,
  wanted: readonly Wanted[],
): Promise<Forecast[]> {
  const all = [...new Set(wanted.flatMap(({ heads }) => heads))];
  return git.withSurvey(REPO, target, all, (survey) => {
    const hunks = together((some: readonly Versions[]) => survey.hunks(some));
    const merges = together((some: readonly MergeRequest[]) => survey.trialMerges(some));
    return Promise.all(
      wanted.map(({ heads, pairs, watch }) => {
        const seen: Survey = {
          ...survey,
          heads: new Map([...survey.heads].filter(([oid]) => heads.includes(oid))),
          hunks,
          async trialMerges(requests) {
            const outcomes = await merges(requests);
            for (const [at, request] of requests.entries()) watch?.(request, outcomes[at]);
            return outcomes;
          },
        };
        const open = heads.map(
          (oid): OpenHead => ({ ref: oid, branch: oid, oid, pullRequest: null }),
        );
        const base = { ref: target, oid: target };
        const input = { repo: REPO, base, heads: open, plan: null, pairs, squashOnly: false };
        return forecast(input, { ...git, withSurvey: (_repo, _on, _some, work) => work(seen) });
      }),
    );
  });
}

/** Collects what is asked before the event loop comes round, and asks it in one call. */
function together<T, R>(
  ask: (all: readonly T[]) => Promise<R[]>,
): (some: readonly T[]) => Promise<R[]> {
  let waiting: { some: readonly T[]; give: (answers: Promise<R[]>) => void }[] = [];
  const send = () => {
    const round = waiting;
    waiting = [];
    const answers = ask(round.flatMap(({ some }) => some));
    let from = 0;
    for (const { some, give } of round) {
      const [first, end] = [from, from + some.length];
      give(answers.then((list) => list.slice(first, end)));
      from = end;
    }
  };
  return (some) =>
    new Promise((give) => {
      if (waiting.length === 0) setImmediate(send);
      waiting.push({ some, give });
    });
}
