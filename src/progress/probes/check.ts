/** `check`: check runs that are green on the target's tip. */
import { answered, short, unknown } from '../answers.ts';
import { checkEvidence, isRed, matchingChecks, sumOf } from '../check-runs.ts';
import type { ProbeKind } from '../probe.ts';

export const check: ProbeKind<'check'> = {
  kind: 'check',
  summary:
    "The check runs on the target's tip that match are green: at least one succeeded and none failed. Weir's own do not count.",
  example: '{ check: "integration*" }',
  unknown: 'none has reported, some still run, or all were skipped or are neutral',
  gitOnly: false,
  proof: (glob) => `green check runs ${glob} on the target`,
  wants: () => ({ checks: true }),
  answer(glob, given) {
    const { ref, tree } = given.target;
    const on = `${ref} (${short(tree.oid)})`;
    if (!Array.isArray(given.checks)) {
      return unknown(`The check runs of ${on} are not known, because ${given.checks.reason}.`);
    }
    const found = matchingChecks(given.checks, [glob]);
    const evidence = found.map(checkEvidence);
    switch (sumOf(found)) {
      case 'missing':
        return unknown(
          `No check run ${glob} has reported on ${on}. Run it on pushes to ${ref}, or correct the glob.`,
        );
      case 'red': {
        const bad = found.filter(isRed);
        const names = bad.slice(0, 3).map(({ name, conclusion }) => `${name} (${conclusion})`);
        return answered('no', `Not green on ${on}: ${names.join(', ')}.`, bad.map(checkEvidence));
      }
      case 'running':
        return unknown(`Check runs ${glob} on ${on} have not ended yet.`, evidence);
      case 'skipped':
        return unknown(
          `Check runs ${glob} on ${on} were skipped or are neutral, which proves nothing. Let them run on ${ref}.`,
          evidence,
        );
      case 'green': {
        const many = found.length === 1 ? `${found[0]?.name} is` : `${found.length} check runs are`;
        return answered('yes', `${many} green on ${on}.`, evidence);
      }
    }
  },
};
