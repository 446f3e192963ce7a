/** Commits that would exist after a head has landed; written into the scratch repository, never elsewhere. */
import type { Oid } from '../../ports.ts';
import { writeObject } from './loose-objects.ts';
import type { Scratch } from './scratch.ts';

/**
 * Later than any target (year 2096). git walks histories by date: an older landing would make every search for
 * a merge base go far back behind the target.
 */
const DATE = 4_000_000_000;
const WEIR = `Weir <weir@example.invalid> ${DATE} +0000`;

/** Writes a commit of `tree` with these parents and gives its id. */
export function writeCommit({ gitDir, format }: Scratch, tree: Oid, parents: readonly Oid[]): Oid {
  const body = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${WEIR}`,
    `committer ${WEIR}`,
    '',
    'landed\n',
  ].join('\n');
  return writeObject(gitDir, format, 'commit', Buffer.from(body));
}
