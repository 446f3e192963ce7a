import type { MergedWorkstreams } from '../plan/gather-merged.ts';
import { PLAN_PATH } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type {
  ArtifactForge,
  Git,
  Oid,
  OpenHead,
  Repository,
  Survey,
  TreeChange,
  TrialMerge,
  Unlanded,
} from '../ports.ts';
import { TREE } from '../tree-modes.ts';
import { conclude } from './conclude.ts';
import { waitingFor } from './dependencies.ts';
import { DEFAULT_SETTINGS, detect } from './detect.ts';
import type { PairFacts, PairSide } from './detector.ts';
import { fileDetectorsFor } from './detectors/index.ts';
import { readAgreed } from './gather-agreed.ts';
import { comparedIn, gatherBenchmarks } from './gather-benchmarks.ts';
import { describeHeads } from './heads.ts';
import { inspect } from './inspect.ts';
import { landingOrder } from './order.ts';
import { withOwners } from './others-conflict.ts';
import { basisOf, verdictOf } from './pairs.ts';
import { planFault } from './plan-fault.ts';
import type {
  Base,
  Finding,
  Forecast,
  Head,
  LandsBy,
  Pair,
  PairBasis,
  PairTrials,
} from './report.ts';
import { tryPairs } from './trials.ts';

/** Plan files that are read side by side; each takes some processes of git. */
const PLANS_AT_ONCE = 8;
/** Pairs that are weighed before everybody else has a turn. */
const PAIRS_AT_ONCE = 1_000;

/** What to forecast. Refs of heads are unique; heads and base are commits that exist or cannot be had. */
export interface ForecastInput {
  repo: Repository;
  base: Base;
  heads: readonly OpenHead[];
  /** Null without a plan: then no head has a workstream and default severities hold. */
  plan: Plan | null;
  pairs: PairBasis;
  /** The repository makes no merge commits: what lands leaves its commits out of the target, as a squash does. */
  squashOnly: boolean;
  /** How it lands then, for whoever is told. */
  landsBy?: LandsBy | null;
  /** Workstreams of which something was merged; absent and null where that is not known. */
  merged?: MergedWorkstreams | null;
}

/**
 * Merges every head with the base and with every other head, and says what collides. Everything that could
 * not be judged comes out as `undetermined` with its reason.
 *
 * @param artifacts where results of benchmarks are; null where nobody keeps any
 * @param progress told after each batch how many of the trial merges known to be needed are done
 */
