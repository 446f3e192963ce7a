/**
 * The small process that starts programs for a large one (see launcher.ts). It has nothing in memory, so starting
 * a program is cheap, and it ends with all it started when the one it works for ends, however that happens.
 */
import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { killGroup, startChild, traceOf } from './children.ts';
import { type Event, type Order, OUTPUTS, type Program } from './messages.ts';

const children = new Map<number, ChildProcess>();
let unsent = 0;
/** Bytes that wait for a busy reader before the programs are made to wait. */
const ENOUGH_UNSENT = 8 * 1024 * 1024;

function tell(event: Event): void {
  if (process.connected) process.send?.(event);
}

function tellChunk(id: number, from: (typeof OUTPUTS)[number], chunk: Buffer): void {
  if (!process.connected) return;
  unsent += chunk.length;
  if (unsent > ENOUGH_UNSENT) for (const child of children.values()) hold(child, true);
  process.send?.({ id, from, chunk } satisfies Event, () => {
    const full = unsent > ENOUGH_UNSENT;
    unsent -= chunk.length;
    if (full && unsent <= ENOUGH_UNSENT) for (const child of children.values()) hold(child, false);
  });
}

function hold(child: ChildProcess, wait: boolean): void {
  for (const stream of [child.stdout, child.stderr, traceOf(child)])
    wait ? stream?.pause() : stream?.resume();
}

function start(id: number, program: Program): void {
  let child: ChildProcess;
  try {
    child = startChild(program);
  } catch (error) {
    // Arguments too long, a zero byte in one.
    tell({ id, failed: error instanceof Error ? error.message : String(error) });
    return;
  }
  children.set(id, child);
  child.on('error', (error) => {
    children.delete(id);
    tell({ id, failed: error.message });
  });
  if (child.pid !== undefined) tell({ id, pid: child.pid });
  const handed = program.handed && child.pid !== undefined;
  // A pipe that was handed over is not closed here: the end of the program is all there is to wait for.
  child.on(handed ? 'exit' : 'close', (code) => {
    if (children.delete(id)) tell({ id, code });
  });
  if (handed) handOver(id, child);
  else passOn(id, child);
}

function handOver(id: number, child: ChildProcess): void {
  const { stdin, stdout, stderr } = child;
  // What it is asked comes last: nothing it answers may be here when it ends, since Node.js drops that then.
  for (const [pipe, stream] of Object.entries({ stdout, stderr, trace: traceOf(child), stdin })) {
    if (!(stream instanceof Socket)) continue;
    // At once, or what it writes is read here.
    stream.pause();
    process.send?.({ id, pipe }, stream);
  }
}

function passOn(id: number, child: ChildProcess): void {
  const streams = { stdout: child.stdout, stderr: child.stderr, trace: traceOf(child) };
  for (const from of OUTPUTS) {
    streams[from]?.on('data', (chunk: Buffer) => tellChunk(id, from, chunk));
    streams[from]?.on('error', () => {});
  }
  child.stdin?.on('error', () => {});
}

process.on('message', (order: Order) => {
  const child = children.get(order.id);
  if ('start' in order) start(order.id, order.start);
  else if ('input' in order) child?.stdin?.write(order.input);
  else if ('endInput' in order) child?.stdin?.end();
  else killGroup(child?.pid);
});

process.on('disconnect', () => {
  for (const child of children.values()) killGroup(child.pid);
  process.exit();
});

tell({ ready: true });
