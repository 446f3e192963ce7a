/** What one bad head or one huge rename must not cost: the others' answers, and the truth. */
import { spawnSync } from 'node:child_process';
import { afterEach, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { forecast } from '#src/integration/forecast.ts';
import { ReferenceGit } from '../../bench/reference.ts';
import { openHead, REPO } from '../fakes.ts';
import {
  createRepository,
  type Files,
  forked,
  TEST_GIT_ENVIRONMENT,
  type TestRepository,
} from '../repo.ts';

let repo: TestRepository;
afterEach(() => repo.cleanup());

/** A commit on `parent` whose tree is not there, as a broken push or a partial clone leaves it. */
function commitWithoutTree(parent: string): string {
  const who = 'A Tester <tester@example.invalid> 1751875200 +0000';
  const text = `tree ${'7'.repeat(40)}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\nbroken\n`;
  const { stdout } = spawnSync(
    'git',
    ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'],
    {
      cwd: repo.dir,
      env: TEST_GIT_ENVIRONMENT,
      input: text,
      encoding: 'utf8',
    },
  );
  return stdout.trim();
}

test('a head whose tree is missing is undetermined, and all others are judged', async () => {
  repo = createRepository({
    commits: forked({ f: '1\n2\n3\n' }, { a: { f: '1\na\n3\n' }, b: { f: '1\nb\n3\n' } }),
  });
  const heads = [
    { ...openHead('a'), oid: repo.oid('a') },
    { ...openHead('broken'), oid: commitWithoutTree(repo.oid('main')) },
    { ...openHead('b'), oid: repo.oid('b') },
  ];
  const base = { ref: 'main', oid: repo.oid('main') };
  const judged = await forecast(
    { repo: REPO, base, heads, plan: null, pairs: 'landing', squashOnly: false },
    await openClone(repo.dir),
  );
  expect(judged.pairs.map(({ a, b, verdict }) => `${a} ${b}: ${verdict}`)).toEqual([
    'main a: clean',
    'main broken: undetermined',
    'main b: clean',
    'a broken: undetermined',
    'a b: conflict',
    'broken b: undetermined',
  ]);
  expect(judged.conclusion).toBe('failure');
});

test('more inexact renames than any limit of ours: the verdict is still what git says', async () => {
  const lines = (at: number) => Array.from({ length: 12 }, (_, line) => `file ${at} line ${line}`);
  const base: Files = {};
  const moved: Files = {};
  for (let at = 0; at < 1_100; at++) {
    base[`d/${at}`] = `${lines(at).join('\n')}\n`;
    moved[`d/${at}`] = null;
    moved[`e/${at}`] = `${lines(at).join('\n')}\nmoved\n`;
  }
  repo = createRepository({ commits: forked(base, { moved, added: { 'd/new': 'new\n' } }) });
  const reference = new ReferenceGit(`${repo.dir}/objects`);
  const truth = reference.direct(repo.oid('moved'), repo.oid('added'));
  reference.close();
  const git = await openClone(repo.dir);
  const [answer] = await git.trialMerges(REPO, [
    { ours: repo.oid('moved'), theirs: repo.oid('added') },
  ]);
  expect(truth).toBe('conflict');
  expect(answer?.verdict).toBe(truth);
});
