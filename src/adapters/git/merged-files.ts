/** Files in what clean merges leave behind. */
import type { FileWish, MergeRequest, Oid, TrialMerge } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { lookUp } from './objects.ts';
import { wishedFiles } from './tree-files.ts';

/**
 * Blob ids by path, in the order asked; null where the merge is not clean. Throws `GitFailed`.
 *
 * @param merge makes the merges; their trees are in the repository at `gitDir` afterwards
 */
export async function mergedFiles(
  run: RunGit,
  gitDir: string,
  asked: readonly { request: MergeRequest; wish: FileWish }[],
  merge: (requests: readonly MergeRequest[]) => Promise<TrialMerge[]>,
): Promise<(Map<string, Oid> | null)[]> {
  const merges = await merge(asked.map(({ request }) => request));
  const trees = merges.map((one) => (one.verdict === 'clean' ? one.tree : null));
  const named = asked.flatMap(({ wish }, at) => {
    const tree = trees[at];
    return tree && wish.names.length === 0 ? wish.paths.map((path) => ({ at, tree, path })) : [];
  });
  const headers = await lookUp(
    run,
    gitDir,
    named.map(({ tree, path }) => `${tree}:${path}`),
  );
  const byPath = new Map<number, Map<string, Oid>>();
  for (const [n, { at, path }] of named.entries()) {
    const files = byPath.get(at) ?? new Map();
    byPath.set(at, files);
    const header = headers[n];
    if (header?.type === 'blob') files.set(path, header.oid);
  }
  const found: (Map<string, Oid> | null)[] = [];
  for (const [at, { wish }] of asked.entries()) {
    const tree = trees[at];
    if (!tree) found.push(null);
    else if (wish.names.length > 0) found.push(await wishedFiles(run, gitDir, tree, wish));
    else found.push(byPath.get(at) ?? new Map());
  }
  return found;
}
