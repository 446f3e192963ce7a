/**
 * Slash commands in Markdown. A command is a line that begins with `/name` in the plain text of a paragraph at
 * the top level: nothing that is quoted, code, HTML or hidden by HTML, a link, a heading, a table or a list.
 * Whatever is doubtful is not a command.
 */
import { distance } from 'fastest-levenshtein';
import type { CommandCall } from '../jobs.ts';
import { type Block, blocksOf, spansOf } from './blocks.ts';
import { OpenElements } from './open-elements.ts';
import { COMMANDS, type Command } from './table.ts';

/** Characters of a comment that are looked at; reading more could be made to take long. */
const MOST_TEXT = 16_384;
/** Characters of a paragraph that may hold a command. */
const MOST_PARAGRAPH = 2_000;
const MOST_PARAGRAPHS = 10;
const MOST_CALLS = 10;
const MOST_ARGUMENTS = 50;
const MOST_ARGUMENT = 255;
/** Characters of a text such as a reason. */
const MOST_TEXT_ARGUMENT = 1_000;

const CANDIDATE = /^ {0,3}\/[A-Za-z]/m;
const COMMAND_LINE = /^( {0,3}(\/([A-Za-z][A-Za-z-]*)(\S*)))/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;

/** Name of the call that stands for a command nobody knows; its argument is what was written. */
const UNKNOWN_COMMAND = 'unknown';

/**
 * The commands of a comment, in order, equal ones once. Unknown names are ignored, unless one stands alone in its
 * paragraph and looks like a slip (`/intergrate`): that comes out as `unknown`. Never throws.
 */
export function parseCommands(body: string): CommandCall[] {
  const text = body.slice(0, MOST_TEXT).replace(/\r\n?/g, '\n');
  if (!CANDIDATE.test(text)) return [];
  const calls: CommandCall[] = [];
  const blocks = blocksOf(text) ?? [];
  const open = new OpenElements();
  let looked = 0;
  for (const [at, block] of blocks.entries()) {
    const source = text.slice(block.from, block.to);
    if (block.type === 'other') continue;
    const start = block.type === 'paragraph' ? endOfHeading(source) : 0;
    open.read(source.slice(0, start));
    const paragraph = source.slice(start);
    if (
      block.type === 'paragraph' &&
      CANDIDATE.test(paragraph) &&
      paragraph.length <= MOST_PARAGRAPH &&
      !isUnderlined(text, block, blocks[at + 1]) &&
      looked++ < MOST_PARAGRAPHS
    ) {
      const found = callsIn(paragraph, open);
      calls.push(...found.map((call) => withBlock(call, found.at(-1), paragraph, blocks[at + 1])));
    }
    open.read(paragraph);
  }
  const distinct = new Map(
    calls.map((call) => [JSON.stringify([call.name, call.args, call.block]), call]),
  );
  return [...distinct.values()].slice(0, MOST_CALLS);
}

/** The last command of a paragraph is given the fence right below it, where it takes one. */
function withBlock(
  call: CommandCall,
  last: CommandCall | undefined,
  paragraph: string,
  next: Block | undefined,
): CommandCall {
  const takes = COMMANDS.find(({ name }) => name === call.name)?.takesBlock === true;
  const lastLine = paragraph.trimEnd().split('\n').at(-1) ?? '';
  const isLast = call === last && COMMAND_LINE.exec(lastLine)?.[3]?.toLowerCase() === call.name;
  return takes && isLast && next?.fenced ? { ...call, block: next.fenced } : call;
}

/** The commands of one paragraph; `open` is what HTML before it left open. */
function callsIn(paragraph: string, open: OpenElements): CommandCall[] {
  const spans = spansOf(paragraph);
  const lines = paragraph.split('\n');
  const calls: CommandCall[] = [];
  let from = 0;
  for (const line of lines) {
    const slash = from + line.indexOf('/');
    const plain = !spans.some((span) => span.from <= slash && slash < span.to);
    if (COMMAND_LINE.test(line) && plain && !open.after(paragraph.slice(0, slash))) {
      const call = callOn(line, withoutHtml(line, from, spans), lines.length === 1);
      if (call) calls.push(call);
    }
    from += line.length + 1;
  }
  return calls;
}

/** @param shown the line with blanks in place of what HTML hides */
function callOn(line: string, shown: string, alone: boolean): CommandCall | null {
  const [, upToName = '', written = '', name = '', more = ''] = COMMAND_LINE.exec(line) ?? [];
  if (written === '') return null;
  const known = COMMANDS.find((command) => command.name === name.toLowerCase());
  if (known && more === '') {
    return { name: known.name, args: argumentsOf(shown.slice(upToName.length), known) };
  }
  return alone && resembles(written.slice(1).toLowerCase())
    ? { name: UNKNOWN_COMMAND, args: [written] }
    : null;
}

/** Whether a name is a slip of the pen: two letters off at most, one in short names. */
function resembles(name: string): boolean {
  return COMMANDS.some((command) => {
    const allowed = command.name.length < 6 ? 1 : 2;
    return (
      Math.abs(name.length - command.name.length) <= allowed &&
      distance(name, command.name) <= allowed
    );
  });
}

/**
 * Words between blanks and commas; "double", 'single' and `code` quotes keep what they enclose in one. Where
 * the command ends with text, that text is the last argument, as it was written.
 */
function argumentsOf(rest: string, { wordsBeforeText }: Command): string[] {
  if (wordsBeforeText !== undefined) {
    const words = rest.trim().split(/\s+/);
    const text = words.slice(wordsBeforeText).join(' ');
    return [...words.slice(0, wordsBeforeText), cut(text, MOST_TEXT_ARGUMENT)].filter(
      (word) => word !== '',
    );
  }
  const words = [...rest.matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,]+)/g)];
  return words
    .map(([, double, single, code, bare]) => (double ?? single ?? code ?? bare ?? '').trim())
    .filter((word) => word !== '')
    .slice(0, MOST_ARGUMENTS)
    .map((word) => cut(word, MOST_ARGUMENT));
}

function cut(word: string, most: number): string {
  return word.length > most ? `${word.slice(0, most - 1)}…` : word;
}

/** A line with blanks in place of HTML, comments among it: hidden words are no arguments. */
function withoutHtml(line: string, from: number, spans: ReturnType<typeof spansOf>): string {
  return spans
    .filter((span) => span.type === 'html' || span.type === 'image')
    .reduce((kept, span) => {
      const [start, end] = [span.from - from, span.to - from];
      if (end <= 0 || start >= kept.length) return kept;
      const cut = Math.max(0, start);
      return kept.slice(0, cut) + ' '.repeat(Math.min(end, kept.length) - cut) + kept.slice(end);
    }, line);
}

/** Where a paragraph really begins: below the last line that makes a heading of the lines above it. */
function endOfHeading(source: string): number {
  const lines = source.split('\n');
  const underline = lines.findLastIndex((line, at) => at > 0 && UNDERLINE.test(line));
  return underline < 0
    ? 0
    : Math.min(source.length, lines.slice(0, underline + 1).join('\n').length + 1);
}

/** Whether the line right below the paragraph makes a heading of it. */
function isUnderlined(text: string, block: Block, next: Block | undefined): boolean {
  if (!next || !/^[ \t]*\n[ \t]*$/.test(text.slice(block.to, next.from))) return false;
  return UNDERLINE.test(text.slice(next.from, next.to).split('\n')[0] ?? '');
}
