/** Packages that lines of source import, by their syntax alone. */
import { distributions } from './import-names.ts';
import type { Ecosystem } from './manifest.ts';

interface Imported {
  ecosystem: Ecosystem;
  name: string;
  path: string;
  line: number;
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

const OWN_CRATE = new Set(['crate', 'self', 'super', 'std', 'core', 'alloc', 'proc_macro', 'test']);

export function isSource(path: string): boolean {
  return ecosystemOf(path) !== null;
}

function ecosystemOf(path: string): Ecosystem | null {
  const ending = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
  return Object.hasOwn(LANGUAGES, ending) ? (LANGUAGES[ending] ?? null) : null;
}

/** Imports on lines that the older version does not have; each package once. */
export function importsOf(path: string, before: string, after: string): Imported[] {
  const ecosystem = ecosystemOf(path);
  if (ecosystem === null) return [];
  const known = new Set(before.split('\n').map((line) => line.trim()));
  const bound = ecosystem === 'cargo' ? boundIn(after) : new Set<string>();
  const found = new Map<string, Imported>();
  let inGoBlock = false;
  for (const [at, line] of after.split('\n').entries()) {
    const words = line.trim();
    if (ecosystem === 'go') {
      if (/^import\s*\(/.test(words)) inGoBlock = true;
      else if (words === ')') inGoBlock = false;
    }
    if (words === '' || known.has(words)) continue;
    for (const name of packagesIn(ecosystem, words, inGoBlock)) {
      if (!bound.has(name) && !found.has(name))
        found.set(name, { ecosystem, name, path, line: at + 1 });
    }
  }
  return [...found.values()];
}

function packagesIn(ecosystem: Ecosystem, line: string, inGoBlock: boolean): string[] {
  // A comment, or a line within one.
  if (ecosystem !== 'python' && /^(\/\/|\/?\*)/.test(line)) return [];
  switch (ecosystem) {
    case 'npm':
      return matches(
        line,
        /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']((?:@[\w.~-]+\/)?[\w~][\w.~-]*)(?=["'/])/g,
      );
    case 'cargo':
      return matches(line.replace(/\/\/.*$/, ''), /(?<![\w:.])([a-z_][a-z0-9_]*)::/g)
        .concat(matches(line, /^(?:pub )?(?:use|extern crate) ([a-z_][a-z0-9_]*)/g))
        .filter((name) => !OWN_CRATE.has(name));
    case 'python':
      return pythonModules(line);
    case 'go':
      return inGoBlock || line.startsWith('import ')
        ? matches(line, /"([\w.-]+\.[\w./~-]+)"/g)
        : [];
    case 'jvm':
      return matches(line, /^import\s+(?:static\s+)?([\w.]+\.\w+)/g);
  }
}

/** `import a.b, c` → a.b, c; `from a.b import c, d` → a.b.c, a.b.d, since what is imported may be a module. */
function pythonModules(line: string): string[] {
  const bare = line.replace(/#.*$/, '').trim();
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
    case 'go':
      return imported.name === name || imported.name.startsWith(`${name}/`);
    case 'npm':
      return imported.name === name;
    case 'python':
    case 'jvm':
      return distributions(imported.ecosystem, imported.name, name);
  }
}
