/** What differs between commits and their ancestors, directories included. */
import type { Oid, TreeChange } from '../../ports.ts';
import { decodePath } from './bytes.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed } from './objects.ts';

const WALL_CLOCK = 60_000;
const LARGEST_LIST = 256 * 1024 ** 2;

/** Changes from `before` to `after` (commits), in the order of the requests, at `only` these paths. Throws `GitFailed`. */
export async function treeChanges(
  run: RunGit,
  gitDir: string,
  pairs: readonly { before: Oid; after: Oid }[],
  only: ReadonlySet<string> | null = null,
): Promise<TreeChange[][]> {
  if (pairs.length === 0) return [];
  const end = await run({
    args: [
      'diff-tree',
      '--stdin',
      '-r',
      '-t',
      '-z',
      '--raw',
      '--no-renames',
      '--no-abbrev',
      '--always',
    ],
    env: gitEnvironment(gitDir),
    // A commit followed by another is compared with that one instead of with its own parents.
    input: pairs.map(({ before, after }) => `${after} ${before}\n`).join(''),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare trees', end);
  const lists: TreeChange[][] = [];
  const out = end.stdout;
  for (let at = 0; at < out.length; ) {
    const nul = out.indexOf(0, at);
    const field = out.toString('latin1', at, nul);
    at = nul + 1;
    if (field[0] !== ':') {
      lists.push([]);
      continue;
    }
    const [before = '', after = '', old = '', now = '', status = ''] = field.slice(1).split(' ');
    const next = out.indexOf(0, at);
    const path = decodePath(out.subarray(at, next));
    at = next + 1;
    if (only && !only.has(path)) continue;
    lists.at(-1)?.push({
      path,
      status: status as TreeChange['status'],
      modes: [before, after],
      oids: [old, now],
    });
  }
  if (lists.length !== pairs.length) {
    throw new GitFailed('compare trees', { ...end, stderr: 'it gave another number of answers' });
  }
  return lists;
}
