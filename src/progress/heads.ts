/** The heads of each workstream. Pure. */
import type { ProgressFacts } from './facts.ts';
import { bare } from './lookup.ts';

/** Refs of the heads of each workstream that have not landed; none where they could not be read. */
export function headsOf({ plan, integration, target }: ProgressFacts): Record<string, string[]> {
  const heads =
    integration.state === 'read'
      ? integration.heads.filter(({ containedIn }) => !containedIn.includes(target.ref))
      : [];
  return bare(
    Object.keys(plan.workstreams).map((name) => [
      name,
      heads.filter(({ workstreams }) => workstreams.includes(name)).map(({ ref }) => ref),
    ]),
  );
}
