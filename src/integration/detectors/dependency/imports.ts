/** Packages that lines of source import, by their syntax alone. */
import { codeOnly } from './code-only.ts';
import { linesForTests } from './for-tests.ts';
import { distributions } from './import-names.ts';
import type { Ecosystem } from './manifest.ts';

interface Imported {
  ecosystem: Ecosystem;
  name: string;
  path: string;
  line: number;
  /** In a part of the file that is there for tests, or types alone. */
  forTests?: true;
}

const LANGUAGES: Readonly<Record<string, Ecosystem>> = {
  rs: 'cargo',
  ts: 'npm',
  tsx: 'npm',
  mts: 'npm',
  cts: 'npm',
  js: 'npm',
  jsx: 'npm',
  mjs: 'npm',
  cjs: 'npm',
  py: 'python',
  go: 'go',
  java: 'jvm',
  kt: 'jvm',
};

/** Modules of Node that packages for browsers are called like: without such a package the import finds Node's. */
const NODE_MODULES = new Set(
  'assert buffer console constants crypto domain events fs http https module net os path process punycode querystring stream string_decoder sys timers tty url util vm zlib'.split(
    ' ',
  ),
);

const OWN_CRATE = new Set(['crate', 'self', 'super', 'std', 'core', 'alloc', 'proc_macro', 'test']);

export function isSource(path: string): boolean {
  return ecosystemOf(path) !== null;
}

function ecosystemOf(path: string): Ecosystem | null {
  const ending = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
  return Object.hasOwn(LANGUAGES, ending) ? (LANGUAGES[ending] ?? null) : null;
}

