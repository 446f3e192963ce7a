/** Trees that landings leave behind in a scratch repository, by target and head. */
import type { Oid } from '../../ports.ts';
import type { HeldTexts } from './held-texts.ts';
import { writeObject } from './loose-objects.ts';
import type { Scratch } from './scratch.ts';

/** Bytes of trees that wait until they are asked for; beyond, they are written at once. */
const MOST_UNWRITTEN = 64 * 1024 ** 2;

/** What a landing has made that may be in no repository yet. */
export interface Unwritten {
  /** Bodies of trees. */
  trees: readonly Buffer[];
  /** Texts that are held. */
  texts: readonly Oid[];
}

export const ALL_WRITTEN: Unwritten = { trees: [], texts: [] };

export interface LandedTrees {
  has(on: Oid, landed: Oid): boolean;
  /** Undefined for a head that was not landed. Its tree is in the scratch repository from now on. */
  get(scratch: Scratch, on: Oid, landed: Oid): Oid | undefined;
  /** Remembers what a head makes of the target. Most trees are never asked for, so they are written when they are. */
  set(scratch: Scratch, on: Oid, landed: Oid, tree: Oid, unwritten?: Unwritten): void;
}

/**
 * @param texts those that landings have made
 * @param most bytes of trees that wait
 */
export function landedTrees(
  texts: Pick<HeldTexts, 'write'> | null = null,
  most = MOST_UNWRITTEN,
): LandedTrees {
  const trees = new Map<string, { tree: Oid; unwritten: Unwritten }>();
  let waiting = 0;
  const keyOf = (on: Oid, landed: Oid) => `${on} ${landed}`;
  const write = ({ gitDir, format }: Scratch, unwritten: Unwritten) => {
    texts?.write(unwritten.texts);
    for (const body of unwritten.trees) writeObject(gitDir, format, 'tree', body);
  };
  const forget = (on: Oid, landed: Oid) => {
    const known = trees.get(keyOf(on, landed));
    if (!known) return;
    waiting -= bytesOf(known.unwritten);
    known.unwritten = ALL_WRITTEN;
  };
  return {
    has: (on, landed) => trees.has(keyOf(on, landed)),
    get(scratch, on, landed) {
      const known = trees.get(keyOf(on, landed));
      if (!known) return undefined;
      write(scratch, known.unwritten);
      forget(on, landed);
      return known.tree;
    },
    set(scratch, on, landed, tree, unwritten = ALL_WRITTEN) {
      forget(on, landed);
      const bytes = bytesOf(unwritten);
      const waits = waiting + bytes <= most;
      if (waits) waiting += bytes;
      else write(scratch, unwritten);
      trees.set(keyOf(on, landed), { tree, unwritten: waits ? unwritten : ALL_WRITTEN });
    },
  };
}

const bytesOf = ({ trees }: Unwritten) => trees.reduce((sum, { length }) => sum + length, 0);
