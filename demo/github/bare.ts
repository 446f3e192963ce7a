/** Bare repositories on disk: the one authority for refs, commits, trees and files of the local GitHub. */
import { appendFile, mkdir } from 'node:fs/promises';
import { launch } from '#src/adapters/processes/launcher.ts';

export const ZERO = '0'.repeat(40);
/** Every git knows the empty tree without storing it. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const ENVIRONMENT = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
};

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

/** Runs git in a bare repository, whatever it answers. */
export async function tryGit(
  dir: string,
  args: readonly string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<GitResult> {
  const env = { ...ENVIRONMENT, ...options.env };
  const child = launch({ command: 'git', args: ['-C', dir, ...args], env });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const ending = await child.ended;
  if ('failed' in ending) throw new Error(`git could not be started: ${ending.failed}`);
  return {
    code: ending.code ?? -1,
    stdout: Buffer.concat(out),
    stderr: Buffer.concat(err).toString(),
  };
}

/** Runs git and gives its standard output; throws with git's own words when it fails. */
export async function git(
  dir: string,
  args: readonly string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<Buffer> {
  const done = await tryGit(dir, args, options);
  if (done.code !== 0) throw new Error(`git ${args.join(' ')} failed: ${done.stderr.trim()}`);
  return done.stdout;
}

const words = async (dir: string, args: readonly string[]): Promise<string> =>
  (await git(dir, args)).toString().trim();

export async function createBare(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await git(dir, ['init', '--quiet', '--bare', '--initial-branch=main', '.']);
  await appendFile(
    `${dir}/config`,
    [
      '[http]\n\treceivepack = true',
      '[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true',
      // Nobody pushes to refs/pull: GitHub refuses it, too.
      '[receive]\n\thideRefs = refs/pull\n\tautogc = false',
      '[gc]\n\tauto = 0\n',
    ].join('\n'),
  );
}

/** Branches and tags, by full name. */
export async function readRefs(dir: string): Promise<Map<string, string>> {
  const lines = await words(dir, [
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/heads',
    'refs/tags',
  ]);
  return new Map(
    lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]),
  );
}

/** Commits that were found, by directory and object id: nothing is ever thrown away here. */
const found = new Set<string>();

/** The commit a full name or an object id stands for, or null. */
export async function commitOf(dir: string, name: string): Promise<string | null> {
  const key = `${dir} ${name}`;
  if (found.has(key)) return name;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const done = await tryGit(dir, args);
  // git 2.39 prints the end-of-options marker back as a line of its own.
  const oid = done.stdout.toString().trim().split('\n').at(-1) ?? '';
  if (done.code !== 0 || oid === '') return null;
  if (oid === name) found.add(key);
  return oid;
}

export async function isAncestor(dir: string, old: string, young: string): Promise<boolean> {
  return (await tryGit(dir, ['merge-base', '--is-ancestor', old, young])).code === 0;
}

export async function mergeBase(dir: string, a: string, b: string): Promise<string | null> {
  const done = await tryGit(dir, ['merge-base', a, b]);
  return done.code === 0 ? done.stdout.toString().trim() : null;
}

/** Tree of merging two commits, or null when they conflict or have nothing in common. */
export async function mergedTree(dir: string, a: string, b: string): Promise<string | null> {
  const done = await tryGit(dir, ['merge-tree', '--write-tree', '--no-messages', a, b]);
  return done.code === 0 ? done.stdout.toString().trim() : null;
}

export async function commitTree(
  dir: string,
  commit: { tree: string; parents: readonly string[]; message: string; author: string },
): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const args = ['commit-tree', commit.tree, ...parents];
  const env = {
    GIT_AUTHOR_NAME: commit.author,
    GIT_AUTHOR_EMAIL: `${commit.author}@users.noreply.github.com`,
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.com',
  };
  return (await git(dir, args, { input: commit.message, env })).toString().trim();
}

/** Sets a ref, or deletes it when `oid` is null. */
export async function setRef(dir: string, ref: string, oid: string | null): Promise<void> {
  await git(dir, oid === null ? ['update-ref', '-d', ref] : ['update-ref', ref, oid]);
}

/** Copies a commit and its history from another repository on this machine under a ref here. */
export async function copyCommit(
  dir: string,
  from: string,
  oid: string,
  ref: string,
): Promise<void> {
  await git(dir, ['fetch', '--quiet', '--no-tags', from, `+${oid}:${ref}`]);
}

/** Arguments and environment that carry a token to git without putting it on the command line. */
export function tokenArguments(token: string): { args: string[]; env: Record<string, string> } {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    args: ['--config-env=http.extraHeader=LOCAL_GITHUB_AUTH'],
    env: { LOCAL_GITHUB_AUTH: `Authorization: Basic ${basic}` },
  };
}
