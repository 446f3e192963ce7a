/** Commits that would exist after a head has landed; and those of trial branches; written into the scratch repository, never elsewhere. */
import type { Oid } from '../../ports.ts';
import { writeObject } from './loose-objects.ts';
import type { Scratch } from './scratch.ts';

/**
 * Later than any target (year 2096). git walks histories by date: an older landing would make every search for
 * a merge base go far back behind the target.
 */
const DATE = 4_000_000_000;
const LANDED = { date: DATE, message: 'landed\n' };

/** Writes a commit of `tree` with these parents and gives its id. `date` is in seconds since 1970. */
export function writeCommit(
  { gitDir, format }: Scratch,
  tree: Oid,
  parents: readonly Oid[],
  { date, message } = LANDED,
): Oid {
  const weir = `Weir <weir@example.invalid> ${date} +0000`;
  const body = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${weir}`,
    `committer ${weir}`,
    '',
    message,
  ].join('\n');
  return writeObject(gitDir, format, 'commit', Buffer.from(body));
}