/** Imports on lines that the older version does not have; each package once. What copes without it is none. */
export function importsOf(path: string, before: string, after: string): Imported[] {
  const ecosystem = ecosystemOf(path);
  if (ecosystem === null) return [];
  const known = new Set(before.split('\n').map((line) => line.trim()));
  const lines = after.split('\n');
  const isNew = lines.map((line) => line.trim() !== '' && !known.has(line.trim()));
  if (!isNew.includes(true)) return [];
  const code = codeOnly(ecosystem, after).split('\n');
  const bound = ecosystem === 'cargo' ? boundIn(code.join('\n')) : new Set<string>();
  const tests = ecosystem === 'cargo' ? linesForTests(code.join('\n')) : [];
  const found = new Map<string, Imported>();
  let inGoBlock = false;
  for (const [at, line] of lines.entries()) {
    const said = code[at] ?? '';
    if (ecosystem === 'go') {
      if (/^\s*import\s*\(/.test(said)) inGoBlock = true;
      else if (said.trim() === ')') inGoBlock = false;
    }
    if (!isNew[at]) continue;
    const forTests = tests[at] || (ecosystem === 'npm' && /^\s*import\s+type\b/.test(said));
    // What is built with the package says more than what its tests import.
    const names = packagesIn(ecosystem, said, line, inGoBlock).filter((name) => {
      const before = found.get(name);
      return !bound.has(name) && (!before || (before.forTests && !forTests));
    });
    if (names.length === 0 || isGuarded(ecosystem, code, at)) continue;
    for (const name of names) {
      const only = forTests ? { forTests: true as const } : {};
      found.set(name, { ecosystem, name, path, line: at + 1, ...only });
    }
  }
  return [...found.values()];
}

/** Lines above an import that are looked at. */
const MOST_ABOVE = 200;

/** Whether whoever imports it here goes on without it: in a `try`, or for a type checker alone. */
function isGuarded(ecosystem: Ecosystem, code: readonly string[], at: number): boolean {
  if (ecosystem !== 'python' && ecosystem !== 'npm') return false;
  const indent = (line: string) => line.search(/[^\s\0]/);
  const own = indent(code[at] ?? '');
  for (let above = at - 1; above >= Math.max(0, at - MOST_ABOVE) && own > 0; above--) {
    const line = code[above] ?? '';
    const its = indent(line);
    if (its === -1 || its >= own) continue;
    return ecosystem === 'python'
      ? /^\s*(try|except\b.*|if (\w+\.)?TYPE_CHECKING)\s*:/.test(line)
      : /(^|[\s;{}])(try|catch\b.*)\s*\{[\s\0]*$/.test(line);
  }
  return false;
}

/**
 * @param code the line without what stands in comments and strings
 * @param line the same as it is, since names of packages may stand in strings
 */
function packagesIn(
  ecosystem: Ecosystem,
  code: string,
  line: string,
  inGoBlock: boolean,
): string[] {
  switch (ecosystem) {
    case 'npm':
      return stringsIn(code, line, /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)(["'])(\0+)\1/g)
        .flatMap((name) => matches(name, /^((?:@[\w.~-]+\/)?[\w~][\w.~-]*)(?=\/|$)/g))
        .filter((name) => !NODE_MODULES.has(name));
    case 'cargo':
      return matches(code, /(?<![\w:.])([a-z_][a-z0-9_]*)::/g)
        .concat(matches(code, /^\s*(?:pub )?(?:use|extern crate) ([a-z_][a-z0-9_]*)/g))
        .filter((name) => !OWN_CRATE.has(name));
    case 'python':
      return pythonModules(code.replaceAll('\0', ' '));
    case 'go':
      return inGoBlock || /^\s*import /.test(code)
        ? stringsIn(code, line, /(")(\0+)"/g).filter((name) => /^[\w-]+\.[\w./~-]+$/.test(name))
        : [];
    case 'jvm':
      return matches(code, /^\s*import\s+(?:static\s+)?([\w.]+\.\w+)/g);
  }
}

/** What stands in the strings that a pattern finds; their marks are its first group, their insides the second. */
function stringsIn(code: string, line: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map((found) => {
    const end = found.index + found[0].length - (found[1]?.length ?? 0);
    return line.slice(end - (found[2]?.length ?? 0), end);
  });
}

/** `import a.b, c` → a.b, c; `from a.b import c, d` → a.b.c, a.b.d, since what is imported may be a module. */
function pythonModules(line: string): string[] {
  const bare = line.trim();
  const [, from, what = ''] = /^from\s+([A-Za-z_][\w.]*)\s+import\s+(.*)$/.exec(bare) ?? [];
  const names = (list: string) => matches(list, /(?:^|,)\s*\(?\s*([A-Za-z_][\w.]*)/g);
  if (from !== undefined) {
    const parts = names(what).map((name) => `${from}.${name}`);
    return parts.length > 0 ? parts : [from];
  }
  const list = /^import\s+(.*)$/.exec(bare)?.[1];
  return list === undefined ? [] : names(list);
}

/** Names that a Rust file gives to modules of its own or of others, which then are no crates: `use tokio::time;`. */
function boundIn(text: string): Set<string> {
  const bound = new Set(matches(text, /\bmod\s+(\w+)/g));
  for (const [, tree = ''] of text.matchAll(/\buse\s+([^;]{1,2000});/g)) {
    if (!tree.includes('::')) continue;
    const leaves = [
      ...matches(tree, /(?:::|[{,])\s*(\w+)\s*(?=[,}]|$)/g),
      ...matches(tree, /::\s*(\w+)\s*::\s*\{[^{}]*\bself\b/g),
      ...matches(tree, /[{,]\s*(\w+)\s*::\s*\{[^{}]*\bself\b/g),
      ...matches(tree, /\bas\s+(\w+)/g),
    ];
    for (const leaf of leaves) bound.add(leaf);
  }
  return bound;
}

function matches(line: string, pattern: RegExp): string[] {
  return [...line.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

/** Whether an import is one of a package that a manifest names; `key` is what the manifest calls it. */
export function importsPackage(
  imported: Pick<Imported, 'ecosystem' | 'name'>,
  { name, key }: { name: string; key: string },
): boolean {
  switch (imported.ecosystem) {
    case 'cargo':
      return imported.name === key.replaceAll('-', '_');
    case 'go': {
      if (imported.name === name) return true;
      // From version 2 on each is a module of its own (go.dev/ref/mod, major version suffixes).
      const below = imported.name.startsWith(`${name}/`) ? imported.name.slice(name.length) : '';
      return below !== '' && !/^\/v([2-9]|\d\d+)(\/|$)/.test(below);
    }
    case 'npm':
      return imported.name === name;
    case 'python':
    case 'jvm':
      return distributions(imported.ecosystem, imported.name, name);
  }
}
