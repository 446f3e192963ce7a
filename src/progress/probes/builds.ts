/** `builds`: the share of green builds on the target. */
import type { Comparison } from '../../plan/quantities.ts';
import { answered, commitEvidence, short, unknown } from '../answers.ts';
import { matchingChecks, sumOf } from '../check-runs.ts';
import { comparisonWords, meetsWithin } from '../compare.ts';
import type { Given, ProbeKind } from '../probe.ts';
import { shareInterval } from '../share-interval.ts';

/** Commits that are looked at; more would cost a request each for little more certainty. */
export const BUILDS = 50;

export const builds: ProbeKind<'builds'> = {
  kind: 'builds',
  summary: `The share of green builds among the newest ${BUILDS} commits of the target's own line. A build is green when its check runs (those of the plan's stage \`build\`, else all) are; commits whose checks were skipped, are running or are missing do not count. The answer is for the 95% interval of the share, so that few builds prove little.`,
  example: '{ builds: ">99%" }',
  unknown: 'there are so few builds that the limit lies inside the interval',
  gitOnly: false,
  proof: (is) => `${comparisonWords(is)} of builds on the target green`,
  wants: () => ({ builds: BUILDS }),
  answer(is, given) {
    const { ref } = given.target;
    if (!Array.isArray(given.builds)) {
      return unknown(`The builds of ${ref} are not known, because ${given.builds.reason}.`);
    }
    const { green, red, unread } = counted(given.builds, given);
    const of = green + red.length;
    if (of === 0) {
      const why = unread === null ? '' : ` Some could not be read, because ${unread}.`;
      return unknown(
        `No build has ended on the newest commits of ${ref}.${why} Run builds on pushes to ${ref}.`,
      );
    }
    const { low, high } = shareInterval(green, of);
    const value = { value: (100 * green) / of, unit: '%' };
    const range = `95% interval ${percent(low)} to ${percent(high)}`;
    const found = `${green} of ${of} builds on ${ref} are green (${percent(green / of)}, ${range})`;
    const evidence = red.map((oid) => commitEvidence(given, oid, `${short(oid)} is not green`));
    const answer = unread === null ? inInterval(is, low, high) : 'unknown';
    const next =
      answer !== 'unknown'
        ? ''
        : unread === null
          ? ` That is too few builds to tell whether it is ${comparisonWords(is)}.`
          : ` Some could not be read, because ${unread}.`;
    return answered(answer, `${found}.${next}`, evidence, value);
  },
};

function counted(
  list: { oid: string; checks: Given['checks'] }[],
  { plan }: Given,
): { green: number; red: string[]; unread: string | null } {
  const stage = plan.stages.build ?? null;
  let green = 0;
  let unread: string | null = null;
  const red: string[] = [];
  for (const { oid, checks } of list) {
    if (!Array.isArray(checks)) {
      unread ??= checks.reason;
      continue;
    }
    const sum = sumOf(matchingChecks(checks, stage));
    if (sum === 'green') green += 1;
    if (sum === 'red') red.push(oid);
  }
  return { green, red, unread };
}

/** A condition without a unit means the share itself, such as ">0.99". */
function inInterval(is: Comparison, low: number, high: number) {
  const factor = is.unit === '%' ? 100 : 1;
  return meetsWithin(is, low * factor, high * factor);
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
