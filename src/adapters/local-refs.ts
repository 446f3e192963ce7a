/** Reads the refs of a clone. Nothing of what people wrote reaches git here but the folder. */
import { resolve } from 'node:path';
import type { Oid } from '../ports.ts';
import { decodePath } from './git/bytes.ts';
import { type ChildEnd, MERGE_MEMORY_BYTES, type RunGit } from './git/child.ts';
import { gitEnvironment } from './git/environment.ts';
import { GitFailed } from './git/objects.ts';

const WALL_CLOCK = 60_000;
/** Bytes of a list of refs: a million of them. */
const LARGEST_LIST = 256 * 1024 ** 2;

/**
 * Every ref with its object, symbolic ones too, and of each symbolic ref the one it finally names. A symbolic ref
 * that leads nowhere is left out. Names are bytes in git: one that is not UTF-8 has each byte above 0x7F as `\\xNN`,
 * which no other name can look like, since git allows no backslash in one.
 */
export async function listRefs(
  run: RunGit,
  gitDir: string,
): Promise<{ refs: Map<string, Oid>; links: Map<string, string> }> {
  const format = '%(objectname) %(symref) %(refname)';
  const listed = await ask(run, gitDir, ['for-each-ref', `--format=${format}`]);
  const refs = new Map<string, Oid>();
  const links = new Map<string, string>();
  for (const line of listed.split('\n')) {
    // No ref name has a blank in it.
    const [oid = '', link = '', full = ''] = line.split(' ').map(nameOf);
    if (full === '') continue;
    refs.set(full, oid);
    if (link !== '') links.set(full, link);
  }
  return { refs, links };
}

/** Full name of what HEAD points to, whether it exists or not; null where a commit is checked out. */
export async function headBranch(run: RunGit, gitDir: string): Promise<string | null> {
  const end = await child(run, gitDir, ['symbolic-ref', '--quiet', 'HEAD']);
  if (end.how !== 'exit' || end.code !== 0) return null;
  return nameOf(end.stdout.toString('latin1').trimEnd());
}

/** What git printed byte by byte, as a name that can be shown. */
function nameOf(bytes: string): string {
  return decodePath(Buffer.from(bytes, 'latin1'));
}

export async function findGitDir(run: RunGit, dir: string): Promise<string> {
  const end = await run({
    args: ['-C', resolve(dir), 'rev-parse', '--absolute-git-dir'],
    // The folder was named on purpose, whoever owns it; nothing in it is run.
    env: gitEnvironment(null, [['safe.directory', '*']]),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: 100_000,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed(`open ${dir}`, end);
  return end.stdout.toString('utf8').replace(/\n$/, '');
}

/** What git prints, each byte as one character, without the line end. */
async function ask(run: RunGit, gitDir: string, args: readonly string[]): Promise<string> {
  const end = await child(run, gitDir, args);
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed(`run git ${args[0]}`, end);
  return end.stdout.toString('latin1').trimEnd();
}

function child(run: RunGit, gitDir: string, args: readonly string[]): Promise<ChildEnd> {
  return run({
    args,
    env: gitEnvironment(gitDir),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
}

/** Whether the repository has no work tree. */
export async function isBare(run: RunGit, gitDir: string): Promise<boolean> {
  return (await ask(run, gitDir, ['rev-parse', '--is-bare-repository'])) === 'true';
}
