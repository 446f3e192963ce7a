/** Trees that landings leave behind in a scratch repository, by target and head. */
import type { Oid } from '../../ports.ts';
import { writeObject } from './loose-objects.ts';
import type { Scratch } from './scratch.ts';

/** Bytes of trees that wait until they are asked for; beyond, they are written at once. */
const MOST_UNWRITTEN = 64 * 1024 ** 2;

/** Bodies of trees that are in no repository yet. */
export type Unwritten = readonly Buffer[];

export interface LandedTrees {
  has(on: Oid, landed: Oid): boolean;
  /** Undefined for a head that was not landed. Its tree is in the scratch repository from now on. */
  get(scratch: Scratch, on: Oid, landed: Oid): Oid | undefined;
  /** Remembers what a head makes of the target. Most trees are never asked for, so they are written when they are. */
  set(scratch: Scratch, on: Oid, landed: Oid, tree: Oid, unwritten?: Unwritten): void;
}

/** @param most bytes that wait */
export function landedTrees(most = MOST_UNWRITTEN): LandedTrees {
  const trees = new Map<string, { tree: Oid; unwritten: Unwritten }>();
  let waiting = 0;
  const keyOf = (on: Oid, landed: Oid) => `${on} ${landed}`;
  const write = ({ gitDir, format }: Scratch, bodies: Unwritten) => {
    for (const body of bodies) writeObject(gitDir, format, 'tree', body);
  };
  const forget = (on: Oid, landed: Oid) => {
    const known = trees.get(keyOf(on, landed));
    if (!known) return;
    waiting -= bytesOf(known.unwritten);
    known.unwritten = [];
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
    set(scratch, on, landed, tree, unwritten = []) {
      forget(on, landed);
      const bytes = bytesOf(unwritten);
      const waits = waiting + bytes <= most;
      if (waits) waiting += bytes;
      else write(scratch, unwritten);
      trees.set(keyOf(on, landed), { tree, unwritten: waits ? unwritten : [] });
    },
  };
}

const bytesOf = (bodies: Unwritten) => bodies.reduce((sum, { length }) => sum + length, 0);
