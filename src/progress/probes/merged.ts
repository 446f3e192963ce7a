/** `merged`: a pull request that is merged into the target. */
import { answered, commitEvidence, pullEvidence, short, unknown } from '../answers.ts';
import type { ProbeKind } from '../probe.ts';

export const merged: ProbeKind<'merged'> = {
  kind: 'merged',
  summary: 'The pull request with this number is merged into the target.',
  example: '{ merged: 42 }',
  unknown:
    'there is no pull request with this number, or it was not read yet, because the plan names more than 200 that are not known to be merged; a clone knows only those that were merged',
  gitOnly: false,
  proof: (number) => `pull request #${number} merged`,
  wants: (number) => ({ pulls: [number] }),
  answer(number, given) {
    const { ref } = given.target;
    const pull = given.pulls.get(number);
    if (!pull) {
      return unknown(
        given.web === null
          ? `No pull request #${number} was found. Correct the number in the plan; a clone knows only those that were merged.`
          : `No pull request #${number} was found. Correct the number in the plan.`,
      );
    }
    if (!('mergedAt' in pull)) return unknown(`#${number} could not be read: ${pull.reason}.`);
    const evidence = pullEvidence(pull);
    if (pull.mergedAt === null) {
      const state = pull.closedAt === null ? 'is open' : 'was closed without being merged';
      return answered('no', `#${number} ${state}.`, [evidence]);
    }
    if (pull.base !== ref) {
      return answered('no', `#${number} was merged into ${pull.base}, not into ${ref}.`, [
        evidence,
      ]);
    }
    const commit =
      pull.mergeOid === null ? [] : [commitEvidence(given, pull.mergeOid, short(pull.mergeOid))];
    return answered('yes', `#${number} was merged into ${ref}.`, [evidence, ...commit]);
  },
};
