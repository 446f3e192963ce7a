/**
 * `npm run bench`: Weir beside one git process per merge, and beside what nobody can go below; docs/benchmarks.md says
 * what each number means. Everything is measured in processes of its own, the ways of one row in turn in one process.
 *
 * - `WEIR_BENCH_REPOS=/path/a:/path/b`: clones that keep `refs/pull/*`. Without it a generated repository is measured.
 * - `WEIR_BENCH_HEADS` (200): how many heads meet.
 * - `WEIR_BENCH_SAMPLE` (all): on how many pairs the slow way is measured and compared.
 * - `WEIR_BENCH_PARTS` (landing,landed,direct,push,push-landed,moves,detectors): what to measure; empty for none of them.
 * - `WEIR_BENCH_GROWTH` (50,100,200,400): with how many heads the detectors are measured.
 * - `WEIR_BENCH_SUBJECTS` (tmp/bench-subjects.json): who was chosen; delete it to choose anew.
 * - `WEIR_BENCH_CASES`: a file of pairs of which it is known what came of them, judged after everything else in the clones
 *   of `WEIR_BENCH_CASE_REPOS`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCases } from './cases.ts';
import { memoryOf } from './memory.ts';
import { PARTS, type Part, type Task } from './parts.ts';
import { generatedSubject, mirrored, realSubject, type Subject } from './subjects.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);
const { env } = process;
const LIMIT = Number(env.WEIR_BENCH_HEADS ?? 200);
const SAMPLE = Number(env.WEIR_BENCH_SAMPLE ?? 1e9);
const FILE = env.WEIR_BENCH_SUBJECTS ?? 'tmp/bench-subjects.json';
const GROWTH = (env.WEIR_BENCH_GROWTH ?? '50,100,200,400').split(',').map(Number);
const parts = listed(env.WEIR_BENCH_PARTS ?? PARTS.join(','), ',') as Part[];
const CASES = env.WEIR_BENCH_CASES;

function listed(text: string | undefined, between: string): string[] {
  return (text ?? '').split(between).filter(Boolean);
}

interface Wrong {
  differingVerdicts?: number;
  differingFiles?: number;
}

/** One part in a process of its own; its row, with the most memory it had together with its git children. */
async function measure(task: Task): Promise<Wrong> {
  const child = spawn(process.execPath, [new URL('./parts.ts', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const memory = memoryOf(child.pid ?? 0);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(JSON.stringify(task));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const withGitMb = memory.stop();
  if (code !== 0)
    throw new Error(`measuring ${task.part} of ${task.subject.name} ended with ${code}`);
  return { ...JSON.parse(Buffer.concat(chunks).toString()), withGitMb };
}

const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const given = listed(env.WEIR_BENCH_REPOS, ':');
if (given.length === 0 && parts.length > 0)
  say('WEIR_BENCH_REPOS is not set: measuring a generated repository.');
const rows: Wrong[] = [];
const objects: Pick<Subject, 'name' | 'base' | 'heads'>[] = [];
for (const dir of parts.length === 0 ? [] : given.length > 0 ? given : [null]) {
  // As many again: some are pushed, and growth goes beyond.
  const chosen =
    dir === null ? generatedSubject(2 * LIMIT) : await realSubject(dir, 2 * LIMIT, FILE);
  const subject = mirrored(chosen, mkdtempSync(join(folder, 'mirror-')));
  const { name, base, heads, conflicting } = subject;
  say(`${name}: ${heads.length} heads (${conflicting} newer ones conflict with the base)`);
  objects.push({ name, base, heads });
  for (const part of parts) {
    rows.push(await measure({ part, subject, limit: LIMIT, sample: SAMPLE, growth: GROWTH }));
    say(JSON.stringify(rows.at(-1)));
  }
}
if (CASES) {
  rows.push(await measureCases(CASES, listed(env.WEIR_BENCH_CASE_REPOS, ':')));
  say(JSON.stringify(rows.at(-1)));
}
process.stdout.write(`${JSON.stringify({ rows, objects }, null, 2)}\n`);
const wrong = rows.some((row) => (row.differingVerdicts ?? 0) + (row.differingFiles ?? 0) > 0);
process.exitCode = wrong ? 1 : 0;
