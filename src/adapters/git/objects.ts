/** Reads git objects, many per process. Names go to git on standard input, never as arguments. */
import type { Oid } from '../../ports.ts';
import { encodePath } from './bytes.ts';
import { type ChildEnd, gitWords, MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { isDamage } from './damage.ts';
import { gitEnvironment } from './environment.ts';

export interface ObjectHeader {
  oid: Oid;
  type: string;
  /** Bytes. */
  size: number;
}

/** git ended otherwise than a repository in order would make it; the message ends with git's own words. */
export class GitFailed extends Error {
  override name = 'GitFailed';
  readonly end: ChildEnd;

  constructor(doing: string, end: ChildEnd) {
    // What is damaged says more than that git gave up over it, and it is what a mirror is healed by.
    const damage = end.stderr.split('\n').find(isDamage);
    const words = gitWords({ ...end, stderr: damage ?? end.stderr });
    super(`git could not ${doing}: ${words.replace(/ \(stored in .*?\)(?= is )/, '')}`);
    this.end = end;
  }
}

const WALL_CLOCK = 30_000;

/** Whether a text is the name of an object and nothing else. */
export function isOid(text: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/**
 * Type and size of each name in turn, null for what does not exist. A name is an object id, `<oid>^{commit}`,
 * or `<oid>:<path>`; names travel on standard input, ended by NUL.
 */
export async function lookUp(
  run: RunGit,
  gitDir: string,
  names: readonly string[],
): Promise<(ObjectHeader | null)[]> {
  if (names.length === 0) return [];
  const encoded = names.map(encodePath);
  const end = await run({
    args: ['cat-file', '--batch-check', '--buffer', '-z'],
    env: gitEnvironment(gitDir),
    input: Buffer.concat(encoded.flatMap((name) => [name, Buffer.of(0)])),
    wallClock: WALL_CLOCK + names.length,
    memory: MERGE_MEMORY_BYTES,
    output: encoded.reduce((sum, name) => sum + name.length + 200, 0),
  });
  requireSound('look up objects', end);
  let at = 0;
  return encoded.map((name) => {
    // The name comes back where nothing is found, and it may hold newlines.
    const isMissing = end.stdout.subarray(at, at + name.length).equals(name);
    const newline = end.stdout.indexOf(0x0a, isMissing ? at + name.length : at);
    const line = end.stdout.toString('latin1', at, newline);
    at = newline + 1;
    return parseHeader(line);
  });
}

/** The commits behind names of commits or tags, in turn; null for everything else. */
export async function peelCommits(
  run: RunGit,
  gitDir: string,
  oids: readonly Oid[],
): Promise<(Oid | null)[]> {
  const valid = oids.filter(isOid);
  const headers = await lookUp(
    run,
    gitDir,
    valid.map((oid) => `${oid}^{commit}`),
  );
  const found = new Map(valid.map((oid, index) => [oid, headers[index]?.oid ?? null]));
  return oids.map((oid) => found.get(oid) ?? null);
}

/**
 * Contents of the objects that exist. The caller has looked at their sizes: `bytes` bounds what comes.
 */
export async function readContents(
  run: RunGit,
  gitDir: string,
  oids: readonly Oid[],
  bytes: number,
): Promise<Map<Oid, Buffer>> {
  const found = await readObjects(run, gitDir, oids.filter(isOid), bytes);
  return new Map([...found].map(([oid, { body }]) => [oid, body]));
}

/** Bytes of the commits of one question: their messages are read, too. */
const LARGEST_COMMITS = 4 * 1024 ** 2;

/** What a commit says of itself. */
export interface Commit {
  tree: Oid;
  parents: Oid[];
}

/**
 * Commits, and those before them on their lines of first parents, by object id; what is no commit, or not there, is
 * left out. Throws `GitFailed`.
 *
 * @param before how many of each line
 */
export async function readCommits(
  run: RunGit,
  gitDir: string,
  oids: readonly Oid[],
  before: number,
): Promise<Map<Oid, Commit>> {
  const names = oids.filter(isOid).flatMap((oid) => {
    return [oid, ...Array.from({ length: before }, (_, at) => `${oid}~${at + 1}`)];
  });
  const found = await readObjects(run, gitDir, names, LARGEST_COMMITS);
  return new Map(
    [...found.values()].flatMap(({ oid, type, body }) => {
      const commit = type === 'commit' ? parseCommit(body.toString('latin1')) : null;
      return commit ? [[oid, commit] as const] : [];
    }),
  );
}

/** Null where this is no commit as git writes them. */
function parseCommit(text: string): Commit | null {
  const [, tree, parents] = /^tree ([0-9a-f]+)\n((?:parent [0-9a-f]+\n)*)author /.exec(text) ?? [];
  if (tree === undefined || parents === undefined) return null;
  return { tree, parents: [...parents.matchAll(/[0-9a-f]{40,}/g)].map(([oid]) => oid) };
}

/** By name; what is not there is left out. */
async function readObjects(
  run: RunGit,
  gitDir: string,
  names: readonly string[],
  bytes: number,
): Promise<Map<string, ObjectHeader & { body: Buffer }>> {
  const asked = [...new Set(names)];
  if (asked.length === 0) return new Map();
  const end = await run({
    args: ['cat-file', '--batch', '--buffer'],
    env: gitEnvironment(gitDir),
    input: asked.map((name) => `${name}\n`).join(''),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: bytes + 200 * asked.length + 1000,
  });
  requireSound('read objects', end);
  const found = new Map<string, ObjectHeader & { body: Buffer }>();
  let at = 0;
  for (const name of asked) {
    const newline = end.stdout.indexOf(0x0a, at);
    const header = parseHeader(end.stdout.toString('latin1', at, newline));
    at = newline + 1;
    if (!header) continue;
    found.set(name, { ...header, body: end.stdout.subarray(at, at + header.size) });
    at += header.size + 1;
  }
  return found;
}

/** git calls what it cannot read "missing" and says on the side that the repository is damaged. */
function requireSound(doing: string, end: ChildEnd): void {
  if (end.how !== 'exit' || end.code !== 0 || isDamage(end.stderr)) throw new GitFailed(doing, end);
}

/** `<oid> <type> <size>`; anything else (`<name> missing`) is null. */
function parseHeader(line: string): ObjectHeader | null {
  const [oid, type, size] = line.split(' ');
  return oid !== undefined && type !== undefined && size !== undefined && isOid(oid)
    ? { oid, type, size: Number(size) }
    : null;
}

/** What to go on with where git failed: it is asked in another way then, and a merge says why. Other errors stay. */
export function nothingFound<T>(instead: () => T): (error: unknown) => T {
  return (error) => {
    if (error instanceof GitFailed) return instead();
    throw error;
  };
}
