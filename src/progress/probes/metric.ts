/** `metric`: a metric of the plan, as far as it is measured. */
import { fold, nearest } from '../../plan/names.ts';
import { answered, unknown } from '../answers.ts';
import { comparisonWords, meets, quantityWords } from '../compare.ts';
import type { Given, ProbeKind } from '../probe.ts';
import type { MetricStanding } from '../report.ts';

export const metric: ProbeKind<'metric'> = {
  kind: 'metric',
  summary:
    'The measured value of a metric of the plan, by its name or as `WORKSTREAM.NAME`; `is` says what it must be. A value that somebody only wrote down never counts.',
  example: '{ metric: integration_test_coverage, is: ">80%" }',
  unknown: 'there is no such metric, it is only claimed, or it could not be measured',
  gitOnly: false,
  proof: (name, { is }) => `${name} measured as ${is ? comparisonWords(is) : 'wanted'}`,
  wants: () => ({}),
  answer(name, given, { is }) {
    if (given.metrics === null || is === undefined) {
      return unknown('A metric cannot be asked while metrics are being measured.');
    }
    const found = named(name, given);
    const [only] = found;
    if (only === undefined) return unknown(`There is no metric ${name}. ${hint(name, given)}`);
    if (found.length > 1) {
      const owners = found.map(({ workstream }) => `${workstream}.${name}`);
      return unknown(
        `Several workstreams have a metric ${name}. Write one of ${owners.join(', ')}.`,
      );
    }
    const { current } = only.standing;
    if (current === null) {
      return unknown(
        `${name} is not measured. Say where it comes from, under from of the metric, or see to it that its source reports.`,
      );
    }
    const value = quantityWords(current.value);
    if (current.source === 'claimed') {
      return unknown(
        `${name} is ${value} only by somebody's word. Say where it is measured, under from of the metric.`,
      );
    }
    return answered(
      meets(is, current.value),
      `${name} is ${value} (${current.from}); ${comparisonWords(is)} is wanted.`,
      current.evidence,
      current.value,
    );
  },
};

function named(name: string, given: Given): { workstream: string; standing: MetricStanding }[] {
  const wanted = fold(name);
  return Object.entries(given.metrics ?? {}).flatMap(([workstream, list]) =>
    list
      .filter((one) => wanted === fold(one.name) || wanted === fold(`${workstream}.${one.name}`))
      .map((standing) => ({ workstream, standing })),
  );
}

function hint(name: string, given: Given): string {
  const names = Object.values(given.metrics ?? {}).flatMap((list) => list.map((one) => one.name));
  const near = nearest(name, names);
  return near === null
    ? 'Add it to the metrics of a workstream, with where it comes from.'
    : `Did you mean ${near}?`;
}
