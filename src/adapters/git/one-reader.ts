/**
 * One process that answers what git is asked about objects during one look at a repository. Starting git takes longer
 * than most of these answers, and after a push there are many of them, one after the other.
 */
import { randomInt } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type ChildEnd, type ChildRequest, MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';

/** Bytes. Longer lists of names get a process of their own, beside this one. */
const LONGEST_QUESTION = 16 * 1024;
/** Milliseconds: longer than any look. */
const WHOLE_LOOK = 2 ** 31 - 1;

/**
 * Gives `work` a `RunGit` that answers short questions to `cat-file` on `gitDir` from one process; it starts with the
 * first one and ends with `work`. Every other request, and every question that this process has trouble with, gets a
 * process of its own as ever: so no answer differs.
 */
export async function withOneReader<T>(
  run: RunGit,
  gitDir: string,
  work: (run: RunGit) => Promise<T>,
): Promise<T> {
  let reader: Reader | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (request: ChildRequest): Promise<ChildEnd> => {
    const question = questionOf(request, gitDir);
    if (question === null) return run(request);
    reader ??= startReader(run, gitDir);
    const { answer } = reader;
    // One at a time: its answers come in the order of the questions.
    const answered = last.then(() => answer(question, request));
    last = answered;
    const stdout = await answered;
    return stdout ? { how: 'exit', code: 0, stdout, stderr: '' } : run(request);
  };
  try {
    return await work(ask);
  } finally {
    await (reader as Reader | null)?.end();
  }
}

/** The question in the words of `cat-file --batch-command -z`, null for what is asked another way. */
function questionOf({ args, env, input }: ChildRequest, gitDir: string): Buffer | null {
  const [command, ...options] = args;
  if (command !== 'cat-file' || env.GIT_DIR !== gitDir) return null;
  if (typeof input !== 'string' && !Buffer.isBuffer(input)) return null;
  if (input.length > LONGEST_QUESTION) return null;
  switch (options.join(' ')) {
    case '--batch-check --buffer -z':
      return inWords('info ', Buffer.from(input), 0x00);
    case '--batch --buffer':
      return inWords('contents ', Buffer.from(input), 0x0a);
    default:
      return null;
  }
}

function inWords(word: string, names: Buffer, end: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < names.length; ) {
    const stop = names.indexOf(end, at);
    parts.push(Buffer.from(word), names.subarray(at, stop), Buffer.of(0));
    at = stop + 1;
  }
  return Buffer.concat(parts);
}

interface Reader {
  /** Null where it does not answer as it should; then it answers nothing any more. */
  answer(
    question: Buffer,
    limits: Pick<ChildRequest, 'wallClock' | 'output'>,
  ): Promise<Buffer | null>;
  end(): Promise<void>;
}

function startReader(run: RunGit, gitDir: string): Reader {
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
    args: ['cat-file', '--batch-command', '--buffer', '-z'],
    env: gitEnvironment(gitDir),
    input,
    stop: stop.signal,
    wallClock: WHOLE_LOOK,
    memory: MERGE_MEMORY_BYTES,
    output: Number.POSITIVE_INFINITY,
    onOutput: (chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
      onMore();
    },
    // It says something where objects are damaged: who asks is to hear that, too.
    onWords: giveUp,
  }).then(giveUp, giveUp);

  const answer: Reader['answer'] = async (question, { wallClock, output }) => {
    if (broken) return null;
    chunks = [];
    bytes = 0;
    // Nothing is called so, and no object can say it: this is drawn when all of them are there.
    const name = Array.from({ length: 24 }, () => 'ghjkmnpqrstuvwxyz'[randomInt(17)]).join('');
    const mark = Buffer.from(`${name} missing\n`);
    input.write(Buffer.concat([question, Buffer.from(`info ${name}\0flush\0`)]));
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
  };
  return {
    answer,
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
