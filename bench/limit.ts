/**
 * How fast it could be: every head compared once, in one process, and the lines of every two heads held against each
 * other. It knows no renames and gives no verdict.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { touch } from '../src/hunks.ts';
import type { Hunk } from '../src/ports.ts';
import type { Subject } from './subjects.ts';

type Git = (args: string[], input: string) => Buffer;

/**
 * Milliseconds to compare every head with its merge base, which is known beforehand; null where git cannot compare them,
 * since the clone lacks files. Of heads with different merge bases, lines of different texts are held against each other:
 * that says nothing, but no answer takes less.
 */
export function measureLimit({ dir, base, heads }: Subject): number | null {
  const run: Git = (args, input) => runGit(dir, args, input);
  const bases = heads.map(({ oid }) => run(['merge-base', base, oid], '').toString().trim());
  // A clone lacks large files, if any: those that only one side has, usually.
  for (const filter of ['--no-renames', '--diff-filter=M']) {
    try {
      const start = performance.now();
      compare(
        run,
        heads.map(({ oid }, at) => `${oid} ${bases[at]}`),
        filter,
      );
      return performance.now() - start;
    } catch {}
  }
  return null;
}

/**
 * The same where every head is merged with the base first, once, in one process, and what that makes of the base is
 * compared with it: lines of one text are held against each other then. Null where git cannot do it.
 */
export function measureLandingLimit({ dir, base, heads }: Subject): number | null {
  const objects = mkdtempSync(join(tmpdir(), 'weir-limit-'));
  const run: Git = (args, input) =>
    runGit(dir, args, input, {
      GIT_OBJECT_DIRECTORY: objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(dir, 'objects'),
    });
  try {
    const start = performance.now();
    const merged = run(
      ['merge-tree', '--write-tree', '--stdin', '--name-only', '--no-messages'],
      heads.map(({ oid }) => `${base} ${oid}\n`).join(''),
    ).toString('latin1');
    const trees = merged.match(/[0-9a-f]{40,64}/g) ?? [];
    if (trees.length !== heads.length) return null;
    const tree = run(['rev-parse', `${base}^{tree}`], '')
      .toString()
      .trim();
    compare(
      run,
      trees.map((landed) => `${tree} ${landed}`),
      '--no-renames',
    );
    return performance.now() - start;
  } catch {
    return null;
  } finally {
    rmSync(objects, { recursive: true, force: true });
  }
}

function runGit(dir: string, args: string[], input: string, env: NodeJS.ProcessEnv = {}): Buffer {
  return execFileSync('git', ['--git-dir', dir, ...args], {
    input,
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
}

/** Two objects a line; gives how many pairs of lines have a file in which they touch. */
function compare(run: Git, lines: readonly string[], filter: string): number {
  const patch = run(
    ['diff-tree', '--stdin', '-r', '-p', '-U0', '--histogram', '--no-indent-heuristic', filter],
    lines.map((line) => `${line}\n`).join(''),
  ).toString('latin1');
  const files = readPatch(patch);
  let touching = 0;
  for (const [at, a] of files.entries()) {
    for (const b of files.slice(at + 1)) {
      for (const [path, hunks] of a) {
        const others = b.get(path);
        if (others && touch(hunks, others)) touching += 1;
      }
    }
  }
  return touching;
}

/** Hunks by path, for each head. */
function readPatch(patch: string): Map<string, Hunk[]>[] {
  const heads: Map<string, Hunk[]>[] = [];
  let hunks: Hunk[] = [];
  for (const line of patch.split('\n')) {
    if (/^[0-9a-f]{40,64}( [0-9a-f]{40,64})?$/.test(line)) heads.push(new Map());
    else if (line.startsWith('diff --git ')) {
      hunks = [];
      heads.at(-1)?.set(line, hunks);
    } else if (line.startsWith('@@ ')) {
      const [, from = '0', count = '1'] = /^@@ -(\d+)(?:,(\d+))? /.exec(line) ?? [];
      hunks.push({ from: Number(from), to: Number(from) + Number(count) });
    }
  }
  return heads;
}
