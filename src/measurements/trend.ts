/** Where the level of a benchmark changed in the history of a branch, and with which commit. Pure. */
import { type ChangePointSettings, changePoints } from './change-points.ts';
import type { Better, HistoryPoint } from './measurement.ts';

/** A change of level for good. */
export interface Turn {
  suite: string;
  name: string;
  unit: string;
  better: Better;
  /** The first commit that was measured at the new level; what changed it is this one, or one since `since`. */
  commit: string;
  /** The last one at the old level. */
  since: string;
  /** ISO 8601, when `commit` was measured; null where nobody wrote that down. */
  at: string | null;
  before: number;
  after: number;
  /** (after − before) / before. */
  change: number;
  /** Null where nobody says which way is better. */
  worse: boolean | null;
}

/**
 * All turns of all benchmarks, the newest last; benchmarks in the order of their first appearance.
 *
 * @param points oldest first within each suite
 */
export function turnsIn(
  points: readonly HistoryPoint[],
  settings: Partial<ChangePointSettings> = {},
): Turn[] {
  const series = new Map<string, { point: HistoryPoint; index: number }[]>();
  for (const point of points) {
    for (const [index, { environment, name, unit }] of point.measurements.entries()) {
      // Another machine has another level.
      const key = JSON.stringify([point.suite, name, unit, environment]);
      const values = series.get(key) ?? [];
      // Of a commit that was measured again, the last result stands.
      if (values.at(-1)?.point.commit === point.commit) values.pop();
      values.push({ point, index });
      series.set(key, values);
    }
  }
  return [...series.values()].flatMap((values) => turnsOf(values, settings));
}

function turnsOf(
  values: readonly { point: HistoryPoint; index: number }[],
  settings: Partial<ChangePointSettings>,
): Turn[] {
  const measured = values.flatMap(({ point, index }) => point.measurements[index] ?? []);
  const found = changePoints(
    measured.map(({ value }) => value),
    settings,
  );
  return found.flatMap(({ at, before, after, change }) => {
    const [first, last, one] = [values[at]?.point, values[at - 1]?.point, measured[at]];
    if (!first || !last || !one) return [];
    const { name, unit, better } = one;
    const worse = better === null ? null : (better === 'lower') === after > before;
    return {
      suite: first.suite,
      name,
      unit,
      better,
      commit: first.commit,
      since: last.commit,
      at: first.at,
      before,
      after,
      change,
      worse,
    };
  });
}
