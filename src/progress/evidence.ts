/** From the plan and what was read to tasks, metrics, criteria and compatibility. Pure. */
import type { Plan } from '../plan/schema.ts';
import { answered } from './answers.ts';
import { notSlowerThan } from './baseline-performance.ts';
import { matchingChecks } from './check-runs.ts';
import type { ProgressFacts } from './facts.ts';
import { type MetricTrouble, measureMetrics, wantsOfSource } from './metrics.ts';
import type { Given, Wants } from './probe.ts';
import { answerOf, wantsOf } from './probes/index.ts';
import type { Answer, CriterionStanding, PastWeek, ProbeAnswer } from './report.ts';
import { judgeTasks, type TrackedList } from './tasks.ts';

/** What all probes and sources of a plan want together. */
export function wantsOfPlan(plan: Plan): Wants[] {
  const tasks = Object.values(plan.workstreams).flatMap((workstream) => workstream.tasks);
  const metrics = Object.values(plan.workstreams).flatMap(({ metrics }) => Object.values(metrics));
  const criteria = Object.values(plan.criteria).flat();
  return [
    ...tasks.flatMap((task) =>
      'done_when' in task && task.done_when ? [wantsOf(task.done_when)] : [],
    ),
    ...criteria.flatMap((one) => ('when' in one && one.when ? [wantsOf(one.when)] : [])),
    ...metrics.flatMap(({ from }) =>
      from === undefined ? [] : [wantsOfSource(from, plan.integration.performance.artifact)],
    ),
    ...(plan.compatibility ? compatibilityProbes(plan.compatibility).map(wantsOf) : []),
  ];
}

export interface Weighed
  extends Pick<ProgressFacts, 'tasks' | 'metrics' | 'criteria' | 'compatibility'> {
  /** Metrics that say where they are measured, and could not be. */
  trouble: MetricTrouble[];
}

/** @param given with `tasks` and `metrics` null: they are worked out here, in that order */
export function weighEvidence(
  plan: Plan,
  given: Given,
  around: {
    tracked: Readonly<Record<string, TrackedList>>;
    history: readonly PastWeek[];
    now: string;
  },
): Weighed {
  const { metrics, trouble } = measureMetrics(plan, given, around);
  const measured: Given = { ...given, metrics };
  const tasks = judgeTasks({ plan, given: measured, ...around });
  const whole: Given = { ...measured, tasks };
  return {
    tasks,
    metrics,
    trouble,
    criteria: criteriaOf(plan, whole),
    compatibility: plan.compatibility ? compatibilityOf(plan.compatibility, whole) : null,
  };
}

function criteriaOf({ criteria }: Plan, given: Given): CriterionStanding[] {
  return Object.entries(criteria).flatMap(([list, items]) =>
    items.map((item): CriterionStanding => {
      const probe = 'when' in item ? item.when : undefined;
      const isClaimed = 'done' in item && item.done === true;
      return {
        list,
        text: item.text,
        answer: probe === undefined ? withoutProbe(isClaimed) : answerOf(probe, given),
        claims: isClaimed
          ? [{ by: null, where: 'plan', what: 'the plan says that it is met' }]
          : [],
      };
    }),
  );
}

function withoutProbe(isClaimed: boolean): ProbeAnswer {
  const said = isClaimed ? 'It is only claimed' : 'Nothing proves it';
  return answered('unknown', `${said}. Write under when what would prove it.`);
}

type Compatibility = NonNullable<Plan['compatibility']>;

function compatibilityProbes({ baseline, checks }: Compatibility) {
  return [{ api_unchanged_since: baseline }, ...checks.map((check) => ({ check }))];
}

/** Public symbols, the named checks, and benchmarks where the plan asks for them, together. One that says no decides; else what cannot be told does. */
function compatibilityOf(
  compatibility: Compatibility,
  given: Given,
): ProgressFacts['compatibility'] {
  const { baseline } = compatibility;
  const parts = compatibilityProbes(compatibility).map((probe) => answerOf(probe, given));
  const { max_regression: allowed } = compatibility;
  if (allowed !== undefined) {
    parts.push(notSlowerThan({ baseline, max_regression: allowed }, given));
  }
  const worst = (['no', 'unknown', 'yes'] as const).find((answer) =>
    parts.some((part) => part.answer === answer),
  ) as Answer;
  const telling = parts.filter(({ answer }) => answer === worst);
  return {
    baseline,
    answer: answered(
      worst,
      telling.map(({ reason }) => reason).join(' '),
      telling.flatMap(({ evidence }) => evidence),
    ),
  };
}

/** Globs of checks that probes and compatibility name, each with whose it is. */
export function namedChecks(plan: Plan): { workstream: string | null; glob: string }[] {
  const tasks = Object.entries(plan.workstreams).flatMap(([workstream, { tasks: list }]) =>
    list.flatMap((task) =>
      'done_when' in task && task.done_when?.check !== undefined
        ? [{ workstream, glob: task.done_when.check }]
        : [],
    ),
  );
  const criteria = Object.values(plan.criteria)
    .flat()
    .flatMap((one) =>
      'when' in one && one.when?.check !== undefined
        ? [{ workstream: null, glob: one.when.check }]
        : [],
    );
  const compatibility = (plan.compatibility?.checks ?? []).map((glob) => ({
    workstream: null,
    glob,
  }));
  return [...tasks, ...criteria, ...compatibility];
}

/** Of those, the ones that have not reported on the target; nothing where check runs are not known. */
export function silentChecks(
  plan: Plan,
  { checks }: Pick<Given, 'checks'>,
): { workstream: string | null; glob: string }[] {
  if (!Array.isArray(checks)) return [];
  return namedChecks(plan).filter(({ glob }) => matchingChecks(checks, [glob]).length === 0);
}
