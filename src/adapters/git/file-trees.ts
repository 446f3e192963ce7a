/** Trees of our own that lay files side by side, so that no path of the repository stands in a patch. */
import type { Oid } from '../../ports.ts';
import { writeObject } from './loose-objects.ts';
import type { ObjectFormat } from './scratch.ts';

/** What the file at a position is called. */
export const nameInTree = (position: number) => `${position}`.padStart(8, '0');

/**
 * Writes a tree of these files, named by their position from `first` on, into the scratch repository. Where there is null
 * the tree has no file.
 *
 * @param format has to be said where there may be no file at all
 */
export function writeFileTree(
  gitDir: string,
  blobs: readonly (Oid | null)[],
  first = 0,
  format: ObjectFormat = blobs.some((oid) => oid?.length === 64) ? 'sha256' : 'sha1',
): Oid {
  const entries = blobs.flatMap((oid, index) =>
    oid === null
      ? []
      : [Buffer.from(`100644 ${nameInTree(first + index)}\0`), Buffer.from(oid, 'hex')],
  );
  return writeObject(gitDir, format, 'tree', Buffer.concat(entries));
}
