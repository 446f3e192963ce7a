/** Runs in a thread of its own (see `thread.ts`): answers every text with what it says, packed. */
import { parentPort } from 'node:worker_threads';
import { rememberBodies } from './body-memory.ts';
import { startEngine } from './engine.ts';
import { pack } from './packed.ts';
import { leftOut, readText } from './read-text.ts';
import type { Answer, Request } from './thread.ts';

function answer(what: Answer): void {
  const { reading } = what;
  parentPort?.postMessage(
    what,
    reading.state === 'read' ? [reading.uses.buffer, reading.rest.buffer] : [],
  );
  // What has come meanwhile is asked of the next thread.
  if (what.spent) parentPort?.close();
}

const engine = await startEngine();
const memory = rememberBodies();
parentPort?.on('message', ({ path, ending, text, limits }: Request) => {
  try {
    const reading = readText(engine, ending, text, limits, memory, path);
    // A parse that was stopped leaves a state behind that has brought the engine down when it was cleared.
    const stopped = reading.state === 'left-out' && reading.reason === 'timeout';
    answer({ reading: pack(reading), spent: stopped || engine.isLarge() });
  } catch {
    answer({ reading: leftOut('too-deep'), spent: true });
  }
});
answer({ reading: leftOut('missing'), spent: false });
