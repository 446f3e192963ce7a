/**
 * Markdown in two steps, because the parser's time grows with the square of some texts: first the blocks of the
 * whole text with everything inline switched off, then the inside of single short paragraphs.
 */
import type { PhrasingContent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A block at the top level: where its source stands in the text (`to` is exclusive). */
export interface Block {
  type: 'paragraph' | 'html' | 'other';
  from: number;
  to: number;
  /** What a fence encloses, and the 1-based line on which that begins. */
  fenced?: { text: string; line: number };
}

const SWITCHED_OFF = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  // Not inline, but quadratic in the number of headings; parse.ts looks for underlines itself.
  'setextUnderline',
];

// Without the search for addresses in the finished tree: it is inline again, and what it makes has no offsets.
const mdastExtensions = gfmFromMarkdown().filter(({ transforms }) => transforms === undefined);
const { text: _inline, ...gfmBlocks } = gfm();
const BLOCKS = {
  extensions: [gfmBlocks, { disable: { null: SWITCHED_OFF } }],
  mdastExtensions,
};
const INLINE = { extensions: [gfm()], mdastExtensions };

const MARKER = String.raw`[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])`;
/** A line that opens more containers (quotes, list items) than anybody writes by hand. */
const DEEP_LINE = new RegExp(`^((?:${MARKER}){6}).*$`, 'gm');
/** A line on which the parser may spend time that grows with the length of the text: containers, table rows. */
const COSTLY_LINE = /^[ \t]*(?:>|[-*+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|\[\^|.*\|)/gm;
/** Costly lines × lines; this much is about half a second, and no text of 1,400 lines is above it. */
const MOST_WORK = 2_000_000;

/**
 * The tree of a text (lines end in `\n`), down to paragraphs, cells and headings, whose inside is not read; null
 * where that would take too long.
 */
export function blockTree(text: string, mostWork = MOST_WORK): Root | null {
  const lines = text.split('\n').length;
  if ((text.match(COSTLY_LINE)?.length ?? 0) * lines > mostWork) return null;
  // What is cut lies six containers deep; spaces keep every offset.
  const shallow = text.replace(DEEP_LINE, (line: string, start: string) =>
    `${start}x`.slice(0, line.length).padEnd(line.length),
  );
  return fromMarkdown(shallow, BLOCKS);
}

/** The top-level blocks of a text (lines end in `\n`) in their order, or null where that would take too long. */
export function blocksOf(text: string): Block[] | null {
  const tree = blockTree(text);
  if (!tree) return null;
  return tree.children.map((node) => {
    const from = node.position?.start.offset ?? 0;
    // Code that is only indented has no fence.
    const isFenced = node.type === 'code' && /^(?:```|~~~)/.test(text.slice(from, from + 3));
    const line = (node.position?.start.line ?? 0) + 1;
    return {
      type: node.type === 'paragraph' || node.type === 'html' ? node.type : 'other',
      from,
      to: node.position?.end.offset ?? 0,
      ...(isFenced ? { fenced: { text: node.value, line } } : {}),
    };
  });
}

/** A stretch of a paragraph that is not plain text: code, HTML, emphasis, a link and the like. */
export interface Span {
  type: PhrasingContent['type'];
  from: number;
  to: number;
}

/** The outermost stretches of a paragraph's source that are not plain text. */
export function spansOf(paragraph: string): Span[] {
  const [only, ...more] = fromMarkdown(paragraph, INLINE).children;
  if (only?.type !== 'paragraph' || more.length > 0) {
    return [{ type: 'html', from: 0, to: paragraph.length }];
  }
  return only.children
    .filter((node) => node.type !== 'text' && node.type !== 'break')
    .map((node) => ({
      type: node.type,
      from: node.position?.start.offset ?? 0,
      to: node.position?.end.offset ?? paragraph.length,
    }));
}
