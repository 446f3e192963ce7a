/** `api_unchanged_since`: nothing public is removed or changed since a tag. */
import { answered, fileEvidence, noTag, short, unknown } from '../answers.ts';
import type { ProbeKind } from '../probe.ts';
import { type Break, compareApi } from '../public-api.ts';

export const apiUnchangedSince: ProbeKind<'api_unchanged_since'> = {
  kind: 'api_unchanged_since',
  summary:
    'No public symbol of the tag is gone or has another signature on the target, and nothing public demands a new member. Source files that differ are compared by their syntax (Rust, TypeScript, JavaScript, Python, Go, Java), tests, examples, benchmarks, programs and what Go keeps internal left out, as are implementations of traits; additions do not matter.',
  example: '{ api_unchanged_since: v0.2.1 }',
  unknown: 'there is no such tag, too many files differ, or a file that differs cannot be parsed',
  gitOnly: true,
  proof: (tag) => `no public symbol of ${tag} removed or changed`,
  wants: (tag) => ({ tags: [tag], compared: [tag] }),
  answer(tag, given) {
    const { ref, tree } = given.target;
    const before = given.tags.get(tag);
    if (!before) return noTag(tag);
    const paths = given.compared.get(tag);
    if (paths === undefined || !isPaths(paths)) {
      const reason = paths?.reason ?? 'its files were not read';
      return unknown(`${ref} could not be compared with ${tag}, because ${reason}.`);
    }
    const { breaks, symbols, unread } = compareApi(before.symbols, tree.symbols, paths);
    const value = { value: breaks.length, unit: '' };
    if (breaks.length > 0) {
      const shown = breaks.slice(0, 3).map(breakWords);
      const more = breaks.length > 3 ? ` and ${breaks.length - 3} more` : '';
      const places = breaks.map((one) => {
        const oid = one.what === 'demanded' ? tree.oid : before.oid;
        return fileEvidence(given, oid, one.path, breakWords(one), one.line);
      });
      return answered(
        'no',
        `Since ${tag}, ${shown.join(', ')}${more}.`,
        places.map((place) => ({ ...place, kind: 'symbol' })),
        value,
      );
    }
    if (unread.length > 0) {
      const more = unread.length > 1 ? ` and ${unread.length - 1} more files` : '';
      return unknown(
        `Nothing public is known to have changed since ${tag}, but ${unread[0]}${more} could not be read as source.`,
      );
    }
    const found =
      paths.length === 0
        ? 'no source file differs'
        : `${symbols} public symbols of the ${paths.length} source files that differ are all there, unchanged`;
    return answered(
      'yes',
      `Since ${tag} (${short(before.oid)}), ${found}.`,
      [{ kind: 'tag', what: tag, oid: before.oid }],
      value,
    );
  },
};

function isPaths(paths: readonly string[] | { reason: string }): paths is readonly string[] {
  return Array.isArray(paths);
}

const WORDS: Record<Break['what'], string> = {
  removed: 'was removed',
  changed: 'was changed',
  demanded: 'became mandatory',
};

function breakWords({ what, name, kind, path }: Break): string {
  return `${kind} ${name.replaceAll('/', '.')} ${WORDS[what]} (${path})`;
}
