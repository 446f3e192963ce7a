/** Markdown as a person reads it on GitHub, for a terminal: no marks, tables in columns, details opened. */
import type { Nodes, PhrasingContent, Table } from 'mdast';
import { columns, type Palette, printable, visibleLength, wrapped } from './palette.ts';
import { parseMarkdown } from './visible.ts';

/** Lines of text, at most `width` wide except where a word or a table is wider. */
export function readable(markdown: string, width: number, colours: Palette): string[] {
  return joined(parseMarkdown(markdown).children.map((node) => block(node, width, colours)));
}

/** Blocks with one empty line between them; empty ones leave nothing behind. */
function joined(blocks: string[][]): string[] {
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
}

function block(node: Nodes, width: number, colours: Palette): string[] {
  switch (node.type) {
    case 'heading':
      return [colours.bold(inline(node.children, colours))];
    case 'paragraph':
      return wrapped(inline(node.children, colours), width);
    case 'blockquote':
      return indented(joined(node.children.map((c) => block(c, width - 2, colours))), '│ ', '│ ');
    case 'list':
      return node.children.flatMap((item, at) => {
        const bullet = node.ordered ? `${(node.start ?? 1) + at}. ` : '• ';
        const lines = item.children.flatMap((c) => block(c, width - bullet.length, colours));
        return indented(lines, bullet, ' '.repeat(bullet.length));
      });
    case 'table':
      return table(node, width, colours);
    case 'code':
      return indented(printable(node.value).split('\n'), '    ', '    ').map(colours.dim);
    case 'thematicBreak':
      return [colours.dim('─'.repeat(Math.min(width, 40)))];
    case 'html':
      return html(node.value).flatMap((line) => wrapped(line, width));
    default:
      return [];
  }
}

function table(node: Table, width: number, colours: Palette): string[] {
  const rows = node.children.map((row) =>
    row.children.map((cell) => inline(cell.children, colours).replaceAll('\n', ' ')),
  );
  const lines = columns(rows);
  const [head, ...rest] = lines;
  if (head === undefined) return [];
  if (lines.every((line) => visibleLength(line) <= width)) return [colours.dim(head), ...rest];
  // Too wide for columns: each row on lines of its own, under its first cell.
  const [names = [], ...records] = rows;
  return records.flatMap(([first = '', ...cells]) => [
    ...wrapped(first, width),
    ...cells.flatMap((cell, at) =>
      cell === '' ? [] : indented(wrapped(`${names[at + 1]}: ${cell}`, width - 4), '    ', '    '),
    ),
  ]);
}

function indented(lines: string[], first: string, rest: string): string[] {
  return lines.map((line, at) => (at === 0 ? first : rest) + line);
}

function inline(nodes: readonly PhrasingContent[], colours: Palette): string {
  return nodes
    .map((node): string => {
      switch (node.type) {
        case 'text':
        case 'inlineCode':
          return printable(node.value);
        case 'strong':
          return colours.bold(inline(node.children, colours));
        case 'emphasis':
        case 'delete':
        case 'link':
        case 'linkReference':
          return inline(node.children, colours);
        case 'image':
          return `[picture: ${printable(node.alt ?? '')}]`;
        case 'break':
          return '\n';
        case 'html':
          return tagless(node.value);
        default:
          return '';
      }
    })
    .join('');
}

/** Lines that a browser would show of a block of HTML. */
function html(source: string): string[] {
  return tagless(source)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** HTML without its tags; comments vanish, a summary gets a small triangle. */
function tagless(source: string): string {
  return printable(
    source
      .replace(/<!--[\s\S]*?(-->|$)/g, '')
      .replace(/<summary>/gi, '▾ ')
      .replace(/<br\s*\/?>|<\/(p|div|summary|tr|li)>/gi, '\n')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/&(lt|gt|amp|quot|#39|#124|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ''),
  );
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
  '#124': '|',
  nbsp: ' ',
};
