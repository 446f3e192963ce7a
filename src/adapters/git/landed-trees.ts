/** Trees that landings leave behind in a scratch repository, by target and head. */
import type { Oid } from '../../ports.ts';
import { writeObject } from './loose-objects.ts';
import type { Scratch } from './scratch.ts';

/** Bodies of trees that are in no repository yet. */
export type Unwritten = readonly Buffer[];

export interface LandedTrees {
  has(on: Oid, landed: Oid): boolean;
  /** Undefined for a head that was not landed. Its tree is in the scratch repository from now on. */
  get(scratch: Scratch, on: Oid, landed: Oid): Oid | undefined;
  /** Remembers what a head makes of the target. Most trees are never asked for, so they are written when they are. */
  set(on: Oid, landed: Oid, tree: Oid, unwritten?: Unwritten): void;
}

export function landedTrees(): LandedTrees {
  const trees = new Map<string, { tree: Oid; unwritten: Unwritten }>();
  const keyOf = (on: Oid, landed: Oid) => `${on} ${landed}`;
  return {
    has: (on, landed) => trees.has(keyOf(on, landed)),
    get({ gitDir, format }, on, landed) {
      const known = trees.get(keyOf(on, landed));
      for (const body of known?.unwritten ?? []) writeObject(gitDir, format, 'tree', body);
      if (known) known.unwritten = [];
      return known?.tree;
    },
    set(on, landed, tree, unwritten = []) {
      trees.set(keyOf(on, landed), { tree, unwritten });
    },
  };
}
