/**
 * The same heads, each landed on the target as one commit: what squash merging would make of them. All of them begin at
 * one commit then, so that the limit (bench/limit.ts) is the limit of the very same task.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Subject } from './subjects.ts';

/** Who has landed them; the date does not matter, and the ids are the same each time. */
const IDENTITY = {
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@example.invalid',
  GIT_AUTHOR_DATE: '4000000000 +0000',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@example.invalid',
  GIT_COMMITTER_DATE: '4000000000 +0000',
};

/** @param subject in a repository that may be written to; its heads merge cleanly with its base */
export function landed(subject: Subject): Subject {
  const { dir, base } = subject;
  const git = (args: string[], input = '') =>
    execFileSync('git', ['--git-dir', dir, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, ...IDENTITY },
    }).trim();
  const heads = subject.heads.map(({ ref, oid }) => {
    const tree = git(['merge-tree', '--write-tree', base, oid]);
    return { ref, oid: git(['commit-tree', tree, '-p', base, '-m', 'Landed']) };
  });
  // As git keeps what it has fetched: loose objects would slow everybody down.
  git(['pack-objects', '-q', join(dir, 'objects', 'pack', 'pack')], looseObjects(dir).join('\n'));
  git(['prune-packed', '-q']);
  const oids = [base, ...heads.map(({ oid }) => oid)];
  git(['commit-graph', 'write', '--stdin-commits', '--no-progress'], oids.join('\n'));
  return { ...subject, heads };
}

function looseObjects(dir: string): string[] {
  const objects = join(dir, 'objects');
  return readdirSync(objects)
    .filter((folder) => /^[0-9a-f]{2}$/.test(folder))
    .flatMap((folder) => readdirSync(join(objects, folder)).map((rest) => folder + rest));
}
