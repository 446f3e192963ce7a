/** What goes between a process and the small one that starts programs for it. */

/** What to start: a program, its arguments and its whole environment. */
export interface Program {
  command: string;
  args: readonly string[];
  /** Default: `/`. */
  cwd?: string;
  env: Record<string, string>;
  /** Another pipe, file descriptor 3, that the program may write to. */
  trace?: boolean;
  /**
   * Its pipes are handed over: what it is asked and answers does not go through the small process. For programs that say
   * nothing before they are asked.
   */
  handed?: boolean;
}

/** To the small process. `id` is counted by the sender. */
export type Order =
  | { id: number; start: Program }
  | { id: number; input: Uint8Array }
  | { id: number; endInput: true }
  | { id: number; kill: true };

/** Names of what a program writes, by file descriptor. */
export const OUTPUTS = ['stdout', 'stderr', 'trace'] as const;
export type Output = (typeof OUTPUTS)[number];

/** From the small process. */
export type Event =
  | { ready: true }
  | { id: number; pid: number }
  | { id: number; from: Output; chunk: Uint8Array }
  /** With the pipe itself. */
  | { id: number; pipe: Output | 'stdin' }
  | { id: number; failed: string }
  /** Ended, and everything it wrote has been sent, or is in the pipes that were handed over. Null after a signal. */
  | { id: number; code: number | null };
