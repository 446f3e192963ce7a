/** A plan document as sections of plain blocks, each with its lines. Pure; never throws. */
import type { ListItem, RootContent, Table } from 'mdast';
import { blockTree } from '../../commands/blocks.ts';
import { checkbox, clean } from './phrases.ts';

/** Lines are 1-based; `to` is the last line. */
interface Placed {
  line: number;
  to: number;
}

export interface TextLine {
  text: string;
  line: number;
}

export interface Item extends Placed {
  text: string;
  /** What stands below it beside further items: more paragraphs, code, tables, and items that lie too deep. */
  more: Placed[];
  box: 'open' | 'ticked' | 'dropped' | null;
  items: Item[];
}

export type Block = Placed &
  (
    | { kind: 'text'; lines: TextLine[] }
    | { kind: 'list'; items: Item[] }
    | { kind: 'table'; head: string[]; rows: { cells: string[]; line: number }[] }
    /** `first` is the line on which the content begins; `within` the one key of its mapping that is meant. */
    | { kind: 'code'; lang: string; text: string; first: number; within?: Within }
    /** Quotes, HTML and whatever else there is. */
    | { kind: 'other' }
  );

/** One key of a mapping in a fence. */
export interface Within {
  key: string;
  of: Block;
}

export interface Section extends Placed {
  /** Empty for what stands before the first heading. */
  title: string;
  /** 0 for what stands before the first heading. */
  level: number;
  /** The headings above it, nearest first. */
  above: Section[];
  blocks: Block[];
}

export interface PlanDocument {
  /** As they stand in the document. */
  lines: string[];
  sections: Section[];
}

const MOST_CHARACTERS = 512 * 1024;
const MOST_LINES = 10_000;
/** As `blockTree` counts; a document of 2,800 list items in a row is below it. */
const MOST_WORK = 8_000_000;
/** List items below one another. */
const MOST_DEPTH = 5;

