/** From what the file says to the plan that everybody uses: blocks merged, names resolved. Pure. */
import { fold, indexNames } from './names.ts';
import type { Plan, PlanFile, Workstream } from './schema.ts';

/** Merges the blocks into the workstreams and turns aliases into names. Expects a file that passed the rules. */
export function normalise(file: PlanFile): Plan {
  const { dependencies, approval_matrix, metrics, ...rest } = file;
  const index = indexNames(
    Object.entries(file.workstreams).map(([name, { aliases, number }]) => ({
      name,
      aliases,
      number,
    })),
  );
  const external = new Map(Object.keys(file.external).map((name) => [fold(name), name]));
  const workstreamName = (written: string) => index.find(written) ?? written;
  const anyName = (written: string) =>
    index.find(written) ?? external.get(fold(written)) ?? written;
  const resolved = <T>(record: Record<string, T>) =>
    Object.entries(record).map(([written, value]) => [workstreamName(written), value] as const);

  const blocks = {
    dependencies: new Map(resolved(dependencies)),
    approvals: new Map(resolved(approval_matrix)),
    metrics: new Map(resolved(metrics)),
  };
  const workstreams = Object.entries(file.workstreams).map(([name, own]): [string, Workstream] => {
    const block = blocks.dependencies.get(name);
    const needs = own.depends_on.length > 0 ? own.depends_on : (block?.depends_on ?? []);
    return [
      name,
      {
        ...own,
        depends_on: unique(
          needs.map((need) => ({ ...need, name: anyName(need.name) })),
          ({ name }) => name,
        ),
        enables: unique(own.enables.length > 0 ? own.enables : (block?.enables ?? [])),
        approvals: unique(
          own.approvals.length > 0 ? own.approvals : (blocks.approvals.get(name) ?? []),
        ),
        metrics: { ...blocks.metrics.get(name), ...own.metrics },
      },
    ];
  });
  const schedule = Object.entries(file.integration.schedule).map(([day, list]) => [
    day,
    list === 'all' ? list : unique(list.map(workstreamName)),
  ]);
  return {
    ...rest,
    workstreams: bare(workstreams),
    roles: bare(Object.entries(file.roles)),
    external: bare(Object.entries(file.external)),
    standups: bare(resolved(file.standups)),
    integration: { ...file.integration, schedule: Object.fromEntries(schedule) },
    spawn: file.spawn.map(({ wave, workstreams: starting }) => ({
      wave,
      workstreams: unique(starting.map(workstreamName)),
    })),
  };
}

/** A record without a prototype, so that looking up `constructor` finds nothing. */
function bare<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function unique<T>(list: readonly T[], key: (item: T) => unknown = (item) => item): T[] {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}
