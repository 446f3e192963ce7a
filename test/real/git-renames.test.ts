/**
 * Heads that change files which the target has moved, after somebody else has landed: what the screen says of them,
 * against plain git, on random moves. `WEIR_MOVES` says how many targets.
 */
import { expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { kinshipOf } from '#src/integration/kinship.ts';
import { screenLanding } from '#src/integration/screen-landing.ts';
import type { Oid, Survey } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { MergeTruth } from '../merge-truth.ts';
import { random } from '../random-repository.ts';
import { type CommitSpec, createRepository, type Files } from '../repo.ts';

const TARGETS = Number(process.env.WEIR_MOVES ?? 20);
const FIRST = Number(process.env.WEIR_FIRST_SEED ?? 1);
const AT_ONCE = 10;
const GROUPS = Array.from(
  { length: Math.ceil(TARGETS / AT_ONCE) },
  (_, at) => FIRST + at * AT_ONCE,
);
const [FOLLOWERS, LANDERS] = [5, 9];
const DIRECTORIES = ['p', 'q', 'r', 'r/s', 't', 't/u'];

type Tree = Map<string, string[]>;

/** Orders of pairs in which renames matter; shown clean; of these, by looking at what renames may lead to. */
const counts = { asked: 0, clean: 0, looked: 0 };

function dice(seed: number) {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return { chance: next, below, pick: <T>(from: readonly T[]) => from[below(from.length)] as T };
}

type Dice = ReturnType<typeof dice>;

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function firstTree({ below, chance }: Dice): Tree {
  const tree: Tree = new Map();
  for (const dir of DIRECTORIES) {
    for (let n = 0; n < 3; n++) {
      const lines = Array.from(
        { length: 8 + below(12) },
        (_, at) => `${dir} ${n} ${at} ${below(1e6)}`,
      );
      // Some files are near to others, or the same: more than one may be where a rename starts or ends.
      const [like] = [...tree.values()].slice(-1);
      const kind = like ? chance() : 1;
      tree.set(
        `${dir}/f${n}`,
        kind < 0.15 ? [...(like ?? [])] : kind < 0.35 ? mixed(like ?? [], lines, 0.6) : lines,
      );
    }
  }
  return tree;
}

/** Begins as the one and ends as the other. */
const mixed = (one: readonly string[], other: readonly string[], share: number) => [
  ...one.slice(0, Math.round(one.length * share)),
  ...other.slice(Math.round(other.length * share)),
];

function edit({ below, pick }: Dice, lines: readonly string[]): string[] {
  const edited = [...lines];
  for (let n = pick([1, 1, 2, 6]); n > 0; n--)
    edited[below(edited.length)] = `edited ${below(1e6)}`;
  return edited;
}

function move(tree: Tree, from: string, to: string): void {
  const lines = tree.get(from);
  if (!lines || tree.has(to) || [...tree.keys()].some((path) => path.startsWith(`${to}/`))) return;
  tree.delete(from);
  tree.set(to, lines);
}

function moveTarget(d: Dice, first: Tree): Tree {
  const tree: Tree = new Map(first);
  for (let n = 2 + d.below(5); n > 0; n--) {
    const path = d.pick([...tree.keys()]);
    const dir = d.pick([...DIRECTORIES, 'new', 'new/er']);
    const kind = d.below(7);
    if (kind < 2) move(tree, path, `${dir}/${d.pick([nameOf(path), `g${d.below(4)}`])}`);
    else if (kind === 2) {
      const from = d.pick(DIRECTORIES);
      for (const one of [...tree.keys()])
        if (one.startsWith(`${from}/`)) move(tree, one, `${dir}${one.slice(from.length)}`);
    } else if (kind === 3) tree.delete(path);
    else if (kind === 4) tree.set(path, edit(d, tree.get(path) ?? []));
    else if (kind === 5) {
      move(tree, path, `new/${nameOf(path)}`);
      const moved = tree.get(`new/${nameOf(path)}`);
      if (moved) tree.set(`new/${nameOf(path)}`, edit(d, moved));
    } else
      tree.set(
        `${dir}/a${d.below(3)}`,
        mixed(first.get(path) ?? [], ['other', 'lines'], d.chance()),
      );
  }
  return tree;
}

/** A head that knows nothing of the moves. */
function follow(d: Dice, first: Tree): Tree {
  const tree: Tree = new Map(first);
  for (let n = 1 + d.below(3); n > 0; n--) {
    const path = d.pick([...tree.keys()]);
    const kind = d.chance();
    if (kind < 0.7) tree.set(path, edit(d, tree.get(path) ?? []));
    else if (kind < 0.8) tree.delete(path);
    else if (kind < 0.9) tree.set(`${d.pick(DIRECTORIES)}/b${d.below(3)}`, [`added ${d.below(9)}`]);
    else move(tree, path, `${d.pick(DIRECTORIES)}/m${d.below(3)}`);
  }
  return tree;
}

/** A head that changes what may be the new place of something, or makes what looks like one. */
function land(d: Dice, first: Tree, target: Tree): Tree {
  const tree: Tree = new Map(target);
  for (let n = 1 + d.below(2); n > 0; n--) {
    const path = d.pick([...tree.keys()]);
    const old = first.get(d.pick([...first.keys()])) ?? [];
    const kind = d.chance();
    const dir = d.pick([...DIRECTORIES, 'new', 'more']);
    const name = d.pick([`f${d.below(3)}`, `l${d.below(5)}`, `l${d.below(5)}`]);
    if (kind < 0.4) tree.set(path, edit(d, tree.get(path) ?? []));
    else if (kind < 0.5) tree.set(path, mixed(old, tree.get(path) ?? [], d.chance()));
    else if (kind < 0.8 && !tree.has(`${dir}/${name}`))
      tree.set(`${dir}/${name}`, mixed(old, [`own ${d.below(99)}`, 'a', 'b', 'c'], d.chance()));
    else if (kind < 0.85) tree.set(`${dir}/x${d.below(3)}`, [...old]);
    else if (kind < 0.92) tree.delete(path);
    else move(tree, path, `${dir}/${name}`);
  }
  return tree;
}

const filesOf = (tree: Tree) =>
  Object.fromEntries([...tree].map(([path, lines]) => [path, `${lines.join('\n')}\n`]));

function commitsOf(seed: number): CommitSpec[] {
  const d = dice(seed);
  const first = firstTree(d);
  const target = moveTarget(d, first);
  const head = (branch: string, parent: string, tree: Tree): CommitSpec => ({
    branch: `${seed}-${branch}`,
    parents: [`${seed}-${parent}`],
    fresh: true,
    files: filesOf(tree),
  });
  return [
    { branch: `${seed}-first`, parents: [], files: filesOf(first), message: `${seed}` },
    head('target', 'first', target),
    ...Array.from({ length: FOLLOWERS }, (_, n) => head(`follows${n}`, 'first', follow(d, first))),
    ...Array.from({ length: LANDERS }, (_, n) =>
      head(`lands${n}`, 'target', land(d, first, target)),
    ),
  ];
}

/** Whether a landing leaves every file alone that renames may lead to: then there is nothing to look at. */
async function isPlain(survey: Survey, first: Oid, second: Oid): Promise<boolean> {
  const [base = ''] = survey.heads.get(second)?.bases ?? [];
  const [turnover] = await survey.turnover([base]);
  return (survey.heads.get(first)?.landed ?? []).every(({ path, modes }) =>
    modes.includes('040000')
      ? modes[0] === modes[1]
      : modes[0] === modes[1] && !turnover?.newcomers.has(path),
  );
}

test.each(GROUPS)('moves from seed %i', async (group) => {
  const seeds = Array.from(
    { length: Math.min(AT_ONCE, FIRST + TARGETS - group) },
    (_, n) => group + n,
  );
  const repo = createRepository({ commits: seeds.flatMap(commitsOf) });
  const truth = new MergeTruth(`${repo.dir}/objects`);
  const git = await openClone(repo.dir);
  try {
    const tips = repo.branches();
    const oid = (name: string) => tips.get(name) ?? '';
    const looks = seeds.map((seed) => ({
      seed,
      target: oid(`${seed}-target`),
      heads: [
        ...Array.from({ length: FOLLOWERS }, (_, n) => oid(`${seed}-follows${n}`)),
        ...Array.from({ length: LANDERS }, (_, n) => oid(`${seed}-lands${n}`)),
      ],
    }));
    truth.trace([...tips.values()]);
    truth.land(looks.flatMap(({ target, heads }) => heads.map((head) => [target, head] as const)));
    for (const { seed, target, heads } of looks) {
      await git.withSurvey(REPO, target, heads, async (survey) => {
        const pairs = heads.flatMap((a, at) => heads.slice(at + 1).map((b) => ({ a, b })));
        const screen = await screenLanding(survey, kinshipOf(survey, false), pairs);
        const orders = pairs
          .flatMap(({ a, b }) => [[a, b] as const, [b, a] as const])
          .flatMap(([first, second]) => {
            const landed = truth.landed(target, first);
            return landed && truth.landed(target, second) ? [{ first, second, landed }] : [];
          });
        truth.prepare(orders.map(({ landed, second }) => [landed, second] as const));
        for (const { first, second, landed } of orders) {
          const follows = survey.heads.get(second)?.uprooted === true;
          if (follows) counts.asked += 1;
          const only = screen.only(first, second);
          if (!only) continue;
          const { verdict, files } = truth.merge(landed, second);
          const paths = new Set(only.map(({ path }) => path));
          // Only these files are merged, so nothing else may collide.
          expect({ seed, first, second, unseen: files.filter((file) => !paths.has(file)) }).toEqual(
            { seed, first, second, unseen: [] },
          );
          if (only.length > 0) continue;
          expect({ seed, first, second, verdict }).toMatchObject({ verdict: 'clean' });
          if (!follows) continue;
          counts.clean += 1;
          if (!(await isPlain(survey, first, second))) counts.looked += 1;
        }
      });
    }
  } finally {
    truth.close();
    repo.cleanup();
  }
});

test('most of them are shown clean, many by looking, or this file tests nothing', () => {
  if (process.env.WEIR_MOVES) process.stderr.write(`${JSON.stringify(counts)}\n`);
  expect(counts.clean).toBeGreaterThan(0.3 * counts.asked);
  expect(counts.looked).toBeGreaterThan(0.2 * counts.asked);
});

/** Twenty lines, some of them others. */
const text = (name: string, edits: Record<number, string> = {}) =>
  Array.from({ length: 20 }, (_, at) => `${edits[at] ?? `${name} ${at}`}\n`).join('');
const edited = (from: number, to: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, n) => [from + n, `edit ${from + n}`]));

