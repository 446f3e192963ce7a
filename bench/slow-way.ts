/**
 * The slow way in a small process of its own: a process copies the tables of its memory for each one that it starts,
 * and those of the measured one are large by now. It would look ten times slower than it is.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ReferenceGit, type ReferenceVerdict } from './reference.ts';

export interface SlowQuestion {
  /** Null for merging the two as they are. */
  target: string | null;
  pairs: { a: string; b: string }[];
}

export interface SlowAnswer {
  verdicts: ReferenceVerdict[];
  ms: number;
  /** Files left unmerged, by `a b`. */
  unmerged: [string, string[]][];
}

export interface SlowWay {
  ask(question: SlowQuestion): Promise<SlowAnswer>;
  close(): void;
}

/** One question at a time. */
export function startSlowWay(objects: string): SlowWay {
  const child = fork(fileURLToPath(import.meta.url), [objects]);
  child.on('exit', (code) => {
    if (code !== 0) throw new Error(`the slow way ended with exit code ${code}`);
  });
  return {
    ask: (question) =>
      new Promise((resolve) => {
        child.once('message', (answer) => resolve(answer as SlowAnswer));
        child.send(question);
      }),
    close: () => child.disconnect(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const slow = new ReferenceGit(process.argv[2] ?? '');
  process.on('message', ({ target, pairs }: SlowQuestion) => {
    const start = performance.now();
    const verdicts = pairs.map(({ a, b }) =>
      target === null ? slow.direct(a, b) : slow.landing(target, a, b),
    );
    const ms = performance.now() - start;
    const unmerged = [...slow.unmerged].map(([key, files]): [string, string[]] => [
      key,
      [...files],
    ]);
    slow.unmerged.clear();
    process.send?.({ verdicts, ms, unmerged } satisfies SlowAnswer);
  });
  process.on('disconnect', () => {
    slow.close();
    process.exit();
  });
}
