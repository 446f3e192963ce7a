/** Strings that try to be more than text, and the eyes to see whether one got through. */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { anyText } from './any-text.ts';

// Made once: that takes as long as reading a sentence.
const GITHUB = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** Markdown as GitHub reads it, as a tree. */
export function parse(markdown: string): Root {
  return fromMarkdown(markdown, GITHUB);
}

export function nodes(tree: Nodes): Nodes[] {
  return [tree, ...('children' in tree ? tree.children.flatMap(nodes) : [])];
}

/** Values of all nodes of a type, in order. */
export function values(markdown: string, type: Nodes['type']): string[] {
  return nodes(parse(markdown)).flatMap((node) =>
    node.type === type && 'value' in node ? [node.value] : [],
  );
}

/** What GitHub looks for in text after rendering: mentions, references, addresses. */
export const LIVE = /(^|[^\w`])@[\w-]|#\d|GH-\d|:\/\/|www\.|[\w.+-]@[\w-]+\.\w/i;

/** Pieces that have broken a renderer somewhere; a hostile string is any row of them. */
const PIECES = [
  '@team',
  '@acme/qa',
  '#12',
  'GH-12',
  'acme/river#7',
  'Closes #3',
  '<!--',
  '-->',
  '<img src=x onerror=y>',
  '</details>',
  '</summary>',
  '<script>',
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '||',
  '\\|',
  '\\',
  '\\\\',
  '\n',
  '\r\n',
  '\n\n',
  '\t',
  '    ',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u001b[31m',
  '\u2028',
  '\ue000',
  '\ud800',
  '&lt;',
  '&#64;team',
  '&commat;',
  'https://evil.example/x',
  'http://a.b',
  'www.evil.example',
  'a@b.example',
  'mailto:a@b.example',
  '*',
  '**bold**',
  '_',
  '__x__',
  '~~gone~~',
  '[x](https://e.example)',
  '[^1]',
  '![i](x)',
  '[ ]',
  '# head',
  '- item',
  '+',
  '1. one',
  '2)',
  '> quote',
  '---',
  '===',
  '$x$',
  ':+1:',
  'a',
  'src/a.txt',
  'é',
  '日本',
  '👩‍👩‍👧',
  'x'.repeat(300),
];

export const hostile = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: anyText() },
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));
