/** Reads of commits, trees and files, over any repository git can open. */
import { isUtf8 } from 'node:buffer';
import type { FileRead, Oid, Unlanded } from '../../ports.ts';
import { decodePath, isBinary } from './bytes.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, isOid, lookUp, peelCommits, readContents } from './objects.ts';

/** Larger files are not read. Bytes. */
const LARGEST_FILE = 1024 ** 2;
/** A tree of more entries than fit here is not searched for a file. Bytes. */
const LARGEST_TREE = 32 * 1024 ** 2;
const WALL_CLOCK = 60_000;
/** Bytes of lists of commits or paths: some millions of them. */
const LARGEST_LIST = 256 * 1024 ** 2;

export async function readFile(
  run: RunGit,
  gitDir: string,
  commit: Oid,
  path: string,
): Promise<FileRead> {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..'))
    return { state: 'absent' };
  const dir = names.slice(0, -1).join('/');
  const [found] = await peelCommits(run, gitDir, [commit]);
  if (!found) return { state: 'unreadable', reason: `commit ${commit} is not in this repository` };
  const [tree] = await lookUp(run, gitDir, [`${found}:${dir}`]);
  if (tree?.type !== 'tree') return { state: 'absent' };
  if (tree.size > LARGEST_TREE) {
    return { state: 'unreadable', reason: 'its folder has more entries than Weir reads' };
  }
  const trees = await readContents(run, gitDir, [tree.oid], tree.size);
  const entry = findEntry(
    trees.get(tree.oid) ?? Buffer.alloc(0),
    names.at(-1) ?? '',
    commit.length / 2,
  );
  if (!entry || entry.mode === '40000') return { state: 'absent' };
  if (entry.mode === '120000') return { state: 'unreadable', reason: 'it is a symbolic link' };
  if (entry.mode === '160000') return { state: 'unreadable', reason: 'it is a submodule' };
  const [blob] = await lookUp(run, gitDir, [entry.oid]);
  if (!blob) return { state: 'unreadable', reason: 'its content is missing from this repository' };
  if (blob.size > LARGEST_FILE) {
    return { state: 'unreadable', reason: `it has ${blob.size} bytes; Weir reads up to 1 MiB` };
  }
  const content = (await readContents(run, gitDir, [blob.oid], blob.size)).get(blob.oid);
  if (!content)
    return { state: 'unreadable', reason: 'its content is missing from this repository' };
  if (isBinary(content)) return { state: 'unreadable', reason: 'it is a binary file' };
  if (!isUtf8(content)) return { state: 'unreadable', reason: 'it is not UTF-8 text' };
  return { state: 'found', text: content.toString('utf8'), oid: blob.oid };
}

/** The best common ancestor (the first where there are several), or null when the histories are unrelated. */
export async function mergeBase(run: RunGit, gitDir: string, a: Oid, b: Oid): Promise<Oid | null> {
  if (!isOid(a) || !isOid(b)) throw new TypeError(`not two object ids: ${a}, ${b}`);
  const end = await run({
    args: ['merge-base', '--end-of-options', a, b],
    env: gitEnvironment(gitDir),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: 1000,
  });
  if (end.how === 'exit' && end.code === 1) return null;
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('find a merge base', end);
  return end.stdout.toString('latin1').trim();
}

/**
 * Asks about all heads at once and, where git fails at that, one by one: a head that cannot be read costs the
 * others nothing. It is left out of the answer; its trial merges say why.
 */
export async function headByHead(
  heads: readonly Oid[],
  ask: (heads: readonly Oid[]) => Promise<Map<Oid, Unlanded>>,
): Promise<Map<Oid, Unlanded>> {
  try {
    return await ask(heads);
  } catch (error) {
    if (!(error instanceof GitFailed)) throw error;
    if (heads.length < 2) return new Map();
    const answers = new Map<Oid, Unlanded>();
    for (const head of heads) {
      for (const [oid, found] of await headByHead([head], ask)) answers.set(oid, found);
    }
    return answers;
  }
}

