/** Where the story is told: a terminal with colours and a spinner, or plain lines. */
import { type Palette, palette, printable, wrapped } from './palette.ts';

export interface Screen {
  colours: Palette;
  /** Columns to use. */
  width: number;
  /** One line; it must be printable already. */
  line(text?: string): void;
  /** A paragraph, broken at words, every line behind the same margin. */
  say(text: string, margin?: string, style?: (text: string) => string): void;
  /** Shows that something is under way until it is done. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Takes away what is drawn, for good: from now on nothing moves any more. */
  still(): void;
}

/** What is needed of a stream; process.stdout has it. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const WIDEST = 110;

/** @param env NO_COLOR and TERM=dumb switch colours off, as everywhere */
export function screen(
  out: Output,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Screen {
  const live = out.isTTY === true && env.TERM !== 'dumb';
  let drawing = live;
  const colours = palette(live && !env.NO_COLOR);
  const width = Math.min(WIDEST, Math.max(50, out.columns || 100));
  const line = (text = '') => {
    out.write(`${text}\n`);
  };
  return {
    colours,
    width,
    line,
    say(text, margin = '', style = (plain) => plain) {
      for (const each of wrapped(printable(text), width - margin.length)) {
        line(each === '' ? '' : margin + style(each));
      }
    },
    async during(what, work) {
      if (!drawing) return await work();
      let frame = 0;
      const draw = () => {
        if (!drawing) return;
        out.write(`\r  ${FRAMES[frame % FRAMES.length]} ${colours.dim(what)}\x1b[K`);
        frame += 1;
      };
      draw();
      const ticking = setInterval(draw, 80);
      try {
        return await work();
      } finally {
        clearInterval(ticking);
        if (drawing) out.write('\r\x1b[K');
      }
    },
    still() {
      if (drawing) out.write('\r\x1b[K');
      drawing = false;
    },
  };
}
