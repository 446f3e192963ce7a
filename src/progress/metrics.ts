/** Metrics of the plan: measured where they say from what, else only claimed. Pure. */
import { anyGlob } from '../plan/glob.ts';
import type { MetricSource, PlanMetric } from '../plan/metrics.ts';
import type { Quantity } from '../plan/quantities.ts';
import type { Plan } from '../plan/schema.ts';
import { fileEvidence } from './answers.ts';
import { benchmarkIn, coverageIn, coverageOf, numberIn, type Value } from './artifact-values.ts';
import { checkEvidence, isGreen, matchingChecks } from './check-runs.ts';
import { meets } from './compare.ts';
import { countedWords, countSymbols } from './counted-symbols.ts';
import type { Given, Wants } from './probe.ts';
import type { Evidence, MetricStanding, PastWeek } from './report.ts';

/** A measured value, or why there is none. */
export type Measured =
  | { state: 'measured'; value: Quantity; from: string; at: string | null; evidence: Evidence[] }
  | { state: 'unread'; reason: string };

export function unmeasured(reason: string): Measured {
  return { state: 'unread', reason };
}

/** @param benchmarks how artifacts with results of benchmarks are called, where a source does not say */
export function wantsOfSource(source: MetricSource, benchmarks: string): Wants {
  if (source.symbols !== undefined) return { symbols: [source.symbols.path] };
  if (source.check !== undefined) return { checks: true };
  if (source.coverage !== undefined) {
    return { artifacts: [source.coverage], texts: [source.coverage] };
  }
  if (source.artifact !== undefined) return { artifacts: [source.artifact.name] };
  if (source.benchmark !== undefined)
    return { artifacts: [source.benchmark.artifact ?? benchmarks] };
  return {};
}

/** Whether git objects alone tell the value. */
export function isGitOnlySource(source: MetricSource | undefined): source is MetricSource {
  return source?.symbols !== undefined || source?.files !== undefined;
}

/** By workstream, in the order of the plan. `trouble` says of every metric with a source why it has no value. */
export function measureMetrics(
  plan: Pick<Plan, 'workstreams'>,
  given: Given,
  { history, now }: { history: readonly PastWeek[]; now: string },
): { metrics: Record<string, MetricStanding[]>; trouble: MetricTrouble[] } {
  const trouble: MetricTrouble[] = [];
  const metrics = Object.fromEntries(
    Object.entries(plan.workstreams).map(([workstream, { metrics: written }]) => [
      workstream,
      Object.entries(written).map(([name, metric]): MetricStanding => {
        const measured =
          metric.from === undefined ? null : measure(metric.from, metric, given, now);
        if (measured?.state === 'unread') {
          trouble.push({ workstream, name, reason: measured.reason });
        }
        return standing(name, metric, measured, trendOf(workstream, name, history));
      }),
    ]),
  );
  return { metrics: Object.assign(Object.create(null), metrics), trouble };
}

export interface MetricTrouble {
  workstream: string;
  name: string;
  reason: string;
}

function standing(
  name: string,
  { target, current }: PlanMetric,
  measured: Measured | null,
  trend: number[],
): MetricStanding {
  const best: MetricStanding['current'] =
    measured?.state === 'measured'
      ? {
          value: measured.value,
          source: 'measured',
          from: measured.from,
          at: measured.at,
          evidence: measured.evidence,
        }
      : current && { value: current, source: 'claimed', from: 'the plan', at: null, evidence: [] };
  return {
    name,
    target,
    current: best,
    reached: best?.source === 'measured' ? meets(target, best.value) : 'unknown',
    trend,
  };
}

function trendOf(workstream: string, name: string, history: readonly PastWeek[]): number[] {
  return history.flatMap(({ workstreams }) => {
    const metrics = Object.hasOwn(workstreams, workstream) ? workstreams[workstream]?.metrics : {};
    const value = metrics && Object.hasOwn(metrics, name) ? metrics[name] : undefined;
    return value === undefined ? [] : [value];
  });
}

/** @param now ISO 8601: what git objects say is true now */
export function measure(
  source: MetricSource,
  { target }: Pick<PlanMetric, 'target'>,
  given: Given,
  now: string,
): Measured {
  const { ref, tree } = given.target;
  if (source.symbols !== undefined) {
    const found = countSymbols(source.symbols, tree, given);
    if (found.state === 'unread') return unmeasured(`${ref} could not be read: ${found.reason}`);
    if (found.unread.length > 0) {
      return unmeasured(
        `${found.unread[0]} could not be read as source. Mend or split the file, or narrow the path`,
      );
    }
    return {
      state: 'measured',
      value: { value: found.count, unit: '' },
      from: countedWords(source.symbols),
      at: now,
      evidence: found.evidence,
    };
  }
  if (source.files !== undefined) {
    if (tree.files === null) return unmeasured(`the files of ${ref} could not be listed`);
    const matches = anyGlob([source.files]);
    const found = [...tree.files.keys()].filter(matches);
    return {
      state: 'measured',
      value: { value: found.length, unit: '' },
      from: `files ${source.files} on ${ref}`,
      at: now,
      evidence: found.slice(0, 3).map((path) => fileEvidence(given, tree.oid, path, path)),
    };
  }
  if (source.check !== undefined) {
    if (!Array.isArray(given.checks)) return unmeasured(given.checks.reason);
    const found = matchingChecks(given.checks, [source.check]);
    if (found.length === 0)
      return unmeasured(`no check run ${source.check} has reported on ${ref}`);
    const green = found.filter(isGreen);
    const times = found.flatMap(({ completedAt }) => completedAt ?? []).sort();
    return {
      state: 'measured',
      value: { value: green.length, unit: '' },
      from: `green check runs ${source.check} on ${ref}`,
      at: times.at(-1) ?? null,
      evidence: green.slice(0, 3).map(checkEvidence),
    };
  }
  const found = inArtifacts(source, target.unit, given);
  if (!found) return unmeasured('this version of Weir does not know its source. Update Weir');
  return found.state === 'found' ? { ...found, state: 'measured' } : found;
}

function inArtifacts(source: MetricSource, unit: string, given: Given): Value | null {
  if (source.coverage !== undefined) {
    const found = coverageIn(given.artifacts.get(source.coverage), source.coverage, given);
    return found.state === 'found' ? found : (coverageInFiles(source.coverage, given) ?? found);
  }
  if (source.artifact !== undefined) {
    const seen = given.artifacts.get(source.artifact.name);
    return numberIn(seen, source.artifact, unit, given);
  }
  if (source.benchmark !== undefined) {
    const glob = source.benchmark.artifact ?? given.plan.integration.performance.artifact;
    return benchmarkIn(given.artifacts.get(glob), glob, source.benchmark.name, given);
  }
  return null;
}

/** Files that are checked in; null where there are none. */
function coverageInFiles(glob: string, given: Given): Value | null {
  const { ref, tree } = given.target;
  const matches = anyGlob([glob]);
  const files = [...tree.texts].flatMap(([path, content]) =>
    matches(path) && content.state === 'text'
      ? [
          {
            path,
            text: content.text,
            createdAt: null,
            evidence: fileEvidence(given, tree.oid, path, path),
          },
        ]
      : [],
  );
  return files.length === 0 ? null : coverageOf(files, `files ${glob} on ${ref}`);
}
