/**
 * Every pair of random histories, judged as Weir judges it and as plain git merges it: not one verdict, file or tree
 * may differ. `WEIR_HISTORIES` says how many (a thousand; a million takes a day), `WEIR_FIRST_SEED` where to begin.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { Forecast, PairBasis } from '#src/integration/report.ts';
import type { Git, MergeRequest, MergeSide, Oid, TrialMerge } from '#src/ports.ts';
import { commandsFor } from '../history-commands.ts';
import { MergeTruth } from '../merge-truth.ts';
import { commitsOf, randomSteps, type Step } from '../random-histories.ts';
import { createRepository, TEST_GIT_ENVIRONMENT } from '../repo.ts';
import { forecastTogether, type Wanted } from '../together.ts';

const HISTORIES = Number(process.env.WEIR_HISTORIES ?? 1000);
const FIRST = Number(process.env.WEIR_FIRST_SEED ?? 1);
/** Histories with one target, looked at together. */
const AT_ONCE = 50;
const GROUPS = Array.from(
  { length: Math.ceil(HISTORIES / AT_ONCE) },
  (_, at) => FIRST + at * AT_ONCE,
);
/** Milliseconds for a group on a busy machine, or to find the smallest history that fails. */
const LONGEST = 900_000;
const BASES: readonly PairBasis[] = ['landing', 'direct'];

/** Pairs judged, and merges that were put to git for them. */
const counts = { landing: [0, 0], direct: [0, 0] };

/** What differs from plain git, in words, by history of the group. */
async function differences(group: readonly (readonly Step[])[]): Promise<Map<number, string[]>> {
  const repo = createRepository({ commits: commitsOf('h', group) });
  const truth = new MergeTruth(`${repo.dir}/objects`);
  try {
    const tips = repo.branches();
    const target = tips.get('h-0') ?? '';
    const histories = group.map((_, at) => [
      ...new Set([...tips].flatMap(([name, oid]) => (name.startsWith(`h-${at}-`) ? [oid] : []))),
    ]);
    askGit(truth, target, histories);
    const found = new Map<number, string[]>();
    const wanted = histories.flatMap((heads, at) =>
      BASES.map((pairs): Wanted & { wrong: string[] } => {
        const wrong = found.get(at) ?? [];
        found.set(at, wrong);
        const watch = (request: MergeRequest, outcome: TrialMerge | undefined) => {
          wrong.push(...unlike(truth, request, outcome, pairs));
        };
        return { heads, pairs, watch, wrong };
      }),
    );
    const judged = await judgeAll(await openClone(repo.dir), target, wanted);
    for (const [at, { wrong, pairs }] of wanted.entries())
      wrong.push(...misjudged(truth, target, judged[at] as Forecast, pairs));
    return new Map([...found].filter(([, wrong]) => wrong.length > 0));
  } finally {
    truth.close();
    repo.cleanup();
  }
}

/** All merges that decide a pair, by plain git. */
function askGit(truth: MergeTruth, target: Oid, histories: readonly (readonly Oid[])[]): void {
  const heads = [...new Set(histories.flat())];
  truth.trace([target, ...heads]);
  truth.land(
    heads.filter((head) => !truth.unrelated(target, head)).map((head) => [target, head] as const),
  );
  truth.prepare(
    histories.flatMap((some) =>
      some.flatMap((a, at) => [
        ...some
          .slice(at + 1)
          .filter((b) => !truth.unrelated(a, b))
          .map((b) => [a, b] as const),
        ...some.flatMap((b) => {
          const landed = truth.landed(target, a);
          return landed && a !== b && truth.landed(target, b) ? [[landed, b] as const] : [];
        }),
      ]),
    ),
  );
}

/** The first history also alone, as nothing else is looked at together. */
async function judgeAll(git: Git, target: Oid, wanted: readonly Wanted[]): Promise<Forecast[]> {
  const alone = wanted.slice(0, BASES.length);
  const together = await forecastTogether(git, target, wanted.slice(BASES.length));
  return [...(await forecastTogether(git, target, alone)), ...together];
}

