/** `files_unchanged_since`: files that are the same as at a tag. */
import { anyGlob } from '../../plan/glob.ts';
import { answered, fileEvidence, noTag, short, unknown } from '../answers.ts';
import type { ProbeKind } from '../probe.ts';

export const filesUnchangedSince: ProbeKind<'files_unchanged_since'> = {
  kind: 'files_unchanged_since',
  summary:
    'Every file that matches and exists at the tag is the same on the target, byte for byte. New files do not matter.',
  example: '{ files_unchanged_since: { ref: v0.2.1, paths: ["tests/**"] } }',
  unknown: 'there is no such tag, nothing matches at it, or files cannot be listed',
  gitOnly: true,
  proof: ({ ref, paths }) => `${paths.join(', ')} the same as at ${ref}`,
  wants: ({ ref }) => ({ tags: [ref] }),
  answer({ ref: tag, paths }, given) {
    const { ref, tree } = given.target;
    const before = given.tags.get(tag);
    if (!before) return noTag(tag);
    if (before.files === null || tree.files === null) {
      return unknown(`The files of ${tag} or of ${ref} could not be listed.`);
    }
    const matches = anyGlob(paths);
    const wanted = [...before.files].filter(([path]) => matches(path));
    if (wanted.length === 0) {
      return unknown(`No file at ${tag} matches ${paths.join(', ')}. Correct the globs.`);
    }
    const changed = wanted.filter(([path, oid]) => tree.files?.get(path) !== oid);
    const value = { value: changed.length, unit: '' };
    if (changed.length === 0) {
      return answered(
        'yes',
        `${wanted.length === 1 ? 'The file is' : `All ${wanted.length} files are`} the same as at ${tag} (${short(before.oid)}).`,
        [{ kind: 'tag', what: tag, oid: before.oid }],
        value,
      );
    }
    const shown = changed.slice(0, 3).map(([path]) => path);
    const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
    const places = changed.map(([path]) => {
      const gone = !tree.files?.has(path);
      return fileEvidence(
        given,
        gone ? before.oid : tree.oid,
        path,
        gone ? `${path} (gone)` : path,
      );
    });
    return answered(
      'no',
      `${changed.length} of ${wanted.length} files changed since ${tag}: ${shown.join(', ')}${more}.`,
      places,
      value,
    );
  },
};
