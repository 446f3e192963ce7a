/**
 * Lets detectors look into files: gathers what they want, as few reads as possible, and hands it to them. Digests of
 * heads and findings of pairs are remembered by object ids. What cannot be read is left out and counted; a detector or
 * git failing at one pair costs that pair's answer only, and says so.
 */
import type { Oid, Survey } from '../ports.ts';
import { type DetectorSettings, gaveUp, weighed } from './detect.ts';
import type { AnyFileDetector, Detected, Wants } from './detector.ts';
import { type Digested, digestKey, digestsOf, type InspectedHead } from './digests.ts';
import type { Finding, LeftOut } from './report.ts';
import { type InspectedPair, type Judged, judgeSuspects, type Suspect } from './suspects.ts';
import { type Departed, judgeAgainstTarget } from './target-changes.ts';

/** Pairs that are looked at before everybody else has a turn. */
const PAIRS_AT_ONCE = 50;

export interface Inspection {
  /** Of each head by itself and with what the target has changed meanwhile, by `ref`; they belong to its pair with the base. */
  alone: Map<string, Finding[]>;
  /** Of the pairs, in their order. */
  findings: Finding[][];
  /** By `ref` of the head. */
  leftOut: Map<string, LeftOut[]>;
}

/** Runs every detector that reads files and that the plan has not switched off. */
export async function inspect(
  survey: Survey,
  target: InspectedHead,
  heads: readonly InspectedHead[],
  pairs: readonly InspectedPair[],
  detectors: readonly AnyFileDetector[],
  settings: DetectorSettings,
): Promise<Inspection> {
  const result: Inspection = {
    alone: new Map(),
    findings: pairs.map(() => []),
    leftOut: new Map(),
  };
  for (const detector of detectors) {
    const severity = settings.detectors[detector.name];
    if (severity === 'off') continue;
    try {
      await inspectWith(detector, survey, target, heads, pairs, settings, result);
    } catch (error) {
      // Not one pair or head is to blame: nothing is known of any.
      for (const { side } of heads) {
        append(result.alone, side.ref, [gaveUp(detector.name, severity, error)]);
      }
    }
  }
  return result;
}

async function inspectWith(
  detector: AnyFileDetector,
  survey: Survey,
  target: InspectedHead,
  heads: readonly InspectedHead[],
  pairs: readonly InspectedPair[],
  settings: DetectorSettings,
  result: Inspection,
): Promise<void> {
  const severity = settings.detectors[detector.name];
  if (severity === 'off') return;
  const digests = await digestsOf(detector, survey, heads);
  for (const { side, oid } of heads) {
    const own = digests.get(oid);
    if (!own) continue;
    if (own.failure !== undefined) {
      append(result.alone, side.ref, [gaveUp(detector.name, severity, own.failure)]);
    }
    append(
      result.leftOut,
      side.ref,
      own.leftOut.map((one) => ({ detector: detector.name, ...one })),
    );
    if (own.digest === null || !detector.alone) continue;
    append(
      result.alone,
      side.ref,
      weighed(detector, settings, () => detector.alone?.(side, own.digest) ?? []),
    );
  }
  const suspects: Suspect[] = [];
  const names = namesOf(detector, survey, digests);
  for (const [at, pair] of pairs.entries()) {
    if (at % PAIRS_AT_ONCE === 0) await survey.giveWay();
    const [a, b] = [digests.get(pair.oids[0])?.digest, digests.get(pair.oids[1])?.digest];
    if (a === undefined || b === undefined || a === null || b === null) continue;
    const [one, other] = pair.oids.map((oid) => names.get(oid) ?? oid) as [string, string];
    if (survey.quiet?.has(one, other)) continue;
    if (isPart(survey, ...pair.oids) || isPart(survey, pair.oids[1], pair.oids[0])) continue;
    try {
      const wants = detector.wants(a, b) as Wants | null;
      if (wants) suspects.push({ at, pair, a, b, wants });
      else survey.quiet?.add(one, other);
    } catch (error) {
      result.findings[at]?.push(gaveUp(detector.name, severity, error));
    }
  }
  for (const [at, found] of await judgeSuspects(detector, survey, target.oid, suspects)) {
    result.findings[at]?.push(...weighed(detector, settings, () => detectedIn(found)));
  }
  const digested = heads.flatMap(({ side, oid }): Departed[] => {
    const digest = digests.get(oid)?.digest ?? null;
    return digest === null ? [] : [{ side, oid, digest }];
  });
  try {
    for (const [ref, found] of await judgeAgainstTarget(detector, survey, target, digested))
      append(
        result.alone,
        ref,
        weighed(detector, settings, () => detectedIn(found)),
      );
  } catch (error) {
    for (const { side } of digested)
      append(result.alone, side.ref, [gaveUp(detector.name, severity, error)]);
  }
}

/** Of digests: another one may have been able to read more. */
function namesOf(
  detector: AnyFileDetector,
  survey: Survey,
  digests: ReadonlyMap<Oid, Digested>,
): Map<Oid, string> {
  return new Map(
    [...digests].map(([oid, { leftOut }]) => [
      oid,
      `${digestKey(detector, survey, oid)} ${leftOut.map(({ path }) => path).join(' ')}`,
    ]),
  );
}

/** Whether one head is the other or contains it: who wrote the one saw the other, and both together are the one. */
function isPart({ heads }: Survey, one: Oid, other: Oid): boolean {
  return one === other || (heads.get(one)?.commits.has(other) ?? false);
}

function detectedIn(found: Judged): Detected[] {
  if ('failure' in found) throw new Error(found.failure);
  return found.detected;
}

function append<T>(map: Map<string, T[]>, key: string, items: readonly T[]): void {
  if (items.length > 0) map.set(key, [...(map.get(key) ?? []), ...items]);
}
