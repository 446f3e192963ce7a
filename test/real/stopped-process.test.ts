import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';

const THREAD = new URL('../../src/adapters/symbols/thread.ts', import.meta.url);
const CHILD = new URL('../../src/adapters/git/child.ts', import.meta.url);

/** Asks the parser for what takes half a second, and has a second for it. */
const PARSING = `
  const script = \`
    import { parentPort } from 'node:worker_threads';
    const answer = () => parentPort.postMessage({ reading: { state: 'left-out', reason: 'late' }, spent: false });
    parentPort.on('message', () => setTimeout(answer, 500));
    answer();
  \`;
  const { startThread } = await import('${THREAD}');
  const thread = await startThread(new URL('data:text/javascript,' + encodeURIComponent(script)), 1_000);
  const asked = thread.ask({ path: 'a', ending: 'a', text: '', limits: { nodes: 1, depth: 1, time: 0 } });
  console.log('asked');
  console.log((await asked).reason);
`;

/** The same of git, which is a shell here. */
const RUNNING_GIT = `
  const { gitRunner } = await import('${CHILD}');
  const asked = gitRunner('/bin/sh')({
    args: ['-c', 'sleep 0.5; echo late'],
    env: { PATH: process.env.PATH },
    wallClock: 1_000,
    memory: 1024 ** 3,
    output: 100,
  });
  console.log('asked');
  console.log((await asked).stdout.toString().trim());
`;

test.each([
  ['the parser', PARSING],
  ['git', RUNNING_GIT],
])('a process that is stopped for a while does not take %s for too slow', async (_, asking) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', asking], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    said += words;
  });
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  await pause(4_500);
  child.kill('SIGCONT');
  await once(child, 'close');
  expect(said).toBe('asked\nlate\n');
});
