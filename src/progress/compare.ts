/** Quantities against conditions, and both in words. Pure. */
import type { Comparison, Quantity } from '../plan/quantities.ts';
import type { Answer } from './report.ts';

/** Whether a quantity meets a condition; unknown where the units say that they measure different things. */
export function meets(is: Comparison, { value, unit }: Quantity): Answer {
  const factor = conversion(unit, is.unit);
  if (factor === null || !Number.isFinite(value)) return 'unknown';
  return holds(is, value * factor) ? 'yes' : 'no';
}

/** The same for a value that lies somewhere from `low` to `high`: unknown where it depends on where. */
export function meetsWithin(is: Comparison, low: number, high: number): Answer {
  if (is.op === '=') {
    if (low === high) return holds(is, low) ? 'yes' : 'no';
    return is.value < low || is.value > high ? 'no' : 'unknown';
  }
  const [a, b] = [holds(is, low), holds(is, high)];
  return a === b ? (a ? 'yes' : 'no') : 'unknown';
}

function holds({ op, value: limit }: Comparison, value: number): boolean {
  switch (op) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '=':
      return value === limit;
  }
}

/** Units of one kind, as multiples of the smallest. */
const KINDS: Readonly<Record<string, number>>[] = [
  { ns: 1, µs: 1e3, μs: 1e3, us: 1e3, ms: 1e6, s: 1e9, sec: 1e9, min: 60e9, h: 3600e9 },
  { b: 1, byte: 1, bytes: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 },
];

/** What to multiply by; a unit that is not written takes part in everything. Null for another kind. */
function conversion(from: string, to: string): number | null {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  if (a === b || a === '' || b === '') return 1;
  for (const kind of KINDS) {
    const [one, other] = [kind[a], kind[b]];
    if (one !== undefined && other !== undefined) return one / other;
  }
  return null;
}

/** `85%`, `12`, `3.1 ms`. */
export function quantityWords({ value, unit }: Quantity): string {
  const number = String(Number(value.toPrecision(6)));
  return unit === '' || unit === '%' ? `${number}${unit}` : `${number} ${unit}`;
}

const WORDS: Record<Comparison['op'], string> = {
  '>': 'more than ',
  '>=': 'at least ',
  '<': 'less than ',
  '<=': 'at most ',
  '=': '',
};

/** `more than 85%`, `at least 8`, `0`. */
export function comparisonWords(is: Comparison): string {
  return `${WORDS[is.op]}${quantityWords(is)}`;
}
