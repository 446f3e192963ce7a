/** What a plan says in words: objectives, tasks and criteria. */
import type { Plan } from '../../plan/schema.ts';

export function wordsOfPlan(plan: Plan): string[] {
  return [
    ...Object.values(plan.workstreams).flatMap(({ objectives, tasks }) => [
      ...objectives,
      ...tasks.map(({ text }) => text),
    ]),
    ...Object.values(plan.criteria)
      .flat()
      .map(({ text }) => text),
  ];
}
