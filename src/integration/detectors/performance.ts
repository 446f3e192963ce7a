/** Benchmarks that got worse than at the merge base: enough to matter, and not by chance. */
import { listWords, plural } from '../../markdown.ts';
import { type Comparison, compareResults } from '../../measurements/compare.ts';
import { limitsBy } from '../../plan/benchmark-limits.ts';
import type { Detected, PairFacts, PlainDetector, Surroundings } from '../detector.ts';
import type { HeadBenchmarks, MeasuredSet } from '../report.ts';
import { comparisonLine, inDoubt, isWorse, quoted, shown } from './performance/words.ts';

/** Regressions told one by one. */
const MOST_TOLD = 10;

export const performance: PlainDetector = {
  kind: 'plain',
  name: 'performance',
  summary:
    'Benchmarks of a head against those of its merge base: results in workflow artifacts or in files of the branch ([formats and rules](performance.md)).',
  rules: [
    {
      finds:
        'A benchmark that got worse by `integration.performance.max_regression` or more, shown by its samples or intervals',
      confidence: 0.95,
    },
    {
      finds:
        "The same by single values, where they lie far out of what the target's earlier results spread over",
      confidence: [0.8, 0.9],
    },
    {
      finds:
        'A benchmark that seems worse where too little is known to tell, or results without any of the other side (at most a warning)',
      confidence: 1,
    },
    { finds: 'A benchmark that is gone (at most a warning)', confidence: 1 },
    { finds: 'A benchmark that got better (a note)', confidence: 1 },
    { finds: 'Anything in an artifact that a fork’s run uploaded (a note)', confidence: [0.8, 1] },
  ],
  detect(pair, around) {
    const measured = around.benchmarks?.get(pair.b.ref);
    if (!pair.a.isBase || !measured) return [];
    return [
      ...unread(measured),
      ...measured.sets.flatMap((set) => {
        const found = inSet(pair, set, measured, around);
        return set.fromFork ? found.map(forInformation) : found;
      }),
    ];
  },
};

function unread({ unread }: HeadBenchmarks): Detected[] {
  // Where nobody relies on artifacts there may be none.
  if (!unread?.expected) return [];
  return [
    {
      confidence: 1,
      undetermined: true,
      message: 'Artifacts with results of benchmarks cannot be listed',
      suggestion: `${sentence(unread.reason)} Then press Re-integrate.`,
      places: [],
    },
  ];
}

function inSet(
  { b, target }: PairFacts,
  set: MeasuredSet,
  { base }: HeadBenchmarks,
  { plan }: Surroundings,
): Detected[] {
  const where = set.label === null ? '' : ` (${quoted(set.label)})`;
  const places = set.paths.slice(0, 5).map((path) => ({ head: b.ref, path }));
  const mergeBase = `merge base ${quoted(base.slice(0, 7))}`;
  const found: Detected[] = [];
  const [without, missing] = [set.base.length === 0, set.head.length === 0];
  if (set.problems.length > 0) found.push(notRead(set, places, without || missing));
  // A file that is new or deleted tells both sides, unless it could not be read.
  if ((set.label !== null || set.problems.length > 0) && (without || missing)) {
    if (set.label !== null && found.length === 0) {
      found.push(oneSided(set.label, mergeBase, missing));
    }
    return found;
  }
  const settings = plan?.integration.performance ?? null;
  const all = compareResults(set.base, set.head, set.history, limitsBy(settings));
  const of = (outcome: Comparison['outcome']) => all.filter((one) => one.outcome === outcome);
  const regressed = [...of('regressed')].sort((x, y) => size(y) - size(x));
  found.push(...regressed.slice(0, MOST_TOLD).map((one) => worse(one, where, target, places)));
  if (regressed.length > MOST_TOLD) found.push(more(regressed.slice(MOST_TOLD), where));
  const doubtful = of('inconclusive').filter(
    (one) => one.better === null || one.doubt === 'other-unit' || isWorse(one),
  );
  for (const doubt of new Set(doubtful.map((one) => one.doubt))) {
    const some = doubtful.filter((one) => one.doubt === doubt);
    found.push({ ...inDoubt(some, where, base, target), places, atMost: 'warn' });
  }
  const vanished = of('vanished');
  if (vanished.length > 0) found.push({ ...gone(vanished, where, mergeBase), places });
  const improved = of('improved');
  if (improved.length > 0) {
    found.push({
      confidence: 1,
      note: true,
      message: `${listWords(improved.map(shown), 3)}: better than at the ${mergeBase}${where}`,
      suggestion: 'Nothing to do.',
      places: [],
    });
  }
  const [first] = found;
  if (first && all.length > 0) first.evidence = all.map(comparisonLine).join('\n');
  return found;
}