export async function forecast(
  input: ForecastInput,
  git: Git,
  artifacts: ArtifactForge | null = null,
  progress: (done: number, of: number) => void = () => {},
): Promise<Forecast> {
  const { repo, base } = input;
  const plan = input.plan && { ...input.plan, target: input.plan.target ?? base.ref };
  const oids = [...new Set(input.heads.map(({ oid }) => oid))];
  const readFault = async (head: Head) => {
    const fault = planFault(await git.readFile(repo, head.oid, PLAN_PATH));
    if (fault !== null) head.planFault = fault;
  };
  const judge = async (survey: Survey): Promise<Forecast> => {
    const unlanded = unlandedOf(survey);
    const heads = describeHeads(base, input.heads, unlanded, plan);
    const planning = heads.filter(({ oid }) => unlanded.get(oid)?.paths?.includes(PLAN_PATH));
    for (let at = 0; at < planning.length; at += PLANS_AT_ONCE) {
      await Promise.all(planning.slice(at, at + PLANS_AT_ONCE).map((head) => readFault(head)));
    }
    const withBase = heads.map((head): SidedPair => {
      const trial = survey.heads.get(head.oid)?.onTarget ?? UNREADABLE;
      const basis = input.pairs;
      return { a: baseSide(base), b: side(head), basis, trials: { direct: trial } };
    });
    for (const head of heads) {
      const waitsFor = waitingFor(head, base, heads, plan, input.merged ?? null);
      if (waitsFor.length > 0) head.waitsFor = waitsFor;
    }
    const between = pairsBetween(heads, withBase, input.pairs);
    // git takes a tree that is missing for an empty one: what cannot be read is not put to it at all.
    const readable = between.filter(({ oids }) => oids.every((oid) => survey.heads.has(oid)));
    for (const { oids, trials } of between) {
      if (!oids.every((oid) => survey.heads.has(oid))) trials.direct = UNREADABLE;
    }
    const open = readable.map(({ oids: [a, b], basis, trials }) => ({ a, b, basis, trials }));
    await tryPairs(survey, base.oid, open, input.squashOnly, progress);

    const settings = plan?.integration ?? DEFAULT_SETTINGS;
    const factsOf = ({ a, b, trials }: SidedPair): PairFacts => ({
      a,
      b,
      target: base.ref,
      trials,
      squashOnly: input.squashOnly,
    });
    const inspected = await inspect(
      survey,
      { side: baseSide(base), oid: base.oid },
      heads.map((head) => ({ side: side(head), oid: head.oid })),
      readable.map((pair) => ({ facts: factsOf(pair), oids: pair.oids, basis: pair.basis })),
      fileDetectorsFor(plan, await readAgreed(plan?.contracts ?? [], survey)),
      settings,
    );
    const measured = plan?.integration.performance ?? null;
    const benchmarks =
      settings.detectors.performance === 'off'
        ? new Map()
        : await gatherBenchmarks({
            repo,
            target: base.oid,
            heads,
            settings: measured,
            expected: settings.detectors.performance === 'fail',
            survey,
            git,
            artifacts,
          });
    const around = { plan, heads, benchmarks };
    const more = new Map<SidedPair, Finding[]>([
      ...withBase.map((pair) => [pair, inspected.alone.get(pair.b.ref) ?? []] as const),
      ...readable.map((pair, at) => [pair, inspected.findings[at] ?? []] as const),
    ]);
    const pairs: Pair[] = [];
    for (const pair of [...withBase, ...between]) {
      if (pairs.length % PAIRS_AT_ONCE === 0) await survey.giveWay();
      const { a, b, basis, trials } = pair;
      const findings = detect(factsOf(pair), settings, around);
      findings.push(...(more.get(pair) ?? []));
      const verdict = verdictOf(trials, input.squashOnly);
      pairs.push({ a: a.ref, b: b.ref, basis, ...verdict, findings });
    }
    await survey.giveWay();
    for (const head of heads) {
      const leftOut = inspected.leftOut.get(head.ref);
      if (leftOut) head.leftOut = leftOut;
      const measured = benchmarks.get(head.ref);
      const compared = measured ? comparedIn(measured) : 0;
      if (measured && compared > 0) {
        head.measured = { base: measured.base, benchmarks: compared };
      }
    }
    const order = landingOrder(base, heads, pairs, plan);
    const oidOf = new Map(heads.map(({ ref, oid }) => [ref, oid]));
    const pathsOf = (ref: string) => unlanded.get(oidOf.get(ref) ?? '')?.paths ?? null;
    const conclusion = conclude(pairs);
    // A verdict as bare git gives it is nobody's more than the other's.
    const owned = input.pairs === 'landing' ? withOwners(pairs, base.ref, pathsOf) : pairs;
    const how = input.landsBy ? { landsBy: input.landsBy } : {};
    return { base, heads, pairs: owned, order, conclusion, ...how };
  };
  return git.withSurvey(repo, base.oid, oids, judge, progress);
}

/** A pair on its way: who meets whom, and the trial merges answered so far. */
interface SidedPair {
  a: PairSide;
  b: PairSide;
  basis: PairBasis;
  trials: PairTrials;
}

/** Said of a pair one head of which cannot be read. */
const UNREADABLE: TrialMerge = {
  verdict: 'undetermined',
  reason: 'missing-object',
  detail: 'commits, trees or files of one of the two could not be read',
};

function pairsBetween(
  heads: readonly Head[],
  withBase: readonly SidedPair[],
  wanted: PairBasis,
): (SidedPair & { oids: [Oid, Oid] })[] {
  const onTarget = (at: number): TrialMerge => withBase[at]?.trials.direct ?? UNREADABLE;
  return heads.flatMap((a, i) =>
    heads.slice(i + 1).map((b, offset) => ({
      a: side(a),
      b: side(b),
      oids: [a.oid, b.oid] as [Oid, Oid],
      basis: basisOf(wanted, onTarget(i), onTarget(i + 1 + offset)),
      trials: {},
    })),
  );
}

function side(head: Head): PairSide {
  return { ref: head.ref, isBase: false, changedFiles: head.changedFiles };
}

function baseSide(base: Base): PairSide {
  return { ref: base.ref, isBase: true, changedFiles: null };
}

/** Commits and changed files, as heads are described by. */
function unlandedOf({ heads }: Survey): Map<Oid, Unlanded> {
  const isFile = ({ modes }: TreeChange) => !modes.includes(TREE);
  return new Map(
    [...heads].map(([oid, { commits, raw }]) => {
      const paths = raw && [...new Set(raw.filter(isFile).map(({ path }) => path))];
      return [oid, { commits, paths }];
    }),
  );
}
