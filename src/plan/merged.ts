/** What merged pull requests say about workstreams: whose each was, and how far back they are asked about. Pure. */
import type { PullSummary } from '../ports/evidence.ts';
import { assign } from './assign.ts';
import type { Plan } from './schema.ts';

/** How far back merged pull requests are read where the phase does not say when it began. */
const LOOK_BACK_DAYS = 120;
const DAY_MS = 86_400_000;

/** From when on they count (ISO 8601): from the beginning of the phase, or the last months. */
export function mergedFrom({ phase }: Pick<Plan, 'phase'>, now: string): string {
  const lookBack = new Date(Date.parse(now) - LOOK_BACK_DAYS * DAY_MS).toISOString();
  const start = phase?.start;
  return start !== undefined && start < lookBack ? `${start}T00:00:00.000Z` : lookBack;
}

/** Workstreams that a merged pull request belongs to, by its own words; what its paths would say is not read for each. */
export function lanesOf(pull: PullSummary, plan: Plan): string[] {
  const { body, labels, base, head: branch } = pull;
  return assign({ body, labels, base, branch, paths: null }, plan).workstreams;
}
