/** `deliverables`: the share of tasks that are proved. */
import { answered, unknown } from '../answers.ts';
import { comparisonWords, meets } from '../compare.ts';
import type { ProbeKind } from '../probe.ts';

export const deliverables: ProbeKind<'deliverables'> = {
  kind: 'deliverables',
  summary:
    'The share of the tasks of all workstreams that are verified; optional ones do not count, and claimed ones count as open.',
  example: '{ deliverables: ">=95%" }',
  unknown: 'the plan has no tasks, or a task asks it of itself',
  gitOnly: false,
  proof: (is) => `${comparisonWords(is)} of all tasks verified`,
  wants: () => ({}),
  answer(is, { tasks }) {
    if (tasks === null) {
      return unknown(
        'A task cannot be proved by the share of proved tasks. Ask this in a criterion instead.',
      );
    }
    const counted = Object.values(tasks)
      .flat()
      .filter(({ optional }) => !optional);
    const verified = counted.filter(({ state }) => state === 'verified').length;
    if (counted.length === 0) {
      return unknown('The plan has no tasks. Write them under tasks of each workstream.');
    }
    const share = (100 * verified) / counted.length;
    // A condition without a unit, such as ">=19", counts tasks.
    const value = is.unit === '%' ? { value: share, unit: '%' } : { value: verified, unit: '' };
    const percent = Math.floor(share * 10) / 10;
    return answered(
      meets(is, value),
      `${verified} of ${counted.length} tasks (${percent}%) are verified; ${comparisonWords(is)} is wanted.`,
      [],
      value,
    );
  },
};
