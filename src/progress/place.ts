/** Where people are told about a workstream. Pure. */
import type { ProgressFacts } from './facts.ts';
import { entry } from './lookup.ts';

/** Number of its tracking issue, else of its pull request; null where it has neither. */
export function placeOf(workstream: string, { activity, plan }: ProgressFacts): number | null {
  const issue = entry(plan.workstreams, workstream)?.issue;
  if (issue !== undefined) return issue;
  const pulls = entry(activity, workstream)?.pulls ?? [];
  return (pulls.find(({ draft }) => !draft) ?? pulls[0])?.number ?? null;
}
