/** Forecasts as the bench asks for them. */

import { forecast } from '../src/integration/forecast.ts';
import type { Forecast, PairBasis } from '../src/integration/report.ts';
import { parsePlan } from '../src/plan/parse.ts';
import type { Plan } from '../src/plan/schema.ts';
import type { Git } from '../src/ports.ts';
import { REPO, type Subject } from './subjects.ts';

/** A plan that switches off every detector but the textual one; it says nothing else. */
export const TEXTUAL_ONLY: Plan = planOf(`version: 1
target: main
workstreams: { none: { title: None } }
integration: { detectors: { api: off, dependency: off, performance: off, order: off, contract: off } }
`);

function planOf(text: string): Plan {
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

/** @param plan null for all detectors, as without a plan */
export async function forecastOf(
  { base, heads }: Pick<Subject, 'base' | 'heads'>,
  git: Git,
  pairs: PairBasis,
  plan: Plan | null,
): Promise<{ result: Forecast; ms: number }> {
  const open = heads.map(({ ref, oid }) => ({ ref, branch: ref, oid, pullRequest: null }));
  const input = { repo: REPO, base: { ref: 'base', oid: base }, heads: open, plan, pairs };
  const start = performance.now();
  const result = await forecast({ ...input, squashOnly: false }, git);
  return { result, ms: performance.now() - start };
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}

export const rounded = (value: number) => Number(value.toFixed(1));
