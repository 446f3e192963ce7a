/** What the benchmarks of the sample measured, as `critcmp --export` writes it. */

/** Nanoseconds an operation, and how far the truth may lie from it. */
type Measured = Readonly<Record<string, readonly [value: number, spread: number]>>;

/** Before anything of the plan has landed. */
const ON_MAIN: Measured = {
  queue_task: [151, 2],
  'publish_event/3_subscribers': [266, 3],
  'append_event/memory': [94, 1],
  'append_event/file': [812, 9],
  'read_from/file': [377, 5],
};

/** Results by the branch that was measured. */
export const BENCHMARKS: Readonly<Record<string, string>> = {
  main: critcmp(ON_MAIN),
  // It writes every event to a log first.
  'feature/storage-enhancements': critcmp({
    ...ON_MAIN,
    'append_event/memory': [95, 1],
    'append_event/file': [1019, 12],
  }),
};

function critcmp(measured: Measured): string {
  const benchmarks = Object.entries(measured).map(([full_id, [value, spread]]) => {
    const estimate = (at: number, by: number) => ({
      confidence_interval: {
        confidence_level: 0.95,
        lower_bound: at - by,
        upper_bound: at + by,
      },
      point_estimate: at,
      standard_error: by / 2,
    });
    const estimates = {
      mean: estimate(value, spread),
      median: estimate(value, spread),
      median_abs_dev: estimate(spread, 1),
      slope: estimate(value, spread),
      std_dev: estimate(spread, 1),
    };
    const about = { group_id: full_id.split('/')[0], full_id };
    return [
      full_id,
      {
        baseline: 'new',
        fullname: `new/${full_id}`,
        criterion_benchmark_v1: about,
        criterion_estimates_v1: estimates,
      },
    ] as const;
  });
  return JSON.stringify({ name: 'new', benchmarks: Object.fromEntries(benchmarks) });
}
