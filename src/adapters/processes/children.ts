/** Programs this process starts itself, each in a process group of its own that ends with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Program } from './messages.ts';

/** Starts a program. Its standard streams, and file descriptor 3 where it is wanted, are pipes. */
export function startChild({ command, args, cwd = '/', env, trace }: Program): ChildProcess {
  return spawn(command, args, {
    cwd,
    env,
    // A process group of its own: git starts others (index-pack, remote-https) that must end with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', ...(trace ? (['pipe'] as const) : [])],
  });
}

/** What a child writes to file descriptor 3, if that is a pipe. */
export function traceOf(child: ChildProcess): Readable | null {
  const trace = child.stdio[3];
  return trace && 'read' in trace ? trace : null;
}

/** Ends a process and everything it started that is still in its group. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
      return;
    } catch {
      // No such group (yet): then the process itself; it may have ended, too.
    }
  }
}
