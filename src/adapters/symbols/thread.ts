/**
 * A thread for the parser that is asked and waited for. Hostile text can overflow the stack inside of WebAssembly;
 * nothing of that engine can be trusted or even freed afterwards, so the whole thread is thrown away.
 */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import type { Packed } from './packed.ts';
import { leftOut, type TextLimits } from './read-text.ts';

export interface Request {
  /** Versions of one file, asked one after the other, are parsed faster. */
  path: string;
  ending: string;
  text: string;
  limits: TextLimits;
}

export interface Answer {
  reading: Packed;
  /** The thread must not be asked again. */
  spent: boolean;
}

export interface ThreadData {
  port: MessagePort;
  /** Number of answers given; threads wait for each other on it. */
  answered: Int32Array<SharedArrayBuffer>;
}

export interface ReadingThread {
  /** Waits for the answer; the caller's thread stands still meanwhile. */
  ask(request: Request): Packed;
  close(): Promise<void>;
}

/** Milliseconds that are waited at a time: where the whole process is stopped for a while, that counts as one of them. */
const SLICE = 50;
/** Milliseconds until a thread must be ready. */
const START = 20_000;
/** Milliseconds that collecting facts may take besides parsing, also where the machine does much else. */
const COLLECTING = 15_000;

interface Running extends ThreadData {
  worker: Worker;
}

/** @throws when the parser cannot be started, with the reason */
export async function startThread(): Promise<ReadingThread> {
  let running: Running | null = start();
  const { worker, answered } = running;
  worker.ref();
  const failed = new Promise<never>((_, reject) => worker.once('error', reject));
  await Promise.race([begun(answered), failed]);
  worker.unref();
  if (take(running.port) === null) throw notStarted();

  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    stopping?.port.close();
    await stopping?.worker.terminate();
  };

  return {
    ask(request) {
      if (running === null) {
        running = start();
        waitFor(running.answered, 0, START);
        if (take(running.port) === null) {
          void stop();
          throw notStarted();
        }
      }
      const { answered, port } = running;
      const before = Atomics.load(answered, 0);
      port.postMessage(request);
      waitFor(answered, before, request.limits.time + COLLECTING);
      const answer = take(port);
      if (answer === null || answer.spent) void stop();
      return answer?.reading ?? leftOut('timeout');
    },
    close: stop,
  };
}

/** Until the number of answers is no longer `before`, or the time is over. */
function waitFor(answered: ThreadData['answered'], before: number, most: number): void {
  for (let waited = 0; waited < most; waited += SLICE)
    if (Atomics.wait(answered, 0, before, SLICE) !== 'timed-out') return;
}

async function begun(answered: ThreadData['answered']): Promise<void> {
  for (let waited = 0; waited < START; waited += SLICE) {
    const { value } = Atomics.waitAsync(answered, 0, 0, SLICE);
    if ((await value) !== 'timed-out') return;
  }
}

function start(): Running {
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const workerData: ThreadData = { port: port2, answered };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    transferList: [port2],
    // Without bounds it collects its garbage late and holds on to hundreds of megabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 },
  });
  // Whoever waits for an answer sees that none came.
  worker.on('error', () => {});
  worker.unref();
  port1.unref();
  return { worker, port: port1, answered };
}

function take(port: MessagePort): Answer | null {
  const received = receiveMessageOnPort(port);
  return received ? received.message : null;
}

function notStarted(): Error {
  return new Error(
    'The parser of source files did not start. Run npm ci to restore its packages, web-tree-sitter and @vscode/tree-sitter-wasm.',
  );
}
