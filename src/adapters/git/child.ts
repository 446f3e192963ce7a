/** Runs one git child: bounded in time, memory and output, killed with everything it started. */
import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { seenOnLines } from '../../unseen-characters.ts';
import { type Launched, launch } from '../processes/launcher.ts';

/**
 * Address space of a git child. A merge of two trees made to explode needs any amount of memory; packs are
 * mapped in small windows (see environment.ts), so ordinary repositories stay far below this.
 */
export const MERGE_MEMORY_BYTES = 2 * 1024 ** 3;
/** `index-pack` keeps a table of all objects and the bases of open deltas: more than a merge needs. */
export const FETCH_MEMORY_BYTES = 4 * 1024 ** 3;
/** What git says on standard error is for one sentence of ours; more is dropped. */
const STDERR_BYTES = 64 * 1024;
/** Who sees the time that late was stopped, or his machine slept. Milliseconds. */
const STOPPED = 3_000;

export interface ChildRequest {
  args: readonly string[];
  env: Record<string, string>;
  /** All of it, or a stream that goes on while the child answers. */
  input?: string | Buffer | Readable;
  /** Kills the child and all it started. */
  stop?: AbortSignal;
  /** Milliseconds until the child and all it started are killed; counted anew at every `alive()`. */
  wallClock: number;
  memory: number;
  /** Bytes of standard output before the child is killed. */
  output: number;
  /** Does not keep this process alive. */
  background?: boolean;
  /** A child that was started with `prepare` and has waited for its input. */
  prepared?: Launched;
  /** Takes standard output piece by piece instead of collecting it. */
  onOutput?(chunk: Buffer): void;
  /** Told when there is something on standard error. */
  onWords?(): void;
  /** Takes what the child writes to file descriptor 3; `alive()` restarts the wall clock. */
  onTrace?(chunk: Buffer, alive: () => void): void;
}

export interface ChildEnd {
  how: 'exit' | 'signal' | 'timeout' | 'output-limit' | 'not-started';
  /** Exit code, null unless `how` is `exit`. */
  code: number | null;
  stdout: Buffer;
  /** git's own words, control characters removed. */
  stderr: string;
}

/** Starts git with arguments; answers how it ended and throws for nothing that a repository can cause. */
export interface RunGit {
  (request: ChildRequest): Promise<ChildEnd>;
  /** Starts git before there is anything to ask; it waits for its input, and does not keep this process alive. */
  prepare?(program: Program): Launched;
}

/** A way to start git; `trace` gives it file descriptor 3. */
export interface Program extends Pick<ChildRequest, 'args' | 'env' | 'memory'> {
  trace: boolean;
}

const PRLIMIT = '/usr/bin/prlimit';

/** A way to run `git` (a name looked up in PATH, or an absolute path). */
export function gitRunner(git = 'git'): RunGit {
  const limited = process.platform === 'linux' && existsSync(PRLIMIT);
  const start = ({ args, env, memory, trace }: Program, background?: boolean) => {
    const [command, all] = limited
      ? [PRLIMIT, [`--as=${memory}`, '--core=0', '--', git, ...args]]
      : [git, [...args]];
    return launch({ command, args: all, env, trace }, background);
  };
  const run: RunGit = (request) => {
    const trace = request.onTrace !== undefined;
    return follow(request.prepared ?? start({ ...request, trace }, request.background), request);
  };
  run.prepare = (program) => start(program, true);
  return run;
}

async function follow(child: Launched, request: ChildRequest): Promise<ChildEnd> {
  let how: ChildEnd['how'] | null = null;
  const stop = (reason: ChildEnd['how']) => {
    how ??= reason;
    child.kill();
  };
  const limit = (): NodeJS.Timeout => {
    const due = performance.now() + request.wallClock;
    const one = setTimeout(() => {
      // Stopped for a while, this process could not see what the child said; often that was stopped, too.
      if (performance.now() > due + STOPPED) timer = limit();
      else stop('timeout');
    }, request.wallClock);
    return request.background ? one.unref() : one;
  };
  let timer = limit();
  const alive = () => {
    clearTimeout(timer);
    timer = limit();
  };

  const stdout: Buffer[] = [];
  let stdoutBytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    stdoutBytes += chunk.length;
    if (stdoutBytes > request.output) stop('output-limit');
    else if (request.onOutput) request.onOutput(chunk);
    else stdout.push(chunk);
  });
  const stderr: Buffer[] = [];
  let stderrBytes = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderrBytes < STDERR_BYTES) stderr.push(chunk.subarray(0, STDERR_BYTES - stderrBytes));
    stderrBytes += chunk.length;
    request.onWords?.();
  });
  child.trace?.on('data', (chunk: Buffer) => request.onTrace?.(chunk, alive));
  child.trace?.on('error', () => {});
  // A child that ends before it has read everything is told by its end, not by EPIPE.
  child.stdin.on('error', () => {});
  if (request.input instanceof Readable) request.input.pipe(child.stdin);
  else child.stdin.end(request.input ?? '');
  request.stop?.addEventListener('abort', () => stop('signal'), { once: true });

  const ending = await child.ended;
  clearTimeout(timer);
  if ('failed' in ending) {
    return { how: 'not-started', code: null, stdout: Buffer.alloc(0), stderr: ending.failed };
  }
  return {
    how: how ?? (ending.code === null ? 'signal' : 'exit'),
    code: how === null ? ending.code : null,
    stdout: Buffer.concat(stdout),
    // Remote servers write there, too: no escape sequence may reach a log or a terminal.
    stderr: seenOnLines(Buffer.concat(stderr).toString('utf8'), ' '),
  };
}

/** git's own words in one short line: the last `fatal:` or `error:` it said, else its first line. */
export function gitWords({ how, code, stderr }: ChildEnd, limit = 300): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const said =
    lines.findLast((line) => /^(fatal|error):/.test(line)) ?? lines.find((line) => line !== '');
  const words =
    said ?? (how === 'exit' ? `git ended with exit code ${code}` : `git ended by ${how}`);
  return words.length > limit ? `${words.slice(0, limit - 1)}…` : words;
}
