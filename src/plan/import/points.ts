/** Tasks and criteria: items that can be done, and whether somebody says that they are. Pure. */
import type { Block, Item } from './document.ts';
import type { Point } from './draft.ts';
import { textsOf, yamlIn } from './pairs.ts';
import { bareValue } from './phrases.ts';

/** Items of a list, rows of a table, texts of a YAML list; an item that is crossed out asks for nothing. */
export function pointsOf(block: Block): Point[] {
  if (block.kind === 'list') return block.items.flatMap(itemPoints);
  if (block.kind === 'table') {
    return block.rows.flatMap(({ cells, line }) => {
      const text = cells.map(bareValue).find((cell) => /\p{L}{3}/u.test(cell)) ?? '';
      const done = cells.some((cell) => /^(?:✅|✓|✔|x|\[x\]|done|yes)$/i.test(cell.trim()));
      return text === '' ? [] : [point(text, line, done)];
    });
  }
  const root = yamlIn(block)?.root ?? {};
  return Object.values(root)
    .flatMap((value) => (Array.isArray(value) ? textsOf(value) : []))
    .map((text) => point(text, block.line, false));
}

/** The point of an item and those of the boxes below it. */
export function itemPoints({ text, line, box, items }: Item): Point[] {
  const nested = items.filter((item) => item.box !== null).flatMap(itemPoints);
  const own = box !== 'dropped' && text !== '' && !(nested.length > 0 && box === null);
  return [...(own ? [point(text, line, box === 'ticked')] : []), ...nested];
}

/** `[OPTIONAL] Write a guide`, `Write a guide (optional)`. */
function point(text: string, line: number, done: boolean): Point {
  const optional = /^\s*[[(]optional[\])]|[[(]optional[\])]\s*$/i.test(text);
  const rest = text.replace(/^\s*[[(]optional[\])]\s*:?\s*|\s*[[(]optional[\])]\s*$/gi, '');
  return { text: rest === '' ? text : rest, line, done, optional };
}
