/** One git process that is asked again and again; a mark ends each answer. */
import { randomInt } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ChildRequest, RunGit } from './child.ts';

/** Milliseconds: longer than any look. */
const WHOLE_LOOK = 2 ** 31 - 1;

export interface Dialogue {
  /** Null where it does not answer as it should; then it answers nothing any more. */
  answer(
    question: { words: Buffer; ask(name: string): string; mark(name: string): string },
    limits: Pick<ChildRequest, 'wallClock' | 'output'>,
  ): Promise<Buffer | null>;
  isBroken(): boolean;
  end(): Promise<void>;
}

/** Starts it; while it is not asked anything it does not keep this process alive. */
export function startDialogue(
  run: RunGit,
  program: Pick<ChildRequest, 'args' | 'env' | 'memory'>,
): Dialogue {
  const input = new PassThrough();
  const stop = new AbortController();
  let chunks: Buffer[] = [];
  let bytes = 0;
  /** Told of every piece that comes, and of the end. */
  let onMore = () => {};
  let broken = false;
  const giveUp = () => {
    broken = true;
    onMore();
  };
  const ended = run({
    ...program,
    input,
    stop: stop.signal,
    background: true,
    wallClock: WHOLE_LOOK,
    output: Number.POSITIVE_INFINITY,
    onOutput: (chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
      onMore();
    },
    // It says something where objects are damaged: who asks is to hear that, too.
    onWords: giveUp,
  }).then(giveUp, giveUp);

  return {
    isBroken: () => broken,
    async answer(question, { wallClock, output }) {
      if (broken) return null;
      chunks = [];
      bytes = 0;
      // Nothing is called so, and no object can say it: this is drawn when all of them are there.
      const name = Array.from({ length: 24 }, () => 'ghjkmnpqrstuvwxyz'[randomInt(17)]).join('');
      const mark = Buffer.from(question.mark(name));
      input.write(Buffer.concat([question.words, Buffer.from(question.ask(name))]));
      const timer = setTimeout(giveUp, wallClock);
      await new Promise<void>((resolve) => {
        onMore = () => {
          if (broken || bytes > output + mark.length || endsWith(chunks, mark)) resolve();
        };
      });
      clearTimeout(timer);
      onMore = () => {};
      // What it said on the side before has arrived, too, but may still be in line behind this.
      await setImmediate();
      if (bytes > output + mark.length) broken = true;
      if (broken) {
        stop.abort();
        return null;
      }
      return Buffer.concat(chunks).subarray(0, -mark.length);
    },
    async end() {
      input.end();
      stop.abort();
      await ended;
    },
  };
}

/** Whether the last bytes are these; they may have come in several pieces. */
function endsWith(chunks: readonly Buffer[], mark: Buffer): boolean {
  const tail: Buffer[] = [];
  let size = 0;
  for (let at = chunks.length - 1; at >= 0 && size < mark.length; at--) {
    const chunk = chunks[at] as Buffer;
    tail.unshift(chunk);
    size += chunk.length;
  }
  return size >= mark.length && Buffer.concat(tail).subarray(-mark.length).equals(mark);
}
