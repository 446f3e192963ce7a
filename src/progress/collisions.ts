/** Pairs as progress counts them: what collides, what nobody can tell, and what has nothing of its own to settle. Pure. */
import type { StandingPair } from '../ports/standing.ts';

/** A pair that cannot land as it is: its text conflicts, or a detector that the plan takes for a failure found something. */
export function isCollision({ verdict, findings }: StandingPair): boolean {
  return (
    verdict === 'conflict' ||
    findings.some(({ severity, undetermined }) => severity === 'fail' && !undetermined)
  );
}

/** A pair of which nobody can tell whether it collides. */
export function isUnknown(pair: StandingPair): boolean {
  const { verdict, findings } = pair;
  const isOpen = verdict === 'undetermined' || findings.some(({ undetermined }) => undetermined);
  return isOpen && !isCollision(pair);
}

/** Pairs with something of their own to settle. The others go with what one of the two has with the target: that comes first. */
export function ownAffairs(pairs: readonly StandingPair[]): StandingPair[] {
  return pairs.filter(({ goesWith }) => goesWith === undefined);
}

/**
 * What the checks of these heads speak of: all that is not told with what they have with the target, and not another head's
 * alone.
 */
export function affairsOf(
  heads: readonly string[],
  pairs: readonly StandingPair[],
): StandingPair[] {
  return pairs.filter(({ a, b, goesWith, onlyOf }) => {
    if (!heads.includes(a) && !heads.includes(b)) return false;
    if (goesWith === undefined) return true;
    return onlyOf === undefined && !heads.includes(goesWith);
  });
}

/** Who waits for whom stands under the blockers. */
export function withoutWaiting(pairs: readonly StandingPair[]): StandingPair[] {
  return pairs
    .map((pair) => ({ ...pair, findings: pair.findings.filter((one) => one.detector !== 'order') }))
    .filter(({ verdict, findings }) => verdict !== 'clean' || findings.length > 0);
}
