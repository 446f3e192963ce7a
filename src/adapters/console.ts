/** The terminal: results on standard output, everything else on standard error, progress only where a person looks. */
import { plain } from '../markdown.ts';

/** What a program in a terminal may say, and how wide and colourful. */
export interface Terminal {
  /** Results. Nothing else reaches standard output. */
  out(text: string): void;
  /** One line for people on standard error. */
  note(line: string): void;
  /** Colours on standard output. */
  color: boolean;
  /** Columns of standard output. */
  width: number;
  /** Text on standard input, to its end. */
  input(): Promise<string>;
  /** A bar on standard error, erased by `end`; silent where standard error is not a terminal. */
  progress(label: string): Progress;
}

export interface Progress {
  update(done: number, of: number): void;
  end(): void;
}

interface Stream {
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  isTTY?: boolean;
  columns?: number;
}

interface Streams {
  stdin: AsyncIterable<unknown>;
  stdout: Stream;
  stderr: Stream;
  env: Readonly<Record<string, string | undefined>>;
}

/** Standard input is read to this length in characters; no plan is larger. */
const LONGEST_INPUT = 4 * 1024 * 1024;
const BAR = 24;
/** Milliseconds between two pictures of a bar. */
const FRAME = 80;
const DEFAULT_WIDTH = 100;

/** The terminal of this process. A reader that goes away (`| head`) ends the output, not the program. */
export function openTerminal({ stdin, stdout, stderr, env }: Streams = process): Terminal {
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: (text) => void stdout.write(text),
    note: (line) => void stderr.write(`${line}\n`),
    color: hasColor(stdout, env),
    width: stdout.columns ?? DEFAULT_WIDTH,
    async input() {
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of stdin) {
        text +=
          typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
        if (text.length > LONGEST_INPUT) break;
      }
      return text + decoder.decode();
    },
    progress: (label) =>
      stderr.isTTY === true && env.TERM !== 'dumb' ? bar(stderr, label) : SILENT,
  };
}

/** https://no-color.org: any value that is not empty switches colours off. */
function hasColor(stream: Stream, env: Streams['env']): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}

const SILENT: Progress = { update() {}, end() {} };
const ERASE = '\r\u001b[2K';

function bar(stream: Stream, label: string): Progress {
  let drawn = 0;
  let shown = false;
  return {
    update(done, of) {
      const now = performance.now();
      if (of <= 0 || (shown && now - drawn < FRAME)) return;
      drawn = now;
      shown = true;
      stream.write(ERASE + barLine(label, done, of, stream.columns ?? DEFAULT_WIDTH));
    },
    end() {
      if (shown) stream.write(ERASE);
      shown = false;
    },
  };
}

/** One picture of a bar, never wider than the terminal. */
export function barLine(label: string, done: number, of: number, width: number): string {
  const part = Math.min(1, Math.max(0, done / of));
  const full = Math.round(part * BAR);
  const counts = `${done}/${of}`;
  return plain(
    `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${counts} ${label}`,
    Math.max(1, width - 1),
  );
}