/** A merge that Weir asked for, where plain git says something else. */
function unlike(
  truth: MergeTruth,
  { ours, theirs, only }: MergeRequest,
  outcome: TrialMerge | undefined,
  pairs: PairBasis,
): string[] {
  const commitOf = (side: MergeSide) => {
    if (typeof side === 'string') return side;
    return side.how === 'merge' ? truth.landed(side.on, side.landed) : undefined;
  };
  const [a, b] = [commitOf(ours), commitOf(theirs)];
  if (!a || !b) return [];
  counts[pairs][1] = (counts[pairs][1] ?? 0) + 1;
  if (typeof ours === 'string' && truth.unrelated(a, b)) return [];
  const { verdict, tree, files: named } = truth.merge(a, b);
  if (verdict === 'crash') return [];
  // git names files after commits where it must; a landing goes by the name of its head.
  const head = typeof ours === 'string' ? ours : ours.landed;
  const files = named.map((file) => file.replaceAll(a, head));
  const said =
    outcome?.verdict === 'conflict' ? outcome.conflicts.flatMap(({ paths }) => paths) : [];
  // Where only some files are merged, there is no tree of the whole.
  const sameTree = (made: Oid | null) =>
    made === tree || (made === null && only !== undefined) || truth.namesCommits(tree);
  const same =
    outcome?.verdict === verdict && (outcome.verdict !== 'clean' || sameTree(outcome.tree));
  return same && files.every((file) => said.includes(file))
    ? []
    : [
        `git merge-tree ${a} ${b}: ${verdict} ${files}, not ${outcome?.verdict} ${outcome?.verdict === 'undetermined' ? outcome.detail : said}`,
      ];
}

/** Pairs whose verdict is not what plain git makes of the merges that decide them. */
function misjudged(
  truth: MergeTruth,
  target: Oid,
  { heads, pairs: judged }: Forecast,
  pairs: PairBasis,
): string[] {
  counts[pairs][0] = (counts[pairs][0] ?? 0) + judged.length - heads.length;
  return judged.flatMap(({ a, b, verdict, reason }) => {
    const [first, second] = [truth.landed(target, a), truth.landed(target, b)];
    const landing = pairs === 'landing' && first && second && a !== target;
    const merges: [string, string][] = landing
      ? [
          [first, b],
          [second, a],
        ]
      : [[a, b]];
    if (!landing && truth.unrelated(a, b)) {
      return verdict === 'undetermined' && reason === 'unrelated'
        ? []
        : [`${pairs} ${a} ${b}: ${verdict} ${reason}, but git does not merge what is unrelated`];
    }
    const said = merges.map((merge) => truth.merge(...merge).verdict);
    if (said.includes('crash')) return [];
    if (verdict === (said.includes('conflict') ? 'conflict' : 'clean')) return [];
    const words = merges.map(([one, two], at) => `git merge-tree ${one} ${two}: ${said[at]}`);
    return [`${pairs} ${a} ${b}: ${verdict}, but ${words.join(', ')}`];
  });
}

/** Leaves out steps as long as something still differs. */
async function smallest(steps: readonly Step[]): Promise<Step[]> {
  let left = [...steps];
  for (let before = Number.POSITIVE_INFINITY; left.length < before; ) {
    before = left.length;
    for (let at = left.length - 1; at >= 0; at--) {
      const fewer = left.filter((_, index) => index !== at);
      if ((await differences([fewer])).size > 0) left = fewer;
    }
  }
  return left;
}

test.each(GROUPS)(
  `histories from seed %i`,
  async (seed) => {
    const count = Math.min(AT_ONCE, FIRST + HISTORIES - seed);
    const histories = Array.from({ length: count }, (_, at) => randomSteps(seed, seed + at));
    const [first] = await differences(histories);
    if (!first) return;
    const steps = await smallest(histories[first[0]] ?? []);
    const wrong = (await differences([steps])).get(0) ?? first[1];
    const words = wrong.map((one) => `# ${one}`).join('\n');
    throw new Error(`seed ${seed + first[0]}:\n${commandsFor(commitsOf('h', [steps]))}\n${words}`);
  },
  LONGEST,
);

test('the commands of a history make its trees', () => {
  const commits = commitsOf('h', [randomSteps(3, 3).slice(0, 9)]);
  const repo = createRepository({ commits });
  const dir = mkdtempSync(join(tmpdir(), 'weir-commands-'));
  const sh = (script: string) =>
    execFileSync('sh', ['-ec', script], { cwd: dir, env: TEST_GIT_ENVIRONMENT }).toString();
  const trees = ['for-each-ref', '--format=%(refname:lstrip=2)=%(tree)', 'refs/heads'];
  try {
    expect(commits.length).toBeGreaterThan(5);
    sh(commandsFor(commits));
    expect(sh(`cd history && git '${trees.join("' '")}'`)).toBe(repo.git(...trees));
  } finally {
    repo.cleanup();
    rmSync(dir, { recursive: true });
  }
});

test('most pairs are shown clean without merging, or this file tests nothing', () => {
  for (const [judged = 0, merged = 0] of Object.values(counts)) {
    expect(merged).toBeGreaterThan(0);
    expect(merged).toBeLessThan(1.6 * judged);
  }
});

afterAll(() => {
  if (process.env.WEIR_HISTORIES) process.stderr.write(`${JSON.stringify(counts)}\n`);
});
