/** Tasks and criteria: items that can be done, and whether somebody says that they are. Pure. */
import type { Block, Item } from './document.ts';
import type { Point } from './draft.ts';
import { mapping, textsOf, yamlIn } from './pairs.ts';
import { bareValue } from './phrases.ts';
import { columnOf } from './tables.ts';

/** Items of a list, rows of a table, texts of a YAML list; an item that is crossed out asks for nothing. */
export function pointsOf(block: Block): Point[] {
  if (block.kind === 'list') return block.items.flatMap(itemPoints);
  if (block.kind === 'table') {
    return block.rows.flatMap(({ cells, line }) => {
      const text = cells.map(bareValue).find(isText) ?? '';
      const done = cells.some((cell) => DONE.test(cell.trim()));
      return text === '' ? [] : [point(text, line, done)];
    });
  }
  const fence = yamlIn(block);
  return Object.entries(fence?.root ?? {}).flatMap(([key, value]) =>
    Array.isArray(value) ? pointsInYaml(value, fence?.lineOf([key]) ?? block.line) : [],
  );
}

/** Texts, and mappings with a text that may be called done or optional. */
export function pointsInYaml(value: unknown, line: number): Point[] {
  if (!Array.isArray(value)) return textsOf(value).map((text) => point(text, line, false));
  return value.flatMap((one) => {
    const said = mapping(one);
    return textsOf([one]).map((text) => {
      const found = point(text, line, said?.done === true);
      return { ...found, optional: found.optional || said?.optional === true };
    });
  });
}

const DONE = /^(?:✅|✓|✔|x|\[x\]|done|yes)$/i;

function isText(cell: string): boolean {
  return /\p{L}{3}/u.test(cell);
}

const NOT_DONE = /^(?:no|open|todo|\[ ?\]|.?)$/isu;

/** The columns of a table that its points come from: the texts, whether they are done, and their numbers. */
export function columnsOfPoints({ head, rows }: Extract<Block, { kind: 'table' }>): number[] {
  return [...head.keys()].filter((at) =>
    rows.every(({ cells }) => {
      const cell = (cells[at] ?? '').trim();
      const isTaken = cells.map(bareValue).findIndex(isText) === at;
      const isNumber = columnOf(head[at] ?? '') === 'number' && !isText(cell);
      return isTaken || isNumber || DONE.test(cell) || NOT_DONE.test(cell);
    }),
  );
}

/** The point of an item and those of the boxes below it. */
export function itemPoints({ text, line, box, items }: Item): Point[] {
  const nested = items.flatMap(boxesOf);
  const own = box !== 'dropped' && text !== '' && !(nested.length > 0 && box === null);
  return [...(own ? [point(text, line, box === 'ticked')] : []), ...nested];
}

/** The points of an item with a box, or those of the boxes somewhere below it. */
function boxesOf(item: Item): Point[] {
  return item.box === null ? item.items.flatMap(boxesOf) : itemPoints(item);
}

/** `[OPTIONAL] Write a guide`, `Write a guide (optional)`. */
function point(text: string, line: number, done: boolean): Point {
  const optional = /^\s*[[(]optional[\])]|[[(]optional[\])]\s*$/i.test(text);
  const rest = text.replace(/^\s*[[(]optional[\])]\s*:?\s*|\s*[[(]optional[\])]\s*$/gi, '');
  return { text: rest === '' ? text : rest, line, done, optional };
}
