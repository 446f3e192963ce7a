/** Trees of our own that lay files side by side, so that no path of the repository stands in a patch. */
import type { Oid } from '../../ports.ts';
import { writeObject } from './loose-objects.ts';

/** What the file at a position is called. */
export const nameInTree = (position: number) => `${position}`.padStart(8, '0');

/** Writes a tree of these files, named by their position from `first` on, into the scratch repository. */
export function writeFileTree(gitDir: string, blobs: readonly Oid[], first = 0): Oid {
  const entries = blobs.flatMap((oid, index) => [
    Buffer.from(`100644 ${nameInTree(first + index)}\0`),
    Buffer.from(oid, 'hex'),
  ]);
  const format = blobs[0]?.length === 64 ? 'sha256' : 'sha1';
  return writeObject(gitDir, format, 'tree', Buffer.concat(entries));
}
