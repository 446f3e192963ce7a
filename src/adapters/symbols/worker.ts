/** Runs in a thread of its own (see `thread.ts`): answers every text with what it says, packed. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { rememberBodies } from './body-memory.ts';
import { startEngine } from './engine.ts';
import { pack } from './packed.ts';
import { leftOut, readText } from './read-text.ts';
import type { Answer, Request, ThreadData } from './thread.ts';

const { port, answered }: ThreadData = workerData;

function answer(to: MessagePort, what: Answer): void {
  const { reading } = what;
  to.postMessage(what, reading.state === 'read' ? [reading.uses.buffer, reading.rest.buffer] : []);
  Atomics.add(answered, 0, 1);
  Atomics.notify(answered, 0);
}

const engine = await startEngine();
const memory = rememberBodies();
port.on('message', ({ path, ending, text, limits }: Request) => {
  try {
    const reading = readText(engine, ending, text, limits, memory, path);
    // A parse that was stopped leaves a state behind that has brought the engine down when it was cleared.
    const stopped = reading.state === 'left-out' && reading.reason === 'timeout';
    answer(port, { reading: pack(reading), spent: stopped || engine.isLarge() });
  } catch {
    answer(port, { reading: leftOut('too-deep'), spent: true });
  }
});
answer(port, { reading: leftOut('missing'), spent: false });
