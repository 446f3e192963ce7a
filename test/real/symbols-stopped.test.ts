import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';

const THREAD = new URL('../../src/adapters/symbols/thread.ts', import.meta.url);
/** Asks for what takes half a second, and has a second for it. */
const ASKING = `
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

test('a process that is stopped for a while takes no text for one that takes too long', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', ASKING], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    said += words;
  });
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  await pause(2_000);
  child.kill('SIGCONT');
  await once(child, 'close');
  expect(said).toBe('asked\nlate\n');
});
