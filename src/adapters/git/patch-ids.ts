/**
 * Ids of whole changes, to tell whether a rebase has left one as it was reviewed. Not `git patch-id`: that one
 * ignores white space, in which a Python program or a YAML file says what it means.
 */
import { createHash } from 'node:crypto';
import type { Oid } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { type Answers, inHalves } from './halving.ts';
import { digestChanges, type Versions, versionsKey } from './line-changes.ts';
import { GitFailed, isOid, peelCommits } from './objects.ts';
import { commitsOutside, walk } from './reads.ts';

/** Commits that are compared at once. */
const BATCH = 100;
/** Bytes of the list of files that one batch changes; a commit that changes more has no id. */
const LARGEST_LIST = 64 * 1024 ** 2;
/** Milliseconds after which the commits that are left have no id. */
const PATIENCE = 120_000;

/**
 * By commit, the id of everything that differs from its merge base with `base`: paths, modes, and of texts the
 * changed lines with three lines around them, as bytes (patch-text.ts says how their place counts). Files that
 * are new, gone, binary, over 1 MiB, links or submodules count as the exact objects before and after. Renames
 * are a file gone and a file new. No change at all is a change like any other: nothing would land.
 * Commits with several merge bases or none, and those that cannot be read, are absent.
 */
export async function patchIds(
  run: RunGit,
  gitDir: string,
  base: Oid,
  commits: readonly Oid[],
): Promise<Answers<string>> {
  const deadline = performance.now() + PATIENCE;
  const digests = new Map<string, string>();
  const left = [...new Set(commits)].filter(isOid);
  const answers: Answers<string> = { found: new Map(), troubles: [] };
  while (left.length > 0 && performance.now() < deadline) {
    const batch = left.splice(0, BATCH);
    const { found, troubles } = await inHalves(batch, async (some) => {
      const bases = await mergeBases(run, gitDir, base, some);
      const changes = await changedFiles(run, gitDir, bases);
      await learnDigests(run, gitDir, [...changes.values()].flat(), digests, deadline);
      return new Map([...changes].map(([oid, files]) => [oid, changeId(files, digests)]));
    });
    for (const [oid, id] of found) answers.found.set(oid, id);
    answers.troubles.push(...troubles);
  }
  return answers;
}

/** The one merge base of each commit with the base; commits that have none or several are left out. */
async function mergeBases(
  run: RunGit,
  gitDir: string,
  base: Oid,
  commits: readonly Oid[],
): Promise<Map<Oid, Oid>> {
  const [target, ...tips] = await peelCommits(run, gitDir, [base, ...commits]);
  const known = commits.filter((oid, index) => tips[index] === oid);
  const bases = new Map<Oid, Oid>();
  if (!target || known.length === 0) return bases;
  const outside = await commitsOutside(run, gitDir, target, known);
  const best = new Map<string, Oid[]>();
  for (const tip of known) {
    const { commits: own, border } = walk(tip, outside);
    // Every common ancestor is reachable through the border, so equal borders have equal merge bases.
    const key = [...border].sort().join(' ');
    let found = own.size === 0 ? [tip] : border.size < 2 ? [...border] : best.get(key);
    if (!found) {
      found = await allMergeBases(run, gitDir, target, tip);
      best.set(key, found);
    }
    const [only] = found;
    if (only !== undefined && found.length === 1) bases.set(tip, only);
  }
  return bases;
}

async function allMergeBases(run: RunGit, gitDir: string, a: Oid, b: Oid): Promise<Oid[]> {
  const end = await run({
    args: ['merge-base', '--all', '--end-of-options', a, b],
    env: gitEnvironment(gitDir),
    wallClock: 60_000,
    memory: MERGE_MEMORY_BYTES,
    output: 1024 ** 2,
  });
  if (end.how === 'exit' && end.code === 1) return [];
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('find merge bases', end);
  return end.stdout.toString('latin1').trim().split('\n');
}

/** A file that differs; modes are six octal digits, an absent side is all zeros. */
interface ChangedFile extends Versions {
  modes: string;
  /** Bytes as latin1: paths that look alike when shown stay apart. */
  path: string;
}

/** Files that differ between each commit and its merge base, in git's order. */
async function changedFiles(
  run: RunGit,
  gitDir: string,
  bases: ReadonlyMap<Oid, Oid>,
): Promise<Map<Oid, ChangedFile[]>> {
  const changes = new Map([...bases.keys()].map((oid): [Oid, ChangedFile[]] => [oid, []]));
  if (bases.size === 0) return changes;
  const end = await run({
    args: ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--always'],
    env: gitEnvironment(gitDir),
    // A commit followed by another is compared with that one instead of with its own parents.
    input: [...bases].map(([oid, from]) => `${oid} ${from}\n`).join(''),
    wallClock: 60_000,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('compare trees', end);
  const fields = end.stdout.toString('latin1').split('\0');
  let files: ChangedFile[] = [];
  for (let at = 0; at < fields.length - 1; at += 1) {
    const field = fields[at] ?? '';
    const [, modes, before, after] =
      /^:(\d{6} \d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]$/.exec(field) ?? [];
    if (modes !== undefined && before !== undefined && after !== undefined) {
      at += 1;
      files.push({ modes, before, after, path: fields[at] ?? '' });
    } else {
      files = changes.get(field.trim()) ?? [];
    }
  }
  return changes;
}

/** Regular files on both sides; the target of a link has no lines, even where a file has the same content. */
function hasLines({ modes, before, after }: ChangedFile): boolean {
  return /^100\d{3} 100/.test(modes) && before !== after;
}

/** Compares by lines what can be, unless that was done before. */
async function learnDigests(
  run: RunGit,
  gitDir: string,
  files: readonly ChangedFile[],
  digests: Map<string, string>,
  deadline: number,
): Promise<void> {
  const unknown = new Map(
    files
      .filter(hasLines)
      .map((file) => [versionsKey(file), file] as const)
      .filter(([key]) => !digests.has(key)),
  );
  const learned = await digestChanges(run, gitDir, [...unknown.values()], deadline);
  for (const [key, digest] of learned) digests.set(key, digest);
}

function changeId(files: readonly ChangedFile[], digests: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const { modes, path, before, after } = file;
    const lines = hasLines(file) ? digests.get(versionsKey(file)) : undefined;
    const content =
      before === after
        ? 'unchanged'
        : lines === undefined
          ? `objects ${before} ${after}`
          : `lines ${lines}`;
    hash.update(`${modes} ${path.length}\n`).update(path, 'latin1').update(`\n${content}\n`);
  }
  return hash.digest('hex');
}
