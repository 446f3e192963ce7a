/** How much slower the target is than an earlier release, by what was measured of both. Pure. */
import { listWords, plural } from '../markdown.ts';
import { type Comparison, compareResults, type Doubt } from '../measurements/compare.ts';
import type { Measurement } from '../measurements/measurement.ts';
import { percent, valueInWords } from '../measurements/words.ts';
import { limitsBy } from '../plan/benchmark-limits.ts';
import type { Plan } from '../plan/schema.ts';
import type { Oid } from '../ports.ts';
import { answered, commitEvidence, noTag, unknown } from './answers.ts';
import { named } from './phrases.ts';
import type { Given } from './probe.ts';
import type { ProbeAnswer } from './report.ts';

/** Results under one name of artifacts, or of the files in both commits. */
export interface BaselineSet {
  base: Measurement[][];
  /** Of the newest commit of the target's own line that was measured. */
  head: Measurement[][];
  headOid: Oid | null;
  /** Results of earlier commits of the target, oldest first. */
  history: Measurement[][];
}

export interface BaselineSeen {
  state: 'read';
  sets: BaselineSet[];
  /** Clauses about what could not be read. */
  problems: string[];
}

/** Benchmarks that are told one by one. */
const MOST_TOLD = 3;

/** Yes only where everything that was measured of the release is measured now, and nothing is worse than allowed. */
export function notSlowerThan(
  { baseline, max_regression: share }: { baseline: string; max_regression: number },
  given: Pick<Given, 'baseline' | 'plan' | 'tags' | 'target' | 'web'>,
): ProbeAnswer {
  const { baseline: seen, plan, tags, target } = given;
  const tag = tags.get(baseline);
  if (!tag) return noTag(baseline);
  const how = howMuch(baseline, target.ref);
  if (seen === null || seen.state === 'unread') {
    return unknown(`${how} is unknown: ${seen?.reason ?? 'nothing was read'}.`);
  }
  const limits = limitsBy({ ...plan.integration.performance, max_regression: share });
  const all = seen.sets.flatMap((set) => compareResults(set.base, set.head, set.history, limits));
  const of = (...outcomes: Comparison['outcome'][]) =>
    all.filter(({ outcome }) => outcomes.includes(outcome));
  const evidence = [
    commitEvidence(given, tag.oid, baseline),
    ...headsOf(seen).map((oid) => commitEvidence(given, oid, `measured at ${oid.slice(0, 7)}`)),
  ];
  const worse = of('regressed').sort((a, b) => Math.abs(b.change ?? 1) - Math.abs(a.change ?? 1));
  const allowed = `${Number((share * 100).toFixed(1))}%`;
  if (worse.length > 0) {
    const reason = `${told(worse)} against ${baseline}; less than ${allowed} is allowed.`;
    return answered('no', reason, evidence);
  }
  const [problem] = seen.problems;
  const compared = of('improved', 'unchanged');
  const doubtful = of('inconclusive').filter(seemsWorse);
  const gone = of('vanished');
  if (problem !== undefined) {
    return unknown(`${how} is unknown, because something could not be read: ${problem}.`, evidence);
  }
  if (compared.length === 0 && of('inconclusive').length === 0) {
    return unknown(`${how} is unknown: ${nothing(seen, baseline, target.ref, plan)}.`, evidence);
  }
  if (doubtful.length > 0) {
    const [doubt] = doubtful.flatMap((one) => one.doubt ?? []);
    return unknown(
      `${told(doubtful)} against ${baseline}, and it cannot be told from chance: ${doubt ? DOUBT[doubt] : 'too little is known'}. Measure both again, with more samples.`,
      evidence,
    );
  }
  if (gone.length > 0) {
    const names = listWords(
      gone.map(({ name }) => named(name)),
      MOST_TOLD,
    );
    return unknown(
      `${names} ${gone.length === 1 ? 'was' : 'were'} measured of ${baseline} and not of ${target.ref} any more.`,
      evidence,
    );
  }
  const count = compared.length + of('inconclusive').length;
  const which =
    count === 1 ? 'The only benchmark is not' : `None of ${plural(count, 'benchmark')} is`;
  return answered('yes', `${which} worse than at ${baseline} by ${allowed} or more.`, evidence);
}

const howMuch = (baseline: string, ref: string) => `How much slower ${ref} is than ${baseline}`;

function headsOf({ sets }: BaselineSeen): Oid[] {
  return [...new Set(sets.flatMap(({ headOid }) => headOid ?? []))];
}

function seemsWorse({ base, better, head }: Comparison): boolean {
  if (better === null || base === null || head === null) return true;
  return (better === 'lower') === head > base;
}

function told(all: readonly Comparison[]): string {
  const shown = all.slice(0, MOST_TOLD).map(({ name, base, head, unit, change }) => {
    const by = change === null ? '' : `, ${percent(change)} %`;
    return `${named(name)} ${valueInWords(base ?? 0, unit)} → ${valueInWords(head ?? 0, unit)}${by}`;
  });
  const more = all.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function nothing(
  { sets }: BaselineSeen,
  baseline: string,
  ref: string,
  { integration }: Pick<Plan, 'integration'>,
): string {
  const { artifact, files } = integration.performance;
  const where = `in artifacts ${named(artifact)}${files.length === 0 ? '' : ` or in ${listWords(files.map(named))}`}`;
  const isMeasured = (side: 'base' | 'head') => sets.some((set) => set[side].length > 0);
  if (!isMeasured('base')) {
    return `there are no results of benchmarks of ${baseline} ${where}. Let CI measure the tag, or keep its results in files`;
  }
  if (!isMeasured('head')) return `there are no results of benchmarks of ${ref} ${where}`;
  return `${baseline} and ${ref} have no benchmark in common ${where}`;
}

const DOUBT: Readonly<Record<Doubt, string>> = {
  'single-values': 'there is one value on a side',
  'few-samples': 'there are too few samples for a test',
  noise: 'what was measured varies more than it has changed',
  'other-machine': 'it was measured on different machines',
  'other-unit': 'it was measured in different units',
  direction: 'nobody says whether more is better',
};