function worse(
  one: Comparison,
  where: string,
  target: string,
  places: Detected['places'],
): Detected {
  const single = one.by === 'history' && one.runs === 1;
  const spread =
    one.history === null
      ? ''
      : `, far out of what ${one.history.values} earlier results on ${quoted(target)} spread over`;
  const otherwise =
    'find out what made it worse, or raise its limit in the plan (`integration.performance.benchmarks`), so that everybody sees the price.';
  return {
    confidence: one.by === 'history' ? (single ? 0.8 : 0.9) : 0.95,
    message: `${quoted(one.name)} got worse: ${shown(one, false)}${spread}${where}`,
    suggestion: single
      ? `Confirm: run the benchmark again on this commit, since this rests on one run. If it stays, ${otherwise}`
      : `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}`,
    places,
  };
}

function more(rest: readonly Comparison[], where: string): Detected {
  return {
    confidence: 0.95,
    message: `${plural(rest.length, 'more benchmark')} got worse${where}, among them ${listWords(rest.map(shown), 3)}`,
    suggestion: 'Look at the evidence for all of them.',
    places: [],
  };
}

function gone(vanished: readonly Comparison[], where: string, mergeBase: string): Detected {
  const names = listWords(
    vanished.map(({ name }) => quoted(name)),
    3,
  );
  const are = vanished.length === 1 ? 'is' : 'are';
  return {
    confidence: 1,
    atMost: 'warn',
    message: `${names} ${are} measured at the ${mergeBase} and not here${where}`,
    suggestion:
      'Bring it back, since what is not measured may get worse unseen; nothing is to be done if it was removed on purpose.',
    places: [],
  };
}

function oneSided(label: string, mergeBase: string, missing: boolean): Detected {
  const [message, suggestion] = missing
    ? [
        `There are no results in ${quoted(label)} of this commit yet, and the ${mergeBase} has some`,
        'Wait for the workflow that measures, or run it on this commit.',
      ]
    : [
        `The results in ${quoted(label)} have nothing to be compared with: there are none of the ${mergeBase}`,
        'Let the workflow that measures run on the target, too, or run it once on that commit.',
      ];
  return { confidence: 1, atMost: 'warn', message, suggestion, places: [] };
}

/** What could not be read leaves the answer open where it was all there is. */
function notRead(set: MeasuredSet, places: Detected['places'], isAll: boolean): Detected {
  const what = set.label === null ? 'Some files with results' : 'Some results';
  const found: Detected = {
    confidence: 1,
    message: `${what} could not be read: ${listWords(set.problems, 1)}`,
    suggestion: 'Upload or commit them in one of the formats that Weir knows, within its limits.',
    places,
  };
  return isAll ? { ...found, undetermined: true } : { ...found, note: true };
}

/** Who owns the fork decides what its artifacts say: it neither passes nor fails anything. */
function forInformation({ undetermined: _, atMost: __, ...found }: Detected): Detected {
  const message = `${found.message}; uploaded by a run of a fork, so this is for information only`;
  return { ...found, message, note: true };
}

const size = ({ change }: Comparison) =>
  change === null ? Number.POSITIVE_INFINITY : Math.abs(change);

const sentence = (reason: string) =>
  `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
