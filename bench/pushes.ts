/** One head is pushed and meets all others, of which everything is remembered. */
import { performance } from 'node:perf_hooks';
import { cachedGit } from '../src/adapters/cached-git.ts';
import { openClone } from '../src/adapters/git.ts';
import type { MergeCache } from '../src/adapters/store/merges.ts';
import { type OpenPair, tryPairs } from '../src/integration/trials.ts';
import { ReferenceGit } from './reference.ts';
import { REPO, type Subject } from './subjects.ts';

export interface PushRow {
  repository: string;
  mode: 'one pushed head';
  pushes: number;
  others: number;
  differing: number;
  p50Ms: number;
  p95Ms: number;
  /** As many processes as there are other heads, each merging two heads. */
  processesMs: number;
  /** What the reference needs for the same answers: two processes for each other head. */
  referenceMs: number;
  ratio: number;
}

/** From the push being known until its pairs are: the look at the head and every merge; not the whole forecast. */
export async function measurePushes({ name, dir, base, heads }: Subject): Promise<PushRow> {
  const clone = await openClone(dir);
  const slow = new ReferenceGit(`${dir}/objects`);
  const oids = [...new Set(heads.map(({ oid }) => oid))];
  const kept = new Map<string, string>();
  const pairsOf = (one: string, others: readonly string[]): OpenPair[] =>
    others.map((other) => ({ a: one, b: other, basis: 'landing', trials: {} }));
  const all = oids.flatMap((oid, at) => pairsOf(oid, oids.slice(at + 1)));
  await cachedGit(clone, { merges: cacheIn(kept) }).withSurvey(REPO, base, oids, (survey) =>
    tryPairs(survey, base, all, false, () => {}),
  );
  const pushes = Math.min(20, oids.length);
  const times: number[] = [];
  const direct: number[] = [];
  const landing: number[] = [];
  let differing = 0;
  for (let push = 0; push < pushes; push++) {
    const pushed = oids[Math.floor((push * oids.length) / pushes)] ?? '';
    const others = oids.filter((oid) => oid !== pushed);
    const git = cachedGit(clone, { merges: cacheIn(withoutHead(kept, base, pushed)) });
    // What a running server has at hand.
    await git.withSurvey(REPO, base, others, async (survey) => {
      await tryPairs(survey, base, pairsOf(others[0] ?? '', others.slice(1)), false, () => {});
      await survey.hunks(knownHunks(kept, base, pushed));
    });
    const pairs = pairsOf(pushed, others);
    const start = performance.now();
    await git.withSurvey(REPO, base, oids, (survey) =>
      tryPairs(survey, base, pairs, false, () => {}),
    );
    times.push(performance.now() - start);
    // The slow way by a sample, or this takes all day.
    const sample = pairs.filter((_, at) => at % 10 === push % 10);
    const middle = performance.now();
    for (const { a, b } of sample) slow.direct(a, b);
    direct.push(((performance.now() - middle) / sample.length) * others.length);
    const end = performance.now();
    const truth = sample.map(({ a, b }) => slow.landing(base, a, b));
    landing.push(((performance.now() - end) / sample.length) * others.length);
    differing += sample.filter(({ trials }, at) => {
      const outcomes = [trials.aThenB?.verdict, trials.bThenA?.verdict];
      const conflict = outcomes.includes('conflict');
      return truth[at] !== (conflict ? 'conflict' : 'clean');
    }).length;
  }
  slow.close();
  const p50 = quantile(times, 0.5);
  return {
    repository: name,
    mode: 'one pushed head',
    pushes,
    others: oids.length - 1,
    differing,
    p50Ms: Number(p50.toFixed(1)),
    p95Ms: Number(quantile(times, 0.95).toFixed(1)),
    processesMs: Math.round(quantile(direct, 0.5)),
    referenceMs: Math.round(quantile(landing, 0.5)),
    ratio: Number((quantile(direct, 0.5) / p50).toFixed(1)),
  };
}

function cacheIn(kept: Map<string, string>): MergeCache {
  return {
    get: async (_repo, keys) =>
      new Map(
        keys.flatMap((key) => {
          const found = kept.get(key);
          return found === undefined ? [] : [[key, found] as const];
        }),
      ),
    put: async (_repo, rows) => {
      for (const { request, outcome } of rows) kept.set(request, outcome);
    },
  };
}

/** Everything but what is about a head or a file that only it has. */
function withoutHead(kept: ReadonlyMap<string, string>, base: string, head: string) {
  const own = versionsOf(kept, base, head);
  return new Map(
    [...kept].filter(([key]) => !key.includes(head) && !own.has(key.split(' ').at(-1) ?? '')),
  );
}

function versionsOf(kept: ReadonlyMap<string, string>, base: string, head: string): Set<string> {
  const survey = [...kept].find(([key]) => key.endsWith(` survey ${base} ${head}`))?.[1] ?? '{}';
  const { raw, landed } = JSON.parse(survey) as Record<string, { oids: string[] }[] | null>;
  return new Set([...(raw ?? []), ...(landed ?? [])].map(({ oids }) => oids[1] ?? ''));
}

function knownHunks(kept: ReadonlyMap<string, string>, base: string, head: string) {
  const own = versionsOf(kept, base, head);
  return [...kept.keys()].flatMap((key) => {
    const [before = '', after = ''] = key.split(' hunks ')[1]?.split(' ') ?? [];
    return before === '' || own.has(after) ? [] : [{ before, after, landed: null }];
  });
}

function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}
