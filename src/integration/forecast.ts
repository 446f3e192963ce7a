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
import type { InspectedHead } from './digests.ts';
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
import type { InspectedPair } from './suspects.ts';
import { type OpenPair, tryPairs } from './trials.ts';

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
    const factsOf = (a: PairSide, b: PairSide, trials: PairTrials): PairFacts => ({
      a,
      b,
      target: base.ref,
      trials,
      squashOnly: input.squashOnly,
    });
    const members = heads.map((head): Member => {
      const onTarget = survey.heads.get(head.oid)?.onTarget ?? UNREADABLE;
      return { side: side(head), oid: head.oid, onTarget };
    });
    const withBase = members.map(
      (one): SidedPair => ({
        facts: factsOf(baseSide(base), one.side, { direct: one.onTarget }),
        basis: input.pairs,
      }),
    );
    for (const head of heads) {
      const waitsFor = waitingFor(head, base, heads, plan, input.merged ?? null);
      if (waitsFor.length > 0) head.waitsFor = waitsFor;
    }
    const between = pairsBetween(members, input.pairs, factsOf);
    // git takes a tree that is missing for an empty one: what cannot be read is not put to it at all.
    const readable: HeadPair[] = [];
    for (const pair of between) {
      if (survey.heads.has(pair.a) && survey.heads.has(pair.b)) readable.push(pair);
      else pair.trials.direct = UNREADABLE;
    }
    await tryPairs(survey, base.oid, readable, input.squashOnly, progress);

    const settings = plan?.integration ?? DEFAULT_SETTINGS;
    const inspected = await inspect(
      survey,
      { side: baseSide(base), oid: base.oid },
      members,
      readable,
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
      ...withBase.map((pair) => [pair, inspected.alone.get(pair.facts.b.ref) ?? []] as const),
      ...readable.flatMap((pair, at) => {
        const found = inspected.findings[at] ?? [];
        return found.length > 0 ? [[pair, found] as const] : [];
      }),
    ]);
    const pairs: Pair[] = [];
    for (const pair of [...withBase, ...between]) {
      if (pairs.length % PAIRS_AT_ONCE === 0) await survey.giveWay();
      const { facts, basis } = pair;
      const findings = detect(facts, settings, around);
      const found = more.get(pair);
      if (found) findings.push(...found);
      const { verdict, reason } = verdictOf(facts.trials, input.squashOnly);
      const [a, b] = [facts.a.ref, facts.b.ref];
      if (reason === undefined) pairs.push({ a, b, basis, verdict, findings });
      else pairs.push({ a, b, basis, verdict, reason, findings });
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

/** A head, and how it merges with the base. */
interface Member extends InspectedHead {
  onTarget: TrialMerge;
}

/** A pair on its way: who meets whom, and the trial merges answered so far. */
interface SidedPair {
  facts: PairFacts;
  basis: PairBasis;
}

/** Of two heads; `trials` are those of `facts`. */
interface HeadPair extends SidedPair, OpenPair, InspectedPair {}

/** Said of a pair one head of which cannot be read. */
const UNREADABLE: TrialMerge = {
  verdict: 'undetermined',
  reason: 'missing-object',
  detail: 'commits, trees or files of one of the two could not be read',
};

function pairsBetween(
  members: readonly Member[],
  wanted: PairBasis,
  factsOf: (a: PairSide, b: PairSide, trials: PairTrials) => PairFacts,
): HeadPair[] {
  // Tens of thousands: what a pair needs is made once.
  const pairs: HeadPair[] = [];
  for (const [at, one] of members.entries()) {
    for (const other of members.slice(at + 1)) {
      const [a, b] = [one.oid, other.oid];
      const trials: PairTrials = {};
      const facts = factsOf(one.side, other.side, trials);
      const basis = basisOf(wanted, one.onTarget, other.onTarget);
      pairs.push({ a, b, oids: [a, b], basis, trials, facts });
    }
  }
  return pairs;
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
