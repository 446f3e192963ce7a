/** What of some Markdown a reader sees, and of what it is made: for checking that names stayed names. */
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export function parseMarkdown(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The text and code of a document, without markup; HTML is left out, since it is not shown as text. */
export function visibleText(markdown: string): string {
  return textOf(parseMarkdown(markdown)).replaceAll('\u200b', '');
}

/** Names of all kinds of nodes in a document. */
export function nodeTypes(markdown: string): ReadonlySet<string> {
  const types = new Set<string>();
  const visit = (node: Nodes) => {
    types.add(node.type);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown));
  return types;
}

/** All tables of a document as rows of visible text, the first row being the head. */
export function tablesIn(markdown: string): string[][][] {
  const found: string[][][] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'table') {
      const cell = (each: Nodes) => textOf(each).replaceAll('\u200b', '');
      found.push(node.children.map((row) => row.children.map(cell)));
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown));
  return found;
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value;
    case 'break':
      return '\n';
    default:
      return 'children' in node ? node.children.map(textOf).join(separator(node)) : '';
  }
}

function separator(node: Nodes): string {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'emphasis':
    case 'strong':
    case 'link':
    case 'tableCell':
      return '';
    case 'tableRow':
      return '  ';
    default:
      return '\n';
  }
}
