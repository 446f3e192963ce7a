/**
 * Maps of a name to a list of names as source code of many languages writes them: `("a", vec!["b", "c"])` of Rust,
 * `"a": ["b"]` of JSON, Python and JavaScript, `"a" => %w[...]`-like arrows, `Map.entry("a", List.of("b"))` of Java.
 * Read by its quotes and brackets alone; nothing is evaluated. Pure.
 */

export interface NamedList {
  name: string;
  list: string[];
  /** 0-based line within the code. */
  line: number;
}

/** A text in quotes, a bracket, or anything else that stands between. */
interface Token {
  kind: 'text' | 'open' | 'close' | 'between';
  value: string;
  line: number;
}

const MOST_TOKENS = 20_000;
const TOKENS =
  /"((?:[^"\\\n]|\\.){0,200})"|'((?:[^'\\\n]|\\.){0,200})'|([[({])|([\])}])|(\/\/[^\n]*|\n)|([^"'[({\])}\n/]+|.)/g;

/** What may stand between a name and its list: `:`, `=>`, `,`, and what makes a list in some language. */
const LEADS_TO_LIST =
  /^\s*(?:,|:|=>|->|=)\s*(?:vec!|&|new(?:\s+\w+)?|&?\w+(?:\.(?:of|asList|new)|::(?:from|new))|set|list)?\s*$/i;

/** All maps of a name to a list of names, in order. */
export function namedLists(code: string): NamedList[] {
  const tokens = tokensOf(code);
  const found: NamedList[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const name = tokens[at];
    const bare = bareKey(name, tokens[at + 1]);
    const bareList = bare === null ? null : listFrom(tokens, at + 2);
    if (bare !== null && bareList) {
      found.push({ name: bare, list: bareList.texts, line: tokens[at + 1]?.line ?? 0 });
      at = bareList.end;
      continue;
    }
    if (name?.kind !== 'text' || name.value === '') continue;
    const between = tokens[at + 1];
    if (between?.kind !== 'between' || !LEADS_TO_LIST.test(between.value)) continue;
    if (tokens[at + 2]?.kind !== 'open') continue;
    const list = listFrom(tokens, at + 3);
    if (!list) continue;
    found.push({ name: name.value, list: list.texts, line: name.line });
    at = list.end;
  }
  return found;
}

/** The name without quotes before a list, as JavaScript writes keys: `kernel: ["a"]`. */
function bareKey(before: Token | undefined, open: Token | undefined): string | null {
  if (before?.kind !== 'between' || open?.kind !== 'open' || open.value === '{') return null;
  return /(?:^|[\s,;])([A-Za-z_]\w{0,79})\s*(?::|=>)\s*$/.exec(before.value)?.[1] ?? null;
}

/** Texts up to the bracket that closes the list; null where something else is in it. */
function listFrom(tokens: readonly Token[], from: number): { texts: string[]; end: number } | null {
  const texts: string[] = [];
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'close') return { texts, end: at };
    if (token?.kind === 'text') texts.push(token.value);
    else if (
      token?.kind === 'open' ||
      !/^[\s,]*(?:\.(?:into|to_string|to_owned|to_vec))?[\s,]*$/.test(token?.value ?? '')
    )
      return null;
  }
  return null;
}

function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  let line = 0;
  // The brackets of Go's slice types hold nothing.
  for (const match of code.replaceAll('[]string', ' list ').matchAll(TOKENS)) {
    if (tokens.length >= MOST_TOKENS) break;
    const [whole, double, single, open, close, skipped] = match;
    const text = double ?? single;
    const last = tokens.at(-1);
    if (text !== undefined) tokens.push({ kind: 'text', value: text, line });
    else if (open !== undefined) tokens.push({ kind: 'open', value: open, line });
    else if (close !== undefined) tokens.push({ kind: 'close', value: close, line });
    else if (last?.kind === 'between') last.value += skipped === undefined ? whole : ' ';
    else tokens.push({ kind: 'between', value: skipped === undefined ? whole : ' ', line });
    if (whole === '\n') line += 1;
  }
  return tokens;
}

export interface Declaration {
  symbol: string;
  /** 0-based line within the code. */
  line: number;
  /** Its last line. */
  to: number;
  /** As it is written; null where its end cannot be told, or it is too long for a plan. */
  text: string | null;
}

const MOST_DECLARATIONS = 200;
const MOST_OF_ONE = { lines: 300, characters: 6000 };

const DECLARES = [
  /^\s*(?:pub(?:\([^)]{0,40}\))?\s+)?(?:unsafe\s+)?trait\s+(\w{1,80})/,
  /^\s*(?:export\s+)?(?:public\s+|internal\s+)?(?:sealed\s+)?(?:interface|protocol)\s+(\w{1,80})/,
  /^\s*type\s+(\w{1,80})\s+interface\b/,
  /^\s*(?:export\s+)?abstract\s+class\s+(\w{1,80})/,
  /^\s*class\s+(\w{1,80})\s*\([^)]{0,80}\b(?:Protocol|ABC)\b/,
];

