/** Files of trees, and contents of files, many per process. */
import { isUtf8 } from 'node:buffer';
import { basename } from 'node:path/posix';
import type { Content, FileWish, Oid } from '../../ports.ts';
import { isRegularFile } from '../../tree-modes.ts';
import { decodePath, isBinary } from './bytes.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, isOid, lookUp, readContents } from './objects.ts';

/** Larger files are not read. Bytes. */
const LARGEST_FILE = 2 * 1024 ** 2;
/** Contents that are in memory at once. Bytes. */
const LARGEST_BATCH = 32 * 1024 ** 2;
const LARGEST_LIST = 256 * 1024 ** 2;
const WALL_CLOCK = 60_000;

/** Contents by blob id; every blob asked for has an answer. Throws `GitFailed` where the repository is damaged. */
export async function contents(
  run: RunGit,
  gitDir: string,
  blobs: readonly Oid[],
): Promise<Map<Oid, Content>> {
  const asked = [...new Set(blobs)].filter(isOid);
  const headers = await lookUp(run, gitDir, asked);
  const found = new Map<Oid, Content>();
  let batch: Oid[] = [];
  let size = 0;
  const flush = async () => {
    const read = await readContents(run, gitDir, batch, size);
    for (const oid of batch) found.set(oid, contentOf(read.get(oid)));
    batch = [];
    size = 0;
  };
  for (const [at, oid] of asked.entries()) {
    const header = headers[at];
    if (header?.type !== 'blob') found.set(oid, { state: 'left-out', reason: 'missing' });
    else if (header.size > LARGEST_FILE) found.set(oid, { state: 'left-out', reason: 'too-large' });
    else {
      if (size + header.size > LARGEST_BATCH) await flush();
      batch.push(oid);
      size += header.size;
    }
  }
  await flush();
  return found;
}

function contentOf(bytes: Buffer | undefined): Content {
  if (!bytes) return { state: 'left-out', reason: 'missing' };
  if (isBinary(bytes) || !isUtf8(bytes)) return { state: 'left-out', reason: 'binary' };
  return { state: 'text', text: bytes.toString('utf8') };
}

/** Regular files of a tree, by path, as far as they are wished for. Throws `GitFailed`. */
export async function wishedFiles(
  run: RunGit,
  gitDir: string,
  tree: Oid,
  { paths, names }: FileWish,
): Promise<Map<string, Oid>> {
  const [wanted, called] = [new Set(paths), new Set(names)];
  return regularFiles(run, gitDir, tree, (path) => wanted.has(path) || called.has(basename(path)));
}

/** Regular files of a tree that `wish` takes, by path. Throws `GitFailed`. */
export async function regularFiles(
  run: RunGit,
  gitDir: string,
  tree: Oid,
  wish: (path: string) => boolean = () => true,
): Promise<Map<string, Oid>> {
  const end = await run({
    args: ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', tree],
    env: gitEnvironment(gitDir),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('list files', end);
  const found = new Map<string, Oid>();
  for (let at = 0; at < end.stdout.length; ) {
    const nul = end.stdout.indexOf(0, at);
    const tab = end.stdout.indexOf(0x09, at);
    const [mode = '', , oid = ''] = end.stdout.toString('latin1', at, tab).split(' ');
    const path = decodePath(end.stdout.subarray(tab + 1, nul));
    at = nul + 1;
    if (isRegularFile(mode) && wish(path)) found.set(path, oid);
  }
  return found;
}
