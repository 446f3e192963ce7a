/** Packages that lines of source import, by their syntax alone. */
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
      if (!found.has(name)) found.set(name, { ecosystem, name, path, line: at + 1 });
    }
  }
  return [...found.values()];
}

function packagesIn(ecosystem: Ecosystem, line: string, inGoBlock: boolean): string[] {
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
      return matches(line, /^(?:from|import)\s+([A-Za-z_]\w*)/g);
    case 'go':
      return inGoBlock || line.startsWith('import ')
        ? matches(line, /"([\w.-]+\.[\w./~-]+)"/g)
        : [];
    case 'jvm':
      return [];
  }
}

function matches(line: string, pattern: RegExp): string[] {
  return [...line.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

/** Whether an import is one of a package that a manifest names. */
export function importsPackage(imported: Imported, name: string): boolean {
  switch (imported.ecosystem) {
    case 'cargo':
      return imported.name === name.replaceAll('-', '_');
    case 'python':
      return imported.name.toLowerCase() === name.toLowerCase().replaceAll(/[-.]/g, '_');
    case 'go':
      return imported.name === name || imported.name.startsWith(`${name}/`);
    default:
      return imported.name === name;
  }
}
