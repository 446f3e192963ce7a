/**
 * A thread for the parser. Whoever asks waits for the answer, and nothing else does. Hostile text can overflow the stack
 * inside of WebAssembly; nothing of that engine can be trusted or even freed afterwards, so the whole thread is thrown
 * away, and what was asked after that text is asked of a new one.
 */
import { Worker } from 'node:worker_threads';
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

export interface ReadingThread {
  /** Answers in the order asked. Rejects where the parser cannot be started, with the reason. */
  ask(request: Request): Promise<Packed>;
  close(): Promise<void>;
}

/** Milliseconds that are counted at a time: where the whole process is stopped for a while, that counts as one of them. */
const SLICE = 50;
/** Milliseconds until a thread must be ready. */
const START = 20_000;
/** Requests that are with the thread at once, so that it need not wait for this one; more would only copy texts early. */
const AHEAD = 4;

interface Waiting {
  request: Request;
  resolve(reading: Packed): void;
  reject(error: unknown): void;
}

interface Running {
  give(request: Request): void;
  /** The next answer; null where none comes in so many milliseconds, or none will. */
  answer(most: number): Promise<Answer | null>;
  /** Whether it is gone, and with it all that it has not answered. */
  hasEnded(): boolean;
  end(): Promise<unknown>;
}

/**
 * @param script what the thread runs
 * @param collecting milliseconds that an answer may take besides parsing, also where the machine does much else
 * @throws when the parser cannot be started, with the reason
 */
export async function startThread(
  script = new URL('./worker.ts', import.meta.url),
  collecting = 15_000,
): Promise<ReadingThread> {
  const waiting: Waiting[] = [];
  let running: Running | null = await begun(script);
  let isClosed = false;
  let isAnswering = false;

  const throwAway = async (): Promise<void> => {
    const thrown = running;
    running = null;
    await thrown?.end();
  };
  const answerAll = async (): Promise<void> => {
    let given = 0;
    while (waiting.length > 0) {
      if (isClosed) throw new Error('The parser of source files was closed.');
      if (running === null || running.hasEnded()) {
        running = await begun(script);
        given = 0;
      }
      for (const { request } of waiting.slice(given, AHEAD)) {
        running.give(request);
        given += 1;
      }
      const [first] = waiting as [Waiting];
      const answer = await running.answer(first.request.limits.time + collecting);
      if (isClosed) continue;
      waiting.shift();
      given -= 1;
      first.resolve(answer?.reading ?? leftOut('timeout'));
      if (answer === null || answer.spent) void throwAway();
    }
  };
  const begin = async (): Promise<void> => {
    isAnswering = true;
    try {
      await answerAll();
    } catch (error) {
      for (const { reject } of waiting.splice(0)) reject(error);
    } finally {
      isAnswering = false;
    }
  };
  return {
    ask(request) {
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject });
        if (!isAnswering) void begin();
      });
    },
    close() {
      isClosed = true;
      return throwAway();
    },
  };
}

/** A thread that has said that it is ready. */
async function begun(script: URL): Promise<Running> {
  const { worker, ...running } = start(script);
  let why: unknown;
  worker.once('error', (error) => {
    why = error;
  });
  if ((await running.answer(START)) !== null) return running;
  await running.end();
  throw why ?? notStarted();
}

function start(script: URL): Running & { worker: Worker } {
  const worker = new Worker(script, {
    // Without bounds it collects its garbage late and holds on to hundreds of megabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 },
  });
  const answers: Answer[] = [];
  let hasEnded = false;
  let look = () => {};
  worker.on('message', (answer: Answer) => {
    answers.push(answer);
    look();
  });
  // Whoever waits for an answer sees that none came.
  worker.on('error', () => {});
  worker.on('exit', () => {
    hasEnded = true;
    look();
  });
  worker.unref();
  return {
    worker,
    give: (request) => worker.postMessage(request),
    answer: (most) =>
      new Promise((resolve) => {
        let waited = 0;
        // It also keeps the process alive for as long as somebody waits.
        const clock = setInterval(() => {
          waited += SLICE;
          look();
        }, SLICE);
        look = () => {
          if (answers.length === 0 && !hasEnded && waited < most) return;
          clearInterval(clock);
          look = () => {};
          resolve(answers.shift() ?? null);
        };
        look();
      }),
    // What it has answered before it went is still to be taken.
    hasEnded: () => hasEnded && answers.length === 0,
    end: () => worker.terminate(),
  };
}

function notStarted(): Error {
  return new Error(
    'The parser of source files did not start. Run npm ci to restore its packages, web-tree-sitter and @vscode/tree-sitter-wasm.',
  );
}