test.each<{ what: string; first: Files; target: Files; follows: Files; lands: Files }>([
  {
    what: 'a new file is made to look as if a directory had moved there',
    first: { 'd/f': text('f'), stays: text('stays') },
    target: { 'd/f': null, 'e/g': text('g') },
    follows: { 'd/new': 'new\n' },
    lands: { 'e/g': text('f', { 3: 'edited' }) },
  },
  {
    what: 'a file is there again, so that where it went to is free for another',
    first: { p: text('part'), q: text('part', { 3: 'q', 9: 'q', 15: 'q' }) },
    target: {
      p: null,
      q: null,
      n: text('part', edited(8, 16)),
      d: text('part', { 3: 'q', 9: 'q', 15: 'q' }),
    },
    follows: { p: text('part', { 3: 'follows' }) },
    lands: { q: text('again') },
  },
  {
    what: 'a directory is changed, so that git comes to one of two equal files first',
    first: { 'a/same': text('f'), 'a/x': 'x', 'p/same': text('f'), 'p/x': 'x' },
    target: { 'p/same': text('f', { 3: 'target' }) },
    follows: { 'a/same': null, 'p/same': null, 'r/same': text('f') },
    lands: { 'a/x': 'lands' },
  },
  {
    what: 'there is one more directory, so that git goes through all of them in another order',
    first: { f: text('f') },
    target: {
      f: null,
      'red/x': text('f', edited(10, 15)),
      'blue/y': text('f', edited(15, 20)),
      ...Object.fromEntries(
        Array.from({ length: 49 }, (_, n) => [`z${n + 1}/w`, `unrelated ${n}\n`]),
      ),
    },
    follows: { f: text('f', { 17: 'follows' }) },
    lands: { 'extra/new': 'lonely\n' },
  },
])('$what: what follows collides', async ({ first, target, follows, lands }) => {
  const repo = createRepository({
    commits: [
      { branch: 'main', as: 'first', files: first },
      { branch: 'follows', parents: ['first'], files: follows },
      { branch: 'main', files: target },
      { branch: 'lands', parents: ['main'], files: lands },
    ],
  });
  const truth = new MergeTruth(`${repo.dir}/objects`);
  const git = await openClone(repo.dir);
  try {
    const [on, a, b] = ['main', 'lands', 'follows'].map((name) => repo.oid(name)) as [
      Oid,
      Oid,
      Oid,
    ];
    truth.land([a, b].map((head) => [on, head] as const));
    const landed = truth.landed(on, a) ?? '';
    truth.prepare([[landed, b]]);
    expect([truth.merge(on, b).verdict, truth.merge(landed, b).verdict]).toEqual([
      'clean',
      'conflict',
    ]);
    const only = await git.withSurvey(REPO, on, [a, b], async (survey) => {
      const screen = await screenLanding(survey, kinshipOf(survey, false), [{ a, b }]);
      return screen.only(a, b);
    });
    expect(only).toBeNull();
  } finally {
    await git.close();
    truth.close();
    repo.cleanup();
  }
});
