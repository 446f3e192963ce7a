/**
 * Task lists in the Markdown of issues and comments: what people tick is a claim. Only real items count, as GitHub
 * draws them: nothing in code, quotes or comments. `[~]`, `~~crossed out~~` and N/A take an item out of the count,
 * `(optional)` keeps it from being missed. Pure.
 */
import type { List, ListItem, Root } from 'mdast';
import { blockTree } from '../commands/blocks.ts';
import { isOptional } from './optional.ts';

export interface ListedTask {
  /** Plain words, without box and marks. */
  text: string;
  state: 'open' | 'ticked' | 'dropped';
  optional: boolean;
  /** Who wrote the comment; null for the body of an issue, which anybody with write access may tick. */
  by: string | null;
  url: string | null;
  /** ISO 8601; null where it is not known when it was ticked. */
  at: string | null;
}

/** Characters of a text that are read. */
const MOST_TEXT = 65_536;
const MOST_ITEMS = 500;
const MOST_WORDS = 300;
/** Lists in lists; deeper ones are left out. */
const MOST_DEPTH = 10;

/** The items of one text, in its order; null where reading it would take too long. Never throws. */
export function readTaskList(
  body: string,
  from: Pick<ListedTask, 'by' | 'url' | 'at'> = { by: null, url: null, at: null },
): ListedTask[] | null {
  const text = body.slice(0, MOST_TEXT).replace(/\r\n?/g, '\n');
  if (!/\[.\]/.test(text)) return [];
  const tree = blockTree(text);
  if (!tree) return null;
  return itemsIn(tree, text, 0)
    .slice(0, MOST_ITEMS)
    .flatMap((item) => {
      const read = itemOf(item, text);
      return read ? [{ ...read, ...from }] : [];
    });
}

function itemsIn(node: Root | List | ListItem, text: string, depth: number): ListItem[] {
  if (depth > MOST_DEPTH) return [];
  return node.children.flatMap((child) => {
    if (child.type === 'listItem') return [child, ...itemsIn(child, text, depth + 1)];
    return child.type === 'list' ? itemsIn(child, text, depth + 1) : [];
  });
}

/** A box: ` `, `x`, and `~` or `-` for what no longer applies. */
const BOX = /^\[([ xX~-])\][ \t\n]+(?=\S)/;

function itemOf(
  item: ListItem,
  text: string,
): Pick<ListedTask, 'text' | 'state' | 'optional'> | null {
  const [first] = item.children;
  const start = first?.position?.start.offset;
  if (first?.type !== 'paragraph' || start === undefined) return null;
  const end = first.position?.end.offset ?? start;
  // With the box the parser takes off, which lies between the item's mark and its paragraph.
  const boxed = item.checked === null || item.checked === undefined ? start : start - 4;
  const source = text.slice(Math.max(0, boxed), end);
  const box = BOX.exec(source)?.[1];
  if (box === undefined) return null;
  const words = visible(source.replace(BOX, ''));
  if (words === '') return null;
  const dropped = box === '~' || box === '-' || isCrossedOut(words) || NOT_APPLICABLE.test(words);
  return {
    text: plainWords(words),
    state: dropped ? 'dropped' : box === ' ' ? 'open' : 'ticked',
    optional: isOptional(words),
  };
}

/** N/A as a word of its own at either end, or in brackets. */
const NOT_APPLICABLE = /^n\/a\b|\bn\/a[.)\]]?$|[([]\s*n\/a\s*[)\]]/i;

function isCrossedOut(words: string): boolean {
  return /^(~{1,2})(?!~).*[^~]\1$/s.test(words) || /^<(s|del|strike)>.*<\/\1>$/is.test(words);
}

/** Without comments, of which the last may not be closed. */
function visible(source: string): string {
  return source
    .slice(0, 4_000)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function plainWords(words: string): string {
  const plain = words
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/[*`~]+/g, '')
    .trim();
  return [...plain].slice(0, MOST_WORDS).join('');
}
