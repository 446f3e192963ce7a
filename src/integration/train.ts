/** Tries the best order out: every head merged onto what those before it have made of the target. */
import type { Git, Repository, TrialMerge } from '../ports.ts';
import type { Forecast, OrderStep, Tried } from './report.ts';

/**
 * The forecast with every step of its order tried out. Pairs tell nearly everything about an order, but not that three
 * heads collide of which any two merge: such a head loses its place among those that can land now.
 *
 * @param how what a landing leaves on the target: a merge commit, or a squashed one where nothing else is allowed
 */
export async function tryOrder(
  forecast: Forecast,
  repo: Repository,
  how: 'merge' | 'squash',
  git: Git,
): Promise<Forecast> {
  const { base, heads, order } = forecast;
  const oids = new Map(heads.map(({ ref, oid }) => [ref, oid]));
  const asked = order.flatMap(({ ref }) => oids.get(ref) ?? []);
  const outcomes = await git.train(repo, base.oid, asked, how);
  return { ...forecast, order: order.map((step, at) => withTrial(step, outcomes[at])) };
}

function withTrial(step: OrderStep, outcome: TrialMerge | undefined): OrderStep {
  if (!outcome) return step;
  const tried = triedOf(outcome);
  return { ...step, tried, now: step.now && tried.outcome === 'lands' };
}

function triedOf(outcome: TrialMerge): Tried {
  switch (outcome.verdict) {
    case 'clean':
      return { outcome: 'lands', paths: [] };
    case 'conflict': {
      const paths = outcome.conflicts.flatMap(({ paths: [first] }) => first ?? []);
      return { outcome: 'conflict', paths: [...new Set(paths)] };
    }
    case 'undetermined':
      return { outcome: 'undetermined', paths: [] };
  }
}
