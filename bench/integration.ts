/**
 * `npm run bench`: Weir's forecast beside one git process per pair, in one run on one machine.
 *
 * Real repositories: `WEIR_BENCH_REPOS=/path/a:/path/b npm run bench`, each a clone that keeps `refs/pull/*`
 * (the newest open, mergeable PRs are the ones that have a `refs/pull/N/merge`). Without it a generated
 * repository is measured, and the result says so. `WEIR_BENCH_HEADS` (70) bounds the number of heads.
 */
import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openClone } from '../src/adapters/git.ts';
import { forecast } from '../src/integration/forecast.ts';
import type { Forecast, PairBasis } from '../src/integration/report.ts';
import type { OpenHead } from '../src/ports.ts';
import { generatedRepository } from './generated.ts';
import { ReferenceGit, type ReferenceVerdict } from './reference.ts';

const REPO = { installation: 0, id: 0, owner: 'bench', name: 'bench' };
const say = (text: string) => process.stderr.write(`${text}\n`);
const LIMIT = Number(process.env.WEIR_BENCH_HEADS ?? 70);

interface Subject {
  name: string;
  dir: string;
  base: string;
  heads: { ref: string; oid: string }[];
}

interface Row {
  repository: string;
  base: string;
  heads: number;
  pairs: number;
  mode: string;
  conflicts: number;
  differing: number;
  weirMs: number;
  referenceMs: number;
  ratio: number;
}

function git(dir: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', dir, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** The newest PRs of a real clone that were open and mergeable when it was taken. */
function realSubject(dir: string): Subject {
  const refs = git(dir, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/pull');
  const oids = new Map(
    refs
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  const numbers = [...oids.keys()]
    .flatMap((ref) => /^refs\/pull\/(\d+)\/merge$/.exec(ref)?.[1] ?? [])
    .map(Number)
    .sort((x, y) => y - x);
  const heads = numbers
    .map((number) => ({
      ref: `refs/pull/${number}/head`,
      oid: oids.get(`refs/pull/${number}/head`) ?? '',
    }))
    .filter(({ oid }) => oid !== '')
    .slice(0, LIMIT);
  const name = basename(dir) === 'repo' ? basename(dirname(dir)) : basename(dir, '.git');
  return { name, dir, base: git(dir, 'rev-parse', 'HEAD').trim(), heads };
}

async function weir(
  subject: Subject,
  pairs: PairBasis,
  heads = subject.heads,
): Promise<[Forecast, number]> {
  const clone = await openClone(subject.dir);
  const open = heads.map(
    ({ ref, oid }): OpenHead => ({ ref, branch: ref, oid, pullRequest: null }),
  );
  const input = {
    repo: REPO,
    base: { ref: 'base', oid: subject.base },
    heads: open,
    plan: null,
    pairs,
    squashOnly: false,
  };
  const start = performance.now();
  const result = await forecast(input, clone);
  return [result, performance.now() - start];
}

function reference(subject: Subject, pairs: PairBasis): [Map<string, ReferenceVerdict>, number] {
  const slow = new ReferenceGit(`${subject.dir}/objects`);
  const start = performance.now();
  const verdicts = new Map<string, ReferenceVerdict>();
  const { heads, base } = subject;
  for (const [at, a] of heads.entries()) {
    verdicts.set(`base ${a.ref}`, slow.direct(base, a.oid));
    for (const b of heads.slice(at + 1)) {
      const verdict =
        pairs === 'direct' ? slow.direct(a.oid, b.oid) : slow.landing(base, a.oid, b.oid);
      verdicts.set(`${a.ref} ${b.ref}`, verdict);
    }
  }
  const ms = performance.now() - start;
  slow.close();
  return [verdicts, ms];
}

function compare(
  subject: Subject,
  mode: string,
  result: Forecast,
  ms: number,
  truth: Map<string, ReferenceVerdict>,
  truthMs: number,
): Row {
  const differing = result.pairs.filter(
    (pair) => truth.get(`${pair.a} ${pair.b}`) !== pair.verdict,
  );
  for (const pair of differing.slice(0, 5)) {
    say(
      `differs: ${pair.a} ${pair.b}: ${pair.verdict}, reference ${truth.get(`${pair.a} ${pair.b}`)}`,
    );
  }
  return {
    repository: subject.name,
    base: subject.base,
    heads: subject.heads.length,
    pairs: result.pairs.length,
    mode,
    conflicts: result.pairs.filter(({ verdict }) => verdict === 'conflict').length,
    differing: differing.length,
    weirMs: Math.round(ms),
    referenceMs: Math.round(truthMs),
    ratio: Number((truthMs / ms).toFixed(1)),
  };
}

/** One pushed head against all others: what the App does on a push when the other pairs are cached. */
async function pushed(subject: Subject): Promise<Row> {
  const clone = await openClone(subject.dir);
  const slow = new ReferenceGit(`${subject.dir}/objects`);
  const [one, ...others] = subject.heads;
  if (!one) throw new Error('there are no heads');
  const requests = others.map((other) => ({ ours: one.oid, theirs: other.oid }));
  const start = performance.now();
  const answers = await clone.trialMerges(REPO, requests);
  const ms = performance.now() - start;
  const slowStart = performance.now();
  const truth = others.map((other) => slow.direct(one.oid, other.oid));
  const slowMs = performance.now() - slowStart;
  slow.close();
  return {
    repository: subject.name,
    base: subject.base,
    heads: subject.heads.length,
    pairs: requests.length,
    mode: 'one head of N, direct',
    conflicts: answers.filter(({ verdict }) => verdict === 'conflict').length,
    differing: answers.filter(({ verdict }, at) => verdict !== truth[at]).length,
    weirMs: Math.round(ms),
    referenceMs: Math.round(slowMs),
    ratio: Number((slowMs / ms).toFixed(1)),
  };
}

const given = (process.env.WEIR_BENCH_REPOS ?? '').split(':').filter(Boolean);
const subjects =
  given.length > 0 ? given.map(realSubject) : [generatedRepository(Math.min(LIMIT, 40))];
if (given.length === 0) say('WEIR_BENCH_REPOS is not set: measuring a generated repository.');
const rows: Row[] = [];
for (const subject of subjects) {
  for (const mode of ['direct', 'landing'] as const) {
    say(`${subject.name}: ${subject.heads.length} heads, ${mode} …`);
    const [result, ms] = await weir(subject, mode);
    const [truth, truthMs] = reference(subject, mode);
    rows.push(compare(subject, mode, result, ms, truth, truthMs));
  }
  rows.push(await pushed(subject));
}
say(
  rows
    .map(
      (row) =>
        `${row.repository}, ${row.mode}: ${row.pairs} pairs, ${row.conflicts} conflicts, ${row.differing} differing; ${row.weirMs} ms against ${row.referenceMs} ms, ${row.ratio} times faster`,
    )
    .join('\n'),
);
process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
process.exitCode = rows.some(({ differing }) => differing > 0) ? 1 : 0;