/** Reads a document, or says why not and what to do. */
export function readDocument(source: string): PlanDocument | { refused: string } {
  if (source.length > MOST_CHARACTERS) {
    return {
      refused: `It is larger than ${MOST_CHARACTERS / 1024} KiB. Split off what is no plan.`,
    };
  }
  const text = source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', ' ');
  if (text.trim() === '') return { refused: 'It is empty. Name a Markdown document with a plan.' };
  const lines = text.split('\n');
  if (lines.length > MOST_LINES) {
    return { refused: `It has more than ${MOST_LINES} lines. Split off what is no plan.` };
  }
  const tree = blockTree(withoutFrontMatter(text), MOST_WORK);
  if (!tree) {
    return { refused: 'It has too many list items and table rows to be read. Split it.' };
  }
  const start: Section = { title: '', level: 0, line: 1, to: lines.length, above: [], blocks: [] };
  const sections: Section[] = [start];
  const begin = (title: string, level: number, line: number) => {
    const before = sections.at(-1) ?? start;
    before.to = line - 1;
    const around = [before, ...before.above].find((one) => one.level < level && one.level > 0);
    const above = around ? [around, ...around.above] : [];
    sections.push({ title, level, line, to: lines.length, above, blocks: [] });
  };
  for (const [at, node] of tree.children.entries()) {
    const line = node.position?.start.line ?? 1;
    const to = node.position?.end.line ?? line;
    if (node.type === 'heading') {
      begin(clean(sourceOf(text, node).replace(/^\s*#+|\s#+\s*$/g, '')), node.depth, line);
      continue;
    }
    const underlined = underlinedHeading(text, node, tree.children[at + 1]);
    if (underlined) {
      begin(underlined.title, underlined.level, line);
      continue;
    }
    const block = blockOf(text, lines, node, { line, to });
    if (block) sections.at(-1)?.blocks.push(block);
  }
  return { lines, sections };
}

/** The lines above and below YAML at the very start would make headings of it; blanks keep every offset. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n((?:.{0,400}\n){1,100}?)---(?=\n|$)/, '   \n$1   ');
}

function sourceOf(text: string, { position }: RootContent): string {
  return text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/** A title with a line of `=` or `-` below it: the parser is told not to look for them, because it takes long. */
function underlinedHeading(
  text: string,
  node: RootContent,
  next: RootContent | undefined,
): { title: string; level: number } | null {
  if (node.type !== 'paragraph') return null;
  const source = sourceOf(text, node);
  const lines = source.split('\n');
  if (lines.length === 2 && /^ {0,3}=+\s*$/.test(lines[1] ?? '')) {
    return { title: clean(lines[0] ?? ''), level: 1 };
  }
  const end = node.position?.end.line ?? 0;
  const ruled = next?.type === 'thematicBreak' && next.position?.start.line === end + 1;
  if (!ruled || lines.length > 1 || !/^ {0,3}-+\s*$/.test(sourceOf(text, next))) return null;
  return { title: clean(source), level: 2 };
}

function blockOf(text: string, lines: string[], node: RootContent, at: Placed): Block | null {
  switch (node.type) {
    case 'thematicBreak':
    case 'definition':
      return null;
    case 'html':
      return isComment(sourceOf(text, node)) ? null : { ...at, kind: 'other' };
    case 'paragraph': {
      const found = lines
        .slice(at.line - 1, at.to)
        .map((line, index) => ({ text: clean(line), line: at.line + index }))
        .filter((line) => line.text !== '');
      return found.length === 0 ? null : { ...at, kind: 'text', lines: found };
    }
    case 'list':
      return { ...at, kind: 'list', items: node.children.map((item) => itemOf(text, item, 1)) };
    case 'table':
      return { ...at, kind: 'table', ...tableOf(text, node) };
    case 'code': {
      const fenced = /^\s*[`~]/.test(lines[at.line - 1] ?? '');
      const lang = (node.lang ?? '').toLowerCase();
      return { ...at, kind: 'code', lang, text: node.value, first: at.line + (fenced ? 1 : 0) };
    }
    default:
      return { ...at, kind: 'other' };
  }
}

/** Whether HTML is a comment and nothing else; what its author took out is not read. */
function isComment(html: string): boolean {
  return html.startsWith('<!--') && (html.split('-->').at(-1) ?? '').trim() === '';
}

function itemOf(text: string, item: ListItem, depth: number): Item {
  const line = item.position?.start.line ?? 1;
  const own = item.children.find((child) => child.type === 'paragraph');
  const source = own ? sourceOf(text, own) : '';
  const box = checkbox(source);
  const isRead = (child: RootContent) => child.type === 'list' && depth < MOST_DEPTH;
  const crossedOut = /^~~.*~~\s*$/s.test((box?.rest ?? source).trim());
  return {
    line,
    to: item.position?.end.line ?? line,
    text: clean((box?.rest ?? source).replaceAll('~~', '')),
    box: crossedOut ? 'dropped' : (box?.state ?? null),
    more: item.children.flatMap((child) =>
      child === own || isRead(child) || (child.type === 'html' && isComment(sourceOf(text, child)))
        ? []
        : [{ line: child.position?.start.line ?? line, to: child.position?.end.line ?? line }],
    ),
    items: item.children.flatMap((child) =>
      child.type === 'list' && isRead(child)
        ? child.children.map((one) => itemOf(text, one, depth + 1))
        : [],
    ),
  };
}

function tableOf(text: string, { children }: Table) {
  const cellsOf = (row: (typeof children)[number]) =>
    row.children.map((cell) =>
      clean(
        sourceOf(text, cell)
          .replace(/^\||\|$/g, '')
          .replaceAll('\\|', '|'),
      ),
    );
  const [head, ...rows] = children;
  return {
    head: head ? cellsOf(head) : [],
    rows: rows.map((row) => ({ cells: cellsOf(row), line: row.position?.start.line ?? 1 })),
  };
}
