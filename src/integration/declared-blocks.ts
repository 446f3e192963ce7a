/**
 * Whether two versions of a file declare a word alike, told from their text alone: so that of files in which a word is
 * declared only those are parsed in which something of that has changed. What belongs to a declaring line is told from
 * indentation and brackets, rather too much than too little. In doubt it is not alike.
 */
import { mayDeclare, neverDeclares, saysAll } from './declaring-lines.ts';

/** Lines of one declaration. */
const LONGEST = 3_000;
/** Lines above a declaration that are looked at for decorators. */
const ABOVE = 60;
/** Words that one word leads to, such as parents of a class. */
const MOST_WORDS = 40;
/** Of one word; more are not compared. */
const MOST_PLACES = 300;
const MOST_LINES = 20_000;

/** Types, and what they are made from: what these say holds for their values, too. */
const TYPE = /\b(?:class|struct|interface|trait|enum|union|type|impl|record|extends|implements)\b/;
/** What stands in these belongs together: cases of a choice, constants that count on. */
const TOGETHER = /\b(?:enum|union|type)\b|\b(?:const|var)\b.*(?<!=>\s*)[([{]$/;
/** A line that goes on with the one before, though it stands no further in. */
const GOES_ON = /^(?:[^\w$"'`@#/*\s]|where\b|extends\b|implements\b|throws\b)/;
const DECORATOR = /^(?:@|#\[)/;
const CLOSING = /^[)\]}]/;
/** Hands on names that it does not name, or says when the whole file counts. */
const ABOUT_ALL =
  /^(?:export\s*\*|pub(?:\([^)]*\))?\s+use\b.*\*|from\b.*\bimport\s*\*|\/\/\s*(?:go:build|\+build)\b|package\b)/;
const RESERVED = new Set(
  'abstract any as bool class const declare default enum export extends false final for from func function impl implements import interface int let list mut null number object of out package private protected pub public readonly record sealed self static str string struct super this trait true type undefined union unknown use var void where with'.split(
    ' ',
  ),
);
/** What a type is made from, on a line of its own. */
const EMBEDDED = /^[*~|\s]*[\w.]+(?:[\s|~*]+[\w.]+)*,?$/;

/** Lines of a text, and how far in each stands. */
export interface Lines {
  path: string;
  text: string;
  list: string[];
  /** -1 for an empty line. */
  indents: Int32Array;
  /** Where each begins. */
  starts: Int32Array;
  /** What was found of words. */
  known: Map<string, Declared | null>;
}

interface Declared {
  text: string;
  leadsTo: ReadonlySet<string>;
}

export function linesIn(path: string, text: string): Lines {
  const list = text.split('\n');
  const indents = new Int32Array(list.length);
  const starts = new Int32Array(list.length);
  let at = 0;
  for (const [n, line] of list.entries()) {
    starts[n] = at;
    at += line.length + 1;
    indents[n] = line.search(/\S/);
  }
  return { path, text, list, indents, starts, known: new Map() };
}

/** Whether both say the same of each of the words, as far as others know of it. */
export function declareAlike(before: Lines, now: Lines, words: Iterable<string>): boolean {
  if (aboutAll(before) !== aboutAll(now)) return false;
  const asked = new Set(words);
  for (const word of asked) {
    const [old, fresh] = [declarationsOf(before, word), declarationsOf(now, word)];
    if (old === null || old.text !== fresh?.text) return false;
    for (const one of old.leadsTo) asked.add(one);
    if (asked.size > MOST_WORDS) return false;
  }
  return true;
}

const aboutAll = ({ list }: Lines) => list.filter((line) => ABOUT_ALL.test(line.trim())).join('\n');

/** All that a text says of a word where it may be declared, and the words that this leads to; null where it is too much. */
function declarationsOf(lines: Lines, word: string): Declared | null {
  const known = lines.known.get(word);
  if (known !== undefined) return known;
  const found = readDeclarations(lines, word);
  lines.known.set(word, found);
  return found;
}

function readDeclarations(lines: Lines, word: string): Declared | null {
  const found: string[] = [];
  const leadsTo = new Set<string>();
  let places = 0;
  for (const at of linesWith(lines, word)) {
    const line = (lines.list[at] as string).trim();
    if (mayDeclare(line, word) && !neverDeclares(lines.path, line, word)) {
      found.push(...declaration(lines, at, word, leadsTo));
      places += 1;
      if (places > MOST_PLACES || found.length > MOST_LINES) return null;
    } else if (line.includes(`"${word}"`) || line.includes(`'${word}'`)) {
      // As in a list of what a module hands on.
      found.push(line);
    }
  }
  leadsTo.delete(word);
  return { text: found.join('\n'), leadsTo };
}

function* linesWith({ text, starts }: Lines, word: string): Iterable<number> {
  let line = 0;
  for (let at = text.indexOf(word); at !== -1; ) {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= at) line += 1;
    const isWhole =
      !/[\w$]/.test(text.charAt(at - 1)) && !/[\w$]/.test(text.charAt(at + word.length));
    // Each line once.
    const next = isWhole ? (starts[line + 1] ?? text.length) : at + 1;
    if (isWhole) yield line;
    at = text.indexOf(word, next);
  }
}

/** The lines of one declaration, without the space before them. */
function declaration(lines: Lines, at: number, word: string, leadsTo: Set<string>): string[] {
  const around = aroundOf(lines, at);
  const line = (lines.list[at] as string).trim();
  if (saysAll(lines.path, line)) return [...around, line];
  const imported = importOf(line, word);
  if (imported !== null) return [...around, imported];
  const from = firstLine(lines, at);
  const own = trimmed(lines, from, lastLine(lines, at));
  const [header = ''] = own.slice(at - from);
  if (TYPE.test(header)) {
    // Parents may stand on lines of their own, and what a type of Go is made from does.
    const opener = own.findIndex((line, n) => n >= at - from && /[{:]$/.test(line));
    const head = own.slice(at - from, opener === -1 ? undefined : opener + 1);
    const made = own.slice(at - from + 1).filter((line) => EMBEDDED.test(line));
    for (const line of [...head, ...made])
      for (const [name] of line.matchAll(/[A-Za-z_$][\w$]*/g))
        if (!RESERVED.has(name)) leadsTo.add(name);
  }
  return [...around, ...own];
}

const FROM_IMPORT = /^(?<from>from\s+\S+\s+import)\s+(?<names>[\w\s,]+)$/;
const BRACES =
  /^(?:import|export)(?:\s+type)?\s*\{(?<names>[^{}]*)\}\s*(?<from>from\s*['"][^'"]+['"];?)$/;

/** Of an import on one line, what it says of one of its names. */
function importOf(line: string, word: string): string | null {
  const { from, names } = (FROM_IMPORT.exec(line) ?? BRACES.exec(line))?.groups ?? {};
  if (from === undefined || names === undefined) return null;
  const own = names.split(',').filter((one) => one.trim().split(/\s+/).includes(word));
  return [from, ...own.map((one) => one.trim())].join(' ');
}

/** With decorators, attributes and annotations above. */
function firstLine({ list, indents }: Lines, at: number): number {
  const indent = indents[at] as number;
  let first = at;
  for (let n = at - 1; n >= Math.max(0, at - ABOVE); n -= 1) {
    const own = indents[n] as number;
    if (own === -1 || own < indent) break;
    const line = (list[n] as string).trim();
    if (own > indent || CLOSING.test(line)) continue;
    if (!DECORATOR.test(line)) break;
    first = n;
  }
  return first;
}

function lastLine({ list, indents }: Lines, at: number): number {
  const indent = indents[at] as number;
  const end = Math.min(list.length, at + LONGEST);
  let depth = 0;
  let last = at;
  for (let n = at; n < end; n += 1) {
    const own = indents[n] as number;
    const line = list[n] as string;
    const belongs =
      n === at || own > indent || (own === indent && GOES_ON.test(line.trim())) || depth > 0;
    if (own !== -1 && !belongs) break;
    if (own !== -1) last = n;
    for (const sign of line) {
      if (sign === '(' || sign === '[' || sign === '{') depth += 1;
      else if (sign === ')' || sign === ']' || sign === '}') depth -= 1;
    }
  }
  return last;
}

/** What says where a declaration stands: the headers around it, and how the innermost ends. */
function aroundOf(lines: Lines, at: number): string[] {
  const { list, indents } = lines;
  const found: string[] = [];
  let indent = indents[at] as number;
  let innermost = -1;
  for (let n = at - 1; n >= 0 && indent > 0; n -= 1) {
    const own = indents[n] as number;
    if (own === -1 || own >= indent) continue;
    const line = (list[n] as string).trim();
    found.push(line);
    // `) -> int:` ends a header that began above.
    if (CLOSING.test(line)) {
      for (n -= 1; n >= 0 && ((indents[n] as number) > own || indents[n] === -1); n -= 1)
        found.push((list[n] as string).trim());
      found.push((list[n] ?? '').trim());
    }
    // What is said above a type of it holds for its members, too.
    const first = firstLine(lines, n);
    if (first < n) found.push(...trimmed(lines, first, n - 1));
    if (innermost === -1) innermost = n;
    indent = own;
  }
  if (innermost === -1) return found;
  const last = lastLine(lines, innermost);
  if (TOGETHER.test((list[innermost] as string).trim()))
    return [...found, ...trimmed(lines, innermost, last)];
  // `} from './store.js'`
  return [...found, (list[last] as string).trim()];
}

function trimmed({ list }: Lines, from: number, to: number): string[] {
  return list
    .slice(from, to + 1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