/** Interfaces that code of some language declares: traits, interfaces, protocols, abstract classes. */
export function declarations(code: string): Declaration[] {
  const rows = code.split('\n');
  // Declarations without an end are many readings of the same rows: each row is read once.
  const signs: string[] = [];
  const signsOf = (at: number) => {
    signs[at] ??= signsIn(rows[at] ?? '');
    return signs[at];
  };
  let after = 0;
  let found = 0;
  return rows.flatMap((row, line): Declaration[] => {
    const symbol = DECLARES.map((pattern) => pattern.exec(row.slice(0, 400))?.[1]).find(Boolean);
    if (symbol === undefined || line < after || found >= MOST_DECLARATIONS) return [];
    found += 1;
    const to = /^\s*class\b.*:\s*(?:#.*)?$/.test(row)
      ? endOfBlock(rows, line)
      : endOfBraces(rows.length, line, signsOf);
    if (to !== null) after = to + 1;
    return [
      {
        symbol,
        line,
        to: to ?? line,
        text: to === null ? null : dedented(rows.slice(line, to + 1)),
      },
    ];
  });
}

/** The braces of a row in order, without those in texts and comments, and `;` where the row ends in one. */
function signsIn(row: string): string {
  const bare = row
    .slice(0, 1000)
    .replace(/\/\/.*$|"(?:[^"\\]|\\(?:.|$))*("|$)/g, (found, close?: string) =>
      // A quote that is never closed was none.
      close === '' ? found.replace(/\/\/.*$/, '') : '',
    );
  return bare.replace(/[^{}]+/g, '') + (/;\s*$/.test(bare) ? ';' : '');
}

/** The line on which the brace closes that the declaration opens, by the signs of each row alone. */
function endOfBraces(count: number, from: number, signsOf: (at: number) => string): number | null {
  let depth = 0;
  let isOpen = false;
  for (let at = from; at < Math.min(count, from + MOST_OF_ONE.lines); at += 1) {
    for (const sign of signsOf(at)) {
      if (sign === '{') depth += 1;
      if (sign === '}') depth -= 1;
      if (sign === '{') isOpen = true;
      if (isOpen ? depth === 0 : sign === ';') return at;
    }
  }
  return null;
}

/** The last line that is indented below the first. */
function endOfBlock(rows: readonly string[], from: number): number {
  const indent = (rows[from] ?? '').search(/\S/);
  let last = from;
  for (let at = from + 1; at < Math.min(rows.length, from + MOST_OF_ONE.lines); at += 1) {
    const column = (rows[at] ?? '').search(/\S/);
    if (column >= 0 && column <= indent) break;
    if (column >= 0) last = at;
  }
  return last;
}

/** Without the indentation that all lines have, and without what cannot be seen. */
function dedented(rows: readonly string[]): string | null {
  const filled = rows.filter((row) => row.trim() !== '');
  const indent = Math.min(...filled.map((row) => row.search(/\S/)));
  const text = rows
    .map((row) =>
      row
        .slice(indent)
        .replaceAll('\t', '    ')
        .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu, ' ')
        .trimEnd(),
    )
    .join('\n')
    .toWellFormed();
  return text.length > MOST_OF_ONE.characters ? null : text;
}

export interface CalledThing {
  kind: 'script' | 'feature';
  name: string;
  /** 0-based line within the code. */
  line: number;
}

/** Scripts and build features that shell code calls. */
export function calledThings(code: string): CalledThing[] {
  return code.split('\n').flatMap((text, line): CalledThing[] => {
    if (/^\s*(?:#|\/\/)/.test(text)) return [];
    const row = text.slice(0, 1000);
    const scripts = [
      ...row.matchAll(
        /(?<![\w/.-])(?:\.\/)?((?:[\w.-]{1,80}\/){1,8}[\w.-]{1,80}\.(?:sh|bash|py|js|ts|mjs|rb|pl|ps1))\b/g,
      ),
    ];
    const features = [...row.matchAll(/--features[= ]+["']?([\w ,./-]{1,200})/g)].flatMap(
      ([, list = '']) => list.split(/\s+-/)[0]?.split(/[\s,]+/) ?? [],
    );
    return [
      ...scripts.map(([, name = '']) => ({ kind: 'script' as const, name, line })),
      ...features
        .filter((name) => /^[\w/-]{1,80}$/.test(name))
        .map((name) => ({ kind: 'feature' as const, name, line })),
    ];
  });
}
