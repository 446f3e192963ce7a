/** Decides what the check `Weir / plan` says about a commit that changes the plan. Pure. */
import type { FileRead, Oid } from '../ports.ts';
import { type PlanProblem, parsePlan } from './parse.ts';
import type { Plan } from './schema.ts';

/** The plan file at one commit. */
export type PlanState =
  | { kind: 'absent' }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'broken'; problems: PlanProblem[] }
  | { kind: 'valid'; plan: Plan; warnings: PlanProblem[] };

/** What landing a plan would change, in names of workstreams and keys. */
export interface PlanDifference {
  added: string[];
  removed: string[];
  changed: { name: string; keys: string[] }[];
  /** Top-level keys other than `workstreams`. */
  settings: string[];
}

/** An open PR whose head changes the plan. */
export interface PlanChange {
  pullRequest: number;
  base: string;
  /** Null where the plan before or after is no plan to compare. */
  difference: PlanDifference | null;
}

/** Everything the check on one commit speaks about; several PRs may share the commit. */
export interface PlanCheck {
  oid: Oid;
  state: PlanState;
  changes: PlanChange[];
  /** The branch whose plan rules until the change lands there, and what that plan is now. */
  target: { ref: string; plan: 'absent' | 'broken' | 'valid' };
}

export function planState(file: FileRead): PlanState {
  if (file.state === 'absent') return { kind: 'absent' };
  if (file.state === 'unreadable') return { kind: 'unreadable', reason: file.reason };
  const parsed = parsePlan(file.text);
  return parsed.ok
    ? { kind: 'valid', plan: parsed.plan, warnings: parsed.warnings }
    : { kind: 'broken', problems: parsed.problems };
}

/** Whether two readings are of different files; what cannot be read counts as different. */
export function differs(before: FileRead, after: FileRead): boolean {
  if (before.state === 'found' && after.state === 'found') return before.text !== after.text;
  return !(before.state === 'absent' && after.state === 'absent');
}

/** Compares two states; a plan that is absent before counts as an empty one. */
export function difference(before: PlanState, after: PlanState): PlanDifference | null {
  if (after.kind !== 'valid') return null;
  if (before.kind !== 'valid' && before.kind !== 'absent') return null;
  const old = before.kind === 'valid' ? before.plan : null;
  const now = after.plan;
  const oldNames = Object.keys(old?.workstreams ?? {});
  const names = Object.keys(now.workstreams);
  return {
    added: names.filter((name) => !oldNames.includes(name)),
    removed: oldNames.filter((name) => !names.includes(name)),
    changed: names.flatMap((name) => {
      const was = old?.workstreams[name];
      const is = now.workstreams[name];
      const keys = was && is ? changedKeys(was, is) : [];
      return keys.length > 0 ? [{ name, keys }] : [];
    }),
    settings: old ? changedKeys(old, now).filter((key) => key !== 'workstreams') : [],
  };
}

function changedKeys(before: object, after: object): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter(
    (key) => JSON.stringify(Reflect.get(before, key)) !== JSON.stringify(Reflect.get(after, key)),
  );
}
