/** A source text without what is said in comments and strings, in which words look like code. */
import type { Ecosystem } from './manifest.ts';

/** Stands for each character that is no code; newlines stay. */
const BLANK = '\0';

interface Lexis {
  /** What begins a comment to the end of the line. */
  line: string;
  blocks: boolean;
  /** Longer ones first: what begins a string ends it. Those that may go on over several lines. */
  long: readonly string[];
  /** Those that end with their line, whatever stands there. */
  short: readonly string[];
  /** In strings of these a backslash is one. */
  raw: readonly string[];
}

const SLASHES = { line: '//', blocks: true, raw: [] };

const LEXIS: Readonly<Record<Ecosystem, Lexis>> = {
  npm: { ...SLASHES, long: ['`'], short: ['"', "'"] },
  // A quote may begin a lifetime, so characters are taken for code.
  cargo: { ...SLASHES, long: ['"'], short: [] },
  go: { ...SLASHES, long: ['`'], short: ['"', "'"], raw: ['`'] },
  jvm: { ...SLASHES, long: ['"""'], short: ['"', "'"] },
  python: { line: '#', blocks: false, long: ['"""', "'''"], short: ['"', "'"], raw: [] },
};

/**
 * The text with the same length and the same lines, where comments and the insides of strings are NUL. Told from
 * characters alone: a quote in a regular expression may hide the rest of its line, never show what is hidden.
 */
export function codeOnly(ecosystem: Ecosystem, text: string): string {
  const { blocks, line, long, raw, short } = LEXIS[ecosystem];
  const marks = [line, ...(blocks ? ['/*'] : []), ...long, ...short];
  const starts = new RegExp(marks.map((mark) => mark.replaceAll('*', '\\*')).join('|'), 'g');
  let code = '';
  let at = 0;
  const blank = (end: number) => {
    code += text.slice(at, end).replaceAll(/[^\n]/g, BLANK);
    at = end;
  };
  while (at < text.length) {
    starts.lastIndex = at;
    const found = starts.exec(text);
    if (found === null) return code + text.slice(at);
    const [mark] = found;
    // Rust's '"' is a character.
    if (ecosystem === 'cargo' && mark === '"' && /^'\\?"'/.test(text.slice(found.index - 1))) {
      code += text.slice(at, found.index + 1);
      at = found.index + 1;
      continue;
    }
    code += text.slice(at, found.index);
    at = found.index;
    if (mark === line) blank(endOf(text, '\n', at));
    else if (mark === '/*') blank(endOf(text, '*/', at) + 2);
    else {
      code += mark;
      at += mark.length;
      const isShort = short.includes(mark);
      blank(closing(text, mark, at, raw.includes(mark), isShort));
      if (text.startsWith(mark, at)) {
        code += mark;
        at += mark.length;
      }
    }
  }
  return code.slice(0, text.length);
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/** Where a string ends: before its mark, or before the end of the line. */
function closing(
  text: string,
  mark: string,
  from: number,
  raw: boolean,
  untilNewline: boolean,
): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && !raw) at += 1;
    else if (untilNewline && char === '\n') return at;
    else if (text.startsWith(mark, at)) return at;
  }
  return text.length;
}
