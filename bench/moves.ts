/** The target moves on, by commits like its last ones, under heads that the server remembers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClone } from '../src/adapters/git.ts';
import { forecastOf, quantile, rounded, TEXTUAL_ONLY } from './forecasts.ts';
import { withServerMemory } from './server-memory.ts';
import type { Subject } from './subjects.ts';

const MOST_MOVES = 10;

/** Textual conflicts only; what is remembered of the target before is compared with looking at everything again. */
export async function measureMoves(subject: Subject, limit: number) {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-moves-'));
  try {
    return await measureIn(folder, subject, limit);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIn(folder: string, { name, dir, base, heads }: Subject, limit: number) {
  const some = heads.slice(0, limit);
  const line = commitsOnTop(folder, dir, base);
  const clone = await openClone(folder);
  const moves: number[] = [];
  const last = await withServerMemory(clone, async (git) => {
    for (const [at, target] of line.entries()) {
      const one = await forecastOf({ base: target, heads: some }, git, 'landing', TEXTUAL_ONLY);
      if (at > 0) moves.push(one.ms);
      if (at === line.length - 1) return one.result;
    }
    throw new Error('the target has no commits');
  });
  const now = line.at(-1) ?? base;
  const fresh = await forecastOf({ base: now, heads: some }, clone, 'landing', TEXTUAL_ONLY);
  const differing = fresh.result.pairs.filter(
    ({ verdict }, at) => verdict !== last.pairs[at]?.verdict,
  );
  const p50 = quantile(moves, 0.5);
  return {
    repository: name,
    part: 'moves',
    base,
    heads: some.length,
    moves: moves.length,
    p50Ms: Math.round(p50),
    p95Ms: Math.round(quantile(moves, 0.95)),
    /** Nothing remembered. */
    freshMs: Math.round(fresh.ms),
    ratio: rounded(fresh.ms / p50),
    compared: fresh.result.pairs.length,
    differingVerdicts: differing.length,
  };
}

/**
 * The base and commits on top of it, in a repository over the clone: each changes a line of the files that one of the
 * base's last commits has modified.
 */
function commitsOnTop(folder: string, dir: string, base: string): string[] {
  const who = { GIT_AUTHOR_NAME: 'bench', GIT_AUTHOR_EMAIL: 'bench@example.invalid' };
  const env = {
    ...process.env,
    ...who,
    GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
    GIT_INDEX_FILE: join(folder, 'bench-index'),
  };
  const git = (args: string[], input: string | Buffer = '') =>
    execFileSync('git', ['--git-dir', folder, ...args], { env, input, maxBuffer: 1 << 28 });
  execFileSync('git', ['init', '--quiet', '--bare', folder], { env });
  writeFileSync(join(folder, 'objects/info/alternates'), `${dir}/objects\n`);
  git(['read-tree', base]);
  const past = git(['rev-list', '--first-parent', `--max-count=${MOST_MOVES}`, base]).toString();
  const line = [base];
  for (const commit of past.trim().split('\n')) {
    const options = [
      '-r',
      '--name-only',
      '--diff-filter=M',
      '--no-commit-id',
      '-m',
      '--first-parent',
    ];
    const paths = git(['diff-tree', ...options, commit])
      .toString()
      .trim()
      .split('\n');
    for (const path of paths.filter(Boolean)) {
      const [mode] = git(['ls-files', '--stage', '--', path]).toString().split(' ');
      if (!mode?.startsWith('100')) continue;
      const text = git(['cat-file', 'blob', `:${path}`]);
      const blob = git(['hash-object', '-w', '--stdin'], Buffer.concat([text, Buffer.from('\n')]));
      git(['update-index', '--cacheinfo', `${mode},${blob.toString().trim()},${path}`]);
    }
    const tree = git(['write-tree']).toString().trim();
    const parent = line.at(-1) ?? base;
    line.push(git(['commit-tree', '-p', parent, '-m', 'move', tree]).toString().trim());
  }
  return line;
}
