/** Where the target's renames matter to heads. */
import type { Oid, TreeChange, Turnover } from '../../ports.ts';
import { isRegularFile, NOTHING, TREE } from '../../tree-modes.ts';
import type { RunGit } from './child.ts';
import { lookUp, nothingFound } from './objects.ts';
import { treeChanges } from './tree-changes.ts';

const isTree = (mode: string) => mode === TREE;
const isThere = (mode: string) => mode !== NOTHING;

/** Heads that touch something which the target has removed, renamed or made another kind of thing of. */
export async function uprootedHeads(
  run: RunGit,
  gitDir: string,
  target: Oid,
  found: ReadonlyMap<Oid, { raw: readonly TreeChange[] | null }>,
  landings: ReadonlyMap<Oid, { changes: readonly TreeChange[] | null }>,
): Promise<Set<Oid>> {
  const uprooted = new Set<Oid>();
  const asked: { head: Oid; name: string; tree: boolean }[] = [];
  for (const [head, { raw }] of found) {
    const onTarget = new Map(
      landings.get(head)?.changes?.map(({ path, modes }) => [path, modes[0]]),
    );
    for (const { path, modes } of raw ?? []) {
      if (!isThere(modes[0])) continue;
      const mode = onTarget.get(path);
      const tree = isTree(modes[0]);
      if (mode === undefined) asked.push({ head, name: `${target}:${path}`, tree });
      else if (!isThere(mode) || isTree(mode) !== tree) uprooted.add(head);
    }
  }
  // Heads that do not land are not asked about.
  const names = asked.filter(({ head }) => landings.get(head)?.changes && !uprooted.has(head));
  const headers = await lookUp(
    run,
    gitDir,
    names.map(({ name }) => name),
  ).catch(nothingFound((): null[] => []));
  for (const [at, { head, tree }] of names.entries()) {
    const type = headers[at]?.type;
    if (type === undefined || (type === 'tree') !== tree) uprooted.add(head);
  }
  return uprooted;
}

/** Where renames up to the target may start and end, by ancestor in turn. Throws `GitFailed`. */
export async function turnover(
  run: RunGit,
  gitDir: string,
  target: Oid,
  bases: readonly Oid[],
): Promise<Turnover[]> {
  const asked = bases.map((before) => ({ before, after: target }));
  const isFile = (mode: string) => isThere(mode) && !isTree(mode);
  return (await treeChanges(run, gitDir, asked)).map((changes) => ({
    newcomers: new Set(
      changes.flatMap(({ path, modes }) =>
        isRegularFile(modes[1]) && !isRegularFile(modes[0]) ? [path] : [],
      ),
    ),
    gone: new Map(
      changes.flatMap(({ path, modes, oids }) =>
        isFile(modes[0]) && !isFile(modes[1]) ? [[path, oids[0]] as const] : [],
      ),
    ),
    directories: new Set(changes.flatMap(({ path, modes }) => (modes.some(isTree) ? [path] : []))),
  }));
}
