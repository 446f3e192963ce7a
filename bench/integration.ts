/**
 * `npm run bench`: Weir's forecast beside one git process per merge, in one run on one machine.
 *
 * Real repositories: `WEIR_BENCH_REPOS=/path/a:/path/b npm run bench`, each a clone that keeps `refs/pull/*`
 * (the newest open, mergeable PRs are the ones that have a `refs/pull/N/merge`). Without it a generated
 * repository is measured, and the result says so. `WEIR_BENCH_HEADS` (200) bounds the number of heads;
 * `WEIR_BENCH_SAMPLE` (all) the number of pairs that the slow way is measured and compared on.
 */
import { performance } from 'node:perf_hooks';
import { openClone } from '../src/adapters/git.ts';
import { forecast } from '../src/integration/forecast.ts';
import type { Forecast, PairBasis } from '../src/integration/report.ts';
import type { Git, OpenHead } from '../src/ports.ts';
import { measureLimit } from './limit.ts';
import { measurePushes, type PushRow } from './pushes.ts';
import { ReferenceGit } from './reference.ts';
import { generatedSubject, REPO, realSubject, type Subject } from './subjects.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);
const LIMIT = Number(process.env.WEIR_BENCH_HEADS ?? 200);
/** Who was chosen; delete it to choose anew. */
const SUBJECTS = process.env.WEIR_BENCH_SUBJECTS ?? 'tmp/bench-subjects.json';
const SAMPLE = Number(process.env.WEIR_BENCH_SAMPLE ?? Number.POSITIVE_INFINITY);

interface Row {
  repository: string;
  mode: string;
  base: string;
  heads: number;
  /** Merge bases of the heads with the base. */
  mergeBases: number;
  pairs: number;
  conflicts: number;
  /** Trial merges that git was asked for, beside one of each head with the base. */
  merges: number;
  weirMs: number;
  /** Of all pairs; worked out from those compared where that is not all. */
  referenceMs: number;
  ratio: number;
  compared: number;
  differingVerdicts: number;
  /** Files that the reference leaves unmerged and Weir does not name. */
  differingFiles: number;
  limitMs: number;
  /** Megabytes of this process afterwards. */
  memory: number;
}

interface Measured {
  result: Forecast;
  ms: number;
  merges: number;
  mergeBases: number;
  /** Paths named in conflicts, by pair. */
  named: Map<string, Set<string>>;
}

async function weir(subject: Subject, pairs: PairBasis): Promise<Measured> {
  const clone = await openClone(subject.dir);
  const bases = new Set<string>();
  const named = new Map<string, Set<string>>();
  let merges = 0;
  const watched: Git = {
    ...clone,
    withSurvey: (repo, target, heads, work) =>
      clone.withSurvey(repo, target, heads, (survey) => {
        for (const head of survey.heads.values()) for (const base of head.bases) bases.add(base);
        return work({
          ...survey,
          async trialMerges(requests, progress) {
            const outcomes = await survey.trialMerges(requests, progress);
            merges += requests.length;
            for (const [at, { ours, theirs }] of requests.entries()) {
              const outcome = outcomes[at];
              if (outcome?.verdict !== 'conflict') continue;
              const sides = [ours, theirs].map((one) =>
                typeof one === 'string' ? one : one.landed,
              );
              const key = sides.sort().join(' ');
              const paths = named.get(key) ?? new Set();
              named.set(key, paths);
              for (const { paths: some } of outcome.conflicts)
                for (const path of some) paths.add(path);
            }
            return outcomes;
          },
        });
      }),
  };
  const heads = subject.heads.map(
    ({ ref, oid }): OpenHead => ({ ref, branch: ref, oid, pullRequest: null }),
  );
  const base = { ref: 'base', oid: subject.base };
  const start = performance.now();
  const input = { repo: REPO, base, heads, plan: null, pairs, squashOnly: false };
  const result = await forecast(input, watched);
  const ms = performance.now() - start;
  return { result, ms, merges, mergeBases: bases.size, named };
}

function compare(subject: Subject, mode: PairBasis, measured: Measured, limitMs: number): Row {
  const { result, ms, merges, mergeBases, named } = measured;
  const slow = new ReferenceGit(`${subject.dir}/objects`);
  const oidOf = new Map(subject.heads.map(({ ref, oid }) => [ref, oid]));
  const between = result.pairs.filter(({ a }) => a !== 'base');
  const every = Math.max(1, Math.ceil(between.length / SAMPLE));
  const compared = between.filter((_, at) => at % every === 0);
  let differingVerdicts = 0;
  let differingFiles = 0;
  const start = performance.now();
  for (const pair of compared) {
    const [a = '', b = ''] = [oidOf.get(pair.a), oidOf.get(pair.b)];
    const truth = mode === 'direct' ? slow.direct(a, b) : slow.landing(subject.base, a, b);
    const known = named.get([a, b].sort().join(' '));
    const files = [...(slow.unmerged.get(`${a} ${b}`) ?? [])].filter((file) => !known?.has(file));
    differingFiles += files.length;
    if (truth === pair.verdict) continue;
    differingVerdicts += 1;
    say(`differs: ${pair.a} ${pair.b}: ${pair.verdict}, reference ${truth}`);
  }
  const referenceMs = ((performance.now() - start) / compared.length) * between.length;
  slow.close();
  return {
    repository: subject.name,
    mode,
    base: subject.base,
    heads: subject.heads.length,
    mergeBases,
    pairs: between.length,
    conflicts: between.filter(({ verdict }) => verdict === 'conflict').length,
    merges,
    weirMs: Math.round(ms),
    referenceMs: Math.round(referenceMs),
    ratio: Number((referenceMs / ms).toFixed(1)),
    compared: compared.length,
    differingVerdicts,
    differingFiles,
    limitMs: Math.round(limitMs),
    memory: Math.round(process.memoryUsage().rss / 1e6),
  };
}

const given = (process.env.WEIR_BENCH_REPOS ?? '').split(':').filter(Boolean);
if (given.length === 0) say('WEIR_BENCH_REPOS is not set: measuring a generated repository.');
const subjects =
  given.length > 0
    ? await Promise.all(given.map((dir) => realSubject(dir, LIMIT, SUBJECTS)))
    : [generatedSubject(LIMIT)];
const rows: Row[] = [];
const pushes: PushRow[] = [];
const growth: { repository: string; heads: number; weirMs: number }[] = [];
for (const subject of subjects) {
  const { name, heads, conflicting } = subject;
  say(`${name}: ${heads.length} heads (${conflicting} newer ones conflict with the base)`);
  for (const mode of ['landing', 'direct'] as const) {
    const measured = await weir(subject, mode);
    rows.push(compare(subject, mode, measured, measureLimit(subject)));
    say(JSON.stringify(rows.at(-1)));
  }
  for (let count = 50; count < heads.length; count *= 2) {
    const { ms } = await weir({ ...subject, heads: heads.slice(0, count) }, 'landing');
    growth.push({ repository: name, heads: count, weirMs: Math.round(ms) });
  }
  pushes.push(await measurePushes(subject));
  say(JSON.stringify(pushes.at(-1)));
}
const objects = subjects.map(({ name, base, heads }) => ({ name, base, heads }));
process.stdout.write(`${JSON.stringify({ rows, pushes, growth, objects }, null, 2)}\n`);
const wrong = [
  ...rows.map((row) => row.differingVerdicts + row.differingFiles),
  ...pushes.map((row) => row.differing),
];
process.exitCode = wrong.some((count) => count > 0) ? 1 : 0;
