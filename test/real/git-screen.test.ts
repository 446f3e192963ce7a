/**
 * Every pair of random histories, judged as Weir judges it and as plain git merges it: not one verdict, file or tree
 * may differ. `WEIR_HISTORIES` says how many, `WEIR_FIRST_SEED` where to begin.
 */
import { afterAll, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { forecast } from '#src/integration/forecast.ts';
import type { PairBasis } from '#src/integration/report.ts';
import type { Git, MergeRequest, MergeSide, OpenHead, TrialMerge } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { MergeTruth } from '../merge-truth.ts';
import { historyOf, randomSteps, type Step } from '../random-histories.ts';
import { createRepository } from '../repo.ts';

const HISTORIES = Number(process.env.WEIR_HISTORIES ?? 200);
const FIRST = Number(process.env.WEIR_FIRST_SEED ?? 1);
const AT_ONCE = 25;
const GROUPS = Array.from(
  { length: Math.ceil(HISTORIES / AT_ONCE) },
  (_, at) => FIRST + at * AT_ONCE,
);

/** Pairs judged, and those that needed git. */
const counts = { landing: [0, 0], direct: [0, 0] };

interface Judged {
  target: string;
  heads: string[];
}

/** What differs from plain git, in words. */
async function differences(
  histories: readonly (readonly Step[])[],
): Promise<Map<number, string[]>> {
  const repo = createRepository({
    commits: histories.flatMap((steps, at) => historyOf(`h${at}`, steps)),
  });
  const truth = new MergeTruth(`${repo.dir}/objects`);
  try {
    const tips = new Map(
      repo
        .git('for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads')
        .trim()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
    const judged = histories.map((_, at): Judged => {
      const heads = [...tips].flatMap(([name, oid]) =>
        name.startsWith(`h${at}-`) && name !== `h${at}-0` ? [oid] : [],
      );
      return { target: tips.get(`h${at}-0`) ?? '', heads: [...new Set(heads)] };
    });
    truth.land(judged.flatMap(({ target, heads }) => heads.map((head) => [target, head] as const)));
    truth.prepare(
      judged.flatMap(({ target, heads }) =>
        heads.flatMap((a) =>
          heads.flatMap((b) => {
            const landed = truth.landed(target, a);
            return [[a, b] as const, ...(landed ? [[landed, b] as const] : [])];
          }),
        ),
      ),
    );
    const git = await openClone(repo.dir);
    const found = new Map<number, string[]>();
    for (const [at, one] of judged.entries()) {
      const wrong = [
        ...(await compare(git, truth, one, 'landing')),
        ...(await compare(git, truth, one, 'direct')),
      ];
      if (wrong.length > 0) found.set(at, wrong);
    }
    return found;
  } finally {
    truth.close();
    repo.cleanup();
  }
}

async function compare(
  git: Git,
  truth: MergeTruth,
  { target, heads }: Judged,
  pairs: PairBasis,
): Promise<string[]> {
  const wrong: string[] = [];
  const check = ({ ours, theirs }: MergeRequest, outcome: TrialMerge | undefined) => {
    const commitOf = (side: MergeSide) => {
      if (typeof side === 'string') return side;
      return side.how === 'merge' ? truth.landed(side.on, side.landed) : undefined;
    };
    const [a, b] = [commitOf(ours), commitOf(theirs)];
    if (!a || !b) return;
    counts[pairs][1] = (counts[pairs][1] ?? 0) + 1;
    const { verdict, tree, files: named } = truth.merge(a, b);
    // git names files after commits where it must; a landing goes by the name of its head.
    const head = typeof ours === 'string' ? ours : ours.landed;
    const files = named.map((file) => file.replaceAll(a, head));
    const said =
      outcome?.verdict === 'conflict' ? outcome.conflicts.flatMap(({ paths }) => paths) : [];
    const unsaid = files.filter((file) => !said.includes(file));
    const same = outcome?.verdict === verdict && (verdict === 'conflict' || outcome.tree === tree);
    if (!same || unsaid.length > 0) {
      wrong.push(`git merge-tree ${a} ${b}: ${verdict} ${files}, not ${outcome?.verdict} ${said}`);
    }
  };
  const watched: Git = {
    ...git,
    withSurvey: (repo, on, some, work) =>
      git.withSurvey(repo, on, some, (survey) =>
        work({
          ...survey,
          async trialMerges(requests, progress) {
            const outcomes = await survey.trialMerges(requests, progress);
            for (const [at, request] of requests.entries()) check(request, outcomes[at]);
            return outcomes;
          },
        }),
      ),
  };
  const open = heads.map((oid): OpenHead => ({ ref: oid, branch: oid, oid, pullRequest: null }));
  const base = { ref: target, oid: target };
  const result = await forecast(
    { repo: REPO, base, heads: open, plan: null, pairs, squashOnly: false },
    watched,
  );
  for (const { a, b, verdict } of result.pairs) {
    const [first, second] = [truth.landed(target, a), truth.landed(target, b)];
    const merges: [string, string][] =
      pairs === 'landing' && first && second && a !== target
        ? [
            [first, b],
            [second, a],
          ]
        : [[a, b]];
    const conflict = merges.some(([one, two]) => truth.merge(one, two).verdict === 'conflict');
    if (verdict !== (conflict ? 'conflict' : 'clean')) {
      const words = merges.map(
        ([one, two]) => `git merge-tree ${one} ${two}: ${truth.merge(one, two).verdict}`,
      );
      wrong.push(`${pairs} ${a} ${b}: ${verdict}, but ${words.join(', ')}`);
    }
  }
  counts[pairs][0] = (counts[pairs][0] ?? 0) + result.pairs.length - heads.length;
  return wrong;
}

/** Leaves out steps as long as something still differs. */
async function smallest(steps: readonly Step[]): Promise<Step[]> {
  let left = [...steps];
  for (let at = left.length - 1; at >= 0; at--) {
    const fewer = left.filter((_, index) => index !== at);
    if ((await differences([fewer])).size > 0) left = fewer;
  }
  return left;
}

/** Commands that make a history. */
function commandsFor(steps: readonly Step[], wrong: readonly string[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = ['git init -q history && cd history'];
  for (const { as, branch, parents, files } of historyOf('h', steps)) {
    lines.push(`git rm -rfq --cached . 2>/dev/null # ${as}`);
    for (const [path, file] of Object.entries(files)) {
      if (file === null) continue;
      const [mode, content] =
        typeof file === 'string' || file instanceof Uint8Array
          ? ['100644', `${file}`]
          : 'symlink' in file
            ? ['120000', file.symlink]
            : 'gitlink' in file
              ? ['160000', null]
              : [file.mode, `${file.content}`];
      const oid =
        content === null
          ? (file as { gitlink: string }).gitlink
          : `$(printf ${quoted(content.replaceAll('\\', '\\\\').replaceAll('%', '%%').replaceAll('\n', '\\n').replaceAll('\0', '\\0'))} | git hash-object -w --stdin)`;
      lines.push(`git update-index --add --cacheinfo "${mode},${oid},${path}"`);
    }
    const from = (parents ?? []).map((parent) => `-p ${parent}`).join(' ');
    lines.push(
      `git tag ${as} $(git commit-tree -m ${as} ${from} $(git write-tree)); git branch -f ${branch} ${as}`,
    );
  }
  return [...lines, ...wrong.map((one) => `# ${one}`)].join('\n');
}

test.each(GROUPS)(`histories from seed %i`, async (seed) => {
  const count = Math.min(AT_ONCE, FIRST + HISTORIES - seed);
  const histories = Array.from({ length: count }, (_, at) => randomSteps(seed + at));
  const [first] = await differences(histories);
  if (first) {
    const steps = await smallest(histories[first[0]] ?? []);
    const wrong = (await differences([steps])).get(0) ?? first[1];
    throw new Error(`seed ${seed + first[0]}:\n${commandsFor(steps, wrong)}`);
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
