/** What is measured: clones of real repositories, or a generated one. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openClone } from '../src/adapters/git.ts';
import type { Repository } from '../src/ports.ts';
import { generatedRepository } from './generated.ts';

/** Of PRs long closed hardly any can still land. */
const MOST_LOOKED_AT = 4_000;

export const REPO: Repository = { installation: 0, id: 0, owner: 'bench', name: 'bench' };

export interface Subject {
  name: string;
  dir: string;
  base: string;
  /** Heads that merge cleanly with the base: what can land. */
  heads: { ref: string; oid: string }[];
  /** Heads that were passed over because they conflict with the base by now. */
  conflicting: number;
}

function git(dir: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', dir, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/**
 * Heads of PRs that could land on the clone's HEAD: first the newest of those that were open and mergeable when it was
 * taken, then the newest others. What HEAD contains already, what changes nothing there (it was squash-merged), and
 * what conflicts is passed over.
 */
async function chosen(dir: string, limit: number): Promise<Subject> {
  const refs = git(dir, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/pull');
  const oids = new Map(
    refs
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  const numbersOf = (pattern: RegExp) =>
    [...oids.keys()]
      .flatMap((ref) => pattern.exec(ref)?.[1] ?? [])
      .map(Number)
      .sort((x, y) => y - x);
  const open = numbersOf(/^refs\/pull\/(\d+)\/merge$/);
  const candidates = [...new Set([...open, ...numbersOf(/^refs\/pull\/(\d+)\/head$/)])]
    .map((number) => `refs/pull/${number}/head`)
    .flatMap((ref) => (oids.has(ref) ? [{ ref, oid: oids.get(ref) ?? '' }] : []));
  const base = git(dir, 'rev-parse', 'HEAD').trim();
  const tree = git(dir, 'rev-parse', 'HEAD^{tree}').trim();
  const clone = await openClone(dir);
  const heads: Subject['heads'] = [];
  let looked = 0;
  let conflicting = 0;
  while (heads.length < limit && looked < Math.min(candidates.length, MOST_LOOKED_AT)) {
    const some = candidates.slice(looked, looked + 50);
    const merges = await clone.trialMerges(
      REPO,
      some.map(({ oid }) => ({ ours: base, theirs: oid })),
    );
    for (const [at, head] of some.entries()) {
      if (heads.length === limit) break;
      looked += 1;
      const merge = merges[at];
      if (merge?.verdict !== 'clean') conflicting += 1;
      else if (merge.tree !== tree) heads.push(head);
    }
  }
  const name = basename(dir) === 'repo' ? basename(dirname(dir)) : basename(dir, '.git');
  return { name, dir, base, heads, conflicting };
}

/** As `chosen`; who was chosen is remembered in `file`, since looking takes minutes. Another HEAD is looked at anew. */
export async function realSubject(dir: string, limit: number, file: string): Promise<Subject> {
  const key = `${resolve(dir)} ${git(dir, 'rev-parse', 'HEAD').trim()} ${limit}`;
  const read = (): Record<string, Subject> =>
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const known = read()[key];
  if (known) return known;
  const subject = await chosen(dir, limit);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...read(), [key]: subject })}\n`);
  return subject;
}

/**
 * The same in a bare repository as the server keeps them: with an index of the histories. Everybody who is measured looks
 * there.
 *
 * @param folder an empty one
 */
export function mirrored(subject: Subject, folder: string): Subject {
  const objects = resolve(git(subject.dir, 'rev-parse', '--git-path', 'objects').trim());
  execFileSync('git', ['init', '-q', '--bare', folder]);
  writeFileSync(join(folder, 'objects', 'info', 'alternates'), `${objects}\n`);
  execFileSync(
    'git',
    ['--git-dir', folder, 'commit-graph', 'write', '--stdin-commits', '--no-progress'],
    { input: [subject.base, ...subject.heads.map(({ oid }) => oid)].join('\n') },
  );
  return { ...subject, dir: folder };
}

/** A repository made for the purpose, the same in every run. */
export function generatedSubject(limit: number): Subject {
  return { ...generatedRepository(Math.min(limit, 100)), conflicting: 0 };
}
