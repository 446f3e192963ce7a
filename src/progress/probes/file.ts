/** `file`: a path or glob that exists on the target. */
import { anyGlob } from '../../plan/glob.ts';
import { answered, fileEvidence, unknown } from '../answers.ts';
import type { ProbeKind } from '../probe.ts';

export const file: ProbeKind<'file'> = {
  kind: 'file',
  summary: 'At least one file of the target has this path, or matches this glob.',
  example: '{ file: "docs/wal.md" }',
  unknown: 'the files of the target cannot be listed',
  gitOnly: true,
  proof: (glob) => `a file ${glob}`,
  wants: () => ({}),
  answer(glob, given) {
    const { ref, tree } = given.target;
    if (tree.files === null) return unknown(`The files of ${ref} could not be listed.`);
    const matches = anyGlob([glob]);
    const found = [...tree.files.keys()].filter(matches);
    const value = { value: found.length, unit: '' };
    const [first] = found;
    if (first === undefined) {
      return answered('no', `No file of ${ref} matches ${glob}.`, [], value);
    }
    const more = found.length === 1 ? '' : ` and ${found.length - 1} more`;
    const places = found.map((path) => fileEvidence(given, tree.oid, path, path));
    return answered('yes', `${ref} has ${first}${more}.`, places, value);
  },
};
