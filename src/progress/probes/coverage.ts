/** `coverage`: line coverage that CI reports for the target. */
import { answered, unknown } from '../answers.ts';
import { coverageIn } from '../artifact-values.ts';
import { comparisonWords, meets, quantityWords } from '../compare.ts';
import type { ProbeKind } from '../probe.ts';

/** How artifacts with coverage are called. */
export const COVERAGE_ARTIFACTS = '{*coverage*,*Coverage*,*lcov*,*cobertura*}';

export const coverage: ProbeKind<'coverage'> = {
  kind: 'coverage',
  summary: `Line coverage in workflow artifacts of the newest commit of the target's own line that has some (named \`${COVERAGE_ARTIFACTS}\`): lcov, Cobertura or the JSON of llvm-cov, added up by their counts. For artifacts with other names, write a metric and ask for it.`,
  example: '{ coverage: ">85%" }',
  unknown: 'there is no such artifact, it has expired, or what it holds cannot be read or added up',
  gitOnly: false,
  proof: (is) => `line coverage of ${comparisonWords(is)} in an artifact of the target`,
  wants: () => ({ artifacts: [COVERAGE_ARTIFACTS] }),
  answer(is, given) {
    const found = coverageIn(given.artifacts.get(COVERAGE_ARTIFACTS), COVERAGE_ARTIFACTS, given);
    if (found.state === 'unread') {
      return unknown(
        `The coverage of ${given.target.ref} is not known: ${found.reason}. Let CI upload it as an artifact.`,
      );
    }
    return answered(
      meets(is, found.value),
      `${quantityWords(found.value)} of lines are covered (${found.from}); ${comparisonWords(is)} is wanted.`,
      found.evidence,
      found.value,
    );
  },
};
