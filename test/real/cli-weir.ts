/** Runs `bin/weir.js` as people do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../../bin/weir.js', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Call {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
  /** Standard input stays open. */
  open?: boolean;
  launcher?: string;
  onStart?: (child: ChildProcess) => void;
}

/** One call of the command line, to its end. */
export function weir(args: readonly string[], call: Call = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [call.launcher ?? LAUNCHER, ...args], {
      cwd: call.cwd ?? '/',
      env: { PATH: process.env.PATH ?? '', ...call.env },
      stdio: 'pipe',
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.on('error', () => {});
    if (!call.open) child.stdin.end(call.input ?? '');
    call.onStart?.(child);
  });
}
