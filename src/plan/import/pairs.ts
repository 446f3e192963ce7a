/** One way to look at lists, tables, YAML and code: a key with its values, each with its line. Pure. */
import { parse as parseToml } from 'smol-toml';
import type { Path } from '../issue.ts';
import { readYaml } from '../yaml.ts';
import type { Block, Within } from './document.ts';
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
const MOST_TOML = 64 * 1024;

/** YAML or JSON in a fence. */
export interface Fence {
  root: Record<string, unknown>;
  /** Line of the document on which a key stands. */
  lineOf(path: Path): number;
}

/** Languages of fences that hold plain data; one without a language may be YAML. */
const DATA = /^(?:(toml)|(json5?|jsonc)|ya?ml|)(?:\s|$|,|\{)/;

type Code = Extract<Block, { kind: 'code' }>;

/** Fences are looked at in many ways, and read once. */
const fences = new WeakMap<Block, Fence | null>();

/** A fence that holds a YAML, JSON or TOML mapping; code of other languages is not tried. */
export function yamlIn(block: Block): Fence | null {
  if (block.kind !== 'code') return null;
  const known = fences.get(block);
  if (known !== undefined) return known;
  const fence = block.within ? fenceWithin(block.within) : fenceOf(block);
  fences.set(block, fence);
  return fence;
}

function fenceWithin({ key, of }: Within): Fence | null {
  const whole = yamlIn(of);
  const root = mapping(whole?.root[key]);
  return whole && root && { root, lineOf: (path) => whole.lineOf([key, ...path]) };
}

function fenceOf(block: Code): Fence | null {
  const language = DATA.exec(block.lang);
  if (!language) return null;
  return language[1] === undefined ? yamlFence(block) : tomlFence(block);
}

function yamlFence({ text, first }: Code): Fence | null {
  const { value, places, issues } = readYaml(text);
  const root = mapping(value?.root);
  if (!root || issues.some(({ level }) => level === 'error')) return null;
  return {
    root,
    lineOf: (path) => first - 1 + places.lineColumn(places.offset(path, 'key')).line,
  };
}

/** TOML has no places: a key is looked for below what is around it. */
function tomlFence({ text, first }: Code): Fence | null {
  if (text.length > MOST_TOML) return null;
  let root: Record<string, unknown>;
  try {
    root = parseToml(text);
  } catch {
    return null;
  }
  const rows = rowsByStart(text);
  const lineOf = (path: Path) => {
    let at = 0;
    for (const [depth, key] of path.entries()) {
      const table = rows.tables.get(`[${path.slice(0, depth + 1).join('.')}]`) ?? Infinity;
      const found = Math.min(table, atOrBehind(rows.keys.get(`${key}`) ?? [], at));
      if (found !== Infinity) at = Math.max(at, found);
    }
    return first + at;
  };
  return { root, lineOf };
}

/** Where tables begin, the first time, and where keys stand, in order. Rows are counted from 0. */
function rowsByStart(text: string) {
  const tables = new Map<string, number>();
  const keys = new Map<string, number[]>();
  for (const [at, written] of text.split('\n').entries()) {
    const row = written.replace(/\s+/g, '');
    if (row.startsWith('[') && !tables.has(row)) tables.set(row, at);
    const [, quoted, bare] = /^(?:"([^"]*)"|([^="]+))=/.exec(row) ?? [];
    const key = quoted ?? bare;
    if (key === undefined) continue;
    const places = keys.get(key);
    if (places) places.push(at);
    else keys.set(key, [at]);
  }
  return { tables, keys };
}

/** The first of some ascending numbers that is not below a limit; Infinity where all are. */
function atOrBehind(places: readonly number[], limit: number): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((places[middle] ?? 0) < limit) from = middle + 1;
    else to = middle;
  }
  return places[from] ?? Infinity;
}

/** The line on which a fence that calls itself plain data is broken; null where it is not. */
export function brokenLine(block: Code): { language: string; line: number } | null {
  const [written = '', toml, json] = DATA.exec(block.lang) ?? [];
  if (written === '') return null;
  if (toml !== undefined) return tomlFence(block) ? null : { language: 'TOML', line: block.line };
  const { places, issues } = readYaml(block.text);
  const issue = issues.find(({ level }) => level === 'error');
  if (!issue) return null;
  const offset = issue.offset ?? places.offset(issue.path ?? [], issue.at ?? 'value');
  const line = block.first - 1 + places.lineColumn(offset).line;
  return { language: json === undefined ? 'YAML' : 'JSON', line };
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
      : textsOf(mapping(one)?.name ?? mapping(one)?.text ?? mapping(one)?.title),
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

/** Every line of a block, as words. */
export function linesOf(block: Block): { text: string; line: number }[] {
  switch (block.kind) {
    case 'text':
      return block.lines;
    case 'list':
      return block.items
        .flatMap((item) => [item, ...item.items])
        .map(({ text, line }) => ({ text, line }));
    case 'table':
      return block.rows.map(({ cells, line }) => ({ text: cells.join(' '), line }));
    case 'code':
      return block.text
        .split('\n')
        .slice(0, 2000)
        .map((text, at) => ({ text: text.slice(0, 500), line: block.first + at }));
    case 'other':
      return [];
  }
}
