/** Comparisons of benchmarks in words. */
import { listWords } from '../../../markdown.ts';
import { type Comparison, type Doubt, LEAST_HISTORY } from '../../../measurements/compare.ts';
import { percent, valueInWords } from '../../../measurements/words.ts';
import type { Detected } from '../../detector.ts';

/** Names come from strangers: a backtick would end what it stands in. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', "'").replaceAll('\n', ' ')}\``;
}

export function isWorse({ base, better, head }: Comparison): boolean {
  if (base === null || head === null) return false;
  return (better === 'lower') === head > base;
}

/** `` `fold` 100 ns → 106 ns, +6.1 % [+3.9, +8.2] `` */
export function shown(one: Comparison, named: boolean | number = true): string {
  const values = `${measured(one.base, one.unit)} → ${measured(one.head, one.unit)}`;
  const change = one.change === null ? '' : `, ${percent(one.change)} %`;
  const bounds = one.bounds ? ` [${percent(one.bounds.low)}, ${percent(one.bounds.high)}]` : '';
  return `${named === false ? '' : `${quoted(one.name)} `}${values}${change}${one.change === null ? '' : bounds}`;
}

/** A line of the evidence. */
export function comparisonLine(one: Comparison): string {
  const why = one.doubt === null ? '' : ` (${one.doubt.replaceAll('-', ' ')})`;
  const by = one.by === null ? '' : `, by ${one.by}`;
  return `${one.outcome}${why}: ${one.name}: ${shown(one, false)}${by}`;
}

function measured(value: number | null, unit: string): string {
  return value === null ? 'not measured' : valueInWords(value, unit);
}

interface Reason {
  because(target: string): string;
  next(base: string): string;
}

const REASONS: Readonly<Record<Doubt, Reason>> = {
  'single-values': {
    because: (target) =>
      `there is one value on a side, and ${quoted(target)} has fewer than ${LEAST_HISTORY} earlier results to say how much it varies`,
    next: (base) =>
      `Run the benchmark again, here and on ${quoted(base)} (four runs of each are enough), or let the tool write its samples.`,
  },
  'few-samples': {
    because: () => 'there are too few samples for a test',
    next: () => 'Take at least four samples on each side; ten are better.',
  },
  noise: {
    because: () => 'what was measured varies more than it has changed',
    next: () => 'Run the benchmark again, with more samples or on a quieter machine.',
  },
  'other-machine': {
    because: () => 'it was measured on different machines',
    next: () => 'Measure both on one kind of machine.',
  },
  'other-unit': {
    because: () => 'it is given in different units',
    next: (base) => `Run the benchmark on ${quoted(base)} again, with the tool that is used here.`,
  },
  direction: {
    because: () => 'nobody says whether more is better',
    next: () =>
      'Say so in the plan: `better: lower` or `better: higher` under `integration.performance.benchmarks`.',
  },
};

/** Benchmarks that may have got worse, all for the same reason in doubt. */
export function inDoubt(
  some: readonly Comparison[],
  where: string,
  base: string,
  target: string,
): Omit<Detected, 'places'> {
  const reason = REASONS[some[0]?.doubt ?? 'noise'];
  return {
    confidence: 1,
    message: `Inconclusive: ${listWords(
      some.map((one) => shown(one)),
      3,
    )}${where}, because ${reason.because(target)}`,
    suggestion: reason.next(base.slice(0, 7)),
  };
}
