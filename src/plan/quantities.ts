/** Small written quantities of the plan: `>85%`, `5%`, `3-6`, `target: >80%, current: 0%`. Pure. */

/** A number with the unit it was written with; the unit is empty for plain counts. */
export interface Quantity {
  value: number;
  unit: string;
}

export type Operator = '>' | '>=' | '<' | '<=' | '=';

/** A condition on a number. */
export interface Comparison extends Quantity {
  op: Operator;
}

/** A metric's goal and, where somebody wrote it down, its value at that time (a claim). */
export interface Metric {
  target: Comparison;
  current: Quantity | null;
}

/** Weeks of the whole project, both ends included. */
export interface Weeks {
  from: number;
  to: number;
}

const NUMBER = String.raw`\d{1,15}(?:\.\d{1,9})?`;
const UNIT = '%|[A-Za-zµ][A-Za-z0-9µ/]{0,15}';
const COMPARISON = new RegExp(`^(>=|<=|>|<|=|==|≥|≤)?\\s*(${NUMBER})\\s*(${UNIT})?$`);
const PERCENT = new RegExp(`^(${NUMBER})\\s*%$`);

const OPERATORS: Record<string, Operator> = {
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '=': '=',
  '==': '=',
};

/** Reads `>85%`, `<= 3`, `0` …; a number without an operator means `bare`. Null when it is none of these. */
export function parseComparison(text: string, bare: Operator): Comparison | null {
  const match = COMPARISON.exec(text.trim());
  if (!match) return null;
  const [, written, value, unit] = match;
  const op = written === undefined ? bare : OPERATORS[written];
  return op ? { op, value: Number(value), unit: unit ?? '' } : null;
}

/** Reads `5%` as the fraction 0.05, null when it is not a percentage. */
export function parsePercent(text: string): number | null {
  const match = PERCENT.exec(text.trim());
  return match ? Number(match[1]) / 100 : null;
}

/** Reads `3-6` or `7`, null when it is neither or ends before it starts. */
export function parseWeeks(text: string): Weeks | null {
  const match = /^(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return from >= 1 && to >= from ? { from, to } : null;
}

/** Reads `target: >80%, current: 0%`, or a goal alone; a goal without an operator means at least. */
export function parseMetric(text: string): Metric | null {
  const match = /^\s*(?:target\s*:)?\s*([^,]{1,60})(?:,\s*current\s*:\s*([^,]{1,60}))?\s*$/i.exec(
    text,
  );
  if (!match) return null;
  return metricOf(match[1] ?? '', match[2]);
}

/** The same from its two halves, as a mapping writes them. */
export function metricOf(target: string, current: string | undefined): Metric | null {
  const goal = parseComparison(target, '>=');
  const now = current === undefined ? null : parseComparison(current, '=');
  if (!goal || (current !== undefined && now?.op !== '=')) return null;
  return { target: goal, current: now && { value: now.value, unit: now.unit } };
}
