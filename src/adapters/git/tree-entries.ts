/** Tree objects as git stores them, read and written. Pure. */
import type { Oid } from '../../ports.ts';
import { TREE } from '../../tree-modes.ts';

export interface TreeEntry {
  /** Its bytes, each as one character: in this order entries are compared. */
  name: string;
  /** Six octal digits, as git compares them. */
  mode: string;
  oid: Oid;
}

/** The most that a mode takes. */
const MODE_BYTES = 6;

/** What entries are ordered by: a directory's name ends with a slash. */
const sortKey = ({ name, mode }: TreeEntry) => (mode === TREE ? `${name}/` : name);

/** The order in which git wants them. */
export function compareEntries(a: TreeEntry, b: TreeEntry): number {
  const [one, other] = [sortKey(a), sortKey(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}

/**
 * Null where they are not in the order that git wants: then it is git's to say what the tree holds.
 *
 * @param idBytes length of an object id
 */
export function parseTree(tree: Buffer, idBytes: number): TreeEntry[] | null {
  const entries: TreeEntry[] = [];
  let last = '';
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const nul = tree.indexOf(0, space);
    if (space === -1 || nul === -1 || nul + 1 + idBytes > tree.length) return null;
    const mode = modeOf(Number.parseInt(tree.toString('latin1', at, space), 8));
    const name = tree.toString('latin1', space + 1, nul);
    const entry = { name, mode, oid: tree.toString('hex', nul + 1, nul + 1 + idBytes) };
    const key = sortKey(entry);
    if (key <= last) return null;
    last = key;
    entries.push(entry);
    at = nul + 1 + idBytes;
  }
  return entries;
}

/** The body of a tree object; entries in order. */
export function formatTree(entries: readonly TreeEntry[]): Buffer {
  // Into one piece: a landing writes some trees of hundreds of entries, and there are hundreds of landings.
  let size = 0;
  for (const { name, oid } of entries) size += MODE_BYTES + 2 + name.length + oid.length / 2;
  const body = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { name, mode, oid } of entries) {
    at += body.write(mode.startsWith('0') ? mode.slice(1) : mode, at, 'latin1');
    body[at++] = 0x20;
    at += body.write(name, at, 'latin1');
    body[at++] = 0;
    at += body.write(oid, at, 'hex');
  }
  return body.subarray(0, at);
}

/** Modes as git reads them: of a file's permissions only whether its owner may run it counts (`canon_mode`). */
function modeOf(bits: number): string {
  switch (bits & 0o170000) {
    case 0o100000:
      return bits & 0o100 ? '100755' : '100644';
    case 0o120000:
      return '120000';
    case 0o040000:
      return TREE;
    default:
      return '160000';
  }
}
