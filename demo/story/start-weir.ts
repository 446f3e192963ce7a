/** Starts Weir beside the demo and talks to it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../src/configuration.ts';

export type ToWeir = { id: number } & (
  | { do: 'start'; settings: Settings }
  | { do: 'idle' }
  | { do: 'sweep' }
  | { do: 'tick' }
  | { do: 'pass-time'; ms: number }
  | { do: 'close' }
);
export type FromWeir = { id: number; value: string } | { id: number; error: string };

type Request = ToWeir extends infer Each ? (Each extends ToWeir ? Omit<Each, 'id'> : never) : never;

export interface Weir {
  /** Without a slash at the end. */
  url: string;
  /** Resolves when no delivery and no job waits or runs. */
  idle(): Promise<void>;
  /** Reads everything again, as it does by itself from time to time. */
  sweep(): Promise<void>;
  /** Looks at the times of the plans, as it does by itself every minute. */
  tick(): Promise<void>;
  /** Puts Weir's clock forward, or back. */
  passTime(ms: number): Promise<void>;
  close(): Promise<void>;
  /** Ends the process at once, as a crash of the machine would. */
  kill(): Promise<void>;
}

/** @throws when Weir cannot start, with its own words */
export async function startWeir(settings: Settings): Promise<Weir> {
  const child = fork(fileURLToPath(new URL('./weir-process.ts', import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: FromWeir) => void>();
  let last = 0;
  child.on('message', (answer: FromWeir) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const gone = once(child, 'exit').then(() => {
    for (const [id, settle] of waiting) settle({ id, error: 'Weir ended unexpectedly.' });
    waiting.clear();
  });
  const ask = (request: Request): Promise<string> =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      waiting.set(id, (answer) =>
        'error' in answer ? reject(new Error(answer.error)) : resolve(answer.value),
      );
      child.send({ ...request, id }, (error) => {
        if (error) reject(error);
      });
    });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await ask({ do: 'close' }).catch(() => {});
    child.disconnect();
    await gone;
  };
  try {
    const url = await ask({ do: 'start', settings });
    return {
      url,
      async idle() {
        await ask({ do: 'idle' });
      },
      async sweep() {
        await ask({ do: 'sweep' });
      },
      async tick() {
        await ask({ do: 'tick' });
      },
      async passTime(ms) {
        await ask({ do: 'pass-time', ms });
      },
      close: stop,
      async kill() {
        child.kill('SIGKILL');
        await gone;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