/** Commits and paths of heads that are not in the target. Heads that cannot be read are left out. */
export async function unlanded(
  run: RunGit,
  gitDir: string,
  target: Oid,
  heads: readonly Oid[],
): Promise<Map<Oid, Unlanded>> {
  const [base, ...tips] = await peelCommits(run, gitDir, [target, ...heads]);
  const known = new Map(
    heads.flatMap((head, index): [Oid, Oid][] => {
      const tip = tips[index];
      return tip ? [[head, tip]] : [];
    }),
  );
  if (!base || known.size === 0) return new Map();
  const parents = await commitsOutside(run, gitDir, base, [...new Set(known.values())]);
  const results = new Map<Oid, Unlanded>();
  const bases = new Map<Oid, Oid>();
  for (const [head, tip] of known) {
    const { commits, border } = walk(tip, parents);
    results.set(head, { commits, paths: commits.size === 0 ? [] : null });
    if (commits.size === 0) continue;
    // Every common ancestor is reachable through the border: a single border commit is the best one.
    const [only] = border;
    const best = border.size < 2 ? (only ?? null) : await mergeBase(run, gitDir, base, tip);
    if (best) bases.set(tip, best);
  }
  const changed = await changedPaths(run, gitDir, bases);
  for (const [head, tip] of known) {
    const result = results.get(head);
    const paths = changed.get(tip);
    if (result && result.paths === null && paths) result.paths = paths;
  }
  return results;
}

/** Parents of every commit that some head has and the target has not. */
export async function commitsOutside(
  run: RunGit,
  gitDir: string,
  target: Oid,
  heads: readonly Oid[],
): Promise<Map<Oid, Oid[]>> {
  const end = await run({
    args: ['rev-list', '--parents', '--stdin'],
    env: gitEnvironment(gitDir),
    input: `${heads.join('\n')}\n^${target}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('list commits', end);
  const lines = end.stdout.toString('latin1').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => line.split(' '))
      .map(([commit = '', ...of]) => [commit, of]),
  );
}

/** The commits of `outside` reachable from `tip`, and the commits beyond that they lead to. */
export function walk(
  tip: Oid,
  outside: ReadonlyMap<Oid, readonly Oid[]>,
): { commits: Set<Oid>; border: Set<Oid> } {
  const commits = new Set<Oid>();
  const border = new Set<Oid>();
  const waiting = [tip];
  for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
    if (commits.has(commit)) continue;
    const parents = outside.get(commit);
    if (!parents) {
      border.add(commit);
      continue;
    }
    commits.add(commit);
    waiting.push(...parents);
  }
  return { commits, border };
}

/** Paths that differ between each commit and its given ancestor; a rename is both of its names. */
async function changedPaths(
  run: RunGit,
  gitDir: string,
  bases: ReadonlyMap<Oid, Oid>,
): Promise<Map<Oid, string[]>> {
  if (bases.size === 0) return new Map();
  const end = await run({
    args: ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--always'],
    env: gitEnvironment(gitDir),
    // A commit followed by another is compared with that one instead of with its own parents.
    input: [...bases].map(([commit, base]) => `${commit} ${base}\n`).join(''),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
  if (end.how === 'timeout' || end.how === 'output-limit') return new Map();
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare trees', end);
  const changed = new Map<Oid, string[]>();
  let paths: string[] = [];
  let at = 0;
  const field = (): Buffer => {
    const nul = end.stdout.indexOf(0, at);
    const bytes = end.stdout.subarray(at, nul === -1 ? end.stdout.length : nul);
    at = nul === -1 ? end.stdout.length : nul + 1;
    return bytes;
  };
  while (at < end.stdout.length) {
    const head = field();
    if (head[0] === 0x3a) {
      paths.push(decodePath(field()));
    } else {
      paths = [];
      changed.set(head.toString('latin1').trim(), paths);
    }
  }
  return changed;
}

/** The entry called `name` in the bytes of a tree object; a name as `decodePath` shows it finds it too. */
function findEntry(tree: Buffer, name: string, idBytes: number): { mode: string; oid: Oid } | null {
  const wanted = Buffer.from(name);
  let shown: { mode: string; oid: Oid } | null = null;
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const nul = tree.indexOf(0, space);
    const bytes = tree.subarray(space + 1, nul);
    const entry = () => ({
      mode: tree.toString('latin1', at, space),
      oid: tree.toString('hex', nul + 1, nul + 1 + idBytes),
    });
    if (bytes.equals(wanted)) return entry();
    if (!isUtf8(bytes) && decodePath(bytes) === name) shown = entry();
    at = nul + 1 + idBytes;
  }
  return shown;
}
