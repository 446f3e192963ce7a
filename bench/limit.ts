/**
 * How fast it could be: every head compared with its merge base once, in one process, and the lines of every two heads
 * held against each other. It lands nothing, knows no renames, and gives no verdict.
 */
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { touch } from '../src/hunks.ts';
import type { Hunk } from '../src/ports.ts';
import type { Subject } from './subjects.ts';

/** Milliseconds; null where git cannot compare them, since the clone lacks files. */
export function measureLimit(subject: Subject): number | null {
  // A clone lacks large files, if any: those that only one side has, usually.
  for (const isWhole of [true, false]) {
    try {
      return measure(subject, isWhole);
    } catch {}
  }
  return null;
}

function measure({ dir, base, heads }: Subject, isWhole: boolean): number {
  const run = (args: string[], input: string) =>
    execFileSync('git', ['--git-dir', dir, ...args], {
      input,
      maxBuffer: 1 << 30,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  const bases = heads.map(({ oid }) => run(['merge-base', base, oid], '').toString().trim());
  const start = performance.now();
  const patches = (filter: string) =>
    run(
      ['diff-tree', '--stdin', '-r', '-p', '-U0', '--histogram', '--no-indent-heuristic', filter],
      heads.map(({ oid }, at) => `${oid} ${bases[at]}\n`).join(''),
    ).toString('latin1');
  const patch = isWhole ? patches('--no-renames') : patches('--diff-filter=M');
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
  return performance.now() - start + Math.min(touching, 0);
}

/** Hunks by path, for each head. */
function readPatch(patch: string): Map<string, Hunk[]>[] {
  const heads: Map<string, Hunk[]>[] = [];
  let hunks: Hunk[] = [];
  for (const line of patch.split('\n')) {
    if (/^[0-9a-f]{40,64}$/.test(line)) heads.push(new Map());
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
