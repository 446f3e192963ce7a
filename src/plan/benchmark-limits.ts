/** What the plan asks of each benchmark. */
import type { Limits } from '../measurements/compare.ts';
import { anyGlob } from './glob.ts';
import type { Plan } from './schema.ts';

/** Where there is no plan. */
const DEFAULT_SHARE = 0.05;

/** By name; null for a benchmark that the plan leaves out. Of several entries that fit, the last counts. */
export function limitsBy(
  settings: Plan['integration']['performance'] | null,
): (name: string) => Limits | null {
  const share = settings?.max_regression ?? DEFAULT_SHARE;
  const entries = (settings?.benchmarks ?? []).map((entry) => ({
    fits: anyGlob([entry.name]),
    entry,
  }));
  return (name) => {
    let limits: Limits | null = { worse: share, floor: 0 };
    for (const { fits, entry } of entries) {
      if (!fits(name)) continue;
      limits = entry.ignore
        ? null
        : {
            worse: entry.max_regression ?? share,
            floor: entry.floor,
            ...(entry.better === undefined ? {} : { better: entry.better }),
          };
    }
    return limits;
  };
}
