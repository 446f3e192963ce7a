import { setEnvironmentData } from 'node:worker_threads';
import { afterEach, expect, test } from '@jest/globals';
import { type ReadingThread, startThread } from '#src/adapters/symbols/thread.ts';
import { openSymbols } from '#src/adapters/symbols.ts';

/** A thread that does what the text says, and says it back: in `reason`, with how many it has been asked before. */
const OBEDIENT = threadOf(`
  let asked = 0;
  parentPort.on('message', ({ text }) => {
    if (text === 'hang') for (;;) {}
    if (text === 'die') process.exit(1);
    const spent = text === 'spend';
    parentPort.postMessage({ reading: { state: 'left-out', reason: text + ' ' + asked++ }, spent });
    if (spent) parentPort.close();
  });
  parentPort.postMessage({});
`);

function threadOf(code: string): URL {
  const script = `import { parentPort } from 'node:worker_threads';${code}`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}

const opened: ReadingThread[] = [];
afterEach(async () => {
  for (const thread of opened.splice(0)) await thread.close();
});

async function open(script = OBEDIENT, collecting = 300) {
  const thread = await startThread(script, collecting);
  opened.push(thread);
  return async (text: string): Promise<string> => {
    // Only what never answers is not waited for, however busy the machine is.
    const limits = { nodes: 1, depth: 1, time: text === 'hang' ? 0 : 30_000 };
    const reading = await thread.ask({ path: 'a', ending: 'a', text, limits });
    return reading.state === 'left-out' ? reading.reason : reading.state;
  };
}

test('everybody is answered what he asked, and what was asked of a thread that is gone is asked again', async () => {
  const ask = await open();
  const texts = ['a', 'b', 'spend', 'c', 'hang', 'd', 'e', 'die', 'hang', 'f', 'g', 'h', 'i', 'j'];
  const order: string[] = [];
  const answers = await Promise.all(
    texts.map(async (text) => {
      const answer = await ask(text);
      order.push(text);
      return answer;
    }),
  );
  expect(answers).toEqual([
    ...['a 0', 'b 1', 'spend 2', 'c 0', 'timeout', 'd 0', 'e 1', 'timeout', 'timeout'],
    ...['f 0', 'g 1', 'h 2', 'i 3', 'j 4'],
  ]);
  expect(order).toEqual(texts);
  expect(await ask('later')).toBe('later 5');
});

test('while a text hangs, everything else goes on', async () => {
  const ask = await open();
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  expect(await ask('hang')).toBe('timeout');
  clearInterval(turning);
  expect(turns).toBeGreaterThan(5);
});

test('a thread that dies while nobody asks costs no text', async () => {
  const ask = await open(
    threadOf(`
      parentPort.on('message', ({ text }) => {
        parentPort.postMessage({ reading: { state: 'left-out', reason: text }, spent: false });
        setTimeout(() => process.exit(1), 10);
      });
      parentPort.postMessage({});
    `),
  );
  expect(await ask('a')).toBe('a');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await ask('b')).toBe('b');
});

test('whoever waits is told when the parser is closed', async () => {
  const ask = await open();
  const asked = ['hang', 'a'].map((text) => ask(text).catch((error: Error) => error.message));
  for (const thread of opened.splice(0)) await thread.close();
  const words = 'The parser of source files was closed.';
  expect(await Promise.all(asked)).toEqual([words, words]);
  await expect(ask('b')).rejects.toThrow(words);
});

test('a parser that cannot start says why, and those who wait are told when it cannot start again', async () => {
  await expect(open(threadOf("throw new Error('no grammar');"))).rejects.toThrow('no grammar');
  // The second one of this script does not start.
  const once = threadOf(`
    import { getEnvironmentData } from 'node:worker_threads';
    parentPort.on('message', () => process.exit(1));
    if (getEnvironmentData('started once')) throw new Error('not twice');
    parentPort.postMessage({});
  `);
  const ask = await open(once);
  setEnvironmentData('started once', true);
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((text) => ask(text).catch((error: Error) => error.message)),
  );
  setEnvironmentData('started once', undefined);
  expect(answers).toEqual(['timeout', 'not twice', 'not twice']);
});

test('the loop turns while the parser parses, and equal texts are parsed once', async () => {
  const reader = await openSymbols({ time: 60_000 });
  const text = Array.from({ length: 4_000 }, (_, n) => `export const f${n} = (a) => g(a);\n`).join(
    '',
  );
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  const readings = await Promise.all(
    ['a', 'b', 'a'].map((name) => reader.read(`${name}.ts`, 'one', text)),
  );
  clearInterval(turning);
  const counts = readings.map((one) => (one.state === 'read' ? one.facts.uses.length : one.reason));
  expect(counts).toEqual([8_000, 8_000, 8_000]);
  expect(turns).toBeGreaterThan(10);
  await reader.close();
});
