/** Values and changes in words. */

/** `1,019 ns`; four digits that count, and whole numbers from a thousand on. */
export function valueInWords(value: number, unit: string): string {
  return `${digits(value)}${unit === '' ? '' : ` ${unit}`}`;
}

function digits(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential(3);
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(4)));
}

/** A share as a percentage with its sign, without the sign of per cent: `+6.1`. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return share < 0 ? '-∞' : '+∞';
  const rounded = (share * 100).toFixed(1);
  return Number(rounded) > 0 ? `+${rounded}` : rounded === '-0.0' ? '0.0' : rounded;
}
