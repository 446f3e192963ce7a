/** What is carried over when the target moves, against looking at everything again, on random histories. */
import { expect, test } from '@jest/globals';
import { cachedGit } from '#src/adapters/cached-git.ts';
import { openClone } from '#src/adapters/git.ts';
import type { MergeCache } from '#src/adapters/store/merges.ts';
import { forecast } from '#src/integration/forecast.ts';
import type { PairBasis } from '#src/integration/report.ts';
import type { Git, Oid } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { commitsOf, randomSteps } from '../random-histories.ts';
import { random } from '../random-repository.ts';
import { createRepository, type TestRepository } from '../repo.ts';

const GROUPS = Array.from({ length: Number(process.env.WEIR_MOVES ?? 3) }, (_, at) => at + 1);
/** Of one group; each has some eight heads, and all meet each other. */
const HISTORIES = 3;
const MOVES = 4;

function inMemory(): MergeCache {
  const known = new Map<string, string>();
  return {
    get: async (_, keys) =>
      new Map(keys.flatMap((key) => (known.has(key) ? [[key, known.get(key) ?? '']] : []))),
    async put(_, merges) {
      for (const { request, outcome } of merges) known.set(request, outcome);
    },
  };
}

/** Mostly changes lines of files; now and then a file comes, goes or moves. */
function move(repo: TestRepository, target: string, seed: number): void {
  const next = random(seed);
  const texts = repo
    .git('ls-tree', '-r', '--format=%(objecttype) %(path)', target)
    .split('\n')
    .flatMap((line) => /^blob (.*\.txt)$/.exec(line)?.[1] ?? []);
  const pick = () => texts[Math.floor(next() * texts.length)] ?? 'top.txt';
  const path = pick();
  const content = texts.includes(path) ? repo.git('show', `${target}:${path}`) : '';
  const lines = content.split('\n');
  lines[Math.floor(next() * lines.length)] = `moved ${seed}`;
  const kind = next();
  const fresh = kind < 0.75 ? { [path]: lines.join('\n') } : { [`new/${seed}.txt`]: content };
  repo.commit({ branch: target, parents: [target], files: fresh });
  if (kind > 0.9 && texts.includes(path)) {
    const others = texts.filter((one) => one !== path);
    const files = Object.fromEntries(
      others.map((one) => [one, repo.git('show', `${target}:${one}`)]),
    );
    repo.commit({ branch: target, parents: [target], fresh: true, files });
  }
}

async function look(git: Git, target: Oid, heads: readonly Oid[], pairs: PairBasis) {
  const open = heads.map((oid) => ({ ref: oid, branch: oid, oid, pullRequest: null }));
  const base = { ref: 'main', oid: target };
  const input = { repo: REPO, base, heads: open, plan: null, pairs, squashOnly: false };
  const found = await forecast(input, git);
  return found.pairs.map((pair) => ({
    ...pair,
    findings: pair.findings.filter(({ detector }) => detector === 'textual'),
  }));
}

let carried = 0;

test.each(GROUPS)('group %i: nothing differs from looking again', async (group) => {
  const histories = Array.from({ length: HISTORIES }, (_, at) =>
    randomSteps(group, group * 1_000 + at),
  );
  const repo = createRepository({ commits: commitsOf(`g${group}`, histories) });
  try {
    const target = `g${group}-0`;
    const heads = repo
      .git('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads')
      .trim()
      .split('\n')
      .filter((name) => /^g\d+-\d+-\d+$/.test(name))
      .map((name) => repo.oid(name));
    const remembering = cachedGit(
      await openClone(repo.dir),
      { merges: inMemory() },
      { onMerges: ({ cached }) => (carried += cached) },
    );
    await look(remembering, repo.oid(target), heads, 'landing');
    for (let n = 0; n < MOVES; n++) {
      move(repo, target, group * 100 + n);
      const oid = repo.oid(target);
      const kept = await look(remembering, oid, heads, 'landing');
      expect(kept).toEqual(await look(await openClone(repo.dir), oid, heads, 'landing'));
    }
  } finally {
    repo.cleanup();
  }
});

const text = (edits: Record<number, string> = {}) =>
  Array.from({ length: 20 }, (_, at) => `${edits[at] ?? `line ${at}`}\n`).join('');

test.each(['target', 'other'])(
  'a head moves one of two equal files; which one depends on what the target changes, once the %s has changed one',
  async (who) => {
    const files = { 'a/same': text(), 'a/x': 'x\n', 'p/same': text(), 'p/x': 'x\n' };
    const edit = { 'p/same': text({ 3: 'edited' }) };
    const repo = createRepository({
      commits: [
        { branch: 'main', as: 'base', files },
        {
          branch: 'moves',
          parents: ['base'],
          files: { 'a/same': null, 'p/same': null, 'r/same': text() },
        },
        {
          branch: 'other',
          parents: ['base'],
          files: who === 'other' ? edit : { unmet: 'unmet\n' },
        },
        { branch: 'main', files: who === 'target' ? edit : { unmet: 'unmet\n' } },
      ],
    });
    try {
      const heads = ['moves', 'other'].map((name) => repo.oid(name));
      const remembering = cachedGit(await openClone(repo.dir), { merges: inMemory() });
      const before = await look(remembering, repo.oid('main'), heads, 'landing');
      repo.commit({ branch: 'main', files: { 'a/x': 'moved\n' } });
      const kept = await look(remembering, repo.oid('main'), heads, 'landing');
      expect(kept).not.toEqual(before);
      expect(kept).toEqual(
        await look(await openClone(repo.dir), repo.oid('main'), heads, 'landing'),
      );
    } finally {
      repo.cleanup();
    }
  },
);

test('something was carried over', () => {
  expect(carried).toBeGreaterThan(50 * GROUPS.length);
});
