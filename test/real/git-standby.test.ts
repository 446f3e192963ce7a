/** Processes of git that wait for their question before it is known. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type ChildRequest, gitRunner, MERGE_MEMORY_BYTES } from '#src/adapters/git/child.ts';
import { gitEnvironment } from '#src/adapters/git/environment.ts';
import { openStandby, type Standby } from '#src/adapters/git/standby.ts';
import { type Launched, launch } from '#src/adapters/processes/launcher.ts';
import { createRepository, forked, type TestRepository } from '../repo.ts';

let repo: TestRepository;
let standby: Standby;
let prepared: Launched[];
let usedPrepared: number;
/** Prepared are processes that never answer. */
let silent: boolean;
beforeEach(() => {
  repo = createRepository({
    commits: forked({ 'a.txt': '1\n' }, { a: { 'a.txt': '2\n' }, b: { 'a.txt': '3\n' } }),
  });
  const run = gitRunner();
  prepared = [];
  usedPrepared = 0;
  silent = false;
  const watched = (request: ChildRequest) => {
    if (request.prepared) usedPrepared += 1;
    return run(request);
  };
  standby = openStandby(
    Object.assign(watched, {
      prepare: (program: Parameters<NonNullable<typeof run.prepare>>[0]) => {
        const one = silent
          ? launch({ command: 'sleep', args: ['600'], env: {} }, true)
          : (run.prepare?.(program) as Launched);
        prepared.push(one);
        return one;
      },
    }),
  );
});
afterEach(() => {
  standby.end();
  repo.cleanup();
});

const merge = async (ours: string, theirs: string, over: Partial<ChildRequest> = {}) => {
  const end = await standby.run({
    args: ['merge-tree', '--write-tree', '--stdin', '-z'],
    env: gitEnvironment(repo.dir),
    input: `${repo.oid(ours)} ${repo.oid(theirs)}\n`,
    wallClock: 20_000,
    memory: MERGE_MEMORY_BYTES,
    output: 100_000,
    ...over,
  });
  return { ...end, stdout: end.stdout.toString('latin1') };
};

test('what waits is asked, also about commits that came later', async () => {
  const alone = await merge('a', 'b');
  expect(alone).toMatchObject({ how: 'exit', code: 0, stdout: expect.stringMatching(/^0\0/) });
  expect(prepared).toHaveLength(0);
  standby.refill();
  expect(prepared).toHaveLength(1);
  repo.commit({ branch: 'later', parents: ['main'], files: { 'b.txt': 'new\n' } });
  expect(await merge('a', 'later')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^1\0/),
  });
  expect(usedPrepared).toBe(1);
  standby.refill();
  expect(await merge('a', 'b')).toEqual(alone);
  expect(usedPrepared).toBe(2);
});

test('one that has died in the meantime is not asked', async () => {
  const alone = await merge('a', 'b');
  standby.refill();
  prepared[0]?.kill();
  await prepared[0]?.ended;
  expect(await merge('a', 'b')).toEqual(alone);
  expect(usedPrepared).toBe(0);
});

test('one that dies before it has said anything costs nothing but time', async () => {
  const alone = await merge('a', 'b');
  silent = true;
  standby.refill();
  const asked = merge('a', 'b');
  prepared[0]?.kill();
  expect(await asked).toEqual(alone);
  expect(usedPrepared).toBe(1);
});

test('what git says about a wrong question is told as ever', async () => {
  const env = gitEnvironment(repo.dir);
  const wrong = { env, input: `${'1'.repeat(40)} ${'2'.repeat(40)}\n` };
  const alone = await merge('a', 'b', wrong);
  expect(alone.code).not.toBe(0);
  standby.refill();
  expect(await merge('a', 'b', wrong)).toEqual(alone);
});

test('a limit holds for one that has waited', async () => {
  await merge('a', 'b');
  standby.refill();
  await sleep(50);
  expect(await merge('a', 'b', { output: 3 })).toMatchObject({ how: 'output-limit' });
});

test('none is left behind', async () => {
  await Promise.all([merge('a', 'b'), merge('b', 'a'), merge('a', 'main'), merge('b', 'main')]);
  standby.refill();
  expect(prepared).toHaveLength(3);
  standby.end();
  expect(await Promise.all(prepared.map(({ ended }) => ended))).toEqual(
    prepared.map(() => ({ code: null })),
  );
});
