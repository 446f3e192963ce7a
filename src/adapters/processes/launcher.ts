/**
 * Starts programs without copying this process.
 *
 * Starting a program forks, and a fork copies the tables of all memory in use: 2 ms for a fresh Node.js process,
 * 20 ms with 200 MB in use, 40 ms with 600 MB, while nothing else runs here. So a small process is started once,
 * early, and does the forking. Until it is up, and where it cannot be started, programs are started directly: the
 * difference is speed alone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { killGroup, startChild, traceOf } from './children.ts';
import type { Event, Order, Output, Program } from './messages.ts';

/** Milliseconds without a program after which the small process ends; the next program starts another. */
const IDLE_MS = 60_000;

/** Where Node.js keeps what it has compiled, see bin/weir.js. */
const COMPILED = process.env.NODE_COMPILE_CACHE;

/** A program that was started. What goes wrong is told by `ended`, which is never rejected. */
export interface Launched {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly trace: Readable | null;
  /** Settled when the program has ended and all it wrote has been read. */
  readonly ended: Promise<Ending>;
  /** Ends it and everything it started. From then on it keeps this process alive: somebody may wait for its end. */
  kill(): void;
}

/** The exit code, null after a signal; or why it was not started. */
export type Ending = { code: number | null } | { failed: string };

const running = new Set<Launched>();
let watchingExit = false;
let launcher: Launcher | null = null;

/**
 * Starts a program in a process group of its own, which is killed when this process exits.
 *
 * @param background it does not keep this process alive, and says nothing before it is asked something
 */
export function launch(program: Program, background = false): Launched {
  const launched = launcher?.take(program, background) ?? direct(program, background);
  launcher ??= Launcher.begin();
  running.add(launched);
  void launched.ended.then(() => running.delete(launched));
  if (!watchingExit) {
    watchingExit = true;
    // Groups of their own outlive us otherwise. First of all, so that nobody writes into what others remove at the end.
    process.prependListener('exit', () => {
      for (const left of running) left.kill();
    });
  }
  return launched;
}

function direct(program: Program, background: boolean): Launched {
  let child: ChildProcess;
  try {
    child = startChild(program);
  } catch (error) {
    // Arguments too long, a zero byte in one.
    return neverStarted(error instanceof Error ? error.message : String(error));
  }
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) return neverStarted('Its standard streams are no pipes.');
  const stay = (how: 'ref' | 'unref') => {
    child[how]();
    for (const pipe of child.stdio) if (pipe instanceof Socket) pipe[how]();
  };
  if (background) stay('unref');
  const ended = new Promise<Ending>((settle) => {
    child.on('error', (error) => settle({ failed: error.message }));
    child.on('close', (code) => settle({ code }));
  });
  const kill = () => {
    stay('ref');
    killGroup(child.pid);
  };
  return { stdin, stdout, stderr, trace: traceOf(child), ended, kill };
}

function neverStarted(failed: string): Launched {
  const remote = new Remote(() => {});
  remote.end({ failed });
  return remote;
}

type RemoteOrder = { input: Uint8Array } | { endInput: true } | { kill: true };

/** A program in the hands of the small process; its pipes may have been handed over. */
class Remote implements Launched {
  readonly stdin: Writable;
  readonly stdout = new Readable({ read() {} });
  readonly stderr = new Readable({ read() {} });
  readonly trace: Readable | null;
  readonly ended: Promise<Ending>;
  pid: number | undefined;
  readonly #order: (order: RemoteOrder) => void;
  #settle: (ending: Ending) => void = () => {};
  #over = false;
  /** Somebody may wait for its end. */
  #awaited = false;
  readonly #pipes: Socket[] = [];
  /** Given the pipe to the program, once it is here. */
  readonly #input = Promise.withResolvers<Socket>();
  readonly #closed: Promise<unknown>[] = [];

