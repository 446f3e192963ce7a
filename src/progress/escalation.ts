/** Who is told that a workstream stays still: its owners first, and later the roles that the plan names. Pure. */
import type { ProgressFacts } from './facts.ts';
import { bare, entry } from './lookup.ts';
import { hoursBetween, named, span } from './phrases.ts';
import type { Life } from './report.ts';

export interface Escalation {
  workstream: string;
  level: 1 | 2;
  /** Since when it has not moved (ISO 8601). */
  since: string;
  /** Logins and teams; empty where the plan names nobody. */
  who: string[];
  /** Two plain sentences: what happened, and what to do. */
  what: string;
  /** One and the same for one level of one standstill: who has acted on it once must not do so again. */
  key: string;
}

/**
 * The highest level that is due for each stalled workstream, so that after a long downtime nobody gets both. A
 * workstream that moves and stalls again begins anew.
 */
export function escalations(
  facts: ProgressFacts,
  all: Readonly<Record<string, Life>>,
): Escalation[] {
  const { after_hours, then_hours } = facts.plan.escalation;
  return Object.keys(facts.plan.workstreams).flatMap((workstream): Escalation[] => {
    const life = entry(all, workstream);
    if (life?.state !== 'stalled' || life.movedAt === null) return [];
    const still = hoursBetween(life.movedAt, facts.now) ?? 0;
    if (still < after_hours) return [];
    const level = still < after_hours + then_hours ? 1 : 2;
    return [
      {
        workstream,
        level,
        since: life.movedAt,
        who: whoOf(workstream, level, facts),
        what: level === 1 ? first(workstream, still) : second(workstream, still, facts),
        key: `${workstream} ${life.movedAt} ${level}`,
      },
    ];
  });
}

function whoOf(workstream: string, level: 1 | 2, { plan }: ProgressFacts): string[] {
  const owners = entry(plan.workstreams, workstream)?.owners ?? [];
  if (level === 1) return owners;
  const roles = plan.escalation.to.flatMap((role) => entry(plan.roles, role) ?? []);
  const people = [...owners, ...roles].map((who): [string, string] => [who.toLowerCase(), who]);
  return Object.values(bare(people));
}

function first(workstream: string, still: number): string {
  return `${named(workstream)} has had no commit, pull request or check for ${span(still)}. Say what holds it, or write into the plan why it is paused.`;
}

function second(workstream: string, still: number, { plan }: ProgressFacts): string {
  const nobody = plan.escalation.to.length === 0;
  const next = nobody
    ? 'Name roles under escalation.to in the plan, so that somebody can decide who goes on with it.'
    : 'Decide who goes on with it, or write into the plan why it is paused.';
  return `${named(workstream)} still has had no commit, pull request or check for ${span(still)}, though its owners were to be told. ${next}`;
}
