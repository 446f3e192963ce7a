/** The gate to the next phase: open when every criterion is met; unknown blocks like no. Pure. */
import type { ProgressFacts } from './facts.ts';
import type { Gate } from './report.ts';

export function gateOf({ plan, criteria }: Pick<ProgressFacts, 'plan' | 'criteria'>): Gate {
  const open = criteria.every(({ answer }) => answer.answer === 'yes');
  return {
    phase: plan.phase?.name ?? null,
    next: plan.phase?.next?.name ?? null,
    state: criteria.length === 0 ? 'none' : open ? 'open' : 'closed',
    criteria,
  };
}
