/** One way to look at lists, tables, YAML and code: a key with its values, each with its line. Pure. */
import type { Path } from '../issue.ts';
import { readYaml } from '../yaml.ts';
import type { Block } from './document.ts';
import { namedLists } from './literals.ts';
import { clean, enumerated, labelled } from './phrases.ts';

export interface Pair {
  key: string;
  values: string[];
  /** Everything behind the key, as one text. */
  text: string;
  line: number;
}

const MOST = 2_000;

/** YAML or JSON in a fence. */
export interface Fence {
  root: Record<string, unknown>;
  /** Line of the document on which a key stands. */
  lineOf(path: Path): number;
}

/** A fence that holds a YAML or JSON mapping; code of other languages is not tried. */
export function yamlIn(block: Block): Fence | null {
  if (block.kind !== 'code' || !/^(?:ya?ml|json5?|jsonc|)(?:\s|$|,|\{)/.test(block.lang))
    return null;
  const { value, places, issues } = readYaml(block.text);
  const root = mapping(value?.root);
  if (!root || issues.some(({ level }) => level === 'error')) return null;
  return {
    root,
    lineOf: (path) => block.first - 1 + places.lineColumn(places.offset(path, 'key')).line,
  };
}

export function mapping(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Short texts of a YAML list, or of a text that enumerates. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return enumerated(value);
  if (typeof value === 'number') return [`${value}`];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) =>
    typeof one === 'string' || typeof one === 'number'
      ? [clean(`${one}`)]
      : textsOf(mapping(one)?.name),
  );
}

/** All pairs of a block, in order. A table gives one for each row, keyed by its first column. */
export function pairsOf(block: Block): Pair[] {
  switch (block.kind) {
    case 'list':
      return block.items.slice(0, MOST).map((item) => {
        const field = labelled(item.text);
        const nested = item.items.map(({ text }) => text);
        const text = field?.rest ?? (nested.length > 0 ? '' : item.text);
        const key = field?.label ?? (nested.length > 0 ? item.text : '');
        return { key, text, values: text === '' ? nested : enumerated(text), line: item.line };
      });
    case 'table':
      return block.rows.slice(0, MOST).map(({ cells: [key = '', ...rest], line }) => ({
        key,
        text: rest.join(' '),
        values: rest.flatMap(enumerated),
        line,
      }));
    case 'text':
      return block.lines.slice(0, MOST).flatMap(({ text, line }) => {
        const field = labelled(text);
        return field
          ? [{ key: field.label, text: field.rest, values: enumerated(field.rest), line }]
          : [];
      });
    case 'code':
      return pairsOfCode(block);
    case 'other':
      return [];
  }
}

function pairsOfCode(block: Extract<Block, { kind: 'code' }>): Pair[] {
  const fence = yamlIn(block);
  if (fence) {
    return Object.entries(fence.root)
      .slice(0, MOST)
      .map(([key, value]) => ({
        key,
        values: textsOf(value),
        text: typeof value === 'string' ? clean(value) : '',
        line: fence.lineOf([key]),
      }));
  }
  const lists = namedLists(block.text);
  if (lists.length > 0) {
    return lists.map(({ name, list, line }) => ({
      key: clean(name),
      values: list.map(clean),
      text: '',
      line: block.first + line,
    }));
  }
  return block.text
    .split('\n')
    .slice(0, MOST)
    .flatMap((row, at) => {
      const comment = /^\s*(?:#|\/\/|--|\*|;)?\s*(.*)$/.exec(row.slice(0, 500))?.[1] ?? '';
      const field = labelled(clean(comment));
      if (!field) return [];
      const line = block.first + at;
      return [{ key: field.label, text: field.rest, values: enumerated(field.rest), line }];
    });
}