  constructor(
    order: (order: RemoteOrder, sent?: () => void) => void,
    { trace = false, handed = false }: Pick<Program, 'trace' | 'handed'> = {},
  ) {
    this.#order = order;
    this.trace = trace ? new Readable({ read() {} }) : null;
    const given = this.#input.promise;
    this.stdin = handed
      ? new Writable({
          write: (chunk, _encoding, sent) =>
            void given.then((pipe) => pipe.write(chunk, () => sent())),
          final: (sent) => void given.then((pipe) => pipe.end(() => sent())),
        })
      : new Writable({
          write: (chunk, _encoding, sent) => order({ input: chunk }, () => sent()),
          final: (sent) => order({ endInput: true }, () => sent()),
        });
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  receive(name: Output | 'stdin', pipe: Socket): void {
    // It keeps nobody alive: who waits for an answer has a time limit that does.
    if (!this.#awaited) pipe.unref();
    this.#pipes.push(pipe);
    // A program that ends before it has read everything is told by its end.
    pipe.on('error', () => {});
    if (name === 'stdin') this.#input.resolve(pipe);
    else {
      pipe.on('data', (chunk: Buffer) => this[name]?.push(chunk));
      this.#closed.push(new Promise((resolve) => pipe.once('close', resolve)));
    }
  }

  kill(): void {
    this.#awaited = true;
    for (const pipe of this.#pipes) pipe.ref();
    if (this.#over) return;
    // Both: the order reaches a program whose number is not known here yet, the signal does not wait for it.
    this.#order({ kill: true });
    killGroup(this.pid);
  }

  end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    this.stdin.destroy();
    void this.#input.promise.then((pipe) => pipe.destroy());
    const streams = [this.stdout, this.stderr, ...(this.trace ? [this.trace] : [])];
    Promise.all(this.#closed)
      .then(() => Promise.all(streams.map(readToEnd)))
      .then(
        () => this.#settle(ending),
        (error) => this.#settle({ failed: String(error) }),
      );
  }
}

/** Nothing more comes; what nobody reads is dropped. */
async function readToEnd(stream: Readable): Promise<void> {
  const end = once(stream, 'end');
  stream.push(null);
  if (stream.readableFlowing === null) stream.resume();
  await end;
}

/** The small process, seen from here. */
class Launcher {
  readonly #process: ChildProcess;
  readonly #programs = new Map<number, Remote>();
  /** Those of them that keep this process alive. */
  readonly #awaited = new Set<number>();
  #ready = false;
  #last = 0;
  #idle: NodeJS.Timeout | undefined;

  static begin(): Launcher | null {
    try {
      return new Launcher();
    } catch {
      return null;
    }
  }

  private constructor() {
    this.#process = fork(fileURLToPath(new URL('./launcher-process.ts', import.meta.url)), {
      // Out of reach of the terminal's Ctrl-C: this process ends first, in order, and then that one.
      detached: true,
      serialization: 'advanced',
      stdio: 'ignore',
      execArgv: ['--max-semi-space-size=1', '--disable-warning=ExperimentalWarning'],
      env: COMPILED === undefined ? {} : { NODE_COMPILE_CACHE: COMPILED },
    });
    this.#process.on('message', (event: Event, pipe) => this.#hear(event, pipe));
    for (const end of ['error', 'exit', 'disconnect'] as const)
      this.#process.on(end, () => this.#gone());
    this.#stay();
  }

  /** Null while it cannot take any: it is still starting. */
  take(program: Program, background: boolean): Launched | null {
    if (!this.#ready || !this.#process.connected) return null;
    this.#last += 1;
    const id = this.#last;
    // What stays is asked many times; for one answer, handing pipes over takes longer.
    const given = { ...program, handed: background };
    const remote = new Remote((order, sent) => {
      if ('kill' in order) this.#await(id);
      this.#order({ id, ...order }, sent);
    }, given);
    this.#programs.set(id, remote);
    if (background) this.#stay();
    else this.#await(id);
    this.#order({ id, start: given });
    return remote;
  }

  #order(order: Order, sent?: () => void): void {
    if (this.#process.connected) this.#process.send(order, () => sent?.());
    else sent?.();
  }

  #hear(event: Event, pipe: unknown): void {
    if ('ready' in event) {
      this.#ready = true;
      return;
    }
    const program = this.#programs.get(event.id);
    if (!program) {
      if (pipe instanceof Socket) pipe.destroy();
      return;
    }
    if ('pipe' in event) {
      if (pipe instanceof Socket) program.receive(event.pipe, pipe);
    } else if ('pid' in event) program.pid = event.pid;
    else if ('chunk' in event) program[event.from]?.push(event.chunk);
    else {
      this.#programs.delete(event.id);
      this.#awaited.delete(event.id);
      this.#stay();
      program.end('failed' in event ? { failed: event.failed } : { code: event.code });
    }
  }

  #await(id: number): void {
    this.#awaited.add(id);
    this.#stay();
  }

  /** As long as anybody waits for what it runs it keeps this process alive; it ends when it has run nothing for long. */
  #stay(): void {
    const how = this.#awaited.size > 0 ? 'ref' : 'unref';
    this.#process[how]();
    this.#process.channel?.[how]();
    clearTimeout(this.#idle);
    if (this.#programs.size > 0) return;
    this.#idle = setTimeout(() => {
      if (this.#process.connected) this.#process.disconnect();
    }, IDLE_MS).unref();
  }

  #gone(): void {
    if (launcher === this) launcher = null;
    for (const program of this.#programs.values()) {
      killGroup(program.pid);
      program.end({ code: null });
    }
    this.#programs.clear();
    clearTimeout(this.#idle);
  }
}
