/**
 * What merging a head with the target makes of its trees, where that can be seen without looking for renames. Pure.
 *
 * Let X be their merge base, M the target and H the head. Of every path that H changes, one of these holds:
 *
 * - M has there what X has: H's version is taken; for a directory, all of it is. git's merge-ort does the same
 *   whatever was renamed: a rename on H's side starts from something that M has left as it was, so there is nothing to
 *   carry along. A directory that H renames away is the same in M, so nothing of M's moves with it.
 * - It is a directory in X, M and H: what is below decides.
 * - It is a regular file of the same mode in X, M and H: its lines decide. What is there on all three sides is neither
 *   what a rename starts from nor where it leads to.
 * - Anything else is in doubt, and with it everything that M renames: H changes nothing that M has no more. A file that
 *   H adds follows a renamed directory only where M has that directory no more, and then H changes it.
 *
 * What H does not change comes from M: H has it as X does.
 *
 * test/real/git-plain-landings.test.ts holds this against git on random histories.
 */
import type { ModifiedFile, Oid, TreeChange } from '../../ports.ts';
import { isRegularFile, NOTHING, TREE } from '../../tree-modes.ts';
import { encodePath } from './bytes.ts';
import { compareEntries, formatTree, type TreeEntry } from './tree-entries.ts';

/** A change of the head, with those inside where it is a directory. */
interface Node {
  change: TreeChange;
  name: string;
  inside: Node[];
}

/** A directory that the target has and the head changes. */
export interface Place {
  /** The target's tree. */
  tree: Oid;
  nodes: readonly Node[];
  /** Null until the target's tree was read. */
  merge: { entries: readonly TreeEntry[]; steps: Step[] } | null;
}

type Step =
  | { how: 'theirs'; node: Node }
  | { how: 'ours'; node: Node }
  | { how: 'lines'; node: Node; file: ModifiedFile }
  | { how: 'inside'; node: Node; place: Place };

/**
 * The root of a merge, nothing of which is known yet; null where the paths cannot be told apart.
 *
 * @param raw changes from the merge base to the head, each directory followed by what it holds
 */
export function beginMerge(tree: Oid, raw: readonly TreeChange[]): Place | null {
  const nodes: Node[] = [];
  const above: { prefix: string; inside: Node[] }[] = [{ prefix: '', inside: nodes }];
  for (const change of raw) {
    const { path, modes } = change;
    // It may stand for bytes that are no text.
    if (path.includes('\\')) return null;
    while (!path.startsWith(above.at(-1)?.prefix ?? '')) above.pop();
    const { prefix, inside } = above.at(-1) as (typeof above)[number];
    const name = encodePath(path.slice(prefix.length)).toString('latin1');
    // A change of a directory comes before those inside.
    if (name.includes('/')) return null;
    const node: Node = { change, name, inside: [] };
    inside.push(node);
    if (modes.includes(TREE)) above.push({ prefix: `${path}/`, inside: node.inside });
  }
  return { tree, nodes, merge: null };
}

/** Decides at one place, once the target's tree is known. Gives the places inside that are open; null in doubt. */
export function mergeAt(place: Place, entries: readonly TreeEntry[]): Place[] | null {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const steps: Step[] = [];
  const open: Place[] = [];
  for (const node of place.nodes) {
    const { path, modes, oids } = node.change;
    const [before, after] = modes;
    const ours = byName.get(node.name);
    if (ours ? ours.mode === before && ours.oid === oids[0] : before === NOTHING) {
      steps.push({ how: 'theirs', node });
    } else if (ours?.mode !== before || before !== after) {
      return null;
    } else if (before === TREE) {
      const inside: Place = { tree: ours.oid, nodes: node.inside, merge: null };
      open.push(inside);
      steps.push({ how: 'inside', node, place: inside });
    } else if (!isRegularFile(before)) {
      return null;
    } else if (ours.oid === oids[1]) {
      steps.push({ how: 'ours', node });
    } else {
      const file = { path, base: oids[0], ours: ours.oid, theirs: oids[1] };
      steps.push({ how: 'lines', node, file });
    }
  }
  place.merge = { entries, steps };
  return open;
}

/** Files of which the lines decide, at and below a place. */
export function filesOf({ merge }: Place): ModifiedFile[] {
  return (merge?.steps ?? []).flatMap((step) => {
    if (step.how === 'lines') return [step.file];
    return step.how === 'inside' ? filesOf(step.place) : [];
  });
}

/** What a merge makes of the target's tree. */
export interface Merged {
  /** Null where nothing is left in it. */
  tree: Oid | null;
  /** Changes from the target, in the order in which git lists them. */
  changes: TreeChange[];
  /** Bodies of the trees that are new. */
  bodies: Buffer[];
}

/**
 * @param mergedFile the merged text of a file
 * @param idOf the object id of a tree
 */
export function finishMerge(
  { tree, merge }: Place,
  mergedFile: (file: ModifiedFile) => Oid,
  idOf: (body: Buffer) => Oid,
): Merged {
  const { entries, steps } = merge ?? { entries: [], steps: [] };
  const changed = new Map<string, TreeEntry | null>();
  const changes: TreeChange[] = [];
  const bodies: Buffer[] = [];
  for (const step of steps) {
    const { change, name, inside } = step.node;
    const [before, after] = change.modes;
    if (step.how === 'ours') continue;
    if (step.how === 'theirs') {
      changes.push(change, ...all(inside));
      changed.set(name, after === NOTHING ? null : { name, mode: after, oid: change.oids[1] });
      continue;
    }
    const below = step.how === 'inside' ? finishMerge(step.place, mergedFile, idOf) : null;
    const was = step.how === 'inside' ? step.place.tree : step.file.ours;
    const now = step.how === 'inside' ? (below?.tree ?? null) : mergedFile(step.file);
    if (now === was) continue;
    const modes: [string, string] = [before, now === null ? NOTHING : after];
    const oids: [Oid, Oid] = [was, now ?? '0'.repeat(was.length)];
    changes.push({ path: change.path, status: now === null ? 'D' : 'M', modes, oids });
    changes.push(...(below?.changes ?? []));
    bodies.push(...(below?.bodies ?? []));
    changed.set(name, now === null ? null : { name, mode: after, oid: now });
  }
  if (changed.size === 0) return { tree, changes, bodies };
  const left = entries.filter(({ name }) => !changed.has(name));
  for (const entry of changed.values()) if (entry) left.push(entry);
  if (left.length === 0) return { tree: null, changes, bodies };
  left.sort(compareEntries);
  const body = formatTree(left);
  bodies.push(body);
  return { tree: idOf(body), changes, bodies };
}

function* all(nodes: readonly Node[]): Iterable<TreeChange> {
  for (const { change, inside } of nodes) {
    yield change;
    yield* all(inside);
  }
}
